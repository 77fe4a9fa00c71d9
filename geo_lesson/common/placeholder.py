"""Show a sentence in place of a table where pandas is missing, as in a browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from geo_lesson.common import messages
from geo_lesson.common.html import HtmlOutput

P = ParamSpec("P")
T = TypeVar("T")


class _HasLanguage(Protocol):
    language: str


Owner = TypeVar("Owner", bound=_HasLanguage)


class NoTable(HtmlOutput):
    """Stand in for a table where pandas is missing: say so, and raise an error with the same sentence on any use."""

    def __init__(self, language: str) -> None:
        message = messages.NO_TABLES_IN_BROWSER[language]
        super().__init__("notes.html", message, lines=[message], language=language)

    def __getattr__(self, name: str) -> Any:  # so that a cell which computes with a table passes a type checker
        raise AttributeError(name if name.startswith("_") else repr(self))

    def __getitem__(self, _: object) -> Any:  # as above; it also ends a loop over the table at once
        raise TypeError(repr(self))


def or_no_table(method: Callable[Concatenate[Owner, P], T]) -> Callable[Concatenate[Owner, P], T | NoTable]:
    """Let a method return NoTable where pandas is not installed."""

    @wraps(method)
    def wrapped(self: Owner, /, *args: P.args, **kwargs: P.kwargs) -> T | NoTable:
        try:
            return method(self, *args, **kwargs)
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in ("numpy", "pandas"):
                raise
            return NoTable(self.language)

    return wrapped
