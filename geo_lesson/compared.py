"""A comparison as a notebook shows it."""

from geo_lesson.language import Text
from geo_lesson.pages import Page
from geo_lesson.reasons import AGREEMENTS, DIMENSIONS


class Compared:
    """A comparison as a notebook shows it: the verdict, the reason, and each dimension in a table."""

    def __init__(self, comparison, language):
        self.comparison, self.language = comparison, language
        self.dimensions, self.verdict, self.reason = comparison.dimensions, comparison.verdict, comparison.reason

    def __repr__(self):
        return self.reason[self.language]

    def _repr_mimebundle_(self, **_):
        language = self.language
        shown = self.comparison.agreements
        rows = [(DIMENSIONS[name][language], AGREEMENTS[of][language]) for name, of in shown.items()]
        words = {"heads": [head[language] for head in (_DIMENSION, _AGREEMENT)], "reason": self.reason[language]}
        return Page("comparison.html", repr(self), rows=rows, language=language, **words)._repr_mimebundle_()


_DIMENSION = Text(de="Verglichen wird", en="What is compared")
_AGREEMENT = Text(de="gleich?", en="the same?")
