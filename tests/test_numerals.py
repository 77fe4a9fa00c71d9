"""Numbers in digits and in words, and what is not a count."""

import pytest

from geo_lesson.numerals import numbers_in, word_value


def counts(text, language):
    """The counts of a sentence: the value, or the two ends, or None for a vague one."""
    found = [n for n in numbers_in(text, language) if n.kind in ("count", "vague")]
    return [n.low if n.low == n.high else (n.low, n.high) for n in found]


def kinds(text, language):
    return [(text[n.start : n.end], n.kind) for n in numbers_in(text, language)]


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
        ("Die Zahl stieg von 200 auf 300.", [200, 300]),
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
        ("Several thousand guests, hundreds of helpers, tens of thousands of birds.", [None, None, None]),
        ("One person died in a street of one town.", [1]),
    ],
)
def test_english_counts(text, found):
    """Digits with any separator, words in one or several, ranges; what is vague has no value."""
    assert counts(text, "en") == found


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Am 28. Oktober ging es los.", "de", "date"),
        ("Am 28.10.2024 ging es los.", "de", "date"),
        ("Im Jahr 2024 ging es los.", "de", "year"),
        ("2024 ging es los.", "de", "year"),
        ("Im September 2023 ging es los.", "de", "year"),
        ("Im 3. Stock ging es los.", "de", "ordinal"),
        ("Um 14.30 Uhr ging es los.", "de", "time"),
        ("Um 14:30 ging es los.", "de", "time"),
        ("Das kostet 300 Euro.", "de", "price"),
        ("Das kostet 1,5 Millionen Euro.", "de", "price"),
        ("Unter Telefon 030/123456 geht es los.", "de", "phone"),
        ("Rund 20 Prozent gingen los.", "de", "share"),
        ("Nach 20 bis 30 Kilometern war Schluss.", "de", "measure"),
        ("Nach drei Stunden war Schluss.", "de", "measure"),
        ("Ein 45-jähriger Mann ging los.", "de", "label"),
        ("It began on October 28.", "en", "date"),
        ("It began on 28 October.", "en", "date"),
        ("It began in 2024.", "en", "year"),
        ("The 2022 floods were worse.", "en", "year"),
        ("It was the 21st time.", "en", "ordinal"),
        ("It began at 3 p.m. on Monday.", "en", "time"),
        ("It cost $3 million.", "en", "price"),
        ("It cost three million dollars.", "en", "price"),
        ("Please call 0800 555 0100.", "en", "phone"),
        ("Some 20 percent left.", "en", "share"),
        ("After 20 miles it ended.", "en", "measure"),
        ("A 45-year-old man left.", "en", "label"),
        ("It ended on Highway 61.", "en", "label"),
    ],
)
def test_what_is_not_a_count(text, language, kind):
    """Dates, years, ordinals, times of day, prices, telephone numbers, shares, measures, parts of names."""
    assert {found for _, found in kinds(text, language)} == {kind}


def test_a_count_may_look_like_a_year():
    """Four digits count something where a noun follows or a bound stands before them."""
    assert counts("Es kamen 2000 Gäste.", "de") == [2000]
    assert counts("Es kamen rund 2000.", "de") == [2000]
    assert counts("About 2000 came.", "en") == [2000]


@pytest.mark.parametrize("word", ["Haus", "hundertmal", "zwanzigzwei", "twenty-eleven", "-", "und"])
def test_other_words_are_no_numbers(word):
    """What only begins like a number has no value."""
    assert [word_value(word, language) for language in ("de", "en")] == [None, None]


def test_a_number_that_nobody_can_mean_counts_nothing():
    """More than a lesson can hold is not taken for a count."""
    assert counts("9" * 50 + " Gäste, 999999 Milliarden Gäste", "de") == []
