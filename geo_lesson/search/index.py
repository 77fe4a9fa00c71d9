"""The search of the research room: pages in a full-text index in memory.

Ranking, in this order:

1. Pages with more of the words looked for come first. Words such as *the* and *who* do not count.
2. Among these, SQLite's BM25 decides: a word counts more if few pages have it, if a page has it often, and if the page
   is short; in the title it counts five times as much as in the text, in the name of the publisher twice.
3. Then the newer page comes first, and then the alphabet decides.

So the search knows words and nothing else. It does not know who copied from whom, or who was there: the first result
is often the loudest copy, and that is what the exercises are about.
"""

import difflib
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo_lesson.content.folder import LessonFolder
from geo_lesson.content.web_pages import WebPage
from geo_lesson.search.snippets import Snippet, snippet
from geo_lesson.search.terms import Terms

LONGEST_QUERY = 200  # characters
MOST_TERMS = 12
MOST_RESULTS = 10
_SHORTEST_MISSPELT = 4  # letters; of shorter words, one letter makes too many others


@dataclass(frozen=True)
class Result:
    """A page that was found, and two lines of its text."""

    page: WebPage
    snippet: Snippet


@dataclass(frozen=True)
class Results:
    """What a query found, best first; `did_you_mean` is the query with its misspelt words mended, or empty."""

    results: tuple[Result, ...] = ()
    did_you_mean: str = ""


class SearchIndex:
    """The pages of one language, ready to be searched, also from several threads."""

    def __init__(self, pages: Iterable[WebPage], language: str, spellings: Iterable[Iterable[str]] = ()) -> None:
        self.pages = tuple(pages)
        self._terms = Terms(language, spellings)
        self._lock = threading.Lock()
        # Messages of a widget may come in another thread than the cell that opened the room; the lock keeps order.
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.execute("CREATE VIRTUAL TABLE pages USING fts5(title, publisher, text, tokenize='ascii')")
        terms: set[str] = set()
        forms: dict[str, Counter[str]] = {}
        for number, page in enumerate(self.pages):
            texts = (page.title, page.publisher, " ".join(page.paragraphs))
            words = [list(self._terms.words(text)) for text in texts]
            for word in (word for column in words for word in column):
                terms.add(word.term)
                forms.setdefault(word.written.casefold(), Counter())[word.written] += 1
            columns = (" ".join(word.term for word in column) for column in words)
            sql = "INSERT INTO pages(rowid, title, publisher, text) VALUES (?, ?, ?, ?)"
            self._connection.execute(sql, (number, *columns))
        self._known_terms = frozenset(terms)
        self._vocabulary = {word: _usual_form(forms[word]) for word in sorted(forms) if not word[0].isdigit()}

    def search(self, query: str, most: int = MOST_RESULTS) -> Results:
        """Find the pages for a query, whatever is written in it; nothing for one without a word."""
        query = query[:LONGEST_QUERY]
        with self._lock:
            terms = self._terms_of(query)
            ranked = self._ranked(terms)
            found = tuple(Result(self.pages[n], snippet(self.pages[n], terms, self._terms)) for n in ranked[:most])
            return Results(found, self._mended(query))

    def _terms_of(self, query: str) -> list[str]:
        words = list(self._terms.words(query))
        telling = [word for word in words if not self._terms.is_stop_word(word.written)] or words
        return list(dict.fromkeys(word.term for word in telling))[:MOST_TERMS]

    def _ranked(self, terms: Sequence[str]) -> list[int]:
        """List the pages that hold any of the terms, best first, by their number."""
        present = [term for term in terms if term in self._known_terms]
        if not present:
            return []
        matched = Counter(n for term in present for n, _ in self._matching(_quoted(term)))
        scores = dict(self._matching(" OR ".join(map(_quoted, present))))
        return sorted(
            scores, key=lambda n: (-matched[n], round(scores[n], 6), _newest_first(self.pages[n]), self.pages[n].id)
        )

    def _matching(self, expression: str) -> list[tuple[int, float]]:
        """Match an expression; BM25 is the smaller the better."""
        sql = "SELECT rowid, bm25(pages, 5.0, 2.0, 1.0) FROM pages WHERE pages MATCH ?"
        return self._connection.execute(sql, (expression,)).fetchall()

    def _mended(self, query: str) -> str:
        """Replace each word of a query that no page has by one that differs in one letter; empty if there is none."""
        mended = query
        for word in reversed(list(self._terms.words(query))):
            if word.term not in self._known_terms and (near := self._one_letter_away(word.written.casefold())):
                mended = f"{mended[: word.start]}{near}{mended[word.end :]}"
        return "" if mended == query else " ".join(mended.split())

    def _one_letter_away(self, word: str) -> str:
        """Find a word of the pages that differs in one letter: missing, added, changed or swapped; empty if none."""
        if len(word) < _SHORTEST_MISSPELT or word[0].isdigit() or self._terms.is_stop_word(word):
            return ""
        near = difflib.get_close_matches(word, self._vocabulary, n=1, cutoff=(len(word) - 1) / len(word) - 1e-9)
        return self._vocabulary[near[0]] if near else ""


def open_index(content: LessonFolder, language: str) -> SearchIndex:
    """Build the index of a lesson's pages in one language: for when the research room is first opened.

    Raises LessonError where a page cannot be read. A lesson without pages has an empty index.
    """
    return SearchIndex(content.web_pages(language).values(), language, content.spellings)


def _quoted(term: str) -> str:
    """Write a term as FTS5 reads it: in quotation marks, as 12.000, C-14 and NEAR are no terms to it otherwise."""
    return '"{}"'.format(term.replace('"', '""'))


def _usual_form(forms: Counter[str]) -> str:
    """Return how a word is mostly written; of equal forms the small one, as sentences begin with the other."""
    return min(forms, key=lambda form: (-forms[form], form[0].isupper(), form))


def _newest_first(page: WebPage) -> int:
    """Make a key that sorts newer pages first, and those without a day last."""
    return -int(page.day.replace("-", "").ljust(8, "0") or 0)
