"""A lesson folder, read piece by piece: one broken file stops nobody who did not ask for it."""

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from geo_lesson.claims.models import ArticleClaim, Claim, Drift, Origin, RecordedClaim, Source
from geo_lesson.claims.taxonomy import Location
from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.fields import Article, Paragraph, Sentence
from geo_lesson.common.language import LANGUAGES
from geo_lesson.common.suggestions import nearest, quoted
from geo_lesson.content import messages
from geo_lesson.content.files import read_typed, read_yaml
from geo_lesson.content.lesson_config import LessonConfig, Term
from geo_lesson.content.source_cards import Card
from geo_lesson.content.tables import read_table
from geo_lesson.content.validation import explain
from geo_lesson.exercises import messages as exercises_messages
from geo_lesson.exercises.any_kind import model_of

# The tables of a lesson; it may do without any of them.
TABLES = {
    "claims.csv": ArticleClaim,
    "record.csv": RecordedClaim,
    "sources.csv": Source,
    "origins.csv": Origin,
    "drift.csv": Drift,
    "places.csv": Location,
}
# What claims are compared by: a table that lacks one of these columns would compare without a word about it.
COMPARED = ("value", "bound", "counted", "status", "place", "as_of", "source")
# How a file may end that lies there in place of one that is missing.
_INSTEAD = {".csv": "csv|xlsx|xls|ods|numbers|txt", ".yaml": "yaml|yml|txt"}


class LessonFolder:
    """A lesson folder; lesson.yaml is read at once, everything else when it is asked for, once.

    Everything raises LessonError with all the problems of the file it reads. What one file says of another is not
    looked at here: that is for `check.references`. config: stands in for lesson.yaml where that cannot be read.
    """

    def __init__(self, folder: Path, config=None):
        self.folder = folder
        self.documents, self._rows = {}, {}
        self.config = config or self._outline()

    def _outline(self):
        document = self._document("lesson.yaml")
        return _validated(document, LessonConfig, languages_in(document.value))

    def must_speak(self, language):
        """Raises LessonError where the lesson is not there in that language."""
        known = self.config.languages
        if language not in known:
            said = messages.LANGUAGE_MISSING.fill(language=language)
            raise LessonError(
                [Problem(Place(self.folder / "lesson.yaml"), said, messages.AVAILABLE.fill(known=quoted(known)))]
            )

    def article(self, language):
        """The working text in one language, its sentences numbered W1, W2 … in their order."""
        path = self.folder / f"article.{language}.md"
        paragraphs, number = [], 0
        for position, line in enumerate(read_typed(path).splitlines(), start=1):
            if line.startswith("## ") and line[3:].strip():
                paragraphs.append((line[3:].strip(), []))
            elif line.startswith("#"):
                raise LessonError([Problem(Place(path, position), messages.HEADING_UNCLEAR, messages.WRITE_HEADING)])
            elif line.strip() and not paragraphs:
                raise LessonError([Problem(Place(path, position), messages.HEADING_MISSING, messages.ADD_HEADING)])
            elif line.strip():
                number += 1
                if number > _MOST_SENTENCES:
                    place = Place(path, position)
                    raise LessonError([Problem(place, messages.TOO_MANY_SENTENCES, messages.SHORTEN_TEXT)])
                paragraphs[-1][1].append(Sentence(id=f"W{number}", text=line.strip()))
        if not number:
            raise LessonError([Problem(Place(path), messages.NO_SENTENCES, messages.ADD_SENTENCES)])
        paragraphs = tuple(Paragraph(heading=heading, sentences=tuple(s)) for heading, s in paragraphs)
        return Article(language=language, paragraphs=paragraphs)

    def exercise(self, id, only=None):
        """The exercise of that id, from exercises/<id>.yaml; lesson.yaml must name it in a chapter.

        only: the id or ids of the entries or parts that it is reduced to.
        """
        known = [known for chapter in self.config.chapters for known in chapter.exercises]
        if id not in known:
            message, fix = messages.UNKNOWN_EXERCISE.fill(id=id), messages.AVAILABLE.fill(known=quoted(known))
            raise LessonError([Problem(Place(self.folder / "lesson.yaml"), message, fix)])
        document = self._document(f"exercises/{id}.yaml")
        exercise = _validated(document, model_of(document.value), self.config.languages)
        if exercise.id != id:
            place = Place(document.path, document.line(("id",)))
            message = messages.ID_DIFFERS_FROM_FILE.fill(id=exercise.id)
            raise LessonError([Problem(place, message, messages.WRITE_ID.fill(id=id))])
        return _selected(exercise, only, document.path)

    def guide(self, language):
        """What the teacher guide says besides the lesson's data, as Markdown; None where there is no such file."""
        path = self.folder / f"guide.{language}.md"
        return read_typed(path) if path.exists() else None

    def plan(self, id):
        """The plan of that id, from lesson.yaml."""
        plans = {plan.id: plan for plan in self.config.plans}
        if id not in plans:
            fix = messages.AVAILABLE.fill(known=quoted(plans)) if plans else messages.WRITE_PLAN
            raise LessonError([Problem(Place(self.folder / "lesson.yaml"), messages.UNKNOWN_PLAN.fill(id=id), fix)])
        return plans[id]

    def prepare(self, part, level=2, key=None):
        """Return a part at a level, to be judged or described. key: what its answers are kept under, if not its id."""
        article = {of: self.article(of).lines for of in self.config.languages} if part.NEEDS_ARTICLE else None
        return part.prepared(level, article, key)

    def table(self, name):
        """The rows of a table, one of TABLES, as a tuple of its model; empty where the lesson has no such table."""
        model = TABLES[name]
        if name not in self.documents and not there(self.folder / name):
            return ()
        required = [column for column, field in model.model_fields.items() if field.is_required()]
        if issubclass(model, Claim):
            required += COMPARED
        if model is ArticleClaim:
            required += [f"quote_{of}" for of in self.config.languages]
        if model is Location:
            required += ["within"]  # else no place would lie in another
        if name not in self.documents:
            self.documents[name] = read_table(self.folder / name, list(model.model_fields), required)
        if name not in self._rows:
            self._rows[name] = _validated(self.documents[name], tuple[model, ...], self.config.languages)
        return self._rows[name]

    def sound_rows(self, name):
        """The rows of a table that has been read which are right in themselves, by their position."""
        adapter, rows = _adapter(TABLES[name]), {}
        for i, cells in enumerate(self.documents[name].value):
            with suppress(ValidationError):
                rows[i] = adapter.validate_python(cells, context={"languages": tuple(self.config.languages)})
        return rows

    @cached_property
    def glossary(self):
        """The terms of the glossary, in the order of the file; empty where the lesson has none."""
        if not there(self.folder / "glossary.yaml"):
            return ()
        return _validated(self._document("glossary.yaml"), tuple[Term, ...], self.config.languages)

    @cached_property
    def cards(self):
        """The source cards by id, in the order of the file; none where the lesson has no such file."""
        if not there(self.folder / "cards.yaml"):
            return {}
        cards = _validated(self._document("cards.yaml"), tuple[Card, ...], self.config.languages)
        return {card.id: card for card in cards}  # of twins, `check` speaks

    @cached_property
    def vocabulary(self):
        """What the claims of this lesson are compared by. Its nesting must end, or pydantic's error is raised."""
        return self.config.with_places({place.id: place for place in self.table("places.csv")})

    def _document(self, name):
        self.documents[name] = read_yaml(self.folder / name)
        return self.documents[name]


def _selected(exercise, only, path):
    """Reduce an exercise to some of its entries or parts. Raises LessonError where it has no such id."""
    ids = list(only) if isinstance(only, Iterable) and not isinstance(only, str) else [only]
    if only is None or not ids:
        return exercise
    known = [entry.id for entry in exercise.selectable]
    if unknown := [f"{id}" for id in ids if id not in known]:
        message = exercises_messages.UNKNOWN_ID
        raise LessonError([Problem(Place(path), message.fill(id=id), nearest(id, known)) for id in unknown])
    return exercise.only(ids)


def there(path):
    """Whether a file is there. Raises LessonError where one of another kind or name lies in its place."""
    if path.exists():
        return True
    if other := next(instead_of(path), None):
        renamed = other.suffix.lower() in (".txt", ".yml", path.suffix)
        fix = (messages.RENAME_FILE if renamed else messages.SAVE_TABLE_AS).fill(name=path.name)
        message = messages.OTHER_FILE_INSTEAD.fill(name=path.name, other=other.name)
        raise LessonError([Problem(Place(other), message, fix)])
    return False


def instead_of(path):
    """The files of another kind beside a file, or of nearly its name: Claims.csv, claims.csv.txt, claims (1).csv."""
    copy = r"(?: ?\(\d+\)| - (?:kopie|copy)| (?:kopie|copy|\d+))?"
    name = re.compile(rf"{re.escape(path.stem)}{copy}(?:{re.escape(path.suffix)})?\.(?:{_INSTEAD[path.suffix]})", re.I)
    return (other for other in sorted(path.parent.glob("*")) if other != path and name.fullmatch(other.name))


def workspace_of(folder):
    """The folder that holds data/, in which the lesson lies."""
    return folder.parent.parent


def find(name, start):
    """The folder data/<name> of the nearest workspace at or above `start`. Raises LessonError where there is none."""
    for folder in (start, *start.parents):
        if (folder / "data" / name / "lesson.yaml").is_file():
            return folder / "data" / name
    lessons = sorted(found.parent.name for up in (start, *start.parents) for found in up.glob("data/*/lesson.yaml"))
    fix = messages.AVAILABLE.fill(known=quoted(dict.fromkeys(lessons))) if lessons else messages.OPEN_BESIDE_DATA
    raise LessonError([Problem(Place(start), messages.LESSON_NOT_FOUND.fill(name=name), fix)])


@cache
def _adapter(model):
    """How data become a model; built once for each model, as that takes longer than most reading."""
    if hasattr(model, "model_rebuild"):
        model.model_rebuild()  # so that what is made of it, such as parts, need not build it once more
    return TypeAdapter(model)


def _validated(document, model, languages):
    try:
        return _adapter(model).validate_python(document.value, context={"languages": tuple(languages)})
    except ValidationError as error:
        raise LessonError(explain(document, error.errors(include_url=False), model)) from None


def languages_in(value):
    """The languages that lesson.yaml names; both where that makes no sense, before it has been checked."""
    named = value.get("languages") if isinstance(value, dict) else None
    return named if isinstance(named, list) and named and all(of in LANGUAGES for of in named) else LANGUAGES


_MOST_SENTENCES = 999
