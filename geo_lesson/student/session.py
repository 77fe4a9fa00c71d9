"""Work on one exercise: take messages from its widget, save what they carry, say what is to be shown.

No widget is needed here, so everything can be tested without a kernel. A message is a map with `type`, `view` (the
browser view that sent it), `number` (growing within a view) and mostly `values`:

draft   the fields as they stand now               submit  submit a `step`: the answer, or the reason after it
hint    open the next hint                         keep    a text that another window has replaced meanwhile

Draft and submit name the `revision` of the draft they were made from. If another window has changed the draft since,
its text is kept beside the new one. A message that could not be saved may be sent again under its number.
"""

import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, TypedDict

from geo_lesson.common.language import Text
from geo_lesson.exercises.base import Exercise
from geo_lesson.student import messages
from geo_lesson.student.feedback_view import FeedbackView, answers_of, feedback_view, follow_up, hint_is_free
from geo_lesson.student.store import LONGEST, Answers, Attempt, NotSaved, Record, Values

# The id of this kernel, which tells its changes from those of another one.
WRITER = uuid.uuid4().hex
LONGEST_VIEW = 40  # characters of a view's name that are saved


class Acknowledgement(TypedDict):
    """The reply to a message; problem: why it was not saved; asks: what is missing, by field, after a submission."""

    type: Literal["ack"]
    view: Any  # as the message had them
    number: Any
    revision: int
    problem: str | None
    asks: dict[str, str] | None


class WaitingView(TypedDict):
    """A part that appears once the part before it has been answered."""

    waits: Literal[True]
    notices: list[str]


class SessionView(FeedbackView):
    """The feedback of an exercise together with notices about saving."""

    waits: Literal[False]
    notices: list[str]


@dataclass
class _BrowserView:
    """What one browser view has sent: the numbers taken, and its latest draft with number and revision."""

    taken: set[int] = field(default_factory=set)
    number: int = 0
    draft: Values = field(default_factory=dict)
    revision: int = 0


class Session:
    """The state of one exercise, shared by all its widgets.

    lock: one for the whole lesson, held while judging and saving, because messages arrive in a thread of their own.
    stamp: lesson id and version, saved with the answers.   earlier: the exercise that this one looks back on.
    waits_for: the session of the part before this one.
    """

    def __init__(
        self, exercise: Exercise, answers: Answers, lock: threading.RLock, language: str, stamp: tuple[str, str]
    ) -> None:
        self.language = language
        self.earlier: Exercise | None = None
        self.waits_for: Session | None = None
        self._answers, self._lock, self._stamp = answers, lock, stamp
        self._views: dict[str, _BrowserView] = {}
        self.record = Record(exercise.id)
        self.reopen(exercise)

    def reopen(self, exercise: Exercise) -> None:
        """Read the record again, for instance when the cell is run again; keep the present one if that fails."""
        with self._lock:
            self.exercise = exercise
            self._notices: list[Text] = []
            try:
                self.record, notice = self._answers.read(exercise.id)
                self._answers.probe()
                if notice:
                    self._notices.append(notice)
            except NotSaved as error:
                self._notices.append(messages.CANNOT_SAVE_NOW.fill(reason=error.text))

    def handle(self, message: Mapping[str, Any]) -> Acknowledgement:
        """Do what a message asks and acknowledge it. Raises ValueError or KeyError for one that no widget sends."""
        with self._lock:
            number = int(message["number"])
            view = self._views.setdefault(str(message.get("view")), _BrowserView())
            is_late = number < view.number
            if number in view.taken or (is_late and message.get("type") == "draft"):
                return self._acknowledge(message)
            try:
                asks = self._take(message, view, is_late)
                view.taken.add(number)
            except NotSaved as error:
                return self._acknowledge(message, problem=messages.NOT_SAVED.fill(reason=error.text))
            return self._acknowledge(message, asks=asks)

    def _take(self, message: Mapping[str, Any], view: _BrowserView, is_late: bool) -> dict[str, Text] | None:
        """Save what a message carries; return what is missing if it is a submission."""
        kind, values = message.get("type"), _clean(message.get("values"))
        match kind:
            case "keep":
                self._save(lambda record: _keep(record, values))
            case "hint":
                self._save(self._open_hint)
            case "draft" | "submit":
                if not is_late:
                    self._draft(values, view, message)
                if kind == "submit":
                    return self._submit(self.exercise.merge_values(values, self.record.draft), str(message.get("step")))
            case _:
                raise ValueError(f"unknown message: {kind}")
        return None

    def _draft(self, values: Values, view: _BrowserView, message: Mapping[str, Any]) -> None:
        """Save the fields as they stand; keep a draft that this view has not seen."""
        base, own = max(int(message.get("revision") or 0), view.revision), view.draft
        here, _ = self.exercise.split_values(values)

        def change(record: Record) -> Record:
            before, _ = self.exercise.split_values(record.draft)
            if record.drafted > base and before not in ({}, here, own):
                self._notice(messages.EXERCISE_USED_ELSEWHERE)
                record = _keep(record, record.draft)
            draft = self.exercise.merge_values(values, record.draft)
            if draft == record.draft:
                return record
            return replace(record, draft=draft, drafted_by=str(message.get("view"))[:LONGEST_VIEW])

        self._save(change)
        view.number, view.draft, view.revision = int(message["number"]), here, self.record.drafted

    def _notice(self, text: Text) -> None:
        if text not in self._notices:
            self._notices.append(text)

    def _submit(self, values: Values, step: str) -> dict[str, Text]:
        """Save an attempt if nothing is missing; return what is missing."""
        is_due = step == "answer" or (step == "reason" and follow_up(self.exercise, self.record, self.language))
        if not is_due:
            raise ValueError(f"nothing to hand over: {step}")
        missing = self._missing_in_reason(values) if step == "reason" else self._missing_in_answer(values)
        if not missing:
            answer = self._submitted(values, step)
            attempt: Attempt = {"at": _now(), "step": step, "language": self.language, "answer": answer}
            if step == "answer" and (words := self.exercise.marked_words(values.get("value"))):
                attempt["words"] = words
            self._save(lambda record: _add_attempt(record, attempt))
        return missing

    def _submitted(self, values: Values, step: str) -> Values:
        """Return the fields that a step submits."""
        reason = self.exercise.reason
        if step == "reason":
            return {"after": values.get("after", {} if self.exercise.checklist() else "")}
        asked = {
            "value": True,
            "confidence": self.exercise.confidence is not None,
            "reason": reason is not None and reason.when == "before",
        }
        return {name: values[name] for name, is_asked in asked.items() if is_asked and name in values}

    def _missing_in_reason(self, values: Values) -> dict[str, Text]:
        """Ask for a sentence; of a checklist, nothing need be ticked."""
        is_complete = self.exercise.checklist() or _is_written(values.get("after"))
        return {} if is_complete else {"after": messages.WRITE_A_SENTENCE}

    def _missing_in_answer(self, values: Values) -> dict[str, Text]:
        missing = dict(self.exercise.missing_fields(values.get("value")))
        confidence, reason = self.exercise.confidence, self.exercise.reason
        if confidence:
            levels = [str(level) for level in confidence.levels]
            missing |= self._missing("confidence", confidence.per, values, levels.__contains__, messages.SAY_HOW_SURE)
        if reason and reason.when == "before":
            missing |= self._missing("reason", reason.per, values, _is_written, messages.WRITE_A_SENTENCE)
        return missing

    def _missing(
        self, name: str, per: str, values: Values, is_given: Callable[[Any], bool], text: Text
    ) -> dict[str, Text]:
        """Ask for a confidence or a reason: of the exercise, or of each entry that has been answered."""
        given = values.get(name)
        if per == "exercise":
            return {} if is_given(given) else {name: text}
        given = given if isinstance(given, dict) else {}
        entries = self.exercise.answered_entries(values.get("value"))
        return {f"{name}.{id}": text for id in entries if not is_given(given.get(id))}

    def _save(self, change: Callable[[Record], Record]) -> None:
        """Apply a change to the record on disk; keep what another kernel wrote meanwhile, with a notice."""
        last_revision = self.record.revision

        def stamped(record: Record) -> Record:
            if record.writer != WRITER and record.revision > last_revision:
                self._notice(messages.EXERCISE_USED_ELSEWHERE)
            changed = change(record)
            if changed == record:
                return record
            lesson, version = self._stamp
            drafted = record.drafted if changed.draft == record.draft else record.revision + 1
            return replace(
                changed, drafted=drafted, lesson=lesson, lesson_version=version, language=self.language, writer=WRITER
            )

        self.record, notice = self._answers.change(self.exercise.id, stamped)
        if notice:
            self._notices.append(notice)

    def _open_hint(self, record: Record) -> Record:
        return replace(record, hints=record.hints + 1) if hint_is_free(self.exercise, record) else record

    def _acknowledge(
        self, message: Mapping[str, Any], problem: Text | None = None, asks: dict[str, Text] | None = None
    ) -> Acknowledgement:
        return {
            "type": "ack",
            "view": message.get("view"),
            "number": message.get("number"),
            "revision": self.record.drafted,
            "problem": problem[self.language] if problem else None,
            "asks": None if asks is None else {name: text[self.language] for name, text in asks.items()},
        }

    def feedback_view(self) -> SessionView | WaitingView:
        """Return everything that the widget shows beside task and fields, in the student's language."""
        with self._lock:
            notices = [notice[self.language] for notice in self._notices]
            if self.waits:
                return {"waits": True, "notices": notices}
            earlier = (self.earlier, self._peek(self.earlier.id)) if self.earlier else None
            view = feedback_view(self.exercise, self.record, self.language, earlier)
            return {**view, "waits": False, "notices": notices}

    @property
    def latest(self) -> Any:
        """The value submitted last; None if there is none yet, or the exercise has changed since."""
        attempts = answers_of(self.record)
        value = attempts[-1]["answer"].get("value") if attempts else None
        return value if attempts and self.exercise.is_answered(value) else None

    @property
    def waits(self) -> bool:
        """Whether the part before this one has still to be answered."""
        return self.waits_for is not None and not answers_of(self.waits_for.record) and not answers_of(self.record)

    def _peek(self, id: str) -> Record:
        """Read the record that is looked back on; an empty one if it cannot be read."""
        try:
            return self._answers.peek(id)
        except NotSaved:
            return Record(id)


def _is_written(text: Any) -> bool:
    return isinstance(text, str) and bool(text.strip())


def _clean(values: Any) -> Values:
    """Return the fields of a message: texts, or maps of texts. Raises ValueError for anything else."""
    if not isinstance(values, dict | None):
        raise ValueError("values must be a map")
    clean: Values = {}
    for name, value in (values or {}).items():
        if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
            clean[str(name)] = {str(key): text for key, text in value.items()}
        elif isinstance(value, str):
            clean[str(name)] = value
        else:
            raise ValueError(f"not a text: {name}")
    if len(str(clean)) > LONGEST:
        raise NotSaved(messages.TEXT_TOO_LONG)
    return clean


def _add_attempt(record: Record, attempt: Attempt) -> Record:
    """Add an attempt, unless the same answer, pointing at the same words, was the last one at its step."""
    last = next((a for a in reversed(record.attempts) if a.get("step") == attempt["step"]), None)
    if last and all(last.get(name) == attempt.get(name) for name in ("answer", "words")):
        return record
    return replace(record, attempts=(*record.attempts, attempt))


def _keep(record: Record, values: Values) -> Record:
    """Keep a text that another window has replaced, once."""
    if not values or any(text["answer"] == values for text in record.kept):
        return record
    return replace(record, kept=(*record.kept, {"at": _now(), "answer": values}))


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
