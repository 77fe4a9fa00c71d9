"""Open a lesson in a notebook, and everything that a notebook then says: articles, exercises, comparisons, figures."""

import threading
from contextlib import suppress
from pathlib import Path

from geo_lesson import messages
from geo_lesson.claims import messages as claims_messages
from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.html import Page
from geo_lesson.common.language import LANGUAGES, system_language
from geo_lesson.common.placeholder import or_absent
from geo_lesson.common.suggestions import nearest
from geo_lesson.content.folder import LessonFolder, find, workspace_of
from geo_lesson.exercises import messages as exercises_messages
from geo_lesson.student.identity import AnonymousAnswers, ask_student
from geo_lesson.student.progress import progress
from geo_lesson.student.store import Answers, NotSaved, pseudonym

# One lesson per folder, language and student: running the first cell again leaves the exercises on the page alive.
_OPEN = {}


def answers_folder(content):
    """The folder in which all students of a lesson have their answers, each in a folder of her own."""
    return workspace_of(content.folder) / "answers" / content.config.id


def opened(content, language, student, level):
    """The one lesson of that folder, language and student, as it stands in its files now."""
    lesson = _OPEN.setdefault((content.folder, language, student), Lesson(content, language, student))
    lesson.content, lesson.level = content, level
    return lesson


class Lesson:
    """A lesson as one student works on it, in one language."""

    def __init__(self, content, language, student="me"):
        self.content, self.language, self.student = content, language, student
        # On a shared account, "me" might be anybody.
        is_anonymous = content.config.shared_account and student == "me"
        self.answers = (AnonymousAnswers if is_anonymous else Answers)(answers_folder(content) / student)
        self.level = 2
        self.lock, self.controllers = threading.RLock(), {}

    def __repr__(self):
        return self.content.config.title[self.language]

    def article(self):
        """The working text with numbered sentences, its label above and below."""
        article = self._read(self.content.article, self.language)
        label = self.content.config.label[self.language]
        plain = "\n".join([label, "", *(f"{s.id} {s.text}" for s in article.sentences), "", label])
        return Page("article.html", plain, article=article, label=label, language=self.language)

    def exercise(self, id, only=None, language=None):
        """The exercise of that id, to be answered; it shows the answer given last.

        only: ids of its entries (options, rows, items, fields) or parts, to show no others. language: "de" or "en",
        for this exercise alone; the answers are the same.
        """
        if language not in (None, self.language):
            return self._other(language).exercise(id, only)
        from geo_lesson.student.controllers import open_exercise  # the first cell needs no widgets

        return self._read(lambda id: open_exercise(self, id, only), id)

    def projector(self, id, only=None, language=None):
        """The task alone, large, for all to see: no fields, no feedback, no key; only, language: as for `exercise`."""
        from geo_lesson.student.controllers import projector_page

        lesson = self if language in (None, self.language) else self._other(language)
        return self._read(lambda id: projector_page(lesson.content, id, only, lesson.language), id)

    def _other(self, language):
        """The same lesson in another language."""
        if language not in LANGUAGES:
            raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
        self._read(self.content.must_speak, language)
        return opened(self.content, language, self.student, self.level)

    def picture(self, content, exercise, answer):
        """The picture that belongs to an answer, as plain data."""
        from geo_lesson.figures.catalogue import picture_of

        return picture_of(content, self.language, exercise, answer)

    def progress(self):
        """Which exercises are answered, begun or open, as a table; those that are optional are not counted."""
        return progress(self.content, self.answers, self.language)

    def hand_in(self, pseudonym=None):
        """Write all answers into one HTML file for the teacher; pseudonym: left out, one is made up and kept."""
        from geo_lesson.handin.actions import hand_in  # the other notebooks do not need it

        return self._locked(hand_in, pseudonym)

    def take_up(self, path):
        """Add the answers in a hand-in, for instance from another machine, to those here; nothing here is lost."""
        from geo_lesson.handin.actions import take_up

        return self._locked(take_up, path)

    def start_over(self):
        """Put all answers of this lesson aside and begin afresh; the old ones stay in the folder that is named."""
        from geo_lesson.handin.actions import start_over

        return self._locked(start_over)

    def _locked(self, act, *how):
        with self.lock:
            return self._read(lambda lesson: act(lesson, *how), self)

    @property
    @or_absent
    def sentences(self):
        """The sentences as a DataFrame with the columns `sentence` (W1 …), `heading` and `text`, all str."""
        from geo_lesson.dataframes import Table  # pandas takes longer to load than everything else here

        article = self._read(self.content.article, self.language)
        rows = [(s.id, p.heading, s.text) for p in article.paragraphs for s in p.sentences]
        return Table(rows, columns=["sentence", "heading", "text"]).in_language(self.language)

    @property
    @or_absent
    def claims(self):
        """The claims of the article as a DataFrame, one row each; `dataframes.claims_table` has columns and dtypes."""
        from geo_lesson.dataframes import claims_table

        return claims_table(self._read(self.content.table, "claims.csv"), self.language)

    @property
    @or_absent
    def record(self):
        """The claims that others made, as a DataFrame, one row each; `dataframes.record_table` has columns."""
        from geo_lesson.dataframes import record_table

        return record_table(self._read(self.content.table, "record.csv"), self.language)

    @or_absent
    def findings(self):
        """What a machine that knows some lists of words finds in the article; see `dataframes.findings_table`."""
        from geo_lesson.dataframes import findings_table
        from geo_lesson.extraction.finder import find_lines

        return findings_table(find_lines(self._read(self.content.article, self.language).lines, self.language))

    @or_absent
    def my_table(self):
        """The student's own claims table, from her latest answers: a DataFrame, all str, one row for each claim.

        The first column names the claim; each exercise that lesson.yaml names under claims_table adds its columns, and
        rows for further claims. The first is always there, the others once she has begun them.
        """
        from geo_lesson.dataframes import Table
        from geo_lesson.handin.sheet import claims_rows

        def drafted(id):
            with suppress(NotSaved):
                return self.answers.peek(id).draft.get("value")

        rows = self._sound(
            lambda: claims_rows(self.content, self.level, drafted, self.language),
            messages.CANNOT_MAKE_TABLE,
        )
        return Table(rows).fillna("").in_language(self.language)

    def cards(self):
        """All source cards, to be read one after the other."""
        cards = [card.shown(self.language) for card in self._read(lambda _: self.content.cards, None).values()]
        plain = "\n".join(f"{card['id']} {card['date']}: {card['fields'][2][1]}" for card in cards)
        return Page("cards.html", plain, cards=cards, language=self.language)

    def compare(self, a, b, reading=None):
        """Whether two claims, named by id, can both be true, as the text stands or in one reading, and why.

        Returns a Compared with the dimensions, the verdict and the reason. Raises LessonError for an unknown id.
        """
        from geo_lesson.claims.comparison import compare
        from geo_lesson.lesson import Compared

        found = self._ask(compare, self._claim(a), self._claim(b), reading=reading)
        return Compared(found, self.language)

    def corroborates(self, a, b, reading=None):
        """Whether two claims support each other: compatible, comparable, and from separate roots."""
        from geo_lesson.claims.comparison import corroborates

        origins = self._read(self.content.table, "origins.csv")
        return self._ask(corroborates, self._claim(a), self._claim(b), origins=origins, reading=reading)

    def conflicts(self, reading=None):
        """All pairs of the article's claims that contradict each other, as pairs of ids."""
        from geo_lesson.claims.comparison import conflicts

        claims, record = (self._read(self.content.table, name) for name in ("claims.csv", "record.csv"))
        return self._ask(conflicts, claims, record=record, reading=reading)

    def _ask(self, question, *claims, reading, **more):
        """Put a question about claims, in a reading or none."""
        reading = reading and self._reading(reading)

        def answer():
            return question(*claims, vocabulary=self.content.vocabulary, reading=reading, **more)

        return self._sound(answer, messages.CANNOT_COMPARE)

    def _sound(self, ask, why):
        """What is asked for; where the lesson's files do not allow it, say what `check` would say, or else why."""
        try:
            return ask()
        except LessonError as error:
            raise self._told(error) from None
        except (ValueError, LookupError, RecursionError) as error:  # pydantic's own error is a ValueError, too
            from geo_lesson.teacher.check.references import lesson_problems

            said = Problem(Place(self.content.folder), why, messages.RUN_CHECK)
            problems = [problem for problem in lesson_problems(self.content.folder) if not problem.question]
            raise self._told(LessonError(problems or [said])) from error

    def _claim(self, id):
        return self._named(id, "claims.csv", "claims.csv", "record.csv")

    def _reading(self, id):
        return self._named(id, "lesson.yaml")

    def _step(self, id):
        return self._named(id, "drift.csv", "drift.csv")

    def _named(self, id, file, *tables):
        """The row of that id in some tables, or else the reading; a LessonError that names the file and the nearest."""
        rows = [row for name in tables for row in self._read(self.content.table, name)]
        known = {row.id: row for row in rows} if tables else self.content.config.readings
        if not isinstance(id, str) or id not in known:
            place, fix = Place(self.content.folder / file), nearest(str(id), list(known))
            raise self._told(LessonError([Problem(place, exercises_messages.UNKNOWN_ID.fill(id=str(id)), fix)]))
        return known[id]

    def _told(self, error):
        return error.told(self.language, workspace_of(self.content.folder))

    def ranges(self, *claims):
        """The range plot of some claims, named by id; of the article's own figures where none is named."""
        return self._figure("ranges", claims=claims or self._with_figures())

    def matrix(self, *claims, reading=None):
        """In which respects two or three claims are the same or differ; without names, the article's own."""
        return self._figure("matrix", claims=claims or self._with_figures(), reading=reading)

    def sets(self, *readings):
        """The article's figures inside or beside each other in some readings; without names, in all that have them."""
        return self._figure("sets", readings=readings or self._readings(), claims=self._with_figures())

    def timeline(self, *claims):
        """When claims of the record were made, and what day they refer to; without names, all whose day is known."""
        dated = (claim.id for claim in self._read(self.content.table, "record.csv") if claim.stated_on)
        return self._figure("timeline", claims=claims or dated)

    def origins(self, *claims):
        """What claims go back to, with the count of their roots; without names, the article's own figures."""
        return self._figure("origins", claims=claims or self._with_figures())

    def drift(self, *steps):
        """How statements changed on their way; steps: ids of drift.csv; without names, all."""
        return self._figure("drift", steps=steps or (row.id for row in self._read(self.content.table, "drift.csv")))

    def confidence(self):
        """How sure the student was and how often right, from her first answers; for nobody but herself."""
        from geo_lesson.figures.catalogue import confidence

        return self._sound(lambda: confidence(self.content, self.language, self.answers), messages.CANNOT_DRAW)

    def _figure(self, kind, reading=None, **named):
        """A figure of this lesson; named: ids by what they are. An id that is not there is said, with the nearest."""
        from geo_lesson.figures.catalogue import asked_for

        known = {"claims": self._claim, "readings": self._reading, "steps": self._step}
        spec = {what: [known[what](id) and id for id in ids] for what, ids in named.items()}
        spec |= {"reading": self._reading(reading) and reading} if reading else {}
        with self.lock:
            return self._sound(lambda: asked_for(self.content, self.language, kind, **spec), messages.CANNOT_DRAW)

    def _with_figures(self):
        return [claim.id for claim in self._read(self.content.table, "claims.csv") if claim.ends]

    def _readings(self):
        return [id for id, reading in self.content.config.readings.items() if reading.set]

    def _read(self, read, what):
        try:
            return read(what)
        except LessonError as error:
            raise self._told(error) from None


LEVELS = (1, 2, 3)


def open_lesson(name, language=None, student=None, level=2):
    """Open the lesson data/<name> of this workspace, in German ("de") or English ("en").

    The workspace is the nearest folder, from here upwards, that holds data/. student: a pseudonym, where several share
    one account; left out, it is asked for if lesson.yaml says `shared_account: true`, and is "me" otherwise.
    level: 1 with more support, 2 as designed, 3 with further tasks; the goal is the same.
    Raises LessonError, which in a notebook shows what to mend and where; ValueError for another language or level.
    """
    asked, language = language, language or system_language()
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
    if level not in LEVELS:
        raise ValueError(f"level must be one of {', '.join(map(str, LEVELS))}, not {level!r}")
    try:
        folder = find(name, Path.cwd().resolve())
    except LessonError as error:
        raise error.told(language) from None
    try:
        content = LessonFolder(folder)
        if language not in content.config.languages and not asked:
            language = content.config.languages[0]
        content.must_speak(language)
    except LessonError as error:
        raise error.told(language, workspace_of(folder)) from None
    try:
        if student:
            student = pseudonym(student)
        else:
            student = ask_student(language, answers_folder(content)) if content.config.shared_account else "me"
    except NotSaved as error:
        raise LessonError([Problem(Place(Path("answers")), error.text)], language) from None
    return opened(content, language, student, level)


class Compared:
    """A comparison as a notebook shows it: the verdict, the reason, and each dimension in a table."""

    def __init__(self, comparison, language):
        self.comparison, self.language = comparison, language
        self.dimensions, self.verdict, self.reason = comparison.dimensions, comparison.verdict, comparison.reason

    def __repr__(self):
        return self.reason[self.language]

    def _repr_mimebundle_(self, **_):
        language = self.language
        shown = self.comparison.agreements
        rows = [
            (claims_messages.DIMENSIONS[name][language], claims_messages.AGREEMENTS[of][language])
            for name, of in shown.items()
        ]
        words = {
            "heads": [head[language] for head in (messages.DIMENSION_HEAD, messages.AGREEMENT_HEAD)],
            "reason": self.reason[language],
        }
        return Page("comparison.html", repr(self), rows=rows, language=language, **words)._repr_mimebundle_()
