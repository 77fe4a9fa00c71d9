"""Find who is said to say something in a sentence, and who of them is nearest to a number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from geo_lesson.extraction.numbers import Number
from geo_lesson.extraction.wordlists import any_of, any_phrase, groups_of, pattern, phrases_of

_CAPITAL = r"[A-ZÄÖÜ][\w’'-]*"
_PART = r"[;,:–—„“”\"«»()]"
_AND = "and|but|und|aber"
_SPLIT = r"[;,:]\s+(?:und |aber |and |but |while |während |whereas )?|\s+(?:während|while|whereas|aber|but)\s+"
_FAR = 300  # characters; nobody's name is farther from the verb
_IN_PHRASE = r"am|im|in|von|vom|mit|bei|beim|nach|seit|um|auf|an|zu|zum|zur|für|aus|gegen|vor|über|unter|durch"
_BESIDE_VERB = (
    "had|has|have|already|also|later|earlier|initially|meanwhile|only|now|previously|for (?:its|their|his|her) part"
)


@dataclass(frozen=True)
class Attribution:
    """Somebody who is said to say something: `name` as it is in the sentence, without its article.

    From `start` to `end` are the words that say so, and the name. `pronoun`: the name is only a he, she or they.
    `claims`: False of those who deny it, doubt it or only pass it on; their name may then be empty.
    """

    start: int
    end: int
    name: str
    pronoun: bool = False
    claims: bool = True


def attributions(text: str, language: str) -> list[Attribution]:
    """Return every attribution of a sentence, in order.

    >>> [a.name for a in attributions("Police spoke of 300, organisers said 500.", "en")]
    ['Police', 'organisers']
    """
    every = [*(_german if language == "de" else _english)(text), *_nameless(text, language)]
    if pattern(rf"(?<!\w){any_of(language, 'passes_on')}(?!\w)").search(text):
        every = [replace(a, claims=False) for a in every]  # that of which of them is not told by words alone
    denied = [a for a in every if not a.claims]
    claims: list[Attribution] = []
    for attribution in sorted((_after_denial(a, denied) for a in every if a.claims), key=lambda a: (a.start, -a.end)):
        if not claims or attribution.start >= claims[-1].end:
            claims.append(attribution)
    return sorted([*claims, *denied], key=lambda a: a.start)


def _after_denial(attribution: Attribution, denied: Iterable[Attribution]) -> Attribution:
    """Return the attribution; if a denial is between name and verb, the part after it: "denied it and spoke of 300"."""
    between = [a for a in denied if attribution.start < a.start < attribution.end]
    name = between[-1].name if between else ""
    return replace(attribution, start=attribution.end, name=name or attribution.name) if between else attribution


def nearest_attribution(attributed: list[Attribution], text: str, number: Number) -> Attribution | None:
    """Return the attribution that a number belongs to: in its own part of the sentence, else the nearest one."""
    # What is beyond a semicolon is another sentence.
    left, right = text.rfind(";", 0, number.start), text.find(";", number.end)
    attributed = [a for a in attributed if left < a.start < (right if right >= 0 else len(text))]
    borders = [0, *(border.end() for border in re.finditer(_SPLIT, text)), len(text)]
    start = max(at for at in borders if at <= number.start)
    end = min(at for at in borders if at >= number.end)
    own = [a for a in attributed if start <= a.start < end]
    # "The figure of 400 is false", "… die Zahl von 400 nicht": no matter who is named before.
    denied = next((a for a in own if a.start >= number.end), None)
    if denied and not denied.claims and not re.search(rf"\s(?:{_AND})\s+$", text[number.end : denied.start]):
        return denied
    before = [a for a in (own or attributed) if a.start < number.start]
    after = [a for a in (own or attributed) if a.start >= number.start]
    if before and after and not own:
        # A clause that ends with its speaker ("…, police said, and …") keeps what stands before it.
        return after[0] if _closes(text, before[-1], after[0], number) else before[-1]
    return before[-1] if before else after[0] if after else None


def _closes(text: str, before: Attribution, after: Attribution, number: Number) -> bool:
    """Tell whether the attribution after a number ends its clause, and the one before had ended its own."""
    between = text[before.end : number.start]
    return bool(re.search(r"[:.]|,\s+(?:and|but|while|und|aber)\s", between))


def _german_name() -> str:
    """Return a regular expression for a noun phrase with what belongs to it: "ein Sprecher der Feuerwehr"."""
    article = any_of("de", "determiners")
    adjective = rf"(?:(?!{article}\s|{any_of('de', 'join')}\s)[a-zäöüß]+(?:-[a-zäöüß]+)*(?:e|en|er|es|em)\s+)"
    small = r"(?-i:" + adjective + r"{0,2}" + _CAPITAL + r"(?:\s+" + _CAPITAL + r")*)"
    join = any_of("de", "join")
    no_name = rf"(?!(?-i:{any_of('de', 'no_names')})(?!\w))"
    return rf"(?:{article}\s+)?(?P<name>{no_name}{small}(?:\s+{join}\s+(?:{article}\s+)?{small}){{0,3}})"


def _german(text: str) -> Iterator[Attribution]:
    name = _german_name()
    other = rf"\s+(?:dagegen\s+|hingegen\s+)?{any_of('de', 'wherein')}\s+(?=[^,;.]*\d)"
    for before, after in (
        (rf"(?<!\w){any_of('de', 'according')}\s+", ""),
        (r"(?:(?<!\w)angaben\s+(?:von\s+)?)?", rf"\s+{any_of('de', 'according_after')}(?!\w)"),
        (r"(?<!\w)nach\s+(?=\w+angaben)", ""),
        (r"(?<!\w)so\s+", r"(?=[.,;]|$)"),
        (r"(?<!\w)hieß es (?:von|bei|aus|vom|beim)\s+(?:seiten\s+)?", ""),
        (r"(?:[,;]\s+|\bund\s+)", other),
    ):
        for match in pattern(f"{before}{name}{after}").finditer(text):
            yield from _german_named(match.start("name") if after is other else match.start(), match.end(), match)
    for verb in pattern(rf"(?<!\w){_verbs('de')}(?!\w)").finditer(text):
        if _denies(text, verb, "de"):
            yield from _denial(verb, _german_subject(text, verb, name), "de")
        elif _really_says(text, verb, "de"):
            yield from _german_subject(text, verb, name)


def _german_subject(text: str, verb: re.Match[str], name: str) -> list[Attribution]:
    """Return who does what the verb says: the noun phrase right before it, right after it, or the one that begins."""
    before, pronoun = text[: verb.start()][-_FAR:], any_of("de", "pronouns")
    offset = verb.start() - len(before)
    last = list(pattern(rf"(?<!\w){name}(?=\s+(?:wiederum\s+|selbst\s+|dagegen\s+|hingegen\s+)?$)").finditer(before))
    in_phrase = pattern(rf"(?<!\w)(?:{_IN_PHRASE}|\d[\d.]*)\s+$").search(before[: last[-1].start()]) if last else None
    if last and not in_phrase and (named := _german_named(offset + last[-1].start("name"), verb.end(), last[-1])):
        return named
    behind = pattern(rf"\s+(?:sich\s+)?{name}").match(text, verb.end())
    if behind and not before.endswith("und ") and (named := _german_named(verb.start(), behind.end(), behind)):
        return named
    who = pattern(rf"\s+(?P<name>{pronoun})(?!\w)").match(text, verb.end())
    if who or (who := pattern(rf"(?<!\w)(?P<name>{pronoun})\s+$").search(before)):
        return [Attribution(verb.start(), verb.end(), who["name"], True)]
    begin = max((end.end() for end in re.finditer(r"[;:]\s+", before)), default=0)
    first = pattern(rf"\s*{name}").match(before, begin)
    return _german_named(offset + first.start("name"), verb.end(), first) if first else []


def _german_named(start: int, end: int, match: re.Match[str]) -> list[Attribution]:
    """Return the attribution to a name, cut off at a day; none if it is a day, a figure or the like."""
    name, days = match["name"], any_of("de", "not_speakers")
    name = re.split(rf"\s+(?:am|im|in der|von|auf)\s+{days}\b", name)[0]
    counted = pattern(rf"(?<!\w)(?:{any_of('de', 'scales')}|{any_of('de', 'vague')})(?!\w)").search(name)
    is_day = re.match(rf"{days}\b", name) or re.match(rf"(?:\S+\s+)?{days}$", name)
    return [] if counted or is_day else [Attribution(start, end, name)]


def _verbs(language: str) -> str:
    return f"(?:{any_of(language, 'says')}|{any_of(language, 'denies')})"


def _denies(text: str, verb: re.Match[str], language: str) -> bool:
    """Tell whether a verb denies or doubts something: by itself, with another word, or because it is negated."""
    word, before, behind = verb.group().lower(), text[: verb.start()], text[verb.end() :]
    if word in phrases_of(language, "denies"):
        needed = groups_of(language, "denies_with").get(word)
        if not needed:
            return True
        # German puts such a word at the end of the clause. "Wies 400 Migranten zurück" denies nothing.
        ends = r"(?=\s*(?:[.,;:!?]|$|\s(?:und|aber|oder)\s))" if language == "de" else r"(?!\w)"
        counted = rf"\s+(?:(?!{any_of(language, 'determiners')}\s)\w+\s+)?\d"
        with_word = pattern(rf"[^;]*?(?<!\w){any_phrase(needed)}{ends}").match(behind)
        if with_word and not pattern(counted).match(behind):
            return True
    if word not in phrases_of(language, "says"):
        return False
    no, nobody = any_of(language, "negations"), any_of(language, "nobody")
    if pattern(rf"(?<!\w){no}\s+(?:\w+\s+)?$|(?:^|[,;:.]\s+){nobody}(?!\w)[^,;:.]*$").search(before):
        return True
    # A German "nicht" ends the clause: "bestätigte die Zahl nicht". Before "mehr als" it is a bound, not a denial.
    late = rf"(?:[^,;:.!?]|[.,](?=\d))*?(?<!\w){no}(?!\s+(?:mehr|weniger|nur)(?!\w))(?!\w)"
    return language == "de" and bool(pattern(late).match(behind))


def _denial(verb: re.Match[str], subjects: Iterable[Attribution], language: str) -> Iterator[Attribution]:
    """Yield those who deny, as attributions that begin with the verb; one without a name if nobody is found."""
    named = [a for a in subjects if not pattern(rf"(?<!\w){_verbs(language)}(?!\w)").search(a.name)]
    for a in named or [Attribution(verb.start(), verb.end(), "")]:
        yield replace(a, start=verb.start(), end=verb.end(), claims=False)


def _nameless(text: str, language: str) -> Iterator[Attribution]:
    """Yield words by which nobody claims what stands with them: it is called false, or comes from somebody else."""
    for name in ("untrue", "passes_on"):
        for match in pattern(rf"(?<!\w){any_of(language, name)}(?!\w)").finditer(text):
            yield Attribution(match.start(), match.end(), "", claims=False)


def _really_says(text: str, verb: re.Match[str], language: str) -> bool:
    """Tell whether a verb says something: some do so only with another word, and none does in the passive."""
    word = verb.group().lower()
    if word not in phrases_of(language, "says"):
        return False
    if language == "de" and word.endswith("t") and re.match(r"\s*(?:worden|werden)?[.,;]", text[verb.end() :]):
        return not pattern(rf"(?<!\w){any_of('de', 'passive')}(?!\w)").search(text[: verb.start()])
    needed = groups_of(language, "says_with").get(word)
    # "has" says something only with "said" right behind it; a German "hat" finds its "gesagt" at the end.
    near = r"(?:\w+\s+)?" if language == "en" and word in ("has", "have", "had") else r".*?"
    return not needed or bool(pattern(rf"\s+{near}(?<!\w){any_phrase(needed)}(?!\w)").match(text, verb.end()))


def _english(text: str) -> Iterator[Attribution]:
    ends = rf"(?:{_PART}|\s+{any_of('en', 'name_ends')}(?!\w)|\s+\d|[.!?]|$)"
    for match in pattern(rf"(?<!\w){any_of('en', 'according')}\s+(?P<name>.{{2,80}}?)(?={ends})").finditer(text):
        yield from _english_named(match.start(), match.end(), match["name"])
    for verb in pattern(rf"(?<!\w){_verbs('en')}(?!\w)").finditer(text):
        if _denies(text, verb, "en"):
            negated = pattern(rf"\s+{any_of('en', 'negations')}\s+(?:\w+\s+)?$").search(text[: verb.start()])
            begin = negated.start() if negated else verb.start()
            yield from _denial(verb, _english_subject(text, begin, verb.end(), ends), "en")
        elif _really_says(text, verb, "en"):
            yield from _english_subject(text, verb.start(), verb.end(), ends)
    yield from _english_without_verb(text)


def _english_without_verb(text: str) -> Iterator[Attribution]:
    """Yield who says a number whose verb is that of an earlier one: "organisers 500", "organisers at 500"."""
    bound = any_phrase(tuple(phrase for phrases in groups_of("en", "bounds").values() for phrase in phrases))
    short = r"(?P<name>(?:the\s+|an?\s+)?[a-z]+(?:\s[a-z]+)?)"
    bare = rf"[,;]\s+(?:and\s+|but\s+|while\s+)?{short}\s+(?:{bound}\s+)?\d[\d,]*(?=[.;,]?(?:\s|$))"
    for match in pattern(bare).finditer(text):
        if re.search(r"\d", text[: match.start()]) and not pattern(rf"{bound}$").search(match["name"]):
            yield from _english_named(match.start("name"), match.end("name"), match["name"])
    joined = (
        r"(?:[,;]\s+|\band\s+)(?:and\s+|but\s+|while\s+)?(?P<name>[^,;\d]{3,60}?)\s+"
        rf"{any_of('en', 'wherein')}\s+(?=[^,;.]*\d)"
    )
    for match in pattern(joined).finditer(text):
        is_long = re.search(r"\w\s+\w+\s+\w+\s+\w+\s+\w+\s+\w", match["name"])
        if not is_long and re.search(r"\d", text[: match.start()]):
            yield from _english_named(match.start("name"), match.end("name"), match["name"])


def _english_subject(text: str, begin: int, behind: int, ends: str) -> Iterator[Attribution]:
    """Yield who does what the verb says: the words before it back to the clause's beginning, or those after it."""
    clause = re.split(
        rf"{_PART}|\d[\d,.]*\s|\s(?:that|and|but|while|as|when|where|which|whereas)\s|(?<=[a-z])[.]\s",
        text[:begin],
    )[-1]
    name = clause.strip()
    while cut := pattern(rf"{any_of('en', 'before_names')}\s+").match(name):
        name = name[cut.end() :]
        name = pattern(rf"(?:the\s+)?{any_of('en', 'not_speakers')}\s*(?:morning|evening|night|afternoon)?\s*").sub(
            "", name, count=1
        )
    name = re.sub(rf"(?:\s+(?:{_BESIDE_VERB}))+$", "", name).strip()
    if name:
        if len(name.split()) <= 9:
            start = text.rfind(name, 0, begin)
            yield from _english_named(start, behind, name)
    elif match := pattern(rf"\s+(?P<name>.{{2,80}}?)(?={ends})").match(text, behind):
        yield from _english_named(begin, match.end(), match["name"])


def _english_named(start: int, end: int, name: str) -> Iterator[Attribution]:
    """Yield the attribution to a name without its article; none if it is a day, a figure or a passive."""
    name = pattern(rf"^(?:{any_of('en', 'determiners')})\s+").sub("", name.strip())
    if name.lower() in phrases_of("en", "pronouns"):
        yield Attribution(start, end, name, True)
        return
    no_name = rf"^{any_of('en', 'no_names')}(?!\w)|(?:^|\s){any_of('en', 'not_speakers')}$"
    passive = r"(?<!\w)(?:at|of|with|from|among|is|are|was|were|be|been|to|will|would|could|may|might|not)(?:\s+\w+)?$"
    # "Police denied claims of": the claims are a noun.
    verb = rf"(?<!\w){any_of('en', 'denies')}(?!\w)|^{any_of('en', 'says')}$|\s(?:said|says|told)$"
    if name and not pattern(f"{no_name}|{passive}|{verb}").search(name):
        yield Attribution(start, end, name)
