"""What a lesson's tables leave open: each cell with nothing but a "?" is a question that only a teacher can answer."""

from geo_lesson.claims.models import BOUNDS
from geo_lesson.common.errors import Place, Problem, shortened
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.common.suggestions import quoted
from geo_lesson.content.validation import where


def questions(documents, outline):
    """Every open cell of the tables that have been read, as a question with its line and how to answer it."""
    places = [row["id"] for row in _rows(documents, "places.csv")]
    known = {"bound": BOUNDS, "counted": list(outline.units), "status": list(outline.statuses), "place": places}
    known |= {"as_of": list(outline.times), "source": [row["id"] for row in _rows(documents, "sources.csv")]}
    for document in documents.values():
        for row, column in document.questions:
            cells = document.value[row]
            quote = next((cells[key] for key in ("quote_de", "quote_en") if cells.get(key)), cells.get("id") or "")
            told = where(document.value, (row, column))
            asked = _ASKED.get(column, _OPEN).fill(quote=shortened(quote), column=column)
            message = Text(*(f"{told}{asked[of]}" for of in LANGUAGES))
            fix = _HOW.get(column, _FILL_IN).fill(known=_listed(known.get(column)))
            yield Problem(Place(document.path, document.line((row, column))), message, fix, question=True)


def _rows(documents, name):
    return documents[name].value if name in documents else ()


def _listed(known):
    return quoted(known) if known else _NONE_YET


_NONE_YET = Text(de="bisher keine", en="none yet")
_OPEN = Text(de="Was gehört hierher?", en="what belongs here?")
_ASKED = {
    "bound": Text(
        de="Wie genau meint der Text diese Zahl: „{quote}“?",
        en='how exactly does the text mean this number: "{quote}"?',
    ),
    "counted": Text(de="Wer oder was wird hier gezählt: „{quote}“?", en='who or what is counted here: "{quote}"?'),
    "status": Text(
        de="In welchem Zustand wird gezählt, zum Beispiel erwartet oder anwesend: „{quote}“?",
        en='in which state are they counted, for example expected or present: "{quote}"?',
    ),
    "place": Text(
        de="Für welchen Ort gilt die Zahl: „{quote}“?", en='for which place does the number hold: "{quote}"?'
    ),
    "as_of": Text(de="Für welchen Tag gilt die Zahl: „{quote}“?", en='for which day does the number hold: "{quote}"?'),
    "source": Text(de="Wer nennt diese Zahl: „{quote}“?", en='who gives this number: "{quote}"?'),
    "basis": Text(
        de="Worauf beruht die Zahl nach dem Text: „{quote}“?",
        en='what is the number based on, according to the text: "{quote}"?',
    ),
    "value": Text(de="Welche Zahl ist gemeint: „{quote}“?", en='which number is meant: "{quote}"?'),
    "kind": Text(
        de="Was ist das: eine Person, eine Behörde, ein Verein …?", en="what is this: a person, an authority, a club …?"
    ),
}
_FILL_IN = Text(
    de="Ersetzen Sie das ? durch die Antwort; sagt der Text nichts dazu, leeren Sie die Zelle.",
    en="put the answer in place of the ?; if the text says nothing, empty the cell",
)
_HOW = {
    "bound": Text(
        de="Schreiben Sie eines davon, oder mehrere mit | dazwischen: {known}",
        en="write one of these, or several with | between them: {known}",
    ),
    "as_of": Text(
        de="Schreiben Sie ein Datum wie 2024-10-28 oder eine Zeit aus lesson.yaml (times): {known}; sagt der Text "
        "nichts dazu, leeren Sie die Zelle.",
        en="write a date such as 2024-10-28, or a time from lesson.yaml (times): {known}; if the text says nothing, "
        "empty the cell",
    ),
    "source": Text(
        de="Schreiben Sie eine Kennung aus sources.csv: {known}; nennt der Text niemanden, leeren Sie die Zelle.",
        en="write an id from sources.csv: {known}; if the text names nobody, empty the cell",
    ),
}
for _column, _home in (
    ("counted", "lesson.yaml (units)"),
    ("status", "lesson.yaml (statuses)"),
    ("place", "places.csv"),
):
    _HOW[_column] = Text(
        de=f"Schreiben Sie eine Kennung aus {_home}: {{known}}; ergänzen Sie dort, was fehlt. Sagt der Text nichts "
        "dazu, leeren Sie die Zelle.",
        en=f"write an id from {_home}: {{known}}; add there what is missing; if the text says nothing, empty the cell",
    )
