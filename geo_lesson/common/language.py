"""Hold texts in German and English; read and write numbers and times as each language does."""

import locale
import os
import re
from dataclasses import dataclass
from datetime import date, datetime

LANGUAGES = ("de", "en")

_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*")
_LONGEST = 100  # characters; longer texts are no numbers
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f", " "))


@dataclass(frozen=True)
class Text:
    """The same words in German and English; `text["de"]` reads one of them.

    A missing language fails where the text is written, not where it is read.

    >>> Text(de="Hinweis", en="Hint")["en"]
    'Hint'
    """

    de: str
    en: str

    def __getitem__(self, language: str) -> str:
        if language not in LANGUAGES:
            raise KeyError(language)
        return self.de if language == "de" else self.en

    def fill(self, **values: object) -> "Text":
        """Fill the places in braces: whole numbers as each language writes them, texts in that language.

        >>> Text(de="{n} Menschen", en="{n} people").fill(n=12000)
        Text(de='12.000 Menschen', en='12,000 people')

        Words for one thing and for several stand behind a colon, `#` for the number:

        >>> [Text(de="{n:ein Kasten|# Kästen}", en="{n:one box|# boxes}").fill(n=n)["en"] for n in (1, 0, 2)]
        ['one box', '0 boxes', '2 boxes']
        """
        return Text(*(self[of].format(**{k: _in_language(v, of) for k, v in values.items()}) for of in LANGUAGES))


def _in_language(value: object, language: str) -> str:
    if isinstance(value, Text):
        return value[language]
    return _Number(format_number(value, language)) if isinstance(value, int) else str(value)


class _Number(str):
    """A number as a language writes it; its format chooses between the words for one and for several."""

    __slots__ = ()

    def __format__(self, words: str) -> str:
        return words.split("|")[self != "1"].replace("#", self) if words else str(self)


def format_number(value: int, language: str) -> str:
    """Write a whole number as the language does.

    >>> format_number(12000, "de"), format_number(12000, "en")
    ('12.000', '12,000')
    """
    # Imported here, as Babel loads a locale file.
    from babel.numbers import format_decimal

    return format_decimal(value, locale=language)


def read_number(written: str) -> int | None:
    """Read a whole number as people write it; return None where it is not clear which number is meant.

    Thousands may be separated by a point, a comma, a space or an apostrophe, one and the same throughout: what is
    counted here is whole, so `2.000` and `2,000` are both two thousand. `2,5`, `12.00` and `1.000,5` are not clear.

    >>> [read_number(w) for w in ("2000", "2.000", "2 000", "2,000", "2,5", "1.000,000", "")]
    [2000, 2000, 2000, 2000, None, None, None]
    """
    written = written.translate(_SPACES).strip()
    if len(written) > _LONGEST:
        return None
    if not written.isascii() and not _GROUPED.fullmatch(written):
        return None
    if _DIGITS.fullmatch(written) or _GROUPED.fullmatch(written):
        return int(re.sub(r"\D", "", written))
    return None


def format_time(moment: datetime, language: str) -> str:
    """Write date and time of a moment, in the moment's own zone.

    >>> format_time(datetime(2024, 10, 28, 10, 42), "de"), format_time(datetime(2024, 10, 28, 10, 42), "en")
    ('28.10.2024, 10:42', '28 Oct 2024, 10:42')
    """
    from babel.dates import format_datetime

    pattern = {"de": "dd.MM.yyyy, HH:mm", "en": "d MMM yyyy, HH:mm"}[language]
    return format_datetime(moment, pattern, locale=language)


def format_day(written: str, language: str) -> str:
    """Write a date that may lack its day, or day and month, as the record has it.

    >>> [format_day("2024-10-28", language) for language in LANGUAGES], format_day("2024-12", "en")
    (['28.10.2024', '28 Oct 2024'], 'Dec 2024')
    """
    from babel.dates import format_date

    year, *rest = (int(part) for part in written.split("-"))
    pattern = {"de": ("yyyy", "MM/yyyy", "dd.MM.yyyy"), "en": ("yyyy", "MMM yyyy", "d MMM yyyy")}[language][len(rest)]
    return format_date(date(year, *rest, *[1] * (2 - len(rest))), pattern, locale=language)


def system_language() -> str:
    """Return the language of this machine: `de` where that is German, else `en`."""
    settings = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    setting = next((s for s in settings if s), "") or locale.getlocale()[0] or ""
    return "de" if setting.lower().startswith(("de", "german")) else "en"
