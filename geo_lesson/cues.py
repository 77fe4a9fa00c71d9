"""What gives an answer away besides knowing it: how long the right option of a choice is beside the wrong ones."""

from dataclasses import dataclass

from geo_lesson.exercises import keyed
from geo_lesson.kinds.choice import SingleChoice

# A right option may be this much longer than the wrong ones are on average, and the longest in this share of choices.
MOST_RATIO = 1.3
MOST_LONGEST = 0.4


@dataclass(frozen=True)
class Cue:
    """The right option of one judged single choice in one language; lengths in characters.

    `at`: where its part stands in the exercise's file; `right`: the position of the right option.
    """

    exercise: str
    at: tuple
    language: str
    right: int
    ratio: float
    longest: bool


def cues(exercises, languages):
    """A Cue for every judged single choice among the exercises, or their parts, in every language."""
    for exercise in exercises:
        for i, (_, part) in enumerate(keyed(exercise)):
            if isinstance(part, SingleChoice) and part.judged:
                at = () if part is exercise else ("parts", i)
                yield from (_cue(exercise.id, at, part, language) for language in languages)


def _cue(id, at, part, language):
    right = next(i for i, option in enumerate(part.options) if option.correct)
    lengths = [len(option.text[language]) for option in part.options]
    length = lengths.pop(right)
    mean = sum(lengths) / len(lengths)
    return Cue(id, at, language, right, length / mean, length > max(lengths))


def share_of_longest(found):
    """The share of choices whose right option is the longest; 0 where there is none.

    >>> share_of_longest([Cue("a", (), "en", 0, 2.0, True), Cue("b", (), "en", 0, 0.5, False)])
    0.5
    """
    return sum(cue.longest for cue in found) / len(found) if found else 0.0
