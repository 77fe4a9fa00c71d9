"""Exercises as a notebook opens them: parts in turn, some of the entries only, at a level, looking back."""

import itertools

import pytest

from geo_lesson import LessonError, open_lesson
from geo_lesson.student.feedback_view import ratings_in
from geo_lesson.student.messages import DISK_FULL
from geo_lesson.student.store import NotSaved

ROWS = ("office", "class", "association", "caretaker", "paper", "letter")
FULL = {f"{row} {column}": value for row in ROWS for column, value in (("how", "planned"), ("when", "day"))}
NUMBERS = itertools.count(1)


def controller(id, *only, level=2, language="en"):
    """The controller of an exercise in a notebook; of an exercise of parts, the controllers of them."""
    widget = open_lesson("kinds", language, level=level).exercise(id, only=list(only))
    return [part.controller for part in widget] if isinstance(widget, tuple) else widget.controller


def send(controller, act, view="v", **values):
    """What a widget sends that has seen the latest draft of its own controller; returns what is asked for."""
    message = {"type": act, "view": view, "number": next(NUMBERS), "values": values, "step": "answer"}
    reply = controller.session.handle({**message, "revision": controller.session.record.drafted})
    assert reply["problem"] is None
    return reply["asks"]


def sure(rows, level="80"):
    return dict.fromkeys(rows, level)


def test_a_part_waits_for_the_one_before_it(kinds):
    """Its prompt is there, but nothing is shown of it; handing over the part before opens it, in widgets there are."""
    first, second, *others = controller("step-by-step")
    widget = second.new_widget()
    assert [d.session.feedback_view()["waits"] for d in (first, second, *others)] == [False, True, True, True, True]
    first.receive(first.new_widget(), {"type": "submit", "view": "v", "number": 1, "values": {}, "step": "answer"})
    assert widget.feedback_view["waits"] is True
    values = {"value": {"percent": "50"}}
    first.receive(first.new_widget(), {"type": "submit", "view": "v", "number": 2, "values": values, "step": "answer"})
    assert widget.feedback_view["waits"] is False
    assert [d.session.feedback_view()["waits"] for d in controller("step-by-step")] == [False, False, True, True, True]


def test_the_other_window_learns_of_a_draft_that_a_failed_submission_saved(kinds, monkeypatch):
    """The draft is on disk although the attempt is not; it must not lie beside what the other window shows."""
    one = controller("step-by-step")[0]
    (here, there), sent = [one.new_widget() for _ in range(2)], []
    for view, widget in (("here", here), ("there", there)):
        one.receive(widget, {"type": "here", "view": view})
    monkeypatch.setattr(there, "send", sent.append)
    change, calls = one.session._answers.change, itertools.count()

    def full(*arguments):
        if next(calls):
            raise NotSaved(DISK_FULL)
        return change(*arguments)

    monkeypatch.setattr(one.session._answers, "change", full)
    values = {"value": {"percent": "50"}}
    one.receive(here, {"type": "submit", "view": "here", "number": 1, "values": values, "step": "answer"})
    assert one.session.record.attempts == ()
    assert [(message["not"], message["values"]) for message in sent] == [("here", values)]


def test_a_part_that_has_been_answered_waits_for_nothing(kinds):
    """Whoever took one part alone, for instance in a shorter lesson, finds it open in the longer one."""
    (alone,) = controller("step-by-step", "sums")
    assert alone.session.feedback_view()["waits"] is False
    send(alone, "submit", value={"later": "250"}, reason={"later": "500 - 250"})
    assert [d.session.feedback_view()["waits"] for d in controller("step-by-step")] == [False, False, False, True, True]


def test_progress_counts_an_exercise_of_parts_once(kinds):
    """Begun with the first part, answered with the last that is not optional."""
    parts = controller("step-by-step")
    lesson = open_lesson("kinds", "en")
    send(parts[0], "submit", value={"percent": "50"})
    assert "… begun: Step by step" in repr(lesson.progress())
    send(parts[1], "submit", value={"later": "250"}, reason={"later": "500 - 250"})
    send(parts[2], "submit", value={"morning value": "known"}, confidence=sure(["morning"], "95"))
    assert "… begun: Step by step" in repr(lesson.progress())
    send(parts[4], "submit", value={"photos": "yes"})
    assert "✓ answered: Step by step" in repr(lesson.progress())


def test_how_sure_and_why_are_asked_row_by_row(kinds):
    """Only where something was chosen; each place that lacks something is named."""
    statements = controller("statements")
    asks = send(statements, "submit", value={"class how": "counted"}, confidence={"class": "81", "paper": "80"})
    assert sorted(asks) == ["confidence.class", "reason.class", "value"]
    eight = {cell: value for cell, value in FULL.items() if cell.split()[0] in ROWS[:4]}
    asks = send(statements, "submit", value=eight, confidence=sure(ROWS[:3]), reason=sure(ROWS[1:4], "so"))
    assert sorted(asks) == ["confidence.caretaker", "reason.office"]
    assert send(statements, "submit", value=eight, confidence=sure(ROWS), reason=sure(ROWS[:4], "so")) == {}
    assert statements.session.feedback_view()["feedback"]["summary"].endswith("still empty: 4.")


def test_some_entries_of_an_exercise_can_be_shown_and_the_rest_stays_as_it_was(kinds):
    """Six rows answered, then one of them alone: the draft keeps the others, and no other window is spoken of."""
    send(controller("statements"), "draft", value=FULL, confidence=sure(ROWS), reason=sure(ROWS, "so"))
    one = controller("statements", "class")
    assert [row["id"] for row in one.task()["rows"]] == ["class"]
    values = {"value": {"class how": "counted"}, "confidence": {"class": "95"}, "reason": {"class": "so"}}
    send(one, "draft", **values)
    draft = controller("statements").session.record.draft
    assert draft["value"] == {c: v for c, v in FULL.items() if c != "class when"} | {"class how": "counted"}
    assert draft["confidence"] == sure(ROWS) | {"class": "95"}
    assert one.session.feedback_view()["notices"] == one.session.feedback_view()["kept"] == []


def test_two_cells_may_show_two_parts_of_the_same_exercise(kinds):
    """Each asks for its own rows and is judged by them; typing in turn is no conflict; together they are the whole."""
    cells = {row: controller("statements", row) for row in ROWS}
    for _ in range(2):
        for row, cell in cells.items():
            value = {c: v for c, v in FULL.items() if c.split()[0] == row}
            send(cell, "draft", value=value, confidence={row: "50"}, view=row)
            assert send(cell, "submit", value=value, confidence=sure([row]), reason=sure([row], "so"), view=row) == {}
            assert len(cell.session.feedback_view()["feedback"]["remarks"]) >= 1
            assert cell.session.feedback_view()["notices"] == cell.session.feedback_view()["kept"] == []
    whole = controller("statements").session
    assert whole.record.draft["value"] == FULL
    assert whole.feedback_view()["feedback"]["summary"] == "4 of 12 choices are defensible."
    assert len({cell.task()["key"] for cell in cells.values()}) == len(ROWS)


def test_two_windows_on_the_same_row_are_still_noticed(kinds):
    """What the other one wrote there is kept beside it."""
    one, other = controller("statements", "class"), controller("statements")
    send(one, "draft", value={"class how": "counted"})
    other.session.handle(
        {"type": "draft", "view": "w", "number": 1, "values": {"value": {"class how": "planned"}}, "revision": 0}
    )
    assert any("counted" in line for line in other.session.feedback_view()["kept"])
    assert any("another window" in notice for notice in other.session.feedback_view()["notices"])


def test_an_entry_that_is_not_there_is_named(kinds):
    """A typo in a notebook ends in a short list, with the nearest word; what has no entries has no part either."""
    for id, only, message in (
        ("statements", ["clas"], 'did you mean "class"'),
        ("statements", "clas", 'did you mean "class"'),
        ("step-by-step", ["sum"], 'did you mean "sums"'),
        ("own-words", ["any"], 'there is no "any" here'),
        ("statements", 3, 'there is no "3" here'),
        ("statements", ["class", None], 'there is no "None" here'),
    ):
        with pytest.raises(LessonError, match=message):
            open_lesson("kinds", "en").exercise(id, only=only)


def test_a_level_can_change_from_one_run_to_the_next(kinds):
    """At level 1 two rows are given; what was said of them at level 2 is still there when one comes back."""
    send(controller("statements"), "draft", value=FULL, confidence=sure(ROWS), reason=sure(ROWS, "so"))
    eased = controller("statements", level=1)
    assert [row["id"] for row in eased.task()["rows"] if not row["asked"]] == ["office", "letter"]
    assert eased.task()["starters"] == ["The card says …", "This can only have been counted by …"]
    four = {cell: "estimated" if value == "planned" else "open" for cell, value in FULL.items()}
    four = {cell: value for cell, value in four.items() if cell.split()[0] in ROWS[1:5]}
    assert send(eased, "submit", value=four, confidence=sure(ROWS[1:5]), reason=sure(ROWS[1:5], "so")) == {}
    assert eased.session.feedback_view()["notices"] == eased.session.feedback_view()["kept"] == []
    again = controller("statements", level=3)
    assert again.session.record.draft["value"] == FULL | four
    view = again.session.feedback_view()
    assert (view["feedback"]["summary"][:2], view["extension"][:6]) == ("7 ", "Find a")
    assert (again.task()["starters"], controller("statements").session.feedback_view()["extension"]) == ([], None)


def test_an_answer_to_less_than_is_asked_here_is_not_judged(kinds):
    """One row alone was answered; the whole exercise says so, and keeps it."""
    one = controller("statements", "class")
    values = {"value": {"class how": "counted", "class when": "morning"}}
    send(one, "submit", **values, confidence=sure(["class"]), reason=sure(["class"], "so"))
    assert one.session.feedback_view()["feedback"]["correct"] is True
    feedback = controller("statements").session.feedback_view()["feedback"]
    assert (feedback["correct"], feedback["remarks"][0]["text"][:36]) == (None, "Something else or more is asked here")


def test_the_list_comes_after_the_text_and_the_example_after_the_list(kinds):
    """Nothing need be ticked; the list itself is not known before the text is handed over."""
    words = controller("own-words")
    assert "says who gives it" not in str([words.task(), words.session.feedback_view()])
    values = {"value": "250 came in the morning.", "confidence": "80"}
    assert send(words, "submit", value=" ") == {
        "value": "Please write your text here.",
        "confidence": "Please say how sure you are.",
    }
    send(words, "submit", **values)
    after = words.session.feedback_view()["after"]
    assert ([item["id"] for item in after["items"]], after["model"]) == (["who", "when", "open"], None)
    message = {"type": "submit", "view": "v", "number": next(NUMBERS), "values": values, "step": "reason"}
    assert words.session.handle({**message, "revision": 9})["asks"] == {}
    assert "class 9b counted 250 guests" in words.session.feedback_view()["after"]["model"]
    assert words.session.record.attempts[-1]["answer"] == {"after": {}}


def test_ticks_kept_from_another_window_are_told_in_words(kinds):
    """Not by their ids."""
    words = controller("own-words")
    send(words, "keep", value="My text", after={"who": "yes"})
    (line,) = words.session.feedback_view()["kept"]
    assert line.endswith("My text · Each number says who gives it.")


def test_the_first_answer_of_an_earlier_exercise_stands_beside_this_one(kinds):
    """Once both have been answered; of several earlier answers, the first."""
    statements = controller("statements")
    every = {"value": FULL, "confidence": sure(ROWS), "reason": sure(ROWS, "so")}
    send(statements, "submit", **every)
    assert statements.session.feedback_view()["look_back"] is None
    for low in ("100", "200"):
        values = {"value": {"low": low, "high": "600"}, "confidence": {"low": "50", "high": "50"}}
        send(controller("first-guess"), "submit", **values, reason={"low": "a", "high": "b"})
    back = statements.session.feedback_view()["look_back"]
    assert (back["title"], back["then"]) == ("How many came?", "100 – 600")
    assert back["now"].startswith("Head's office: at most 600: How? 'planned', For when? 'the whole day'")


def test_marks_can_be_looked_back_on(kinds):
    """Their words are shown, not their positions."""
    path = kinds / "exercises/own-words.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("look_back: statements", "look_back: marks"))
    send(controller("marks"), "submit", value={"language": "en", "marks": "W3 0-4 Z"})
    words = controller("own-words")
    send(words, "submit", value="Text", confidence="80")
    assert words.session.feedback_view()["look_back"]["then"] == "Z W3: According to the parents' association,"


def test_an_earlier_exercise_that_is_broken_stops_none_that_looks_back_on_it(kinds):
    """One broken file stops nobody else."""
    (kinds / "exercises/first-guess.yaml").write_text("id: [")
    assert controller("statements").session.feedback_view()["look_back"] is None


def test_cards_stand_beside_the_task_and_others_come_after_it(kinds):
    """In the language of the notebook, with all that is known of the statement."""
    statements = controller("statements", language="de")
    (card,) = statements.task()["cards"]
    assert (card["id"], card["date"], card["links"]) == ("M1", "Montag, 10.06.2024", ["https://example.org/einladung"])
    assert card["fields"][2] == ["Angabe", "„höchstens 600 Gäste“"]
    widget = statements.new_widget()
    assert widget.feedback_view["cards"] == []
    values = {"value": FULL, "confidence": sure(ROWS), "reason": sure(ROWS, "so")}
    statements.receive(widget, {"type": "submit", "view": "v", "number": 1, "values": values, "step": "answer"})
    assert [card["id"] for card in widget.feedback_view["cards"]] == ["M6"]


@pytest.mark.parametrize("with_file", [True, False])
def test_a_card_that_is_not_there_is_named_with_its_line(kinds, with_file):
    """Whether there are others or none at all."""
    path = kinds / "exercises/statements.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("cards: [M1]", "cards: [M1, M99]"), encoding="utf-8")
    if not with_file:
        (kinds / "cards.yaml").unlink()
    with pytest.raises(LessonError, match=r'statements\.yaml:14: there is no "M99" here'):
        controller("statements")


def test_the_cards_can_be_read_one_after_the_other(kinds):
    """All of them, their links to be followed; running the cell twice makes no id twice."""
    page = open_lesson("kinds", "en").cards()
    html = page._repr_mimebundle_()["text/html"]
    assert html.count("<article") == 6
    assert html.count('<a href="https://example.org/') == 7
    assert " id=" not in html
    assert repr(page).startswith("M1 Monday, 10 June 2024: 'at most 600 guests'")


def test_each_entry_has_a_rating_of_its_own(kinds):
    """How sure one was of a row goes with whether that row was right."""
    part = controller("statements")
    send(part, "submit", step="answer", value=FULL, confidence=sure(ROWS), reason=sure(ROWS, "so"))
    ratings = ratings_in(part.session.exercise, part.session.record)
    assert len(ratings) == len(ROWS)
    assert all(isinstance(right, bool) for _, right in ratings)
