"""Words in columns that have no list to choose from: one that is nearly another's is a slip."""

import re
from collections import Counter
from difflib import SequenceMatcher

from geo_lesson.common.errors import shortened
from geo_lesson.teacher.check import messages

# The usual words of a column; a lesson may have others besides.
_USUAL = {
    ("drift.csv", "kind"): ("number", "status", "qualifier", "place", "source", "basis", "time", "unit"),
    ("sources.csv", "kind"): ("person", "police", "government", "agency", "media", "organisation", "association"),
    ("claims.csv", "basis"): (),
    ("record.csv", "basis"): (),
    ("places.csv", "precision"): (),
}
_CODES = {("sources.csv", "country"): r"[A-Z]{2}", ("record.csv", "wording_language"): r"[a-z]{2,3}"}
_NEARLY = 0.8
_SHORTEST = 4
_MOST = 200  # different words; with more it is no column of such words


def look_at_words(inventory):
    """Note every word of an open column that stands there once and is nearly a usual or a commoner one."""
    for (table, column), usual in _USUAL.items():
        rows = [(i, word) for i, row in inventory.rows(table) for word in _words(getattr(row, column))]
        counts = Counter(word for _, word in rows) | Counter(dict.fromkeys(usual, 2))
        for i, word in rows if len(counts) <= _MOST else ():
            if counts[word] == 1 and (meant := _nearly(word, counts)):
                said = messages.SPELLED_DIFFERENTLY.fill(word=shortened(word), meant=meant)
                inventory.say(table, (i, column), said, messages.WRITE_WORD.fill(meant=meant))
    for (table, column), pattern in _CODES.items():
        for i, row in inventory.rows(table):
            code = getattr(row, column)
            if code and not re.fullmatch(pattern, code):
                inventory.say(
                    table, (i, column), messages.NOT_A_CODE.fill(code=shortened(code)), messages.WRITE_CODE[column]
                )


def _words(cell):
    return (cell,) if isinstance(cell, str) else cell


def _nearly(word, counts):
    """The commoner word that is nearly this one; words with digits or spaces are prose, and may differ by a letter."""
    if len(word) < _SHORTEST or not re.fullmatch(r"[^\W\d]+", word):
        return None
    commoner = [other for other, n in counts.items() if n > 1 and other != word]
    return next((other for other in commoner if SequenceMatcher(None, word, other).ratio() >= _NEARLY), None)
