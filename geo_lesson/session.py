"""One student at work on one exercise: messages from the face in, what is to be shown out, everything on disk between.

No widget lives here, so all of it can be tried without a kernel. A message is a map with `type`, `view` (which view of
the exercise sent it), `number` (growing within a view) and mostly `values`:

draft   what stands in the fields now               submit  hand over `step`: the answer, or the reason after it
hint    open the next hint                          keep    a text that was overtaken by another window
"""

import uuid
from dataclasses import replace
from datetime import datetime

from geo_lesson.answers import NotSaved, Record
from geo_lesson.kinds.base import Remark
from geo_lesson.language import Text, format_time

# The id of this kernel, to tell its writing from that of another one.
WRITER = uuid.uuid4().hex


class Session:
    """The state of one exercise, shared by all its faces.

    answers: where it is kept.   lock: one for the whole lesson, held while judging and saving, because widget
    messages arrive in a thread of their own.   stamp: lesson id and version, written beside the answers.
    """

    def __init__(self, exercise, answers, lock, language, stamp):
        self.exercise = exercise
        self.language = language
        self._answers, self._lock, self._stamp = answers, lock, stamp
        self._seen, self._notices = {}, []
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
                self._notices.append(_NOT_WRITABLE.fill(reason=error.text))

    def handle(self, message):
        """Do what the face asks; returns the acknowledgement, a map for the view that asked.

        `problem` is a sentence if something was not kept, `asks` maps a field to what is missing there.
        """
        with self._lock:
            view, number = str(message.get("view")), int(message["number"])
            if number <= self._seen.get(view, 0):
                return self._acknowledge(message)
            try:
                asks = self._act(message)
                self._seen[view] = number
            except NotSaved as error:
                return self._acknowledge(message, problem=_NOT_SAVED.fill(reason=error.text))
            return self._acknowledge(message, asks=asks)

    def _act(self, message):
        act, values = str(message.get("type")), _values(message.get("values"))
        if act == "draft":
            self._save(lambda record: replace(record, draft=values), values)
        elif act == "keep":
            self._save(lambda record: _keep(record, values))
        elif act == "hint":
            self._save(lambda record: replace(record, hints=self._next_hint(record)))
        elif act == "submit":
            return self._submit(values, str(message.get("step")))
        else:
            raise ValueError(f"unknown message: {act}")
        return ()

    def _submit(self, values, step):
        asks = self._open_points(values, step)
        self._save(lambda record: replace(record, draft=values), values)
        if not asks:
            attempt = {"at": _now(), "step": step, "language": self.language, "answer": self._part(values, step)}
            self._save(lambda record: _attempt(record, attempt))
        return asks

    def _part(self, values, step):
        """Of the fields, those that a step hands over."""
        reason, confidence = self.exercise.reason, self.exercise.confidence
        if step == "reason":
            return {"after": values.get("after", "")}
        asked = [
            "value",
            *(["confidence"] if confidence else []),
            *(["reason"] if reason and reason.when == "before" else []),
        ]
        return {field: values[field] for field in asked if field in values}

    def _open_points(self, values, step):
        if step == "reason":
            return () if str(values.get("after", "")).strip() else (("after", _WRITE),)
        points = list(self.exercise.open_points(values.get("value")))
        levels = self.exercise.confidence.levels if self.exercise.confidence else ()
        if levels and values.get("confidence") not in [str(level) for level in levels]:
            points.append(("confidence", _HOW_SURE))
        if self.exercise.reason and self.exercise.reason.when == "before" and not str(values.get("reason", "")).strip():
            points.append(("reason", _WRITE))
        return tuple(points)

    def _save(self, change, values=None):
        """Apply a change to the record on disk; what another kernel wrote meanwhile stays, and is said."""
        known = self.record

        def whole(record):
            other = record.writer != WRITER and record.revision > known.revision
            if other:
                self._notices = [*(n for n in self._notices if n != _ELSEWHERE), _ELSEWHERE]
                if values is not None and record.draft not in ({}, known.draft, values):
                    record = _keep(record, record.draft)
            changed = change(record)
            lesson, version = self._stamp
            stamp = {"lesson": lesson, "lesson_version": version, "language": self.language, "writer": WRITER}
            return changed if changed == record and not other else replace(changed, **stamp)

        self.record, notice = self._answers.change(self.exercise.id, whole)
        if notice:
            self._notices.append(notice)

    def _next_hint(self, record):
        return record.hints + 1 if self._hint_is_free(record) else record.hints

    def _hint_is_free(self, record):
        return record.hints < len(self.exercise.hints) and (record.hints == 0 or bool(_answers_of(record)))

    def _acknowledge(self, message, problem=None, asks=()):
        return {
            "type": "ack",
            "view": message.get("view"),
            "number": message.get("number"),
            "revision": self.record.revision,
            "problem": problem and problem[self.language],
            "asks": {field: text[self.language] for field, text in asks},
        }

    def shown(self):
        """Everything the face shows beside the fields, as plain data in the student's language.

        It holds no key before an answer has been handed over.
        """
        with self._lock:
            given, record = _answers_of(self.record), self.record
            return {
                "revision": record.revision,
                "feedback": self._feedback(given[-1]["answer"]) if given else None,
                "history": [self._line(entry) for entry in given],
                "hints": [hint[self.language] for hint in self.exercise.hints[: record.hints]],
                "hint": self._hint_state(record),
                "after": self._after(given),
                "takeaway": self.exercise.takeaway[self.language] if given and self.exercise.takeaway else None,
                "notices": [notice[self.language] for notice in self._notices],
                "kept": [self._kept(entry) for entry in record.kept],
            }

    def _feedback(self, answer):
        value = answer.get("value")
        if not self.exercise.is_answered(value):
            return {"correct": None, "summary": None, "remarks": [{"text": _CHANGED[self.language]}], "others": []}
        feedback = self.exercise.judge(value)
        afterword = (Remark(self.exercise.afterword),) if self.exercise.afterword else ()
        return {
            "correct": feedback.correct,
            "summary": feedback.summary and feedback.summary[self.language],
            "remarks": [self._remark(remark) for remark in (*feedback.remarks, *afterword)],
            "others": [self._remark(remark) for remark in feedback.others],
        }

    def _remark(self, remark):
        about = remark.about and remark.about[self.language]
        return {"about": about, "text": remark.text[self.language], "correct": remark.correct}

    def _hint_state(self, record):
        if record.hints >= len(self.exercise.hints):
            return "none"
        return "free" if self._hint_is_free(record) else "after attempt"

    def _after(self, given):
        reason = self.exercise.reason
        if not given or not reason or reason.when != "after":
            return None
        written = [entry for entry in self.record.attempts if entry.get("step") == "reason"]
        return {
            "prompt": reason.prompt[self.language],
            "model": reason.model[self.language] if written and reason.model else None,
        }

    def _line(self, entry):
        """A past answer in one line: when, what, how sure."""
        answer = entry["answer"]
        said = [self.exercise.describe(answer.get("value"), self.language)]
        if sure := answer.get("confidence"):
            said.append(f"{sure} %")
        return f"{_when(entry['at'], self.language)}: {', '.join(said)}"

    def _kept(self, entry):
        answer = entry["answer"]
        said = [self.exercise.describe(answer.get("value"), self.language), answer.get("reason"), answer.get("after")]
        return f"{_when(entry['at'], self.language)}: {' · '.join(str(s) for s in said if s and s != '–') or '–'}"


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
    return clean


def _answers_of(record):
    return [entry for entry in record.attempts if entry.get("step") == "answer"]


def _attempt(record, attempt):
    """Add an attempt; the same answer handed over again is not a new one."""
    same_step = [entry for entry in record.attempts if entry.get("step") == attempt["step"]]
    if same_step and same_step[-1]["answer"] == attempt["answer"]:
        return record
    return replace(record, attempts=(*record.attempts, attempt))


def _keep(record, values):
    if not values or any(entry["answer"] == values for entry in record.kept):
        return record
    return replace(record, kept=(*record.kept, {"at": _now(), "answer": values}))


def _now():
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _when(iso, language):
    try:
        return format_time(datetime.fromisoformat(iso), language)
    except ValueError:
        return iso


_HOW_SURE = Text(de="Bitte geben Sie an, wie sicher Sie sich sind.", en="Please say how sure you are.")
_WRITE = Text(de="Bitte schreiben Sie hier einen Satz.", en="Please write a sentence here.")
_NOT_SAVED = Text(
    de="Nicht gespeichert. {reason} Ihr Text bleibt hier stehen.", en="Not saved. {reason} Your text stays here."
)
_NOT_WRITABLE = Text(
    de="Ihre Antworten können hier zurzeit nicht gespeichert werden. {reason}",
    en="Your answers cannot be saved here at the moment. {reason}",
)
_ELSEWHERE = Text(
    de="Diese Aufgabe wird auch in einem anderen Fenster bearbeitet. Beides ist gespeichert.",
    en="This exercise is being worked on in another window too. Both have been saved.",
)
_CHANGED = Text(
    de="Die Aufgabe wurde seit Ihrer Antwort geändert. Ihre Antwort ist aufgehoben; bitte antworten Sie neu.",
    en="The exercise has been changed since you answered it. Your answer has been kept; please answer again.",
)
