"""What a task says and asks, as plain data in one language: for the face in a notebook, on paper, on a wall."""

from collections.abc import Iterable

from geo_lesson.documents import nearest
from geo_lesson.language import Text
from geo_lesson.problems import LessonError, Place, Problem


def asked_of(exercise, language):
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
        raise LessonError([Problem(Place(path), NOT_HERE.fill(id=one), nearest(one, known)) for one in strange])
    return exercise.only(ids)


def _table(table, language):
    """A reference table as plain data in one language."""
    return {
        "title": table.title[language],
        "heads": [head[language] for head in table.heads],
        "rows": [[cell[language] for cell in row] for row in table.rows],
        "note": table.note and table.note[language],
    }


NOT_HERE = Text(de="„{id}“ gibt es hier nicht.", en='there is no "{id}" here')
