"""The ground of all models: what a text, a whole number, a day, an address and an id are; and the article."""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from geo_lesson.common.language import LANGUAGES, Text


class Data(BaseModel):
    """The ground of all models here: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _local_text(value, info):
    """A map with one entry per language of the lesson; in a lesson of one language a plain string will do."""
    languages = (info.context or {}).get("languages", LANGUAGES)
    if isinstance(value, Text):
        return value
    if isinstance(value, str) and len(languages) == 1:
        value = {languages[0]: value}
    if not isinstance(value, dict):
        raise PydanticCustomError("text_not_map", "one text per language", {"languages": ", ".join(languages)})
    if unknown := [key for key in value if key not in languages]:
        told = {"language": str(unknown[0]), "languages": ", ".join(languages)}
        raise PydanticCustomError("text_unknown", "language not of this lesson", told)
    if missing := [key for key in languages if not str(value.get(key, "")).strip()]:
        raise PydanticCustomError("text_missing", "text missing", {"language": ", ".join(missing)})
    if not all(isinstance(text, str) for text in value.values()):
        raise PydanticCustomError("text_not_map", "one text per language", {"languages": ", ".join(languages)})
    texts = {key: text.strip() for key, text in value.items()}
    return Text(**dict.fromkeys(LANGUAGES, texts[languages[0]]) | texts)


def _whole(value):
    """Digits only: in a file, 12.000 could be meant as twelve or as twelve thousand, so it is asked, not guessed."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        if len(value) > _MOST_DIGITS:
            raise PydanticCustomError("whole_too_long", "too many digits", {"digits": _MOST_DIGITS})
        if len(value) > 1 and value[0] == "0":
            raise PydanticCustomError("leading_nought", "a leading zero", {"meant": value.lstrip("0") or "0"})
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise PydanticCustomError("whole_number", "whole number expected")


def or_none(written):
    """An empty cell of a table says nothing."""
    return None if written == "" else written


@lru_cache
def period(written):
    """The first and the last day of a date that may lack its day, or day and month. Raises ValueError.

    >>> period("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    match = _DATE.fullmatch(written)
    if match is None:
        raise ValueError(f'not a date: "{written}"')
    year, month, day = (part and int(part) for part in match.groups())
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f'no such month: "{written}"')
    first = date(year, month or 1, 1 if day is None else day)
    last = month or 12
    return first, date(year, last, calendar.monthrange(year, last)[1] if day is None else day)


def as_date(written):
    """A date as German spreadsheets write it, as the files have it; everything else as it is.

    With points it can only be day, month, year; what stands between slashes may be either, and is not guessed.

    >>> as_date("28.10.2024"), as_date("28.10.24 00:00"), as_date("10/28/2024")
    ('2024-10-28', '2024-10-28', '10/28/2024')
    """
    found = _SPREADSHEET.fullmatch(written) if isinstance(written, str) else None
    if not found:
        return written
    year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
    return f"{year}-{int(found['month']):02}-{int(found['day']):02}"


def _day(written):
    written = as_date(written)
    if written:
        try:
            period(written)
        except (ValueError, TypeError):
            raise PydanticCustomError("day", "not a date") from None
    return written


def _address(written):
    if written and not re.fullmatch(r"https?://[\w.-]+(:\d+)?([/?#]\S*)?", str(written)):
        raise PydanticCustomError("address", "not an address")
    return written


_MOST_DIGITS = 15
_SPREADSHEET = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d\d)(?: 0?0:00(?::00)?)?", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
Day = Annotated[str, BeforeValidator(_day)]
Address = Annotated[str, BeforeValidator(_address)]
LocalText = Annotated[
    Text, BeforeValidator(_local_text, json_schema_input_type=Annotated[str | dict[Literal["de", "en"], str], "text"])
]
Whole = Annotated[int, BeforeValidator(_whole)]
WordId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=60)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$", max_length=60)]
CardId = Annotated[str, StringConstraints(pattern=r"^M[1-9][0-9]{0,2}$")]
SentenceId = Annotated[str, StringConstraints(pattern=r"^W[1-9][0-9]{0,2}$")]


class Sentence(Data):
    """One sentence of the article: `id` is W and its position, counted from 1 through the whole article."""

    id: SentenceId
    text: str


class Paragraph(Data):
    """A heading and the sentences below it."""

    heading: str
    sentences: tuple[Sentence, ...]


class Article(Data):
    """The working text in one language."""

    language: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def lines(self):
        """Every line by its id: headings H1, H2 … and sentences W1, W2 …, in their order."""
        found = {}
        for number, paragraph in enumerate(self.paragraphs, start=1):
            found[f"H{number}"] = paragraph.heading
            found |= {sentence.id: sentence.text for sentence in paragraph.sentences}
        return found

    @property
    def sentences(self):
        """All sentences in their order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)
