"""Mark words in the article, in one layer or several; a mark that overlaps its target is enough."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, StringConstraints, model_validator

from geo_lesson.common.fields import Data, LocalText, Whole
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Basis, Exercise, Missing, answer_fields, require_known_id, require_unique_ids
from geo_lesson.exercises.results import (
    AnswerSpace,
    Feedback,
    OptionFeedback,
    Outcome,
    Quotation,
    QuotedLine,
    Remark,
    Response,
)

_MARK = re.compile(r"([WH]\d{1,3}) (\d{1,3})-(\d{1,3}) ([A-Z])")
LayerId = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
LineId = Annotated[str, StringConstraints(pattern=r"^[WH][1-9][0-9]{0,2}$")]


class Layer(Data):
    """One highlighter, and what it marks; its letter is the id, unless `letter` has another one for each language."""

    id: LayerId
    letter: LocalText | None = None
    text: LocalText

    def sign(self, language: str) -> str:
        """Return the letter that people see."""
        return self.letter[language] if self.letter else self.id


class Target(Data):
    """A place worth marking: a quote that stands once in sentence W… or heading H…, and the layers that fit it.

    `also`: further quotes from the same line, by language, that show the same thing; they count as the same place.
    """

    line: Annotated[LineId, Field(alias="in")]
    layers: Annotated[tuple[LayerId, ...], Field(min_length=1)]
    quote: LocalText
    also: dict[Literal["de", "en"], tuple[str, ...]] = Field(default={})
    feedback: LocalText

    def quotes(self, language: str) -> tuple[str, ...]:
        """Return all quotes that a mark may share a word with, the main one first."""
        return (self.quote[language], *(text for of, texts in self.also.items() if of == language for text in texts))


class Mark(NamedTuple):
    """Words marked in a line, from the first to the last, counted from 0, and the id of a layer."""

    line: str
    first: int
    last: int
    layer: str


class MarkBasis(Basis):
    """What level 1 adds: also other numbers of targets, `{}` for no judgement at all."""

    need: dict[LayerId, Whole] | None = None


class MarkText(Exercise):
    """Mark words of the article.

    An answer maps "marks" to marks set apart by ";", each a line, the first and last word counted from 0, and a layer,
    such as "W6 9-11 Z"; and "language" to the language they were made in, because words differ between languages.
    `need` says how many targets of each layer make a good answer; a mark longer than `max_words` meets none.
    """

    NEEDS_ARTICLE = True

    kind: Literal["mark-text"]
    layers: Annotated[tuple[Layer, ...], Field(min_length=1)]
    need: dict[LayerId, Whole]
    max_words: Whole = 12
    targets: Annotated[tuple[Target, ...], Field(min_length=1)]
    elsewhere: LocalText
    basis: MarkBasis | None = None

    @model_validator(mode="after")
    def _known_layers(self) -> Self:
        require_unique_ids(self.layers, "layers")
        known = [layer.id for layer in self.layers]
        for id in self.need:
            require_known_id(id, known, ("need", id, "[key]"))
        for id in (self.basis and self.basis.need) or ():
            require_known_id(id, known, ("basis", "need", id, "[key]"))
        for i, target in enumerate(self.targets):
            for j, id in enumerate(target.layers):
                require_known_id(id, known, ("targets", i, "layers", j))
        return self

    @property
    def _needed(self) -> Mapping[str, int]:
        """How many targets of each layer make a good answer, at the level of the lesson."""
        eased = self.basis.need if self.is_eased and self.basis else None
        return self.need if eased is None else eased

    def marks(self, answer: object) -> tuple[list[Mark], str]:
        """Return the marks of words that the article has, and the language they were made in."""
        articles, language = self._setting.article, answer_fields(answer).get("language")
        language = language if isinstance(language, str) and language in articles else next(iter(articles), "de")
        layers = [layer.id for layer in self.layers]
        length = {id: len(text.split()) for id, text in articles.get(language, {}).items()}
        marks = _marks_written(answer)
        return [m for m in marks if m.layer in layers and m.first <= m.last < length.get(m.line, 0)], language

    def missing_fields(self, answer: object) -> Missing:
        """Ask for a mark."""
        return () if self.marks(answer)[0] else (("value", messages.MARK_SOMETHING),)

    def _layers_met(self, answer: object) -> dict[int, set[str]]:
        """Return the layers in which each target was met, by its position; targets not met are not named."""
        marks, language = self.marks(answer)
        met: dict[int, set[str]] = {}
        for i, target in enumerate(self.targets):
            if layers := {mark.layer for mark in marks if self._meets(mark, target, language)}:
                met[i] = layers
        return met

    def _found(self, answer: object) -> dict[str, int]:
        """Return how many targets were met in each layer that needs some."""
        met = self._layers_met(answer).values()
        return {layer: sum(layer in layers for layers in met) for layer in self._needed}

    def outcome(self, answer: object) -> Outcome:
        """Return whether enough targets of each layer were met."""
        found = self._found(answer)
        return Outcome(all(found[layer] >= n for layer, n in self._needed.items()) if self._needed else None)

    def judge(self, answer: object) -> Feedback:
        """Return the marks with the feedback on each, then the targets that no mark meets.

        A mark meets a target if they share a word, the layer fits and the mark is not too long.
        """
        marks, language = self.marks(answer)
        met, remarks = self._layers_met(answer), []
        for mark in marks:
            target = next((target for target in self.targets if self._meets(mark, target, language)), None)
            about = messages.MARKED_WORDS.fill(sign=self._signs([mark.layer]), quote=self._quote(mark, language))
            text = target.feedback if target else self._feedback_elsewhere(mark)
            remarks.append(Remark(text, about, True if target else None))
        others = tuple(
            Remark(t.feedback, Text(**{of: f"{self._signs(t.layers)[of]}: {t.quote[of]}" for of in LANGUAGES}))
            for i, t in enumerate(self.targets)
            if i not in met
        )
        summary = self._summary(self._found(answer)) if self._needed else None
        return Feedback(self.outcome(answer), tuple(remarks), others, summary)

    def _feedback_elsewhere(self, mark: Mark) -> Text:
        too_long = mark.last - mark.first >= self.max_words
        return messages.MARK_TOO_LONG.fill(n=self.max_words) if too_long else self.elsewhere

    def _summary(self, found: Mapping[str, int]) -> Text:
        sentences = [
            messages.PASSAGES_FOUND.fill(
                layer=self._signs([id]), n=found[id], need=need, all=sum(id in t.layers for t in self.targets)
            )
            for id, need in self._needed.items()
        ]
        return Text(**{of: " ".join(text[of] for text in sentences) for of in LANGUAGES})

    def _signs(self, ids: Iterable[str]) -> Text:
        """Return the letters of layers, in each language."""
        layers = [layer for layer in self.layers if layer.id in ids]
        return Text(**{of: "/".join(layer.sign(of) for layer in layers) for of in LANGUAGES})

    def _meets(self, mark: Mark, target: Target, language: str) -> bool:
        if mark.line != target.line or mark.layer not in target.layers or mark.last - mark.first >= self.max_words:
            return False
        text = self._setting.article[language][mark.line]
        words = [m.span() for m in re.finditer(r"\S+", text)]
        begin, end = words[mark.first][0], words[mark.last][1]
        places = [(text.find(quote), len(quote)) for quote in target.quotes(language)]
        return any(start >= 0 and begin < start + length and end > start for start, length in places)

    def _quote(self, mark: Mark, language: str) -> str:
        return " ".join(self._setting.article[language][mark.line].split()[mark.first : mark.last + 1])

    def describe(self, answer: object, language: str) -> str:
        """Return a line for each mark, layer by layer, its words in the language it was marked in.

        A mark for which the article has no words, or no longer any, is described by its place.
        """
        marks, made_in = self.marks(answer)
        signs = {layer.id: layer.sign(language) for layer in self.layers}
        words = [(m, self._quote(m, made_in)) for m in marks]
        words += [(m, f"{m.first}-{m.last}") for m in _marks_written(answer) if m not in marks]
        words.sort(key=lambda pair: pair[0].layer)
        return "\n".join(f"{signs.get(m.layer, m.layer)} {m.line}: {text}" for m, text in words) or "–"

    def marked_words(self, answer: object) -> str:
        """Return the words marked, as `describe` has them in the language of the marks."""
        return self.describe(answer, self.marks(answer)[1])

    def text_change(self, attempt: Mapping[str, Any]) -> Text | None:
        """Return whether the words at these places are still the ones that were marked; 0.1.0 did not keep them."""
        kept = attempt.get("words")
        if attempt.get("step") != "answer" or kept == self.marked_words(attempt["answer"].get("value")):
            return None
        return messages.TEXT_CHANGED if kept and isinstance(kept, str) else messages.TEXT_MAY_HAVE_CHANGED

    def describe_attempt(self, attempt: Mapping[str, Any], language: str) -> str:
        """Return the words as they were marked, where they were kept, and that the article has changed since."""
        change = self.text_change(attempt)
        if change is None:
            return super().describe_attempt(attempt, language)
        known = change is messages.TEXT_CHANGED
        words = attempt["words"] if known else super().describe_attempt(attempt, language)
        return f"{words}\n({change[language]})"

    def responses(self, answer: object, language: str) -> Sequence[Response]:
        """Return each target as met or not, in the order of the file; then the words marked elsewhere."""
        met = self._layers_met(answer)
        responses = []
        for i, target in enumerate(self.targets):
            text = messages.PASSAGE_MARKED if i in met else messages.PASSAGE_NOT_MARKED
            responses.append(Response(f"{target.line}: {target.quote[language]}", text[language], i in met))
        elsewhere = [remark.about for remark in self.judge(answer).remarks if remark.correct is None and remark.about]
        return [*responses, *(Response(messages.MARKED_ELSEWHERE[language], a[language], False) for a in elsewhere)]

    def possible_responses(self, language: str) -> Sequence[Response]:
        """Return none: any words may be marked."""
        return ()

    def expected(self) -> tuple[Remark, ...]:
        """Return each target with its line, and the layers that fit."""
        remarks = []
        for t in self.targets:
            about = messages.EXPECTED_PASSAGE.fill(line=t.line, signs=self._signs(t.layers), quote=t.quote)
            remarks.append(Remark(t.feedback, about, True))
        return tuple(remarks)

    def option_feedback(self) -> Iterable[OptionFeedback]:
        """Return none: a mark elsewhere is not wrong."""
        return ()

    def quoted_lines(self) -> Iterable[QuotedLine]:
        """Return the line of each target and its quotes."""
        for i, target in enumerate(self.targets):
            at = ("targets", i)
            quotes = [Quotation((*at, "quote", of), target.quote[of], of) for of in LANGUAGES]
            for of, texts in target.also.items():
                quotes += [Quotation((*at, "also", of, j), text, of) for j, text in enumerate(texts)]
            yield QuotedLine((*at, "in"), target.line, tuple(quotes))

    def task_data(self, language: str) -> dict[str, Any]:
        """Return the layers, and the lines of the article with their words, in each language."""
        lines = {
            of: [{"id": id, "words": text.split()} for id, text in article.items()]
            for of, article in self._setting.article.items()
        }
        layers = [{"id": one.id, "letter": one.sign(language), "text": one.text[language]} for one in self.layers]
        return {"layers": layers, "lines": lines}

    def answer_space(self, language: str) -> AnswerSpace:
        """Return the letters to write into the text."""
        layers = tuple((layer.sign(language), layer.text[language]) for layer in self.layers)
        return AnswerSpace("letters", layers, messages.TASK_LABELS["mark"][language])


def _marks_written(answer: object) -> list[Mark]:
    """Return the marks as they are written in an answer, whether or not the article has these words."""
    written = str(answer_fields(answer).get("marks", "")).split(";")
    matches = [match for match in (_MARK.fullmatch(mark.strip()) for mark in written) if match]
    return [Mark(match[1], int(match[2]), int(match[3]), match[4]) for match in matches]
