"""HTML from templates, every text escaped: the article and the student's progress as they stand in a notebook."""

from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment():
    # The first cell of a notebook needs no template.
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


def in_css(text):
    r"""Text between quotes in a style sheet: all that is neither letter nor digit of English as its number.

    >>> in_css("a</style>")
    'a\\00003c\\00002fstyle\\00003e'
    """
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text)


def render(template, **values):
    """Fill a template of templates/; every value is escaped."""
    return _environment().get_template(template).render(values)


class Page:
    """A piece of HTML for a notebook, with plain text for places that show no HTML."""

    def __init__(self, template, plain, **values):
        self._html = render(template, **values)
        self._plain = plain

    def _repr_mimebundle_(self, **_):
        return {"text/html": self._html, "text/plain": self._plain}

    def __repr__(self):
        return self._plain
