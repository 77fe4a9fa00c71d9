"""Bring items into an order; only what is binding is judged, and one item may have to be left out."""

from collections.abc import Collection, Iterable, Sequence
from graphlib import TopologicalSorter
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from geo_lesson.common.fields import Data, LocalText, WordId
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Exercise, Missing, answer_fields, require_known_id, require_unique_ids
from geo_lesson.exercises.results import AnswerSpace, Feedback, OptionFeedback, Outcome, Remark, Response

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
    def _known_items(self) -> Self:
        require_unique_ids(self.items, "items")
        known = [item.id for item in self.items if not item.decoy]
        for i, pair in enumerate(self.binding):
            for j, id in enumerate(pair):
                require_known_id(id, known, ("binding", i, j))
        return self

    def only(self, ids: Collection[str]) -> Self:
        """Return the part of the exercise with these items, and the pairs among them."""
        part = super().only(ids)
        return part.model_copy(update={"binding": tuple(pair for pair in self.binding if set(pair) <= set(ids))})

    @property
    def _has_decoy(self) -> bool:
        return any(item.decoy for item in self.items)

    def _places(self, answer: object) -> dict[str, str | None]:
        """Return the place of each item as it was given: a number, LEFT_OUT, or None where it has none yet."""
        allowed = [*(str(n) for n in range(1, len(self.items) + 1)), *([LEFT_OUT] if self._has_decoy else [])]
        given = {item.id: answer_fields(answer).get(item.id) for item in self.items}
        return {id: place if place in allowed else None for id, place in given.items()}

    def _positions(self, answer: object) -> dict[str, int]:
        """Return the position of each item in a complete answer; those left out come last."""
        last = len(self.items) + 1
        return {id: last if place == LEFT_OUT else int(place or last) for id, place in self._places(answer).items()}

    def missing_fields(self, answer: object) -> Missing:
        """Name items without a place, then places that were given twice, as one (field, sentence) pair."""
        places = list(self._places(answer).values())
        empty = places.count(None)
        if empty:
            return (("value", messages.LINES_WITHOUT_PLACE.fill(n=empty)),)
        twice = sorted({int(place) for place in places if place not in (None, LEFT_OUT) and places.count(place) > 1})
        return (("value", messages.PLACE_GIVEN_TWICE.fill(n=twice[0])),) if twice else ()

    def outcome(self, answer: object) -> Outcome:
        """Return an item is right where it breaks no binding pair, and is left out if, and only if, it is a decoy."""
        if not self.binding:
            return Outcome(None, dict.fromkeys(item.id for item in self.items))
        places, position = self._places(answer), self._positions(answer)
        wrong = {id for pair in self.binding if position[pair[0]] >= position[pair[1]] for id in pair}
        wrong |= {item.id for item in self.items if item.decoy != (places[item.id] == LEFT_OUT)}
        return Outcome(not wrong, {item.id: item.id not in wrong for item in self.items})

    def judge(self, answer: object) -> Feedback:
        """Return the items in the student's order, each with its feedback."""
        position, outcome = self._positions(answer), self.outcome(answer)
        in_order = sorted(self.items, key=lambda item: position[item.id])
        remarks = tuple(Remark(item.feedback, item.text, outcome.entries[item.id]) for item in in_order)
        if not self.binding:
            return Feedback(outcome, remarks)
        kept = sum(position[first] < position[second] for first, second in self.binding)
        return Feedback(outcome, remarks, summary=messages.PAIRS_IN_ORDER.fill(n=kept, all=len(self.binding)))

    def describe(self, answer: object, language: str) -> str:
        """Return the items in their order, those left out at the end in brackets."""
        places = self._places(answer)
        numbered = sorted((int(place), id) for id, place in places.items() if place not in (None, LEFT_OUT))
        texts = {item.id: item.text[language] for item in self.items}
        out = [f"({texts[id]})" for id, place in places.items() if place == LEFT_OUT]
        return " → ".join([*(texts[id] for _, id in numbered), *out]) or "–"

    def responses(self, answer: object, language: str) -> Sequence[Response]:
        """Return the place of each item; how an item stands to one other is judged, not its place."""
        places = self._places(answer)
        return [Response(item.text[language], _place(places[item.id], language)) for item in self.items]

    def possible_responses(self, language: str) -> Sequence[Response]:
        """Return none: there are as many places as items for each of them."""
        return ()

    def expected(self) -> tuple[Remark, ...]:
        """Return the items in an order that keeps every binding pair, numbered; then those to be left out.

        Where no pair is binding, any order will do, and the items have no numbers.
        """
        # Lists, not sets: one order every time.
        before = {item.id: [a for a, b in self.binding if b == item.id] for item in self.items if not item.decoy}
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

    def option_feedback(self) -> Iterable[OptionFeedback]:
        """Return none: an item's feedback is the same wherever it was put."""
        return ()

    def task_data(self, language: str) -> dict[str, Any]:
        """Return the items in the order of the file, and whether one may be left out."""
        items = [{"id": item.id, "text": item.text[language]} for item in self.items]
        return {"items": items, "may_leave_out": self._has_decoy}

    def answer_space(self, language: str) -> AnswerSpace:
        """Return a box for the number of each item."""
        instructions = [messages.TASK_LABELS[key][language] for key in ("place", *["leave_out"][: self._has_decoy])]
        return AnswerSpace("boxes", tuple(("", item.text[language]) for item in self.items), " ".join(instructions))


def _place(place: str | None, language: str) -> str:
    left_out = place in (None, LEFT_OUT)
    return (messages.ITEM_LEFT_OUT if left_out else messages.PLACE_NUMBER.fill(n=place))[language]
