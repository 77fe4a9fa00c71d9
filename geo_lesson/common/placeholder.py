"""The sentence that stands in a notebook for a table where pandas is missing, as in a browser."""

from functools import wraps

from geo_lesson.common import messages
from geo_lesson.common.html import Page

_MAKERS = {"numpy", "pandas"}


class NoTable(Page):
    """Say that there are no tables here. Whatever is asked of it is an error that says the same."""

    def __init__(self, language):
        message = messages.NO_TABLES_IN_BROWSER[language]
        super().__init__("notes.html", message, lines=[message], language=language)

    def __getattr__(self, name):
        raise AttributeError(name if name.startswith("_") else repr(self))

    def __getitem__(self, _):
        raise TypeError(repr(self))


def or_absent(ask):
    """Let a method of something with a `language` return NoTable where pandas is not installed."""

    @wraps(ask)
    def asked(self, *args, **how):
        try:
            return ask(self, *args, **how)
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in _MAKERS:
                raise
            return NoTable(self.language)

    return asked
