"""Say in words what is wrong in an answer, each point with the sentence from the feedback that speaks of it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from geo_lesson.exercises.base import Exercise
from geo_lesson.exercises.results import Feedback, Remark, Response
from geo_lesson.teacher.letters import lettered


class Misconception(NamedTuple):
    """A wrong answer in words. heading: the row or field it was given in, if any.   feedback: what to say to it."""

    heading: str
    answer: str
    feedback: str


def misconceptions(part: Exercise, value: Any, language: str) -> tuple[Misconception, ...]:
    """Return what is wrong in an answer that is complete and not right."""
    feedback = part.judge(value)
    wrong = [response for response in part.responses(value, language) if response.correct is False]
    if wrong:
        return tuple(_of_response(part, response, feedback, language) for response in wrong)
    remarks = [remark for remark in _remarks(feedback) if remark.correct is False and remark.about]
    return tuple(Misconception("", _text(remark, language), remark.text[language]) for remark in remarks)


def _of_response(part: Exercise, response: Response, feedback: Feedback, language: str) -> Misconception:
    remarks = _remarks(feedback)
    row = response.where.partition(" · ")[0]
    about = [(_text(remark, language), remark) for remark in remarks]
    fitting = [remark for text, remark in about if text in (response.what, response.where)]
    fitting += [remark for text, remark in about if row and text.startswith(row) and not text[len(row) :][:1].isalnum()]
    fitting += [remark for remark in remarks if remark.correct is False]
    words = fitting[0].text[language] if fitting else ""
    return Misconception(lettered(part, response.where, language), lettered(part, response.what, language), words)


def _remarks(feedback: Feedback) -> Sequence[Remark]:
    return (*feedback.remarks, *feedback.others)


def _text(remark: Remark, language: str) -> str:
    return remark.about[language] if remark.about else ""
