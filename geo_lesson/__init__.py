"""A lesson in source criticism: three figures, one report, what may we conclude?

>>> from geo_lesson import open_lesson
>>> open_lesson("troops", language="en")
Three numbers, one report
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Lesson": "lesson",
    "LessonError": "common.errors",
    "open_class": "teacher.classroom.classroom",
    "open_lesson": "lesson",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is needed: a Jupyter server only uses `geo_lesson.server`."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = ["Lesson", "LessonError", "open_class", "open_lesson"]
