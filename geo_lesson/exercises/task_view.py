"""What a task says and asks, as plain data in one language: for the face in a notebook, on paper, on a wall."""

import re
from collections.abc import Iterable
from string import ascii_lowercase

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.language import Text
from geo_lesson.common.suggestions import nearest

_SHORT, _MOST_BOXES = 14, 4


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
    return [(WORDS["choose"][language] if shared else ", ".join(heads), values) for values, heads in legend.items()]


def _table(table, language):
    """A reference table as plain data in one language."""
    return {
        "title": table.title[language],
        "heads": [head[language] for head in table.heads],
        "rows": [[cell[language] for cell in row] for row in table.rows],
        "note": table.note and table.note[language],
    }


NOT_HERE = Text(de="„{id}“ gibt es hier nicht.", en='there is no "{id}" here')
WORDS = {
    "task": Text(de="Aufgabe", en="Exercise"),
    "minute": Text(de="Minute", en="minute"),
    "minutes": Text(de="Minuten", en="minutes"),
    "in_all": Text(de="zusammen", en="in all"),
    "if_time": Text(de="wenn Zeit ist", en="if there is time"),
    "optional": Text(de="freiwillig", en="optional"),
    "text": Text(de="Der Text", en="The text"),
    "tasks": Text(de="Aufgaben", en="Exercises"),
    "cards": Text(de="Quellenkarten", en="Source cards"),
    "card": Text(de="Karten", en="Cards"),
    "sentences": Text(de="Sätze", en="Sentences"),
    "key": Text(de="Lösungen", en="Answer key"),
    "key_note": Text(
        de="Dieser Teil ist für Lehrkräfte oder zur Selbstkontrolle. Er beginnt auf einem eigenen Blatt. „Vertretbar“ "
        "heißt: Hier sind mehrere Antworten möglich.",
        en="This part is for teachers or for checking one's own work. It begins on a sheet of its own. Where several "
        "values are named, each is defensible.",
    ),
    "open": Text(
        de="Offene Aufgabe: Es gibt keine einzelne richtige Antwort.",
        en="Open exercise: there is no single right answer.",
    ),
    "model": Text(de="Ein Beispiel", en="An example"),
    "takeaway": Text(de="Merksatz", en="Remember"),
    "sure": Text(de="Wie sicher sind Sie?", en="How sure are you?"),
    "sure_column": Text(de="Wie sicher?", en="How sure?"),
    "value": Text(de="Antwort", en="Answer"),
    "row": Text(de="Zu beurteilen", en="To be judged"),
    "several": Text(de="Mehrere Kreuze sind möglich.", en="You may tick several."),
    "place": Text(
        de="Schreiben Sie die Reihenfolge als Zahl in das Feld.", en="Write the order as a number in the box."
    ),
    "leave_out": Text(
        de="Eines hilft nicht weiter: Setzen Sie dort einen Strich.", en="One of them is no help: put a dash there."
    ),
    "mark": Text(
        de="Unterstreichen Sie im Text, und schreiben Sie den Buchstaben daneben.",
        en="Underline in the text and write the letter beside it.",
    ),
    "choose": Text(de="Zur Wahl", en="Choose from"),
    "look_back": Text(
        de="Vergleichen Sie danach mit Ihrer Antwort auf Aufgabe", en="Then compare with your answer to exercise"
    ),
    "checklist": Text(de="Zum Abhaken, wenn Sie fertig sind", en="To tick when you have finished"),
    "starters": Text(de="Satzanfänge", en="Sentence starters"),
    "before": Text(de="Zur Vorbereitung", en="To prepare"),
    "homework": Text(de="Hausaufgabe", en="Homework"),
    "name": Text(de="Kürzel", en="Initials"),
    "date": Text(de="Datum", en="Date"),
    "page": Text(de="Seite", en="Page"),
}
