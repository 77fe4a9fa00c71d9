"""Numbers in digits and in words, and what is not a count."""

import pytest

from geo_lesson.extraction.numbers import numbers_in, word_value


def counts(text, language):
    """The counts of a sentence: the value, or the two ends, or None for a vague one."""
    found = [n for n in numbers_in(text, language) if n.kind in ("count", "vague")]
    return [n.low if n.low == n.high else (n.low, n.high) for n in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Es kamen 3.400, 3,400, 3 400, 3'400 und 3400 Gäste.", [3400] * 5),
        (
            "Zwölf Gäste, einundzwanzig Helfer, zweihundertfünfzig Kinder, dreitausendvierhundert Stühle.",
            [12, 21, 250, 3400],
        ),
        (
            "Eine Million Menschen, 1,2 Millionen Tiere, anderthalb Millionen Bäume, eine halbe Million Vögel.",
            [10**6, 1200000, 1500000, 500000],
        ),
        ("Zwei Dutzend Boote und hundert Zelte.", [24, 100]),
        ("Zwischen 200 und 300 Gäste, 40 bis 50 Helfer, 3–4 Hunde.", [(200, 300), (40, 50), (3, 4)]),
        ("Mehrere tausend Gäste, Hunderte Helfer, einige Dutzend Hunde.", [None, None, None]),
        ("Ein Mensch starb auf einer Straße in einem Dorf.", [1]),
        ("Drei von fünf Betrieben; drei Vierteln der Betriebe fehlen 40 Lehrlinge.", [40]),
        ("Einige zehntausend Gäste, das Los Hunderter Bergleute, ein halbes Dutzend Kähne.", [None, None, 6]),
        ("Köln gewann 3:1 vor 900 Fans; sie rückten 340 Mal aus.", [900, 340]),
        ("40 Millionen Euro, davon für Heizung (4 Millionen), drei weitere Tage.", []),
        ("Die Zahl stieg von 200 auf 300.", [200, 300]),
        ("300 Gäste auf 5m Breite, 12k Punkte.", [300]),
    ],
)
def test_german_counts(text, found):
    """Digits with any separator, words in one or several, ranges; what is vague has no value."""
    assert counts(text, "de") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There were 3,400, 3 400 and 3400 guests.", [3400] * 3),
        ("Twelve guests, twenty-one helpers, two hundred and fifty children.", [12, 21, 250]),
        (
            "Three thousand five hundred chairs, 1.2 million trees, half a million birds, 12k birds.",
            [3500, 1200000, 500000, 12000],
        ),
        ("Five hundred thousand stones and two dozen boats.", [500000, 24]),
        ("Between 200 and 300 guests, 40 to 50 helpers, 3-4 dogs.", [(200, 300), (40, 50), (3, 4)]),
        (
            "14 lakh farmers, 12mn visitors, a quarter of a million trees, the 9,000-strong force.",
            [1400000, 12000000, 250000, 9000],
        ),
        ("Between six- and 12-thousand seals, five to six million birds.", [(6000, 12000), (5000000, 6000000)]),
        ("It fell by 300 to 4,100; three out of five farms, one in four, lines 3 and 8.", [300, 4100]),
        ("By nine a guest, 47, said they won 3-1 after 40 nautical miles. In May 40 cows came.", [40]),
        ("Several thousand guests, hundreds of helpers, tens of thousands of birds.", [None, None, None]),
        ("One person died in a street of one town.", [1]),
        ("One hundred two thousand guests.", [100, 2000]),
    ],
)
def test_english_counts(text, found):
    """Digits with any separator, words in one or several, ranges; what is vague has no value."""
    assert counts(text, "en") == found


@pytest.mark.parametrize("word", ["Haus", "hundertmal", "zwanzigzwei", "twenty-eleven", "-", "und"])
def test_other_words_are_no_numbers(word):
    """What only begins like a number has no value."""
    assert [word_value(word, language) for language in ("de", "en")] == [None, None]


def test_a_number_that_nobody_can_mean_counts_nothing():
    """More than a lesson can hold is not taken for a count."""
    assert counts("9" * 50 + " Gäste, 999999 Milliarden Gäste", "de") == []
