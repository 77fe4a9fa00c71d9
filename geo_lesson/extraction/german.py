"""Find who is said to say something in a German sentence."""

import re
from collections.abc import Iterator

from geo_lesson.extraction.attribution import Attribution, denial, denies, really_says, verbs_of
from geo_lesson.extraction.names import speaker_name
from geo_lesson.extraction.wordlists import any_of, any_phrase, groups_of, pattern

_CAPITAL = r"[A-ZÄÖÜ][\w’'-]*"
_FAR = 300  # characters; nobody's name is farther from the verb
_LINKS = r"(?:und|aber|doch|denn|sondern|wie|dass|ob|weil|während|wobei|nachdem|obwohl|wonach|als|wenn|so)"
# What may stand between a name and its verb: a relative clause, an age, a short apposition, brackets.
_ASIDE = (
    r",\s+(?:in |auf |mit |bei |von |an )?(?:der|die|das|den|dem|deren|dessen|denen|welche[rs]?)\s[^,;]*,\s*$",
    r",\s+(?:\d{1,3}|ein[er]?\s[^,;]{1,50}|[A-ZÄÖÜ][^,;]{1,40}),\s*$",
    r"\s*\([^()]*\)\s*$",
)


def german_attributions(text: str) -> Iterator[Attribution]:
    """Yield every attribution of a sentence."""
    name = _name()
    yield from _by_prepositions(text, name)
    yield from _elliptic(text, name)
    for verb in pattern(rf"(?<!\w){verbs_of('de')}(?!\w)").finditer(text):
        if denies(text, verb, "de"):
            yield from denial(verb, _subject(text, verb, name), "de")
        elif agent := _agent(text, verb, name):
            yield from agent
        elif (really_says(text, verb, "de") or _ends_clause(text, verb)) and not _is_adjective(text, verb):
            yield from _subject(text, verb, name)


def _name() -> str:
    """Return a regular expression for a noun phrase with what belongs to it: "ein Sprecher der Feuerwehr"."""
    article = any_of("de", "determiners")
    adjective = rf"(?:(?!{article}\s|{any_of('de', 'join')}\s)[a-zäöüß]+(?:-[a-zäöüß]+)*(?:e|en|er|es|em)\s+)"
    small = r"(?-i:" + adjective + r"{0,2}" + _CAPITAL + r"(?:\s+" + _CAPITAL + r")*)"
    join = any_of("de", "join")
    no_name = rf"(?!(?-i:{any_of('de', 'no_names')})(?!\w))"
    more = rf"(?:\s+{join}\s+(?:{article}\s+)?{small}){{0,3}}"
    return rf"(?:(?P<article>{article})\s+)?(?P<name>{no_name}{small}{more})(?!\w)"


def _by_prepositions(text: str, name: str) -> Iterator[Attribution]:
    """Yield those who are named with "laut", "nach Angaben von", "zufolge" and the like."""
    for before, after in (
        (rf"(?<!\w){any_of('de', 'according')}\s+(?:von\s+|aus\s+)?", ""),
        (r"(?:(?<!\w)angaben\s+(?:von\s+)?)?", rf"\s+{any_of('de', 'according_after')}(?!\w)"),
        ("", rf"\s+[a-zäöüß]+\s+{any_of('de', 'according_after')}(?!\w)"),
        (rf"(?<!\w)geh(?:t|e|en)\s+aus\s+(?:{any_of('de', 'wraps')}\s+)?", r"\s+hervor(?!\w)"),
        (r"(?<!\w)so\s+", r"(?=[.,;]|$)"),
        (r"(?<!\w)(?:hieß|heißt) es (?:von|bei|aus|vom|beim|im|in(?=\s+(?:der|dem|ein)))\s+(?:seiten\s+)?", ""),
    ):
        for match in pattern(f"{before}{name}{after}").finditer(text):
            if match["name"].lower().endswith("angaben"):
                continue
            yield from _named(match.start(), match.end(), _without_genitive(match))
    # Somebody does something, and then is quoted: "Lang wehrte sich: „Es waren 40.“"
    quoted = pattern(rf"{name}(?:\s+(?-i:[a-zäöüß]+)[^„“\":;]*)?:\s*(?=[„“\"])").match(text)
    if quoted and _is_nominative(quoted):
        yield from _named(quoted.start("name"), quoted.end(), quoted["name"])
    # "nach Polizeiangaben": the s that joins two nouns is no part of the name.
    for match in pattern(r"(?<!\w)nach\s+(?:\w+en\s+)?(?P<name>\w{3,}?)(?:s?-|s)?angaben(?!\w)").finditer(text):
        yield from _named(match.start(), match.end(), match["name"])


def _without_genitive(match: re.Match[str]) -> str:
    """Return the name of a match without the ending of a genitive: "des Ministeriums"."""
    is_genitive = (match["article"] or "").lower() == "des" and " " not in match["name"]
    ending = r"(?<=[a-zäöüß]{3})(?:(?<=[btdgkzf])es|(?<=ss)es|(?<![sxz])s)$"
    return re.sub(ending, "", match["name"]) if is_genitive else match["name"]


def _elliptic(text: str, name: str) -> Iterator[Attribution]:
    """Yield who says a number whose verb is that of an earlier one: "die Veranstalter von 500", "der Verein 500"."""
    bounds = any_phrase(tuple(phrase for phrases in groups_of("de", "bounds").values() for phrase in phrases))
    said_before = pattern(rf"(?<!\w){verbs_of('de')}(?!\w)|(?<!\w){any_of('de', 'according')}(?!\w)")
    of = rf"\s+(?:dagegen\s+|hingegen\s+)?{any_of('de', 'wherein')}\s+(?=[^,;.]*\d)"
    bare = rf"\s+(?:dagegen\s+|hingegen\s+)?(?:{bounds}\s+)?\d[\d.]*(?=[.,;]?(?:\s(?![A-ZÄÖÜ])|$))"
    noun = r"(?:\s+(?-i:[A-ZÄÖÜ])\w+)?"
    inverse = rf"[,;]\s+(?:und\s+)?{any_of('de', 'wherein')}\s+(?:{bounds}\s+)?\d[\d.]*{noun}\s+{name}(?=[.,;]|$)"
    for match in pattern(inverse).finditer(text):
        if said_before.search(text[: match.start()]) and match["article"] and _is_nominative(match):
            yield from _named(match.start() + 2, match.end(), match["name"])
    for match in (
        *pattern(rf"(?:[,;]\s+|\bund\s+){name}{of}").finditer(text),
        *pattern(rf"[,;]\s+{name}{bare}").finditer(text),
    ):
        if said_before.search(text[: match.start()]) and _is_nominative(match):
            yield from _named(match.start("name"), match.end(), match["name"])


def _agent(text: str, verb: re.Match[str], name: str) -> list[Attribution]:
    """Return who says something in the passive: "wird von der Kammer mit 870 angegeben"."""
    before = text[: verb.start()]
    passive = rf"(?<!\w)(?:{any_of('de', 'passive')})(?!\w)[^,;:]*?\s(?:von|vom)\s+{name}\s[^,;:]*$"
    match = pattern(passive).search(before) if re.search(r"(?:t|en)$", verb[0]) else None
    rest = text[verb.end() :]
    if not match or not re.match(r"\s*(?:worden|werden|wird|wurde)?\s*[.,;:]|\s*$", rest):
        return []
    return _named(match.start("name"), verb.end(), match["name"])


def _ends_clause(text: str, verb: re.Match[str]) -> bool:
    """Tell whether a verb ends a clause with "wie", in which any verb of saying says something."""
    return bool(re.search(r"(?:^|,\s)wie\s+[^,;:]*$", text[: verb.start()]) and re.match(r"[.,;]", text[verb.end() :]))


def _is_adjective(text: str, verb: re.Match[str]) -> bool:
    """Tell whether a form of a verb describes a noun: "900 bestätigte Fälle", "Bestätigte Fälle"."""
    if verb[0][0].isupper():
        return True
    others = rf"\d[\d.]*|{any_of('de', 'bounds', 'about')}|weitere|keine|insgesamt"
    describes = rf"(?<!\w)(?:{any_of('de', 'determiners')}|{others})\s+$"
    return bool(pattern(describes).search(text[: verb.start()]) and re.match(r"\s+[A-ZÄÖÜ]", text[verb.end() :]))


def _subject(text: str, verb: re.Match[str], name: str) -> list[Attribution]:
    """Return who does what the verb says: the noun phrase that opens the clause, or else the one behind the verb."""
    before = _without_asides(text[: verb.start()][-_FAR:])
    begin = max((end.end() for end in re.finditer(r"[,;:–„“”\"(]\s*", before)), default=0)
    clause = re.sub(rf"^(?i:{_LINKS})\s+", "", before[begin:].strip() + " ").strip()
    pronoun = any_of("de", "pronouns")
    if who := pattern(rf"(?:^|\s)(?P<name>{pronoun})(?:\s+\w+)?$").search(clause):
        return [Attribution(verb.start(), verb.end(), who["name"], True)]
    opening = pattern(rf"{name}(?P<rest>.*)$").match(clause)
    if opening and _is_nominative(opening) and _goes_with(opening["rest"]):
        named = _named(max(0, text.rfind(opening["name"], 0, verb.start())), verb.end(), opening["name"])
        if named:
            return named
    between = rf"(?:{any_of('de', 'beside_verbs')}|am\s+\w+)\s+"
    behind = pattern(rf"\s+(?:{between}){{0,3}}{name}").match(text, verb.end())
    if behind and _is_nominative(behind) and not re.search(r"(?:^|\s)und$", clause):
        named = _named(verb.start(), behind.end(), behind["name"])
        if named:
            return named
    if who := pattern(rf"\s+(?:{between})?(?P<name>{pronoun})(?!\w)").match(text, verb.end()):
        return [Attribution(verb.start(), verb.end(), who["name"], True)]
    return _opening_subject(text, before, verb, name) if re.search(r"\bund$|,$", before.rstrip()) or not opening else []


def _opening_subject(text: str, before: str, verb: re.Match[str], name: str) -> list[Attribution]:
    """Return the noun phrase with an article that opens the sentence: "Die Polizei kam und sprach von 300"."""
    begin = max((end.end() for end in re.finditer(r"[;:]\s+", before)), default=0)
    first = pattern(rf"\s*{name}").match(before, begin)
    if not first or not first["article"] or not _is_nominative(first):
        return []
    return _named(max(0, text.find(first["name"])), verb.end(), first["name"])


def _without_asides(before: str) -> str:
    length = -1
    while length != len(before):
        length = len(before)
        for aside in _ASIDE:
            before = re.sub(aside, " ", before)
    return before


def _is_nominative(match: re.Match[str]) -> bool:
    """Tell whether the article of a noun phrase can be that of a subject."""
    return (match["article"] or "die").lower() in ("der", "die", "das", "ein", "eine", "sein", "seine", "ihr", "ihre")


def _goes_with(rest: str) -> bool:
    """Tell whether only adverbs and phrases with prepositions stand between a subject and its verb."""
    phrase = rf"\s+(?:{any_of('de', 'in_phrase')})\s+[^,;:]+"
    adverbs = rf"(?:\s+(?!(?:{any_of('de', 'passive')}|{any_of('de', 'finite')})(?!\w))[a-zäöüß]+){{0,4}}"
    return bool(pattern(rf"(?-i:{adverbs})(?:{phrase})?\s*$").match(rest)) and not re.search(r"\d", rest[:-1])


def _named(start: int, end: int, words: str) -> list[Attribution]:
    """Return the attribution to a name; none if it can be no name."""
    name = speaker_name(words, "de")
    return [Attribution(start, end, name)] if name else []
