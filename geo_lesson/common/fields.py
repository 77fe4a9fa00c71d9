"""Define the base of all models and their fields: text, whole number, day, address, id; and the article."""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from geo_lesson.common.language import LANGUAGES, Text


class Data(BaseModel):
    """The base of all models: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


T = TypeVar("T")


def _local_text(value: object, info: ValidationInfo) -> Text:
    """Read a map with one entry per language of the lesson; in a lesson of one language a plain string will do."""
    languages = (info.context or {}).get("languages", LANGUAGES)
    if isinstance(value, Text):
        return value
    if isinstance(value, str) and len(languages) == 1:
        value = {languages[0]: value}
    if not isinstance(value, dict):
        raise PydanticCustomError("text_not_map", "one text per language", {"languages": ", ".join(languages)})
    if unknown := [key for key in value if key not in languages]:
        values = {"language": str(unknown[0]), "languages": ", ".join(languages)}
        raise PydanticCustomError("text_unknown", "language not of this lesson", values)
    if missing := [key for key in languages if not str(value.get(key, "")).strip()]:
        raise PydanticCustomError("text_missing", "text missing", {"language": ", ".join(missing)})
    if not all(isinstance(text, str) for text in value.values()):
        raise PydanticCustomError("text_not_map", "one text per language", {"languages": ", ".join(languages)})
    texts = {key: text.strip() for key, text in value.items()}
    return Text(**(dict.fromkeys(LANGUAGES, texts[languages[0]]) | texts))


def _whole(value: object) -> int:
    """Accept digits only: 12.000 in a file could mean twelve or twelve thousand, which must not be guessed."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        if len(value) > _MOST_DIGITS:
            raise PydanticCustomError("whole_too_long", "too many digits", {"digits": _MOST_DIGITS})
        if len(value) > 1 and value[0] == "0":
            raise PydanticCustomError("leading_nought", "a leading zero", {"meant": value.lstrip("0") or "0"})
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise PydanticCustomError("whole_number", "whole number expected")


def or_none(written: T) -> T | None:
    """Read an empty cell of a table as None."""
    return None if written == "" else written


@lru_cache
def period(written: str) -> tuple[date, date]:
    """Return the first and the last day of a date that may lack its day, or day and month. Raises ValueError.

    >>> period("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    match = _DATE.fullmatch(written)
    if match is None:
        raise ValueError(f'not a date: "{written}"')
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f'no such month: "{written}"')
    first = date(year, month or 1, 1 if day is None else day)
    last = month or 12
    return first, date(year, last, calendar.monthrange(year, last)[1] if day is None else day)


def as_date(written: T) -> T | str:
    """Turn a date as German spreadsheets write it into YYYY-MM-DD; return everything else as it is.

    With points the order can only be day, month, year; with slashes it is not clear and not guessed.

    >>> as_date("28.10.2024"), as_date("28.10.24 00:00"), as_date("10/28/2024")
    ('2024-10-28', '2024-10-28', '10/28/2024')
    """
    match = _SPREADSHEET.fullmatch(written) if isinstance(written, str) else None
    if not match:
        return written
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    return f"{year}-{int(match['month']):02}-{int(match['day']):02}"


def _day(written: object) -> object:
    day = as_date(written)
    if day:
        try:
            period(day)
        except (ValueError, TypeError):
            raise PydanticCustomError("day", "not a date") from None
    return day


def _address(written: object) -> object:
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
SENTENCE = r"^W[1-9][0-9]{0,2}$"
SentenceId = Annotated[str, StringConstraints(pattern=SENTENCE)]


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
    def lines(self) -> dict[str, str]:
        """Return every line by its id, in order: headings H1, H2 … and sentences W1, W2 …"""
        lines = {}
        for number, paragraph in enumerate(self.paragraphs, start=1):
            lines[f"H{number}"] = paragraph.heading
            lines |= {sentence.id: sentence.text for sentence in paragraph.sentences}
        return lines

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return all sentences in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)
