"""The second case, a weekend in Munich: its words lie in its folder, and none of them in the library."""

import json
import re
import shutil
from base64 import b64decode

import pandas
import pytest
from answering import accepted, model_answers
from figure_samples import Seen
from paths import ROOT
from shipped import texts

from geo_lesson import open_lesson
from geo_lesson.claims.comparison import compare, conflicts, faithful, relations
from geo_lesson.claims.origins import roots
from geo_lesson.claims.taxonomy import Taxonomy
from geo_lesson.cli import main
from geo_lesson.common.language import LANGUAGES
from geo_lesson.content.folder import LessonFolder
from geo_lesson.dataframes import record_table
from geo_lesson.exercises.choice import MultipleChoice, SingleChoice
from geo_lesson.exercises.grid import Grid
from geo_lesson.exercises.value_range import Range
from geo_lesson.figures.catalogue import asked_for, picture_of
from geo_lesson.teacher.check.lesson import lesson_problems

FOLDER = ROOT / "data" / "hill"
HILL = LessonFolder(FOLDER)
ARTICLE, RECORD, ORIGINS = (HILL.table(name) for name in ("claims.csv", "record.csv", "origins.csv"))
CLAIMS = {claim.id: claim for claim in (*ARTICLE, *RECORD)}
READINGS = HILL.config.readings

SAME = {
    "de": "„Wer oder was wird gezählt?“, „Status“, „Ort“ und „Zeitbezug“ sind gleich",
    "en": "'Who or what is counted?', 'Status', 'Place' and 'Time reference' are the same",
}


def compared(a, b, reading=None):
    return compare(CLAIMS[a], CLAIMS[b], HILL.taxonomy, reading and READINGS[reading])


def clash(de, en):
    """The reason for a contradiction of two claims that count the same."""
    return f"Unvereinbar: Beide beantworten dieselbe Frage ({SAME['de']}), doch {de} können nicht beide stimmen.", (
        f"Contradictory: both answer the same question ({SAME['en']}), but {en} cannot both be true."
    )


def fits(de, en):
    """The reason for which a part fits into a whole by its place."""
    return f"Vereinbar: Die eine Angabe ist ein Teil der anderen („Ort“); {de} können beide stimmen.", (
        f"Compatible: one claim is a part of the other ('Place'); {en} can both be true."
    )


def apart(de, en):
    """The reason for which neither claim is a part of the other."""
    return f"Nicht vergleichbar: Sie beantworten verschiedene Fragen ({de}), und keine ist ein Teil der anderen.", (
        f"Not comparable: they answer different questions ({en}), and neither is a part of the other."
    )


def by_time(de, en):
    """The reason for a verdict that depends on the day."""
    return f"Offen: Ob {de} einander widersprechen, hängt davon ab, wie man „Zeitbezug“ liest.", (
        f"Undetermined: whether {en} contradict each other depends on how one reads 'Time reference'."
    )


DAY, PLACE = ("„Zeitbezug“", "'Time reference'"), ("„Ort“", "'Place'")
CAPACITY = ("„Wer oder was wird gezählt?“ und „Status“", "'Who or what is counted?' and 'Status'")
ALL_BUT_DAY = ("„Wer oder was wird gezählt?“, „Status“ und „Ort“", "'Who or what is counted?', 'Status' and 'Place'")
HILL_IN_PARK = ("etwa 25.000 und 40.000", "about 25,000 and 40,000")
TOO_LARGE = (
    "Unvereinbar: Die eine Angabe müsste ein Teil der anderen sein („Ort“), doch 40.000 passt nicht in etwa 25.000.",
    "Contradictory: one claim would have to be a part of the other ('Place'), but "
    "40,000 does not fit into about 25,000.",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_finds_nothing_wrong(capsys, language):
    """The command ends with 0 and says in its language that there are no problems."""
    assert lesson_problems(FOLDER) == []
    assert main(["check", str(FOLDER), "--language", language]) == 0
    said = {"de": f"Keine Probleme in {FOLDER}\n", "en": f"No problems in {FOLDER}\n"}[language]
    assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    ("a", "b", "verdict", "reasons"),
    [
        ("H05", "H07", "compatible", fits(*HILL_IN_PARK)),
        ("H05", "H11", "compatible", fits(*HILL_IN_PARK)),
        ("H11-hill", "H11", "compatible", fits("25.000 und 40.000", "25,000 and 40,000")),
        ("H11-greens", "H11", "compatible", fits("15.000 und 40.000", "15,000 and 40,000")),
        ("H04", "H11", "contradictory", clash("etwa 25.000 und 40.000", "about 25,000 and 40,000")),
        ("H04", "H07", "contradictory", clash("etwa 25.000 und 40.000", "about 25,000 and 40,000")),
        ("H04", "H12", "contradictory", clash("etwa 25.000 und etwa 20.000", "about 25,000 and about 20,000")),
        ("H11", "H12", "contradictory", clash("40.000 und etwa 20.000", "40,000 and about 20,000")),
        ("H05", "H06", "contradictory", clash("etwa 25.000 und 40.000", "about 25,000 and 40,000")),
        ("H11-hill", "H06", "contradictory", clash("25.000 und 40.000", "25,000 and 40,000")),
        ("H11-greens", "H06", "not comparable", apart(*PLACE)),
        ("H04", "H06", "contradictory", TOO_LARGE),
        ("c25000", "c40000", "contradictory", TOO_LARGE),
        ("H01", "H02", "not comparable", apart(*CAPACITY)),
        ("H01", "H03", "not comparable", apart(*CAPACITY)),
        ("H01", "H11", "not comparable", apart(*ALL_BUT_DAY)),
        ("H02", "H11", "not comparable", apart(*PLACE)),
        ("c74000", "c25000", "not comparable", apart(*PLACE)),
        ("c74000", "c50000", "not comparable", apart(*PLACE)),
        ("H05", "H08-hill", "not comparable", apart(*DAY)),
        ("H06", "H08-hill", "not comparable", apart(*DAY)),
        ("H11", "H08-hill", "not comparable", apart(*DAY)),
        ("H02", "H03", "not comparable", apart(*DAY)),
        ("c40000", "c28000", "not comparable", apart(*DAY)),
        ("H09-outside", "H11", "undetermined", by_time("etwa 50.000 und 40.000", "about 50,000 and 40,000")),
        ("c25000", "c50000", "undetermined", by_time("etwa 25.000 und etwa 50.000", "about 25,000 and about 50,000")),
    ],
)
def test_the_verdict_and_the_reason_for_it(a, b, verdict, reasons):
    """Part and whole, the same question answered twice, different things, different days: each with its sentence."""
    found = compared(a, b)
    assert (found.verdict, found.reason.de, found.reason.en) == (verdict, *reasons)
    assert compared(b, a).verdict == verdict


def test_the_hill_lies_within_the_park_and_beside_the_meadows():
    """The place of 25,000 on the hill lies within that of 40,000 in the park; the stadium lies outside that park."""
    assert compared("H05", "H07").dimensions["place"] == ("within",)
    assert compared("H07", "H05").dimensions["place"] == ("contains",)
    assert compared("H11-hill", "H11-greens").dimensions["place"] == ("different",)
    assert compared("H02", "H07").dimensions["place"] == ("different",)


def test_saturday_is_not_sunday():
    """Where counts do not accumulate, another day or weekday is different, and only what is undated may be the same."""
    days = [compared(*pair).dimensions["as_of"] for pair in (("H05", "H08-hill"), ("c40000", "c28000"))]
    assert days == [("different",), ("different",)]
    assert compared("H05", "H11-hill").dimensions["as_of"] == ("same",)
    assert compared("c40000", "H06").dimensions["as_of"] == ("same", "different")
    undated = CLAIMS["H05"].model_copy(update={"as_of": ()})
    assert relations("as_of", undated, CLAIMS["H06"], HILL.taxonomy) == ("same", "different")


@pytest.mark.parametrize(
    ("time", "other", "expected"),
    [
        ("saturday", "saturday", {"same"}),
        ("saturday", "sunday", {"different"}),
        ("sunday", "saturday", {"different"}),
        ("saturday", "2024-07-27", {"same", "different"}),
        ("2024-07-27", "2024-07-27", {"same"}),
        ("2024-07-27", "2024-07-28", {"different"}),
        ("2024-07-28", "2024-07-27", {"different"}),
        ("2024-07", "2024-07-27", {"same", "different"}),
        ("2024-07", "2024-08", {"different"}),
    ],
)
def test_without_accumulation_no_time_lies_within_another(time, other, expected):
    """`accumulates: false`: times are the same or different; left out, an earlier time lies within a later one."""
    times = ("saturday", "sunday")
    assert Taxonomy(times=times, accumulates=False).relations("as_of", time, other) == expected
    assert "different" not in Taxonomy(times=times).relations("as_of", time, other)


def test_what_is_no_figure_and_what_is_a_difference_are_compared_with_nothing():
    """More than half is no figure, and 10,000 more than the day before are no crowd of 10,000."""
    assert "keine Zahl" in compared("H07-hill", "H07").reason.de
    for other in ("H07", "H08-hill", "H08-meadows", "H09-outside"):
        assert compared("H07-more", other).verdict == "not comparable"


def test_all_who_came_contain_those_who_were_there():
    """More than 200,000 over the weekend refute no figure of one day, whichever way the time is read."""
    for part in ("H02", "H03", "H06", "H08-hill", "H11"):
        assert compared("H10", part).verdict == "compatible"


@pytest.mark.parametrize(
    ("reading", "keeps_to_the_text", "found"),
    [
        (None, None, [("c25000", "c40000")]),
        ("R2", True, [("c25000", "c40000")]),
        ("R3", False, [("c25000", "c40000")]),
        ("R4", False, []),
    ],
)
def test_the_articles_contradiction_goes_when_both_lost_words_are_put_back(reading, keeps_to_the_text, found):
    """25,000 outside against 40,000 on the hill: one place put right is not enough, both make part and whole."""
    chosen = reading and READINGS[reading]
    assert conflicts(ARTICLE, HILL.taxonomy, chosen) == found
    assert chosen is None or faithful(chosen, CLAIMS.values(), HILL.taxonomy) is keeps_to_the_text
    if reading == "R4":
        assert (compared("c25000", "c40000", reading).reason.de, compared("c25000", "c40000", reading).reason.en) == (
            fits(*HILL_IN_PARK)
        )


def test_the_police_breakdown_fits_the_total_that_was_moved_to_the_hill():
    """Read as the whole park (R3), 40,000 'on the hill' hold both parts that the police name."""
    assert [compared(part, "H06").verdict for part in ("H11-hill", "H11-greens")] == ["contradictory", "not comparable"]
    for part in ("H05", "H11-hill", "H11-greens"):
        assert compared(part, "H06", "R3").verdict == "compatible"


def test_dated_the_article_meets_the_record():
    """Saturday may be any date in the text; R1 says which, keeps to the text, and 25,000 then contradict 40,000."""
    assert compared("c25000", "H11").verdict == "undetermined"
    assert compared("c25000", "H11", "R1").verdict == "contradictory"
    assert compared("c40000", "H08-hill", "R1").verdict == "not comparable"
    assert faithful(READINGS["R1"], CLAIMS.values(), HILL.taxonomy)
    assert ("H05", "c40000") in conflicts(ARTICLE, HILL.taxonomy, READINGS["R1"], RECORD)


@pytest.mark.parametrize(("a", "b"), [("H05", "H11-hill"), ("H11-hill", "H11"), ("H06", "H11"), ("H04", "H05")])
def test_reports_that_hang_on_one_police_figure_have_one_root(a, b):
    """They are compatible, but the root is one."""
    assert compared(a, b).verdict == "compatible"
    assert roots(a, ORIGINS) == roots(b, ORIGINS) == {"munich-police"}


def test_a_figure_of_reports_that_nobody_knows_goes_back_to_them():
    """Her 50,000 hangs on reports that nobody knows."""
    assert roots("c50000", ORIGINS) == roots("H13-hillside", ORIGINS) == {"reports"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notebook_opens_the_second_case_like_the_first(tmp_path, monkeypatch, language):
    """Article, tables, comparison and exercise come out of the folder alone."""
    shutil.copytree(FOLDER, tmp_path / "data" / "hill")
    monkeypatch.chdir(tmp_path)
    lesson = open_lesson("hill", language)
    assert len(lesson.sentences) == 9
    assert (len(lesson.claims), len(lesson.record)) == (10, 21)
    assert (
        repr(lesson.compare("H05", "H06"))
        == clash("etwa 25.000 und 40.000", "about 25,000 and 40,000")[LANGUAGES.index(language)]
    )
    assert lesson.compare("c25000", "c40000", reading="R4").verdict == "compatible"
    assert lesson.conflicts() == [("c25000", "c40000")]
    assert lesson.exercise("part-and-whole") is not None


def right(id):
    """The ids of the right options of an exercise."""
    return [option.id for option in HILL.exercise(id).options if option.correct]


def test_one_contradiction_is_real_and_named():
    """W3 against W4; on the cards, 25,000 against 40,000: what the key calls so, the library does too."""
    assert right("part-and-whole") == ["not-both-as-printed"]
    assert right("real-contradiction") == ["m4-m11"]
    pairs = {"m1-m2": ("H01", "H02"), "m4-m11": ("H04", "H11"), "m2-m3": ("H02", "H03"), "m5-m11": ("H05", "H11")}
    pairs |= {"m8-m11": ("H08-hill", "H11-hill")}
    assert set(pairs) == {option.id for option in HILL.exercise("real-contradiction").options}
    found = [id for id, pair in pairs.items() if compared(*pair).verdict == "contradictory"]
    assert found == right("real-contradiction")


def test_the_twenty_thousand_of_the_afternoon_are_not_judged():
    """The report gives H12 no time of day, the sentence before it is about the afternoon: shown, not asked."""
    exercise = HILL.exercise("real-contradiction")
    assert "M12" not in exercise.cards
    assert exercise.cards_after == ("M12",)
    assert "Nachmittag" in exercise.afterword.de
    assert "afternoon" in exercise.afterword.en
    card = HILL.cards["M12"]
    assert "Nachmittag" in card.status.de
    assert "afternoon" in card.occasion.en
    assert "afternoon" in CLAIMS["H12"].remark
    assert "H12" not in exercise.figure["claims"]


def test_what_was_put_right_in_the_record():
    """Those who came on Sunday besides were on the hill; the singer's words were printed on 30 July."""
    assert CLAIMS["H07-more"].place == ("hill",)
    assert "auf dem Berg" in HILL.cards["M7"].place.de
    assert {CLAIMS[id].published for id in ("H09-stadium", "H09-outside")} == {"2024-07-30"}
    assert "30.7.2024" in HILL.cards["M9"].occasion.de
    assert "USA Today" in HILL.cards["M9"].occasion.en


def test_no_address_ends_at_a_home_page():
    """Every link of a card, and every address in record and drift, leads to a page of its own."""
    links = {link for card in HILL.cards.values() for link in card.links}
    written = " ".join((FOLDER / name).read_text(encoding="utf-8") for name in ("record.csv", "drift.csv"))
    links |= set(re.findall(r"https://[^\s\",;]+", written))
    assert len(links) > 15
    assert [link for link in links if not re.match(r"https://[^/]+/.{3}", link)] == []


# Pictures for what has a plain word; and English that says "one" where "you" is meant.
PICTURES = {
    "de": re.compile(r"(?i)\bträgt\b|\btragen\b|\bworin\b|\bEcho\b|\bsauber|Satz hält|Haltepunkt|Bestand"),
    "en": re.compile(r"(?i)\bstock\b|\btally|\becho\b|\bholds?\b|\bheld\b|\bcleanly\b|\bmay one\b|\bone would\b"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_words_are_used(language):
    """In exercises, cards, glossary, plan and notebook; ids are no words for students."""
    chapter = HILL.config.chapters[0].exercises
    shown = [
        text[language] for part in (*map(HILL.exercise, chapter), *HILL.glossary, HILL.config) for text in texts(part)
    ]
    notebook = FOLDER.parent.parent / "notebooks" / language / "hill.ipynb"
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    shown += ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert [text for text in shown if PICTURES[language].search(text)] == []


def test_the_minutes_add_up():
    """A double lesson for all that need be done and the talk; 36 minutes of exercises for one lesson."""
    (chapter,), (plan,) = HILL.config.chapters, HILL.config.plans
    assert chapter.minutes == 90
    assert sum(HILL.exercise(id).minutes for id in chapter.exercises) <= chapter.minutes - 15
    assert plan.minutes == 45
    assert sum(step.minutes for step in plan.steps if step.exercise) <= 36
    assert any("Zeit nicht reicht" in step.teacher.de for step in plan.steps if step.teacher)


def choices(task):
    """How often a student clicks or writes, a choice from a list counted twice: to open it and to choose."""
    exercise = HILL.exercise(task.exercise, task.only)
    match exercise:
        case Grid():
            count = 2 * sum(len(row.accept) for row in exercise.rows)
        case SingleChoice():
            count = 1
        case MultipleChoice():
            count = sum(option.correct for option in exercise.options)
        case Range():
            count = 2
    return count + bool(exercise.confidence) + 1


def test_one_lesson_asks_for_a_third():
    """131 clicks and entries were counted in the whole chapter; within 45 minutes there is time for a third."""
    (plan,) = HILL.config.plans
    assert sum(choices(step) for step in plan.steps if step.exercise) <= 131 / 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_makes_a_notebook(tmp_path, language):
    """The command writes it; it has the plan's seven exercises and the one for home, two of them in part."""
    path = tmp_path / "hill.ipynb"
    assert main(["plan", "45", str(FOLDER), "--language", language, "--to", str(path)]) == 0
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    calls = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    asked = [call for call in calls if call.startswith("lesson.exercise")]
    assert len(asked) == 8
    assert asked[1] == 'lesson.exercise("who-says-what", only=["c25000", "c40000"])'
    assert asked[-1] == 'lesson.exercise("own-sentence")'


def test_the_matrix_and_the_library_agree():
    """Same, part and whole, different or open: each cell about who, place and day is what `compare` finds."""
    words = {("same",): "same", ("contains",): "part", ("different",): "different", ("same", "different"): "unclear"}
    cells = accepted(HILL.exercise("comparability"))
    for pair in ("c25000-c40000", "c40000-c28000", "c25000-c50000"):
        found = compared(*pair.split("-")).dimensions
        for row in ("counted", "place", "as_of"):
            assert cells[f"{row} {pair}"][0] == words[found[row]]


def test_what_lies_side_by_side_may_be_added_and_nothing_is_averaged():
    """40,000 on either day and 3,000 between them; the mean stands only where it is rejected."""
    fields = HILL.exercise("readings").fields
    assert [[a.value for a in field.answers if a.correct] for field in fields] == [[40000], [40000], [3000]]
    assert right("averaging") == ["look-for-the-cause"]
    named = {path.name for path in FOLDER.rglob("*.*") if re.search(r"28[.,]?333", path.read_text(encoding="utf-8"))}
    assert named == {"averaging.yaml", "README.md"}


def test_what_was_passed_on_cleanly_is_trusted():
    """Four things were lost; Sunday was not, and neither was the speaker."""
    assert right("lost-words") == ["hill-to-outside", "greens-gone", "estimated-to-counted", "hedge-gone"]
    assert right("which-sentence-holds") == ["attributed-and-dated"]


def drawn(id, language="de"):
    """The picture of an exercise with its model answer, as its widget gets it."""
    exercise = HILL.exercise(id)
    return picture_of(HILL, language, exercise, next(model_answers(exercise, language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_name_the_place_where_the_status_tells_nothing_apart(language):
    """All are present; so rows and bars say where. And nobody is told of totals where nothing is planned."""
    rows = drawn("real-contradiction", language)["rows"]
    where = {"de": ("Olympiaberg, 27.07.2024", "Park rund um das Stadion, 27.07.2024")}
    where |= {"en": ("hill, 27\u00a0Jul\u00a02024", "park around the stadium, 27\u00a0Jul\u00a02024")}
    assert [row[3].replace("27.\u00a0", "27.") for row in rows] == [where[language][i] for i in (0, 1, 1)]
    readings = drawn("readings", language)
    assert len(readings["heads"]) == 3
    assert "–." not in readings["alt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_this_case_can_be_read(language):
    """No words cover others or leave the sheet, in the exercises' figures and in the one that the notebook suggests."""
    exercises = [HILL.exercise(id) for id in HILL.config.chapters[0].exercises]
    figures = [drawn(exercise.id, language) for exercise in exercises if exercise.figure]
    pictures = [b64decode(figure["source"].split(",")[1]).decode() for figure in figures if figure["svg"]]
    timeline = asked_for(HILL, language, "timeline", claims=("H05", "H06", "H08-hill", "H11", "H13-hillside"))
    assert "plan" not in timeline.alt.lower()
    assert (len(figures), len(pictures)) == (7, 5)
    assert all(figure["svg"] or figure["table"] for figure in figures)
    for svg in (*pictures, timeline.svg):
        assert Seen(svg).overlaps() == Seen(svg).outside() == []


def test_a_day_that_nobody_knows_is_no_first_of_the_month():
    """H04 was said in July 2024, on Saturday or Sunday; the table leaves its day empty."""
    record = record_table(RECORD, "en").set_index("id")
    assert pandas.isna(record.stated_on["H04"])
    assert f"{record.stated_on['H05']:%Y-%m-%d}" == "2024-07-28"


def test_the_library_has_no_word_of_this_case():
    """No module names a hill, a park, a stadium or a concert."""
    for path in (ROOT / "geo_lesson").rglob("*.py"):
        words = set(path.read_text(encoding="utf-8").lower().replace("_", " ").split())
        assert not words & {"hill", "park", "stadium", "concert", "saturday", "sunday", "berg", "stadion"}, path.name
