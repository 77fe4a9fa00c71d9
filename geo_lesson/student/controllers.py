"""Connect exercises with the widgets that show them: one controller for each exercise, or for each of its parts."""

import hashlib
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol, TypedDict

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.html import HtmlOutput
from geo_lesson.common.suggestions import nearest
from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises import messages as exercises_messages
from geo_lesson.exercises.any_kind import Parts, keyed
from geo_lesson.exercises.base import Exercise
from geo_lesson.exercises.task_view import paper_view, task_view
from geo_lesson.student import messages
from geo_lesson.student.session import Session
from geo_lesson.student.store import Answers, Values
from geo_lesson.student.widget import ExerciseWidget, ExerciseWidgets

_MOST_WIDGETS = 8


class OpenLesson(Protocol):
    """A lesson that a notebook has opened; lock: held while judging and saving."""

    content: LessonFolder
    answers: Answers
    language: str
    level: int
    lock: threading.RLock
    controllers: "dict[tuple[str, frozenset[str]], ExerciseController]"

    def picture(self, content: LessonFolder, exercise: Exercise, answer: Any) -> dict[str, Any]:
        """Draw the picture that belongs to an answer, as plain data."""


class DraftView(TypedDict):
    """The fields as they stand, the revision of that draft, and the browser view that it came from."""

    values: Values
    revision: int
    by: str


@dataclass(frozen=True)
class Material:
    """Sentences and source cards beside a task, and the cards shown after an answer, as plain data."""

    sentences: Sequence[dict[str, Any]]
    cards: Sequence[dict[str, Any]]
    cards_after: Sequence[dict[str, Any]]


def open_exercise(lesson: OpenLesson, id: str, only: Any = None) -> ExerciseWidget | ExerciseWidgets:
    """Return a new widget for an exercise, or one for each of its parts; only: ids of the entries or parts to show."""
    exercise = lesson.content.exercise(id, only)
    controllers: list[ExerciseController] = []
    for key, part in keyed(exercise):
        controllers.append(ExerciseController.open(lesson, key, part, controllers[-1] if controllers else None))
    widgets = [controller.new_widget() for controller in controllers]
    return ExerciseWidgets(widgets) if isinstance(exercise, Parts) else widgets[0]


class ExerciseController:
    """Keep the widgets of one exercise in step with its session; it lives as long as the kernel.

    next: the controller of the part that waits for an answer to this one.
    """

    def __init__(self, lesson: OpenLesson, exercise: Exercise, material: Material) -> None:
        answers, config = lesson.answers, lesson.content.config
        stamp = (config.id, config.version)
        self.session = Session(exercise, answers, lesson.lock, lesson.language, stamp)
        self.next: ExerciseController | None = None
        self._lesson = lesson
        # Together these name the text that a browser tab holds for this exercise.
        names = [str(answers.folder), exercise.id, lesson.language, *sorted(exercise.left_out)]
        self._key = hashlib.sha256("/".join(names).encode()).hexdigest()[:16]
        self._widgets: list[ExerciseWidget] = []
        self._prepare(material)

    @classmethod
    def open(
        cls, lesson: OpenLesson, key: str, part: Exercise, before: "ExerciseController | None"
    ) -> "ExerciseController":
        """Return the controller of an exercise or part, with everything read anew from disk.

        key: the name of its answers.   before: the controller of the part that has to be answered first.
        """
        exercise = lesson.content.prepare(part, lesson.level, key)
        material = _material(lesson, exercise)
        name = (key, exercise.left_out)
        controller = lesson.controllers.get(name)
        if controller:
            controller.session.reopen(exercise)
            controller._prepare(material)
        else:
            controller = lesson.controllers[name] = cls(lesson, exercise, material)
        controller.session.earlier = _earlier(lesson, part)
        controller.session.waits_for = before.session if before else None
        if before:
            before.next = controller
        return controller

    def _prepare(self, material: Material) -> None:
        """Take what the lesson's files say now; a picture drawn before is drawn anew."""
        self._content, self._material = self._lesson.content, material
        self._picture: tuple[Any, dict[str, Any]] | None = None  # with the answer that it belongs to

    def new_widget(self) -> ExerciseWidget:
        """Return a new widget, which shows what is on disk."""
        widget = ExerciseWidget(self)
        self._widgets.append(widget)
        # Reloaded pages never close their view, so keep only the newest widgets.
        while len(self._widgets) > _MOST_WIDGETS:
            self._widgets.pop(0).close()
        self.refresh()
        return widget

    def receive(self, widget: ExerciseWidget, message: Mapping[str, Any]) -> None:
        """Take a message of a widget, acknowledge it, and bring all widgets into step."""
        kind, view = message.get("type"), message.get("view")
        if kind == "here":
            widget.views.add(view)
            widget.send({"type": "draft", "to": view, **self.draft()})
            self._show_picture()
        elif kind == "gone":
            self._leave(widget, view)
        else:
            before = self.session.record.draft
            acknowledgement = self.session.handle(message)
            self.refresh()
            widget.send(acknowledgement)
            if self.session.record.draft != before:  # a submission that failed may have saved it all the same
                self._send_draft(view if kind in ("draft", "submit") else None)
            if kind == "submit":
                self._show_picture()
                if self.next:
                    self.next.refresh()

    def _send_draft(self, sender: Any) -> None:
        """Send the draft to all views but its sender; None if the change came from another kernel."""
        if sender is None or sum(len(widget.views) for widget in self._widgets) > 1:
            for widget in self._widgets:
                widget.send({"type": "draft", "not": sender, **self.draft()})

    def draft(self) -> DraftView:
        """Return the fields as they stand."""
        record = self.session.record
        values, _ = self.session.exercise.split_values(record.draft)
        return {"values": values, "revision": record.drafted, "by": record.drafted_by}

    def feedback_view(self) -> dict[str, Any]:
        """Return everything that the widget shows beside task and fields."""
        view = self.session.feedback_view()
        has_feedback = not view["waits"] and view["feedback"]
        return {**view, "cards": self._material.cards_after if has_feedback else []}

    def refresh(self) -> None:
        """Bring all widgets up to date with the session."""
        view = self.feedback_view()
        for widget in self._widgets:
            widget.feedback_view = view

    def _show_picture(self) -> None:
        """Draw the picture of the latest answer, after everything else has been sent: drawing takes time."""
        exercise, answer = self.session.exercise, self.session.latest
        if exercise.figure is None or answer is None:
            return
        if self._picture is None or self._picture[0] != answer:
            self._picture = answer, self._lesson.picture(self._content, exercise, answer)
        for widget in self._widgets:
            widget.picture = self._picture[1]

    def _leave(self, widget: ExerciseWidget, view: Any) -> None:
        """Forget a browser view; close a widget whose last view has gone."""
        if view not in widget.views:
            return
        widget.views.discard(view)
        if not widget.views and widget in self._widgets:
            self._widgets.remove(widget)
            widget.close()

    def task(self) -> dict[str, Any]:
        """Return what the widget shows from the start, in the student's language. It holds no key."""
        exercise, language, student = self.session.exercise, self.session.language, self._lesson.answers.folder.name
        return task_view(exercise, language) | {
            "id": exercise.id,
            "key": self._key,
            "student": "" if student == "me" else student,
            "sentences": self._material.sentences,
            "cards": self._material.cards,
            "hints": len(exercise.hints),
            "words": {name: text[language] for name, text in messages.EXERCISE_LABELS.items()},
        }


def _earlier(lesson: OpenLesson, part: Exercise) -> Exercise | None:
    """Return the exercise that a part looks back on; None if there is none, or it cannot be read."""
    if not part.look_back:
        return None
    with suppress(LessonError):
        earlier = lesson.content.exercise(part.look_back)
        return None if isinstance(earlier, Parts) else lesson.content.prepare(earlier, lesson.level)
    return None


def _material(lesson: OpenLesson, exercise: Exercise) -> Material:
    """Return the sentences and cards that an exercise names. Raises LessonError for an unknown id."""
    content, language = lesson.content, lesson.language
    sentences = {s.id: s for s in content.article(language).sentences} if exercise.sentences else {}
    cards = content.cards if exercise.cards or exercise.cards_after else {}
    return Material(
        [vars(sentence) for sentence in _look_up(content, exercise, "sentences", sentences)],
        *[
            [card.view(language) for card in _look_up(content, exercise, field, cards)]
            for field in ("cards", "cards_after")
        ],
    )


def _look_up(content: LessonFolder, exercise: Exercise, field: str, rows: Mapping[str, Any]) -> list[Any]:
    """Return the rows that a field names by id. Raises LessonError with the line of an unknown id and the nearest."""
    id, _, part = exercise.id.partition(".")
    document = content.documents[f"exercises/{id}.yaml"]
    parts = [entry.get("id") for entry in document.value.get("parts", [])]
    at = ("parts", parts.index(part), field) if part else (field,)
    ids = getattr(exercise, field)
    problems = [
        Problem(
            Place(document.path, document.line((*at, i))),
            exercises_messages.UNKNOWN_ID.fill(id=id),
            nearest(id, list(rows)),
        )
        for i, id in enumerate(ids)
        if id not in rows
    ]
    if problems:
        raise LessonError(problems)
    return [rows[id] for id in ids]


def projector_page(content: LessonFolder, id: str, only: Any, language: str) -> HtmlOutput:
    """Return a task as a page to be shown large: prompt, sentences and cards."""
    exercise = content.exercise(id, only)
    sentences = content.article(language).sentences
    parts = [
        paper_view(content.prepare(part), language)
        | {
            "sentences": [sentence for sentence in sentences if sentence.id in part.sentences],
            "cards": [content.cards[card].view(language) for card in part.cards if card in content.cards],
        }
        for part in exercise.parts
    ]
    words = {name: text[language] for name, text in exercises_messages.TASK_LABELS.items()}
    plain = "\n".join(" ".join([part["title"], *part["prompt"]]) for part in parts)
    return HtmlOutput("projector.html", plain, parts=parts, language=language, words=words)
