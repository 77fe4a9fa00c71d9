"""A show of hands: counted before and after the talk, kept as safely as answers, under no student."""

import json
import shutil

import pytest
from paths import ROOT

from geo_lesson import LessonError, open_lesson
from geo_lesson.common.language import LANGUAGES
from geo_lesson.student.messages import READING_FORBIDDEN
from geo_lesson.student.store import Answers, NotSaved


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A workspace of its own."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(widget, **message):
    """What the widget answers to a message of its page."""
    answers = []
    widget.send = answers.append
    widget._on_message(widget, message, [])
    return answers


def count(widget, option, hands, turn="before", number=1):
    return told(widget, type="count", turn=turn, option=option, hands=hands, number=number)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_poll_shows_letters_and_no_key(place, language):
    """What is asked, in one language; nothing of what is right or why."""
    widget = open_lesson("troops", language).poll("critical-pair")
    options = open_lesson("troops", language).content.exercise("critical-pair").options
    assert [(o["letter"], o["text"]) for o in widget.poll["options"]] == list(
        zip("abcd", [option.text[language] for option in options], strict=True)
    )
    sent = json.dumps([widget.poll, widget.counts])
    assert 'correct"' not in sent
    assert not any(option.feedback[language] in sent for option in options)


def test_numbers_are_on_the_disk_once_they_are_acknowledged(place):
    """In class/, with nothing of a student; another window sees them, and adds to them."""
    lesson = open_lesson("troops", "en")
    widget, other = lesson.poll("critical-pair"), lesson.poll("critical-pair")
    assert count(widget, "always", 12) == [{"type": "ack", "number": 1}]
    count(other, "never", 3, "after", 2)
    assert other.counts == {"before": {"always": 12}, "after": {"never": 3}}
    kept = json.loads((place / "class/troops/polls.json").read_text(encoding="utf-8"))
    assert kept["draft"] == {"critical-pair": other.counts}
    assert not (place / "answers").exists()
    assert open_lesson("troops", "de").poll("critical-pair").counts == other.counts


def test_an_emptied_field_and_a_new_poll(place):
    """A field that is emptied counts nothing; a poll that begins anew keeps the old numbers with their time."""
    widget = open_lesson("troops", "en").poll("critical-pair")
    count(widget, "always", 12)
    count(widget, "never", 5)
    count(widget, "never", None)
    assert widget.counts["before"] == {"always": 12}
    for _ in range(2):
        told(widget, type="clear", number=4)
    assert widget.counts == {"before": {}, "after": {}}
    kept = json.loads((place / "class/troops/polls.json").read_text(encoding="utf-8"))["kept"]
    assert [entry["answer"] for entry in kept] == [{"critical-pair": {"before": {"always": 12}, "after": {}}}]


@pytest.mark.parametrize(
    "message",
    [
        *({"type": "count", "turn": "before", "option": "always", "hands": n} for n in (-1, 1000, 1.5, "3", True)),
        {"type": "count", "turn": "later", "option": "always", "hands": 1},
        {"type": "count", "turn": "before", "option": "nowhere", "hands": 1},
        {"type": "count"},
        {},
    ],
)
def test_what_is_no_count_is_refused_and_changes_nothing(place, message, caplog):
    """Whatever a page sends."""
    widget = open_lesson("troops", "en").poll("critical-pair")
    (answer,) = told(widget, **message, number=7)
    assert answer["number"] == 7
    assert answer["problem"].startswith("Not saved; trying again.")
    assert widget.counts == {"before": {}, "after": {}}
    assert told(widget)[0]["problem"]


def test_a_disk_that_refuses_is_named_and_the_numbers_stay(place, monkeypatch):
    """As with answers; the next try saves."""
    widget = open_lesson("troops", "de").poll("critical-pair")
    count(widget, "always", 4)

    def refuse(path, content):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("geo_lesson.student.store.atomic_write", refuse)
        (answer,) = count(widget, "always", 9)
    assert answer["problem"].startswith("Nicht gespeichert; es wird weiter versucht.")
    assert widget.counts["before"] == {"always": 4}
    assert count(widget, "always", 9) == [{"type": "ack", "number": 1}]


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"exercise": "polls", "draft": {"critical-pair": [1]}}', "{" * 99],
)
def test_a_file_that_is_damaged_stops_nothing(place, content):
    """What cannot be read is set aside, never overwritten; what is odd counts nothing."""
    folder = place / "class/troops"
    folder.mkdir(parents=True)
    (folder / "polls.json").write_text(content)
    widget = open_lesson("troops", "en").poll("critical-pair")
    assert widget.counts == {"before": {}, "after": {}}
    assert count(widget, "always", 2) == [{"type": "ack", "number": 1}]
    aside = [path.read_text() for path in folder.glob("polls unreadable*")]
    assert aside == ([] if "draft" in content else [content])


@pytest.mark.parametrize("id", ["comparability", "first-impression"])
def test_where_there_are_no_options_those_that_have_some_are_named(place, id):
    """A table or a number cannot be answered by hands."""
    with pytest.raises(LessonError, match="critical-pair") as error:
        open_lesson("troops", "en").poll(id)
    assert f"exercises/{id}.yaml" in str(error.value)
    assert "a show of hands cannot answer" in str(error.value)


def test_an_unknown_exercise_is_named(place):
    """As everywhere."""
    with pytest.raises(LessonError, match="critical-pear"):
        open_lesson("troops", "en").poll("critical-pear")


def test_a_poll_in_the_other_language_counts_the_same(place):
    """The ids are kept, not the words."""
    lesson = open_lesson("troops", "en")
    count(lesson.poll("averaging"), lesson.poll("averaging").poll["options"][0]["id"], 8)
    assert lesson.poll("averaging", language="de").counts == lesson.poll("averaging").counts


def test_a_record_that_may_not_be_read_is_said(place, monkeypatch):
    """The cell shows a sentence, no traceback."""

    def refuse(self, exercise):
        raise NotSaved(READING_FORBIDDEN)

    monkeypatch.setattr(Answers, "read", refuse)
    with pytest.raises(LessonError, match=r"polls\.json"):
        open_lesson("troops", "en").poll("critical-pair")
