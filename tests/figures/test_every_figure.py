"""What holds for every figure: it can be read, it says the same each time, and it leaves the notebook as it was."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import get_args
from xml.etree import ElementTree

import pytest
from drawn import ROOT, Drawn, cells, overlapping
from figure_samples import SAMPLES

from geo_lesson.figures import as_tables
from geo_lesson.figures.base import Picture
from geo_lesson.figures.catalogue import AnyFigure
from geo_lesson.figures.confidence import Confidence
from geo_lesson.figures.svg import _COLOURS, WIDTH, Canvas, text_width, wrapped

EACH = [(name, language) for name in SAMPLES for language in ("de", "en")]
DRAWN = [(name, of) for name, of in EACH if type(SAMPLES[name].figure).__module__ != as_tables.__name__]


@pytest.fixture(scope="module")
def pictures():
    return {(name, language): SAMPLES[name].draw(language) for name, language in EACH}


@pytest.fixture(params=DRAWN, ids=" ".join)
def picture(request, pictures):
    return pictures[request.param]


def told(picture):
    """All words of a picture: in the drawing, beside it, and in the table."""
    rows = (cell for row in picture.rows for cell in row)
    drawn = Drawn(picture.svg).texts if picture.svg else ()
    return "\n".join(
        [
            *(text.words for text in drawn),
            picture.alt,
            *picture.heads,
            *rows,
            *(words for row in cells(picture) for words in row),
        ]
    )


def test_every_figure_has_a_sample():
    """So that what is tested here is tested of a new figure, too."""
    figures, _ = get_args(AnyFigure)
    assert {type(sample.figure) for sample in SAMPLES.values()} == {*get_args(figures), Confidence}


def test_no_words_overlap_and_none_leave_the_sheet(picture):
    """Measured by the font itself, not by what the canvas thinks of it."""
    texts = Drawn(picture.svg).texts
    assert overlapping(texts) == []
    high = float(picture.svg.split('viewBox="0 0 480 ', 1)[1].split('"', 1)[0])
    outside = [t.words for t in texts if t.box[0] < 0 or t.box[2] > WIDTH or t.box[1] < 0 or t.box[3] > high]
    assert outside == []


def test_the_overlap_is_found_where_there_is_one():
    """The test above can fail."""
    canvas = Canvas()
    canvas.text(10, 10, "zwölftausend")
    canvas.text(40, 14, "dreitausend")
    svg = canvas.svg(30)
    assert overlapping(Drawn(svg).texts) == [("zwölftausend", "dreitausend")]


def test_words_can_be_read(picture):
    """Real text of 9 pt or more, set to the width that it was measured at, whatever font the reader has."""
    texts = Drawn(picture.svg).texts
    assert len(texts) > 4
    assert min(text.size for text in texts) >= 9
    # The font itself sets some pairs of letters closer, such as T and a.
    spare = {text.words: text.asked - (text.box[2] - text.box[0]) for text in texts}
    assert {words: width for words, width in spare.items() if not -0.3 < width < 4} == {}


def test_the_sheet_is_of_one_width(picture):
    """640 px, which are 480 pt; opaque, white unless the page is dark; no date; small enough to send.

    Nothing in it runs, and nothing comes from elsewhere.
    """
    assert "font-family=\"'DejaVu Sans', Verdana, Arial, sans-serif\"" in picture.svg
    assert 'width="480pt"' in picture.svg
    paper = next(Drawn(picture.svg).root.iter("{http://www.w3.org/2000/svg}rect"))
    assert (paper.get("fill"), paper.get("width")) == ("#ffffff", "100%")
    assert "<metadata>" not in picture.svg
    assert len(picture.svg.encode()) < 60_000
    assert not re.search(r"<script|<image|<filter|href=\"(?!#)|@import|url\((?!#)", picture.svg)


def test_every_colour_has_its_pair_for_a_dark_page(picture):
    """What is filled or drawn in a colour is so in the dark too, by its class."""
    for element in Drawn(picture.svg).root.iter():
        painted = {of for of in ("fill", "stroke") if element.get(of, "none") != "none"}
        classes = (element.get("class") or "").split()
        assert {name.rpartition("-")[2] for name in classes} == painted
        assert all(f".{name}{{" in picture.svg for name in classes)


def _contrast(a, b):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(a), light(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_in_both_themes(theme):
    """4.5 to 1 for words on paper and on what they stand on; 3 to 1 for marks that have no words on them."""
    colours = {name: both[theme] for name, both in _COLOURS.items()}
    grounds = [colours[name] for name in ("paper", "pale", "sky", "yellow")]
    assert min(_contrast(colours["ink"], ground) for ground in grounds) >= 4.5
    assert _contrast(colours["grey"], colours["paper"]) >= 4.5
    assert _contrast(colours["ink"], colours["orange"]) >= 3  # the likeliest number in one's own range
    marks = [colours[name] for name in _COLOURS if name not in ("paper", "pale", "sky", "yellow", "ink", "grey")]
    assert [mark for mark in marks if _contrast(mark, colours["paper"]) < (3 if theme else 2)] == []


def test_ids_are_given_once_and_hold_no_space(picture):
    """So that a mark can be found by its id."""
    ids = Drawn(picture.svg).ids
    assert len(ids) == len(set(ids)) > 3
    assert [id for id in ids if " " in id] == []


def test_the_same_is_said_in_words_and_in_a_table(picture):
    """A question above, one to three sentences, and a row for each row; numbers as the language writes them."""
    assert picture.caption.endswith("?")
    assert picture.alt.endswith(".")
    assert picture.rows
    assert {len(row) for row in picture.rows} == {len(picture.heads)}
    assert all(cell.strip() for row in picture.rows for cell in row)
    other = {"de": r"\d,\d{3}", "en": r"\d\.\d{3}"}[picture.language]
    assert re.findall(other, told(picture)) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_languages_differ_in_words_only(name, pictures):
    """Both languages have the same table and the same marks, and no word of one stands in the other unnoticed."""
    german, english = pictures[name, "de"], pictures[name, "en"]
    shapes = [(len(p.heads), len(p.rows), [len(row) for row in p.table]) for p in (german, english)]
    assert shapes[0] == shapes[1]
    assert german.heads != english.heads
    assert german.alt != english.alt
    if german.svg:
        marks = [{id for id in Drawn(picture.svg).ids if id.startswith("mark-")} for picture in (german, english)]
        assert marks[0] == marks[1]


def test_figures_never_average(pictures):
    """The three figures have no mean, no median and no sum but those of the reading that adds."""
    record = {"kind-of-number", "own-range", "whole-autumn", "compared-record", "six-drifts", "origins-on-the-hill"}
    for (name, _), picture in pictures.items():
        if name not in record:
            assert re.findall(r"\b(8[.,]333|25[.,]000|7[.,]500|6[.,]500)\b", told(picture)) == []


def test_the_page_shows_it_by_keyboard_and_to_those_who_do_not_see_it(picture):
    """The image has its text, the part that scrolls can be focused, and JupyterLab leaves its keys alone."""
    html = picture._repr_mimebundle_()["text/html"]
    assert 'class="geo-sheet" tabindex="0" role="group" aria-label=' in html
    assert html.count("<img ") == 1
    assert f'<summary data-lm-suppress-shortcuts="true">{picture.summary}</summary>' in html


def test_the_same_bytes_each_time(pictures):
    """Drawn once more, and in fresh processes that order their sets differently."""
    script = (
        "from hashlib import sha256; from figure_samples import SAMPLES\n"
        "for name, sample in SAMPLES.items():\n"
        "    print(*(sha256(sample.draw(of).svg.encode()).hexdigest() for of in ('de', 'en')), name)"
    )
    known = {key: sha256(picture.svg.encode()).hexdigest() for key, picture in pictures.items()}
    assert {(n, of): sha256(SAMPLES[n].draw(of).svg.encode()).hexdigest() for n, of in EACH} == known
    lines = [f"{known[name, 'de']} {known[name, 'en']} {name}" for name in SAMPLES]
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT / "tests" / "helpers"), str(ROOT)])}
    for seed in ("1", "4711"):
        env = os.environ | paths | {"PYTHONHASHSEED": seed}
        fresh = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True)
        assert fresh.stdout.splitlines() == lines, fresh.stderr


def test_the_notebooks_own_settings_neither_show_nor_change():
    """Who draws in the same notebook keeps matplotlib as it was set, and our pictures stay as they are."""
    import matplotlib

    compared = SAMPLES["compared"].draw
    plain = compared("de").svg
    loud = {"lines.linewidth": 9, "text.color": "red", "path.sketch": (5, 100, 5), "svg.fonttype": "path"}
    with matplotlib.rc_context(loud | {"text.usetex": True}):
        before = dict(matplotlib.rcParams)
        assert compared("de").svg == plain
        assert dict(matplotlib.rcParams) == before


def test_pictures_can_be_drawn_in_several_threads():
    """Answers are judged in threads."""
    draw = SAMPLES["sets"].draw
    plain = draw("de").svg
    with ThreadPoolExecutor(4) as threads:
        assert {picture.svg for picture in threads.map(draw, ["de"] * 8)} == {plain}


def test_drawing_needs_no_matplotlib():
    """Neither importing the figures nor drawing one loads a drawing library or pandas."""
    said = """
import sys
from geo_lesson import open_lesson
from geo_lesson.figures import catalogue as gallery
lesson = open_lesson("troops", "en")
assert lesson.ranges().svg and lesson.timeline().svg and lesson.matrix("c3000", "c10000").table
print([name for name in ("matplotlib", "pandas") if name in sys.modules])
"""
    run = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True)
    assert run.stdout == "[]\n", run.stderr


def test_a_picture_that_may_not_be_drawn_says_why():
    """No image, no empty table."""
    said = Picture("", "Frage?", "Das lässt sich nicht vergleichen.", (), (), "de")
    html = said._repr_mimebundle_()["text/html"]
    assert "<p>Das lässt sich nicht vergleichen.</p>" in html
    assert "<img" not in html
    assert "<table" not in html
    assert said.source == ""


def test_words_are_wrapped_by_what_they_measure():
    """No line is wider than asked, nothing is lost, and a no-break space holds."""
    lines = wrapped("ukrainisches Zentrum gegen Desinformation, 28\u00a0Oct\u00a02024", 90)
    assert max(text_width(line) for line in lines) <= 90
    assert " ".join(lines) == "ukrainisches Zentrum gegen Desinformation, 28\u00a0Oct\u00a02024"
    assert "28\u00a0Oct\u00a02024" in lines
    cut = wrapped("Donaudampfschifffahrtsgesellschaft", 60)
    assert "".join(cut) == "Donaudampfschifffahrtsgesellschaft"
    assert max(text_width(line) for line in cut) <= 60


ODD = (
    *("<script>alert(1)</script>", "&amp; ]]>", "$x^2$ \\frac{", "two\nlines\tand  more", "x" * 200),
    *("שלום עולם", "😀🧑 da", "한국어 병력"),
)


@pytest.mark.parametrize("words", ODD)
def test_any_words_can_be_drawn_as_they_are(words):
    """No formula, no markup, no warning in the student's widget; what DejaVu Sans lacks, the page's fonts have."""
    canvas = Canvas()
    lines = wrapped(words, 100)
    canvas.lines(10, 20, lines)
    canvas.text(10, 200, words)
    svg = canvas.svg(220)
    texts = [node for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("}text")]  # noqa: S314 - ours
    assert ["".join(node.itertext()) for node in texts] == [*lines, " ".join(words.split())]
    assert max(float(node.get("textLength")) for node in texts[:-1]) <= 100
    assert "<script" not in svg


def test_wide_letters_take_a_square_each():
    """Otherwise the page would squeeze Korean names together."""
    assert text_width("국정원", 10) == pytest.approx(30, abs=0.1)


def test_empty_words_leave_the_others_alone():
    """Nothing is written for them; the next ones are as they would be."""
    canvas = Canvas()
    canvas.text(10, 10, "")
    canvas.text(10, 10, "a < b & $c$")
    canvas.text(10, 30, "lang und länger")
    first, second = Drawn(canvas.svg(50)).texts
    assert first.words == "a < b & $c$"
    assert abs(second.asked - text_width("lang und länger")) < 0.1


def test_an_arrow_of_no_length_is_left_out():
    """It has no direction."""
    canvas = Canvas()
    canvas.arrow((5, 5), (5, 5), gid="none")
    assert "none" not in Drawn(canvas.svg(20)).ids
