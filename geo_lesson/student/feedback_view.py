"""Put a record into words for the exercise widget: feedback, hints and history, as plain data in one language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, TypedDict

from geo_lesson.common.language import Text, format_time
from geo_lesson.exercises.base import Exercise
from geo_lesson.exercises.results import Remark
from geo_lesson.student import messages
from geo_lesson.student.store import Attempt, KeptText, Record


class RemarkView(TypedDict):
    """A sentence about one option or pattern; correct: None where nothing is judged."""

    about: str | None
    text: str
    correct: bool | None


class JudgementView(TypedDict):
    """The judgement of the latest answer: remarks on what was answered, and on the other options."""

    correct: bool | None
    summary: str | None
    remarks: list[RemarkView]
    others: list[RemarkView]


class LookBackView(TypedDict):
    """The first answer to an earlier exercise beside the latest one to this."""

    title: str
    then: str
    now: str


class ChecklistItem(TypedDict):
    """A line that the student ticks in her own text."""

    id: str
    text: str


class FollowUpView(TypedDict):
    """The question or checklist that follows an answer; model: an example, once the student has written hers."""

    prompt: str
    items: list[ChecklistItem]
    compares: bool
    model: str | None


class FeedbackView(TypedDict):
    """Everything that a record adds to the task. It holds no key before an answer has been submitted."""

    feedback: JudgementView | None
    look_back: LookBackView | None
    history: list[str]
    hints: list[str]
    hint: Literal["none", "free", "after attempt"]  # the next one
    after: FollowUpView | None
    takeaway: str | None
    extension: str | None
    kept: list[str]


def answers_of(record: Record) -> list[Attempt]:
    """Return the attempts at the exercise itself, without the reasons after it, the first one first."""
    return [attempt for attempt in record.attempts if attempt.get("step") == "answer"]


def ratings_in(exercise: Exercise, record: Record) -> list[tuple[int, bool]]:
    """Return how sure the student was in her first answer (percent) and whether she was right, for each judgement.

    A rating that lacks one of the two, such as a level that the exercise does not have, is left out.
    """
    attempts = answers_of(record)
    if not attempts:
        return []
    value, confidence = (attempts[0]["answer"].get(name) for name in ("value", "confidence"))
    if exercise.confidence is None or not exercise.is_answered(value):
        return []
    correct: Mapping[str, bool | None]
    if exercise.confidence.per == "exercise":
        confidence, correct = {"": confidence}, {"": exercise.judge(value).correct}
    else:
        correct = exercise.outcome(value).entries
    percent = {str(level): level for level in exercise.confidence.levels}
    ratings = [
        (percent.get(str(level)), correct.get(id))
        for id, level in (confidence if isinstance(confidence, dict) else {}).items()
    ]
    return [(level, right) for level, right in ratings if level is not None and right is not None]


def hint_is_free(exercise: Exercise, record: Record) -> bool:
    """Tell whether the next hint may be opened: the first at once, the others after an attempt."""
    return record.hints < len(exercise.hints) and (record.hints == 0 or bool(answers_of(record)))


def feedback_view(
    exercise: Exercise, record: Record, language: str, earlier: tuple[Exercise, Record] | None = None
) -> FeedbackView:
    """Return what the widget shows of a record; earlier: the exercise that is looked back on, and its record."""
    attempts = answers_of(record)
    latest = attempts[-1] if attempts else None
    return {
        "feedback": _judgement(exercise, latest, language) if latest else None,
        "look_back": _look_back(exercise, latest, *earlier, language) if latest and earlier else None,
        "history": [_history_line(exercise, attempt, language) for attempt in attempts],
        "hints": [hint[language] for hint in exercise.hints[: record.hints]],
        "hint": _next_hint(exercise, record),
        "after": follow_up(exercise, record, language),
        "takeaway": exercise.takeaway[language] if latest and exercise.takeaway else None,
        "extension": exercise.further_task[language] if latest and exercise.further_task else None,
        "kept": [_kept_line(exercise, text, language) for text in record.kept],
    }


def follow_up(exercise: Exercise, record: Record, language: str) -> FollowUpView | None:
    """Return what follows an answer: a question or a checklist, then the model; None if nothing follows."""
    if not answers_of(record):
        return None
    reason = exercise.reason if exercise.reason and exercise.reason.when == "after" else None
    items: list[ChecklistItem] = [{"id": line.id, "text": line.text[language]} for line in exercise.checklist()]
    if not items and not reason:
        return None
    prompt = reason.prompt if reason and not items else messages.TICK_CHECKLIST
    model = exercise.example
    has_written = any(attempt.get("step") == "reason" for attempt in record.attempts)
    return {
        "prompt": prompt[language],
        "items": items,
        "compares": model is not None,
        "model": model[language] if has_written and model else None,
    }


def _look_back(
    exercise: Exercise, latest: Attempt, earlier: Exercise, record: Record, language: str
) -> LookBackView | None:
    attempts = answers_of(record)
    if not attempts:
        return None
    then, now = earlier.describe_attempt(attempts[0], language), exercise.describe_attempt(latest, language)
    return {"title": earlier.title[language], "then": then, "now": now}


def _judgement(exercise: Exercise, attempt: Attempt, language: str) -> JudgementView:
    value = attempt["answer"].get("value")
    if not exercise.is_answered(value):
        remarks = [_remark(Remark(messages.QUESTION_CHANGED), language)]
        return {"correct": None, "summary": None, "remarks": remarks, "others": []}
    feedback = exercise.judge(value)
    further = [Remark(text) for text in (exercise.afterword, exercise.text_change(attempt)) if text]
    return {
        "correct": feedback.correct,
        "summary": _in(language, feedback.summary),
        "remarks": [_remark(remark, language) for remark in (*feedback.remarks, *further)],
        "others": [_remark(remark, language) for remark in feedback.others],
    }


def _remark(remark: Remark, language: str) -> RemarkView:
    return {"about": _in(language, remark.about), "text": remark.text[language], "correct": remark.correct}


def _in(language: str, text: Text | None) -> str | None:
    return text[language] if text else None


def _next_hint(exercise: Exercise, record: Record) -> Literal["none", "free", "after attempt"]:
    if record.hints >= len(exercise.hints):
        return "none"
    return "free" if hint_is_free(exercise, record) else "after attempt"


def _history_line(exercise: Exercise, attempt: Attempt, language: str) -> str:
    """Write an attempt as one line (time, answer, confidence), or as several if the answer has several."""
    parts = [exercise.describe_attempt(attempt, language)]
    confidence = attempt["answer"].get("confidence")
    if confidence:
        levels = confidence.values() if isinstance(confidence, dict) else [confidence]
        parts.append(", ".join(f"{level} %" for level in levels))
    if "\n" in parts[0]:
        return "\n".join([f"{when(attempt['at'], language)}:", *parts])
    return f"{when(attempt['at'], language)}: {', '.join(parts)}"


def _kept_line(exercise: Exercise, kept: KeptText, language: str) -> str:
    """Write a text kept from another window as one line: time, and everything that it says."""
    answer = kept["answer"]
    ticked = {line.id: line.text[language] for line in exercise.checklist()}
    parts: list[str | None] = [exercise.describe(answer.get("value"), language)]
    for text in (answer.get("reason"), answer.get("after")):
        parts += [ticked.get(id, text[id]) for id in text] if isinstance(text, dict) else [text]
    return f"{when(kept['at'], language)}: {' · '.join(str(part) for part in parts if part and part != '–') or '–'}"


def when(iso: str, language: str) -> str:
    """Write a moment (ISO 8601) in words; return anything else unchanged.

    >>> when("2026-03-02T09:00:00+01:00", "en"), when("yesterday", "en")
    ('2 Mar 2026, 09:00', 'yesterday')
    """
    try:
        return format_time(datetime.fromisoformat(iso), language)
    except (ValueError, OverflowError):
        return iso
