"""Words that hedge, and the same words in ordinary prose."""

import pytest

from geo_lesson.extraction.hedges import hedges


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("In May 40 cows were sold at May Brothers farm.", "en", []),
        ("The toll could rise; it may have risen. The hall could hold 300.", "en", ["could", "may"]),
        ("The bridge would be closed. He appeared in court. It appears to leak.", "en", ["appears"]),
        ("Forty are feared dead; the firm feared losses and expected more.", "en", ["feared"]),
        ("It is expected to close.", "en", ["expected"]),
        ("Die Brücke soll saniert werden. Er soll 300 Menschen betrogen haben.", "de", ["soll"]),
        ("Zunächst war von 40 die Rede. Er ging zunächst nach Hause.", "de", ["Zunächst"]),
        ("Das Wohl der Kinder; sie kommen wohl.", "de", ["wohl"]),
        ("40 wurden vorläufig festgenommen; vorläufig sind es 12.", "de", ["vorläufig"]),
        ("Der Verband befürchtet Verluste.", "de", []),
    ],
)
def test_a_hedge_hedges_beside_its_words(text, language, words):
    """Names, months, plans, duties, abilities and arrests are no hedges."""
    assert list(hedges(text, language)) == words
