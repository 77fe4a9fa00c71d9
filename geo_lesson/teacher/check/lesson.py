"""Check a lesson folder: each file on its own, then what the files say of each other."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from geo_lesson.claims.models import Source
from geo_lesson.claims.taxonomy import Location, Status, Unit
from geo_lesson.common.errors import LessonError, Place, Problem, shortened
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.common.suggestions import nearest
from geo_lesson.content import messages as content_messages
from geo_lesson.content.files import Document, read_yaml
from geo_lesson.content.folder import TABLES, LessonFolder, file_exists, languages_in
from geo_lesson.content.lesson_config import Chapter, LessonConfig
from geo_lesson.content.remedies import series
from geo_lesson.content.validation import where
from geo_lesson.figures.catalogue import figure_of
from geo_lesson.teacher.check import messages
from geo_lesson.teacher.check.cues import hint_at_long_answers
from geo_lesson.teacher.check.html_check import html_in_document, html_in_markdown, numbered_lines
from geo_lesson.teacher.check.notebooks import hint_at_missing_cells
from geo_lesson.teacher.check.plans import check_chapters, check_claims_table, check_plans
from geo_lesson.teacher.check.prose import check_feedback, numbers_in_document, numbers_in_files, numbers_in_guides
from geo_lesson.teacher.check.quotes import check_quotes
from geo_lesson.teacher.check.references import check_references
from geo_lesson.teacher.check.tables import check_words, hint_at_tables, open_questions, rows_written
from geo_lesson.teacher.check.web_pages import web_page_problems
from geo_lesson.teacher.printing.guide import guide_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from geo_lesson.common.fields import Article, Data
    from geo_lesson.content.lesson_config import Term
    from geo_lesson.content.source_cards import Card
    from geo_lesson.exercises.any_kind import Parts
    from geo_lesson.exercises.base import Exercise
    from geo_lesson.figures.base import Figure

    # The way to a value in plain data: keys of maps and positions in lists.
    KeyPath = tuple[str | int, ...]

Row = TypeVar("Row", bound="Data")
Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")


def lesson_problems(folder: Path, hints: bool = False) -> list[Problem]:
    """Find every problem of a lesson folder, in its files and between them; questions are problems, too.

    Where lesson.yaml cannot be read, the other files are still checked, each on its own. hints: also what a teacher
    may want to look at, although nothing is wrong.
    """
    try:
        if not file_exists(folder / "lesson.yaml"):
            return [Problem(Place(folder), messages.NOT_A_LESSON_FOLDER, messages.NAME_LESSON_FOLDER)]
    except LessonError as error:
        return list(error.problems)
    try:
        content = LessonFolder(folder)
    except LessonError as error:
        return list(error.problems) + _check_files(LessonFolder(folder, _stand_in(folder))).problems
    check = _check_files(content)
    # In this order: of ids of a table that is empty or missing, only the first is reported.
    check_chapters(check)
    check_claims_table(check)
    check_plans(check)
    check_words(check)
    check_quotes(check)
    check_references(check)
    problems = [*check.problems, *guide_problems(content), *_guide_texts(content), *web_page_problems(content)]
    if hints:
        problems += [*hint_at_long_answers(check), *hint_at_missing_cells(check), *hint_at_tables(check)]
    return [problem for problem in problems if hints or not problem.hint]


def _check_files(content: LessonFolder) -> LessonCheck:
    """Read each file of a lesson and check it on its own."""
    check = LessonCheck(content)
    for document in check.documents.values():
        check.problems += html_in_document(document)
        check.problems += numbers_in_document(document, check.config.languages)
    check_feedback(check)
    check.problems += open_questions(check.documents, check.config)
    paths = {language: content.folder / f"article.{language}.md" for language in check.articles}
    for path in paths.values():
        check.problems += html_in_markdown(path)
    check.problems += numbers_in_files(paths, {of: numbered_lines(path) for of, path in paths.items()})
    return check


def _guide_texts(content: LessonFolder) -> Iterator[Problem]:
    """Find HTML and wrong numbers in the teacher guides that can be read."""
    paths: dict[str, Path] = {of: content.folder / f"guide.{of}.md" for of in content.config.languages}
    texts: dict[str, str] = {}
    for language in paths:
        with suppress(LessonError):  # guide_problems reports it
            if guide := content.guide(language):
                texts[language] = guide
    for language in texts:
        yield from html_in_markdown(paths[language])
    yield from numbers_in_guides(paths, texts)


def _stand_in(folder: Path) -> LessonConfig:
    """Build a configuration that names every exercise, in the lesson's languages as far as they can be known."""
    languages: Sequence[str] = [of for of in LANGUAGES if (folder / f"article.{of}.md").exists()] or LANGUAGES
    with suppress(LessonError):
        languages = languages_in(read_yaml(folder / "lesson.yaml").value)
    # Any: the types of these two fields would ask for the other fields, too.
    chapter: dict[str, Any] = {"exercises": sorted(path.stem for path in (folder / "exercises").glob("*.yaml"))}
    config: dict[str, Any] = {"languages": languages, "chapters": [Chapter.model_construct(**chapter)]}
    return LessonConfig.model_construct(**config)


_ID = re.compile(r"[A-Za-z0-9]+([_-][A-Za-z0-9]+)*")


def _as_id(written: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", written.strip())


class LessonCheck:
    """All files of a lesson that can be read, and the problems found so far."""

    def __init__(self, content: LessonFolder) -> None:
        self.content = content
        self.config: LessonConfig = content.config
        self.problems: list[Problem] = []
        self._reported_empty: set[str] = set()
        self.articles: dict[str, Article] = self._articles()
        self.tables = {name: self._table(name) for name in TABLES}
        self.glossary: Sequence[Term] = self._read(lambda: content.glossary) or ()
        self.cards: dict[str, Card] | None = self._read(lambda: content.cards)
        self.exercises: dict[str, Exercise | Parts] = self._exercises()
        self.figures: dict[tuple[str, KeyPath], Figure | None] = self._figures()

    @property
    def documents(self) -> dict[str, Document]:
        """The YAML files and tables that have been read, by name."""
        return self.content.documents

    @property
    def exercise_ids(self) -> list[str]:
        """The ids of the exercises that the chapters name, in their order."""
        return [id for chapter in self.config.chapters for id in chapter.exercises]

    def _read(
        self, read: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result | None:
        """Read a part of the lesson; where that fails, note why and return None."""
        try:
            return read(*args, **kwargs)
        except LessonError as error:
            self.problems += error.problems
            return None

    def _articles(self) -> dict[str, Article]:
        articles = {of: self._read(self.content.article, of) for of in self.config.languages}
        return {of: article for of, article in articles.items() if article}

    def _table(self, name: str) -> Mapping[int, Data] | None:
        """Return the valid rows of a table by position; None where the file is no table."""
        rows = self._read(self.content.table, name)
        if rows is None:
            return self.content.valid_rows(name) if name in self.documents else None
        return dict(enumerate(rows))

    def _exercises(self) -> dict[str, Exercise | Parts]:
        files = {path.stem for path in (self.content.folder / "exercises").glob("*.yaml")}
        ids = dict.fromkeys(id for id in self.exercise_ids if id in files)
        exercises = {id: self._read(self.content.exercise, id) for id in ids}
        return {id: exercise for id, exercise in exercises.items() if exercise}

    def _figures(self) -> dict[tuple[str, KeyPath], Figure | None]:
        """Return the figure of each part of an exercise by the exercise's id and the part's place in its file."""
        return {
            (id, keys): self._read(figure_of, self.content, id, i if keys else None)
            for id in self.exercises
            for i, (keys, _) in enumerate(self._parts_of(id))
        }

    def parts(self) -> Iterator[tuple[str, KeyPath, Exercise]]:
        """Yield each part of each readable exercise: its file, its place in that file, and the part."""
        for id in self.exercises:
            for keys, part in self._parts_of(id):
                yield f"exercises/{id}.yaml", keys, part

    def _parts_of(self, id: str) -> Iterator[tuple[KeyPath, Exercise]]:
        exercise = self.exercises[id]
        for i, part in enumerate(exercise.parts):
            yield () if part is exercise else ("parts", i), part

    def rows(self, name: str, model: type[Row]) -> list[tuple[int, Row]]:
        """Return the valid rows of a table, which are of that model, with their positions."""
        return [(i, row) for i, row in (self.tables[name] or {}).items() if isinstance(row, model)]

    def ids_in(self, *names: str) -> list[str] | None:
        """Return the ids in some tables, those of invalid rows too; None where one of the tables is unreadable."""
        if any(self.tables[name] is None for name in names):
            return None
        documents = [self.documents[name] for name in names if name in self.documents]
        return [row["id"] for document in documents for row in rows_written(document)]

    def report(self, name: str, keys: KeyPath, message: Text, fix: Text) -> None:
        """Add a problem at a place in a document; the same message in one column of a table makes a series."""
        document = self.documents[name]
        place = where(document.value, keys)
        series = f"{keys[1]} {message.en}" if document.path.suffix == ".csv" and len(keys) == 2 else ""
        message = Text(de=f"{place}{message.de}", en=f"{place}{message.en}")
        self.problems.append(Problem(Place(document.path, document.line(keys)), message, fix, series=series))

    def require_id(self, name: str, keys: KeyPath, kind: str, id: str, ids: Sequence[str] | None) -> None:
        """Report an id that is not among `ids`. kind: a key of ID_LABELS.

        Where the ids are unreadable (None), nothing is reported; where there are none at all, only the first.
        """
        label, home = messages.ID_LABELS[kind]
        table = "claims.csv" if kind == "claim" else home
        if ids is None or id in ids or {home, table} & self._reported_empty:
            return
        if table in TABLES and table not in self.documents:
            self._reported_empty.add(table)
            message = messages.TABLE_MISSING.fill(id=shortened(id), name=name)
            self.problems.append(Problem(Place(self.content.folder / table), message, messages.PUT_TABLE_BACK))
            return
        if any(not _ID.fullmatch(other) and _as_id(other) == id for other in ids):
            return  # the id that is meant is reported where it is written wrongly
        if several := series(str(keys[-1]) if name.endswith(".csv") else None, id, ids):
            fix = several
        elif ids:
            fix = nearest(id, list(dict.fromkeys(ids)), self._names(kind), 0.75)
        else:
            self._reported_empty.add(home)
            fix = messages.ADD_ALL_NAMED.fill(home=home)
        self.report(name, keys, content_messages.UNKNOWN_ID.fill(what=label, id=shortened(id)), fix)

    def _names(self, kind: str) -> list[tuple[str, str]]:
        """Return the names in which people may write an id of that kind, as (name, id) pairs."""
        if kind in ("place", "source"):
            places, sources = self.rows("places.csv", Location), self.rows("sources.csv", Source)
            named = places if kind == "place" else sources
            return [(name, row.id) for _, row in named for name in (row.name_de, row.name_en)]
        nodes: Mapping[str, Unit | Status] = {}
        if kind in ("counted", "status"):
            nodes = self.config.units if kind == "counted" else self.config.statuses
        return [(label, id) for id, node in nodes.items() if node.label for label in (node.label.de, node.label.en)]
