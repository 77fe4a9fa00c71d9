"""A plan of lesson.yaml as a notebook for students: the text, then what is read and done, step by step."""

import json

from geo_lesson.teacher.printing import messages


def plan_notebook(content, plan, language):
    """The notebook of a plan in one language, as the text of its file. Raises LessonError, as for an exercise."""
    for task in plan.tasks:
        content.exercise(task.exercise, task.only)
    level = f", level={plan.level}" if plan.level != 2 else ""
    opened = f'lesson = open_lesson("{content.folder.name}", language="{language}"{level})'
    cells = [
        ("markdown", f"# {plan.title[language]}\n\n{messages.HOW_TO_BEGIN[language]}"),
        ("code", f"from geo_lesson import open_lesson\n\n{opened}"),
    ]
    cells += [("markdown", messages.ARTICLE_SECTION[language]), ("code", "lesson.article()")]
    if plan.before:
        cells += [("markdown", messages.PREPARATION_SECTION[language]), *map(_call, plan.before)]
    for step in plan.steps:
        cells += _cells(step, language)
    if plan.homework:
        cells += [("markdown", messages.HOMEWORK_SECTION[language]), *map(_call, plan.homework)]
    cells += [
        ("markdown", messages.HAND_IN_SECTION[language]),
        ("code", "lesson.hand_in()"),
        ("markdown", messages.ON_PAPER_NOTE[language]),
    ]
    return _written(cells, plan.title[language])


def _cells(step, language):
    """What students see of a step; a section in which there is nothing for them to read or do has no heading."""
    heading = [f"## {step.phase[language]}"] if step.phase and (step.text or step.exercise) else []
    said = [messages.IF_TIME[language]] * (step.optional and bool(step.text or step.exercise))
    said += [step.text[language]] if step.text else []
    prose = [*heading, *([" ".join(said)] if said else [])]
    return [*([("markdown", "\n\n".join(prose))] if prose else []), *([_call(step)] if step.exercise else [])]


def _call(task):
    only = f", only={json.dumps(task.only)}" if task.only else ""
    return "code", f'lesson.exercise("{task.exercise}"{only})'


def _written(cells, title):
    """The cells as nbformat 4.5 has them, folded where they are code."""
    made = []
    for number, (kind, source) in enumerate(cells, start=1):
        cell = {
            "cell_type": kind,
            "id": f"cell-{number:02}",
            "metadata": {},
            "source": source.splitlines(keepends=True),
        }
        if kind == "code":
            cell = {"cell_type": kind, "execution_count": None} | cell | {"outputs": []}
            cell["metadata"] = {"jupyter": {"source_hidden": True}}
        made.append(dict(sorted(cell.items())))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "title": title}
    notebook = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
