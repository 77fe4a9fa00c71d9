"""A plan of lesson.yaml as a notebook for students: the text, then what is read and done, step by step."""

import json

from geo_lesson.common.language import Text
from geo_lesson.exercises.task_view import some


def plan_notebook(content, plan, language):
    """The notebook of a plan in one language, as the text of its file. Raises LessonError, as for an exercise."""
    for task in plan.tasks:
        some(content, task.exercise, task.only)
    level = f", level={plan.level}" if plan.level != 2 else ""
    opened = f'lesson = open_lesson("{content.folder.name}", language="{language}"{level})'
    cells = [
        ("markdown", f"# {plan.title[language]}\n\n{_BEGIN[language]}"),
        ("code", f"from geo_lesson import open_lesson\n\n{opened}"),
    ]
    cells += [("markdown", _ARTICLE[language]), ("code", "lesson.article()")]
    if plan.before:
        cells += [("markdown", _BEFORE[language]), *map(_call, plan.before)]
    for step in plan.steps:
        cells += _cells(step, language)
    if plan.homework:
        cells += [("markdown", _HOMEWORK[language]), *map(_call, plan.homework)]
    cells += [("markdown", _HAND_IN[language]), ("code", "lesson.hand_in()"), ("markdown", _PAPER[language])]
    return _written(cells, plan.title[language])


def _cells(step, language):
    """What students see of a step; a section in which there is nothing for them to read or do has no heading."""
    heading = [f"## {step.phase[language]}"] if step.phase and (step.text or step.exercise) else []
    said = [_IF_TIME[language]] * (step.optional and bool(step.text or step.exercise))
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


_BEGIN = Text(
    de="**So beginnen Sie:** Wählen Sie oben im Menü *Run* und dort *Run All Cells* (deutsch: *Ausführen*, *Alle "
    "Zellen ausführen*). Danach erscheinen der Text und die Aufgaben. Jede Antwort wird im Ordner "
    "`answers` gespeichert und geht sonst nirgendwohin. Was Sie schon beantwortet haben, ist noch da.",
    en="**How to begin:** in the menu at the top, choose *Run* and then *Run All Cells*. The text and the exercises "
    "will then appear. Every answer is saved in the folder `answers` and goes nowhere else. What you have already "
    "answered is still there.",
)
_ARTICLE = Text(
    de="## Der Text\n\nDer Arbeitstext ist für den Unterricht geschrieben; den Hinweis darüber und darunter lesen "
    "Sie bitte mit. Die Sätze sind nummeriert, damit Sie sich auf sie beziehen können: W2 ist der zweite Satz.",
    en="## The text\n\nThe working text was written for teaching; please read the label above and below it, too. The "
    "sentences are numbered so that you can refer to them: W2 is the second sentence.",
)
_BEFORE = Text(
    de="## Zur Vorbereitung\n\nDiese Aufgaben bearbeiten Sie zu Hause, bevor die Gruppe sich trifft. Ihre Antworten "
    "werden gespeichert; Sie finden sie beim nächsten Öffnen wieder und dürfen sie ändern.",
    en="## To prepare\n\nDo these exercises at home before the group meets. Your answers are saved; you will find them "
    "again when you next open this notebook, and you may change them.",
)
_HOMEWORK = Text(
    de="## Hausaufgabe\n\nDiese Aufgabe bearbeiten Sie allein und in Ruhe. Ihr Text wird gespeichert, während Sie "
    "schreiben; Sie können jederzeit unterbrechen und später weiterschreiben.",
    en="## Homework\n\nDo this exercise alone and in your own time. Your text is saved while you write; you can stop "
    "at any time and go on later.",
)
_IF_TIME = Text(de="**Nur wenn Zeit ist:**", en="**Only if there is time:**")
_HAND_IN = Text(
    de="## Abgeben\n\nAus allem, was Sie geantwortet haben, entsteht hier eine einzige Datei für Ihre Lehrkraft. Darin "
    "steht ein Pseudonym, kein Name. Führen Sie die Zelle darunter aus, wenn Sie fertig sind, und noch "
    "einmal, wenn Sie danach etwas geändert haben.",
    en="## Hand in\n\nAll your answers are put into one file for your teacher here. It has a "
    "pseudonym and no name. Run the cell below when you have finished, and run it once more if you change an answer "
    "afterwards.",
)
_PAPER = Text(
    de="**Auf Papier:** Aus dem Menü von JupyterLab gedruckt oder exportiert, fehlen diesem Notebook der Text, die "
    "Aufgaben und Ihre Antworten. Führen Sie stattdessen `lesson.hand_in()` aus, und drucken Sie die Datei, die dabei "
    "genannt wird; die Lektion selbst bringt Ihre Lehrkraft mit `geo-lesson paper` zu Papier.",
    en="**On paper:** printed or exported from JupyterLab's menu, this notebook lacks the text, the exercises and your "
    "answers. Run `lesson.hand_in()` instead, and print the file that it names; your teacher can put the lesson itself "
    "on paper with `geo-lesson paper`.",
)
