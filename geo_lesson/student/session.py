"""One student at work on one exercise: messages from the face in, what is to be shown out, everything on disk between.

No widget lives here, so all of it can be tried without a kernel. A message is a map with `type`, `view` (which view of
the exercise sent it), `number` (growing within a view) and mostly `values`:

draft   what stands in the fields now               submit  hand over `step`: the answer, or the reason after it
hint    open the next hint                          keep    a text that was overtaken by another window

Draft and submit say with `revision` which draft they were made from. Where another window has changed the draft since,
its text is kept beside the new one. What could not be kept on disk may be sent again under the number it had.
"""

import uuid
from dataclasses import replace
from datetime import datetime

from geo_lesson.student import messages
from geo_lesson.student.feedback_view import after, answers_of, hint_is_free, shown
from geo_lesson.student.store import LONGEST, NotSaved, Record

# The id of this kernel, to tell its writing from that of another one.
WRITER = uuid.uuid4().hex
LONGEST_VIEW = 40  # characters of its name that are kept
_NOTHING_YET = (0, {}, 0)  # what a view has written: the revision, the fields, and the number of its message


class Session:
    """The state of one exercise, shared by all its faces.

    answers: where it is kept.   lock: one for the whole lesson, held while judging and saving, because widget
    messages arrive in a thread of their own.   stamp: lesson id and version, written beside the answers.   earlier: the
    exercise that this one looks back on, if any.   waits_for: the session of the part before this one, if any.
    """

    def __init__(self, exercise, answers, lock, language, stamp):
        self.exercise = exercise
        self.language = language
        self.earlier = self.waits_for = None
        self._answers, self._lock, self._stamp = answers, lock, stamp
        self._seen, self._wrote, self._notices = {}, {}, []
        self.record = Record(exercise.id)
        self.reopen(exercise)

    def reopen(self, exercise):
        """Read again what is on disk, for instance when the cell is run again; nothing is lost if that fails."""
        with self._lock:
            self.exercise = exercise
            self._notices = []
            try:
                self.record, notice = self._answers.read(exercise.id)
                self._answers.probe()
                if notice:
                    self._notices.append(notice)
            except NotSaved as error:
                self._notices.append(messages.CANNOT_SAVE_NOW.fill(reason=error.text))

    def handle(self, message):
        """Do what the face asks; returns the acknowledgement, a map for the view that asked.

        `problem` is a sentence if something was not kept, `asks` maps a field to what is missing there.
        """
        with self._lock:
            act, view, number = str(message.get("type")), str(message.get("view")), int(message["number"])
            seen = self._seen.setdefault(view, set())
            late = number < self._wrote.get(view, _NOTHING_YET)[2]
            if number in seen or (late and act == "draft"):
                return self._acknowledge(message)
            try:
                asks = self._act(act, view, message, late)
                seen.add(number)
            except NotSaved as error:
                return self._acknowledge(message, problem=messages.NOT_SAVED.fill(reason=error.text))
            return self._acknowledge(message, asks=asks)

    def _act(self, act, view, message, late):
        values = _values(message.get("values"))
        if act == "keep":
            self._save(lambda record: _keep(record, values))
        elif act == "hint":
            self._save(lambda record: replace(record, hints=self._next_hint(record)))
        elif act not in ("draft", "submit"):
            raise ValueError(f"unknown message: {act}")
        elif not late:
            self._draft(values, view, int(message["number"]), int(message.get("revision") or 0))
        if act == "submit":
            return self._submit(self.exercise.merge_values(values, self.record.draft), str(message.get("step")))
        return None

    def _draft(self, values, view, number, base):
        """Save what stands in the fields; a draft that this view has not seen is kept beside it."""
        written, own, _ = self._wrote.get(view, _NOTHING_YET)
        base, here = max(base, written), self.exercise.split_values(values)[0]

        def change(record):
            before, _ = self.exercise.split_values(record.draft)
            if record.drafted > base and before not in ({}, here, own):
                self._notice(messages.EXERCISE_USED_ELSEWHERE)
                record = _keep(record, record.draft)
            draft = self.exercise.merge_values(values, record.draft)
            return record if draft == record.draft else replace(record, draft=draft, drafted_by=view[:LONGEST_VIEW])

        self._save(change)
        self._wrote[view] = self.record.drafted, here, number

    def _notice(self, text):
        if text not in self._notices:
            self._notices.append(text)

    def _submit(self, values, step):
        if step not in ("answer", "reason") or (
            step == "reason" and not after(self.exercise, self.record, self.language)
        ):
            raise ValueError(f"nothing to hand over: {step}")
        asks = self._open_points(values, step)
        if not asks:
            attempt = {"at": _now(), "step": step, "language": self.language, "answer": self._part(values, step)}
            words = self.exercise.marked_words(values.get("value")) if step == "answer" else ""
            attempt |= {"words": words} if words else {}
            self._save(lambda record: _attempt(record, attempt))
        return asks

    def _part(self, values, step):
        """Of the fields, those that a step hands over."""
        reason, confidence = self.exercise.reason, self.exercise.confidence
        if step == "reason":
            return {"after": values.get("after", {} if self.exercise.checklist() else "")}
        asked = [
            "value",
            *(["confidence"] if confidence else []),
            *(["reason"] if reason and reason.when == "before" else []),
        ]
        return {field: values[field] for field in asked if field in values}

    def _open_points(self, values, step):
        if step == "reason":  # of a list, nothing need be ticked
            done = self.exercise.checklist() or _written(values.get("after"))
            return () if done else (("after", messages.WRITE_A_SENTENCE),)
        points = list(self.exercise.missing_fields(values.get("value")))
        confidence, reason = self.exercise.confidence, self.exercise.reason
        if confidence:
            levels = [str(level) for level in confidence.levels]
            points += self._missing("confidence", confidence.per, values, levels.__contains__, messages.SAY_HOW_SURE)
        if reason and reason.when == "before":
            points += self._missing("reason", reason.per, values, _written, messages.WRITE_A_SENTENCE)
        return tuple(points)

    def _missing(self, field, per, values, is_given, text):
        """Where a confidence or a reason is missing: for the exercise, or for each entry that has been answered."""
        given = values.get(field)
        if per == "exercise":
            return [] if is_given(given) else [(field, text)]
        given = given if isinstance(given, dict) else {}
        asked = self.exercise.answered_entries(values.get("value"))
        return [(f"{field}.{id}", text) for id in asked if not is_given(given.get(id))]

    def _save(self, change):
        """Apply a change to the record on disk; what another kernel wrote meanwhile stays, and is said."""
        known = self.record

        def whole(record):
            if record.writer != WRITER and record.revision > known.revision:
                self._notice(messages.EXERCISE_USED_ELSEWHERE)
            changed = change(record)
            if changed == record:
                return record
            lesson, version = self._stamp
            stamp = {"lesson": lesson, "lesson_version": version, "language": self.language, "writer": WRITER}
            drafted = record.drafted if changed.draft == record.draft else record.revision + 1
            return replace(changed, drafted=drafted, **stamp)

        self.record, notice = self._answers.change(self.exercise.id, whole)
        if notice:
            self._notices.append(notice)

    def _next_hint(self, record):
        return record.hints + 1 if hint_is_free(self.exercise, record) else record.hints

    def _acknowledge(self, message, problem=None, asks=None):
        return {
            "type": "ack",
            "view": message.get("view"),
            "number": message.get("number"),
            "revision": self.record.drafted,
            "problem": problem and problem[self.language],
            "asks": None if asks is None else {field: text[self.language] for field, text in asks},
        }

    def shown(self):
        """Everything the face shows beside the fields, as plain data in the student's language."""
        with self._lock:
            notices = [notice[self.language] for notice in self._notices]
            if self.waits:
                return {"waits": True, "notices": notices}
            earlier = self.earlier and (self.earlier, self._peek(self.earlier.id))
            said = shown(self.exercise, self.record, self.language, earlier)
            return said | {"waits": False, "notices": notices}

    @property
    def latest(self):
        """The value handed over last; None where there is none yet, or where the exercise has changed since."""
        given = answers_of(self.record)
        value = given[-1]["answer"].get("value") if given else None
        return value if given and self.exercise.is_answered(value) else None

    @property
    def waits(self):
        """Whether the part before this one has still to be answered."""
        return bool(self.waits_for) and not answers_of(self.waits_for.record) and not answers_of(self.record)

    def _peek(self, id):
        try:
            return self._answers.peek(id)
        except NotSaved:  # it is only looked back on
            return Record(id)


def _written(text):
    return isinstance(text, str) and bool(text.strip())


def _values(values):
    """The fields as they came over the wire: texts, or maps of texts; anything else is refused."""
    if not isinstance(values, dict | None):
        raise ValueError("values must be a map")
    clean = {}
    for field, value in (values or {}).items():
        if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
            clean[str(field)] = {str(k): v for k, v in value.items()}
        elif isinstance(value, str):
            clean[str(field)] = value
        else:
            raise ValueError(f"not a text: {field}")
    if len(str(clean)) > LONGEST:
        raise NotSaved(messages.TEXT_TOO_LONG)
    return clean


def _attempt(record, attempt):
    """Add an attempt; the same answer handed over again is not a new one, unless it points at other words by now."""
    same_step = [entry for entry in record.attempts if entry.get("step") == attempt["step"]]
    if same_step and all(same_step[-1].get(name) == attempt.get(name) for name in ("answer", "words")):
        return record
    return replace(record, attempts=(*record.attempts, attempt))


def _keep(record, values):
    if not values or any(entry["answer"] == values for entry in record.kept):
        return record
    return replace(record, kept=(*record.kept, {"at": _now(), "answer": values}))


def _now():
    return datetime.now().astimezone().isoformat(timespec="seconds")
