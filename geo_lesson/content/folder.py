"""Read a lesson folder file by file, so that a broken file only matters to those who need it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, overload

from pydantic import TypeAdapter, ValidationError

from geo_lesson.claims.models import ArticleClaim, Claim, DriftStep, Origin, RecordedClaim, Source
from geo_lesson.claims.taxonomy import Location, Taxonomy
from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.fields import Article, Paragraph, Sentence
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.common.suggestions import nearest, quoted
from geo_lesson.content import messages
from geo_lesson.content.files import Document, read_typed, read_yaml
from geo_lesson.content.lesson_config import LessonConfig, Plan, Term
from geo_lesson.content.source_cards import Card
from geo_lesson.content.tables import read_table
from geo_lesson.content.validation import explain
from geo_lesson.content.web_pages import Spellings, WebPage, page_files, parse_web_page
from geo_lesson.exercises import messages as exercises_messages
from geo_lesson.exercises.any_kind import AnyExercise, model_of
from geo_lesson.exercises.base import Exercise

Row = ArticleClaim | RecordedClaim | Source | Origin | DriftStep | Location
# The tables of a lesson, all of them optional.
TABLES: dict[str, type[Row]] = {
    "claims.csv": ArticleClaim,
    "record.csv": RecordedClaim,
    "sources.csv": Source,
    "origins.csv": Origin,
    "drift.csv": DriftStep,
    "places.csv": Location,
}
# Columns by which claims are compared: without one of them, comparisons would silently go wrong.
COMPARED_COLUMNS = ("value", "bound", "counted", "status", "place", "as_of", "source")
# Suffixes of files that lie there in place of a missing one.
_WRONG_SUFFIXES = {
    ".csv": "csv|xlsx|xls|ods|numbers|txt",
    ".yaml": "yaml|yml|txt",
    ".md": "md|markdown|txt|docx|doc|odt|rtf|pdf|html",
}
_PLAIN_SUFFIXES = (".txt", ".yml", ".markdown")


class LessonFolder:
    """A lesson folder: lesson.yaml is read at once, every other file once, when it is needed.

    Every method raises LessonError with all problems of the file it reads. References between files are not checked
    here but in `teacher.check`. config: used instead of a lesson.yaml that cannot be read.
    """

    def __init__(self, folder: Path, config: LessonConfig | None = None) -> None:
        self.folder = folder
        self.documents: dict[str, Document] = {}
        self._rows: dict[str, tuple[Row, ...]] = {}
        self.config = config or self._read_config()

    def _read_config(self) -> LessonConfig:
        document = self._document("lesson.yaml")
        config: LessonConfig = _validated(document, LessonConfig, languages_in(document.value))
        return config

    def require_language(self, language: str) -> None:
        """Raise LessonError if the lesson does not exist in a language."""
        languages = self.config.languages
        if language not in languages:
            message, fix = messages.LANGUAGE_MISSING.fill(language=language), messages.AVAILABLE
            raise self._config_error(message, fix.fill(known=quoted(languages)))

    def _config_error(self, message: Text, fix: Text) -> LessonError:
        return LessonError([Problem(Place(self.folder / "lesson.yaml"), message, fix)])

    def article(self, language: str) -> Article:
        """Return the working text in one language, its sentences numbered W1, W2 … in order."""
        path = self.folder / f"article.{language}.md"
        file_exists(path)  # else one of another name is named
        sections: list[tuple[str, list[Sentence]]] = []
        number = 0
        for position, line in enumerate(read_typed(path).splitlines(), start=1):
            if line.startswith("## ") and line[3:].strip():
                sections.append((line[3:].strip(), []))
            elif line.startswith("#"):
                raise LessonError([Problem(Place(path, position), messages.HEADING_UNCLEAR, messages.WRITE_HEADING)])
            elif line.strip() and not sections:
                raise LessonError([Problem(Place(path, position), messages.HEADING_MISSING, messages.ADD_HEADING)])
            elif line.strip():
                number += 1
                if number > _MOST_SENTENCES:
                    place = Place(path, position)
                    raise LessonError([Problem(place, messages.TOO_MANY_SENTENCES, messages.SHORTEN_TEXT)])
                sections[-1][1].append(Sentence(id=f"W{number}", text=line.strip()))
        if not number:
            raise LessonError([Problem(Place(path), messages.NO_SENTENCES, messages.ADD_SENTENCES)])
        paragraphs = tuple(Paragraph(heading=heading, sentences=tuple(s)) for heading, s in sections)
        return Article(language=language, paragraphs=paragraphs)

    def exercise(self, id: str, only: object = None) -> AnyExercise:
        """Return the exercise of an id, from exercises/<id>.yaml; lesson.yaml must name it in a chapter.

        only: the id or ids of the entries or parts that it is reduced to.
        """
        ids = [listed for chapter in self.config.chapters for listed in chapter.exercises]
        if id not in ids:
            message, fix = messages.UNKNOWN_EXERCISE.fill(id=id), messages.AVAILABLE.fill(known=quoted(ids))
            raise self._config_error(message, fix)
        document = self._document(f"exercises/{id}.yaml")
        exercise: AnyExercise = _validated(document, model_of(document.value), self.config.languages)
        if exercise.id != id:
            place = Place(document.path, document.line(("id",)))
            message = messages.ID_DIFFERS_FROM_FILE.fill(id=exercise.id)
            raise LessonError([Problem(place, message, messages.WRITE_ID.fill(id=id))])
        return _selected(exercise, only, document.path)

    def guide(self, language: str) -> str | None:
        """Return the lesson's own text of the teacher guide, as Markdown; None where there is no such file."""
        path = self.folder / f"guide.{language}.md"
        return read_typed(path) if path.exists() else None

    def plan(self, id: str) -> Plan:
        """Return the plan of an id, from lesson.yaml."""
        plans = {plan.id: plan for plan in self.config.plans}
        if id not in plans:
            fix = messages.AVAILABLE.fill(known=quoted(plans)) if plans else messages.WRITE_PLAN
            raise self._config_error(messages.UNKNOWN_PLAN.fill(id=id), fix)
        return plans[id]

    def prepare(self, part: Exercise, level: int = 2, key: str | None = None) -> Exercise:
        """Return a part at a level, to be judged or described. key: what its answers are kept under, if not its id."""
        article: dict[str, dict[str, str]] | None = None
        if part.NEEDS_ARTICLE:
            article = {of: self.article(of).lines for of in self.config.languages}
        return part.prepared(level, article, key)

    @overload
    def table(self, name: Literal["claims.csv"]) -> tuple[ArticleClaim, ...]: ...
    @overload
    def table(self, name: Literal["record.csv"]) -> tuple[RecordedClaim, ...]: ...
    @overload
    def table(self, name: Literal["sources.csv"]) -> tuple[Source, ...]: ...
    @overload
    def table(self, name: Literal["origins.csv"]) -> tuple[Origin, ...]: ...
    @overload
    def table(self, name: Literal["drift.csv"]) -> tuple[DriftStep, ...]: ...
    @overload
    def table(self, name: Literal["places.csv"]) -> tuple[Location, ...]: ...
    @overload
    def table(self, name: str) -> tuple[Row, ...]: ...
    def table(self, name: str) -> tuple[Row, ...]:
        """Return the rows of one of TABLES; empty where the lesson has no such table."""
        model: Any = TABLES[name]
        if name not in self.documents:
            if not file_exists(self.folder / name):
                return ()
            columns = list(model.model_fields)
            self.documents[name] = read_table(self.folder / name, columns, self._required_columns(name))
        if name not in self._rows:
            self._rows[name] = _validated(self.documents[name], tuple[model, ...], self.config.languages)
        return self._rows[name]

    def _required_columns(self, name: str) -> list[str]:
        model = TABLES[name]
        required = [column for column, field in model.model_fields.items() if field.is_required()]
        if issubclass(model, Claim):
            required += COMPARED_COLUMNS
        if model is ArticleClaim:
            required += [f"quote_{of}" for of in self.config.languages]
        if model is Location:
            required += ["within"]  # else no place would lie in another
        return required

    def valid_rows(self, name: str) -> dict[int, Row]:
        """Return the rows of a table already read that validate on their own, keyed by row index."""
        adapter = _adapter(TABLES[name])
        rows: dict[int, Row] = {}
        for i, cells in enumerate(self.documents[name].value):
            with suppress(ValidationError):
                rows[i] = adapter.validate_python(cells, context={"languages": tuple(self.config.languages)})
        return rows

    @cached_property
    def glossary(self) -> tuple[Term, ...]:
        """Return the terms of the glossary, in the order of the file; empty without such a file."""
        terms: tuple[Term, ...] = self._optional("glossary.yaml", tuple[Term, ...])
        return terms

    @cached_property
    def cards(self) -> dict[str, Card]:
        """Return the source cards by id, in the order of the file; empty without such a file."""
        cards: tuple[Card, ...] = self._optional("cards.yaml", tuple[Card, ...])
        return {card.id: card for card in cards}  # `check` reports an id that comes twice

    def _optional(self, name: str, model: Any) -> Any:
        return _validated(self._document(name), model, self.config.languages) if file_exists(self.folder / name) else ()

    def web_pages(self, language: str) -> dict[str, WebPage]:
        """Return the pages of the research room in one language, by id; empty without a folder web/."""
        pages: dict[str, WebPage] = {}
        problems: list[Problem] = []
        for path in page_files(self.folder, language):
            try:
                self.documents[f"web/{path.name}"], page = parse_web_page(path, read_typed(path))
                pages[page.id] = page
            except LessonError as error:
                problems += error.problems
        if problems:
            raise LessonError(problems)
        return pages

    @cached_property
    def spellings(self) -> Spellings:
        """Return the words that the search takes for one, from web/spellings.yaml; empty without such a file."""
        groups: Spellings = self._optional("web/spellings.yaml", Spellings)
        return groups

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """Return how claims of this lesson are compared. Raises ValidationError where nesting does not end."""
        return self.config.with_places({place.id: place for place in self.table("places.csv")})

    def _document(self, name: str) -> Document:
        self.documents[name] = read_yaml(self.folder / name)
        return self.documents[name]


def _selected(exercise: AnyExercise, only: object, path: Path) -> AnyExercise:
    """Reduce an exercise to some of its entries or parts. Raises LessonError where it has no such id."""
    ids: list[Any] = list(only) if isinstance(only, Iterable) and not isinstance(only, str) else [only]
    if only is None or not ids:
        return exercise
    known = [entry.id for entry in exercise.selectable]
    if unknown := [f"{id}" for id in ids if id not in known]:
        message = exercises_messages.UNKNOWN_ID
        raise LessonError([Problem(Place(path), message.fill(id=id), nearest(id, known)) for id in unknown])
    return exercise.only(ids)


def file_exists(path: Path) -> bool:
    """Say whether a file exists. Raises LessonError where one of another kind or name lies in its place."""
    if path.exists():
        return True
    if other := next(misnamed_files(path), None):
        renamed = other.suffix.lower() in (*_PLAIN_SUFFIXES, path.suffix)
        save = messages.SAVE_TABLE_AS if path.suffix == ".csv" else messages.SAVE_TEXT_AS
        fix = (messages.RENAME_FILE if renamed else save).fill(name=path.name)
        message = messages.OTHER_FILE_INSTEAD.fill(name=path.name, other=other.name)
        raise LessonError([Problem(Place(other), message, fix)])
    return False


def misnamed_files(path: Path) -> Iterator[Path]:
    """Find files of another kind beside a file, or of nearly its name: Claims.csv, claims.csv.txt, claims (1).csv."""
    copy = r"(?: ?\(\d+\)| - (?:kopie|copy)| (?:kopie|copy|\d+))?"
    suffixes = _WRONG_SUFFIXES[path.suffix]
    stem = r"[._ -]".join(re.escape(part) for part in path.stem.split("."))
    name = re.compile(rf"{stem}{copy}(?:{re.escape(path.suffix)})?\.(?:{suffixes})", re.I)
    return (other for other in sorted(path.parent.glob("*")) if other != path and name.fullmatch(other.name))


def workspace_of(folder: Path) -> Path:
    """Return the workspace of a lesson folder: the folder that holds data/."""
    return folder.parent.parent


def find_lesson(name: str, start: Path) -> Path:
    """Return data/<name> of the nearest workspace at or above `start`. Raises LessonError where there is none."""
    for folder in (start, *start.parents):
        if (folder / "data" / name / "lesson.yaml").is_file():
            return folder / "data" / name
    configs = (path for folder in (start, *start.parents) for path in folder.glob("data/*/lesson.yaml"))
    lessons = sorted(path.parent.name for path in configs)
    fix = messages.AVAILABLE.fill(known=quoted(dict.fromkeys(lessons))) if lessons else messages.OPEN_BESIDE_DATA
    raise LessonError([Problem(Place(start), messages.LESSON_NOT_FOUND.fill(name=name), fix)])


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    """Return pydantic's validator of a type; built once for each, as that takes longer than most reading."""
    if hasattr(model, "model_rebuild"):
        model.model_rebuild()  # so that it is not built again for types that contain it, such as parts
    return TypeAdapter(model)


def _validated(document: Document, model: Any, languages: Sequence[str]) -> Any:
    try:
        return _adapter(model).validate_python(document.value, context={"languages": tuple(languages)})
    except ValidationError as error:
        raise LessonError(explain(document, error.errors(include_url=False), model)) from None


def languages_in(value: object) -> Sequence[str]:
    """Return the languages in a lesson.yaml not yet validated; both where the entry makes no sense."""
    named = value.get("languages") if isinstance(value, dict) else None
    return named if isinstance(named, list) and named and all(of in LANGUAGES for of in named) else LANGUAGES


_MOST_SENTENCES = 999
