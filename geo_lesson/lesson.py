"""Everything a notebook says: the article, an exercise, how far one has come."""

import threading
from contextlib import suppress
from pathlib import Path

from geo_lesson.answers import Answers, NotSaved, pseudonym
from geo_lesson.compared import Compared
from geo_lesson.comparison import compare, conflicts, corroborates
from geo_lesson.documents import nearest
from geo_lesson.folder import Content, find
from geo_lesson.language import LANGUAGES, Text, system_language
from geo_lesson.pages import Page
from geo_lesson.problems import LessonError, Place, Problem
from geo_lesson.progress import progress
from geo_lesson.sheet import claims_rows
from geo_lesson.students import student_of

LEVELS = (1, 2, 3)
# One lesson per folder, language and student: running the first cell again leaves the faces on the page alive.
_OPEN = {}


def open_lesson(name, language=None, student=None, level=2):
    """Open the lesson data/<name> of this workspace, in German ("de") or English ("en").

    The workspace is the nearest folder, from here upwards, that holds data/. student: a pseudonym, where several share
    one account; left out, it is asked for if lesson.yaml says `shared_account: true`, and is "me" otherwise.
    level: 1 with more support, 2 as designed, 3 with further tasks; the goal is the same.
    Raises LessonError, which in a notebook shows what to mend and where; ValueError for another language or level.
    """
    language = language or system_language()
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
    if level not in LEVELS:
        raise ValueError(f"level must be one of {', '.join(map(str, LEVELS))}, not {level!r}")
    try:
        folder = find(name, Path.cwd().resolve())
    except LessonError as error:
        raise error.told(language) from None
    try:
        content = Content(folder)
    except LessonError as error:
        raise error.told(language, _workspace(folder)) from None
    try:
        student = pseudonym(student) if student else student_of(content, language)
    except NotSaved as error:
        raise LessonError([Problem(Place(Path("answers")), error.text)], language) from None
    key = (content.folder, language, student)
    lesson = _OPEN.setdefault(key, Lesson(content, language, student))
    lesson.content, lesson.level = content, level
    return lesson


class Lesson:
    """A lesson as one student works on it, in one language."""

    def __init__(self, content, language, student="me"):
        self.content, self.language, self.student = content, language, student
        self.answers = Answers(_workspace(content.folder) / "answers" / content.outline.id / student)
        self.level = 2
        self._lock = threading.RLock()
        self._desks = None

    def __repr__(self):
        return self.content.outline.title[self.language]

    def article(self):
        """The working text with numbered sentences, its label above and below."""
        article = self._read(self.content.article, self.language)
        label = self.content.outline.label[self.language]
        plain = "\n".join([label, "", *(f"{s.id} {s.text}" for s in article.sentences), "", label])
        return Page("article.html", plain, article=article, label=label, language=self.language)

    @property
    def sentences(self):
        """The sentences as a DataFrame with the columns `sentence` (W1 …), `heading` and `text`, all str."""
        from geo_lesson.tables import Table  # pandas takes longer to load than everything else here

        article = self._read(self.content.article, self.language)
        rows = [(s.id, p.heading, s.text) for p in article.paragraphs for s in p.sentences]
        return Table(rows, columns=["sentence", "heading", "text"])

    @property
    def claims(self):
        """The claims of the article as a DataFrame, one row each; see `tables.claims_table` for columns and dtypes."""
        from geo_lesson.tables import claims_table

        return claims_table(self._read(self.content.table, "claims.csv"), self.language)

    @property
    def record(self):
        """The claims that others made, as a DataFrame, one row each; see `tables.record_table` for columns."""
        from geo_lesson.tables import record_table

        return record_table(self._read(self.content.table, "record.csv"), self.language)

    def my_table(self):
        """The student's own table of claims, from her latest answers: a DataFrame, all str, one row for each claim.

        The first column names the claim; each exercise that lesson.yaml names under claims_table adds its columns, and
        rows for further claims. The first is always there, the others once she has begun them.
        """
        from geo_lesson.tables import Table

        def drafted(id):
            with suppress(NotSaved):
                return self.answers.peek(id).draft.get("value")

        return Table(self._read(lambda c: claims_rows(c, self.level, drafted, self.language), self.content)).fillna("")

    def hand_in(self, pseudonym=None):
        """Write all answers into one HTML file for the teacher; pseudonym: left out, one is made up and kept."""
        from geo_lesson.delivery import hand_in  # the other notebooks do not need it

        return self._locked(hand_in, pseudonym)

    def take_up(self, path):
        """Add the answers in a hand-in, for instance from another machine, to those here; nothing here is lost."""
        from geo_lesson.delivery import take_up

        return self._locked(take_up, path)

    def start_over(self):
        """Put all answers of this lesson aside and begin afresh; the old ones stay in the folder that is named."""
        from geo_lesson.delivery import start_over

        return self._locked(start_over)

    def _locked(self, act, *how):
        with self._lock:
            return self._read(lambda lesson: act(lesson, *how), self)

    def cards(self):
        """All source cards, to be read one after the other."""
        cards = [card.shown(self.language) for card in self._read(lambda _: self.content.cards, None).values()]
        plain = "\n".join(f"{card['id']} {card['date']}: {card['fields'][2][1]}" for card in cards)
        return Page("cards.html", plain, cards=cards, language=self.language)

    def compare(self, a, b, reading=None):
        """Whether two claims, named by id, can both be true, as the text stands or in one reading, and why.

        Returns a Compared with the dimensions, the verdict and the reason. Raises LessonError for an unknown id.
        """
        found = self._ask(compare, self._claim(a), self._claim(b), reading=reading)
        return Compared(found, self.language)

    def corroborates(self, a, b, reading=None):
        """Whether two claims support each other: compatible, comparable, and from separate roots."""
        origins = self._read(self.content.table, "origins.csv")
        return self._ask(corroborates, self._claim(a), self._claim(b), origins=origins, reading=reading)

    def conflicts(self, reading=None):
        """All pairs of the article's claims that contradict each other, as pairs of ids."""
        claims, record = (self._read(self.content.table, name) for name in ("claims.csv", "record.csv"))
        return self._ask(conflicts, claims, record=record, reading=reading)

    def _ask(self, question, *claims, reading, **more):
        """Put a question about claims; where the lesson's words do not allow it, say what `check` would say."""
        reading = reading and self._named(
            reading, self.content.outline.readings, Place(self.content.folder / "lesson.yaml")
        )
        try:
            vocabulary = self._read(lambda _: self.content.vocabulary, None)
            return question(*claims, vocabulary=vocabulary, reading=reading, **more)
        except ValueError as error:  # pydantic's own error is one, too
            from geo_lesson.references import lesson_problems

            said = Problem(Place(self.content.folder), _NOT_COMPARED, _CHECK)
            raise self._told(LessonError(lesson_problems(self.content.folder) or [said])) from error

    def _claim(self, id):
        rows = [row for name in ("claims.csv", "record.csv") for row in self._read(self.content.table, name)]
        return self._named(id, {row.id: row for row in rows}, Place(self.content.folder / "claims.csv"))

    def _named(self, id, known, place):
        """What is known by that id, or a LessonError that names the nearest; place: where it is looked for or named."""
        if not isinstance(id, str) or id not in known:
            problem = Problem(place, _NOT_HERE.fill(id=str(id)), nearest(str(id), list(known)))
            raise self._told(LessonError([problem]))
        return known[id]

    def _told(self, error):
        return error.told(self.language, _workspace(self.content.folder))

    def exercise(self, id, only=None):
        """The exercise of that id, to be answered; it shows the answer given last.

        only: ids of its entries (options, rows, items, fields) or parts, to show no others.
        """
        from geo_lesson.desks import Desks  # the first cell needs no faces

        if self._desks is None:
            self._desks = Desks(self, self._lock, self._picture)
        return self._read(lambda id: self._desks.face(id, only), id)

    def ranges(self, *claims):
        """The range plot of some claims, named by id; of the article's own figures where none is named."""
        return self._figure("ranges", claims=claims or self._with_figures())

    def matrix(self, *claims, reading=None):
        """In which respects two or three claims are the same or differ; without names, the article's own."""
        return self._figure("matrix", claims=claims or self._with_figures(), reading=reading)

    def sets(self, *readings):
        """The article's figures inside or beside each other in some readings; without names, in all that have them."""
        readings = readings or [id for id, reading in self.content.outline.readings.items() if reading.set]
        return self._figure("sets", readings=readings, claims=self._with_figures())

    def timeline(self, *claims):
        """When claims of the record were made, and what day they refer to; claims: their ids."""
        return self._figure("timeline", claims=claims)

    def origins(self, *claims):
        """What claims go back to, with the count of their roots; without names, the article's own figures."""
        return self._figure("origins", claims=claims or self._with_figures())

    def drift(self, *steps):
        """How statements changed on their way; steps: ids of drift.csv."""
        return self._figure("drift", steps=steps)

    def confidence(self):
        """How sure the student was and how often right, from her first answers; for nobody but herself."""
        from geo_lesson.gallery import confidence

        return self._read(lambda content: confidence(content, self.language, self.answers), self.content)

    def _figure(self, kind, **spec):
        """A figure of this lesson; an id that is not there is said, with the nearest."""
        from geo_lesson.gallery import asked_for  # matplotlib loads when a figure is drawn, and no sooner

        for id in spec.get("claims", ()):
            self._claim(id)
        with self._lock:
            return self._read(lambda content: asked_for(content, self.language, kind, **spec), self.content)

    def _with_figures(self):
        return [claim.id for claim in self._read(self.content.table, "claims.csv") if claim.ends]

    def _picture(self, content, exercise, answer):
        """The picture that belongs to an answer; matplotlib loads for it, and for nothing before."""
        from geo_lesson.gallery import picture_of

        return picture_of(content, self.language, exercise, answer)

    def progress(self):
        """Which exercises are answered, begun or open, as a table; those that are optional are not counted."""
        return progress(self.content, self.answers, self.language)

    def _read(self, read, what):
        try:
            return read(what)
        except LessonError as error:
            raise self._told(error) from None


def _workspace(folder):
    """The folder that holds data/, in which the lesson lies."""
    return folder.parent.parent


_NOT_COMPARED = Text(de="Diese Angaben lassen sich nicht vergleichen.", en="these claims cannot be compared")
_CHECK = Text(de="Sehen Sie mit  geo-lesson check  nach.", en="look with  geo-lesson check")
_NOT_HERE = Text(de="„{id}“ gibt es hier nicht.", en='there is no "{id}" here')
