"""What a face shows beside the fields: feedback, hints, history, as plain data in the student's language."""

from datetime import datetime

from geo_lesson.kinds.base import Remark
from geo_lesson.language import Text, format_time


def answers_of(record):
    """The attempts at the exercise itself, without the reasons after it, the first one first."""
    return [entry for entry in record.attempts if entry.get("step") == "answer"]


def hint_is_free(exercise, record):
    """Whether the next hint may be opened: the first at once, the others after an attempt."""
    return record.hints < len(exercise.hints) and (record.hints == 0 or bool(answers_of(record)))


def shown(exercise, record, language):
    """Everything that the record has to say; it holds no key before an answer has been handed over."""
    given = answers_of(record)
    return {
        "feedback": _feedback(exercise, given[-1]["answer"], language) if given else None,
        "history": [_line(exercise, entry, language) for entry in given],
        "hints": [hint[language] for hint in exercise.hints[: record.hints]],
        "hint": _hint_state(exercise, record),
        "after": after(exercise, record, language),
        "takeaway": exercise.takeaway[language] if given and exercise.takeaway else None,
        "kept": [_kept(exercise, entry, language) for entry in record.kept],
    }


def after(exercise, record, language):
    """The question that follows an answer, and the model once the student has written hers; None if none is asked."""
    reason = exercise.reason
    if not answers_of(record) or not reason or reason.when != "after":
        return None
    written = any(entry.get("step") == "reason" for entry in record.attempts)
    return {
        "prompt": reason.prompt[language],
        "compares": reason.model is not None,
        "model": reason.model[language] if written and reason.model else None,
    }


def _feedback(exercise, answer, language):
    value = answer.get("value")
    if not exercise.is_answered(value):
        return {"correct": None, "summary": None, "remarks": [{"text": _CHANGED[language]}], "others": []}
    feedback = exercise.judge(value)
    afterword = (Remark(exercise.afterword),) if exercise.afterword else ()
    return {
        "correct": feedback.correct,
        "summary": feedback.summary and feedback.summary[language],
        "remarks": [_remark(remark, language) for remark in (*feedback.remarks, *afterword)],
        "others": [_remark(remark, language) for remark in feedback.others],
    }


def _remark(remark, language):
    return {"about": remark.about and remark.about[language], "text": remark.text[language], "correct": remark.correct}


def _hint_state(exercise, record):
    if record.hints >= len(exercise.hints):
        return "none"
    return "free" if hint_is_free(exercise, record) else "after attempt"


def _line(exercise, entry, language):
    """A past answer in one line: when, what, how sure."""
    said = [exercise.describe(entry["answer"].get("value"), language)]
    if sure := entry["answer"].get("confidence"):
        said.append(f"{sure} %")
    return f"{_when(entry['at'], language)}: {', '.join(said)}"


def _kept(exercise, entry, language):
    """A text kept from another window in one line: when, and all that stood there."""
    answer = entry["answer"]
    said = [exercise.describe(answer.get("value"), language), answer.get("reason"), answer.get("after")]
    return f"{_when(entry['at'], language)}: {' · '.join(str(s) for s in said if s and s != '–') or '–'}"


def _when(iso, language):
    try:
        return format_time(datetime.fromisoformat(iso), language)
    except ValueError:
        return iso


_CHANGED = Text(
    de="Die Aufgabe wurde seit Ihrer Antwort geändert. Ihre Antwort ist aufgehoben; bitte antworten Sie neu.",
    en="The exercise has been changed since you answered it. Your answer has been kept; please answer again.",
)
