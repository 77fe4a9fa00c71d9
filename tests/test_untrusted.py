"""What others wrote: answer files, messages and texts, whatever they hold, end in no error and in no markup."""

import json
import logging
import re
import shutil
from base64 import b64decode
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from examples import examples
from hostile import ATTACK, hostile
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from paths import GOOD, ROOT

from geo_lesson import lesson as module
from geo_lesson import open_lesson
from geo_lesson.cli import main
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.handin.file import HandIn, can_be_read_again, carries, write
from geo_lesson.student.store import as_record
from geo_lesson.student.widget import ExerciseWidget
from geo_lesson.teacher.classroom.classroom import Classroom
from geo_lesson.teacher.classroom.submissions import Submissions

FOLDERS = {"hill": ROOT / "data" / "hill", "kinds": GOOD / "kinds"}
OFTEN = examples(30, suppress_health_check=list(HealthCheck))
words = st.sampled_from(["", "yes", "50", "open", "counted", "1", "out", "W1 0-2 Z", "de", "\ud800", "x" * 300])
fields = st.sampled_from(["value", "confidence", "reason", "after", "office", "office how", "low", "percent", "marks"])
anything = st.recursive(
    st.one_of(words, st.none(), st.booleans(), st.integers(), st.floats()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.one_of(fields, words), inner, max_size=4)),
    max_leaves=8,
)
steps = st.fixed_dictionaries(
    {"at": words, "answer": st.dictionaries(fields, anything)}, optional={"step": st.just("answer")}
)
records = st.fixed_dictionaries(
    {
        "draft": st.dictionaries(fields, anything),
        "attempts": st.lists(steps, max_size=3),
        "kept": st.lists(steps, max_size=2),
    },
    optional={
        "hints": st.integers(-1, 9),
        "revision": anything,
        "drafted": anything,
        "version": anything,
        "language": anything,
    },
)


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    """The lesson with every kind of exercise."""
    folder = tmp_path_factory.mktemp("any")
    shutil.copytree(FOLDERS["kinds"], folder / "data" / "kinds")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(module, "_OPEN", {})
        logging.disable()
        yield open_lesson("kinds", "en")
        logging.disable(logging.NOTSET)


def widgets(lesson):
    for id in lesson.content.config.chapters[0].exercises:
        opened = lesson.exercise(id)
        yield from opened if isinstance(opened, tuple) else [opened]


@OFTEN
@given(records)
def test_any_answer_file_is_shown_or_set_aside(lesson, record):
    """Whatever an answer file holds, every exercise opens, takes a new answer, and the overviews are drawn."""
    shutil.rmtree(lesson.answers.folder, ignore_errors=True)
    lesson.answers.folder.mkdir(parents=True)
    for id in lesson.content.config.chapters[0].exercises:
        for key, _ in keyed(lesson.content.exercise(id)):
            lesson.answers.path(key).write_text(json.dumps(record | {"exercise": key}), encoding="utf-8")
    lesson.progress()
    lesson.confidence()
    for widget in widgets(lesson):
        json.dumps([widget.feedback_view, widget.draft])


@OFTEN
@given(
    st.lists(
        st.one_of(
            anything,
            st.fixed_dictionaries(
                {
                    "type": st.sampled_from(["draft", "submit", "hint", "keep", "here", "gone"]),
                    "number": st.integers(0, 9),
                },
                optional={
                    "view": words,
                    "values": anything,
                    "revision": anything,
                    "step": st.sampled_from(["answer", "reason", "x"]),
                },
            ),
        ),
        max_size=4,
    )
)
def test_any_message_is_taken_or_answered_in_words(lesson, messages):
    """No message, whatever it holds, ends in an exception or in an answer that cannot be read again."""
    for widget in widgets(lesson):
        with pytest.MonkeyPatch.context() as patch:
            said = []
            patch.setattr(ExerciseWidget, "send", lambda _, content, said=said: said.append(content))
            for message in messages:
                widget._on_message(widget, message, [])
        json.dumps([said, widget.feedback_view, widget.draft])
        on_disk = lesson.answers.peek(widget.controller.session.exercise.id)
        assert repr(on_disk) == repr(widget.controller.session.record)  # NaN differs from itself


class Elements(HTMLParser):
    """The elements of a page, the names of their attributes, and the addresses they lead to."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.addresses = [], set(), []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attributes}
        self.addresses += [value for name, value in attributes if name in ("href", "src", "action")]


def pages(folder, monkeypatch):
    """Everything of a lesson that becomes HTML in a notebook, by what was asked for."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(module, "_OPEN", {})
    found = {}
    for name in ("hill", "kinds"):
        lesson = open_lesson(name, "en")
        asked = {"article": lesson.article, "progress": lesson.progress}
        if name == "kinds":
            asked["cards"] = lesson.cards
        if name == "hill":
            asked |= {of: getattr(lesson, of) for of in ("ranges", "matrix", "origins")}
            asked |= {
                "drift": lambda of=lesson: of.drift("on-the-hill"),
                "timeline": lambda of=lesson: of.timeline("H02"),
            }
            asked |= {"compare": lambda of=lesson: of.compare("c25000", "c40000")}
            asked |= {
                table: lambda of=lesson, table=table: getattr(of, table) for table in ("sentences", "claims", "record")
            }
        for what, ask in asked.items():
            shown = ask()
            html = shown._repr_html_() if hasattr(shown, "_repr_html_") else shown._repr_mimebundle_()["text/html"]
            found[f"{name} {what}"] = html
    return found


UNTOLD = ["hill matrix", "hill compare"]  # they show no words of the lesson


def test_no_text_of_a_lesson_becomes_an_element(tmp_path, monkeypatch):
    """Script, event handler, `javascript:` and `</script>` in every text: each page has the elements it has without."""
    for lesson in ("hill", "kinds"):
        shutil.copytree(FOLDERS[lesson], tmp_path / "data" / lesson)
    before = pages(tmp_path, monkeypatch)
    for lesson in ("hill", "kinds"):
        hostile(tmp_path / "data" / lesson)
    after = pages(tmp_path, monkeypatch)
    for what, page in after.items():
        elements, expected = Elements(page), Elements(before[what])
        assert elements.tags == expected.tags, what
        assert elements.attributes == expected.attributes, what
        assert all(address.startswith(("https://", "http://", "data:image/svg+xml")) for address in elements.addresses)
        assert "onerror" in page or what in UNTOLD, what
    for what in ("ranges", "origins"):
        drawn = re.search(r"base64,([^\"]+)", after[f"hill {what}"])
        assert drawn
        picture = ElementTree.fromstring(b64decode(drawn.group(1)))  # noqa: S314 - our own
        tags = {element.tag.rpartition("}")[2] for element in picture.iter()}
        assert not tags & {"script", "img", "a", "foreignObject"}


def test_check_names_markup_in_every_file_that_holds_it(tmp_path, monkeypatch, capsys):
    """What would be shown as plain text was hardly meant so; teachers are told before the lesson."""
    monkeypatch.chdir(tmp_path)
    for lesson in ("hill", "kinds"):
        shutil.copytree(FOLDERS[lesson], tmp_path / "data" / lesson)
        hostile(tmp_path / "data" / lesson)
    assert main(["check", "--language", "en"]) == 1
    said = capsys.readouterr().out
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file() and ATTACK in path.read_text(encoding="utf-8"):
            assert re.search(rf"{re.escape(str(path.relative_to(tmp_path)))}:\d+: .*there is HTML here", said), path


texts = st.dictionaries(fields, st.one_of(words, st.dictionaries(st.one_of(fields, words), words, max_size=4)))
handed_over = st.fixed_dictionaries({"at": words, "step": st.sampled_from(["answer", "reason"]), "answer": texts})
plausible = st.fixed_dictionaries(
    {"draft": texts, "attempts": st.lists(handed_over, max_size=3), "kept": st.lists(handed_over, max_size=2)},
    optional={"hints": st.integers(0, 100), "language": words, "lesson_version": words},
)


@OFTEN
@given(st.lists(st.one_of(plausible, plausible, records), min_size=1, max_size=4), st.sampled_from(["de", "en"]))
def test_any_answer_that_can_be_handed_in_is_read_again_and_counted_or_shown(lesson, found, language):
    """What passes the check when a hand-in is written ends in no error afterwards: not in a widget, page or table."""
    keys = [key for id in lesson.content.config.chapters[0].exercises for key, _ in keyed(lesson.content.exercise(id))]
    handed = {}
    for n, key in enumerate(keys):
        try:
            record = as_record(json.loads(json.dumps(found[n % len(found)])) | {"exercise": key}, key)
        except (ValueError, TypeError):
            continue
        if can_be_read_again(record):
            handed[key] = record
    config = lesson.content.config
    made = "2026-03-02T09:00:00+01:00"
    handin = HandIn(config.id, config.version, language, 2, "rabe 5", "0" * 16, made, handed)
    folder = lesson.answers.folder.with_name("class")
    folder.mkdir(parents=True, exist_ok=True)
    written = write(handin, lesson.content, [])
    assert carries(written, handin)
    (folder / "a.html").write_bytes(written)
    group = Classroom(Submissions(folder), lesson.content, language)
    assert len(group.save(folder.with_name("results"))) == 4
    assert [finding.code for finding in group.findings] == []
    assert len(group.answers) == len(keys)
    assert len(group.student()) == len(handed)
