"""Everything a notebook says: the article, an exercise, how far one has come."""

import threading
from pathlib import Path

from geo_lesson.answers import Answers, NotSaved, pseudonym
from geo_lesson.folder import Content, find
from geo_lesson.inquiries import Inquiries, workspace_of
from geo_lesson.language import LANGUAGES, Text, system_language
from geo_lesson.pages import Page
from geo_lesson.problems import LessonError, Place, Problem
from geo_lesson.progress import progress
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
        raise error.told(language, workspace_of(folder)) from None
    try:
        student = pseudonym(student) if student else student_of(content, language)
    except NotSaved as error:
        raise LessonError([Problem(Place(Path("answers")), error.text)], language) from None
    if language not in content.outline.languages:
        language = content.outline.languages[0]
    key = (content.folder, language, student)
    lesson = _OPEN.setdefault(key, Lesson(content, language, student))
    lesson.content, lesson.level = content, level
    return lesson


class Lesson(Inquiries):
    """A lesson as one student works on it, in one language."""

    def __init__(self, content, language, student="me"):
        self.content, self.language, self.student = content, language, student
        self.answers = Answers(workspace_of(content.folder) / "answers" / content.outline.id / student)
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

    def exercise(self, id, only=None):
        """The exercise of that id, to be answered; it shows the answer given last.

        only: ids of its entries (options, rows, items, fields) or parts, to show no others.
        """
        from geo_lesson.desks import Desks  # the first cell needs no faces

        if self._desks is None:
            self._desks = Desks(self, self._lock, self._picture)
        return self._read(lambda id: self._desks.face(id, only), id)

    def _picture(self, content, exercise, answer):
        """The picture that belongs to an answer; matplotlib loads for it, and for nothing before."""
        from geo_lesson.gallery import picture_of

        return picture_of(content, self.language, exercise, answer)

    def progress(self):
        """Which exercises are answered, begun or open, as a table; those that are optional are not counted."""
        return progress(self.content, self.answers, self.language)

    def start_over(self):
        """Put all answers of this lesson aside and begin afresh; the old ones stay in the folder that is named."""
        try:
            with self._lock:
                folder = self.answers.archive()
            said = _ARCHIVED.fill(folder=str(folder)) if folder else _NOTHING_YET
        except NotSaved as error:
            said = error.text
        return Page("note.html", said[self.language], text=said[self.language], language=self.language)


_ARCHIVED = Text(
    de="Ihre bisherigen Antworten sind aufgehoben in: {folder} – führen Sie nun alle Zellen neu aus.",
    en="Your answers so far have been kept in: {folder} – now run all cells again.",
)
_NOTHING_YET = Text(de="Es gibt noch keine Antworten.", en="There are no answers yet.")
