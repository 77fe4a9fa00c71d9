"""Everything a notebook says: the article, an exercise, how far one has come."""

import threading
from pathlib import Path

from geo_lesson.answers import Answers
from geo_lesson.folder import workspace_of
from geo_lesson.inquiries import Inquiries
from geo_lesson.language import LANGUAGES
from geo_lesson.pages import Page
from geo_lesson.problems import LessonError, Place, Problem
from geo_lesson.progress import progress
from geo_lesson.students import ELSEWHERE, Unkept, window

# One lesson per folder, language and student: running the first cell again leaves the faces on the page alive.
_OPEN = {}


def rooms_of(content):
    """The folder in which all students of a lesson have their answers, each in a folder of her own."""
    return workspace_of(content.folder) / "answers" / content.outline.id


def opened(content, language, student, level, window):
    """The one lesson of that folder, language and student, as it stands in its files now; window: who opens it."""
    lesson = _OPEN.setdefault((content.folder, language, student), Lesson(content, language, student))
    lesson.content, lesson.level, lesson._window = content, level, window
    return lesson


class Lesson(Inquiries):
    """A lesson as one student works on it, in one language."""

    def __init__(self, content, language, student="me"):
        self.content, self.language, self.student = content, language, student
        # On a shared account, "me" might be anybody.
        kept = Unkept if content.outline.shared_account and student == "me" else Answers
        self._answers = kept(rooms_of(content) / student)
        self._window = window()
        self.level = 2
        self._lock = threading.RLock()
        self._desks = None

    def __repr__(self):
        return self.content.outline.title[self.language]

    @property
    def answers(self):
        """The student's answers on disk; a LessonError where another window has opened the lesson on a shared account.

        Two windows with one notebook have one kernel: `lesson` is then the lesson of whoever opened it last.
        """
        if self.content.outline.shared_account and self._window != window():
            raise self._told(LessonError([Problem(Place(Path("answers")), ELSEWHERE)]))
        return self._answers

    def article(self):
        """The working text with numbered sentences, its label above and below."""
        article = self._read(self.content.article, self.language)
        label = self.content.outline.label[self.language]
        plain = "\n".join([label, "", *(f"{s.id} {s.text}" for s in article.sentences), "", label])
        return Page("article.html", plain, article=article, label=label, language=self.language)

    def exercise(self, id, only=None, language=None):
        """The exercise of that id, to be answered; it shows the answer given last.

        only: ids of its entries (options, rows, items, fields) or parts, to show no others. language: "de" or "en",
        for this exercise alone; the answers are the same.
        """
        if language not in (None, self.language):
            return self._other(language).exercise(id, only)
        from geo_lesson.desks import Desks  # the first cell needs no faces

        if self._desks is None:
            self._desks = Desks(self, self._lock, self._picture)
        return self._read(lambda id: self._desks.face(id, only), id)

    def projector(self, id, only=None, language=None):
        """The task alone, large, for all to see: no fields, no feedback, no key; only, language: as for `exercise`."""
        from geo_lesson.desks import projected

        lesson = self if language in (None, self.language) else self._other(language)
        return self._read(lambda id: projected(lesson.content, id, only, lesson.language), id)

    def _other(self, language):
        """The same lesson in another language."""
        if language not in LANGUAGES:
            raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
        self._read(self.content.must_speak, language)
        return opened(self.content, language, self.student, self.level, self._window)

    def _picture(self, content, exercise, answer):
        """The picture that belongs to an answer."""
        from geo_lesson.gallery import picture_of

        return picture_of(content, self.language, exercise, answer)

    def progress(self):
        """Which exercises are answered, begun or open, as a table; those that are optional are not counted."""
        return progress(self.content, self.answers, self.language)

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
