"""What stands in a notebook for a table or a picture where the package that makes it is missing, as in a browser."""

from functools import wraps

from geo_lesson.language import Text
from geo_lesson.pages import Page

_MAKERS = {"matplotlib", "numpy", "pandas"}


class Absent(Page):
    """Stands in for a table or a picture, and for whatever is asked of it, so that the cells after it run."""

    def __init__(self, language):
        super().__init__("notes.html", ABSENT[language], lines=[ABSENT[language]], language=language)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __getitem__(self, _):
        return self

    def __call__(self, *_, **__):
        """Whatever is asked, this is the answer."""
        return self


def or_absent(ask):
    """Let a method of something with a `language` return Absent where pandas or matplotlib is not installed."""

    @wraps(ask)
    def asked(self, *args, **how):
        try:
            return ask(self, *args, **how)
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in _MAKERS:
                raise
            return Absent(self.language)

    return asked


ABSENT = Text(
    de="Hier im Browser gibt es keine Tabellen zum Rechnen und keine Bilder. Die Aufgaben gehen ohne sie.",
    en="Here in the browser there are no tables to compute with and no pictures. The exercises work without them.",
)
