"""The first cell of a notebook: which lesson, in which language, for whom."""

from pathlib import Path

from geo_lesson.answers import NotSaved, pseudonym
from geo_lesson.folder import Content, find, workspace_of
from geo_lesson.language import LANGUAGES, system_language
from geo_lesson.lesson import opened, rooms_of
from geo_lesson.problems import LessonError, Place, Problem
from geo_lesson.students import student_of, window

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
        content = Content(folder)
        if language not in content.outline.languages and not asked:
            language = content.outline.languages[0]
        content.must_speak(language)
    except LessonError as error:
        raise error.told(language, workspace_of(folder)) from None
    try:
        student = pseudonym(student) if student else student_of(content, language, rooms_of(content))
    except NotSaved as error:
        raise LessonError([Problem(Place(Path("answers")), error.text)], language) from None
    return opened(content, language, student, level, window())
