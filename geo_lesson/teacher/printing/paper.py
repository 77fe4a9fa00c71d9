"""Print the lesson: text, tasks with room to write, cards, and the answer key as a part of its own."""

from collections.abc import Iterable, Mapping
from typing import Any

from geo_lesson.common.html import render
from geo_lesson.common.language import Text
from geo_lesson.content.folder import LessonFolder
from geo_lesson.content.lesson_config import Plan, Step, Task
from geo_lesson.exercises.base import Exercise
from geo_lesson.exercises.messages import TASK_LABELS
from geo_lesson.exercises.task_view import paper_view


def paper(content: LessonFolder, language: str, plan: Plan | None = None, key: bool = True) -> str:
    """Return a page of HTML to print: the whole lesson, or the tasks of a plan with their cards. Raises LessonError."""
    config = content.config
    chapters = ((c.title[language], [Task(exercise=id) for id in c.exercises]) for c in config.chapters)
    sections = _plan_sections(plan, language) if plan else [*chapters]
    numbers = numbers_of(step for _, steps in sections for step in steps)
    groups = [(heading, [_task(content, step, numbers, language) for step in steps]) for heading, steps in sections]
    tasks = [task for _, group in groups for task in group]
    cards = {id for task in tasks for part in task["parts"] for id in (*part["cards"], *part["cards_after"])}
    html: str = render(
        "paper.html",
        language=language,
        title=(plan or config).title[language],
        label=config.label[language],
        question=config.question[language],
        article=content.article(language),
        groups=[group for group in groups if group[1]],
        tasks=tasks,
        cards=[card.view(language) for id, card in content.cards.items() if id in cards or not plan],
        key=key,
        words={name: text[language] for name, text in TASK_LABELS.items()},
    )
    return html


def _plan_sections(plan: Plan, language: str) -> list[tuple[str, list[Task | Step]]]:
    """Return the headings of a plan with the steps under them."""
    before: list[Task | Step] = [*plan.before]
    sections = [(TASK_LABELS["before"][language], before)]
    for step in plan.steps:
        if step.phase:
            sections.append((step.phase[language], []))
        if step.exercise or step.text:
            if len(sections) == 1:
                sections.append(("", []))
            sections[-1][1].append(step)
    return [*sections, (TASK_LABELS["homework"][language], [*plan.homework])]


def numbers_of(tasks: Iterable[Task | Step]) -> dict[str, int]:
    """Number exercises in the order in which they first come, by their id."""
    return {id: n for n, id in enumerate(dict.fromkeys(task.exercise for task in tasks if task.exercise), start=1)}


def _task(content: LessonFolder, step: Task | Step, numbers: Mapping[str, int], language: str) -> dict[str, Any]:
    """Return one task as it is printed, as data of paper.html; numbers: those of the tasks, by exercise.

    In a plan the minutes are those of its step, for all parts together; otherwise each part has its own.
    """
    exercise = content.exercise(step.exercise, step.only) if step.exercise else None
    task: dict[str, Any] = {"text": None, "minutes": None, "if_time": False, "parts": []}
    if isinstance(step, Step):
        text = step.text[language].replace("*", "") if step.text else None
        task |= {"text": text, "minutes": step.minutes, "if_time": step.optional}
    if exercise:
        parts = [_part(content, part, numbers, language) for part in exercise.parts]
        task |= {"number": numbers[exercise.id], "parts": parts}
    return task


def _part(content: LessonFolder, part: Exercise, numbers: Mapping[str, int], language: str) -> dict[str, Any]:
    return paper_view(content.prepare(part), language) | {
        "sentences": list(part.sentences),
        "cards": list(part.cards),
        "cards_after": list(part.cards_after),
        "look_back": numbers.get(part.look_back or ""),
        "checklist": [line.text[language] for line in part.checklist()],
        **answer_key(part, language),
    }


def answer_key(part: Exercise, language: str) -> dict[str, Any]:
    """Return what students read once they have answered, and the expected answers, for the macro of task.html."""
    return {
        "expected": [
            {"about": in_language(remark.about, language), "text": remark.text[language], "correct": remark.correct}
            for remark in part.expected()
        ],
        "model": in_language(part.reason.model, language) if part.reason else None,
        "afterword": in_language(part.afterword, language),
        "takeaway": in_language(part.takeaway, language),
    }


def in_language(text: Text | None, language: str) -> str | None:
    """Return a text that need not be there in one language."""
    return text[language] if text else None
