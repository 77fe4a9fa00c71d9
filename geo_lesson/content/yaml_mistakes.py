"""Say why a text is no YAML, as far as its characters show, and where YAML would silently drop words."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from geo_lesson.common.errors import Place, Problem, shortened
from geo_lesson.common.language import Text
from geo_lesson.content import messages

# The loader in C where PyYAML has it; both keep every scalar as text.
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Characters that look like a space where YAML needs a real one: before a line, or after its key.
ODD_SPACE = re.compile("[\\s-]*?(?:[\\w-]+: *)?([\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000])")
# What comes before a value: spaces, the dash of a list, a key.
_KEY = r"\s*(?:- +)*(?:[\w-]+: +)?"
_CURLY = re.compile(r"(?:^\s*|[:\[{,-] +)([“”„‘’‚«»])")
_DASH_LIKE = re.compile(r"\s*([–—•]) ")
_NO_COLON = re.compile(r"\s*(?:- +)?([a-z_]+) *[;=]")
# Signs with which no text may begin, and a bracket or brace after whose end the text goes on.
_SIGN = re.compile(rf"{_KEY}(?:([@%`!&])|([\[{{])[^\]}}]*[\]}}] *[^\s#,])")
_QUOTE_INSIDE = re.compile(rf"{_KEY}([\"']).*?\1[^\s,\]}}:#]|{_KEY}([\"']).*?\2 +[^\s,\]}}:#]")
_COLON_INSIDE = re.compile(r"\s*(?:- +)?[\w-]+: +[^\s\"'].*?: ")
# A text in a language that goes on behind a sign that begins a comment.
_LOST = re.compile(r"\s*(?:- +)?(?:de|en): +[^\s\"'|>\[{#][^#]*? (#[^\s#]\S*)")


def sign_name(sign: str) -> str:
    """Name an invisible character: "U+200B zero width space"."""
    return "NUL" if sign == "\0" else f"U+{ord(sign):04X} {unicodedata.name(sign, '').lower()}".rstrip()


def lost_text(path: Path, text: str) -> Iterator[Problem]:
    """Find texts that end before they should, because YAML takes what follows a # for a comment."""
    for n, line in enumerate(text.split("\n"), 1):
        if match := _LOST.match(line):
            message = messages.TEXT_CUT_AT_HASH.fill(words=shortened(match[1], 30))
            yield Problem(Place(path, n), message, messages.QUOTE_OR_SPACE_HASH)


def yaml_problem(path: Path, text: str, error: Exception) -> Problem:
    """Say where a text is no YAML, and why, as far as its characters show."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    # The parser in C reads ahead and may reach a limit of its own before we count.
    if isinstance(error, RecursionError) or "nesting" in (getattr(error, "problem", None) or ""):
        return Problem(Place(path, line if mark else 0), messages.ALIAS_OR_DEEP_NESTING, messages.WRITE_CONTENT_OUT)
    lines = text.splitlines() or [""]
    last = min(line, len(lines))
    if quote_line := _unclosed_quote_line(text, line):
        return Problem(Place(path, quote_line), messages.QUOTE_NOT_CLOSED, messages.CLOSE_QUOTE)
    if "\t" in lines[last - 1][:20]:
        return Problem(Place(path, line), messages.TAB_FOUND, messages.INDENT_WITH_SPACES)
    for n in (last, last - 1):  # where a space is missing after a key, the parser stumbles over the next line
        if n and (match := ODD_SPACE.match(lines[n - 1])):
            message = messages.INVISIBLE_CHARACTER.fill(name=sign_name(match[1]))
            return Problem(Place(path, n), message, messages.RETYPE_LINE)
    start = getattr(error, "context_mark", None)
    begun = start.line + 1 if start else last
    found = _by_line(lines[last - 1]) or _by_error(f"{getattr(error, 'context', '')}", lines, last, begun)
    at, message, fix = (last, *found) if found and len(found) == 2 else found or (last, *_GENERAL)
    return Problem(Place(path, at), message, fix)


_GENERAL = (messages.NOT_YAML, messages.CHECK_PUNCTUATION)
_Found = tuple[Text, Text]


def _by_line(written: str) -> _Found | None:
    """Recognise a mistake by the line that the parser stumbles over."""
    if match := _DASH_LIKE.match(written):
        return messages.DASH_NOT_HYPHEN.fill(sign=match[1]), messages.WRITE_HYPHEN
    if match := _CURLY.search(written):
        return messages.CURLY_QUOTE.fill(sign=match[1]), messages.QUOTE_WHOLE_TEXT
    if re.match(r"\s*-[^\s-]", written) or re.match(r"\s*(?:- )?[a-z_]+:[^\s]", written):
        return messages.SPACE_MISSING, messages.ADD_SPACE
    if match := _SIGN.match(written):
        return messages.SIGN_IN_FRONT.fill(sign=match[1] or match[2]), messages.QUOTE_WHOLE_TEXT
    if _QUOTE_INSIDE.match(written):
        return messages.QUOTE_ENDS_EARLY, messages.OTHER_QUOTES_INSIDE
    if _COLON_INSIDE.match(written):
        return messages.COLON_IN_TEXT, messages.QUOTE_WHOLE_TEXT
    return None


def _by_error(context: str, lines: list[str], last: int, begun: int) -> tuple[int, Text, Text] | None:
    """Recognise a mistake by what the parser was reading, which began in the line `begun`; with its own line."""
    if "flow" in context:
        return begun, messages.BRACKET_NOT_CLOSED, messages.CLOSE_BRACKET
    if "simple key" in context:
        match = _NO_COLON.match(lines[begun - 1])
        fix = messages.WRITE_COLON.fill(key=match[1]) if match else messages.WRITE_COLON_OR_INDENT
        return begun, messages.COLON_MISSING, fix
    levels = _levels(lines[: last - 1])
    indent = len(lines[last - 1]) - len(lines[last - 1].lstrip(" "))
    if levels and indent not in levels:
        message = messages.INDENTATION_DIFFERS.fill(n=indent, levels=", ".join(map(str, levels)))
        return last, message, messages.ALIGN_WITH_ABOVE
    return None


def _levels(lines: list[str]) -> list[int]:
    """Return the indentations, in spaces, at which the next line may begin: those that are open above it."""
    levels: list[int] = []
    for line in lines:
        match = re.match(r" *((?:- +)*)(?=[^\s#])", line)
        if match:
            starts = [match.start(1), *([match.end()] if match[1] else [])]
            levels = sorted({*(level for level in levels if level < starts[0]), *starts})
    return levels


def _unclosed_quote_line(text: str, line: int) -> int | None:
    """Return the line of a quotation mark that is never closed, or only by the next one lines below; or None."""
    last = None
    try:
        for token in yaml.scan(text, Loader=LOADER):
            if token.start_mark.line >= line:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                last = token if token.start_mark.line < token.end_mark.line else None
    except yaml.MarkedYAMLError as error:
        if "quoted scalar" in str(error.context) and error.context_mark:
            return error.context_mark.line + 1
    return last.start_mark.line + 1 if last and last.end_mark.line == line - 1 else None
