import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from geo_lesson import LessonError, open_lesson


@pytest.fixture
def here(workspace, monkeypatch):
    monkeypatch.chdir(workspace / "notebooks" / "de")
    return workspace


def test_the_article_has_its_label_above_and_below(here):
    """The working text is never seen without the warning that it is faulty on purpose."""
    bundle = open_lesson("troops", "de").article()._repr_mimebundle_()
    for text in (bundle["text/html"], bundle["text/plain"]):
        assert text.count("Keine Nachrichtenquelle; bitte nicht weiterverbreiten.") == 2
        assert "W18" in text
    assert 'lang="de"' in bundle["text/html"]


def test_a_text_with_markup_is_shown_as_text(here):
    """What a file holds reaches the page as text, never as HTML."""
    path = here / "data/troops/article.en.md"
    attack = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    path.write_text(path.read_text().replace("All the figures", attack + "All the figures"))
    html = open_lesson("troops", "en").article()._repr_mimebundle_()["text/html"]
    assert "<script>" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    table = open_lesson("troops", "en").sentences._repr_html_()
    assert "<script>" not in table


def test_progress_says_what_is_open(here):
    """Open, begun, answered, answered twice."""
    lesson = open_lesson("troops", "en")
    session = lesson.exercise("do-the-figures-tally").controller.session
    exercises = [lesson.content.exercise(id) for c in lesson.content.config.chapters for id in c.exercises]
    counted = [exercise for exercise in exercises if not exercise.optional]
    assert f"0 of {len(counted)} exercises answered" in repr(lesson.progress())
    answer = {"value": "They do not, there are three numbers."}
    session.handle({"type": "draft", "view": "v", "number": 1, "values": answer})
    assert "… begun: Do the figures agree?" in repr(lesson.progress())
    session.handle({"type": "submit", "view": "v", "number": 2, "values": answer, "step": "answer"})
    assert "✓ answered: Do the figures agree?" in repr(lesson.progress())
    answer = {"value": "I cannot judge it yet."}
    session.handle({"type": "submit", "view": "v", "number": 3, "values": answer, "step": "answer"})
    assert "✓ answered, 2 attempts" in lesson.progress()._repr_mimebundle_()["text/html"]


def test_starting_over_keeps_the_old_answers_and_says_where(here):
    """The folder is named, and the lesson is empty again."""
    lesson = open_lesson("troops", "en")
    lesson.answers.change("first-impression", lambda record: record.__class__("first-impression", draft={"value": "x"}))
    said = repr(lesson.start_over())
    (archive,) = (here / "answers/troops").glob("me 2*")
    assert str(archive) in said
    assert lesson.answers.read("first-impression")[0].draft == {}
    assert "no answers yet" in repr(lesson.start_over())


def test_opening_twice_is_the_same_lesson(here):
    """Running the first cell again leaves the widgets on the page alive, and sees a changed file."""
    lesson = open_lesson("troops", "de")
    path = here / "data/troops/lesson.yaml"
    path.write_text(path.read_text().replace("de: Drei Zahlen, eine Meldung\n", "de: Drei Zahlen, ein Bericht\n"))
    assert open_lesson("troops", "de") is lesson
    assert repr(lesson) == "Drei Zahlen, ein Bericht"


@pytest.fixture
def shared(here, monkeypatch):
    """A shared account: what the next students type, and what they are asked."""
    path = here / "data/troops/lesson.yaml"
    path.write_text(path.read_text().replace("shared_account: false", "shared_account: true"))
    shared = SimpleNamespace(typed=[], asked=[])
    monkeypatch.setattr("builtins.input", lambda prompt: shared.asked.append(prompt) or shared.typed.pop(0))
    return shared


def test_a_shared_account_asks_for_a_pseudonym(here, shared):
    """Asked until it can be used; each pseudonym has answers of its own."""
    (here / "answers/troops/me").mkdir(parents=True)  # of whoever used the account before it was shared
    shared.typed = ["../..", "me", "Blauer Fuchs", "blauer fuchs"]
    lesson = open_lesson("troops", "de")
    assert lesson.answers.folder == here / "answers/troops/blauer fuchs"
    assert shared.asked[0].startswith("Mehrere arbeiten mit diesem Konto.")
    assert all(asked.startswith("Bitte wählen Sie ein Pseudonym") for asked in shared.asked[1:3])
    assert shared.asked[3].startswith("„blauer fuchs“ ist hier neu.")


def test_a_slip_in_a_pseudonym_is_noticed(here, shared):
    """A pseudonym with answers is taken at once; one without is asked for again, and the right one may be typed."""
    (here / "answers/troops/blauer fuchs").mkdir(parents=True)
    shared.typed = ["Blauer Fuchs", "Blauer Fusch", "Blauer Fcuhs", "Blauer Fuchs"]
    assert open_lesson("troops", "de").student == "blauer fuchs"
    assert len(shared.asked) == 1
    assert open_lesson("troops", "de").student == "blauer fuchs"
    assert len(shared.asked) == 4


def test_the_next_student_in_a_living_kernel_is_asked_again(shared):
    """A kernel outlives whoever began it; whoever runs the first cell says who she is."""
    shared.typed = ["raven 5", "raven 5", "fox 7", "fox 7"]
    assert open_lesson("troops", "en").student == "raven 5"
    assert open_lesson("troops", "en").student == "fox 7"


def test_an_exercise_names_the_student_whose_answers_it_saves(shared):
    """Two windows with one notebook share a kernel; what is open in the first one goes on saving for the first."""
    shared.typed = ["raven 5", "raven 5", "fox 7", "fox 7"]
    first = open_lesson("troops", "en").exercise("do-the-figures-tally")
    second = open_lesson("troops", "en").exercise("do-the-figures-tally")
    assert [first.task["student"], second.task["student"]] == ["raven 5", "fox 7"]


def test_a_pseudonym_given_by_hand_is_checked(here):
    """`student=` is no way out of the answers folder."""
    with pytest.raises(LessonError, match="Pseudonym"):
        open_lesson("troops", "de", student="../../x")


def test_where_nobody_can_be_asked_nothing_is_kept_and_the_page_says_why(here, shared, monkeypatch):
    """Shown as a web page or run by a program, a shared account has nobody to ask: the next one would be the same."""
    mine = here / "answers/troops/me"  # of whoever used the account before it was shared
    mine.mkdir(parents=True)
    record = {"exercise": "first-impression", "draft": {"value": {"b": "my words"}}}
    (mine / "first-impression.json").write_text(json.dumps(record))
    monkeypatch.setattr("builtins.input", lambda prompt: (_ for _ in ()).throw(EOFError()))
    lesson = open_lesson("troops", "en")
    widget = lesson.exercise("do-the-figures-tally")
    (notice,) = widget.feedback_view["notices"]
    assert notice.startswith("Your answers cannot be saved here at the moment. Several people use this account")
    controller = widget.controller
    reply = controller.session.handle(
        {"type": "draft", "view": "v", "number": 1, "values": {"value": "x"}, "revision": 0}
    )
    assert reply["problem"].startswith("Not saved. Several people use this account")
    assert lesson.exercise("first-impression").controller.session.record.draft == {}
    for act in (lesson.hand_in, lesson.start_over, lesson.progress, lesson.my_table):
        assert repr(act())
    assert [path.name for path in (here / "answers").rglob("*.json")] == ["first-impression.json"]
    assert not (here / "hand-in").exists()


def test_one_broken_file_stops_neither_progress_nor_the_notice(here):
    """A broken exercise and a broken answer are rows of the table; the answer is set aside only by its own widget."""
    lesson = open_lesson("troops", "en")
    (here / "data/troops/exercises/do-the-figures-tally.yaml").write_text("{")
    lesson.answers.folder.mkdir(parents=True)
    lesson.answers.path("first-impression").write_bytes(b"{")
    said = repr(lesson.progress())
    assert "▲ cannot be read: do-the-figures-tally" in said
    assert "▲ cannot be read: First impression" in said
    assert "could not be read" in lesson.exercise("first-impression").feedback_view["notices"][0]


def test_a_sentence_that_is_not_there_is_said(here):
    """An exercise shows what it names, or says with its line that it cannot."""
    path = here / "data/troops/exercises/do-the-figures-tally.yaml"
    path.write_text(path.read_text().replace("[W5, W6, W7, W8]", "[W5, W99]"))
    with pytest.raises(LessonError, match=r'do-the-figures-tally\.yaml:\d+: there is no "W99" here'):
        open_lesson("troops", "en").exercise("do-the-figures-tally")


def test_a_lesson_that_is_not_there_is_said_in_the_readers_language(here):
    """The list of lessons there are comes with it."""
    with pytest.raises(LessonError) as caught:
        open_lesson("troop", "de")
    assert caught.value._render_traceback_()[1] == "    Abhilfe: Es gibt: „hill“, „troops“"


def test_another_language_is_a_mistake_of_the_caller(here):
    """Only German and English are there."""
    with pytest.raises(ValueError, match="one of de, en"):
        open_lesson("troops", "fr")


@pytest.mark.parametrize("level", [0, 4, "1", None])
def test_another_level_is_a_mistake_of_the_caller(here, level):
    """There are three; nothing is taken for one of them."""
    with pytest.raises(ValueError, match="one of 1, 2, 3"):
        open_lesson("troops", "en", level=level)


def test_the_sentences_are_a_dataframe(here):
    """For the curious: eighteen rows, three columns, and what pandas can do with them."""
    sentences = open_lesson("troops", "en").sentences
    assert list(sentences.columns) == ["sentence", "heading", "text"]
    found = sentences[sentences.text.str.contains(r"\d")]
    assert list(found.sentence) == ["W2", "W6", "W7", "W8"]
    assert found._repr_html_().count("<th ") == 3


def test_the_claims_are_a_dataframe_in_the_readers_language(here):
    """Eighteen claims, three of them with a figure; figures are whole numbers, missing ones are missing."""
    claims = open_lesson("troops", "de").claims
    assert dict(claims.dtypes.astype(str))["value"] == "Int64"
    figures = claims.dropna(subset=["value"]).set_index("id")
    assert dict(figures.value) == {"c12000": 12000, "c3000": 3000, "c10000": 10000}
    assert (figures.quote["c12000"], figures.bound["c3000"]) == ("von an 12.000", "exact | at_least")
    assert "of up 12,000" in set(open_lesson("troops", "en").claims.quote)


def test_the_record_is_a_dataframe_with_days_and_links(here):
    """85 statements with a day each, sorted by it if one likes; the notebook shows the main columns with links."""
    record = open_lesson("troops", "en").record
    assert len(record) == 85
    assert str(record.stated_on.dtype) == "datetime64[s]"
    assert record.sort_values("stated_on").id.iloc[0] == "C001"
    html = record._repr_html_()
    assert html.count("<th ") == 14
    assert html.count("<a href=") == (record.url != "").sum()


def test_the_students_own_table_grows_from_her_answers(here):
    """Empty before she has answered; then what she chose, right or wrong, in the language of the notebook."""
    lesson = open_lesson("troops", "en")
    table = lesson.my_table()
    assert list(table["Number"]) == ["12,000", "3,000", "10,000"]
    assert set(table.iloc[0, 1:]) == {""}
    lesson.exercise("who-says-what")
    session = lesson.exercise("who-says-what").controller.session
    column, value = session.exercise.columns[0], session.exercise.columns[0].values[0]
    values = {"value": {f"c12000 {column.id}": value.id}}
    session.handle({"type": "draft", "view": "v", "number": 1, "values": values})
    assert lesson.my_table().iloc[0, 1] == value.text.en
    assert open_lesson("troops", "de").my_table().iloc[0, 1] == value.text.de


def test_a_table_that_cannot_be_made_is_explained(here):
    """An exercise without rows under claims_table is named as `check` names it, with file and line."""
    path = here / "data/troops/lesson.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("claims_table: [who-says-what, ", "claims_table: [critical-pair, "), encoding="utf-8")
    with pytest.raises(LessonError, match=r'lesson\.yaml:\d+: .*the exercise "critical-pair" makes no table'):
        open_lesson("troops", "en").my_table()


def test_a_later_exercise_adds_to_the_table_once_it_is_begun(here):
    """Its column stands beside the claims that are there; claims that only it asks about get rows of their own."""
    lesson = open_lesson("troops", "en")
    before = lesson.my_table()
    session = lesson.exercise("kind-of-number").controller.session
    assert lesson.my_table().equals(before)
    values = {"value": {"c3000 value": "at-least", "m5 value": "at-least"}}
    session.handle({"type": "draft", "view": "v", "number": 1, "values": values})
    table = lesson.my_table()
    assert list(table.columns) == [*before.columns, "What kind of number is it?"]
    assert list(table["Number"])[:4] == ["12,000", "3,000", "10,000", "card M5: 'at least 3,000 soldiers'"]
    assert list(table["What kind of number is it?"])[:4] == ["", "at least ●→", "", "at least ●→"]


def test_comparing_says_the_verdict_and_the_reason(here):
    """As the text stands it is open whether 3,000 and 10,000 contradict; in reading R3 they do."""
    lesson = open_lesson("troops", "de")
    assert lesson.compare("c3000", "c10000").verdict == "undetermined"
    assert repr(lesson.compare("c3000", "c10000")).startswith("Offen: Ob 3.000 und 10.000 einander widersprechen,")
    assert lesson.compare("c3000", "c10000", reading="R3").verdict == "contradictory"
    assert lesson.conflicts("R3") == [("c10000", "c3000")]
    assert lesson.conflicts() == []
    assert "Wer oder was wird gezählt?" in lesson.compare("c3000", "C031")._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("places.csv", "russia,,", "russia,kursk,", "circle"),
        ("claims.csv", ",russia,now,", ",rusia,now,", "rusia"),
        ("claims.csv", ",russia,soon,", ",russia,sooner,", "sooner"),
        ("lesson.yaml", "{status: additional}", "{status: adition}", "adition"),
        ("lesson.yaml", "record: [C031,", "record: [C999,", "C999"),
    ],
)
def test_words_that_cannot_be_compared_show_what_check_would_say(here, name, old, new, said):
    """A slip in a table is no traceback in the notebook."""
    path = here / "data/troops" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    lesson = open_lesson("troops", "en")

    def ask():
        for reading in (None, "R5", "R7"):
            lesson.conflicts(reading)
            lesson.compare("c12000", "c10000", reading)

    with pytest.raises(LessonError, match=said):
        ask()
    with pytest.raises(LessonError):
        lesson.compare(["c12000"], "c10000")


def test_an_unknown_claim_or_reading_is_named(here):
    """A typo in the notebook ends in a short list."""
    lesson = open_lesson("troops", "en")
    for call in (lambda: lesson.compare("c300", "c10000"), lambda: lesson.compare("c3000", "c10000", reading="R33")):
        with pytest.raises(LessonError, match="did you mean"):
            call()


def test_the_first_exercise_needs_neither_pandas_nor_matplotlib(here):
    """What takes long to load is loaded when a table or a figure is asked for."""
    source = (
        "import sys; from geo_lesson import open_lesson; lesson = open_lesson('troops', 'de');"
        "lesson.article(); lesson.exercise('first-impression'); print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert not {"pandas", "numpy", "matplotlib", "babel.numbers"} & set(run.stdout.split())
