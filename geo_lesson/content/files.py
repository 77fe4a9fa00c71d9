"""Read text and YAML, keeping line numbers. Raise LessonError on malformed input."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from geo_lesson.common import messages as common_messages
from geo_lesson.common.disk import NotAFile, read_file
from geo_lesson.common.errors import LessonError, Place, Problem, shortened
from geo_lesson.content import messages
from geo_lesson.content.yaml_mistakes import LOADER, ODD_SPACE, lost_text, sign_name, yaml_problem

Location = tuple[str | int, ...]  # keys and positions, such as ("options", 0, "id")
LARGEST = 1_000_000  # bytes
DEEPEST = 20
# Where true and false are no text either, unless they are quoted.
_TEXT_KEYS = (("de",), ("en",), ("id",))
# Control characters, odd line ends, zero-width characters, soft hyphens and marks of direction: no editor shows them,
# and a search does not find a word that holds one. They may join emoji or spell flags.
_EMOJI = "\\u2600-\\u27bf\\u2b00-\\u2bff\\U0001f300-\\U0001faff"
INVISIBLE = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u200c\\u200e\\u200f"
    "\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\uffff\\U000e0000-\\U000e001f]"
    rf"|(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])"
    "|(?<![\\U0001f3f4\\U000e0020-\\U000e007e])[\\U000e0020-\\U000e007f]"
    "|[\\U000e0020-\\U000e007f](?=[\\U000e0020-\\U000e007f]{6})"  # more than any flag
)
# Plain words that YAML reads as null or a special number; nobody means them as a text.
_NOTHING = re.compile(r"null|Null|NULL|~|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|[-+]?\d+(?:\.\d*)?[eE][-+]?\d+")


@dataclass
class Document:
    """A file as plain data, all scalars as text; a table is a list of rows, each a map from column to cell.

    lines: the line of each location, counted from 1.
    questions: the cells of a table that hold nothing but "?", as (row, column); in `value` they are empty.
    """

    path: Path
    value: Any = None
    lines: dict[Location, int] = field(default_factory=dict)
    questions: list[tuple[int, str]] = field(default_factory=list)

    def line(self, location: Location) -> int:
        """Return the line of a location, or of the nearest place on the way to it."""
        location = tuple(location)
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


def read_text(path: Path, largest: int = LARGEST) -> str:
    """Read a file in UTF-8, with or without a byte order mark; lines end with "\\n". Raises LessonError."""
    try:
        raw = read_file(path, largest)
    except NotAFile:
        raise LessonError([Problem(Place(path), messages.NOT_AN_ORDINARY_FILE, messages.CREATE_FILE_ANEW)]) from None
    except FileNotFoundError:
        raise LessonError([Problem(Place(path), messages.FILE_MISSING, messages.CREATE_FILE)]) from None
    except OSError as error:
        reason = error.strerror or str(error)
        message = common_messages.FILE_UNREADABLE.fill(reason=reason)
        raise LessonError([Problem(Place(path), message, messages.CHECK_PERMISSION)]) from None
    if len(raw) > largest:
        too_large = messages.FILE_TOO_LARGE.fill(n=largest // 1_000_000)
        raise LessonError([Problem(Place(path), too_large, messages.SPLIT_OR_SHORTEN_FILE)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _one_line_end(raw[: error.start].decode("latin-1")).count("\n") + 1
        fix = messages.SAVE_TABLE_AS_UTF8 if path.suffix == ".csv" else messages.SAVE_AS_UTF8
        raise LessonError([Problem(Place(path, line), messages.NOT_UTF8, fix)]) from None
    return _one_line_end(text)


def read_typed(path: Path) -> str:
    """Read a text file that people type, without invisible characters. Raises LessonError."""
    text = read_text(path)
    if match := INVISIBLE.search(text):
        line = text[: match.start()].count("\n") + 1
        message = messages.INVISIBLE_CHARACTER.fill(name=sign_name(match.group()))
        raise LessonError([Problem(Place(path, line), message, messages.RETYPE_LINE)])
    return text


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(path: Path) -> Document:
    """Read a YAML file. Raises LessonError with every duplicate key, or the first place that is no YAML."""
    return parse_yaml(path, read_typed(path))


def parse_yaml(path: Path, text: str) -> Document:
    """Parse YAML that stands in a file, such as a front matter. Raises LessonError as `read_yaml` does."""
    try:
        _forbid_aliases_and_deep_nesting(path, text)
        node = yaml.compose(text, Loader=LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        raise LessonError([yaml_problem(path, text, error)]) from None
    if node is None:
        raise LessonError([Problem(Place(path), messages.FILE_EMPTY, messages.FILL_FILE)])
    document = Document(path)
    problems: list[Problem] = [*lost_text(path, text)]
    document.value = _plain_value(node, (), document, problems)
    if problems:
        raise LessonError(problems)
    return document


def _forbid_aliases_and_deep_nesting(path: Path, text: str) -> None:
    """Refuse aliases (*name), which can expand to gigabytes, and nesting so deep that composing it would crash."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
            place = Place(path, event.start_mark.line + 1 if event.start_mark else 0)
            raise LessonError([Problem(place, messages.ALIAS_OR_DEEP_NESTING, messages.WRITE_CONTENT_OUT)])


def _plain_value(node: yaml.Node, location: Location, document: Document, problems: list[Problem]) -> Any:
    """Turn a node into plain data, and note its lines and problems."""
    place = Place(document.path, node.start_mark.line + 1)
    document.lines.setdefault(location, place.line)
    if node.tag.startswith("!"):  # YAML takes the first word for a tag, and nobody would read it
        problems.append(Problem(place, messages.SIGN_IN_FRONT.fill(sign="!"), messages.QUOTE_WHOLE_TEXT))
    if isinstance(node, yaml.ScalarNode):
        no_text = _NOTHING.fullmatch(node.value) or (location[-1:] in _TEXT_KEYS and node.value in ("true", "false"))
        if no_text and node.style in (None, ""):
            message = messages.NEITHER_TEXT_NOR_ID.fill(written=shortened(node.value))
            problems.append(Problem(place, message, messages.WRITE_OR_QUOTE_TEXT))
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain_value(item, (*location, i), document, problems) for i, item in enumerate(node.value)]
    value: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, place = key_node.value, Place(document.path, key_node.start_mark.line + 1)
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(place, messages.KEY_NOT_A_WORD, messages.QUOTE_BRACES))
            continue
        if match := ODD_SPACE.search(key):
            message = messages.INVISIBLE_CHARACTER.fill(name=sign_name(match.group()))
            problems.append(Problem(place, message, messages.RETYPE_LINE))
        if key in value:
            first = document.lines[(*location, key)]
            message = messages.KEY_TWICE.fill(key=shortened(key), first=str(first))
            is_entry = key == "id" and location and isinstance(location[-1], int)
            problems.append(Problem(place, message, messages.ADD_DASH if is_entry else messages.DELETE_ONE))
            if is_entry:
                break  # what follows belongs to that entry, too
            continue
        document.lines[(*location, key)] = place.line
        value[key] = _plain_value(value_node, (*location, key), document, problems)
    return value
