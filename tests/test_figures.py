"""What holds for every figure: it can be read, it says the same each time, and it leaves the notebook as it was."""

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest
from drawn import ROOT, TITLE, Drawn, overlapping, scene
from test_figures_matrix import entries, grid

from geo_lesson.figures.base import Picture
from geo_lesson.figures.canvas import WIDTH, sheet, text_width, wrapped
from geo_lesson.figures.drift import Drift
from geo_lesson.figures.matrix import Matrix
from geo_lesson.figures.ranges import Ranges

AUTUMN = ("2024-10", "2024-11", "2024-12")
KINDS = {"none": "exact", "min": "at_least", "max": "at_most", "about": "about", "open": "unclear"}
ROWS = {"w8": "c10000", "w7": "c3000", "w6": "c12000", "m5": "C020", "m13": "C052", "m9": "C031", "m2": "C008"}
CHOSEN = {"w8 value": "none", "w7 value": "min", "w6 value": "open", "m13 value": "max", "m9 value": "about"}


def _kind_of_number(language):
    return Ranges(kind="ranges", title=TITLE, claims=ROWS, bounds=KINDS).draw(scene(language, answer=CHOSEN))


def _own_range(language):
    ids = ["C020", "C021", "C031", "C033", "C034", "C006", "C060", "C037", "C001"]
    answer = {"low": "3.000", "best": "10000", "high": "12.000"}
    return Ranges(kind="ranges", title=TITLE, claims=ids, own=True).draw(scene(language, answer=answer))


def _whole_autumn(language):
    known = scene(language)
    ids = [id for id, claim in known.claims.items() if getattr(claim, "stated_on", "")[:7] in AUTUMN and claim.ends]
    assert len(ids) > 50
    return Ranges(kind="ranges", title=TITLE, claims=ids).draw(known)


def _filled_matrix(language):
    return Matrix(kind="matrix", title=TITLE).draw(scene(language, exercise=grid(), answer=entries()))


def _compared(language):
    return Matrix(kind="matrix", title=TITLE, claims=["c12000", "c3000", "c10000"]).draw(scene(language))


def _compared_record(language):
    return Matrix(kind="matrix", title=TITLE, claims=["C021", "C006", "C001"]).draw(scene(language))


def _one_drift(language):
    return Drift(kind="drift", title=TITLE, steps=["w8"]).draw(scene(language))


def _six_drifts(language):
    steps = ["T01", "T03", "T02", "T05", "T08", "T20"]
    return Drift(kind="drift", title=TITLE, steps=steps).draw(scene(language))


DRAWN = (
    _kind_of_number,
    _own_range,
    _whole_autumn,
    _filled_matrix,
    _compared,
    _compared_record,
    _one_drift,
    _six_drifts,
)


@pytest.fixture(
    params=[(draw, language) for draw in DRAWN for language in ("de", "en")],
    ids=lambda given: f"{given[0].__name__} {given[1]}",
    scope="module",
)
def picture(request):
    draw, language = request.param
    return draw(language)


def digests():
    """One line for every picture; a fresh process prints them too."""
    return [hashlib.sha256(draw(language).svg.encode()).hexdigest() for draw in DRAWN for language in ("de", "en")]


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
    """640 px, which are 480 pt; opaque, so that dark pages change nothing; no date; small enough to send."""
    assert "<svg font-family=\"'DejaVu Sans', Verdana, Arial, sans-serif\"" in picture.svg
    assert 'width="480pt"' in picture.svg
    paper = next(Drawn(picture.svg).root.iter("{http://www.w3.org/2000/svg}path"))
    assert "fill: #ffffff" in paper.get("style")
    assert "<metadata>" not in picture.svg
    assert len(picture.svg.encode()) < 60_000


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
    said = " ".join([picture.alt, *picture.heads, *(cell for row in picture.rows for cell in row)])
    other = {"de": "12,000", "en": "12.000"}[picture.language]
    assert other not in said + " ".join(text.words for text in Drawn(picture.svg).texts)


def test_the_page_shows_it_by_keyboard_and_to_those_who_do_not_see_it(picture):
    """The image has its text, the part that scrolls can be focused, and JupyterLab leaves its keys alone."""
    html = picture._repr_mimebundle_()["text/html"]
    assert 'class="geo-sheet" tabindex="0" role="group" aria-label=' in html
    assert html.count("<img ") == 1
    assert f'<summary data-lm-suppress-shortcuts="true">{picture.summary}</summary>' in html


def test_the_same_bytes_each_time():
    """Twice here, and in fresh processes that order their sets differently."""
    here = digests()
    assert here == digests()
    said = "import sys; sys.path.insert(0, 'tests'); from test_figures import digests; print(*digests(), sep='\\n')"
    for seed in ("1", "4242"):
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(ROOT.home())}
        fresh = subprocess.run([sys.executable, "-c", said], env=env, cwd=ROOT, capture_output=True, text=True)
        assert fresh.stdout.split() == here, fresh.stderr


def test_the_notebooks_own_settings_neither_show_nor_change():
    """Who draws in the same notebook keeps matplotlib as it was set, and our pictures stay as they are."""
    import matplotlib

    plain = _compared("de").svg
    loud = {"lines.linewidth": 9, "text.color": "red", "path.sketch": (5, 100, 5), "svg.fonttype": "path"}
    with matplotlib.rc_context(loud | {"text.usetex": True}):
        before = dict(matplotlib.rcParams)
        assert _compared("de").svg == plain
        assert dict(matplotlib.rcParams) == before


def test_pictures_can_be_drawn_in_several_threads():
    """Answers are judged in threads."""
    plain = _compared("de").svg
    with ThreadPoolExecutor(4) as threads:
        assert {picture.svg for picture in threads.map(_compared, ["de"] * 8)} == {plain}


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
    told = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True)
    assert told.stdout.split("\n")[:2] == ["[]", "False"], told.stderr


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
