"""Places where a text may be damaged: each is a suspicion, to be looked at, not a finding."""

import re

from geo_lesson.extraction.wordlists import any_of, pattern, words

_NAMES = re.compile(r"[A-ZÄÖÜ][\w’'-]+(?:\s+[A-ZÄÖÜ][\w’'-]+)+")
_GLUED_CASE = re.compile(r"\b[^\W\d_]*[a-zäöüß]{2,}[A-ZÄÖÜ][a-zäöüß]{2,}[^\W\d_]*\b")
_GLUED_STOP = re.compile(r"\b[^\W\d_]{2,}[.,!?;][A-ZÄÖÜ][a-zäöüß]+")
_GLUED_NUMBER = re.compile(r"\b(?:[a-zäöüß]{3,}\d[\d.,]*|\d{2,}[.,\d]*[A-ZÄÖÜ][a-zäöüß]{3,}|\d{2,}[a-z]{5,})\b")


def defects(text, numbers, language):
    """Suspected defects of a sentence, as (kind, words): repeated, run_together, stray, auxiliary."""
    found = [("repeated", quote) for quote in _repeated(text, language)]
    found += [("run_together", quote) for quote in _run_together(text, language)]
    for number in numbers:
        if number.kind in ("count", "vague") and (stray := stray_before(text, number, language)):
            found.append(("stray", f"{stray}{text[number.start : number.end]}"))
    if (_lacks_auxiliary_de if language == "de" else _lacks_auxiliary_en)(text):
        found.append(("auxiliary", " ".join(text.split()[-3:])))
    return list(dict.fromkeys(found))


def stray_before(text, number, language):
    """The words before a number that do not go with it: a particle after a preposition, an article before digits."""
    if not text[number.start].isdigit():
        return ""
    before = text[: number.start]
    prepositions, particles = any_of(language, "prepositions"), any_of(language, "particles")
    if said := pattern(rf"(?<!\w){prepositions}\s+{particles}\s+$").search(before):
        return said.group()
    said = pattern(rf"(?<!\w){any_of(language, 'articles')}\s+$").search(before)
    plural = (
        number.low and number.low > 1 and text[number.start : number.end].replace(".", "").replace(",", "").isdigit()
    )
    return said.group() if said and plural else ""


def _repeated(text, language):
    """A full name that stands twice in one sentence, and a word that stands twice in a row."""
    names = [name for run in _NAMES.findall(text) for name in _pairs(run)]
    yield from dict.fromkeys(name for name in names if names.count(name) > 1)
    for said in re.finditer(r"\b([^\W\d_]{2,})\s+\1\b", text):
        if said[1].lower() not in words(language)["may_repeat"]:
            yield said.group()


def _pairs(run):
    """Each two words of a run of words with capital letters; a third word does not hide a name."""
    parts = run.split()
    return [" ".join(parts[i : i + 2]) for i in range(len(parts) - 1)]


def _run_together(text, language):
    """Words in which two may have grown together."""
    glued, phrase = any_of(language, "glued"), any_of(language, "glued_phrases")
    for said in pattern(rf"(?<![\w-])[^\W\d_][\w-]*[^\W\d_]{glued}(?!\w)").finditer(text):
        if said.group().lower() not in words(language)["not_glued"]:
            yield said.group()
    first, rest = phrase[3:-1].split(r"\s+") if r"\s+" in phrase else (None, None)
    if first:
        yield from (said.group() for said in re.finditer(rf"(?<!\w)[\w-]{{2,}}{first}\s+{rest}(?!\w)", text))
    for one in (_GLUED_CASE, _GLUED_STOP, _GLUED_NUMBER):
        yield from (said.group() for said in one.finditer(text) if not re.match(r"(?:Mc|Mac|[a-z][A-Z])", said.group()))


def _lacks_auxiliary_de(text):
    """Whether a German clause ends in a participle, and no other word in it looks like a finite verb."""
    if re.search(r"[,;:–„\"]", text) or not text.endswith("."):
        return False
    parts = re.findall(r"[\w-]+", text)
    listed = words("de")
    if len(parts) < 4 or not re.search(listed["participle"], parts[-1]) or not parts[-1][0].islower():
        return False
    others = [word for word in parts[:-1] if word[0].islower()]
    return not any(word in listed["finite"] or re.search(listed["finite_ending"], word) for word in others)


def _lacks_auxiliary_en(text):
    """Whether "been" stands without a have or has shortly before it."""
    return any(
        not re.search(
            r"\b(?:has|have|had|having|having|never|not|[’']ve|[’']s|[’']d)(?:\s+\w+){0,3}\s+$", text[: m.start()]
        )
        and not re.search(r"(?:[’'](?:ve|s|d)|n[’']t)\s+$", text[: m.start()])
        for m in re.finditer(r"\bbeen\b", text)
    )
