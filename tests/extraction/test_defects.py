"""Suspected defects of a text."""

import pytest

from geo_lesson.extraction.defects import defects
from geo_lesson.extraction.numbers import numbers_in


def found(text, language):
    return defects(text, numbers_in(text, language), language)


@pytest.mark.parametrize(
    ("text", "language", "kind", "quote"),
    [
        ("Der Zoo Nord hatte Streit mit dem Zoo Nord.", "de", "repeated", "Zoo Nord"),
        ("Der Zoo kam kam später.", "de", "repeated", "kam kam"),
        ("Der Zoo in Neustadtinsbesondere am Abend half.", "de", "run_together", "Neustadtinsbesondere"),
        ("Der Besuch in Neu-Altvor allem am Abend half.", "de", "run_together", "Neu-Altvor allem"),
        ("Der ZooDirektor half.", "de", "run_together", "ZooDirektor"),
        ("Es halfen 300Menschen.", "de", "run_together", "300Menschen"),
        ("Die Ankunft von an 300 Gästen half.", "de", "stray", "von an 300"),
        ("Es halfen eine 300 Gäste.", "de", "stray", "eine 300"),
        ("Der neue Zoo einen großen Erfolg erreicht.", "de", "auxiliary", "großen Erfolg erreicht."),
        ("The arrival of up 300 guests helped.", "en", "stray", "of up 300"),
        ("There were a 300 guests.", "en", "stray", "a 300"),
        ("The guests been seated.", "en", "auxiliary", "guests been seated."),
        ("The zoo in Newtownespecially helped.", "en", "run_together", "Newtownespecially"),
        ("New Town met with New Town again.", "en", "repeated", "New Town"),
    ],
)
def test_what_is_suspected(text, language, kind, quote):
    """A repeated name, words run together, a stray word before a number, a missing auxiliary."""
    assert (kind, quote) in found(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("An 300 Orten halfen Menschen mit den 20 Booten und bis zu 40 Hunden.", "de"),
        ("Der Streit, der der Stadt schadete, ist beigelegt.", "de"),
        ("Der neue Zoo hat einen großen Erfolg erreicht.", "de"),
        ("Dazwischen und inzwischen kam die Bürgermeisterin an.", "de"),
        ("Up to 300 guests, an estimated 20 dogs and a 45-year-old man have been seated.", "en"),
        ("It had had to close, and she said that that was so.", "en"),
        ("They had not been told, and nobody's been asked.", "en"),
    ],
)
def test_sound_sentences_are_not_suspected(text, language):
    """What only looks like a defect is left alone."""
    assert found(text, language) == []
