"""What a number is, by the words around it."""

import pytest

from geo_lesson.extraction.numbers import numbers_in


def values(text, language):
    return [number.low for number in numbers_in(text, language) if number.kind == "count"]


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
        ("Rund 20 Prozent gingen los.", "de", "percent"),
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
        ("Some 20 percent left.", "en", "percent"),
        ("After 20 miles it ended.", "en", "measure"),
        ("A 45-year-old man left.", "en", "label"),
        ("It ended on Highway 61.", "en", "label"),
    ],
)
def test_what_is_not_a_count(text, language, kind):
    """Dates, years, ordinals, times of day, prices, telephone numbers, shares, measures, parts of names."""
    assert {number.kind for number in numbers_in(text, language)} == {kind}


def test_a_count_may_look_like_a_year():
    """Four digits count something where a noun follows or a bound stands before them."""
    assert values("Es kamen 2000 Gäste.", "de") == [2000]
    assert values("Es kamen rund 2000.", "de") == [2000]
    assert values("About 2000 came.", "en") == [2000]
