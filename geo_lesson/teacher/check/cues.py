"""Find what gives an answer away: how long the right option of a choice is beside the wrong ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_lesson.common.errors import Place, Problem
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.content.validation import where
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.exercises.choice import SingleChoice
from geo_lesson.teacher.check import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo_lesson.exercises.any_kind import Parts
    from geo_lesson.exercises.base import Exercise
    from geo_lesson.teacher.check.lesson import KeyPath, LessonCheck

# A right option may be this much longer than the wrong ones are on average, and the longest in this share of choices.
MOST_RATIO = 1.3
MOST_LONGEST = 0.4
_FEWEST = 3  # choices; of fewer, a share says nothing


@dataclass(frozen=True)
class Cue:
    """The right option of one judged single choice in one language; lengths in characters.

    `at`: where its part stands in the exercise's file; `right`: the position of the right option; `ratio`: its length
    divided by the mean length of the wrong ones.
    """

    exercise: str
    at: KeyPath
    language: str
    right: int
    ratio: float
    longest: bool


def cues(exercises: Iterable[Exercise | Parts], languages: Sequence[str]) -> Iterator[Cue]:
    """Yield a Cue for every judged single choice among the exercises, or their parts, in every language."""
    for exercise in exercises:
        for i, (_, part) in enumerate(keyed(exercise)):
            if isinstance(part, SingleChoice) and part.judged:
                at = () if part is exercise else ("parts", i)
                yield from (_cue(exercise.id, at, part, language) for language in languages)


def _cue(id: str, at: KeyPath, part: SingleChoice, language: str) -> Cue:
    right = next(i for i, option in enumerate(part.options) if option.correct)
    lengths = [len(option.text[language]) for option in part.options]
    length = lengths.pop(right)
    mean = sum(lengths) / len(lengths)
    return Cue(id, at, language, right, length / mean, length > max(lengths))


def share_of_longest(choices: Sequence[Cue]) -> float:
    """Return the share of choices whose right option is the longest; 0 where there is none.

    >>> share_of_longest([Cue("a", (), "en", 0, 2.0, True), Cue("b", (), "en", 0, 0.5, False)])
    0.5
    """
    return sum(cue.longest for cue in choices) / len(choices) if choices else 0.0


def hint_at_long_answers(check: LessonCheck) -> Iterator[Problem]:
    """Give a hint for every choice whose right option is too long, and one where it is the longest too often."""
    choices = list(cues(check.exercises.values(), check.config.languages))
    for exercise, at in dict.fromkeys((cue.exercise, cue.at) for cue in choices if cue.ratio > MOST_RATIO):
        here = [cue for cue in choices if (cue.exercise, cue.at) == (exercise, at)]
        document, keys = check.documents[f"exercises/{exercise}.yaml"], (*at, "options", here[0].right)
        ratios = Text(*(", ".join(_ratio(cue)[of] for cue in here) for of in LANGUAGES))
        message = messages.RIGHT_OPTION_LONGER.fill(place=where(document.value, keys), ratios=ratios)
        place = Place(document.path, document.line((*keys, "text")))
        yield Problem(place, message, messages.SHORTEN_RIGHT_OPTION, hint=True)
    for language in check.config.languages:
        here = [cue for cue in choices if cue.language == language]
        longest = [cue for cue in here if cue.longest]
        if len(here) >= _FEWEST and share_of_longest(here) > MOST_LONGEST:
            ids = ", ".join(dict.fromkeys(cue.exercise for cue in longest))
            message = messages.RIGHT_OPTION_OFTEN_LONGEST.fill(
                n=len(longest), all=len(here), language=messages.LANGUAGE_NAMES[language]
            )
            place = Place(check.content.folder / "lesson.yaml")
            yield Problem(place, message, messages.SHORTEN_SOME_RIGHT_OPTIONS.fill(names=ids), hint=True)


def _ratio(cue: Cue) -> Text:
    number = f"{cue.ratio:.1f}"
    ratio = Text(de=number.replace(".", ","), en=number)
    label: Text = messages.LENGTH_RATIO.fill(language=messages.LANGUAGE_NAMES[cue.language], ratio=ratio)
    return label
