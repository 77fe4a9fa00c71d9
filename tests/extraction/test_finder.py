"""What stands in a text: on passages after the manner of agencies, and on any text at all."""

import found
import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from geo_lesson.common.language import LANGUAGES
from geo_lesson.extraction import messages as extraction_messages
from geo_lesson.extraction.article import count_occurrences
from geo_lesson.extraction.finder import AMOUNTS, KINDS, extract

# What must be found at least, and how much of what is found must be right, as (recall, precision) by set of passages.
LEAST = {
    "passages": {"figure": (0.98, 0.98), "bound": (0.9, 0.9), "speaker": (0.92, 0.97), "hedge": (0.9, 0.9)},
    "domains": {"figure": (0.98, 0.98), "bound": (0.9, 0.9), "speaker": (0.87, 0.97), "hedge": (0.9, 0.9)},
    "last": {"figure": (0.95, 0.95), "bound": (0.9, 0.75), "speaker": (0.85, 0.7), "hedge": (0.75, 0.9)},
}
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
@pytest.mark.parametrize("kind", ["figure", "bound", "speaker", "hedge"])
@pytest.mark.parametrize("name", found.SETS)
def test_recall_and_precision(language, kind, name):
    """Nearly everything is found, and nearly everything that is found is right: as much as was measured."""
    least_recall, least_precision = LEAST[name][kind]
    recall, precision, _, _ = found.shares(language, name)[kind]
    assert recall >= least_recall, list(found.misses(language, name))
    assert precision >= least_precision, list(found.misses(language, name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_and_percentages_are_figures_on_request(language):
    """With value and unit as written; a fraction of a percent lies between whole numbers; else they are no figures."""
    recall, precision, wanted, _ = found.shares(language, "domains")["amount"]
    assert (recall, precision) == (1, 1)
    assert wanted >= 6
    text = {"de": "Es kostet 4 Mio. Euro, 38,5 % sind dafür.", "en": "It costs £4m, 38.5% are in favour."}[language]
    units = [(count.low, count.high, count.unit) for count in extract(text, language, AMOUNTS).counts]
    assert units == [(4_000_000, 4_000_000, {"de": "Euro", "en": "£"}[language]), (38, 39, "%")]
    assert extract(text, language).counts == ()


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Nach Angaben des Roten Kreuzes kamen 300. Das Rote Kreuz rechnet mit 500.", "de", "Rote Kreuz"),
        ("Das Ministerium sprach von 300. Das Innenministerium nannte 500.", "de", "Innenministerium"),
        ("Anna Nord, the mayor, said 300 had come. Nord spoke of 500 in all.", "en", "Anna Nord"),
        ("The ministry said 300 had come. The interior ministry put it at 500.", "en", "interior ministry"),
    ],
)
def test_one_body_has_one_name(text, language, name):
    """In whatever case, short or full, a body is one speaker, named once."""
    findings = extract(text, language)
    assert [count.speaker for count in findings.counts] == [name, name]
    assert findings.speakers == (name,)


def test_a_sentence_may_go_on_with_what_was_said():
    """A German sentence in reported speech belongs to the speaker before it; one in the indicative does not."""
    spoken = "Der Wirt sagte, es sei voll gewesen. "
    assert extract(spoken + "Im Saal seien 900 Gäste gewesen.", "de").counts[0].speaker == "Wirt"
    assert extract(spoken + "Im Saal waren 900 Gäste.", "de").counts[0].speaker == ""


def test_letters_in_numbers_are_suspected():
    """What a scanner misread is no figure, and is named."""
    findings = extract("There were l8 tents and 7O blankets.", "en")
    assert findings.counts == ()
    assert [p.quote for p in findings.phrases if p.kind == "misread"] == ["l8", "7O"]


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
