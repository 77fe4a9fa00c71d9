"""A lesson in source criticism: three figures, one report, what may we conclude?

>>> from geo_lesson import open_lesson
>>> open_lesson("troops", language="en")
Three numbers, one report
"""

from geo_lesson.lesson import Lesson
from geo_lesson.opening import open_lesson
from geo_lesson.problems import LessonError


def open_class(folder, language=None, lesson=None):
    """Read a folder of hand-ins as a Classroom; see `geo_lesson.classroom.open_class`."""
    from geo_lesson.classroom import open_class as opened  # students need none of it

    return opened(folder, language, lesson)


__all__ = ["Lesson", "LessonError", "open_class", "open_lesson"]
