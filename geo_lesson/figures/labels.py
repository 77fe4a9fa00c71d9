"""How a claim, a day and a name are written beside a mark."""

from collections.abc import Collection

from geo_lesson.claims.models import Claim, RecordedClaim, Source
from geo_lesson.claims.taxonomy import Location
from geo_lesson.common.fields import period
from geo_lesson.common.language import format_day, format_number


def differ_by_place(claims: Collection[Claim]) -> bool:
    """Whether it is the place that tells claims from one another, and not the state of those counted."""
    return len({claim.status for claim in claims}) == 1 and len({claim.place for claim in claims}) > 1


def stated_on(claim: Claim) -> str:
    """The day a claim was made, as the record has it; empty where it does not say, or for a claim of the article."""
    return claim.stated_on if isinstance(claim, RecordedClaim) else ""


def number_with_sign(claim: Claim, language: str) -> str:
    """The figure of a claim with the sign of its bound, where the claim allows one bound only; a dash without figure.

    >>> from geo_lesson.claims.models import Claim
    >>> one, other = Claim(id="a", value=3000, bound="at_least"), Claim(id="b", low=11000, high=12000)
    >>> number_with_sign(one, "de"), number_with_sign(other, "en")
    ('≥\xa03.000', '11,000–12,000')
    """
    if claim.ends is None:
        return "–"
    low, high = (format_number(end, language) for end in claim.ends)
    sign = _SIGNS[claim.bound[0]] if len(claim.bound) == 1 else ""
    return sign + (low if low == high else f"{low}–{high}")


def short_day(written: str, language: str) -> str:
    """Write a day without its year, or a month with it.

    >>> [short_day("2024-10-28", language) for language in ("de", "en")], short_day("2024-12", "de")
    (['28.10.', '28 Oct'], '12/2024')
    """
    first, last = period(written)
    whole: str = format_day(written, language)
    return whole.removesuffix(f"{first.year}").strip() if first == last else whole


def is_dated(time: str) -> bool:
    """Whether a time is a date, and not one of the lesson's undated times."""
    return time[:1].isdigit()


def date_or_time(time: str, language: str) -> str:
    """Write a date with its year; one of the lesson's undated times as it is.

    >>> date_or_time("2024-10-28", "en"), date_or_time("soon", "en")
    ('28 Oct 2024', 'soon')
    """
    return format_day(time, language) if is_dated(time) else time


def short_name(name: str) -> str:
    """Return a name without what only explains it.

    >>> short_name("Pentagon (US-Verteidigungsministerium)"), short_name("Wolodymyr Selenskyj, Präsident der Ukraine")
    ('Pentagon', 'Wolodymyr Selenskyj')
    """
    return name.split(" (")[0].split(", ")[0]


def name_of(row: Source | Location, language: str) -> str:
    """The name of a source or a place; its id where it has none."""
    return (row.name_de if language == "de" else row.name_en) or row.id


_SIGNS = {"exact": "", "about": "≈\u00a0", "at_least": "≥\u00a0", "at_most": "≤\u00a0", "unclear": ""}
