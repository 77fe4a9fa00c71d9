"""Find who is said to say something in an English sentence."""

import re
from collections.abc import Iterator
from dataclasses import replace

from geo_lesson.extraction.attribution import Attribution, denial, denies, really_says, verbs_of
from geo_lesson.extraction.names import speaker_name
from geo_lesson.extraction.wordlists import any_of, any_phrase, groups_of, pattern, phrases_of

_PART = r"[;,:–—„“”\"«»()]"
_CLAUSE = (
    "that|and|but|while|as|when|where|which|who|whereas|though|although|because|since|if|whether|after|before|until"
    "|than|so|yet"
)
_BE = r"is|are|was|were|be|been|being"
# What may stand between a name and its verb: brackets, a relative clause, an apposition, an age, an aside.
_ASIDE = (
    r"\s*\([^()]*\)$",
    r",\s+(?:who|which|whose|whom|where)\s[^,;]*,$",
    r",\s+(?:an?|the|its|his|her|their)\s[^,;]{1,60},$",
    r",\s+\d{1,3},$",
    r"(?<=[a-z]),\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*,$",
    r"\s+who\s[^,;:]*$",
    r",\s*(?:however|meanwhile|though|in turn|by contrast|for (?:its|their|his|her) part),$",
)


def english_attributions(text: str) -> Iterator[Attribution]:
    """Yield every attribution of a sentence."""
    ends = rf"(?:{_PART}|\s+{any_of('en', 'name_ends')}(?!\w)|\s+\d|[.!?]|$)"
    yield from _by_set_phrases(text, ends)
    last: Attribution | None = None
    for verb in pattern(rf"(?<!\w){verbs_of('en')}(?!\w)").finditer(text):
        if denies(text, verb, "en"):
            negated = pattern(rf"\s+{any_of('en', 'negations')}\s+(?:\w+\s+)?$").search(text[: verb.start()])
            begin = negated.start() if negated else verb.start()
            agent = _agent(text, verb, ends)
            named = (
                _named(verb.start(), agent.end(), agent["name"]) if agent else _subject(text, begin, verb.end(), ends)
            )
            deniers = list(denial(verb, named, "en"))
            yield from deniers
            last = deniers[-1] if deniers[-1].name else last
        elif agent := _agent(text, verb, ends):
            yield from _named(verb.start(), agent.end(), agent["name"])
        elif really_says(text, verb, "en") and not _is_noun_or_participle(text, verb):
            subjects = list(_subject(text, verb.start(), verb.end(), ends))
            # "The ministry denied this and put the toll at 12": it is the one before.
            if last and not subjects and re.search(r"(?:and|but)\s+(?:\w+ly\s+|later\s+)?$", text[: verb.start()]):
                subjects = [replace(last, start=verb.start(), end=verb.end(), claims=True)]
            yield from subjects
            last = subjects[-1] if subjects else last
    yield from _without_verb(text)


def _by_set_phrases(text: str, ends: str) -> Iterator[Attribution]:
    """Yield those named with "according to", those "quoted as saying" something, and those before a quotation."""
    for match in pattern(rf"(?<!\w){any_of('en', 'according')}\s+(?P<name>.{{2,80}}?)(?={ends})").finditer(text):
        yield from _named(match.start(), match.end(), match["name"])
    quoted = rf"(?P<name>[^,;:]{{2,60}}?)\s+(?:{_BE})\s+(?:\w+ly\s+)?quoted\s+(?:\w+\s+){{0,3}}?as\s+saying"
    for match in pattern(quoted).finditer(text):
        yield from _named(match.start("name"), match.end(), match["name"])
    # Mayor Peter Lang defended the pace: "…"
    before = re.match(r"(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+)(?:\s+[a-z][^:;\"“]*)?:\s*(?=[\"“‘'])", text)
    if before:
        yield from _named(0, before.end(), before["name"])


def _agent(text: str, verb: re.Match[str], ends: str) -> re.Match[str] | None:
    """Return who says something in the passive: "was put at 40 by the insurer", "reported by police"."""
    if not re.search(r"(?:ed|put|given|spoken|told)$", verb[0]):
        return None
    is_passive = pattern(rf"(?<!\w)(?:{_BE})(?:\s+\w+)?\s+$").search(text[: verb.start()])
    between = r"(?:\s+(?:at|of|as|to\s+be)(?:\s+[^\s,;:]+){1,5}?)?" if is_passive else ""
    return pattern(rf"{between}\s+by\s+(?P<name>[^\d\s].{{1,60}}?)(?={ends})").match(text, verb.end())


def _is_noun_or_participle(text: str, verb: re.Match[str]) -> bool:
    """Tell whether a word that may say something is a noun or describes one here, or is in the passive."""
    before, word = text[: verb.start()], verb[0].lower()
    if word in phrases_of("en", "nouns_too") and re.match(
        rf"\s+(?:{_BE}|has|had|will|of|from|by)\s", text[verb.end() :]
    ):
        return True
    # "figures from the office show": said by the office
    wrapped = rf"(?:^|[,;:]\s+|\bthat\s+)(?:the\s+)?{any_of('en', 'wraps')}\s+{any_of('en', 'wrapped_by')}\s[^,;:]*$"
    if word in phrases_of("en", "says_of_wraps") and not pattern(wrapped).search(before):
        return True
    if pattern(rf"(?<!\w)(?:{_BE}|having)(?:\s+(?:\w+ly|also|still|now|not|never|first))?\s+$").search(before):
        return True
    others = r"no|this|that|own|\w+[’']s|\d+"
    describes = rf"(?<!\w)(?:{any_of('en', 'determiners')}|{any_of('en', 'prepositions')}|{others})\s+$"
    if not pattern(describes).search(before):
        return False
    return verb[0].endswith("ed") or verb[0].lower() in phrases_of("en", "nouns_too")


def _without_verb(text: str) -> Iterator[Attribution]:
    """Yield who says a number whose verb is that of an earlier one: "organisers 500", "organisers at 500"."""
    bound = any_phrase(tuple(phrase for phrases in groups_of("en", "bounds").values() for phrase in phrases))
    said_before = pattern(rf"(?<!\w){any_of('en', 'says')}(?!\w)")
    join = r"(?:and\s+|but\s+|while\s+)?"
    short = r"(?P<name>(?:the\s+|an?\s+)?[a-z]+(?:[ -][a-z]+)?)"
    bare = rf"[,;]\s+{join}{short}\s+(?:{bound}\s+)?\d[\d,]*(?=[.;,]?(?:\s|$))"
    at = rf"(?:[,;]\s+|\band\s+){join}(?P<name>[^,;\d]{{3,60}}?)\s+{any_of('en', 'wherein')}\s+(?=[^,;.]*\d)"
    for match in (*pattern(bare).finditer(text), *pattern(at).finditer(text)):
        is_short, earlier = len(match["name"].split()) < 6, text[: match.start()]
        is_bound = pattern(rf"(?:^|\s){bound}$").search(match["name"])
        if is_short and not is_bound and said_before.search(earlier) and re.search(r"\d", earlier):
            yield from _named(match.start("name"), match.end("name"), match["name"])


def _subject(text: str, begin: int, behind: int, ends: str) -> Iterator[Attribution]:
    """Yield who does what the verb says: the words before it back to the clause's beginning, or those after it."""
    before = _without_asides(text[:begin])
    past = any_of("en", "only_verbs")
    clause = re.split(
        rf"(?i){_PART}|\d[\d,.]*\s|(?<!\w)(?:{_CLAUSE})(?!\w)|(?<=[a-z])[.]\s|(?<!\w){past}(?!\w)", before
    )[-1]
    name = clause.strip()
    if name:
        start = text.rfind(name, 0, begin)
        named = list(_named(start, behind, name))
        # "another spoke of 60": somebody who has no name, and nobody who was named before
        nobody = Attribution(begin, behind, "")
        yield from named or ([nobody] if pattern(past).fullmatch(text[begin:behind].strip()) else [])
        return
    verb = text[begin:behind].strip().lower()
    is_inverted = re.search(r"[,\"”’'?!]\s*$", before) and verb not in ("told", "tells", "tell")
    # "…", said the mayor
    match = pattern(rf"\s+(?P<name>.{{2,80}}?)(?={ends})").match(text, behind) if is_inverted else None
    if match:
        yield from _named(begin, match.end(), match["name"])


def _without_asides(before: str) -> str:
    """Return what stands before a verb, without what only stands between a name and it."""
    before, length = before.rstrip(), -1
    while length != len(before):
        length = len(before)
        before = pattern(rf"(?:\s+{any_of('en', 'beside_verbs')}|(?<=\w)\s+[a-z]+ly)$").sub("", before).rstrip()
        for aside in _ASIDE:
            before = re.sub(aside, "", before).rstrip()
    return before


def _named(start: int, end: int, words: str) -> Iterator[Attribution]:
    """Yield the attribution to a name without its article; none if it can be no name."""
    day = rf"(?:(?:on|late|early|last|this)\s+)*{any_of('en', 'days')}(?:\s+(?:morning|evening|night|afternoon))?\s+"
    words = pattern(rf"^{day}").sub("", words.strip())
    plain = pattern(rf"^(?:{any_of('en', 'before_names')}\s+)+").sub("", words.strip())
    if plain.lower() in phrases_of("en", "pronouns"):
        yield Attribution(start, end, plain, True)
    elif name := speaker_name(words, "en"):
        yield Attribution(start, end, name)
