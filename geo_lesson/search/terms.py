"""Turn text into terms for the index and for queries: folded, stemmed, and one term for all spellings of a name.

*Soldaten* and *Soldat*, *Generäle*, *Generaele* and *Generale*, *Straße* and *Strasse* are one term each, and so are
*12.000*, *12,000*, *12 000* and *12000*. Stems come from Snowball, which gives the same for ä and ae in German.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

# Digits in groups of three are one number; words end at everything else that is no letter, so C-14 is c and 14.
_WORD = re.compile(r"(?<!\d)\d{1,3}(?:[.,'’ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST = 60  # letters; nothing longer is a word that anybody searches for
_ALGORITHMS = {"de": "german", "en": "english"}
# Words that say nothing about what is looked for; a query of nothing else is searched as it stands.
_GERMAN = """
aber als am an auch auf aus bei bis da das dass dem den denn der des die doch ein eine einem einen einer eines er es für
hat haben ich ihr im in ist kann man mit nach nicht noch nur ob oder sein sich sie sind so über um und uns vom von vor
war waren warum was welche welcher welches wem wen wer werden wie wieso wird wo woher zu zum zur
"""
_ENGLISH = """
a about an and are as at be been but by can did do does for from had has have he her his how i if in is it its me my no
not of on or our she so than that the their them then there they this to was we were what when where which who whom
whose why will with you
"""
STOP_WORDS = {"de": frozenset(_GERMAN.split()), "en": frozenset(_ENGLISH.split())}


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


@dataclass(frozen=True)
class Word:
    """A word of a text, from `start` to `end`, and the term that stands for it."""

    start: int
    end: int
    written: str
    term: str


class Terms:
    """Make terms in one language; spellings: groups of words that count as one. Remembers the words it has seen."""

    def __init__(self, language: str, spellings: Iterable[Iterable[str]] = ()) -> None:
        import snowballstemmer  # 20 ms, so only for those who search

        self.language = language
        self._stemmer: _Stemmer = snowballstemmer.stemmer(_ALGORITHMS[language])
        self._terms: dict[str, str] = {}
        self._same: dict[str, str] = {}
        for group in spellings:  # names, mostly, which German stems leave with the s of "Selenskyjs"
            stems = [self._stem(f"{word}{ending}".casefold()) for word in group for ending in ("", "s")]
            self._same |= dict.fromkeys(stems, stems[0])

    def words(self, text: str) -> Iterator[Word]:
        """Find the words of a text, in order."""
        for match in _WORD.finditer(text):
            if len(match.group()) <= _LONGEST:
                yield Word(match.start(), match.end(), match.group(), self.term(match.group()))

    def term(self, word: str) -> str:
        """Turn one word into its term.

        >>> [Terms("de").term(word) for word in ("Generäle", "Generaele", "12.000", "Soldaten")]
        ['general', 'general', '12000', 'soldat']
        """
        word = word.casefold()
        if word not in self._terms:
            term = str(int(re.sub(r"\D", "", word))) if word[0].isdecimal() else self._stem(word)
            self._terms[word] = self._same.get(term, term)
        return self._terms[word]

    def is_stop_word(self, word: str) -> bool:
        """Say whether a word says nothing about what is looked for."""
        return word.casefold() in STOP_WORDS[self.language]

    def _stem(self, word: str) -> str:
        """Drop accents but umlauts, which Snowball knows; stem; drop the rest."""
        composed = unicodedata.normalize("NFC", word).replace("’", "'")
        plain = "".join(letter if letter in "äöü" else _without_accents(letter) for letter in composed)
        return _without_accents(self._stemmer.stemWord(plain)).replace("'", "")


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
