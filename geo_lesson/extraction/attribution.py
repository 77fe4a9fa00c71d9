"""An attribution, and which verbs say something or deny it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from geo_lesson.extraction.wordlists import any_of, any_phrase, groups_of, pattern, phrases_of


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


def verbs_of(language: str) -> str:
    """Return a regular expression for the verbs that say or deny something."""
    return f"(?:{any_of(language, 'says')}|{any_of(language, 'says_in_passive')}|{any_of(language, 'denies')})"


def denies(text: str, verb: re.Match[str], language: str) -> bool:
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
    passive = rf"(?<!\w)(?:is|are|was|were|be|been)\s+{any_of(language, 'negations')}\s+(?:\w+\s+)?$"
    if language == "en" and not word.startswith("confirm") and pattern(passive).search(before):
        return False  # "cases that were never reported"
    if language == "en" and re.match(r"\s+(?:neither|nothing)\s", behind, re.I):
        return True
    no, nobody = any_of(language, "negations"), any_of(language, "nobody")
    if pattern(rf"(?<!\w){no}\s+(?:\w+\s+)?$|(?:^|[,;:.]\s+){nobody}(?!\w)[^,;:.]*$").search(before):
        return True
    # A German "nicht" ends the clause: "bestätigte die Zahl nicht". Before "mehr als" it is a bound, not a denial.
    late = rf"(?:[^,;:.!?]|[.,](?=\d))*?(?<!\w){no}(?!\s+(?:mehr|weniger|nur)(?!\w))(?!\w)"
    return language == "de" and bool(pattern(late).match(behind))


def denial(verb: re.Match[str], subjects: Iterable[Attribution], language: str) -> Iterator[Attribution]:
    """Yield those who deny, as attributions that begin with the verb; one without a name if nobody is found."""
    named = [a for a in subjects if not pattern(rf"(?<!\w){verbs_of(language)}(?!\w)").search(a.name)]
    for a in named or [Attribution(verb.start(), verb.end(), "")]:
        yield replace(a, start=verb.start(), end=verb.end(), claims=False)


def really_says(text: str, verb: re.Match[str], language: str) -> bool:
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
