"""What a lesson's tables leave open: each cell with nothing but a "?" is a question that only a teacher can answer."""

from geo_lesson.claims.models import BOUNDS
from geo_lesson.common.errors import Place, Problem, shortened
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.common.suggestions import quoted
from geo_lesson.content.validation import where
from geo_lesson.teacher.check import messages


def questions(documents, config):
    """Every open cell of the tables that have been read, as a question with its line and how to answer it."""
    places = [row["id"] for row in _rows(documents, "places.csv")]
    known = {"bound": BOUNDS, "counted": list(config.units), "status": list(config.statuses), "place": places}
    known |= {"as_of": list(config.times), "source": [row["id"] for row in _rows(documents, "sources.csv")]}
    for document in documents.values():
        for row, column in document.questions:
            cells = document.value[row]
            quote = next((cells[key] for key in ("quote_de", "quote_en") if cells.get(key)), cells.get("id") or "")
            told = where(document.value, (row, column))
            asked = messages.QUESTIONS.get(column, messages.WHAT_BELONGS_HERE)
            asked = asked.fill(quote=shortened(quote), column=column)
            message = Text(*(f"{told}{asked[of]}" for of in LANGUAGES))
            fix = messages.HOW_TO_ANSWER.get(column, messages.REPLACE_QUESTION_MARK)
            fix = fix.fill(known=_listed(known.get(column)))
            yield Problem(Place(document.path, document.line((row, column))), message, fix, question=True)


def _rows(documents, name):
    return documents[name].value if name in documents else ()


def _listed(known):
    return quoted(known) if known else messages.NO_VALUES_YET
