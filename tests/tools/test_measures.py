"""The measures that the texts of the lessons are held to, worked out by hand on small exercises."""

import pytest
from answering import EXERCISE
from measures import asked_words, exercise_minutes, feedback_words, input_seconds, without_nudge

from geo_lesson.content.folder import LessonFolder
from geo_lesson.teacher.check.cues import cues, share_of_longest


def data(*options, **more):
    """The data of a choice whose first option is right; each option is a text of as many letters as said."""
    made = [
        {
            "id": f"o{i}",
            "text": "x" * length,
            "feedback": "one two three",
            "correct": not i and more.get("judged", True),
        }
        for i, length in enumerate(options)
    ]
    texts = {"title": "t", "prompt": "Which one?"}
    return {"id": "c", "kind": "single-choice", "minutes": 1, "options": made} | texts | more


def exercise_of(written):
    """The exercise of a lesson in English."""
    return EXERCISE.validate_python(written, context={"languages": ("en",)})


@pytest.mark.parametrize(
    ("lengths", "ratio", "longest"),
    [((30, 10, 20), 2.0, True), ((15, 10, 20), 1.0, False), ((20, 10, 20), 4 / 3, False), ((13, 10), 1.3, True)],
)
def test_the_right_option_beside_the_mean_of_the_others(lengths, ratio, longest):
    """Two as long as each other are no longest one."""
    (cue,) = cues([exercise_of(data(*lengths))], ["en"])
    assert (cue.ratio, cue.longest, cue.right, cue.at) == (pytest.approx(ratio), longest, 0, ())


def test_only_what_is_judged_can_be_given_away():
    """Where nothing is right, nothing is the longest; without any choice, the share is none."""
    assert list(cues([exercise_of(data(30, 10, judged=False))], ["en"])) == []
    assert share_of_longest([]) == 0


def test_the_parts_of_an_exercise_are_measured_too():
    """Each by the place where it stands in the file."""
    parts = [data(30, 10, id=id) for id in ("first", "second")]
    both = exercise_of({"id": "both", "kind": "parts", "title": "t", "parts": parts})
    assert [(cue.exercise, cue.at) for cue in cues([both], ["de", "en"])] == [
        ("both", ("parts", i)) for i in (0, 0, 1, 1)
    ]


def test_the_minutes_of_an_exercise(small):
    """The words of prompt, sentences and feedback at 180 a minute; the seconds of choice, thinking and reason."""
    content = LessonFolder(small)
    exercise = content.exercise("half-as-many")
    lines = content.article("en").lines
    asked = exercise.prompt.en, *(option.text.en for option in exercise.options)
    assert asked_words(content, exercise, "en") == sum(len(text.split()) for text in asked)
    lengths = [len(option.feedback.en.split()) for option in exercise.options]
    assert feedback_words(exercise, "en") == sum(lengths) / 2
    assert [input_seconds(exercise, thinking) for thinking in (0, 15)] == [5 + 20, 5 + 30 + 20]
    sentences = sum(len(lines[id].split()) for id in exercise.sentences)
    words = asked_words(content, exercise, "en") + feedback_words(exercise, "en")
    assert exercise_minutes(content, exercise, "en") == pytest.approx((words + sentences) / 180 + 55 / 60)
    assert exercise_minutes(content, exercise, "en", set(lines)) == pytest.approx(words / 180 + 55 / 60)


def test_rows_without_a_second_look_are_named(kinds):
    """Only rows of tables that are judged."""
    missing = without_nudge(LessonFolder(kinds))
    rows = [row for exercise in ("statements", "step-by-step") for of, row in missing if of.startswith(exercise)]
    assert missing
    assert len(rows) == len(missing)
