"""What stands in a text: on passages after the manner of agencies, and on any text at all."""

import found
import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from geo_lesson.common.language import LANGUAGES
from geo_lesson.extraction import messages as extraction_messages
from geo_lesson.extraction.article import count_occurrences
from geo_lesson.extraction.finder import KINDS, extract

# What must be found at least, and how much of what is found must be right. Figures: issue 8.
LEAST = {"figure": 0.95, "bound": 0.9, "speaker": 0.9, "hedge": 0.9}
# Pieces that texts with figures are made of, and some that trip a reader up.
WORDS = """300 3.000 3,000 1.5 12 0800 2024 28. 28.10. 14:30 - – / + . , ; : ? „ “ " ' ( ) < > # | Million Millionen
thousand Tausende hundreds zwei two ein a one zwischen between und and bis to von of an up Polizei Police sagte said
laut according nach Angaben mit at Uhr Euro $ % Am On Montag Monday er she wurde been"""
PIECES = st.sampled_from([*WORDS.split(), "Anna Nord", "Anna-Nordvor allem", "\n", "\n\n"])
ANY = st.one_of(
    st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=30).map("".join)
)


def test_there_are_enough_passages():
    """At least twenty in each language, each with two figures or more somewhere among them."""
    for language in LANGUAGES:
        assert len(found.passages(language, "passages")) >= 20
        assert sum(len(passage["figures"]) for passage in found.passages(language, "passages")) >= 40


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LEAST)
def test_recall_and_precision(language, kind):
    """Nearly everything is found, and nearly everything that is found is right."""
    recall, precision, _, _ = found.shares(language, "passages")[kind]
    assert recall >= LEAST[kind], list(found.misses(language, "passages"))
    assert precision >= LEAST[kind], list(found.misses(language, "passages"))


@given(ANY, st.sampled_from(LANGUAGES))
@examples(120)
def test_every_quote_stands_in_its_line(text, language):
    """Whatever the text: figures are quoted so that only one place can be meant, marks as they stand there."""
    findings = extract(text, language)
    lines = {line.id: line.text for line in findings.lines}
    assert len(lines) == len(findings.lines)
    for figure in findings.counts:
        assert count_occurrences(figure.quote, lines[figure.line]) == 1 or figure.quote == lines[figure.line]
        assert (figure.low is None) == (figure.high is None)
        assert figure.low is None or figure.low <= figure.high
        assert figure.speaker in text.replace("\n", " ") or figure.speaker in " ".join(lines.values())
    for mark in findings.phrases:
        assert mark.kind in KINDS
        if mark.kind != "auxiliary":  # its words are joined by single spaces
            assert mark.quote in lines[mark.line]


def test_damaged_words_before_a_number_leave_the_bound_unclear():
    """A preposition and a stray particle: what was meant is not guessed, and the place is named."""
    findings = extract("Der Bürgermeister kündigte die Ankunft von an 300 Gästen an.", "de")
    assert [(f.quote, f.bound) for f in findings.counts] == [("von an 300 Gästen", "unclear")]
    assert [mark.quote for mark in findings.phrases if mark.kind == "stray"] == ["von an 300"]


def test_a_pronoun_speaks_for_whoever_spoke_before():
    """The last speaker named; nobody, where none was."""
    assert (
        extract("Die Polizei sprach von 300 Gästen. Sie sprach von 20 Verletzten.", "de").counts[1].speaker == "Polizei"
    )
    assert extract("Er sprach von 300 Gästen.", "de").counts[0].speaker == ""


def test_a_sentence_may_name_the_speaker_of_the_one_before():
    """ "Das teilte … mit" says nothing of its own; it does not take a figure away from who said it."""
    _, other = extract("Es kamen 300 Gäste, laut Polizei 200. Das teilte der Verein mit.", "de").counts
    assert other.speaker == "Polizei"
    assert extract("Es kamen 300 Gäste. Das teilte der Verein mit.", "de").counts[0].speaker == "Verein"
    assert extract("Es kamen 300 Gäste. Das sind viele.", "de").counts[0].speaker == ""


def test_hedges_and_judging_words_are_marked():
    """By lists of words, whatever their endings."""
    marks = extract("Der verheerende Brand könnte angeblich 300 Menschen getroffen haben.", "de").phrases
    assert [(mark.kind, mark.quote) for mark in marks] == [
        ("hedge", "könnte"),
        ("hedge", "angeblich"),
        ("judging", "verheerende"),
    ]


def test_the_longest_bound_holds():
    """ "Nicht mehr als" is no "mehr als"."""
    bounds = [
        extract(f"Es kamen {words} 300 Gäste.", "de").counts[0].bound
        for words in ("nicht mehr als", "mehr als", "kaum")
    ]
    assert bounds == ["at_most", "at_least", ""]


def test_every_kind_has_a_word():
    """The table for students names each kind of mark in both languages."""
    assert set(KINDS) == set(extraction_messages.KIND_LABELS)


def test_a_bound_may_stand_behind_its_number():
    """300 or more is at least 300, in both languages; a sentence that repeats itself is quoted from its beginning."""
    for language, text in (("en", "There were 300 or more."), ("de", "Es kamen 300 oder mehr.")):
        (figure,) = extract(text, language).counts
        assert (figure.low, figure.bound) == (300, "at_least")
    quotes = [figure.quote for figure in extract("3,000, 3,000", "en").counts]
    assert quotes == ["3,000, 3,000"] * 2
