"""Tasks as plain data in one language: for the notebook, for paper and for the projector."""

from typing import Any

from geo_lesson.exercises.base import Exercise, ReferenceTable


def task_view(exercise: Exercise, language: str) -> dict[str, Any]:
    """Return all that may be seen of an exercise, or of a part, before it is answered, as JSON. It holds no key."""
    reason = exercise.reason if exercise.reason and exercise.reason.when == "before" else None
    return {
        "language": language,
        "kind": exercise.kind,
        "title": exercise.title[language],
        "minutes": exercise.minutes,
        "optional": exercise.optional,
        "prompt": [" ".join(p.split()) for p in exercise.prompt[language].split("\n\n")],
        "table": _table(exercise.table, language) if exercise.table else None,
        **exercise.task_data(language),
        "confidence": [str(level) for level in exercise.confidence.levels] if exercise.confidence else [],
        "confidence_per": exercise.confidence.per if exercise.confidence else "exercise",
        "reason": reason.prompt[language] if reason else None,
        "reason_per": reason.per if reason else "exercise",
        "starters": [text[language] for text in exercise.support.starters] if exercise.support else [],
    }


def paper_view(exercise: Exercise, language: str) -> dict[str, Any]:
    """Return `task_view` with the room for an answer on paper, for task.html."""
    return task_view(exercise, language) | {"space": exercise.answer_space(language)}


def _table(table: ReferenceTable, language: str) -> dict[str, Any]:
    """Return a reference table as plain data in one language."""
    return {
        "title": table.title[language],
        "heads": [head[language] for head in table.heads],
        "rows": [[cell[language] for cell in row] for row in table.rows],
        "note": table.note and table.note[language],
    }
