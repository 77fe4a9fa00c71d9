"""Print the lesson: text, tasks with room to write, cards, and the answer key as a part of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo_lesson.common.html import render
from geo_lesson.common.language import Text
from geo_lesson.content.folder import LessonFolder
from geo_lesson.content.lesson_config import Plan, Step, Task
from geo_lesson.exercises import messages as exercises_messages
from geo_lesson.exercises.base import Exercise
from geo_lesson.exercises.task_view import legend, some, task_view


@dataclass(frozen=True)
class PrintedTask:
    """A task as it is printed, or only a text where a step names no exercise; parts: the data of task.html.

    minutes: those of the step, for all parts together; None if each part has its own.
    """

    text: str | None = None
    number: int | None = None
    title: str = ""
    minutes: int | None = None
    if_time: bool = False
    parts: Sequence[Mapping[str, Any]] = ()


@dataclass
class Group:
    """Tasks under a heading."""

    heading: str
    steps: list[Task | Step]
    tasks: list[PrintedTask] = field(default_factory=list)


def paper(content: LessonFolder, language: str, plan: Plan | None = None, key: bool = True) -> str:
    """Return a page of HTML to print: the whole lesson, or the tasks of a plan with their cards. Raises LessonError."""
    groups = _plan_groups(plan, language) if plan else _lesson_groups(content, language)
    steps = [step for group in groups for step in group.steps if step.exercise]
    numbers = numbers_of(steps)
    for group in groups:
        group.tasks = [printed_task(content, step, numbers, language) for step in group.steps]
    tasks = [task for group in groups for task in group.tasks]
    cards = {id for task in tasks for part in task.parts for id in (*part["cards"], *part["cards_after"])}
    config = content.config
    html: str = render(
        "paper.html",
        language=language,
        title=(plan or config).title[language],
        label=config.label[language],
        question=config.question[language],
        article=content.article(language),
        groups=[group for group in groups if group.tasks],
        tasks=tasks,
        cards=[card.shown(language) for id, card in content.cards.items() if id in cards or not plan],
        key=key,
        words={name: text[language] for name, text in exercises_messages.TASK_LABELS.items()},
    )
    return html


def _lesson_groups(content: LessonFolder, language: str) -> list[Group]:
    """Return the exercises of the lesson under its chapters."""
    chapters = content.config.chapters
    return [Group(c.title[language], [Task(exercise=id) for id in c.exercises]) for c in chapters]


def _plan_groups(plan: Plan, language: str) -> list[Group]:
    """Return the tasks of a plan under its sections."""
    groups = [Group(exercises_messages.TASK_LABELS["before"][language], list(plan.before))]
    for step in plan.steps:
        if step.phase:
            groups.append(Group(step.phase[language], []))
        if step.exercise or step.text:
            if not step.phase and len(groups) == 1:
                groups.append(Group("", []))
            groups[-1].steps.append(step)
    return [*groups, Group(exercises_messages.TASK_LABELS["homework"][language], list(plan.homework))]


def numbers_of(tasks: Sequence[Task | Step]) -> dict[str, int]:
    """Number exercises in the order in which they first come, by their id."""
    return {id: n for n, id in enumerate(dict.fromkeys(task.exercise for task in tasks if task.exercise), start=1)}


def printed_task(content: LessonFolder, step: Task | Step, numbers: Mapping[str, int], language: str) -> PrintedTask:
    """Return one task as it is printed, with its expected answers; numbers: those of the tasks, by exercise."""
    in_plan = step if isinstance(step, Step) else None
    text = in_language(in_plan.text, language) if in_plan else None
    text = text and text.replace("*", "")
    if not step.exercise:
        return PrintedTask(text)
    exercise = some(content, step.exercise, step.only)
    return PrintedTask(
        text,
        number=numbers.get(step.exercise),
        title=exercise.title[language],
        minutes=in_plan.minutes if in_plan else None,
        if_time=bool(in_plan and in_plan.optional),
        parts=[_part(content, part, numbers, language) for part in exercise.parts],
    )


def _part(content: LessonFolder, part: Exercise, numbers: Mapping[str, int], language: str) -> dict[str, Any]:
    asked: dict[str, Any] = task_view(content.ready(part), language)
    return asked | {
        "sentences": list(part.sentences),
        "cards": list(part.cards),
        "cards_after": list(part.cards_after),
        "look_back": numbers.get(part.look_back or ""),
        "checklist": [line.text[language] for line in part.checklist()],
        "legend": legend(asked, language),
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
