import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_lesson.common.language import LANGUAGES, Text, format_number, read_number, system_language


def test_a_text_without_a_language_fails_where_it_is_written():
    """Nobody can write a text for one half of the readers only."""
    with pytest.raises(TypeError):
        Text(de="nur deutsch")


def test_a_text_knows_no_third_language():
    """Asking for a language that is not there is a mistake of the caller, not an empty text."""
    with pytest.raises(KeyError):
        Text("a", "b")["fr"]


def test_filling_writes_numbers_and_texts_in_each_language():
    """Values put into a text follow the language of the text around them."""
    inner = Text(de="Soldaten", en="soldiers")
    assert Text("{n} {what}", "{n} {what}").fill(n=12000, what=inner) == Text("12.000 Soldaten", "12,000 soldiers")


def test_braces_in_a_value_stay_as_they_are():
    """A value is never taken for a template of its own."""
    assert Text("{x}", "{x}").fill(x="{y}{0.__class__}").en == "{y}{0.__class__}"


@given(st.integers(0, 10**15), st.sampled_from(LANGUAGES))
def test_what_is_written_is_read_again(number, language):
    """A number written as either language does is read as the same number, also in the other language."""
    assert read_number(format_number(number, language)) == number


@pytest.mark.parametrize(
    "written", ["2000", "2.000", "2,000", "2 000", "2\u00a0000", "2\u202f000", "2'000", "2’000", " 2000 "]
)
def test_thousands_may_be_set_apart_in_any_way(written):
    """Point, comma, space, narrow space and apostrophe all set thousands apart."""
    assert read_number(written) == 2000


@pytest.mark.parametrize(
    "written",
    ["2,5", "2.50", "12.00", "1.000,000", "1.0000", "zweitausend", "-5", "²", "٣", "1e3", ".", "3.000?", "9" * 9999],
)
def test_what_is_not_clear_is_not_guessed(written):
    """Where a number could mean two things, or is none, the answer is None."""
    assert read_number(written) is None


@given(st.text(max_size=30))
def test_any_text_at_all_is_read_or_refused(written):
    """Reading a number never fails with an error."""
    assert read_number(written) is None or read_number(written) >= 0


@pytest.mark.parametrize(
    ("setting", "language"), [("de_AT.UTF-8", "de"), ("en_GB.UTF-8", "en"), ("fr_FR.UTF-8", "en"), ("C", "en")]
)
def test_the_system_language_is_german_where_the_machine_is(monkeypatch, setting, language):
    """German for German machines, English for all others."""
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("LC_ALL", setting)
    assert system_language() == language
