"""Read an article as somebody saved it: its text, its language, its headings and sentences, and quotes from it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geo_lesson.common import messages as common_messages
from geo_lesson.common.disk import NotAFile, read_file
from geo_lesson.common.errors import LessonError, Place, Problem, shortened
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.extraction import messages
from geo_lesson.extraction.wordlists import any_of, pattern, phrases_of

LARGEST = 1_000_000
MOST_SENTENCES = 999
_WRAPPED = 120  # characters: longer lines were not wrapped by an editor
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# At least all that `content.files.INVISIBLE` finds, which stands above this package.
_INVISIBLE = re.compile(
    "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\uffff\\U000e0000-\\U000e007f]"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_FORMATS = {b"%PDF": "PDF", b"PK\x03\x04": "Word/ODT", b"{\\rtf": "RTF", b"\xd0\xcf\x11\xe0": "Word"}
_ENDED = re.compile(r"[.!?:…][\"'“”’»)\]]*$")
# A full stop, a question mark … with what closes after it, then a capital letter, a digit or an opening mark.
_STOP = re.compile(r"[.!?…]+[\"'“”’»)\]]*(?=\s+[\"'„“‘«(\[]*[A-ZÄÖÜÀ-ÞЀ-Я0-9])")


@dataclass(frozen=True)
class Line:
    """A heading (H1, H2 …) or a sentence (W1, W2 …) with its text."""

    id: str
    text: str


def read_plain(path: Path) -> str:
    """Read the text of a file, in whatever encoding an editor wrote it. Raises LessonError if it holds none."""
    try:
        raw = read_file(path, LARGEST)
    except FileNotFoundError:
        raise _error(path, messages.FILE_MISSING, messages.NAME_A_TEXT_FILE) from None
    except NotAFile:
        raise _error(path, messages.NOT_ORDINARY, messages.NAME_A_TEXT_FILE) from None
    except OSError as error:
        reason = common_messages.FILE_UNREADABLE.fill(reason=error.strerror or str(error))
        raise _error(path, reason, messages.NAME_A_TEXT_FILE) from None
    if len(raw) > LARGEST:
        raise _error(path, messages.FILE_TOO_LARGE, messages.COPY_ARTICLE_ONLY)
    if kind := next((name for start, name in _FORMATS.items() if raw.startswith(start)), None):
        raise _error(path, messages.NOT_PLAIN_TEXT.fill(name=kind), messages.SAVE_AS_TXT)
    text = decode(raw)
    if text is None or len(_CONTROL.findall(text)) > len(text) / 100:
        raise _error(path, messages.NOT_A_TEXT_FILE, messages.SAVE_AS_TXT)
    if re.match(r"\s*<(!doctype|html|\?xml)", text, re.I):
        raise _error(path, messages.NOT_PLAIN_TEXT.fill(name="HTML"), messages.SAVE_AS_TXT)
    return text


def decode(raw: bytes) -> str | None:
    """Decode UTF-8 or UTF-16 with or without a byte order mark, otherwise cp1252; return None for what is no text.

    >>> decode("Süd".encode("utf-16")), decode("Süd".encode("cp1252")), decode(b"a\\0\\0\\0b")
    ('Süd', 'Süd', None)
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    zeros = raw[:2000].count(0), raw[:2000:2].count(0), raw[1:2000:2].count(0)
    if zeros[0]:
        order = "utf-16-be" if zeros[1] > zeros[2] else "utf-16-le"
        one_sided = not min(zeros[1:]) and zeros[0] > len(raw[:2000]) / 4
        return raw.decode(order, errors="replace") if one_sided else None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def language_of(text: str) -> str | None:
    """Return the language of a text, by its most common words: "de", "en", or None if it is neither.

    >>> language_of("Die Polizei sprach von 300 Menschen auf dem Platz."), language_of("Il y avait 300 personnes.")
    ('de', None)
    """
    words = re.findall(r"[^\W\d_]+", text[:50_000].lower())
    common = {of: sum(word in phrases_of(of, "common") for word in words) for of in LANGUAGES}
    best = max(LANGUAGES, key=lambda of: common[of])
    return best if common[best] > len(words) / 9 and common[best] > 1.5 * min(common.values()) else None


def lines_of(text: str, language: str) -> list[Line]:
    """Return the headings and sentences of a text, without what belongs to the web page or cannot be seen.

    >>> [(line.id, line.text) for line in lines_of("A dispute\\n\\nPolice spoke of 300. Others of 500.", "en")]
    [('H1', 'A dispute'), ('W1', 'Police spoke of 300.'), ('W2', 'Others of 500.')]
    """
    lines, numbers = [], {"H": 0, "W": 0}
    furniture = pattern(rf"{any_of(language, 'furniture')}(?!\w)")
    for paragraph in _paragraphs(_clean(text)):
        if _is_heading(paragraph) and furniture.match(paragraph):
            continue
        letter = "H" if _is_heading(paragraph) else "W"
        for line in [paragraph] if letter == "H" else sentences(paragraph, language):
            numbers[letter] += 1
            lines.append(Line(f"{letter}{numbers[letter]}", line))
    return lines if numbers["W"] else [Line(f"W{n}", line.text) for n, line in enumerate(lines, start=1)]


def sentences(paragraph: str, language: str) -> list[str]:
    """Split a paragraph into sentences; abbreviations, dates and ordinals do not end one.

    >>> sentences("Am 3. Mai kamen ca. 40 Gäste. Verletzt wurden 12. Die Polizei half.", "de")
    ['Am 3. Mai kamen ca. 40 Gäste.', 'Verletzt wurden 12.', 'Die Polizei half.']
    """
    ended, start = [], 0
    for stop in _STOP.finditer(paragraph):
        before = paragraph[max(start, stop.start() - 40) : stop.end()]
        if not _goes_on(before, paragraph[stop.end() : stop.end() + 60], language):
            ended.append(paragraph[start : stop.end()].strip())
            start = stop.end()
    return [sentence for sentence in (*ended, paragraph[start:].strip()) if sentence]


def _goes_on(before: str, after: str, language: str) -> bool:
    """Tell whether a full stop belongs to an abbreviation, an initial or an ordinal, so that the sentence goes on."""
    word = re.match(r"\s*\W*(\w+)", after)
    following = word[1] if word else ""
    if re.search(r"(?:^|\W)[pa]\.m\.$", before, re.I):
        return following in phrases_of(language, "not_speakers") or following[:1].isdigit()
    if pattern(rf"(?:^|[^\w])(?:{any_of(language, 'abbreviated')})$").search(before):
        return True
    if re.search(r"(?:^|\s)[A-Za-zÄÖÜ]\.$", before):
        return True
    ordinal = language == "de" and re.search(r"(?<![\d.,])\d{1,2}\.$", before)
    return bool(ordinal) and following not in phrases_of(language, "starters")


def _clean(text: str) -> str:
    """Remove tags, marks of headings and whatever nobody sees, and end lines with a line feed."""
    text = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text))
    while _TAG.search(text):
        text = _TAG.sub("", text)
    text = _INVISIBLE.sub("", text).replace("\t", " ")
    return "\n".join(line.strip().lstrip("#").strip() for line in text.split("\n"))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield paragraphs and headings: each line is one, but for lines that an editor has wrapped, which are joined."""
    width = max(map(len, text.split("\n")))
    for block in re.split(r"\n{2,}", text.strip()):
        paragraph = last = ""
        for line in block.split("\n"):
            if paragraph and (width > _WRAPPED or not _runs_on(last, line, width)):
                yield paragraph
                paragraph = ""
            paragraph, last = f"{paragraph} {line}".strip(), line
        if paragraph:
            yield paragraph


def _runs_on(line: str, following: str, width: int) -> bool:
    """Tell whether a line was wrapped: it is about as long as lines are, or the next begins with a small letter."""
    return following[:1].islower() or (len(line) > 0.7 * width and len(line) > 30)


def _is_heading(paragraph: str) -> bool:
    ended = _ENDED.search(paragraph) or re.search(r"[.!?]\s+[A-ZÄÖÜ]", paragraph)
    return len(paragraph) <= _WRAPPED and not ended and not paragraph.endswith(",")


def _error(path: Path, message: Text, fix: Text) -> LessonError:
    return LessonError([Problem(Place(path), message, fix)])


_NUMBER = re.compile(r"\d+(?:[.,'’\s]\d+)*")
_NUMBER_OR_CHARACTER = re.compile(rf"{_NUMBER.pattern}|.", re.S)
_MARK = "\0"


def count_occurrences(quote: str, text: str) -> int:
    """Count how often a quote occurs in a text; the end of a longer number is not the number that is quoted.

    >>> [count_occurrences("500 guests", f"At last {n} guests had come.") for n in ("500", "1,500")]
    [1, 0]
    """
    if not quote:
        return 0
    before = r"(?<!\d)(?<!\d[.,'’])" if quote[0].isdigit() else ""
    after = r"(?![.,'’]?\d)" if quote[-1].isdigit() else ""
    return len(re.findall(f"{before}{re.escape(quote)}{after}", text))


def quote_problem(quote: str, id: str, sentences: Mapping[str, str], key: str = "sentence") -> tuple[Text, Text] | None:
    """Return what is wrong with a quote from the sentence `id`, and how to mend it; None if it occurs there once.

    sentences: the text of each sentence by its id; key: where the id is written. The quote may be empty, not unique,
    from another sentence, or have other digits or other words.

    >>> quote_problem("12.000 Soldaten", "W6", {"W6": "Es kommen 12,000 Soldaten."})[0].en
    'the quote has other digits than W6: here "12.000 Soldaten", there "12,000 Soldaten"'
    """
    text = sentences[id]
    n = count_occurrences(quote, text)
    if n == 1:
        return None
    copy = messages.COPY_FROM_SENTENCE.fill(id=id, text=shortened(text, 400))
    if not quote:
        return messages.QUOTE_MISSING.fill(id=id), copy
    written = shortened(quote)
    if n > 1:
        return messages.QUOTE_NOT_UNIQUE.fill(quote=written, id=id, n=n), messages.LENGTHEN_QUOTE
    if other := next((other for other, sentence in sentences.items() if count_occurrences(quote, sentence)), None):
        change = messages.CHANGE_SENTENCE_OR_QUOTE.fill(id=id, text=shortened(text, 400), other=other, key=key)
        return messages.QUOTE_ELSEWHERE.fill(quote=written, id=id, other=other), change
    if similar := shortened(_with_other_digits(quote, text)):
        return messages.QUOTE_DIGITS_DIFFER.fill(quote=written, found=similar, id=id), copy
    return messages.QUOTE_NOT_FOUND.fill(quote=written, id=id), copy


def _with_other_digits(quote: str, text: str) -> str:
    """Return the words of the quote as they occur in the text with other digits, or "".

    Every number becomes one mark, in both, so that a plain search finds the words around them.
    """
    wanted = _NUMBER.sub(_MARK, quote)
    parts = [match.group() for match in _NUMBER_OR_CHARACTER.finditer(text)]
    start = "".join(_MARK if _NUMBER.match(part) else part for part in parts).find(wanted)
    return "".join(parts[start : start + len(wanted)]) if start >= 0 and _MARK in wanted else ""
