"""The teacher guide as one page to print: what guide.<language>.md says, with the lesson's own data in its places."""

import re

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.html import render
from geo_lesson.content import messages as content_messages
from geo_lesson.exercises.task_view import task_view
from geo_lesson.teacher.printing import messages
from geo_lesson.teacher.printing.paper import expected_of

# A line that holds nothing but one of these in braces is where that data goes.
BLOCKS = ("overview", "plans", "stops", "exercises", "sheets", "cards")
_BLOCK = re.compile(r"^\{([a-z]+)(?: ([a-z0-9_-]+))?\}\s*$", re.M)


def guide(content, language):
    """One page of HTML to print. Raises LessonError."""
    config = content.config
    numbers = {
        id: f"{position}.{place}"
        for position, chapter in enumerate(config.chapters)
        for place, id in enumerate(chapter.exercises, start=1)
    }
    for task in (task for plan in config.plans for task in plan.tasks):
        content.exercise(task.exercise, task.only)
    exercises = {id: _exercise(content, id, number, language) for id, number in numbers.items()}
    return render(
        "guide.html",
        language=language,
        title=messages.GUIDE_TITLE.fill(title=config.title)[language],
        config=config,
        sections=_sections(content, language),
        exercises=exercises,
        plans={plan.id: _plan(plan, exercises, language) for plan in config.plans},
        cards=[card.view(language) for card in content.cards.values()],
        words={name: text[language] for name, text in messages.GUIDE_LABELS.items()},
    )


def guide_problems(content):
    """What is wrong in the guide's own text: it is there in one language only, or asks for data that there is not."""
    problems, languages = [], content.config.languages
    files = {of: content.folder / f"guide.{of}.md" for of in languages}
    plans = [plan.id for plan in content.config.plans]
    if not any(file.exists() for file in files.values()):
        return problems
    for of, file in files.items():
        try:
            text = content.guide(of)
        except LessonError as error:
            problems += error.problems
            continue
        if text is None:
            problems.append(Problem(Place(file), messages.GUIDE_MISSING, messages.WRITE_GUIDE))
            continue
        for found in _BLOCK.finditer(text):
            name, id = found.groups()
            if (name not in BLOCKS or id) and (name != "plan" or id not in plans):
                line = text.count("\n", 0, found.start()) + 1
                known = ", ".join(f"{{{known}}}" for known in (*BLOCKS, *(f"plan {plan}" for plan in plans)))
                problems.append(
                    Problem(
                        Place(file, line),
                        messages.UNKNOWN_BLOCK.fill(name=found[0].strip()),
                        content_messages.AVAILABLE.fill(known=known),
                    )
                )
    return problems


def _sections(content, language):
    """The sections of the guide: title, id, and pieces, each either HTML or the name of a block and a plan."""
    text = content.guide(language)
    if text is None:
        parts = [(messages.GUIDE_LABELS[block][language], f"{{{block}}}") for block in BLOCKS]
    else:
        titles = re.split(r"^## +(.+)$", text, flags=re.M)
        parts = [*zip(titles[1::2], titles[2::2], strict=True)]
    return [
        {"id": f"s{number}", "title": title.strip(), "pieces": _pieces(text)}
        for number, (title, text) in enumerate(parts, start=1)
    ]


def _pieces(text):
    import mistune  # no other command needs it

    to_html = mistune.create_markdown(escape=True, plugins=["table"])  # what looks like HTML stays text
    pieces, end = [], 0
    for found in _BLOCK.finditer(text):
        pieces += [{"html": to_html(text[end : found.start()]), "block": None}]
        pieces += [{"html": "", "block": found[1], "plan": found[2]}]
        end = found.end()
    return [*pieces, {"html": to_html(text[end:]), "block": None}]


def _exercise(content, id, number, language):
    """One exercise with all that a teacher wants to know of it."""
    exercise = content.exercise(id)
    stop = next((chapter.stops[id] for chapter in content.config.chapters if id in chapter.stops), None)
    return {
        "id": id,
        "number": number,
        "title": exercise.title[language],
        "minutes": exercise.minutes,
        "demand": ["I" * level for level in exercise.demand],
        "operator": exercise.operator and exercise.operator[language],
        "optional": exercise.optional,
        "stop": stop and stop[language],
        "parts": [_part(content, part, language) for part in exercise.parts],
        "takeaway": next((p.takeaway[language] for p in exercise.parts if p.takeaway), None),
        "within": {id: name[language] for id, name in exercise.entry_names.items()},
    }


def _part(content, part, language):
    asked = task_view(content.prepare(part), language)
    reason = part.reason and part.reason.model
    return {
        "title": part.title[language],
        "minutes": part.minutes,
        "optional": part.optional,
        "prompt": asked["prompt"],
        "confidence": bool(part.confidence),
        "expected": expected_of(part, language),
        "model": reason and reason[language],
        "afterword": part.afterword and part.afterword[language],
        "takeaway": part.takeaway and part.takeaway[language],
        "hints": [hint[language] for hint in part.hints],
        "support": [text[language] for text in part.basis.starters] if part.basis else [],
        "given": [row.text[language] for row in part.entries if row.id in getattr(part.basis, "given", ())],
        "extension": part.extension and part.extension[language],
        "rubric": [_line(line, language) for line in part.rubric],
        "points": sum(line.points for line in part.rubric),
        # A student ticks the list of a free text herself; a sheet is what the teacher fills in.
        "sheet": bool(part.rubric) and (not part.checklist() or any(line.levels for line in part.rubric)),
    }


def _line(line, language):
    return {"text": line.text[language], "points": line.points, "levels": [text[language] for text in line.levels]}


def _plan(plan, exercises, language):
    """A plan as a table: from when to when, what, how, and what is said."""
    rows, at = [], 0
    numbers = {}
    for task in plan.tasks:
        numbers.setdefault(task.exercise, len(numbers) + 1)
    for step in plan.steps:
        found = exercises.get(step.exercise)
        row = {
            "phase": step.phase and step.phase[language],
            "time": None if step.optional else f"{at}–{at + step.minutes}",
            "minutes": step.minutes,
            "number": numbers.get(step.exercise),
            "exercise": found,
            "only": [found["within"][id] for id in step.only] if found else [],
            "all": len(found["within"]) if found else 0,
            "work": messages.GUIDE_LABELS[step.work][language],
            "teacher": step.teacher and step.teacher[language],
            "text": not found and step.text and step.text[language].replace("*", ""),
        }
        rows.append(row)
        at += 0 if step.optional else step.minutes
    home = {field: [exercises[task.exercise] for task in getattr(plan, field)] for field in ("before", "homework")}
    summary = plan.summary and plan.summary[language]
    return {
        "id": plan.id,
        "title": plan.title[language],
        "minutes": plan.minutes,
        "spare": messages.SPARE_MINUTES.fill(taken=at, spare=plan.spare)[language] if plan.spare else None,
        "summary": summary,
        "rows": rows,
        **home,
    }
