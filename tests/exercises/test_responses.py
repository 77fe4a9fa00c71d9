"""Answers taken apart: what is counted over a class is what the exercise itself says of an answer."""

import pytest
from answering import any_answer, is_judged, mistakes, model_answers
from studying import every_part, troops

PARTS = every_part(troops())


def answers(part, language):
    yield from model_answers(part, language) if is_judged(part) else [any_answer(part, language)]
    yield from (value for value, _ in mistakes(part, language)) if is_judged(part) else ()


@pytest.mark.parametrize("key", PARTS)
def test_right_is_what_the_exercise_judges_to_be_right(key):
    """For right answers and for every single mistake."""
    part = PARTS[key]
    for value in answers(part, "de"):
        if part.is_answered(value):
            assert part.outcome(value) == part.judge(value).outcome


@pytest.mark.parametrize("key", PARTS)
def test_responses_are_wrong_where_the_answer_is(key):
    """A wholly right answer has no wrong response; all are among the possible ones, where these are listed."""
    part = PARTS[key]
    for value in answers(part, "en"):
        found = part.responses(value, "en")
        if part.is_answered(value) and part.outcome(value).correct and part.kind != "mark-text":
            assert all(response.correct is not False for response in found)
        if listed := part.possible_responses("en"):
            assert set(found) <= set(listed)
