"""Tell what can be the name of a speaker, and which names are the same body."""

import re
from collections.abc import Iterable

from geo_lesson.extraction.numbers import word_value
from geo_lesson.extraction.wordlists import any_of, pattern, phrases_of

_LONGEST = 9  # words


def speaker_name(words: str, language: str) -> str:
    """Return the name in some words without its article and what stands around it; empty if it can be no name.

    >>> speaker_name("though a nurse", "en"), speaker_name("the ministry has so far", "en"), speaker_name("An", "en")
    ('nurse', 'ministry', '')
    >>> speaker_name("die Polizei", "de"), speaker_name("Bisher", "de"), speaker_name("Feuerwehr am Montag", "de")
    ('Polizei', '', 'Feuerwehr')
    """
    name = " ".join(words.split(" ")).strip(" '\"“”„‘’")
    if language == "en":
        name = pattern(rf"{any_of('en', 'wraps')}\s+(?:{any_of('en', 'wrapped_by')})\s+").sub("", name, count=1)
    name = re.split(rf"(?i)\s+(?:{any_of(language, 'name_ends')})(?!\w)", name)[0]
    name = _without(
        name, rf"{any_of(language, 'before_names')}(?=\s|$)", rf"(?:^|\s){any_of(language, 'after_names')}$"
    )
    return name if _is_name(name, language) else ""


def _without(name: str, before: str, after: str) -> str:
    """Return a name without the words that stand before it and after it."""
    while cut := pattern(before).match(name):
        name = name[cut.end() :].strip()
    while cut := pattern(after).search(name):
        name = name[: cut.start()].strip()
    if name == name.strip(",") and re.match(r"[a-z]+ly\s", name):
        return _without(name.partition(" ")[2], before, after)
    return re.sub(r"\s+[a-z]+ly$", "", name).strip()


def _is_name(name: str, language: str) -> bool:
    """Tell whether words can be a name: no pronoun, number, adverb, participle, verb of saying or thing counted."""
    words = name.split()
    if not words or len(words) > _LONGEST or re.search(r"\d|[;:()]", name):
        return False
    not_first = (*phrases_of(language, "no_names"), *phrases_of(language, "determiners"))
    first, last = words[0], words[-1]
    if language == "de":
        has_noun = any(word[0].isupper() for word in words)
        alone = len(words) == 1 and re.search(r"(?:ig|lich|isch|sam)$", first)
        wrong = (
            first in not_first
            or bool(alone)
            or first.lower() in (*phrases_of("de", "pronouns"), "man")
            or last.lower() in phrases_of("de", "join")
            or not has_noun
        )
    else:
        lowered = {word.lower() for word in not_first}
        wrong = first.lower() in lowered or last.lower() in lowered or bool(re.fullmatch(r"[a-z]+(?:ed|ly)", last))
        wrong = wrong or (len(words) == 1 and bool(re.fullmatch(r"[a-z]+ing", last)))
        wrong = wrong or bool(pattern(rf"(?<!\w)(?:{any_of('en', 'only_verbs')}|own)(?!\w)").search(name))
    heads = (first,) if language == "de" else (last,)
    counted = rf"(?:{any_of(language, 'scales')}|{any_of(language, 'vague')}|{any_of(language, 'not_speakers')})"
    return not (
        wrong
        or pattern(rf"(?<!\w){any_of(language, 'untrue')}(?!\w)").search(name)
        or any(word_value(word, language) is not None for word in words)
        or any(pattern(counted).fullmatch(word) for word in heads)
        or any(pattern(any_of(language, "scales")).fullmatch(word) for word in words)
    )


def canonical_names(names: Iterable[str], language: str) -> dict[str, str]:
    """Return for each name the one by which its body is called: one for each body, whatever the case.

    Short forms belong to a longer name if it is the only one: "ministry" to "health ministry".

    >>> canonical_names(["Roten Kreuzes", "Rote Kreuz", "Polizei in Bonn", "Polizei"], "de")["Roten Kreuzes"]
    'Rote Kreuz'
    >>> canonical_names(["ministry", "health ministry", "police"], "en")
    {'ministry': 'health ministry', 'health ministry': 'health ministry', 'police': 'police'}
    """
    forms: dict[tuple[str, ...], str] = {}
    keys = {name: tuple(_stem(word, language) for word in name.split()) for name in names}
    for name, key in keys.items():
        forms[key] = min(forms.get(key, name), name, key=len)
    longer = {key: [other for other in forms if other != key and _is_short_form(key, other, language)] for key in forms}
    return {name: forms[longer[key][0] if len(longer[key]) == 1 else key] for name, key in keys.items()}


def _is_short_form(short: tuple[str, ...], long: tuple[str, ...], language: str) -> bool:
    """Tell whether one name, as stems, is the end of another, its beginning before a place, or of a German compound."""
    if len(short) < len(long):
        follows = long[len(short)]
        at_place = follows in ("in", "aus", "am", "im", "at", "für", "for", "von")
        return long[-len(short) :] == short or (long[: len(short)] == short and at_place)
    one = len(short) == len(long) == 1 and language == "de"
    return one and len(short[0]) > 3 and long[0] != short[0] and long[0].endswith(short[0])


def _stem(word: str, language: str) -> str:
    """Return a word in small letters without the ending of its case."""
    word = word.lower()
    if language == "en":
        return re.sub(r"[’']s?$", "", word)
    return re.sub(r"(?:ern|en|em|er|es|e|n|s)$", "", word) if len(word) > 3 else word
