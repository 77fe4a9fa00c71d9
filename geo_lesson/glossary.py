"""The terms of a lesson, explained in a sentence or two."""

from geo_lesson.model import Data, LocalText, WordId


class Term(Data):
    """A term as students meet it, and what it means here."""

    id: WordId
    term: LocalText
    meaning: LocalText
