"""A lesson in source criticism: three figures, one report, what may we conclude?

>>> from geo_lesson import open_lesson
>>> open_lesson("troops", language="en")
Three numbers, one report
"""

from geo_lesson.lesson import Lesson
from geo_lesson.opening import open_lesson
from geo_lesson.problems import LessonError

__all__ = ["Lesson", "LessonError", "open_lesson"]
