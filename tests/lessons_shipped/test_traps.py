"""The traps of the didactics (section 4), row by row: nothing in texts, code or drawings falls into one of them."""

import re

import pytest
from paths import ROOT
from shipped import TROOPS, texts

from geo_lesson.common.language import LANGUAGES
from geo_lesson.exercises.any_kind import keyed

CODE = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "geo_lesson").rglob("*.py")}
FIGURES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "geo_lesson" / "figures").glob("*.py")}
SCRIPT = (ROOT / "geo_lesson/student/static/exercise.js").read_text(encoding="utf-8")
LESSON = [path for path in (ROOT / "data/troops").rglob("*.*") if path.suffix in (".yaml", ".csv", ".md")]
PAGES = [*LESSON, *ROOT.glob("notebooks/*/*.ipynb")]
NAMED = [id for chapter in TROOPS.config.chapters for id in chapter.exercises]
PARTS = {key: part for id in NAMED for key, part in keyed(TROOPS.exercise(id))}
STATEMENTS = [text for part in PARTS.values() for text in texts(part)]


def naming(pattern):
    """The files of the lesson that hold the pattern."""
    return {path.stem for path in PAGES if re.search(pattern, path.read_text(encoding="utf-8"))}


def test_the_mean_of_the_three_figures_stands_only_where_it_is_refused():
    """8,333 where it is rejected, twice; "around 8,000" as an average only in the weakest answer of `three-levels`."""
    assert naming(r"(?<![\d.,])8[.,]?333(?!\d)") == {"averaging", "which-sentence-holds"}
    around = {key for key, part in PARTS.items() for text in texts(part) if "around 8,000" in text.en}
    assert around == {"three-levels.levels"}


def test_no_code_averages_anything():
    """No mean, no median, no sum of claims: neither in the library nor in a drawing."""
    for name, code in CODE.items():
        calls = re.findall(
            r"\b(mean|median|average|fmean|nanmean)\s*\(|\.(mean|median|std)\(|\b(?:import|from) (statistics)\b", code
        )
        assert calls == [], name


def test_sums_of_the_figures_stand_only_in_e17_and_what_follows_from_it():
    """15,000 and 22,000 are results of one reading (R7), never statements of anybody; 25,000 is its rejected sum."""
    for total in (15, 22, 25):
        number = re.compile(rf"(?<![\d.,]){total}[.,]000(?!\d)")
        found = {key for key, part in PARTS.items() for text in texts(part) if number.search(text.de + text.en)}
        assert found <= {"readings"}, total


def test_no_drawing_pretends_to_a_sampling_model():
    """No bell curve, no confidence band or interval, no error bars, no fitted line."""
    for name, code in FIGURES.items():
        assert not re.search(r"errorbar|fill_between|norm\.pdf|polyfit|gaussian|kde", code), name
    for text in STATEMENTS:
        for said in (text.en, text.de):
            if found := re.search(r"(confidence interval|Konfidenzintervall)", said):
                assert re.search(r"\b(no|kein)\s*$", said[: found.start()]), said


def test_nobody_is_given_a_score_of_truth():
    """No truth meter, no trust score, no traffic light; the code of `two-questions` is never added up."""
    for text in STATEMENTS:
        assert not re.search(
            r"truth meter|trust score|Wahrheitsmesser|Vertrauenswert|Ampel|traffic light", text.en + text.de
        )
    two = PARTS["two-questions"]
    assert two.judged is False
    answer = {f"{row.id} {column}": values[0] for row in two.rows for column, values in row.accept.items()}
    assert two.judge(answer).summary is None


def test_status_is_visible_in_every_mark():
    """A plan is drawn hollow or dashed wherever a claim is drawn as a mark or a bar."""
    for name in ("ranges.py", "timeline.py", "sets.py"):
        assert re.search(r"hollow|dashed", FIGURES[name]), name


def test_lengths_never_areas_or_soldiers():
    """No circle scaled by a number, no icon; marks have fixed sizes."""
    for name, code in FIGURES.items():
        assert not re.search(r"\bCircle\(|\bscatter\(|Wedge\(|pie\(|size=\w*\(?value", code), name


def test_nothing_moves_and_the_map_has_no_arrows():
    """No animation anywhere; the place ladder draws no arrow and no line across the map."""
    assert not re.search(r"@keyframes|animate|requestAnimationFrame", SCRIPT)
    assert ".arrow(" not in FIGURES["places.py"]


def test_nothing_is_preset():
    """No slider and no field that starts with a value: every widget begins empty."""
    assert not re.search(r"""type:\s*["']range["']|\bplaceholder\b|defaultValue""", SCRIPT)


def test_nothing_needs_hovering_dragging_or_colour_alone():
    """No listener for hovering or for dragging things; what is dragged across words can be done by keys too."""
    assert not re.search(r"onmouse(over|enter)|ondrag|:hover\s*::?(after|before)", SCRIPT)
    assert "onkeydown" in SCRIPT


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_average_of_the_class_is_shown_to_students(language):
    """The spread of first impressions belongs to the teacher's overview; no notebook of the students speaks of it."""
    for path in sorted((ROOT / "notebooks" / language).glob("[0-6]_*.ipynb")):
        said = path.read_text(encoding="utf-8")
        assert not re.search(r"class average|Klassendurchschnitt|Durchschnitt der Klasse", said)


def test_there_is_no_material_on_casualties():
    """No exercise and no card speaks of the dead and wounded; the record keeps them for teachers."""
    words = r"\b(casualt|killed|wounded|Gefallene|Verwundete|Verluste)"
    said = [*STATEMENTS, *(text for card in TROOPS.cards.values() for text in texts(card))]
    assert not [text for text in said if re.search(words, text.de + text.en)]


def test_settled_is_told_as_settled():
    """That there were soldiers is not staged as open: the card with both confirmations says so plainly."""
    card = TROOPS.cards["M15"]
    assert "2025" in card.date.en
    assert re.search(r"confirm", card.wording.en + card.status.en)
