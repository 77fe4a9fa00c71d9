"""What holds for every figure: readable, bounded, the same each time, in both languages."""

import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from figure_samples import SAMPLES, Seen

EACH = [pytest.param(name, language, id=f"{name}-{language}") for name in SAMPLES for language in ("de", "en")]


@pytest.fixture(scope="module")
def pictures():
    return {(name, language): draw(language) for name, draw in SAMPLES.items() for language in ("de", "en")}


@pytest.mark.parametrize(("name", "language"), EACH)
def test_words_can_be_read(name, language, pictures):
    """No words cover others or leave the sheet, and none is smaller than 9 pt."""
    drawn = Seen(pictures[name, language].svg)
    assert drawn.overlaps() == []
    assert drawn.outside() == []
    assert min(text.size for text in drawn.texts) >= 9


@pytest.mark.parametrize(("name", "language"), EACH)
def test_pictures_are_small_and_closed(name, language, pictures):
    """Less than 60 KB, nothing that runs, nothing from elsewhere."""
    svg = pictures[name, language].svg
    assert len(svg.encode()) < 60_000
    assert not re.search(r"<script|<image|<filter|href=\"(?!#)|@import|url\((?!#)", svg)


@pytest.mark.parametrize(("name", "language"), EACH)
def test_numbers_are_written_as_the_language_does(name, language, pictures):
    """12.000 in German, 12,000 in English, in the drawing, the alternative text and the table."""
    picture = pictures[name, language]
    said = "\n".join([Seen(picture.svg).said, picture.alt, *(cell for row in picture.rows for cell in row)])
    other = {"de": r"\d,\d{3}", "en": r"\d\.\d{3}"}[language]
    assert re.findall(other, said) == []


@pytest.mark.parametrize(("name", "language"), EACH)
def test_pictures_tell_what_they_show(name, language, pictures):
    """A caption, one to a few sentences instead of the picture, and a whole table."""
    picture = pictures[name, language]
    assert picture.caption.endswith("?")
    assert picture.alt.endswith(".")
    assert picture.rows
    assert {len(row) for row in picture.rows} == {len(picture.heads)}
    assert all(cell.strip() for row in picture.rows for cell in row)


@pytest.mark.parametrize("name", SAMPLES)
def test_languages_differ_in_words_only(name, pictures):
    """Both languages have the same table and the same marks, and no word of one stands in the other unnoticed."""
    german, english = pictures[name, "de"], pictures[name, "en"]
    assert (len(german.heads), len(german.rows)) == (len(english.heads), len(english.rows))
    assert german.heads != english.heads
    assert german.alt != english.alt
    assert set(Seen(german.svg).starting("mark-")) == set(Seen(english.svg).starting("mark-"))


def test_figures_never_average(pictures):
    """The three figures have no mean, no median and no sum but those of the reading that adds."""
    for picture in pictures.values():
        said = "\n".join([Seen(picture.svg).said, picture.alt, *(cell for row in picture.rows for cell in row)])
        assert re.findall(r"\b(8[.,]333|25[.,]000|7[.,]500|6[.,]500)\b", said) == []


def test_pictures_are_the_same_to_the_byte(pictures):
    """Drawn twice, and by another Python that orders its sets differently."""
    known = {f"{name} {language}": sha256(p.svg.encode()).hexdigest() for (name, language), p in pictures.items()}
    assert {f"{n} {of}": sha256(SAMPLES[n](of).svg.encode()).hexdigest() for n, of in pictures} == known
    lines = "\n".join(f"{key} {value}" for key, value in sorted(known.items()))
    script = (
        "from hashlib import sha256; from figure_samples import SAMPLES\n"
        "drawn = {f'{n} {of}': draw(of).svg for n, draw in SAMPLES.items() for of in ('de', 'en')}\n"
        "print('\\n'.join(f'{k} {sha256(v.encode()).hexdigest()}' for k, v in sorted(drawn.items())))"
    )
    tests = Path(__file__).parent
    ways = {"PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])}
    for seed in ("1", "4711"):
        told = subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | ways | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert told.stdout.decode().strip() == lines
