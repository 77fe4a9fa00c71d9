"""Show a poll in the notebook, large enough for a projector: letters, numbers to type in, and bars."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.content import messages as content_messages
from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.exercises.base import Exercise
from geo_lesson.student.store import NotSaved
from geo_lesson.teacher.letters import letters
from geo_lesson.teacher.polls import messages
from geo_lesson.teacher.polls.store import TURNS, Polls, is_number_of_hands

_STATIC = Path(__file__).parent / "static"


class PollWidget(anywidget.AnyWidget):
    """One poll. poll: what is asked, without any key.   counts: {turn: {option: hands}}."""

    _esm = _STATIC / "poll.js"
    _css = _STATIC / "poll.css"

    poll = traitlets.Dict().tag(sync=True)
    counts = traitlets.Dict().tag(sync=True)

    def __init__(self, key: str, part: Exercise, polls: Polls, language: str) -> None:
        self._key, self._polls, self._language = key, polls, language
        self._options = letters(part)
        super().__init__(poll=_poll_view(part, self._options, language), counts=polls.read(key))
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, message: Any, _buffers: Any) -> None:
        """Save what was typed, and say whether it is saved."""
        number = message.get("number") if isinstance(message, dict) else None
        try:
            self.counts = self._saved(message)
            self.send({"type": "ack", "number": number})
        except NotSaved as error:
            self._refuse(number, error.text[self._language])
        except Exception:  # JupyterLab hides what a callback raises
            logging.getLogger(__name__).exception("message of a poll")
            self._refuse(number, messages.SAVING_FAILED[self._language])

    def _refuse(self, number: Any, reason: str) -> None:
        problem = messages.NOT_SAVED.fill(reason=reason)[self._language]
        self.send({"type": "ack", "number": number, "problem": problem})

    def _saved(self, message: Mapping[str, Any]) -> dict[str, dict[str, int]]:
        if message["type"] == "clear":
            return self._polls.clear(self._key)
        turn, option, hands = message["turn"], message["option"], message["hands"]
        if turn not in TURNS or option not in self._options or not (hands is None or is_number_of_hands(hands)):
            raise ValueError("not a count of this poll")
        return self._polls.count(self._key, turn, option, hands)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Add the title, for places where no widget can be shown."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            data["text/plain"] = f"{self.poll['labels']['poll']}: {self.poll['title']}"
        return bundle


def open_poll(content: LessonFolder, id: str, language: str) -> PollWidget:
    """Return a poll on an exercise, or on a part of it: "exercise.part". Raises LessonError where none can be held."""
    content.require_language(language)
    parts = dict(keyed(content.exercise(id.partition(".")[0])))
    part = parts.get(id) or next((part for part in parts.values() if letters(part)), None)
    if not part or not letters(part):
        raise LessonError([_no_options(content, id)])
    key = next(key for key, one in parts.items() if one is part)
    try:
        return PollWidget(key, part, Polls(content), language)
    except NotSaved as error:
        raise LessonError([Problem(Place(Path("class") / content.config.id / "polls.json"), error.text)]) from None


def _no_options(content: LessonFolder, id: str) -> Problem:
    known = []
    for listed in (id for chapter in content.config.chapters for id in chapter.exercises):
        try:
            known += [key for key, part in keyed(content.exercise(listed)) if letters(part)]
        except LessonError:  # it has another mistake, which is said where it is shown
            continue
    place = Place(content.folder / "exercises" / f"{id.partition('.')[0]}.yaml")
    fix = content_messages.AVAILABLE.fill(known=", ".join(known)) if known else None
    return Problem(place, messages.NO_OPTIONS.fill(id=id), fix)


def _poll_view(part: Exercise, options: Mapping[str, str], language: str) -> dict[str, Any]:
    names = part.entry_names
    return {
        "language": language,
        "title": part.title[language],
        "prompt": [line for line in part.prompt[language].split("\n") if line.strip()],
        "options": [{"id": id, "letter": letter, "text": names[id][language]} for id, letter in options.items()],
        "labels": {name: text[language] for name, text in messages.POLL_LABELS.items()},
    }
