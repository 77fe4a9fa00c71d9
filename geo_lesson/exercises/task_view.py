"""What a task says and asks, as plain data in one language: for the face in a notebook, on paper, on a wall."""

import re
from collections.abc import Iterable
from string import ascii_lowercase

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.suggestions import nearest
from geo_lesson.exercises import messages

_SHORT, _MOST_BOXES = 14, 4


def task_view(exercise, language):
    """What may be seen of an exercise, or of a part, before it is answered. It holds no key."""
    reason = exercise.reason if exercise.reason and exercise.reason.when == "before" else None
    return {
        "language": language,
        "kind": exercise.kind,
        "title": exercise.title[language],
        "minutes": exercise.minutes,
        "optional": exercise.optional,
        "prompt": [" ".join(p.split()) for p in exercise.prompt[language].split("\n\n")],
        "table": _table(exercise.table, language) if exercise.table else None,
        **exercise.asked(language),
        "confidence": [str(level) for level in exercise.confidence.levels] if exercise.confidence else [],
        "confidence_per": exercise.confidence.per if exercise.confidence else "exercise",
        "reason": reason.prompt[language] if reason else None,
        "reason_per": reason.per if reason else "exercise",
        "starters": [text[language] for text in exercise.support.starters] if exercise.support else [],
    }


def some(content, id, only):
    """The exercise of that id, or the part of it with the ids in `only`; an id that is not there is a LessonError."""
    exercise = content.exercise(id)
    ids = list(only) if isinstance(only, Iterable) and not isinstance(only, str) else [only]
    if only is None or not ids:
        return exercise
    known = [entry.id for entry in exercise.within]
    if strange := [f"{one}" for one in ids if one not in known]:
        path = content.documents[f"exercises/{id}.yaml"].path
        raise LessonError(
            [Problem(Place(path), messages.UNKNOWN_ID.fill(id=one), nearest(one, known)) for one in strange]
        )
    return exercise.only(ids)


def legend(asked, language):
    """What to choose from in the columns of a table: (heading, values) once for columns that share their values.

    Values have a letter to write, unless they are short or begin with a sign of their own. Where one column has few
    and short values there is nothing to look up: each is a column to tick.
    """
    legend = {}
    for column in asked.get("columns", ()):
        texts = [value["text"] for value in column["values"]]
        short = all(len(text) <= _SHORT or re.match(r"\S{1,2}(?!\S)", text) for text in texts)
        if len(asked["columns"]) == 1 and short and len(texts) <= _MOST_BOXES:
            return []
        marks = [""] * len(texts) if short else [f"{letter} = " for letter in ascii_lowercase]
        values = tuple(f"{mark}{text}" for mark, text in zip(marks, texts, strict=False))
        legend.setdefault(values, []).append(column["text"])
    shared = len(legend) == 1
    return [
        (messages.TASK_LABELS["choose"][language] if shared else ", ".join(heads), values)
        for values, heads in legend.items()
    ]


def _table(table, language):
    """A reference table as plain data in one language."""
    return {
        "title": table.title[language],
        "heads": [head[language] for head in table.heads],
        "rows": [[cell[language] for cell in row] for row in table.rows],
        "note": table.note and table.note[language],
    }
