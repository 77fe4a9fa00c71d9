"""Two lines of a page around the words looked for, as plain text in parts, so that nobody needs HTML to mark them."""

from collections.abc import Collection
from dataclasses import dataclass

from geo_lesson.content.web_pages import WebPage
from geo_lesson.search.terms import Terms, Word

LENGTH = 160  # characters: about two lines of a result


@dataclass(frozen=True)
class SnippetPart:
    """Some text of a snippet; `marked` where it is a word looked for."""

    text: str
    marked: bool = False


Snippet = tuple[SnippetPart, ...]


def snippet(page: WebPage, terms: Collection[str], maker: Terms) -> Snippet:
    """Cut out where most of the terms stand together; the beginning of the page where the text has none of them."""
    text = " ".join(page.paragraphs)
    words = list(maker.words(text))
    first, last = _window(words, set(terms))
    if not words:
        return (SnippetPart(text[:LENGTH]),)
    start = words[first].start if first else 0
    end = words[last].end if last < len(words) - 1 else len(text)
    parts = [SnippetPart("… ")] if first else []
    at = start
    for word in words[first : last + 1]:
        if word.term in terms:
            parts += [SnippetPart(text[at : word.start]), SnippetPart(text[word.start : word.end], marked=True)]
            at = word.end
    parts.append(SnippetPart(text[at:end]))
    parts += [SnippetPart(" …")] if end < len(text) else []
    return tuple(part for part in parts if part.text)


def _window(words: list[Word], terms: set[str]) -> tuple[int, int]:
    """Find the window with most different terms, then with most of them, then the earliest; its first and last word."""
    best, window, last = (0, 0), (0, 0), 0
    for first, word in enumerate(words):
        while last + 1 < len(words) and words[last + 1].end - word.start <= LENGTH:
            last += 1
        inside = [other.term for other in words[first : last + 1] if other.term in terms]
        if (score := (len(set(inside)), len(inside))) > best or first == 0:
            best, window = score, (first, last)
        last = max(last, first + 1)
    return window
