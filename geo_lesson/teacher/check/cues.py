"""What gives an answer away besides knowing it: how long the right option of a choice is beside the wrong ones."""

from dataclasses import dataclass

from geo_lesson.common.errors import Place, Problem
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.content.validation import where
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.exercises.choice import SingleChoice
from geo_lesson.teacher.check import messages

# A right option may be this much longer than the wrong ones are on average, and the longest in this share of choices.
MOST_RATIO = 1.3
MOST_LONGEST = 0.4
_FEW = 3  # choices, of which a share says nothing


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


def long_answers(inventory):
    """A hint for every choice whose right option is too long, and one where it is the longest too often."""
    found = list(cues(inventory.exercises.values(), inventory.config.languages))
    for exercise, at in dict.fromkeys((cue.exercise, cue.at) for cue in found if cue.ratio > MOST_RATIO):
        here = [cue for cue in found if (cue.exercise, cue.at) == (exercise, at)]
        document = inventory.content.documents[f"exercises/{exercise}.yaml"]
        location = (*at, "options", here[0].right, "text")
        ratios = {of: ", ".join(_ratio(cue)[of] for cue in here) for of in LANGUAGES}
        said = messages.RIGHT_OPTION_LONGER.fill(place=where(document.value, location[:-1]), ratios=Text(**ratios))
        yield Problem(Place(document.path, document.line(location)), said, messages.SHORTEN_RIGHT_OPTION, hint=True)
    for language in inventory.config.languages:
        here = [cue for cue in found if cue.language == language]
        longest = [cue for cue in here if cue.longest]
        if len(here) >= _FEW and share_of_longest(here) > MOST_LONGEST:
            names = ", ".join(dict.fromkeys(cue.exercise for cue in longest))
            said = messages.RIGHT_OPTION_OFTEN_LONGEST.fill(
                n=len(longest), all=len(here), language=messages.LANGUAGE_NAMES[language]
            )
            place = Place(inventory.content.folder / "lesson.yaml")
            yield Problem(place, said, messages.SHORTEN_SOME_RIGHT_OPTIONS.fill(names=names), hint=True)


def _ratio(cue):
    number = f"{cue.ratio:.1f}"
    return messages.LENGTH_RATIO.fill(
        language=messages.LANGUAGE_NAMES[cue.language], ratio=Text(de=number.replace(".", ","), en=number)
    )
