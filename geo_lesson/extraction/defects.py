"""Suspect places where a text may be damaged: repeated or joined words, stray words, auxiliaries."""

import re
from collections.abc import Iterable, Iterator

from geo_lesson.extraction.numbers import Number
from geo_lesson.extraction.wordlists import any_of, ending_of, pattern, phrases_of

_NAMES = re.compile(r"[A-ZÄÖÜ][\w’'-]+(?:\s+[A-ZÄÖÜ][\w’'-]+)+")
_GLUED = (
    re.compile(r"\b[^\W\d_]*[a-zäöüß]{2,}[A-ZÄÖÜ][a-zäöüß]{2,}[^\W\d_]*\b"),
    re.compile(r"\b[^\W\d_]{2,}[.,!?;][A-ZÄÖÜ][a-zäöüß]+"),
    re.compile(r"\b(?:[a-zäöüß]{3,}\d[\d.,]*|\d{2,}[.,\d]*[A-ZÄÖÜ][a-zäöüß]{3,}|\d{2,}[a-z]{5,})\b"),
)


# Letters that a scanner took for digits: l8, 7O.
_MISREAD = re.compile(r"(?<![\w.,-])(?:l\d+|\d+O\d*|\d+[lI]\d+|O\d{2,})(?!\w)")


def defects(text: str, numbers: Iterable[Number], language: str) -> list[tuple[str, str]]:
    """Return the suspected defects of a sentence, as (kind, words); kind: repeated, run_together, stray, auxiliary."""
    suspected = [("repeated", quote) for quote in _repeated(text, language)]
    suspected += [("run_together", quote) for quote in _run_together(text, language)]
    for number in numbers:
        if number.kind in ("count", "vague") and (stray := stray_before(text, number, language)):
            suspected.append(("stray", f"{stray}{text[number.start : number.end]}"))
    suspected += [("misread", match.group()) for match in _MISREAD.finditer(text)]
    if (_lacks_auxiliary_de if language == "de" else _lacks_auxiliary_en)(text):
        suspected.append(("auxiliary", " ".join(text.split()[-3:])))
    return list(dict.fromkeys(suspected))


def stray_before(text: str, number: Number, language: str) -> str:
    """Return words before a number that do not go with it, or "".

    They are a particle after a preposition, or an article before digits.
    """
    if not text[number.start].isdigit():
        return ""
    before = text[: number.start]
    prepositions, particles = any_of(language, "prepositions"), any_of(language, "particles")
    if particle := pattern(rf"(?<!\w){prepositions}\s+{particles}\s+$").search(before):
        return particle.group()
    article = pattern(rf"(?<!\w){any_of(language, 'articles')}\s+$").search(before)
    digits = text[number.start : number.end].replace(".", "").replace(",", "")
    return article.group() if article and number.low and number.low > 1 and digits.isdigit() else ""


def _repeated(text: str, language: str) -> Iterator[str]:
    """Yield each full name that occurs twice in a sentence, and each word that occurs twice in a row."""
    names = [name for run in _NAMES.findall(text) for name in _pairs(run)]
    yield from dict.fromkeys(name for name in names if names.count(name) > 1)
    for match in re.finditer(r"\b([^\W\d_]{2,})\s+\1\b", text):
        if match[1].lower() not in phrases_of(language, "may_repeat"):
            yield match.group()


def _pairs(run: str) -> list[str]:
    """Return each two neighbours in a run of words with capital letters, so that a third word hides no name."""
    parts = run.split()
    return [" ".join(parts[i : i + 2]) for i in range(len(parts) - 1)]


def _run_together(text: str, language: str) -> Iterator[str]:
    """Yield words in which two may have grown together."""
    glued, phrase = any_of(language, "glued"), any_of(language, "glued_phrases")
    for match in pattern(rf"(?<![\w-])[^\W\d_][\w-]*[^\W\d_]{glued}(?!\w)").finditer(text):
        if match.group().lower() not in phrases_of(language, "not_glued"):
            yield match.group()
    if r"\s+" in phrase:
        first, rest = phrase[3:-1].split(r"\s+")
        yield from (match.group() for match in re.finditer(rf"(?<!\w)[\w-]{{2,}}{first}\s+{rest}(?!\w)", text))
    for glued_words in _GLUED:
        for match in glued_words.finditer(text):
            if not re.match(r"(?:Mc|Mac|[a-z][A-Z])", match.group()):
                yield match.group()


def _lacks_auxiliary_de(text: str) -> bool:
    """Tell whether a German clause ends in a participle, and no other word in it looks like a finite verb."""
    if re.search(r"[,;:–„\"]", text) or not text.endswith("."):
        return False
    parts = re.findall(r"[\w-]+", text)
    if len(parts) < 4 or not re.search(ending_of("de", "participle"), parts[-1]) or not parts[-1][0].islower():
        return False
    others = [word for word in parts[:-1] if word[0].islower()]
    finite, ending = phrases_of("de", "finite"), ending_of("de", "finite_ending")
    return not any(word in finite or re.search(ending, word) for word in others)


def _lacks_auxiliary_en(text: str) -> bool:
    """Tell whether "been" occurs without a have or has shortly before it."""
    auxiliary = r"\b(?:has|have|had|having|never|not|[’']ve|[’']s|[’']d)(?:\s+\w+){0,3}\s+$"
    contracted = r"(?:[’'](?:ve|s|d)|n[’']t)\s+$"
    before_each = [text[: match.start()] for match in re.finditer(r"\bbeen\b", text)]
    return any(not re.search(auxiliary, before) and not re.search(contracted, before) for before in before_each)
