"""What a face shows beside the fields: feedback, hints, history, as plain data in the student's language."""

from datetime import datetime

from geo_lesson.common.language import format_time
from geo_lesson.exercises.results import Remark
from geo_lesson.student import messages


def answers_of(record):
    """The attempts at the exercise itself, without the reasons after it, the first one first."""
    return [entry for entry in record.attempts if entry.get("step") == "answer"]


def ratings_in(exercise, record):
    """How sure the student was in her first answer, and whether she was right: a (percent, bool) for each judgement.

    What says neither, such as a level that the exercise does not have, is left out.
    """
    given = answers_of(record)
    value = given[0]["answer"].get("value") if given else None
    if not given or not exercise.is_answered(value):
        return []
    sure, right = given[0]["answer"].get("confidence"), {"": exercise.judge(value).correct}
    if exercise.confidence.per == "exercise":
        sure = {"": sure}
    else:
        right = exercise.outcome(value).entries
    levels = {str(level): level for level in exercise.confidence.levels}
    said = [(levels.get(str(level)), right.get(id)) for id, level in (sure if isinstance(sure, dict) else {}).items()]
    return [(level, correct) for level, correct in said if None not in (level, correct)]


def hint_is_free(exercise, record):
    """Whether the next hint may be opened: the first at once, the others after an attempt."""
    return record.hints < len(exercise.hints) and (record.hints == 0 or bool(answers_of(record)))


def shown(exercise, record, language, earlier=None):
    """Everything that the record has to say; it holds no key before an answer has been handed over.

    earlier: the exercise that is looked back on, and its record.
    """
    given = answers_of(record)
    then = earlier and answers_of(earlier[1])
    return {
        "feedback": _feedback(exercise, given[-1], language) if given else None,
        "look_back": _look_back(exercise, given[-1], earlier[0], then[0], language) if given and then else None,
        "history": [_line(exercise, entry, language) for entry in given],
        "hints": [hint[language] for hint in exercise.hints[: record.hints]],
        "hint": _hint_state(exercise, record),
        "after": after(exercise, record, language),
        "takeaway": exercise.takeaway[language] if given and exercise.takeaway else None,
        "extension": exercise.further_task[language] if given and exercise.further_task else None,
        "kept": [_kept(exercise, entry, language) for entry in record.kept],
    }


def after(exercise, record, language):
    """What follows an answer: a question or a list to tick, then the model; None if nothing follows."""
    if not answers_of(record):
        return None
    items = [{"id": line.id, "text": line.text[language]} for line in exercise.checklist()]
    reason = exercise.reason if exercise.reason and exercise.reason.when == "after" else None
    if not items and not reason:
        return None
    model = exercise.example
    written = any(entry.get("step") == "reason" for entry in record.attempts)
    return {
        "prompt": messages.TICK_CHECKLIST[language] if items else reason.prompt[language],
        "items": items,
        "compares": model is not None,
        "model": model[language] if written and model else None,
    }


def _look_back(exercise, entry, earlier, then, language):
    """The first answer to an earlier exercise beside the latest one to this."""
    said = {"then": earlier.describe_attempt(then, language), "now": exercise.describe_attempt(entry, language)}
    return {**said, "title": earlier.title[language]}


def _feedback(exercise, entry, language):
    value, changed = entry["answer"].get("value"), exercise.text_change(entry)
    if not exercise.is_answered(value):
        remark = {"text": messages.QUESTION_CHANGED[language]}
        return {"correct": None, "summary": None, "remarks": [remark], "others": []}
    feedback = exercise.judge(value)
    besides = tuple(Remark(text) for text in (exercise.afterword, changed) if text)
    return {
        "correct": feedback.correct,
        "summary": feedback.summary and feedback.summary[language],
        "remarks": [_remark(remark, language) for remark in (*feedback.remarks, *besides)],
        "others": [_remark(remark, language) for remark in feedback.others],
    }


def _remark(remark, language):
    return {"about": remark.about and remark.about[language], "text": remark.text[language], "correct": remark.correct}


def _hint_state(exercise, record):
    if record.hints >= len(exercise.hints):
        return "none"
    return "free" if hint_is_free(exercise, record) else "after attempt"


def _line(exercise, entry, language):
    """A past answer: when, what, how sure; in one line, unless the answer itself has several."""
    said = [exercise.describe_attempt(entry, language)]
    sure = entry["answer"].get("confidence")
    if sure:
        said.append(", ".join(f"{level} %" for level in (sure.values() if isinstance(sure, dict) else [sure])))
    if "\n" in said[0]:
        return "\n".join([f"{when(entry['at'], language)}:", *said])
    return f"{when(entry['at'], language)}: {', '.join(said)}"


def _kept(exercise, entry, language):
    """A text kept from another window in one line: when, and all that stood there."""
    answer = entry["answer"]
    ticked = {line.id: line.text[language] for line in exercise.checklist()}
    said = [exercise.describe(answer.get("value"), language)]
    for text in (answer.get("reason"), answer.get("after")):
        said += [ticked.get(id, text[id]) for id in text] if isinstance(text, dict) else [text]
    return f"{when(entry['at'], language)}: {' · '.join(str(s) for s in said if s and s != '–') or '–'}"


def when(iso, language):
    """A moment as it was written down, in words; anything else as it is.

    >>> when("2026-03-02T09:00:00+01:00", "en"), when("yesterday", "en")
    ('2 Mar 2026, 09:00', 'yesterday')
    """
    try:
        return format_time(datetime.fromisoformat(iso), language)
    except (ValueError, OverflowError):
        return iso
