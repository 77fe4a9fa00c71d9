import pytest
from answering import EXERCISE
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from geo_lesson.exercises.any_kind import keyed
from geo_lesson.exercises.free_text import count_sentences


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
# A table of which two rows can be on a diagonal, handed over with three of its four cells filled.
SHAPED = {
    **GRID,
    "rows": [
        entry("one", accept={"who": ["form"], "when": ["sense"]}, remarks={"who": {"sense": text("besides")}}),
        entry("two", accept={"who": ["sense", "form"], "when": ["form"]}),
    ],
    "reveal_after": "3",
    "patterns": [
        {
            "when": {"diagonal": {"rows": ["one", "two"], "pairs": [["form", "form"], ["sense", "sense"]]}},
            "feedback": text("diagonal"),
        }
    ],
    "confidence": {"per": "row"},
    "reason": {"when": "before", "per": "row", "prompt": text("why")},
    "basis": {"given": ["two"], "starters": [text("It says")]},
}
FREE = {
    **BASE,
    "kind": "free-text",
    "rubric": [{"id": "who", "text": text("says who")}, {"id": "when", "text": text("says when")}],
    "form": {
        "sentences_at_most": "2",
        "words": ["3", "5"],
        "figures": ["12000", "250"],
        "flag_words": {"de": ["leider"], "en": ["sadly"]},
    },
    "model": text("model"),
}
GUESS = {
    **NUMBERS,
    "judged": "false",
    "fields": [{"id": "a", "label": text("(a)"), "otherwise": text("so many"), "at_most": "100"}],
}
RANGE = {
    **BASE,
    "kind": "range",
    "unit": text("guests"),
    "confidence": {"per": "field"},
    "patterns": [{"when": "otherwise", "feedback": text("other")}],
}
LINES = {
    "de": {"H1": "Vielleicht viele", "W1": "Es kamen wohl viele, sagt die Stadt am Abend."},
    "en": {"H1": "Perhaps many", "W1": "There were probably many, says the city in the evening."},
}


def read(data, **changes):
    exercise = EXERCISE.validate_python({**data, **changes})
    return exercise.prepared(article=LINES) if exercise.kind == "mark-text" else exercise


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
        ("two en: 'form en' (also defensible: 'sense en')", True),
    ]
    assert feedback.remarks[1].text.de == "about two de"


def test_a_grid_asks_only_the_cells_that_accept_something():
    """A row without a column leaves that cell out, and a row is right when all its cells are."""
    exercise = read(GRID)
    asked = exercise.task_data("en")["rows"]
    assert [row["asked"] for row in asked] == [["who", "when"], ["who"]]
    assert exercise.missing_fields({"one who": "form"})[0][1].en == "2 fields are still empty."
    feedback = exercise.judge({"one who": "form", "one when": "form", "two who": "sense"})
    assert [r.correct for r in feedback.remarks] == [False, True]
    assert exercise.describe({"one who": "form", "one when": "sense", "two who": "form"}, "en") == (
        "one en: who en: 'form en', when en: 'sense en'\ntwo en: who en: 'form en'"
    )


def test_only_what_is_binding_is_judged_in_an_order():
    """The decoy belongs out, and the pairs that matter must not be turned round."""
    exercise = read(ORDER)
    right = {"a": "1", "b": "2", "c": "3", "x": "out"}
    assert exercise.judge(right).correct is True
    assert exercise.describe(right, "de") == "a de → b de → c de → (x de)"
    turned = exercise.judge(right | {"b": "3", "c": "2"})
    assert (turned.correct, turned.summary.en) == (False, "1 of 2 pairs is in a defensible order.")
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
    assert read(ORDER).missing_fields(answer)[0][1].en == said


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
    assert said in read(NUMBERS).missing_fields({"a": typed})[0][1].en


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
        (SHAPED, {"basis": {"given": ["three"]}}),
        (SHAPED, {"confidence": {"per": "item"}}),
        (SHAPED, {"rows": SHAPED["rows"][:1], "basis": None}),
        (SHAPED, {"columns": SHAPED["columns"][:1], "rows": [entry("one", accept={"who": ["form"]})]}),
        (CLASSIFY, {"rows": [entry("one", accept=["form"], remarks={"value": {"shape": text("no")}})]}),
        (CLASSIFY, {"rows": [entry("one", accept=["form"], remarks={"worth": {"form": text("no")}})]}),
        (CLASSIFY, {"basis": {"starters": [text("It says")]}}),
        (CLASSIFY, {"reason": {"when": "after", "per": "row", "prompt": text("why")}}),
        (NUMBERS, {"judged": "false"}),
        (FREE, {"rubric": []}),
        (FREE, {"rubric": [FREE["rubric"][0]] * 2}),
        (FREE, {"form": {"words": ["5", "3"]}}),
        (FREE, {"reason": {"when": "after", "prompt": text("why")}}),
        (MARK, {"basis": {"need": {"Q": "1"}}}),
    ],
)
def test_a_key_that_cannot_work_is_refused(data, changes):
    """Unknown values, empty cells, twins, binding decoys, unknown layers, no or several right options, and so on."""
    with pytest.raises(ValidationError):
        read(data, **changes)


def test_a_table_may_be_handed_over_before_it_is_full():
    """From `reveal_after` cells on; what is empty is not judged."""
    exercise = read(SHAPED)
    said = {n: exercise.missing_fields(dict([("one who", "form"), ("one when", "sense")][:n])) for n in (0, 1, 2)}
    assert [points[0][1].en for points in said.values()] == [
        "Please fill at least 3 more fields.",
        "Please fill at least 2 more fields.",
        "Please fill one more field.",
    ]
    feedback = exercise.judge({"one who": "form", "one when": "sense", "two who": "form"})
    assert feedback.summary.en == "3 of 3 choices are defensible; still empty: 1."
    assert (feedback.correct, [r.correct for r in feedback.remarks]) == (True, [True, True])
    assert [r.correct for r in exercise.judge({"one who": "form"}).remarks] == [True, None]


def test_a_shape_of_the_whole_answer_gets_feedback_beside_that_of_the_rows():
    """Every row on the diagonal: what that means is said last; one row off it, and nothing is."""
    on = {"one who": "form", "one when": "form", "two who": "sense", "two when": "sense"}
    last = read(SHAPED).judge(on).remarks[-1]
    assert (last.text.en, last.about, last.correct) == ("diagonal en", None, None)
    off = read(SHAPED).judge(on | {"two when": "form"})
    assert "diagonal en" not in [r.text.en for r in off.remarks]


def test_a_value_can_be_spoken_of_besides():
    """Whoever chose it is told, in a remark of its own behind that of the row; nobody else is."""
    chosen = {"one who": "sense", "one when": "sense", "two who": "sense", "two when": "form"}
    assert [(r.about.en, r.text.en) for r in read(SHAPED).judge(chosen).remarks][:2] == [
        ("one en: who en: 'sense en', when en: 'sense en'", "about one en"),
        ("one en", "besides en"),
    ]
    assert "besides en" not in [r.text.en for r in read(SHAPED).judge(chosen | {"one who": "form"}).remarks]


def test_a_table_that_is_not_judged_calls_nothing_right_or_wrong():
    """What experts accept is said for comparison only, and nothing is counted."""
    feedback = read(SHAPED, judged="false").judge({"one who": "sense", "one when": "form", "two who": "form"})
    assert {feedback.correct, feedback.summary, *(r.correct for r in feedback.remarks)} == {None}


def test_only_rows_with_an_entry_have_to_say_how_sure():
    """Where a table may stay incomplete, nobody is asked how sure she is of nothing."""
    assert read(SHAPED).answered_entries({"two who": "form"}) == ["two"]
    assert read(ORDER).answered_entries(None) == ["c", "a", "b", "x"]
    assert read(RANGE).answered_entries(None) == ["low", "high"]


def test_level_one_gives_rows_and_starters_for_the_same_goal():
    """Rows that are given show their values, are not asked and not counted; their feedback is said all the same."""
    full, eased = read(SHAPED), read(SHAPED).prepared(1)
    assert [row["asked"] for row in full.task_data("en")["rows"]] == [["who", "when"], ["who", "when"]]
    one, two = eased.task_data("en")["rows"]
    assert (one["given"], two["asked"], two["given"]) == ("", [], "who en: 'sense en', when en: 'form en' (given)")
    feedback = eased.judge({"one who": "form", "one when": "sense"})
    assert (feedback.correct, feedback.summary.en) == (True, "2 of 2 choices are defensible.")
    assert [(r.text.en, r.correct) for r in feedback.remarks] == [("about one en", True), ("about two en", None)]
    assert (eased.support.starters[0].en, full.support, full.prepared(3).support) == ("It says en", None, None)


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (SEVERAL, {"a": "yes"}),
        ({**CLASSIFY, "basis": {"given": ["two"]}}, {"one value": "form", "two value": "form"}),
        (SHAPED, {"one who": "form", "one when": "sense", "two who": "sense", "two when": "form"}),
        ({**MARK, "basis": {"need": {}}}, marks("W1 5-6 Z")),
        (FREE, "So many came."),
    ],
)
def test_levels_differ_in_support_only(data, answer):
    """What is asked and what is said of an answer is the same; the further task comes at level 3 alone."""
    exercise = read(data, extension=text("further"))
    levels = [exercise.prepared(level) for level in (1, 2, 3)]
    assert levels[1].task_data("en") == levels[2].task_data("en") == exercise.task_data("en")
    assert [level.further_task is not None for level in levels] == [False, False, True]
    said = [[remark.text for remark in level.judge(answer).remarks] for level in levels]
    assert said[0] == said[1] == said[2]


def test_level_one_may_ask_for_fewer_marks_or_for_no_number_of_them():
    """`need: {}`: nothing is judged, what was found is said all the same."""
    exercise = read(MARK, basis={"need": {}})
    answer = marks("W1 5-6 Z")
    assert exercise.judge(answer).correct is False
    eased = exercise.prepared(1).judge(answer)
    assert (eased.correct, eased.summary, eased.remarks[0].text.en) == (None, None, "who en")
    assert read(MARK, basis={"need": {"Z": "1"}}).prepared(1).judge(answer).correct is True


def test_a_free_text_is_looked_at_for_its_form_only():
    """Sentences, words, figures and words that judge are named; nothing is called right or wrong."""
    feedback = read(FREE).judge("Leider kamen nur 12 000. Mehr nicht! Ende")
    assert [r.text.de for r in feedback.remarks] == [
        "Sätze: 3 (höchstens 2)",
        "Wörter: 6 (vorgesehen sind 3 bis 5)",
        "Diese Zahlen kommen nicht vor: 250",
        "Diese Wörter werten: „Leider“. Ist das gewollt?",
        "Angesehen wird hier nur die Form. Ob Ihr Text gut ist, prüfen Sie selbst mit der Liste.",
    ]
    assert {feedback.correct, *(r.correct for r in feedback.remarks)} == {None}
    assert [r.text.en for r in read(FREE).judge("12,000 or 250 came.").remarks][2:4] == [
        "All the numbers in question occur.",
        "None of the evaluative words on the list occurs.",
    ]
    assert len(read(FREE, form={}).judge("x").remarks) == 1


def test_level_one_may_look_at_another_form():
    """A shorter text is enough there."""
    exercise = read(FREE, basis={"form": {"words": ["1", "2"]}}).prepared(1)
    assert exercise.judge("Two words").remarks[0].text.en == "Words: 2 (1 to 2 are asked for)"


@pytest.mark.parametrize("answer", [None, "", " \n ", {"a": "b"}])
def test_a_free_text_is_open_until_something_is_written(answer):
    """A blank is no text."""
    assert read(FREE).missing_fields(answer)[0][1].en == "Please write your text here."
    assert read(FREE).describe(answer, "en") == "–"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("12.000", True),
        ("12,000.", True),
        ("12\u202f000 Soldaten", True),
        ("(12000)", True),
        ("rund 12’000, sagt man", True),
        ("112.000", False),
        ("12.0001", False),
        ("12.000.000", False),
        ("1.2000", False),
        ("12", False),
    ],
)
def test_a_number_in_a_text_is_found_as_people_write_it(written, found):
    """And not inside another number."""
    said = read(FREE, form={"figures": ["12000"]}).judge(written).remarks[0].text.en
    assert (said == "All the numbers in question occur.") is found


@pytest.mark.parametrize(
    ("written", "n"),
    [
        ("", 0),
        ("Es kamen viele", 1),
        ("Es kamen viele.", 1),
        ("Es kamen viele! Wirklich? Ja …", 3),
        ("Am 28. Oktober waren es z. B. 3.000. Mehr weiß man nicht.", 2),
        ("Es waren ca. 3.000, vgl. Dr. Kim. Ende.", 2),
        ("On 28 Oct. U.S. officials said so. 'Nobody knows.' That is all.", 3),
        ("„Es waren 3.000.“ Das sagt er.", 2),
        ("Eins.\n\nZwei.\n", 2),
        ("...", 1),
    ],
)
def test_sentences_are_counted_by_their_full_stops(written, n):
    """A date, an abbreviation and a thousands point end no sentence; the last one needs no full stop."""
    assert count_sentences(written) == n


@pytest.mark.parametrize(
    "written", ["." * 200_000 + "x", ". " * 200_000, "1 234" * 100_000, "a-" * 200_000, "9" * 9999]
)
def test_no_text_takes_long_to_look_at(written):
    """What nobody would write is looked at all the same, and the next student does not wait for it."""
    assert read(FREE).judge(written).correct is None


def test_a_number_that_is_not_judged_gets_the_word_for_all():
    """An estimate is neither right nor wrong; what cannot be at all is asked about."""
    feedback = read(GUESS).judge({"a": "50"})
    assert (feedback.correct, feedback.summary) == (None, None)
    assert [(r.text.en, r.correct) for r in feedback.remarks] == [("so many en", None)]
    assert read(GUESS).missing_fields({"a": "101"})[0][1].en == "Please type 100 at most."
    assert read(GUESS).missing_fields({"a": "9" * 9999})[0][1].en.endswith("Please write it like this: 2,000.")


def test_each_entry_has_an_outcome_of_its_own():
    """For whatever a confidence was given to; nothing where no answer is right."""
    assert read(NUMBERS).outcome({"a": "2.000"}).entries == {"a": True}
    assert read(NUMBERS).outcome({"a": "9000"}).entries == {"a": False}
    assert read(GUESS).outcome({"a": "50"}).entries == {"a": None}
    turned = {"a": "1", "b": "3", "c": "2", "x": "out"}
    assert read(ORDER).outcome(turned).entries == {"c": False, "a": True, "b": False, "x": True}
    assert read(SEVERAL).outcome({"a": "yes", "c": "yes"}).entries == {"a": True, "b": False, "c": False}
    assert read(SHAPED).outcome({"one who": "sense"}).entries == {"one": False}
    assert read(SHAPED, judged="false").outcome({"one who": "sense"}).entries == {"one": None}
    assert read(RANGE).outcome({"low": "1", "high": "2"}).entries == {}


PARTS = {
    "id": "whole",
    "kind": "parts",
    "title": text("whole"),
    "parts": [{**NUMBERS, "id": "first"}, {**CLASSIFY, "id": "second"}],
}


def test_the_parts_of_an_exercise_are_whole_in_themselves():
    """Each is kept under a name of its own, and the whole takes as long as they do."""
    exercise = read(PARTS)
    assert [key for key, _ in keyed(exercise)] == ["whole.first", "whole.second"]
    assert exercise.minutes == 6
    assert [part.id for part in exercise.only(["second"]).parts] == ["second"]
    assert [key for key, _ in keyed(read(CLASSIFY))] == ["x"]


@pytest.mark.parametrize("parts", [PARTS["parts"][:1], [PARTS["parts"][0]] * 2, [PARTS, PARTS["parts"][0]]])
def test_parts_are_several_each_of_its_own_name_and_none_of_them_of_parts(parts):
    """One part is an exercise like any other."""
    with pytest.raises(ValidationError):
        read(PARTS, parts=parts)


@pytest.mark.parametrize(
    ("data", "before", "now", "together"),
    [
        (CLASSIFY, {"one value": "form", "two value": "form"}, {"two value": "sense"}, None),
        (CLASSIFY, {"one value": "form", "two value": "form"}, {}, {"one value": "form"}),
        (ORDER, {"c": "1", "b": "2"}, {"b": "1"}, {"c": "1", "b": "1"}),
        (NUMBERS, "words of another kind", {"a": "2"}, {"a": "2"}),
        ({**SEVERAL, "kind": "single-choice", "judged": "false", "options": [entry("a"), entry("b")]}, "a", None, "a"),
    ],
)
def test_a_part_of_an_exercise_keeps_what_was_said_of_the_rest(data, before, now, together):
    """What nobody was asked about stays as it was; what was asked about is as it is now, cleared if it was cleared."""
    exercise = read(data)
    part = exercise.only([entry.id for entry in exercise.entries][-1:] if data is not ORDER else ["b"])
    values = {} if now is None else {"value": now}
    whole = part.merge_values(values, {"value": before, "after": "old"})
    assert whole.get("value") == (together or {"one value": "form", "two value": "sense"})
    assert "after" not in whole
    assert exercise.merge_values(values, {"value": before}) == values


def test_how_sure_one_is_and_why_are_kept_for_the_rest_too():
    """For the rows left out, and at level 1 for those that are given."""
    before = {"value": {"two who": "form"}, "confidence": {"one": "25", "two": "80"}, "reason": {"two": "so"}}
    now = {"value": {"one who": "form"}, "confidence": {"one": "50"}}
    both = {
        "value": {"one who": "form", "two who": "form"},
        "confidence": {"one": "50", "two": "80"},
        "reason": {"two": "so"},
    }
    assert read(SHAPED).only(["one"]).merge_values(now, before) == both
    assert read(SHAPED).prepared(1).merge_values(now, before) == both
    assert read(SHAPED).merge_values(now, before) == now


def test_a_part_of_a_table_has_no_shape_and_a_part_of_an_order_only_its_own_pairs():
    """What was meant for the whole is not said of a part."""
    assert read(SHAPED, basis=None).only(["one"]).patterns == ()
    assert read(ORDER).only(["a", "b"]).binding == (("a", "b"),)


EVERY = {data["kind"]: data for data in (SEVERAL, CLASSIFY, GRID, ORDER, MARK, NUMBERS, FREE, RANGE)}
EVERY |= {"shaped": SHAPED, "not judged": {**SHAPED, "judged": "false"}, "guess": GUESS}
FIELDS = ["a", "b", "c", "x", "low", "high", "marks", "language"]
FIELDS += [f"{row} {column}" for row in ("one", "two") for column in ("value", "who", "when")]


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("kind", EVERY)
@given(
    st.one_of(
        st.none(),
        st.text(max_size=40),
        st.dictionaries(
            st.sampled_from(FIELDS),
            st.one_of(
                st.sampled_from(["yes", "form", "sense", "1", "2", "out", "de", "W1 0-2 Z", "H9 0-0 A", "W1 9-2 Z"]),
                st.text(max_size=9),
            ),
        ),
    )
)
def test_whatever_comes_over_the_wire_is_asked_about_or_judged(kind, level, answer):
    """No answer makes a kind fail, the page never sees the key, and every complete answer gets feedback."""
    exercise = read(EVERY[kind]).prepared(level)
    assert isinstance(exercise.describe(answer, "de"), str)
    assert "about" not in str(exercise.task_data("en"))
    assert set(exercise.answered_entries(answer)) <= {entry.id for entry in exercise.entries} | {"low", "high"}
    if exercise.is_answered(answer):
        assert exercise.judge(answer).remarks
    else:
        assert all(said.de and said.en for _, said in exercise.missing_fields(answer))


def test_several_that_are_right_where_nothing_is_judged_make_no_sense():
    """An opinion has no right option; what was chosen and what was not still gets its words."""
    with pytest.raises(ValidationError, match="not judged"):
        read(SEVERAL, judged="false")
    opinion = read(SEVERAL, judged="false", options=[entry("a"), entry("b")])
    found = opinion.judge({"a": "yes"})
    assert (found.correct, len(found.remarks), len(found.others)) == (None, 1, 1)
