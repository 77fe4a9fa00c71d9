"""Short words for narrow drawings: a name, a day, a number, and what the student chose."""

from geo_lesson.language import Text, format_day, format_number
from geo_lesson.model import period


def number(claim, language):
    """The figure of a claim with the sign of its bound, where the claim allows one bound only; a dash without figure.

    >>> from geo_lesson.claims import Claim
    >>> number(Claim(id="a", value=3000, bound="at_least"), "de"), number(Claim(id="b", low=11000, high=12000), "en")
    ('≥\xa03.000', '11,000–12,000')
    """
    if claim.ends is None:
        return "–"
    low, high = (format_number(end, language) for end in claim.ends)
    sign = _SIGNS[claim.bound[0]] if len(claim.bound) == 1 else ""
    return sign + (low if low == high else f"{low}–{high}")


def day(written, language):
    """A day without its year, or a month with it.

    >>> [day("2024-10-28", language) for language in ("de", "en")], day("2024-12", "de")
    (['28.10.', '28 Oct'], '12/2024')
    """
    first, last = period(written)
    whole = format_day(written, language)
    return whole.removesuffix(f"{first.year}").strip() if first == last else whole


def when(written, language):
    """A date with its year; one of the lesson's undated times as it is.

    >>> when("2024-10-28", "en"), when("soon", "en")
    ('28 Oct 2024', 'soon')
    """
    return format_day(written, language) if written[:1].isdigit() else written


def short(name):
    """A name without what only explains it.

    >>> short("Pentagon (US-Verteidigungsministerium)"), short("Wolodymyr Selenskyj, Präsident der Ukraine")
    ('Pentagon', 'Wolodymyr Selenskyj')
    """
    return name.split(" (")[0].split(", ")[0]


def named(row, language):
    """The name of a source or a place; its id where it has none."""
    return getattr(row, f"name_{language}") or row.id


def chosen(scene):
    """What the student put into the rows of a classification: {row id: value id}; empty without an answer."""
    answer = scene.answer if isinstance(scene.answer, dict) else {}
    known = choices(scene)
    given = {row.id: answer.get(f"{row.id} value") for row in getattr(scene.exercise, "rows", ())}
    return {row: value for row, value in given.items() if value in known}


def choices(scene):
    """What could be chosen in a classification: {value id: its words up to the first dash}."""
    found = getattr(scene.exercise, "values", ())
    return {value.id: value.text[scene.language].split(" – ")[0] for value in found}


SIGNS = Text(de="≥ mindestens · ≤ höchstens · ≈ etwa", en="≥ at least · ≤ at most · ≈ about")
_SIGNS = {"exact": "", "about": "≈\u00a0", "at_least": "≥\u00a0", "at_most": "≤\u00a0", "unclear": ""}
