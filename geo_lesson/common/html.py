"""Fill HTML templates, every value escaped, and show the result in a notebook."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

STATIC = Path(__file__).parent / "static"
_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> "Environment":
    # Imported here, as the first cell of a notebook needs no template.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader([_TEMPLATES, STATIC]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["in_css"] = in_css
    return environment


def in_css(text: str) -> str:
    r"""Escape text between quotes in a style sheet: every character but English letters and digits as its number.

    >>> in_css("a</style>")
    'a\\00003c\\00002fstyle\\00003e'
    """
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text)


def render(template: str, **values: object) -> str:
    """Fill a template of templates/; every value is escaped."""
    return _environment().get_template(template).render(values)


class HtmlOutput:
    """HTML for a notebook, with plain text for places that show no HTML."""

    def __init__(self, template: str, plain: str, **values: object) -> None:
        self._html = render(template, **values)
        self._plain = plain

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self._html, "text/plain": self._plain}

    def __repr__(self) -> str:
        return self._plain
