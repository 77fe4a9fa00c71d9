"""Bring items into an order; only what is binding is judged, and one item may have to be left out."""

from graphlib import TopologicalSorter
from typing import Annotated, Literal

from pydantic import Field, model_validator

from geo_lesson.common.fields import Data, LocalText, WordId
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Exercise, Feedback, Remark, no_stranger, no_twins

LEFT_OUT = "out"


class Item(Data):
    """One item to put in its place. `decoy: true`: it helps nobody and is to be left out."""

    id: WordId
    text: LocalText
    feedback: LocalText
    decoy: bool = False


class Order(Exercise):
    """Give each item its place. An answer maps items to places, "1" for the first, or "out" for one left out.

    `binding` lists pairs of which the first comes before the second; where none is binding, nothing is judged.
    """

    ENTRIES, ENTRY = "items", "item"

    kind: Literal["order"]
    items: Annotated[tuple[Item, ...], Field(min_length=2)]
    binding: tuple[tuple[WordId, WordId], ...] = ()

    @model_validator(mode="after")
    def _known_items(self):
        no_twins(self.items, "items")
        known = [item.id for item in self.items if not item.decoy]
        for i, pair in enumerate(self.binding):
            for j, id in enumerate(pair):
                no_stranger(id, known, ("binding", i, j))
        return self

    def only(self, ids):
        """The part of the exercise with these items, and the pairs among them."""
        part = super().only(ids)
        return part.model_copy(update={"binding": tuple(pair for pair in self.binding if set(pair) <= set(ids))})

    @property
    def _has_decoy(self):
        return any(item.decoy for item in self.items)

    def _places(self, answer):
        """The place of each item: a number, LEFT_OUT, or None where it has none yet."""
        answer = answer if isinstance(answer, dict) else {}
        allowed = {str(n): n for n in range(1, len(self.items) + 1)} | ({LEFT_OUT: LEFT_OUT} if self._has_decoy else {})
        return {item.id: allowed.get(answer.get(item.id)) for item in self.items}

    def missing_fields(self, answer):
        """Items without a place, then places that were given twice, as one (field, sentence) pair."""
        places = list(self._places(answer).values())
        left = places.count(None)
        if left:
            return (("value", messages.LINES_WITHOUT_PLACE.fill(n=left)),)
        twice = sorted({place for place in places if place != LEFT_OUT and places.count(place) > 1})
        return (("value", messages.PLACE_GIVEN_TWICE.fill(n=twice[0])),) if twice else ()

    def judge(self, answer):
        """The items in the student's order, each with its feedback, right where no binding pair is broken."""
        places = self._places(answer)
        last = len(self.items) + 1
        at = {id: last if place == LEFT_OUT else place for id, place in places.items()}
        broken = {id for pair in self.binding if at[pair[0]] >= at[pair[1]] for id in pair}
        broken |= {item.id for item in self.items if item.decoy != (places[item.id] == LEFT_OUT)}
        judged = bool(self.binding)
        in_order = sorted(self.items, key=lambda item: at[item.id])
        remarks = tuple(Remark(i.feedback, i.text, i.id not in broken if judged else None) for i in in_order)
        if not judged:
            return Feedback(None, remarks)
        kept = sum(at[first] < at[second] for first, second in self.binding)
        return Feedback(not broken, remarks, summary=messages.PAIRS_IN_ORDER.fill(n=kept, all=len(self.binding)))

    def describe(self, answer, language):
        """The answer in words: the items in their order, those left out at the end in brackets."""
        places = self._places(answer)
        numbered = sorted((place, item) for item, place in places.items() if isinstance(place, int))
        texts = {item.id: item.text[language] for item in self.items}
        out = [f"({texts[id]})" for id, place in places.items() if place == LEFT_OUT]
        return " → ".join([*(texts[id] for _, id in numbered), *out]) or "–"

    def expected(self):
        """The items in an order that keeps every binding pair, numbered; then what is to be left out.

        Where no pair is binding, any order will do, and the items have no numbers.
        """
        before = {item.id: {a for a, b in self.binding if b == item.id} for item in self.items if not item.decoy}
        items = {item.id: item for item in self.items}
        judged = True if self.binding else None
        placed = [items[id] for id in TopologicalSorter(before).static_order()] if judged else []
        remarks = [
            Remark(i.feedback, messages.NUMBERED_ITEM.fill(n=n, item=i.text), judged)
            for n, i in enumerate(placed, start=1)
        ]
        for item in self.items:
            if item.decoy:
                remarks.append(Remark(item.feedback, messages.ITEM_TO_LEAVE_OUT.fill(item=item.text), judged))
            elif not judged:
                remarks.append(Remark(item.feedback, item.text))
        return tuple(remarks)

    def asked(self, language):
        """The items in the order of the file, and whether one may be left out."""
        items = [{"id": item.id, "text": item.text[language]} for item in self.items]
        return {"items": items, "may_leave_out": self._has_decoy}
