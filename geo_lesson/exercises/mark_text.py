"""Mark words in the article, in one layer or several; a mark that overlaps its target is enough."""

import re
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, StringConstraints, model_validator

from geo_lesson.common.fields import Data, LocalText, Whole
from geo_lesson.common.language import Text
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Basis, Exercise, Feedback, Remark, no_stranger, no_twins

_MARK = re.compile(r"([WH]\d{1,3}) (\d{1,3})-(\d{1,3}) ([A-Z])")
LayerId = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
LineId = Annotated[str, StringConstraints(pattern=r"^[WH][1-9][0-9]{0,2}$")]


class Layer(Data):
    """One highlighter, and what it marks; its letter is the id, unless `letter` has another one for each language."""

    id: LayerId
    letter: LocalText | None = None
    text: LocalText

    def sign(self, language):
        """The letter that people see."""
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

    def quotes(self, language):
        """All quotes that a mark may share a word with, the main one first."""
        return (self.quote[language], *self.also.get(language, ()))


class MarkBasis(Basis):
    """What level 1 adds: also other numbers of targets, `{}` for no judgement at all."""

    need: dict[LayerId, Whole] | None = None


class MarkText(Exercise):
    """Mark words of the article.

    An answer maps "marks" to marks set apart by ";", each a line, the first and last word counted from 0, and a layer,
    such as "W6 9-11 Z"; and "language" to the language they were made in, because words differ between languages.
    `need` says how many targets of each layer make a good answer; a mark longer than `max_words` meets none.
    """

    kind: Literal["mark-text"]
    layers: Annotated[tuple[Layer, ...], Field(min_length=1)]
    need: dict[LayerId, Whole]
    max_words: Whole = 12
    targets: Annotated[tuple[Target, ...], Field(min_length=1)]
    elsewhere: LocalText
    basis: MarkBasis | None = None
    _lines: dict = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _known_layers(self):
        no_twins(self.layers, "layers")
        known = [layer.id for layer in self.layers]
        for id in self.need:
            no_stranger(id, known, ("need", id, "[key]"))
        for id in (self.basis and self.basis.need) or ():
            no_stranger(id, known, ("basis", "need", id, "[key]"))
        for i, target in enumerate(self.targets):
            for j, id in enumerate(target.layers):
                no_stranger(id, known, ("targets", i, "layers", j))
        return self

    def with_lines(self, lines):
        """The same exercise with the lines of the article, as {language: {line id: text}}; judging needs them."""
        copy = self.model_copy()
        copy._lines = lines
        return copy

    def marks(self, answer):
        """The marks as (line, first word, last word, layer), and the language they were made in."""
        marks = [(m[1], int(m[2]), int(m[3]), m[4]) for m in _found(answer)]
        answer = answer if isinstance(answer, dict) else {}
        language = answer.get("language") if answer.get("language") in self._lines else next(iter(self._lines), "de")
        layers = [layer.id for layer in self.layers]
        lines = {id: len(text.split()) for id, text in self._lines.get(language, {}).items()}
        return [m for m in marks if m[3] in layers and m[1] <= m[2] < lines.get(m[0], 0)], language

    def missing_fields(self, answer):
        """Nothing marked yet, as one (field, sentence) pair."""
        return () if self.marks(answer)[0] else (("value", messages.MARK_SOMETHING),)

    def judge(self, answer):
        """The marks with what there is to say of each, then the targets that no mark meets.

        A mark meets a target if they share a word, the layer fits and the mark is not too long.
        """
        marks, language = self.marks(answer)
        met, remarks = {}, []
        for mark in marks:
            targets = [t for t in self.targets if self._meets(mark, t, language)]
            for target in targets:
                met.setdefault(self.targets.index(target), set()).add(mark[3])
            quote = self._quote(mark, language)
            sign = self._signs([mark[3]])
            about = messages.MARKED_WORDS.fill(sign=sign, quote=quote)
            said = targets[0].feedback if targets else self._missed(mark)
            remarks.append(Remark(said, about, True if targets else None))
        others = [
            Remark(t.feedback, Text(**{of: f"{self._signs(t.layers)[of]}: {t.quote[of]}" for of in ("de", "en")}))
            for i, t in enumerate(self.targets)
            if i not in met
        ]
        needed = self._needed
        if not needed:
            return Feedback(None, tuple(remarks), tuple(others))
        counts = {layer: sum(layer in layers for layers in met.values()) for layer in needed}
        enough = all(counts[layer] >= need for layer, need in needed.items())
        return Feedback(enough, tuple(remarks), tuple(others), self._summary(counts))

    @property
    def _needed(self):
        """How many targets of each layer make a good answer, at the level of the lesson."""
        return self.need if not self.support or self.support.need is None else self.support.need

    def _missed(self, mark):
        return messages.MARK_TOO_LONG.fill(n=self.max_words) if mark[2] - mark[1] >= self.max_words else self.elsewhere

    def _summary(self, counts):
        said = [
            messages.PASSAGES_FOUND.fill(
                layer=self._signs([id]), n=counts[id], need=need, all=sum(id in t.layers for t in self.targets)
            )
            for id, need in self._needed.items()
        ]
        return Text(**{of: " ".join(text[of] for text in said) for of in ("de", "en")})

    def _signs(self, ids):
        """The letters of layers, in each language."""
        layers = [layer for layer in self.layers if layer.id in ids]
        return Text(**{of: "/".join(layer.sign(of) for layer in layers) for of in ("de", "en")})

    def _meets(self, mark, target, language):
        line, first, last, layer = mark
        if line != target.line or layer not in target.layers or last - first >= self.max_words:
            return False
        text = self._lines[language][line]
        words = [m.span() for m in re.finditer(r"\S+", text)]
        places = [(text.find(quote), len(quote)) for quote in target.quotes(language)]
        return any(s >= 0 and words[first][0] < s + length and words[last][1] > s for s, length in places)

    def _quote(self, mark, language):
        line, first, last, _ = mark
        return " ".join(self._lines[language][line].split()[first : last + 1])

    def describe(self, answer, language):
        """The answer in words: a line for each mark, layer by layer, in the language it was marked in.

        A mark for which the article has no words, or no longer any, is told by its place.
        """
        marks, made_in = self.marks(answer)
        signs = {layer.id: layer.sign(language or made_in) for layer in self.layers}
        said = [(m[3], m[0], self._quote(m, made_in)) for m in marks]
        said += [
            (m[4], m[1], f"{m[2]}-{m[3]}") for m in _found(answer) if (m[1], int(m[2]), int(m[3]), m[4]) not in marks
        ]
        return (
            "\n".join(
                f"{signs.get(layer, layer)} {line}: {quote}" for layer, line, quote in sorted(said, key=lambda s: s[0])
            )
            or "–"
        )

    def words(self, answer):
        """The words marked, as `describe` tells them: the answer itself holds only their places."""
        return self.describe(answer, None)

    def changed(self, attempt):
        """Whether the words at these places are still the ones that were marked; 0.1.0 did not keep them."""
        kept = attempt.get("words")
        if attempt.get("step") != "answer" or kept == self.words(attempt["answer"].get("value")):
            return None
        return messages.TEXT_CHANGED if kept and isinstance(kept, str) else messages.TEXT_MAY_HAVE_CHANGED

    def told(self, attempt, language):
        """The words as they were marked, where they were kept; with it, that the article has changed since."""
        kept, changed = attempt.get("words"), self.changed(attempt)
        if changed is None:
            return super().told(attempt, language)
        said = kept if changed is messages.TEXT_CHANGED else super().told(attempt, language)
        return f"{said}\n({changed[language]})"

    def expected(self):
        """Each target with its line, and the layers that fit."""
        remarks = []
        for t in self.targets:
            signs = self._signs(t.layers)
            about = messages.EXPECTED_PASSAGE.fill(line=t.line, signs=signs, quote=t.quote)
            remarks.append(Remark(t.feedback, about, True))
        return tuple(remarks)

    def asked(self, language):
        """The layers, and the lines of the article with their words, in each language."""
        lines = {
            of: [{"id": id, "words": text.split()} for id, text in found.items()] for of, found in self._lines.items()
        }
        layers = [{"id": one.id, "letter": one.sign(language), "text": one.text[language]} for one in self.layers]
        return {"layers": layers, "lines": lines}


def _found(answer):
    """The marks as they are written in an answer, whether or not the article has these words."""
    written = str(answer.get("marks", "")) if isinstance(answer, dict) else ""
    return [m for m in (_MARK.fullmatch(mark.strip()) for mark in written.split(";")) if m]
