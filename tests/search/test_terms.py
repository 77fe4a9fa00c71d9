import pytest

from geo_lesson.search.terms import Terms


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["Soldat", "Soldaten", "SOLDATEN"]),
        ("de", ["Generäle", "Generaele", "Generale", "Gene\u0301ra\u0308le"]),
        ("de", ["Grünflächen", "Gruenflaechen", "Grunflachen", "Gru\u0308nfla\u0308chen"]),
        ("de", ["Straße", "Strasse", "Straßen"]),
        ("de", ["12.000", "12,000", "12 000", "12\u202f000", "12000", "12'000"]),
        ("de", ["1.000.000", "1000000", "١٠٠٠٠٠٠"]),
        ("de", ["7", "07"]),
        ("en", ["soldier", "soldiers", "soldier's", "soldier\u2019s"]),
        ("en", ["denies", "denied", "deny"]),
        ("en", ["Zelensky's", "Zelensky"]),
        ("en", ["cafe\u0301", "café", "cafe"]),
    ],
)
def test_forms_of_a_word_are_one_term(language, words):
    """Endings, capitals, umlauts however they are typed or stored, and the signs between thousands."""
    assert len({Terms(language).term(word) for word in words}) == 1


@pytest.mark.parametrize(("one", "other"), [("12.000", "1.200"), ("Kursk", "Kurs"), ("10.000", "100.000")])
def test_other_words_are_other_terms(one, other):
    assert Terms("de").term(one) != Terms("de").term(other)


def test_spellings_of_a_name_are_one_term():
    """Whichever of them is typed, in whichever language, also with the s of a genitive."""
    spellings = [["Selenskyj", "Zelensky", "Zelenskyy"]]
    for language in ("de", "en"):
        terms = Terms(language, spellings)
        typed = ("Selenskyj", "selenskyjs", "Zelensky", "ZELENSKYY", "Zelenskys")
        assert len({terms.term(word) for word in typed}) == 1
    assert Terms("de").term("Selenskyj") != Terms("de").term("Zelenskyy")


def test_words_know_where_they_stand():
    """So that they can be marked in the text; a full stop or a hyphen is no part of a word."""
    text = "Rund 12.000 Soldaten, C-14 und „Übung“."
    words = list(Terms("de").words(text))
    assert [text[word.start : word.end] for word in words] == ["Rund", "12.000", "Soldaten", "C", "14", "und", "Übung"]


def test_a_date_is_no_thousand():
    """28.10.2024 and 2.5 are their parts, however many digits."""
    assert [word.term for word in Terms("de").words("28.10.2024, 2.5, 1.2345")] == [
        "28",
        "10",
        "2024",
        "2",
        "5",
        "1",
        "2345",
    ]


def test_what_nobody_would_call_a_word_is_left_out():
    """Thousands of letters or digits without a space are no word."""
    assert list(Terms("de").words("x" * 5000 + " " + "7" * 5000)) == []
