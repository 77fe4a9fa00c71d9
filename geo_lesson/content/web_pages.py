"""Pages of the research room: one Markdown file for each page and language, with front matter in YAML.

web/<id>.<language>.md holds plain paragraphs below its front matter. Every page is told from rows of the record. A real
publisher stands only where one of these rows has the address; other pages are invented, and say so in `invented`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.fields import Address, Data, Day, Id, WordId
from geo_lesson.common.language import Text
from geo_lesson.content import messages
from geo_lesson.content.files import Document, parse_yaml
from geo_lesson.content.validation import explain

FEWEST_WORDS, MOST_WORDS = 40, 120
PAGE_NAME = re.compile(r"(?P<id>[^.]+)\.(?P<language>[a-z]{2})\.md")
# What the page is to somebody who looks for the origin of a figure.
PageKind = Literal[
    "agency",  # a news agency on a statement
    "report",  # a newspaper, a broadcaster or a site on a statement
    "statement",  # the speaker's own words
    "transcript",  # what was said on an occasion, written down
    "denial",
    "copy",  # has its words from another page, or from a copy of it
    "outdated",  # from before the statement that is looked for
    "other-topic",  # the same words on something else
    "unsourced",  # says nowhere where it has its figures from
]
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
_SpelledWord = Annotated[str, StringConstraints(pattern=r"^\w+$", max_length=60)]
Spellings = tuple[Annotated[tuple[_SpelledWord, ...], Field(min_length=2)], ...]


class FrontMatter(Data):
    """What stands above the text of a page; `rows` are the rows of the record that hold its facts.

    `day`: when the page appeared, or else when the statement was made; empty on a page without a day. `relies_on`: the
    pages that this one has its words or its figures from. `url`: the public page that a page not invented stands for.
    """

    id: WordId
    title: _Line
    publisher: _Line
    invented: bool
    kind: PageKind
    day: Day = ""
    relies_on: tuple[WordId, ...] = ()
    rows: Annotated[tuple[Id, ...], Field(min_length=1)]
    url: Address = ""

    @model_validator(mode="after")
    def _address_only_if_real(self) -> Self:
        if self.invented and self.url:
            raise PydanticCustomError("invented_with_url", "an invented page has no address", {"at": ("url",)})
        if not self.invented and not self.url:
            raise PydanticCustomError("real_without_url", "a real publisher without an address", {"at": ("url",)})
        return self

    @model_validator(mode="after")
    def _copies_something(self) -> Self:
        if self.kind == "copy" and not self.relies_on:
            raise PydanticCustomError("copy_of_nothing", "a copy names what it relies on", {"at": ("relies_on",)})
        return self


class WebPage(FrontMatter):
    """A page in one language: its front matter and its text, paragraph by paragraph."""

    language: str
    paragraphs: tuple[str, ...]


def page_files(folder: Path, language: str) -> list[Path]:
    """List the files of a lesson's pages in one language, sorted by name."""
    return sorted((folder / "web").glob(f"*.{language}.md"))


def parse_web_page(path: Path, text: str) -> tuple[Document, WebPage]:
    """Turn the text of a page's file into its front matter, with lines, and the page. Raises LessonError."""
    lines = text.split("\n")
    end = _end_of_front_matter(path, lines)
    # An empty line in the place of the first ---, so that the lines count from the beginning of the file.
    document: Document = parse_yaml(path, "\n".join(["", *lines[1:end], ""]))
    try:
        front = FrontMatter.model_validate(document.value)
    except ValidationError as error:
        raise LessonError(explain(document, error.errors(include_url=False), FrontMatter)) from None
    name = PAGE_NAME.fullmatch(path.name)
    if name is None or name["id"] != front.id:
        message, fix = messages.PAGE_ID_DIFFERS.fill(id=front.id), messages.WRITE_ID.fill(id=path.name.split(".")[0])
        raise LessonError([Problem(Place(path, document.line(("id",))), message, fix)])
    if problems := list(_text_problems(path, lines, end + 1)):
        raise LessonError(problems)
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines[end + 1 :]).strip())
    joined = tuple(" ".join(paragraph.split()) for paragraph in paragraphs)
    return document, WebPage(**dict(front), language=name["language"], paragraphs=joined)


def _end_of_front_matter(path: Path, lines: list[str]) -> int:
    """Find the second --- of a file, as a position in its lines."""
    if lines[0].rstrip() != "---":
        raise LessonError([Problem(Place(path, 1), messages.FRONT_MATTER_MISSING, messages.ADD_FRONT_MATTER)])
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if end is None:
        raise LessonError([Problem(Place(path, 1), messages.FRONT_MATTER_OPEN, messages.CLOSE_FRONT_MATTER)])
    return end


def _text_problems(path: Path, lines: list[str], start: int) -> Iterator[Problem]:
    """Say what is wrong with the text of a page: Markdown that would be shown as it stands, too short, too long."""
    for number, line in enumerate(lines[start:], start=start + 1):
        if found := _MARKDOWN.search(line):
            message = messages.PAGE_MARKDOWN.fill(written=found.group().strip())
            yield Problem(Place(path, number), message, messages.WRITE_PARAGRAPHS)
    words = len(" ".join(lines[start:]).split())
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        too_many: Text = messages.PAGE_WORDS.fill(n=words)
        fix = messages.WRITE_SO_MANY_WORDS.fill(fewest=FEWEST_WORDS, most=MOST_WORDS)
        yield Problem(Place(path, min(start + 1, len(lines))), too_many, fix)


# Headings, lists, quotations, bold, code, links, pictures; no numbered lists, as a line may begin with "28. Oktober".
_MARKDOWN = re.compile(r"^\s*(?:#+|[-*+>])\s|\*\*|__|`|!?\[[^\]]*\]\(")
