"""What stands in a notebook for a table where pandas is missing, as in a browser."""

from functools import wraps

from geo_lesson.language import Text
from geo_lesson.pages import Page

_MAKERS = {"numpy", "pandas"}


class Absent(Page):
    """Stands in for a table, and for whatever is asked of it, so that the cells after it run."""

    def __init__(self, language):
        super().__init__("notes.html", ABSENT[language], lines=[ABSENT[language]], language=language)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __call__(self, *_, **__):
        """Whatever is asked, this is the answer."""
        return self

    __getitem__ = __setitem__ = __invert__ = __neg__ = __abs__ = __round__ = __call__
    __lt__ = __le__ = __eq__ = __ne__ = __gt__ = __ge__ = __and__ = __rand__ = __or__ = __ror__ = __call__
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __call__
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = __call__
    __hash__ = object.__hash__

    def __iter__(self):  # without it, Python would ask for one item after another, for ever
        return iter(())

    def __len__(self):
        return 0

    def __format__(self, _):
        return repr(self)


def browser_lacks(error):
    """Whether what was raised says that a package is missing which a browser does not have."""
    return isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] in _MAKERS


def or_absent(ask):
    """Let a method of something with a `language` return Absent where pandas is not installed."""

    @wraps(ask)
    def asked(self, *args, **how):
        try:
            return ask(self, *args, **how)
        except ModuleNotFoundError as error:
            if not browser_lacks(error):
                raise
            return Absent(self.language)

    return asked


ABSENT = Text(
    de="Hier im Browser gibt es keine Tabellen zum Rechnen. Die Aufgaben gehen ohne sie.",
    en="Here in the browser there are no tables to compute with. The exercises work without them.",
)
