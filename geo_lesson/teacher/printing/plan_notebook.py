"""Make the notebook of a plan in lesson.yaml for students: the text, then what is read and done, step by step."""

import json
from collections.abc import Iterable
from typing import Literal, TypeAlias

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes

from geo_lesson.content.folder import LessonFolder
from geo_lesson.content.lesson_config import Plan, Step, Task
from geo_lesson.exercises.task_view import some
from geo_lesson.teacher.printing import messages

Cell: TypeAlias = tuple[Literal["markdown", "code"], str]  # kind and source


def plan_notebook(content: LessonFolder, plan: Plan, language: str) -> str:
    """Return the notebook of a plan in one language, as the text of its file. Raises LessonError."""
    for task in plan.tasks:
        some(content, task.exercise, task.only)
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


def notebook_text(cells: Iterable[Cell], title: str) -> str:
    """Return cells as the text of a notebook file, code folded and cell ids numbered."""
    made = []
    for number, (kind, source) in enumerate(cells, start=1):
        id = f"cell-{number:02}"
        hidden = {"jupyter": {"source_hidden": True}}
        made.append(
            new_code_cell(source, id=id, metadata=hidden) if kind == "code" else new_markdown_cell(source, id=id)
        )
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "title": title}
    text: str = writes(new_notebook(cells=made, metadata=metadata))
    return text + "\n"
