"""What a task says and asks, as plain data in one language: for the face in a notebook, on paper, on a wall."""


def asked_of(exercise, language):
    """What may be seen of an exercise, or of a part, before it is answered. It holds no key."""
    reason = exercise.reason if exercise.reason and exercise.reason.when == "before" else None
    return {
        "language": language,
        "kind": exercise.kind,
        "title": exercise.title[language],
        "minutes": exercise.minutes,
        "optional": exercise.optional,
        "prompt": [" ".join(p.split()) for p in exercise.prompt[language].split("\n\n")],
        "table": _table(exercise.table, language) if exercise.table else None,
        **exercise.asked(language),
        "confidence": [str(level) for level in exercise.confidence.levels] if exercise.confidence else [],
        "confidence_per": exercise.confidence.per if exercise.confidence else "exercise",
        "reason": reason.prompt[language] if reason else None,
        "reason_per": reason.per if reason else "exercise",
        "starters": [text[language] for text in exercise.support.starters] if exercise.support else [],
    }


def with_text(content, exercise):
    """The exercise as it is asked: one that marks the text knows the lines of the article."""
    if exercise.kind != "mark-text":
        return exercise
    return exercise.with_lines({of: content.article(of).lines for of in content.outline.languages})


def _table(table, language):
    """A reference table as plain data in one language."""
    return {
        "title": table.title[language],
        "heads": [head[language] for head in table.heads],
        "rows": [[cell[language] for cell in row] for row in table.rows],
        "note": table.note and table.note[language],
    }
