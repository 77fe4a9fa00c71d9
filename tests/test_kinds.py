import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from geo_lesson.exercises import EXERCISE


def text(word):
    return {"de": f"{word} de", "en": f"{word} en"}


def entry(id, **more):
    return {"id": id, "text": text(id), "feedback": text(f"about {id}"), **more}


BASE = {"id": "x", "title": text("title"), "minutes": "3", "prompt": text("prompt")}
VALUES = [{"id": "form", "text": text("form")}, {"id": "sense", "text": text("sense")}]
SEVERAL = {
    **BASE,
    "kind": "multiple-choice",
    "options": [entry("a", correct="true"), entry("b", correct="true"), entry("c")],
}
CLASSIFY = {
    **BASE,
    "kind": "classify",
    "values": VALUES,
    "rows": [entry("one", accept=["form"]), entry("two", accept=["form", "sense"])],
}
GRID = {
    **BASE,
    "kind": "grid",
    "columns": [
        {"id": "who", "text": text("who"), "values": VALUES},
        {"id": "when", "text": text("when"), "values": VALUES},
    ],
    "rows": [entry("one", accept={"who": ["form"], "when": ["sense"]}), entry("two", accept={"who": ["sense"]})],
}
ORDER = {
    **BASE,
    "kind": "order",
    "items": [entry("c"), entry("a"), entry("b"), entry("x", decoy="true")],
    "binding": [["a", "b"], ["b", "c"]],
}
MARK = {
    **BASE,
    "kind": "mark-text",
    "layers": [{"id": "Z", "text": text("attribution")}, {"id": "A", "text": text("hedge")}],
    "need": {"Z": "1", "A": "1"},
    "max_words": "4",
    "targets": [
        {
            "in": "W1",
            "layers": ["Z"],
            "quote": {"de": "sagt die Stadt", "en": "says the city"},
            "feedback": text("who"),
        },
        {"in": "W1", "layers": ["A", "Z"], "quote": {"de": "wohl", "en": "probably"}, "feedback": text("hedge")},
        {"in": "H1", "layers": ["A"], "quote": {"de": "Vielleicht", "en": "Perhaps"}, "feedback": text("heading")},
    ],
    "elsewhere": text("nothing here"),
}
NUMBERS = {
    **BASE,
    "kind": "numbers",
    "fields": [
        {
            "id": "a",
            "label": text("(a)"),
            "answers": [
                {"value": "2000", "correct": "true", "feedback": text("right")},
                {"value": "9000", "feedback": text("other stock")},
            ],
            "otherwise": text("subtract"),
        }
    ],
}
LINES = {
    "de": {"H1": "Vielleicht viele", "W1": "Es kamen wohl viele, sagt die Stadt am Abend."},
    "en": {"H1": "Perhaps many", "W1": "There were probably many, says the city in the evening."},
}


def read(data, **changes):
    exercise = EXERCISE.validate_python({**data, **changes})
    return exercise.with_lines(LINES) if exercise.kind == "mark-text" else exercise


def marks(written, language="de"):
    return {"marks": written, "language": language}


def test_several_right_answers_are_counted_not_scored():
    """Found, missing, too many: said in words; each chosen option has its own feedback, the others stand beside."""
    feedback = read(SEVERAL).judge({"a": "yes", "c": "yes"})
    assert feedback.correct is False
    assert feedback.summary.en == "1 of 2 found, 1 too many."
    assert [(r.about.en, r.correct) for r in feedback.remarks] == [("a en", True), ("c en", False)]
    assert [(r.about.en, r.correct) for r in feedback.others] == [("b en", True)]
    assert read(SEVERAL).judge({"a": "yes", "b": "yes"}).correct is True


def test_a_row_may_accept_several_values():
    """Both are defensible: either is right, and the row's feedback says why."""
    for value in ("form", "sense"):
        feedback = read(CLASSIFY).judge({"one value": "form", "two value": value})
        assert (feedback.correct, feedback.summary.de) == (True, "2 von 2 Zuordnungen sind vertretbar.")
    feedback = read(CLASSIFY).judge({"one value": "sense", "two value": "form"})
    assert [(r.about.en, r.correct) for r in feedback.remarks] == [
        ("one en: 'sense en'", False),
        ("two en: 'form en' – defensible: 'form en' or 'sense en'", True),
    ]
    assert feedback.remarks[1].text.de == "about two de"


def test_a_grid_asks_only_the_cells_that_accept_something():
    """A row without a column leaves that cell out, and a row is right when all its cells are."""
    exercise = read(GRID)
    asked = exercise.asked("en")["rows"]
    assert [row["asked"] for row in asked] == [["who", "when"], ["who"]]
    assert exercise.open_points({"one who": "form"})[0][1].en == "2 fields are still empty."
    feedback = exercise.judge({"one who": "form", "one when": "form", "two who": "sense"})
    assert [r.correct for r in feedback.remarks] == [False, True]
    assert exercise.describe({"one who": "form", "one when": "sense", "two who": "form"}, "en") == (
        "one en: 'form en', 'sense en'; two en: 'form en'"
    )


def test_only_what_is_binding_is_judged_in_an_order():
    """The decoy belongs out, and the pairs that matter must not be turned round."""
    exercise = read(ORDER)
    right = {"a": "1", "b": "2", "c": "3", "x": "out"}
    assert exercise.judge(right).correct is True
    assert exercise.describe(right, "de") == "a de → b de → c de → (x de)"
    turned = exercise.judge(right | {"b": "3", "c": "2"})
    assert (turned.correct, turned.summary.en) == (False, "1 of 2 pairs are in a defensible order.")
    assert exercise.judge(right | {"x": "4"}).correct is False


def test_an_order_without_binding_is_not_judged():
    """The student's order comes back with what there is to say of each item."""
    items = [entry("a"), entry("b")]
    feedback = read(ORDER, items=items, binding=[]).judge({"a": "2", "b": "1"})
    assert (feedback.correct, [r.about.en for r in feedback.remarks]) == (None, ["b en", "a en"])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "4 lines have no place yet."),
        ({"a": "1", "b": "2", "c": "3"}, "One line has no place yet."),
        ({"a": "1", "b": "1", "c": "3", "x": "out"}, "Place 1 has been given twice."),
        ({"a": "1", "b": "9", "c": "3", "x": "out"}, "One line has no place yet."),
    ],
)
def test_an_order_says_what_is_missing(answer, said):
    """Every line needs a place of its own."""
    assert read(ORDER).open_points(answer)[0][1].en == said


def test_a_mark_that_overlaps_its_target_is_enough():
    """Half of the words will do; the layer has to fit, and the heading counts like a sentence."""
    feedback = read(MARK).judge(marks("W1 5-6 Z; W1 2-2 A; H1 0-1 A"))
    assert feedback.correct is True
    assert [r.text.en for r in feedback.remarks] == ["who en", "hedge en", "heading en"]
    assert feedback.others == ()
    assert feedback.summary.en == "Z: 1 of 2 found (aim: 1). A: 2 of 2 found (aim: 1)."


def test_a_target_may_have_further_quotes_that_count_as_the_same_place():
    """Whoever marks both ends of one thing has found one thing; the other language keeps its own quotes."""
    city = {**MARK["targets"][0], "also": {"de": ["Es kamen"]}}
    exercise = read(MARK, targets=[city, *MARK["targets"][1:]])
    feedback = exercise.judge(marks("W1 1-1 Z; W1 5-5 Z"))
    assert [r.text.en for r in feedback.remarks] == ["who en", "who en"]
    assert feedback.summary.en.startswith("Z: 1 of 2 found")
    assert exercise.judge(marks("W1 0-1 Z", "en")).remarks[0].text.en == "nothing here en"


def test_a_mark_beside_every_target_is_explained_not_punished():
    """What is not on the list is a borderline case to think about; the targets not met stand beside."""
    feedback = read(MARK).judge(marks("W1 0-1 Z; W1 4-6 A"))
    assert [(r.text.en, r.correct) for r in feedback.remarks] == [("nothing here en", None)] * 2
    assert len(feedback.others) == 3
    assert feedback.correct is False


def test_a_mark_over_everything_meets_nothing():
    """Longer than max_words: it is asked to be shorter."""
    feedback = read(MARK).judge(marks("W1 0-8 Z"))
    assert "4 words at most" in feedback.remarks[0].text.en
    assert feedback.correct is False


def test_marks_are_judged_in_the_language_they_were_made_in():
    """An English mark stays an English mark when the German notebook opens it."""
    exercise = read(MARK)
    assert exercise.describe(marks("W1 4-6 Z", "en"), "de") == "Z W1: says the city"
    assert exercise.judge(marks("W1 4-4 Z", "en")).remarks[0].text.de == "who de"


@pytest.mark.parametrize(
    ("typed", "said", "correct"),
    [
        ("2.000", "right en", True),
        ("2,000", "right en", True),
        ("9 000", "other stock en", False),
        ("7", "subtract en", False),
    ],
)
def test_each_number_gets_the_feedback_of_its_way(typed, said, correct):
    """Read as people write it; a known slip has its own feedback, any other number the sentence for all."""
    (remark,) = read(NUMBERS).judge({"a": typed}).remarks
    assert (remark.text.en, remark.correct) == (said, correct)


@pytest.mark.parametrize(
    ("typed", "said"), [("", "type a number"), ("2,5", "could not be read"), ("viele", "could not be")]
)
def test_a_number_that_is_not_clear_is_asked_about(typed, said):
    """Nothing is guessed."""
    assert said in read(NUMBERS).open_points({"a": typed})[0][1].en


@pytest.mark.parametrize(
    ("data", "changes"),
    [
        (NUMBERS, {"fields": [NUMBERS["fields"][0] | {"answers": NUMBERS["fields"][0]["answers"][1:]}]}),
        (CLASSIFY, {"rows": [entry("one", accept=["shape"])]}),
        (CLASSIFY, {"rows": [entry("one", accept=[])]}),
        (CLASSIFY, {"rows": [entry("one", accept=["form"])] * 2}),
        (GRID, {"rows": [entry("one", accept={"where": ["form"]})]}),
        (ORDER, {"binding": [["a", "z"]]}),
        (ORDER, {"binding": [["a", "x"]]}),
        (MARK, {"need": {"Q": "1"}}),
        (SEVERAL, {"options": [entry("a"), entry("b")]}),
        ({**SEVERAL, "kind": "single-choice"}, {}),
    ],
)
def test_a_key_that_cannot_work_is_refused(data, changes):
    """Unknown values, empty cells, twins, binding decoys, unknown layers, no or several right options."""
    with pytest.raises(ValidationError):
        read(data, **changes)


@pytest.mark.parametrize("data", [SEVERAL, CLASSIFY, GRID, ORDER, MARK, NUMBERS], ids=lambda data: data["kind"])
@given(
    st.one_of(
        st.none(),
        st.text(max_size=10),
        st.dictionaries(
            st.sampled_from(["a", "b", "c", "x", "one value", "two value", "one who", "marks", "language"]),
            st.one_of(
                st.sampled_from(["yes", "form", "1", "2", "out", "de", "W1 0-2 Z", "H9 0-0 A", "W1 9-2 Z"]),
                st.text(max_size=9),
            ),
        ),
    )
)
def test_whatever_comes_over_the_wire_is_asked_about_or_judged(data, answer):
    """No answer makes a kind fail, the page never sees the key, and every complete answer gets feedback."""
    exercise = read(data)
    assert isinstance(exercise.describe(answer, "de"), str)
    assert "about" not in str(exercise.asked("en"))
    if exercise.is_answered(answer):
        assert exercise.judge(answer).remarks
