"""Print the teacher guide: what guide.<language>.md says, with the lesson's own data in its places."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.html import render
from geo_lesson.common.language import system_language
from geo_lesson.common.program import NAME, program
from geo_lesson.content import messages as content_messages
from geo_lesson.content.folder import LessonFolder
from geo_lesson.content.lesson_config import Misconception, Plan, Step, Task
from geo_lesson.exercises.base import Exercise, RubricLine
from geo_lesson.exercises.task_view import task_view
from geo_lesson.teacher.printing import messages
from geo_lesson.teacher.printing.paper import answer_key, in_language, numbers_of

# A line that holds nothing but one of these in braces is where that data goes.
BLOCKS = ("overview", "plans", "stops", "misconceptions", "exercises", "sheets", "cards")
# A section that holds this line stands in the guide to each plan, too.
_IN_EVERY_PLAN = "every-plan"
_BLOCK = re.compile(r"^\{([a-z-]+)(?: ([a-z0-9_-]+))?\}\s*$", re.M)


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


def guide(content: LessonFolder, language: str, plan: Plan | None = None) -> str:
    """Return one page of HTML to print: on the whole lesson, or what a plan is prepared with. Raises LessonError."""
    config = content.config
    for task in (task for each in config.plans for task in each.tasks):
        content.exercise(task.exercise, task.only)
    numbers = {
        id: f"{position}.{place}"
        for position, chapter in enumerate(config.chapters)
        for place, id in enumerate(chapter.exercises, start=1)
    }
    exercises = {id: _exercise(content, id, number, language) for id, number in numbers.items()}
    if plan:
        return _plan_guide(content, plan, exercises, language)
    html: str = render(
        "guide.html",
        language=language,
        title=messages.GUIDE_TITLE.fill(title=config.title)[language],
        config=config,
        command=program(),
        lesson=_lesson_argument(content, language),
        sections=_sections(content, language),
        exercises=exercises,
        plans={each.id: _plan(content, each, exercises, language) for each in config.plans},
        misconceptions=[_misconception(each, language) for each in config.misconceptions],
        cards=[card.view(language) for card in content.cards.values()],
        words={name: text[language] for name, text in messages.GUIDE_LABELS.items()},
    )
    return html


def _plan_guide(content: LessonFolder, plan: Plan, exercises: Mapping[str, Any], language: str) -> str:
    """Return the guide to a plan: minute by minute, each step with its key and with what students may say to it."""
    sections = _sections(content, language)
    html: str = render(
        "plan_guide.html",
        language=language,
        title=messages.GUIDE_TITLE.fill(title=plan.title)[language],
        question=content.config.question[language],
        command=program(),
        lesson=_lesson_argument(content, language),
        plan=_plan(content, plan, exercises, language),
        sections=[each for each in sections if any(passage.block == _IN_EVERY_PLAN for passage in each.passages)],
        words={name: text[language] for name, text in messages.GUIDE_LABELS.items()},
    )
    return html


def _lesson_argument(content: LessonFolder, language: str) -> str:
    """Return what a command about this lesson ends with: its name, and the language where the machine has another."""
    return content.folder.name if language == system_language() else f"{content.folder.name} --language {language}"


def guide_problems(content: LessonFolder) -> list[Problem]:
    """Return what is wrong in the guide's own text: a language is missing, or a block is unknown."""
    files = {language: content.folder / f"guide.{language}.md" for language in content.config.languages}
    problems: list[Problem] = []
    if not any(file.exists() for file in files.values()):
        return problems
    blocks = [*BLOCKS, _IN_EVERY_PLAN, *(f"plan {plan.id}" for plan in content.config.plans)]
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

    def in_html(markdown: str) -> str:
        return str(to_html(markdown)).replace(f"<code>{NAME} ", f"<code>{escape(program())} ")

    end = 0
    for match in _BLOCK.finditer(text):
        yield Passage(in_html(text[end : match.start()]))
        yield Passage(block=match[1], plan=match[2])
        end = match.end()
    yield Passage(in_html(text[end:]))


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


def _plan(
    content: LessonFolder, plan: Plan, exercises: Mapping[str, Mapping[str, Any]], language: str
) -> dict[str, Any]:
    """Return a plan, as data of plan.html: from when to when, what, how, what is said, and the key."""
    rows, minute = [], 0
    numbers = numbers_of(plan.tasks)

    def task_of(task: Task | Step) -> dict[str, Any]:
        return _task(content, task, exercises, language) | {"number": numbers.get(task.exercise or "")}

    for step in plan.steps:
        time = None if step.optional else f"{minute}–{minute + step.minutes}"
        minute += 0 if step.optional else step.minutes
        rows.append(_step(step, language) | task_of(step) | {"time": time})
    return {
        "id": plan.id,
        "title": plan.title[language],
        "minutes": plan.minutes,
        "spare": messages.SPARE_MINUTES.fill(taken=minute, spare=plan.spare)[language] if plan.spare else None,
        "summary": in_language(plan.summary, language),
        "if_late": in_language(plan.if_late, language),
        "rows": rows,
        "before": [task_of(task) for task in plan.before],
        "homework": [task_of(task) for task in plan.homework],
    }


def _step(step: Step, language: str) -> dict[str, Any]:
    return {
        "phase": in_language(step.phase, language),
        "minutes": step.minutes,
        "work": messages.GUIDE_LABELS[step.work][language],
        "teacher": in_language(step.teacher, language),
        "text": step.text[language].replace("*", "") if step.text else None,
    }


def _task(
    content: LessonFolder, task: Task | Step, exercises: Mapping[str, Mapping[str, Any]], language: str
) -> dict[str, Any]:
    """Return the exercise of a step or at home, those of its parts that are taken, and what students may say to it."""
    if not task.exercise:
        return {"exercise": None, "only": [], "all": 0, "parts": [], "misconceptions": []}
    exercise = exercises[task.exercise]
    taken = content.exercise(task.exercise, task.only)
    misconceptions = (each for each in content.config.misconceptions if task.exercise in each.exercises)
    return {
        "exercise": exercise,
        "only": [exercise["within"][id] for id in task.only],
        "all": len(exercise["within"]),
        "parts": [_part(content, part, language) for part in taken.parts] if task.only else exercise["parts"],
        "misconceptions": [_misconception(each, language) for each in misconceptions],
    }


def _misconception(misconception: Misconception, language: str) -> dict[str, str]:
    texts = {"text": misconception.text, "behind": misconception.behind, "ask": misconception.ask}
    return {name: text[language] for name, text in texts.items()}
