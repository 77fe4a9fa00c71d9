"""Who is said to say it: the attributions in a sentence, and which of them stands nearest to a figure."""

import re
from dataclasses import dataclass

from geo_lesson.lexicon import any_of, pattern, phrases, words

_CAPITAL = r"[A-ZÄÖÜ][\w’'-]*"
_PART = r"[;,:–—„“”\"«»()]"


@dataclass(frozen=True)
class Attribution:
    """Somebody who is said to say something: `name` as it stands in the sentence, without its article.

    From `start` to `end` stands what says so: the words and the name. `pronoun`: the name is only a he, she or they.
    """

    start: int
    end: int
    name: str
    pronoun: bool = False


def attributions(text, language):
    """Every attribution of a sentence, in order.

    >>> [a.name for a in attributions("Police spoke of 300, organisers said 500.", "en")]
    ['Police', 'organisers']
    """
    find = {"de": _german, "en": _english}[language]
    found, last = [], -1
    for attribution in sorted(find(text), key=lambda a: (a.start, -a.end)):
        if attribution.start >= last:
            found.append(attribution)
            last = attribution.end
    return found


def nearest(attributed, text, number):
    """The attribution that a number belongs to: in its own part of the sentence, else the nearest; None if none."""
    # What stands beyond a semicolon is another sentence.
    left, right = text.rfind(";", 0, number.start), text.find(";", number.end)
    attributed = [a for a in attributed if left < a.start < (right if right >= 0 else len(text))]
    parts = [0, *(m.end() for m in re.finditer(_SPLIT, text)), len(text)]
    start = max(at for at in parts if at <= number.start)
    end = min(at for at in parts if at >= number.end)
    own = [a for a in attributed if start <= a.start < end]
    before = [a for a in (own or attributed) if a.start < number.start]
    after = [a for a in (own or attributed) if a.start >= number.start]
    if before and after and not own:
        # A clause that ends with its speaker ("…, police said, and …") keeps what stands before it.
        return after[0] if _closes(text, before[-1], after[0], number) else before[-1]
    return (before or after or [None])[-1 if before else 0]


_SPLIT = r"[;,:]\s+(?:und |aber |and |but |while |während |whereas )?|\s+(?:während|while|whereas|aber|but)\s+"


def _closes(text, before, after, number):
    """Whether the attribution after a number ends its clause, and the one before had ended its own."""
    between = text[before.end : number.start]
    return bool(re.search(r"[:.]|,\s+(?:and|but|while|und|aber)\s", between))


def _german_name():
    """A noun phrase: article, adjectives, nouns, and what belongs to them ("Sprecher der Feuerwehr")."""
    article = any_of("de", "determiners")
    adjective = rf"(?:(?!{article}\s|{any_of('de', 'join')}\s)[a-zäöüß]+(?:-[a-zäöüß]+)*(?:e|en|er|es|em)\s+)"
    small = r"(?-i:" + adjective + r"{0,2}" + _CAPITAL + r"(?:\s+" + _CAPITAL + r")*)"
    join = any_of("de", "join")
    no_name = rf"(?!(?-i:{any_of('de', 'no_names')})(?!\w))"
    return rf"(?:{article}\s+)?(?P<name>{no_name}{small}(?:\s+{join}\s+(?:{article}\s+)?{small}){{0,3}})"


def _german(text):
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
        for said in pattern(f"{before}{name}{after}").finditer(text):
            yield from _named(said.start("name") if after is other else said.start(), said, text)
    for verb in pattern(rf"(?<!\w){any_of('de', 'says')}(?!\w)").finditer(text):
        if _really_says(text, verb, "de"):
            yield from _subject(text, verb, name)


def _subject(text, verb, name):
    """Who does what the verb says: the noun phrase right before it, right after it, or the one that begins."""
    before, pronoun = text[: verb.start()][-_FAR:], any_of("de", "pronouns")
    offset = verb.start() - len(before)
    last = list(pattern(rf"(?<!\w){name}(?=\s+(?:wiederum\s+|selbst\s+|dagegen\s+|hingegen\s+)?$)").finditer(before))
    if last and not pattern(rf"(?<!\w)(?:{_IN_PHRASE})\s+$").search(before[: last[-1].start()]):
        named = list(_named(offset + last[-1].start("name"), last[-1], text, verb.end()))
        if named:
            return named
    said = pattern(rf"\s+(?:sich\s+)?{name}").match(text, verb.end())
    if said and not before.endswith("und ") and (named := list(_named(verb.start(), said, text))):
        return named
    said = pattern(rf"\s+(?P<name>{pronoun})(?!\w)").match(text, verb.end())
    if said or (said := pattern(rf"(?<!\w)(?P<name>{pronoun})\s+$").search(before)):
        return [Attribution(verb.start(), verb.end(), said["name"], True)]
    begin = max((m.end() for m in re.finditer(r"[;:]\s+", before)), default=0)
    said = pattern(rf"\s*{name}").match(before, begin)
    return list(_named(offset + said.start("name"), said, text, verb.end())) if said else []


_FAR = 300  # characters; nobody's name stands farther from the verb
_IN_PHRASE = r"am|im|in|von|vom|mit|bei|beim|nach|seit|um|auf|an|zu|zum|zur|für|aus|gegen|vor|über|unter|durch"


def _named(start, said, text, end=None):
    """The attribution to a name that is none of a day, a figure or the like; its tail is cut off at such a word."""
    name = said["name"]
    days = phrases(tuple(words("de")["not_speakers"]))
    name = re.split(rf"\s+(?:am|im|in der|von|auf)\s+{days}\b", name)[0]
    counted = pattern(rf"(?<!\w)(?:{any_of('de', 'scales')}|{any_of('de', 'vague')})(?!\w)").search(name)
    if not counted and not re.match(rf"{days}\b", name) and not re.match(rf"(?:\S+\s+)?{days}$", name):
        yield Attribution(start, max(end or 0, said.end()), name)


def _really_says(text, verb, language):
    """Whether a verb says something here: some do so only with another word, and none does in the passive."""
    said = verb.group().lower()
    if language == "de" and said.endswith("t") and re.match(r"\s*(?:worden|werden)?[.,;]", text[verb.end() :]):
        return not pattern(rf"(?<!\w){any_of('de', 'passive')}(?!\w)").search(text[: verb.start()])
    needed = words(language)["says_with"].get(said)
    # "has" says something only with "said" right behind it; a German "hat" finds its "gesagt" at the end.
    near = r"(?:\w+\s+)?" if language == "en" and said in ("has", "have", "had") else r".*?"
    return not needed or bool(pattern(rf"\s+{near}(?<!\w){phrases(tuple(needed))}(?!\w)").match(text, verb.end()))


def _english(text):
    ends = rf"(?:{_PART}|\s+{any_of('en', 'name_ends')}(?!\w)|\s+\d|[.!?]|$)"
    for said in pattern(rf"(?<!\w){any_of('en', 'according')}\s+(?P<name>.{{2,80}}?)(?={ends})").finditer(text):
        yield from _english_named(said.start(), said.end(), said["name"])
    for verb in pattern(rf"(?<!\w){any_of('en', 'says')}(?!\w)").finditer(text):
        if _really_says(text, verb, "en"):
            yield from _english_subject(text, verb, ends)
    bound = phrases(tuple(phrase for listed in words("en")["bounds"].values() for phrase in listed))
    short = r"(?P<name>(?:the\s+|an?\s+)?[a-z]+(?:\s[a-z]+)?)"
    for said in pattern(
        rf"[,;]\s+(?:and\s+|but\s+|while\s+)?{short}\s+(?:{bound}\s+)?\d[\d,]*(?=[.;,]?(?:\s|$))"
    ).finditer(text):
        if re.search(r"\d", text[: said.start()]) and not pattern(rf"{bound}$").search(said["name"]):
            yield from _english_named(said.start("name"), said.end("name"), said["name"])
    wherein = any_of("en", "wherein")
    for said in pattern(
        rf"(?:[,;]\s+|\band\s+)(?:and\s+|but\s+|while\s+)?(?P<name>[^,;\d]{{3,60}}?)\s+{wherein}\s+(?=[^,;.]*\d)"
    ).finditer(text):
        if not re.search(r"\w\s+\w+\s+\w+\s+\w+\s+\w+\s+\w", said["name"]) and re.search(r"\d", text[: said.start()]):
            yield from _english_named(said.start("name"), said.end("name"), said["name"])


_BESIDE_VERB = (
    "had|has|have|already|also|later|earlier|initially|meanwhile|only|now|previously|for (?:its|their|his|her) part"
)


def _english_subject(text, verb, ends):
    """Who does what the verb says: the words before it back to the clause's beginning, or those after it."""
    clause = re.split(
        rf"{_PART}|\d[\d,.]*\s|\s(?:that|and|but|while|as|when|where|which|whereas)\s|(?<=[a-z])[.]\s",
        text[: verb.start()],
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
            start = text.rfind(name, 0, verb.start())
            yield from _english_named(start, verb.end(), name)
    elif said := pattern(rf"\s+(?P<name>.{{2,80}}?)(?={ends})").match(text, verb.end()):
        yield from _english_named(verb.start(), said.end(), said["name"])


def _english_named(start, end, name):
    """The attribution to a name: without its article, and not to a day, a figure or a passive."""
    name = pattern(rf"^(?:{any_of('en', 'determiners')})\s+").sub("", name.strip())
    if name.lower() in words("en")["pronouns"]:
        yield Attribution(start, end, name, True)
        return
    no_name = rf"^{any_of('en', 'no_names')}(?!\w)|(?:^|\s){any_of('en', 'not_speakers')}$"
    passive = r"(?<!\w)(?:at|of|with|from|among|is|are|was|were|be|been|to|will|would|could|may|might|not)(?:\s+\w+)?$"
    if name and not pattern(f"{no_name}|{passive}").search(name):
        yield Attribution(start, end, name)
