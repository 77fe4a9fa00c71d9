"""The lessons that we ship, and what their tests ask of them."""

from paths import ROOT

from geo_lesson.common.fields import Data
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises.mark_text import MarkText

LESSONS = [LessonFolder(path.parent) for path in sorted(ROOT.glob("data/*/lesson.yaml"))]
TROOPS = next(lesson for lesson in LESSONS if lesson.folder.name == "troops")


def ready(lesson, id):
    """An exercise as students meet it: one that marks the text knows the text."""
    exercise = lesson.exercise(id)
    if not isinstance(exercise, MarkText):
        return exercise
    return exercise.prepared(article={language: lesson.article(language).lines for language in LANGUAGES})


def part(id, name=None):
    """An exercise of the lesson on the three numbers, or the part of it that is called so."""
    exercise = TROOPS.exercise(id)
    return next(one for one in exercise.parts if one.id == name) if name else exercise


def texts(value):
    """Every text of an exercise that the page may show, with those of its rows, options and targets."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Data):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, dict) and set(value) == set(LANGUAGES) and isinstance(value["de"], str):
        yield Text(**value)  # in a figure, which is kept as it was written
    elif isinstance(value, tuple | list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)
