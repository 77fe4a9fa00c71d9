"""Print the teacher guide: what guide.<language>.md says, with the lesson's own data in its places."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.html import render
from geo_lesson.content import messages as content_messages
from geo_lesson.content.folder import LessonFolder
from geo_lesson.content.lesson_config import Plan, Step
from geo_lesson.exercises.base import Exercise, RubricLine
from geo_lesson.exercises.task_view import task_view
from geo_lesson.teacher.printing import messages
from geo_lesson.teacher.printing.paper import answer_key, in_language, numbers_of

# A line that holds nothing but one of these in braces is where that data goes.
BLOCKS = ("overview", "plans", "stops", "exercises", "sheets", "cards")
_BLOCK = re.compile(r"^\{([a-z]+)(?: ([a-z0-9_-]+))?\}\s*$", re.M)


@dataclass(frozen=True)
class Passage:
    """A stretch of a section: HTML, or the name of a block, with the id of a plan where the block is one."""

    html: str = ""
    block: str | None = None
    plan: str | None = None


@dataclass(frozen=True)
class Section:
    """A section of the guide."""

    id: str
    title: str
    passages: list[Passage]


def guide(content: LessonFolder, language: str) -> str:
    """Return one page of HTML to print. Raises LessonError."""
    config = content.config
    numbers = {
        id: f"{position}.{place}"
        for position, chapter in enumerate(config.chapters)
        for place, id in enumerate(chapter.exercises, start=1)
    }
    for task in (task for plan in config.plans for task in plan.tasks):
        content.exercise(task.exercise, task.only)
    exercises = {id: _exercise(content, id, number, language) for id, number in numbers.items()}
    html: str = render(
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
    return html


def guide_problems(content: LessonFolder) -> list[Problem]:
    """Return what is wrong in the guide's own text: a language is missing, or a block is unknown."""
    files = {language: content.folder / f"guide.{language}.md" for language in content.config.languages}
    problems: list[Problem] = []
    if not any(file.exists() for file in files.values()):
        return problems
    blocks = [*BLOCKS, *(f"plan {plan.id}" for plan in content.config.plans)]
    for language, file in files.items():
        try:
            text = content.guide(language)
        except LessonError as error:
            problems += error.problems
            continue
        if text is None:
            problems.append(Problem(Place(file), messages.GUIDE_MISSING, messages.WRITE_GUIDE))
            continue
        for match in _BLOCK.finditer(text):
            written = match[0].strip()
            if written.strip("{}") not in blocks:
                place = Place(file, text.count("\n", 0, match.start()) + 1)
                fix = content_messages.AVAILABLE.fill(known=", ".join(f"{{{block}}}" for block in blocks))
                problems.append(Problem(place, messages.UNKNOWN_BLOCK.fill(name=written), fix))
    return problems


def _sections(content: LessonFolder, language: str) -> list[Section]:
    text = content.guide(language)
    if text is None:
        parts = [(messages.GUIDE_LABELS[block][language], f"{{{block}}}") for block in BLOCKS]
    else:
        titles = re.split(r"^## +(.+)$", text, flags=re.M)
        parts = [*zip(titles[1::2], titles[2::2], strict=True)]
    return [Section(f"s{n}", title.strip(), [*_passages(text)]) for n, (title, text) in enumerate(parts, start=1)]


def _passages(text: str) -> Iterator[Passage]:
    import mistune  # no other command needs it

    to_html = mistune.create_markdown(escape=True, plugins=["table"])  # what looks like HTML stays text
    end = 0
    for match in _BLOCK.finditer(text):
        yield Passage(str(to_html(text[end : match.start()])))
        yield Passage(block=match[1], plan=match[2])
        end = match.end()
    yield Passage(str(to_html(text[end:])))


def _exercise(content: LessonFolder, id: str, number: str, language: str) -> dict[str, Any]:
    """Return one exercise with all that a teacher wants to know of it, as data of guide.html."""
    exercise = content.exercise(id)
    parts = [_part(content, part, language) for part in exercise.parts]
    stops = {id: text for chapter in content.config.chapters for id, text in chapter.stops.items()}
    return {
        "id": id,
        "number": number,
        "title": exercise.title[language],
        "minutes": exercise.minutes,
        "demand": ["I" * level for level in exercise.demand],
        "operator": in_language(exercise.operator, language),
        "optional": exercise.optional,
        "stop": in_language(stops.get(id), language),
        "parts": parts,
        "takeaway": next((part["takeaway"] for part in parts if part["takeaway"]), None),
        "within": {id: name[language] for id, name in exercise.entry_names.items()},
    }


def _part(content: LessonFolder, part: Exercise, language: str) -> dict[str, Any]:
    basis, given = part.basis, getattr(part.basis, "given", ())
    return answer_key(part, language) | {
        "title": part.title[language],
        "minutes": part.minutes,
        "optional": part.optional,
        "prompt": task_view(content.prepare(part), language)["prompt"],
        "confidence": bool(part.confidence),
        "hints": [hint[language] for hint in part.hints],
        "support": [text[language] for text in basis.starters] if basis else [],
        "given": [name[language] for id, name in part.entry_names.items() if id in given],
        "extension": in_language(part.extension, language),
        "rubric": [_rubric_line(line, language) for line in part.rubric],
        "points": sum(line.points for line in part.rubric),
        # Students tick the list of a free text themselves; a sheet is what the teacher fills in.
        "sheet": bool(part.rubric) and (not part.checklist() or any(line.levels for line in part.rubric)),
    }


def _rubric_line(line: RubricLine, language: str) -> dict[str, Any]:
    return {"text": line.text[language], "points": line.points, "levels": [text[language] for text in line.levels]}


def _plan(plan: Plan, exercises: Mapping[str, Mapping[str, Any]], language: str) -> dict[str, Any]:
    """Return a plan as a table, as data of guide.html: from when to when, what, how, and what is said."""
    rows, minute = [], 0
    numbers = numbers_of(plan.tasks)
    for step in plan.steps:
        time = None if step.optional else f"{minute}–{minute + step.minutes}"
        minute += 0 if step.optional else step.minutes
        rows.append(_step(step, exercises.get(step.exercise or ""), language) | {"time": time})
        rows[-1]["number"] = numbers.get(step.exercise or "")
    return {
        "id": plan.id,
        "title": plan.title[language],
        "minutes": plan.minutes,
        "spare": messages.SPARE_MINUTES.fill(taken=minute, spare=plan.spare)[language] if plan.spare else None,
        "summary": in_language(plan.summary, language),
        "rows": rows,
        "before": [exercises[task.exercise] for task in plan.before],
        "homework": [exercises[task.exercise] for task in plan.homework],
    }


def _step(step: Step, exercise: Mapping[str, Any] | None, language: str) -> dict[str, Any]:
    return {
        "phase": in_language(step.phase, language),
        "minutes": step.minutes,
        "exercise": exercise,
        "only": [exercise["within"][id] for id in step.only] if exercise else [],
        "all": len(exercise["within"]) if exercise else 0,
        "work": messages.GUIDE_LABELS[step.work][language],
        "teacher": in_language(step.teacher, language),
        "text": step.text[language].replace("*", "") if step.text and not exercise else None,
    }
