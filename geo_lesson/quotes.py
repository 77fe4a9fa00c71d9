"""Quotes stand in their sentence to the letter; where only the digits differ, both are shown."""

import re

from geo_lesson.language import Text
from geo_lesson.problems import shortened

_NUMBER = re.compile(r"\d+(?:[.,'’\s]\d+)*")
_PIECE = re.compile(rf"{_NUMBER.pattern}|.", re.S)
_MARK = "\0"


def times_in(quote, text):
    """How often a quote stands in a text; the end of a longer number is not the number that is quoted.

    >>> times_in("500 guests", "At last 500 guests had come."), times_in("500 guests", "At last 1,500 guests had come.")
    (1, 0)
    """
    if not quote:
        return 0
    before = r"(?<!\d)(?<!\d[.,'’])" if quote[0].isdigit() else ""
    after = r"(?![.,'’]?\d)" if quote[-1].isdigit() else ""
    return len(re.findall(f"{before}{re.escape(quote)}{after}", text))


def misquoted(quote, id, sentences, key="sentence"):
    """What is wrong with a quote from the sentence `id`, and the mend; None where it stands there, once.

    sentences: the text of each sentence by its id; key: where the id is written. The quote may be empty, not unique,
    from another sentence, or have other digits or other words.

    >>> misquoted("12.000 Soldaten", "W6", {"W6": "Es kommen 12,000 Soldaten."})[0].en
    'the quote has other digits than W6: here "12.000 Soldaten", there "12,000 Soldaten"'
    """
    text = sentences[id]
    n = times_in(quote, text)
    if n == 1:
        return None
    if not quote:
        return _NO_QUOTE.fill(id=id), _COPY.fill(id=id, text=shortened(text, 400))
    other = next((other for other, words in sentences.items() if times_in(quote, words)), None)
    found, quote, text = shortened(_with_other_digits(quote, text)), shortened(quote), shortened(text, 400)
    if n > 1:
        return _NOT_UNIQUE.fill(quote=quote, id=id, n=n), _LONGER
    if other:
        return _ELSEWHERE.fill(quote=quote, id=id, other=other), _NAME_OTHER.fill(
            id=id, text=text, other=other, key=key
        )
    if found:
        return _OTHER_DIGITS.fill(quote=quote, found=found, id=id), _COPY.fill(id=id, text=text)
    return _NOT_IN_SENTENCE.fill(quote=quote, id=id), _COPY.fill(id=id, text=text)


def _with_other_digits(quote, text):
    """The words of the quote as they stand in the text with other digits, or nothing.

    Every number becomes one mark, in both, so that a plain search finds the words around them.
    """
    wanted = _NUMBER.sub(_MARK, quote)
    pieces = [(m.group(), _MARK if _NUMBER.match(m.group()) else m.group()) for m in _PIECE.finditer(text)]
    start = "".join(mark for _, mark in pieces).find(wanted)
    if start < 0 or _MARK not in wanted:
        return ""
    found, at = "", 0
    for piece, mark in pieces:
        if start <= at < start + len(wanted):
            found += piece
        at += len(mark)
    return found


_NO_QUOTE = Text(de="Das Zitat aus {id} fehlt.", en="the quote from {id} is missing")
_NOT_IN_SENTENCE = Text(de="„{quote}“ steht nicht in {id}.", en='"{quote}" is not in {id}')
_ELSEWHERE = Text(
    de="„{quote}“ steht nicht in {id}, sondern in {other}.", en='"{quote}" is not in {id}, but in {other}'
)
_NAME_OTHER = Text(
    de="Ändern Sie „{key}“ zu {other}, oder kopieren Sie die Wörter aus {id}: {text}",
    en='change "{key}" to {other}, or copy the words out of {id}: {text}',
)
_NOT_UNIQUE = Text(de="„{quote}“ steht {n} Mal in {id}.", en='"{quote}" occurs {n} times in {id}')
_LONGER = Text(
    de="Nehmen Sie ein Wort mehr dazu, sodass die Stelle eindeutig ist.",
    en="add a word, so that only one place can be meant",
)
_OTHER_DIGITS = Text(
    de="Das Zitat hat andere Ziffern als {id}: hier „{quote}“, dort „{found}“.",
    en='the quote has other digits than {id}: here "{quote}", there "{found}"',
)
_COPY = Text(de="Kopieren Sie die Wörter aus {id}: {text}", en="copy the words out of {id}: {text}")
