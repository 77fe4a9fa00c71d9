"""An article as somebody saved it: its text out of any file, its language, its headings and sentences."""

import re
import unicodedata
from dataclasses import dataclass

from geo_lesson.common import messages as common_messages
from geo_lesson.common.disk import NotAFile, read_file
from geo_lesson.common.errors import LessonError, Place, Problem, shortened
from geo_lesson.common.language import LANGUAGES
from geo_lesson.extraction import messages
from geo_lesson.extraction.wordlists import any_of, pattern, words

LARGEST = 1_000_000
MOST_SENTENCES = 999
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060\\ufeff\\ufffe\\uffff]"
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


def read_plain(path):
    """The text of a file, in whatever encoding an editor wrote it. Raises LessonError where it holds none."""
    try:
        raw = read_file(path, LARGEST)
    except FileNotFoundError:
        raise _error(path, messages.FILE_MISSING, messages.NAME_A_TEXT_FILE) from None
    except NotAFile:
        raise _error(path, messages.NOT_ORDINARY, messages.NAME_A_TEXT_FILE) from None
    except OSError as error:
        raise _error(
            path, common_messages.FILE_UNREADABLE.fill(reason=error.strerror or str(error)), messages.NAME_A_TEXT_FILE
        ) from None
    if len(raw) > LARGEST:
        raise _error(path, messages.FILE_TOO_LARGE, messages.COPY_ARTICLE_ONLY)
    if known := next((name for start, name in _FORMATS.items() if raw.startswith(start)), None):
        raise _error(path, messages.NOT_PLAIN_TEXT.fill(name=known), messages.SAVE_AS_TXT)
    text = decoded(raw)
    if text is None or len(_CONTROL.findall(text)) > len(text) / 100:
        raise _error(path, messages.NOT_A_TEXT_FILE, messages.SAVE_AS_TXT)
    if re.match(r"\s*<(!doctype|html|\?xml)", text, re.I):
        raise _error(path, messages.NOT_PLAIN_TEXT.fill(name="HTML"), messages.SAVE_AS_TXT)
    return text


def decoded(raw):
    """Bytes as text: UTF-8 or UTF-16 with or without a mark, otherwise as Windows wrote it; None where it is no text.

    >>> decoded("Süd".encode("utf-16")), decoded("Süd".encode("cp1252")), decoded(b"a\\0\\0\\0b")
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


def language_of(text):
    """The language a text is in, by its most common words: "de", "en", or None where it is neither.

    >>> language_of("Die Polizei sprach von 300 Menschen auf dem Platz."), language_of("Il y avait 300 personnes.")
    ('de', None)
    """
    found = re.findall(r"[^\W\d_]+", text[:50_000].lower())
    common = {of: sum(word in words(of)["common"] for word in found) for of in LANGUAGES}
    best = max(LANGUAGES, key=common.get)
    return best if common[best] > len(found) / 9 and common[best] > 1.5 * min(common.values()) else None


def lines_of(text, language):
    """The headings and sentences of a text, in their order, without what belongs to the page or cannot be seen.

    >>> [(line.id, line.text) for line in lines_of("A dispute\\n\\nPolice spoke of 300. Others of 500.", "en")]
    [('H1', 'A dispute'), ('W1', 'Police spoke of 300.'), ('W2', 'Others of 500.')]
    """
    lines, numbers = [], {"H": 0, "W": 0}
    furniture = pattern(rf"{any_of(language, 'furniture')}(?!\w)")
    for paragraph in _paragraphs(_clean(text)):
        if _is_heading(paragraph) and furniture.match(paragraph):
            continue
        whole = [paragraph] if _is_heading(paragraph) else sentences(paragraph, language)
        for said in whole:
            letter = "H" if _is_heading(paragraph) else "W"
            numbers[letter] += 1
            lines.append(Line(f"{letter}{numbers[letter]}", said))
    return lines if numbers["W"] else [Line(f"W{n}", line.text) for n, line in enumerate(lines, start=1)]


def sentences(paragraph, language):
    """A paragraph cut into sentences; abbreviations, dates and ordinals do not end one.

    >>> sentences("Am 3. Mai kamen ca. 40 Gäste. Verletzt wurden 12. Die Polizei half.", "de")
    ['Am 3. Mai kamen ca. 40 Gäste.', 'Verletzt wurden 12.', 'Die Polizei half.']
    """
    found, start = [], 0
    for stop in _STOP.finditer(paragraph):
        before = paragraph[max(start, stop.start() - 40) : stop.end()]
        if not _goes_on(before, paragraph[stop.end() : stop.end() + 60], language):
            found.append(paragraph[start : stop.end()].strip())
            start = stop.end()
    return [said for said in (*found, paragraph[start:].strip()) if said]


def _goes_on(before, after, language):
    """Whether a full stop belongs to an abbreviation, an initial or an ordinal, so that the sentence goes on."""
    following = re.match(r"\s*\W*(\w+)", after)
    following = following[1] if following else ""
    if re.search(r"(?:^|\W)[pa]\.m\.$", before, re.I):
        return following in words(language)["not_speakers"] or following[:1].isdigit()
    if pattern(rf"(?:^|[^\w])(?:{any_of(language, 'abbreviated')})$").search(before):
        return True
    if re.search(r"(?:^|\s)[A-Za-zÄÖÜ]\.$", before):
        return True
    ordinal = language == "de" and re.search(r"(?<![\d.,])\d{1,2}\.$", before)
    return bool(ordinal) and following not in words(language)["starters"]


def _clean(text):
    """The text without tags, marks of headings and all that nobody sees; its lines ended by one sign."""
    text = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text))
    while _TAG.search(text):
        text = _TAG.sub("", text)
    text = _UNSEEN.sub("", text).replace("\t", " ")
    return "\n".join(line.strip().lstrip("#").strip() for line in text.split("\n"))


def _paragraphs(text):
    """Paragraphs and headings. Lines that an editor has wrapped are joined; in other texts each line is one."""
    width = max(map(len, text.split("\n")))
    for block in re.split(r"\n{2,}", text.strip()):
        at = last = ""
        for line in block.split("\n"):
            if at and (width > _WRAPPED or not _runs_on(last, line, width)):
                yield at
                at = ""
            at, last = f"{at} {line}".strip(), line
        if at:
            yield at


_WRAPPED = 120


def _runs_on(line, following, width):
    """Whether a wrapped line goes on in the next: it is about as long as lines are, or the next has a small letter."""
    return following[:1].islower() or (len(line) > 0.7 * width and len(line) > 30)


def _is_heading(paragraph):
    ended = _ENDED.search(paragraph) or re.search(r"[.!?]\s+[A-ZÄÖÜ]", paragraph)
    return len(paragraph) <= _WRAPPED and not ended and not paragraph.endswith(",")


def _error(path, message, fix):
    return LessonError([Problem(Place(path), message, fix)])


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
        return messages.QUOTE_MISSING.fill(id=id), messages.COPY_FROM_SENTENCE.fill(id=id, text=shortened(text, 400))
    other = next((other for other, words in sentences.items() if times_in(quote, words)), None)
    found, quote, text = shortened(_with_other_digits(quote, text)), shortened(quote), shortened(text, 400)
    if n > 1:
        return messages.QUOTE_NOT_UNIQUE.fill(quote=quote, id=id, n=n), messages.LENGTHEN_QUOTE
    if other:
        return messages.QUOTE_ELSEWHERE.fill(quote=quote, id=id, other=other), messages.CHANGE_SENTENCE_OR_QUOTE.fill(
            id=id, text=text, other=other, key=key
        )
    if found:
        return messages.QUOTE_DIGITS_DIFFER.fill(quote=quote, found=found, id=id), messages.COPY_FROM_SENTENCE.fill(
            id=id, text=text
        )
    return messages.QUOTE_NOT_FOUND.fill(quote=quote, id=id), messages.COPY_FROM_SENTENCE.fill(id=id, text=text)


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
