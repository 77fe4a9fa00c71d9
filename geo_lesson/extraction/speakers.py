"""Who is said to say it: the attributions in a sentence, and which of them stands nearest to a figure."""

import re
from dataclasses import dataclass, replace

from geo_lesson.extraction.wordlists import any_of, pattern, phrases, words

_CAPITAL = r"[A-ZÄÖÜ][\w’'-]*"
_PART = r"[;,:–—„“”\"«»()]"


@dataclass(frozen=True)
class Attribution:
    """Somebody who is said to say something: `name` as it stands in the sentence, without its article.

    From `start` to `end` stands what says so: the words and the name. `pronoun`: the name is only a he, she or they.
    `claims`: False of those who deny it, doubt it or only pass it on; their name may then be empty.
    """

    start: int
    end: int
    name: str
    pronoun: bool = False
    claims: bool = True


def attributions(text, language):
    """Every attribution of a sentence, in order.

    >>> [a.name for a in attributions("Police spoke of 300, organisers said 500.", "en")]
    ['Police', 'organisers']
    """
    find = {"de": _german, "en": _english}[language]
    every = [*find(text), *_nameless(text, language)]
    if pattern(rf"(?<!\w){any_of(language, 'passes_on')}(?!\w)").search(text):
        every = [replace(a, claims=False) for a in every]  # that of which of them is not told by words alone
    denied = [a for a in every if not a.claims]
    found, last = [], -1
    for attribution in sorted((_beside(a, denied) for a in every if a.claims), key=lambda a: (a.start, -a.end)):
        if attribution.start >= last:
            found.append(attribution)
            last = attribution.end
    return sorted([*found, *denied], key=lambda a: a.start)


def _beside(attribution, denied):
    """The attribution; behind a denial that stands between its name and its verb: "denied it and spoke of 300"."""
    between = [a for a in denied if attribution.start < a.start < attribution.end]
    name = between[-1].name if between else ""
    return replace(attribution, start=attribution.end, name=name or attribution.name) if between else attribution


def nearest(attributed, text, number):
    """The attribution that a number belongs to: in its own part of the sentence, else the nearest; None if none."""
    # What stands beyond a semicolon is another sentence.
    left, right = text.rfind(";", 0, number.start), text.find(";", number.end)
    attributed = [a for a in attributed if left < a.start < (right if right >= 0 else len(text))]
    parts = [0, *(m.end() for m in re.finditer(_SPLIT, text)), len(text)]
    start = max(at for at in parts if at <= number.start)
    end = min(at for at in parts if at >= number.end)
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
    return (before or after or [None])[-1 if before else 0]


_AND = "and|but|und|aber"
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
    for verb in pattern(rf"(?<!\w){_verbs('de')}(?!\w)").finditer(text):
        if _denies(text, verb, "de"):
            yield from _denial(verb, _subject(text, verb, name), "de")
        elif _really_says(text, verb, "de"):
            yield from _subject(text, verb, name)


def _subject(text, verb, name):
    """Who does what the verb says: the noun phrase right before it, right after it, or the one that begins."""
    before, pronoun = text[: verb.start()][-_FAR:], any_of("de", "pronouns")
    offset = verb.start() - len(before)
    last = list(pattern(rf"(?<!\w){name}(?=\s+(?:wiederum\s+|selbst\s+|dagegen\s+|hingegen\s+)?$)").finditer(before))
    if last and not pattern(rf"(?<!\w)(?:{_IN_PHRASE}|\d[\d.]*)\s+$").search(before[: last[-1].start()]):
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


def _verbs(language):
    return f"(?:{any_of(language, 'says')}|{any_of(language, 'denies')})"


def _denies(text, verb, language):
    """Whether a verb denies or doubts what stands with it: by itself, with another word, or because it is negated."""
    said, listed, before, behind = verb.group().lower(), words(language), text[: verb.start()], text[verb.end() :]
    if said in listed["denies"]:
        needed = listed["denies_with"].get(said)
        if not needed:
            return True
        # German puts such a word at the end of the clause. "Wies 400 Migranten zurück" denies nothing.
        ends = r"(?=\s*(?:[.,;:!?]|$|\s(?:und|aber|oder)\s))" if language == "de" else r"(?!\w)"
        counted = rf"\s+(?:(?!{any_of(language, 'determiners')}\s)\w+\s+)?\d"
        found = pattern(rf"[^;]*?(?<!\w){phrases(tuple(needed))}{ends}").match(behind)
        if found and not pattern(counted).match(behind):
            return True
    if said not in listed["says"]:
        return False
    no, nobody = any_of(language, "negations"), any_of(language, "nobody")
    if pattern(rf"(?<!\w){no}\s+(?:\w+\s+)?$|(?:^|[,;:.]\s+){nobody}(?!\w)[^,;:.]*$").search(before):
        return True
    # A German "nicht" ends the clause: "bestätigte die Zahl nicht". Before "mehr als" it is a bound, not a denial.
    late = rf"(?:[^,;:.!?]|[.,](?=\d))*?(?<!\w){no}(?!\s+(?:mehr|weniger|nur)(?!\w))(?!\w)"
    return language == "de" and bool(pattern(late).match(behind))


def _denial(verb, subjects, language):
    """Those who deny, as attributions that begin with the verb; one without a name where nobody is found."""
    named = [a for a in subjects if not pattern(rf"(?<!\w){_verbs(language)}(?!\w)").search(a.name)]
    for a in named or [Attribution(verb.start(), verb.end(), "")]:
        yield replace(a, start=verb.start(), end=verb.end(), claims=False)


def _nameless(text, language):
    """What is called false, or comes from somebody else, is claimed by nobody who is named with it."""
    for listed in ("untrue", "passes_on"):
        for said in pattern(rf"(?<!\w){any_of(language, listed)}(?!\w)").finditer(text):
            yield Attribution(said.start(), said.end(), "", claims=False)


def _really_says(text, verb, language):
    """Whether a verb says something here: some do so only with another word, and none does in the passive."""
    said = verb.group().lower()
    if said not in words(language)["says"]:
        return False
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
    for verb in pattern(rf"(?<!\w){_verbs('en')}(?!\w)").finditer(text):
        if _denies(text, verb, "en"):
            negated = pattern(rf"\s+{any_of('en', 'negations')}\s+(?:\w+\s+)?$").search(text[: verb.start()])
            begin = negated.start() if negated else verb.start()
            yield from _denial(verb, _english_subject(text, begin, verb.end(), ends), "en")
        elif _really_says(text, verb, "en"):
            yield from _english_subject(text, verb.start(), verb.end(), ends)
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


def _english_subject(text, begin, behind, ends):
    """Who does what the verb says: the words before it back to the clause's beginning, or those after it."""
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
    elif said := pattern(rf"\s+(?P<name>.{{2,80}}?)(?={ends})").match(text, behind):
        yield from _english_named(begin, said.end(), said["name"])


def _english_named(start, end, name):
    """The attribution to a name: without its article, and not to a day, a figure or a passive."""
    name = pattern(rf"^(?:{any_of('en', 'determiners')})\s+").sub("", name.strip())
    if name.lower() in words("en")["pronouns"]:
        yield Attribution(start, end, name, True)
        return
    no_name = rf"^{any_of('en', 'no_names')}(?!\w)|(?:^|\s){any_of('en', 'not_speakers')}$"
    passive = r"(?<!\w)(?:at|of|with|from|among|is|are|was|were|be|been|to|will|would|could|may|might|not)(?:\s+\w+)?$"
    # "Police denied claims of": the claims are a noun.
    verb = rf"(?<!\w){any_of('en', 'denies')}(?!\w)|^{any_of('en', 'says')}$|\s(?:said|says|told)$"
    if name and not pattern(f"{no_name}|{passive}|{verb}").search(name):
        yield Attribution(start, end, name)
