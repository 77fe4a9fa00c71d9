"""Find the words that hedge: "könnte", "reportedly". Many of them hedge only beside certain other words."""

import re
from collections.abc import Iterator

from geo_lesson.extraction.wordlists import any_of, any_phrase, ending_of, groups_of, pattern, phrases_of

# What may stand between a hedge and its word: an adverb or two, in German much of the clause.
_NEAR = {"en": r"(?:\s+\w+){0,2}?", "de": r"[^;:.!?]{0,40}?"}
_BEFORE = {"en": r"(?:\s+\w+)?", "de": r"(?:\s+[^\s,;:]+){0,8}?"}


def hedges(text: str, language: str) -> Iterator[str]:
    """Yield each hedge of a sentence.

    >>> list(hedges("In May 40 may come; the hall could hold more, it could be full.", "en"))
    ['may', 'could']
    """
    covered = [m.span() for m in pattern(rf"(?<!\w){any_of(language, 'no_hedges')}(?!\w)").finditer(text)]
    for match in pattern(rf"(?<!\w){any_of(language, 'hedges')}(?!\w)").finditer(text):
        if not any(low <= match.start() < high for low, high in covered) and _hedges(text, match, language):
            yield match.group()


def _hedges(text: str, match: re.Match[str], language: str) -> bool:
    """Tell whether a word hedges here, by what stands before it and after it."""
    word, before, after = match.group(), text[: match.start()], text[match.end() :]
    plain = word.lower()
    if word[0].isupper() and plain in phrases_of(language, "hedges_small"):
        return False
    if plain in phrases_of(language, "hearsay"):
        return bool(re.match(rf"[^;:.!?]*?{ending_of(language, 'perfect')}", after))
    needed_before = groups_of(language, "hedges_after").get(plain)
    if needed_before and pattern(rf"(?<!\w){any_phrase(needed_before)}{_BEFORE[language]}\s+$").search(before):
        return True
    needed = groups_of(language, "hedges_before").get(plain)
    if needed and pattern(rf"{_NEAR[language]}\s+{any_phrase(needed)}(?!\w)").match(after):
        return True
    beside_number = plain in phrases_of(language, "hedges_number")
    if beside_number and re.match(r"(?:\s+\w+){0,3}?\s+\d", after):
        return True
    return not (needed or needed_before or beside_number)
