"""Make the notebook of a plan in lesson.yaml for students: the text, then what is read and done, step by step."""

import json

from geo_lesson.content.folder import LessonFolder
from geo_lesson.content.lesson_config import Plan, Step, Task
from geo_lesson.teacher.notebook_file import Cell, notebook_text
from geo_lesson.teacher.printing import messages


def plan_notebook(content: LessonFolder, plan: Plan, language: str) -> str:
    """Return the notebook of a plan in one language, as the text of its file. Raises LessonError."""
    for task in plan.tasks:
        content.exercise(task.exercise, task.only)
    level = f", level={plan.level}" if plan.level != 2 else ""
    open_lesson = f'lesson = open_lesson("{content.folder.name}", language="{language}"{level})'
    cells: list[Cell] = [
        ("markdown", f"# {plan.title[language]}\n\n{messages.HOW_TO_BEGIN[language]}"),
        ("code", f"from geo_lesson import open_lesson\n\n{open_lesson}"),
        ("markdown", messages.ARTICLE_SECTION[language]),
        ("code", "lesson.article()"),
    ]
    if plan.before:
        cells += [("markdown", messages.PREPARATION_SECTION[language]), *map(_exercise_cell, plan.before)]
    for step in plan.steps:
        cells += _step_cells(step, language)
    if plan.homework:
        cells += [("markdown", messages.HOMEWORK_SECTION[language]), *map(_exercise_cell, plan.homework)]
    cells += [
        ("markdown", messages.HAND_IN_SECTION[language]),
        ("code", "lesson.hand_in()"),
        ("markdown", messages.ON_PAPER_NOTE[language]),
    ]
    return notebook_text(cells, plan.title[language])


def _step_cells(step: Step, language: str) -> list[Cell]:
    """Return what students see of a step; a section with nothing to read or do has no heading."""
    if not step.text and not step.exercise:
        return []
    heading = f"## {step.phase[language]}" if step.phase else ""
    if_time = messages.IF_TIME[language] if step.optional else ""
    text = " ".join(filter(None, (if_time, step.text[language] if step.text else "")))
    prose = "\n\n".join(filter(None, (heading, text)))
    cells: list[Cell] = [("markdown", prose)] if prose else []
    return [*cells, _exercise_cell(step)] if step.exercise else cells


def _exercise_cell(task: Task | Step) -> Cell:
    only = f", only={json.dumps(task.only)}" if task.only else ""
    return "code", f'lesson.exercise("{task.exercise}"{only})'
