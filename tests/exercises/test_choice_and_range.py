import pytest
from answering import EXERCISE
from hypothesis import given
from hypothesis import strategies as st

from geo_lesson.common.language import Text
from geo_lesson.exercises.base import LEVELS


def text(word):
    return {"de": f"{word} de", "en": f"{word} en"}


BASE = {"title": text("title"), "minutes": "3", "prompt": text("prompt")}
CHOICE = {
    **BASE,
    "id": "choice",
    "kind": "single-choice",
    "options": [
        {"id": "a", "text": text("a"), "feedback": text("feedback a")},
        {"id": "b", "text": text("b"), "feedback": text("feedback b"), "correct": "true"},
    ],
}
RANGE = {
    **BASE,
    "id": "range",
    "kind": "range",
    "unit": text("soldiers"),
    "patterns": [
        {"when": {"span_below": "1000"}, "feedback": text("narrow")},
        {"when": {"contains_all": ["3000", "12000"]}, "feedback": text("all")},
        {"when": {"low_below": "100"}, "feedback": text("low")},
        {"when": {"high_above": "50000"}, "feedback": text("high")},
        {"when": {"span_above": "20000"}, "feedback": text("wide")},
        {"when": "otherwise", "feedback": text("other")},
    ],
}


def read(data, **changes):
    return EXERCISE.validate_python({**data, **changes})


def test_a_right_answer_gets_its_own_feedback_and_the_others_beside_it():
    """Whoever has answered sees why her option holds, and what there is to say about each other one."""
    feedback = read(CHOICE).judge("b")
    assert feedback.correct is True
    assert [r.text.en for r in feedback.remarks] == ["feedback b en"]
    assert [(r.about.en, r.text.en, r.correct) for r in feedback.others] == [("a en", "feedback a en", False)]


def test_a_wrong_answer_gets_the_feedback_of_that_option():
    """Feedback hangs on the answer given, not on being wrong."""
    feedback = read(CHOICE).judge("a")
    assert (feedback.correct, feedback.remarks[0].text.de) == (False, "feedback a de")


def test_where_nothing_is_judged_no_option_is_called_right_or_wrong():
    """A first impression is kept, not scored."""
    options = [{**option, "correct": "false"} for option in CHOICE["options"]]
    feedback = read(CHOICE, options=options, judged="false").judge("a")
    assert {feedback.correct, *(r.correct for r in (*feedback.remarks, *feedback.others))} == {None}


@pytest.mark.parametrize("answer", [None, "", "c", 3, {"low": "1"}])
def test_a_choice_is_open_until_an_option_is_chosen(answer):
    """Only the id of an option is an answer."""
    exercise = read(CHOICE)
    assert not exercise.is_answered(answer)
    assert exercise.missing_fields(answer)[0][0] == "value"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("9.500", "10.000", "narrow"),
        ("3.000", "12.000", "all"),
        ("3000", "3999", "narrow"),
        ("4.000", "5.000", "other"),
        ("50", "5.000", "low"),
        ("40.000", "60.000", "high"),
        ("20.000", "45.000", "wide"),
    ],
)
def test_a_range_gets_the_feedback_of_the_first_pattern_that_fits(low, high, said):
    """The shape of the range decides; a range is never right or wrong."""
    feedback = read(RANGE).judge({"low": low, "high": high})
    assert (feedback.correct, feedback.remarks[0].text.en) == (None, f"{said} en")


@pytest.mark.parametrize(
    ("answer", "fields"),
    [
        (None, ["low", "high"]),
        ({"low": "3.000"}, ["high"]),
        ({"low": "2,5", "high": "9"}, ["low"]),
        ({"low": "9", "high": "3"}, ["high"]),
        ({"low": "1", "high": "9" * 13}, ["high"]),
        ({"low": "3", "high": "9"}, []),
        ({"low": "9", "high": "9"}, []),
    ],
)
def test_a_range_says_field_by_field_what_is_missing(answer, fields):
    """Missing, unclear, swapped and absurd numbers are asked about; nothing is corrected silently."""
    assert [field for field, _ in read(RANGE).missing_fields(answer)] == fields


def test_the_likeliest_number_lies_between_the_limits():
    """With `best`, three numbers are asked for, and the middle one has to be in the middle."""
    exercise = read(RANGE, best="true")
    assert exercise.is_answered({"low": "1", "best": "2", "high": "3"})
    assert [f for f, _ in exercise.missing_fields({"low": "1", "best": "4", "high": "3"})] == ["best"]


@given(st.one_of(st.none(), st.text(), st.dictionaries(st.sampled_from(["low", "high", "x"]), st.text(max_size=12))))
def test_whatever_is_typed_is_either_asked_about_or_judged(answer):
    """No answer at all makes an exercise fail, and a complete one always gets feedback."""
    for exercise in (read(CHOICE), read(RANGE)):
        assert isinstance(exercise.describe(answer, "de"), str)
        if exercise.is_answered(answer):
            assert exercise.judge(answer).remarks


def test_confidence_may_be_asked_in_one_word():
    """`confidence: true` asks with the usual levels, `false` not at all."""
    assert read(CHOICE, confidence="true").confidence.levels == LEVELS
    assert read(CHOICE, confidence="false").confidence is None
    assert read(CHOICE, confidence={"levels": ["50", "90"]}).confidence.levels == (50, 90)


def test_answers_are_described_as_each_language_writes_numbers():
    """A hand-in shows 3.000 in German and 3,000 in English."""
    answer = {"low": "3000", "high": "12 000"}
    assert read(RANGE).describe(answer, "de") == "3.000 – 12.000"
    assert read(RANGE).describe(answer, "en") == "3,000 – 12,000"


def test_every_text_is_there_in_both_languages():
    """Loading refuses a text with one language missing; here the loaded one has both."""
    assert read(CHOICE).title == Text("title de", "title en")
