"""Define source cards: one statement of the record each, in the words of the lesson, with where it can be read."""

from typing import Annotated, TypedDict

from pydantic import Field

from geo_lesson.common.fields import Address, CardId, Data, Id, LocalText
from geo_lesson.content import messages


class CardView(TypedDict):
    """A card in one language: its fields as pairs of name and text, and the label of its links."""

    id: str
    date: str
    fields: list[list[str]]
    read_at: str
    links: list[str]


class Card(Data):
    """Who said what, when and on which occasion; `record` names the claims of the record that the card rests on."""

    id: CardId
    date: LocalText
    speaker: LocalText
    occasion: LocalText
    wording: LocalText
    status: LocalText
    place: LocalText
    basis: LocalText
    links: Annotated[tuple[Address, ...], Field(min_length=1)]
    record: tuple[Id, ...] = ()

    def view(self, language: str) -> CardView:
        """Return the card in one language, as plain data for templates and the browser."""
        fields = [[name[language], getattr(self, field)[language]] for field, name in messages.CARD_FIELDS.items()]
        return {
            "id": self.id,
            "date": self.date[language],
            "fields": fields,
            "read_at": messages.READ_AT[language],
            "links": list(self.links),
        }
