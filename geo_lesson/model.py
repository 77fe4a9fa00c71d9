"""What a lesson's files say, as frozen models: unknown keys are refused, every text is there in each language."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from geo_lesson.language import LANGUAGES, Text


class Data(BaseModel):
    """The ground of all models here: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


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
        raise PydanticCustomError("text_unknown", "language not of this lesson", {"language": unknown[0]})
    if missing := [key for key in languages if not str(value.get(key, "")).strip()]:
        raise PydanticCustomError("text_missing", "text missing", {"language": ", ".join(missing)})
    if not all(isinstance(text, str) for text in value.values()):
        raise PydanticCustomError("text_not_map", "one text per language", {"languages": ", ".join(languages)})
    texts = {key: text.strip() for key, text in value.items()}
    return Text(**dict.fromkeys(LANGUAGES, texts[languages[0]]) | texts)


def _whole(value):
    """Digits only: in a file, 12.000 could be meant as twelve or as twelve thousand, so it is asked, not guessed."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise PydanticCustomError("whole_number", "whole number expected", {"written": str(value)[:40]})


LocalText = Annotated[Text, BeforeValidator(_local_text)]
Whole = Annotated[int, BeforeValidator(_whole)]
WordId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
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
    def sentences(self):
        """All sentences in their order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)


class Chapter(Data):
    """One notebook: its goals and, in order, the exercises it asks for."""

    id: WordId
    title: LocalText
    minutes: Whole
    goals: tuple[LocalText, ...] = ()
    exercises: tuple[WordId, ...]


class Outline(Data):
    """What lesson.yaml says: the lesson's name, its label, its leading question and its chapters."""

    id: WordId
    version: Annotated[str, Field(min_length=1, max_length=20)]
    languages: Annotated[tuple[Literal["de", "en"], ...], Field(min_length=1)] = LANGUAGES
    shared_account: bool = False
    title: LocalText
    question: LocalText
    label: LocalText
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]
