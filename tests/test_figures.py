"""What holds for every figure: it can be read, it says the same each time, and it leaves the notebook as it was."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from xml.etree import ElementTree

import pytest
from drawn import ROOT, Drawn, overlapping
from figure_samples import SAMPLES

from geo_lesson.figures.base import Picture
from geo_lesson.figures.canvas import WIDTH, sheet, text_width, wrapped

EACH = [(name, language) for name in SAMPLES for language in ("de", "en")]


@pytest.fixture(scope="module")
def pictures():
    return {(name, language): SAMPLES[name](language) for name, language in EACH}


@pytest.fixture(params=EACH, ids=" ".join)
def picture(request, pictures):
    return pictures[request.param]


def told(picture):
    """All words of a picture: in the drawing, beside it, and in the table."""
    cells = (cell for row in picture.rows for cell in row)
    return "\n".join([*(text.words for text in Drawn(picture.svg).texts), picture.alt, *picture.heads, *cells])


def test_no_words_overlap_and_none_leave_the_sheet(picture):
    """Measured by the font itself, not by what the canvas thinks of it."""
    texts = Drawn(picture.svg).texts
    assert overlapping(texts) == []
    high = float(picture.svg.split('viewBox="0 0 480 ', 1)[1].split('"', 1)[0])
    outside = [t.words for t in texts if t.box[0] < 0 or t.box[2] > WIDTH or t.box[1] < 0 or t.box[3] > high]
    assert outside == []


def test_the_overlap_is_found_where_there_is_one():
    """The test above can fail."""
    with sheet() as canvas:
        canvas.text(10, 10, "zwölftausend")
        canvas.text(40, 14, "dreitausend")
        svg = canvas.svg(30)
    assert overlapping(Drawn(svg).texts) == [("zwölftausend", "dreitausend")]


def test_words_can_be_read(picture):
    """Real text of 9 pt or more, set to the width that it was measured at, whatever font the reader has."""
    texts = Drawn(picture.svg).texts
    assert len(texts) > 4
    assert min(text.size for text in texts) >= 9
    assert [t.words for t in texts if abs(t.asked - (t.box[2] - t.box[0])) > 0.1] == []


def test_the_sheet_is_white_and_of_one_width(picture):
    """640 px, which are 480 pt; opaque, so that dark pages change nothing; no date; small enough to send.

    Nothing in it runs, and nothing comes from elsewhere.
    """
    assert "<svg font-family=\"'DejaVu Sans', Verdana, Arial, sans-serif\"" in picture.svg
    assert 'width="480pt"' in picture.svg
    paper = next(Drawn(picture.svg).root.iter("{http://www.w3.org/2000/svg}path"))
    assert "fill: #ffffff" in paper.get("style")
    assert "<metadata>" not in picture.svg
    assert len(picture.svg.encode()) < 60_000
    assert not re.search(r"<script|<image|<filter|href=\"(?!#)|@import|url\((?!#)", picture.svg)


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
    assert (len(german.heads), len(german.rows)) == (len(english.heads), len(english.rows))
    assert german.heads != english.heads
    assert german.alt != english.alt
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
        "for name, draw in SAMPLES.items():\n"
        "    print(*(sha256(draw(of).svg.encode()).hexdigest() for of in ('de', 'en')), name)"
    )
    known = {key: sha256(picture.svg.encode()).hexdigest() for key, picture in pictures.items()}
    assert {(n, of): sha256(SAMPLES[n](of).svg.encode()).hexdigest() for n, of in EACH} == known
    lines = [f"{known[name, 'de']} {known[name, 'en']} {name}" for name in SAMPLES]
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT)])}
    for seed in ("1", "4711"):
        env = os.environ | paths | {"PYTHONHASHSEED": seed}
        fresh = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True)
        assert fresh.stdout.splitlines() == lines, fresh.stderr


def test_the_notebooks_own_settings_neither_show_nor_change():
    """Who draws in the same notebook keeps matplotlib as it was set, and our pictures stay as they are."""
    import matplotlib

    compared = SAMPLES["compared"]
    plain = compared("de").svg
    loud = {"lines.linewidth": 9, "text.color": "red", "path.sketch": (5, 100, 5), "svg.fonttype": "path"}
    with matplotlib.rc_context(loud | {"text.usetex": True}):
        before = dict(matplotlib.rcParams)
        assert compared("de").svg == plain
        assert dict(matplotlib.rcParams) == before


def test_pictures_can_be_drawn_in_several_threads():
    """Answers are judged in threads."""
    compared = SAMPLES["compared"]
    plain = compared("de").svg
    with ThreadPoolExecutor(4) as threads:
        assert {picture.svg for picture in threads.map(compared, ["de"] * 8)} == {plain}


def test_matplotlib_comes_with_the_first_drawing_and_never_as_pyplot():
    """Importing the figures costs nothing; drawing leaves no figure behind."""
    said = """
import sys
import geo_lesson.figures.canvas as canvas, geo_lesson.figures.drift, geo_lesson.figures.matrix
import geo_lesson.figures.ranges
print([name for name in ("matplotlib", "pandas", "jinja2") if name in sys.modules])
with canvas.sheet() as sheet:
    sheet.text(10, 10, "12.000")
    sheet.svg(20)
print("matplotlib.pyplot" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True)
    assert run.stdout.split("\n")[:2] == ["[]", "False"], run.stderr


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
    """No formula, no markup, no warning in the student's face; what DejaVu Sans lacks, the page's fonts have."""
    with sheet() as canvas:
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
    """matplotlib draws no empty text; the widths of the next ones stay theirs."""
    with sheet() as canvas:
        canvas.text(10, 10, "")
        canvas.text(10, 10, "a < b & $c$", struck=True)
        canvas.text(10, 30, "lang und länger")
        svg = canvas.svg(50)
    first, second = Drawn(svg).texts
    assert (first.words, first.struck, second.struck) == ("a < b & $c$", True, False)
    assert abs(second.asked - text_width("lang und länger")) < 0.1


def test_an_arrow_of_no_length_is_left_out():
    """It has no direction."""
    with sheet() as canvas:
        canvas.arrow((5, 5), (5, 5), gid="none")
        assert "none" not in Drawn(canvas.svg(20)).ids
