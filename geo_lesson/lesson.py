"""Open a lesson in a notebook: its article, exercises, comparisons and figures."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from geo_lesson import messages
from geo_lesson.claims import messages as claims_messages
from geo_lesson.claims.models import Claim, DriftStep, Reading
from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.html import HtmlOutput
from geo_lesson.common.language import LANGUAGES, Text, system_language
from geo_lesson.common.placeholder import or_no_table
from geo_lesson.common.program import program
from geo_lesson.common.suggestions import nearest
from geo_lesson.content.folder import LessonFolder, find_lesson, workspace_of
from geo_lesson.exercises import messages as exercises_messages
from geo_lesson.student.identity import AnonymousAnswers, ask_student
from geo_lesson.student.progress import progress
from geo_lesson.student.store import Answers, NotSaved, pseudonym

if TYPE_CHECKING:
    from geo_lesson.claims.comparison import Comparison
    from geo_lesson.dataframes import Table
    from geo_lesson.exercises.base import Exercise
    from geo_lesson.figures.base import Picture
    from geo_lesson.student.controllers import ExerciseController
    from geo_lesson.student.widget import ExerciseWidget, ExerciseWidgets
    from geo_lesson.teacher.polls.widget import PollWidget

T = TypeVar("T")
Only = str | Iterable[str] | None  # ids of entries or parts
LEVELS = (1, 2, 3)
# One lesson per folder, language and student: running the first cell again leaves the exercises on the page alive.
_OPEN: dict[tuple[Path, str, str], "Lesson"] = {}


def answers_folder(content: LessonFolder) -> Path:
    """Return the folder with the answers to a lesson, with a folder for each student."""
    return workspace_of(content.folder) / "answers" / content.config.id


def opened(content: LessonFolder, language: str, student: str, level: int) -> "Lesson":
    """Return the one lesson of that folder, language and student, with its files as they are now."""
    lesson = _OPEN.setdefault((content.folder, language, student), Lesson(content, language, student))
    lesson.content, lesson.level = content, level
    return lesson


class Lesson:
    """A lesson that one student works on, in one language."""

    def __init__(self, content: LessonFolder, language: str, student: str = "me") -> None:
        self.content, self.language, self.student = content, language, student
        # On a shared account, "me" might be anybody.
        is_anonymous = content.config.shared_account and student == "me"
        self.answers = (AnonymousAnswers if is_anonymous else Answers)(answers_folder(content) / student)
        self.level = 2
        self.lock = threading.RLock()
        self.controllers: dict[tuple[str, frozenset[str]], ExerciseController] = {}

    def __repr__(self) -> str:
        return self.content.config.title[self.language]

    def article(self) -> HtmlOutput:
        """Show the working text with numbered sentences, its label above and below."""
        with self._translating():
            article = self.content.article(self.language)
        label = self.content.config.label[self.language]
        plain = "\n".join([label, "", *(f"{s.id} {s.text}" for s in article.sentences), "", label])
        return HtmlOutput("article.html", plain, article=article, label=label, language=self.language)

    def exercise(self, id: str, only: Only = None, language: str | None = None) -> "ExerciseWidget | ExerciseWidgets":
        """Show the exercise of an id, to be answered, with the answer given last.

        only: ids of its entries (options, rows, items, fields) or parts, to show no others. language: "de" or "en",
        for this exercise alone; the answers are the same.
        """
        if language not in (None, self.language):
            return self._other(language).exercise(id, only)
        from geo_lesson.student.controllers import open_exercise  # the first cell needs no widgets

        with self._translating():
            return open_exercise(self, id, only)

    def projector(self, id: str, only: Only = None, language: str | None = None) -> HtmlOutput:
        """Show only the task, large: no fields, no feedback, no key; only, language: as for `exercise`."""
        from geo_lesson.student.controllers import projector_page

        lesson = self if language in (None, self.language) else self._other(language)
        with self._translating():
            return projector_page(lesson.content, id, only, lesson.language)

    def poll(self, id: str, language: str | None = None) -> "PollWidget":
        """Count a show of hands at an exercise with options, before and after the talk; for the projector.

        The numbers are kept in class/, under no student. language: as for `exercise`.
        """
        from geo_lesson.teacher.polls.widget import open_poll

        lesson = self if language in (None, self.language) else self._other(language)
        with self._translating():
            return open_poll(lesson.content, id, lesson.language)

    def _other(self, language: str) -> "Lesson":
        """Return the same lesson in another language."""
        if language not in LANGUAGES:
            raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
        with self._translating():
            self.content.require_language(language)
        return opened(self.content, language, self.student, self.level)

    def picture(self, content: LessonFolder, exercise: "Exercise", answer: Any) -> dict[str, Any]:
        """Return the picture that belongs to an answer, as plain data."""
        from geo_lesson.figures.catalogue import picture_of

        return picture_of(content, self.language, exercise, answer)

    def progress(self) -> HtmlOutput:
        """List which exercises are answered, begun or open; optional ones are not counted."""
        page: HtmlOutput = progress(self.content, self.answers, self.language)
        return page

    def hand_in(self, pseudonym: str | None = None) -> HtmlOutput:
        """Write all answers into one HTML file for the teacher; without a pseudonym, one is made up and kept."""
        from geo_lesson.handin.actions import hand_in  # the other notebooks do not need it

        return self._locked(hand_in, pseudonym)

    def take_up(self, path: str | Path) -> HtmlOutput:
        """Add the answers in a hand-in, for instance from another machine, to those here; nothing here is lost."""
        from geo_lesson.handin.actions import take_up

        return self._locked(take_up, path)

    def start_over(self) -> HtmlOutput:
        """Move all answers of this lesson aside and begin afresh; the old ones stay in the folder that is named."""
        from geo_lesson.handin.actions import start_over

        return self._locked(start_over)

    def _locked(self, act: Callable[..., HtmlOutput], *arguments: object) -> HtmlOutput:
        with self.lock, self._translating():
            return act(self, *arguments)

    @property
    @or_no_table
    def sentences(self) -> "Table":
        """The sentences as a DataFrame with the columns `sentence` (W1 …), `heading` and `text`, all str."""
        from geo_lesson.dataframes import Table  # pandas takes longer to load than everything else here

        with self._translating():
            article = self.content.article(self.language)
        rows = [(s.id, p.heading, s.text) for p in article.paragraphs for s in p.sentences]
        return Table(rows, columns=["sentence", "heading", "text"]).in_language(self.language)

    @property
    @or_no_table
    def claims(self) -> "Table":
        """The claims of the article as a DataFrame, one row each; `dataframes.claims_table` has columns and dtypes."""
        from geo_lesson.dataframes import claims_table

        with self._translating():
            return claims_table(self.content.table("claims.csv"), self.language)

    @property
    @or_no_table
    def record(self) -> "Table":
        """The claims that others made, as a DataFrame, one row each; `dataframes.record_table` has columns."""
        from geo_lesson.dataframes import record_table

        with self._translating():
            return record_table(self.content.table("record.csv"), self.language)

    @or_no_table
    def findings(self) -> "Table":
        """Return what a machine with some lists of words finds in the article; see `dataframes.findings_table`."""
        from geo_lesson.dataframes import findings_table
        from geo_lesson.extraction.finder import extract_lines

        with self._translating():
            lines = self.content.article(self.language).lines
        return findings_table(extract_lines(lines, self.language))

    @or_no_table
    def my_table(self) -> "Table":
        """Return the student's own claims table, from her latest answers: a DataFrame, all str, one row for each claim.

        The first column names the claim; each exercise that lesson.yaml names under claims_table adds its columns, and
        rows for further claims. The first is always there, the others once she has begun them.
        """
        from geo_lesson.dataframes import Table
        from geo_lesson.handin.sheet import claims_rows

        def draft(id: str) -> Any:
            with suppress(NotSaved):
                return self.answers.peek(id).draft.get("value")

        with self._explaining(messages.CANNOT_MAKE_TABLE):
            rows = claims_rows(self.content, self.level, draft, self.language)
        table: Table = Table(rows).fillna("")
        return table.in_language(self.language)

    def cards(self) -> HtmlOutput:
        """Show all source cards, one after the other."""
        with self._translating():
            cards = [card.view(self.language) for card in self.content.cards.values()]
        plain = "\n".join(f"{card['id']} {card['date']}: {card['fields'][2][1]}" for card in cards)
        return HtmlOutput("cards.html", plain, cards=cards, language=self.language)

    def compare(self, a: str, b: str, reading: str | None = None) -> "Compared":
        """Say whether two claims, named by id, can both be true, as the text stands or in one reading, and why.

        Raises LessonError for an unknown id.
        """
        from geo_lesson.claims.comparison import compare

        claims = self._claim(a), self._claim(b)
        chosen = self._reading(reading) if reading else None
        with self._explaining(messages.CANNOT_COMPARE):
            return Compared(compare(*claims, self.content.taxonomy, chosen), self.language)

    def conflicts(self, reading: str | None = None) -> list[tuple[str, str]]:
        """List all pairs of the article's claims that contradict each other, as pairs of ids."""
        from geo_lesson.claims.comparison import conflicts

        chosen = self._reading(reading) if reading else None
        with self._explaining(messages.CANNOT_COMPARE):
            claims, record = self.content.table("claims.csv"), self.content.table("record.csv")
            return conflicts(claims, self.content.taxonomy, chosen, record)

    def ranges(self, *claims: str) -> "Picture":
        """Draw the ranges of some claims, named by id; without names, of the article's own figures."""
        return self._figure("ranges", claims=claims or self._with_figures())

    def matrix(self, *claims: str, reading: str | None = None) -> "Picture":
        """Show in which respects two or three claims are the same or differ; without names, the article's own."""
        return self._figure("matrix", claims=claims or self._with_figures(), reading=reading)

    def sets(self, *readings: str) -> "Picture":
        """Draw the article's figures inside or beside each other in some readings; without names, in all."""
        ids = readings or [id for id, reading in self.content.config.readings.items() if reading.set]
        return self._figure("sets", readings=ids, claims=self._with_figures())

    def timeline(self, *claims: str) -> "Picture":
        """Draw when claims of the record were made, and what day they refer to; without names, all with a day."""
        with self._translating():
            dated = [claim.id for claim in self.content.table("record.csv") if claim.stated_on]
        return self._figure("timeline", claims=claims or dated)

    def origins(self, *claims: str) -> "Picture":
        """Draw what claims go back to, with the count of their roots; without names, the article's own figures."""
        return self._figure("origins", claims=claims or self._with_figures())

    def drift(self, *steps: str) -> "Picture":
        """Show how statements changed on their way; steps: ids of drift.csv; without names, all."""
        with self._translating():
            all_steps = [row.id for row in self.content.table("drift.csv")]
        return self._figure("drift", steps=steps or all_steps)

    def confidence(self) -> "Picture":
        """Draw how sure the student was and how often right, from her first answers; for nobody but herself."""
        from geo_lesson.figures.catalogue import confidence

        with self._explaining(messages.CANNOT_DRAW):
            picture: Picture = confidence(self.content, self.language, self.answers)
        return picture

    def _figure(self, kind: str, reading: str | None = None, **ids: Iterable[str]) -> "Picture":
        """Draw a figure of this lesson; ids: by what they name. Raises LessonError for an unknown one."""
        from geo_lesson.figures.catalogue import asked_for

        find = {"claims": self._claim, "readings": self._reading, "steps": self._drift_step}
        options: dict[str, Any] = {name: list(some) for name, some in ids.items()}
        for name, some in options.items():
            for id in some:
                find[name](id)
        if reading:
            self._reading(reading)
            options["reading"] = reading
        with self.lock, self._explaining(messages.CANNOT_DRAW):
            picture: Picture = asked_for(self.content, self.language, kind, **options)
        return picture

    def _with_figures(self) -> list[str]:
        with self._translating():
            return [claim.id for claim in self.content.table("claims.csv") if claim.ends]

    def _claim(self, id: str) -> Claim:
        with self._translating():
            claims = (*self.content.table("claims.csv"), *self.content.table("record.csv"))
        return self._require(id, {claim.id: claim for claim in claims}, "claims.csv")

    def _reading(self, id: str) -> Reading:
        return self._require(id, self.content.config.readings, "lesson.yaml")

    def _drift_step(self, id: str) -> DriftStep:
        with self._translating():
            return self._require(id, {step.id: step for step in self.content.table("drift.csv")}, "drift.csv")

    def _require(self, id: str, by_id: Mapping[str, T], file: str) -> T:
        """Return what has that id; raise LessonError with the file and the nearest id if nothing has."""
        if not isinstance(id, str) or id not in by_id:
            place, fix = Place(self.content.folder / file), nearest(str(id), list(by_id))
            raise self._translated(LessonError([Problem(place, exercises_messages.UNKNOWN_ID.fill(id=str(id)), fix)]))
        return by_id[id]

    def _translated(self, error: LessonError) -> LessonError:
        return error.translated(self.language, workspace_of(self.content.folder))

    @contextmanager
    def _translating(self) -> Iterator[None]:
        """Raise every LessonError in the student's language, with files named from the workspace."""
        try:
            yield
        except LessonError as error:
            raise self._translated(error) from None

    @contextmanager
    def _explaining(self, message: Text) -> Iterator[None]:
        """Raise what `check` reports, or else the message, where the lesson's files make something impossible."""
        try:
            yield
        except LessonError as error:
            raise self._translated(error) from None
        except (ValueError, LookupError, RecursionError) as error:  # pydantic's own error is a ValueError, too
            from geo_lesson.teacher.check.lesson import lesson_problems

            problems = [problem for problem in lesson_problems(self.content.folder) if not problem.question]
            unexplained = Problem(Place(self.content.folder), message, messages.RUN_CHECK.fill(command=program()))
            raise self._translated(LessonError(problems or [unexplained])) from error


def open_lesson(name: str, language: str | None = None, student: str | None = None, level: int = 2) -> Lesson:
    """Open the lesson data/<name> of this workspace, in German ("de") or English ("en").

    The workspace is the nearest folder, from here upwards, that holds data/. student: a pseudonym, where several share
    one account; left out, it is asked for if lesson.yaml says `shared_account: true`, and is "me" otherwise.
    level: 1 with more support, 2 as designed, 3 with further tasks; the goal is the same.
    Raises LessonError, which in a notebook shows what to mend and where; ValueError for another language or level.
    """
    requested, language = language, language or system_language()
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
    if level not in LEVELS:
        raise ValueError(f"level must be one of {', '.join(map(str, LEVELS))}, not {level!r}")
    try:
        folder = find_lesson(name, Path.cwd().resolve())
    except LessonError as error:
        raise error.translated(language) from None
    try:
        content = LessonFolder(folder)
        if language not in content.config.languages and not requested:
            language = content.config.languages[0]
        content.require_language(language)
    except LessonError as error:
        raise error.translated(language, workspace_of(folder)) from None
    try:
        if student:
            student = pseudonym(student)
        else:
            student = ask_student(language, answers_folder(content)) if content.config.shared_account else "me"
    except NotSaved as error:
        raise LessonError([Problem(Place(Path("answers")), error.text)], language) from None
    return opened(content, language, student, level)


class Compared:
    """A comparison in a notebook: the verdict, the reason, and each dimension in a table."""

    def __init__(self, comparison: "Comparison", language: str) -> None:
        self.comparison, self.language = comparison, language
        self.dimensions, self.verdict, self.reason = comparison.dimensions, comparison.verdict, comparison.reason

    def __repr__(self) -> str:
        return self.reason[self.language]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        language = self.language
        rows = [
            (claims_messages.DIMENSIONS[dimension][language], claims_messages.AGREEMENTS[agreement][language])
            for dimension, agreement in self.comparison.agreements.items()
        ]
        heads = [head[language] for head in (messages.DIMENSION_HEAD, messages.AGREEMENT_HEAD)]
        page = HtmlOutput(
            "comparison.html", repr(self), rows=rows, language=language, heads=heads, reason=self.reason[language]
        )
        return page._repr_mimebundle_()
