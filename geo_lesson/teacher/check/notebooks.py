"""What is wrong in a notebook: it cannot be read, calls what is not there, or has signs and numbers that are wrong."""

import json
import re
from contextlib import suppress
from dataclasses import replace

from geo_lesson.common.errors import LessonError, Place, Problem, shortened
from geo_lesson.common.language import LANGUAGES
from geo_lesson.common.suggestions import nearest
from geo_lesson.content import messages as content_messages
from geo_lesson.content.files import INVISIBLE, read_text, sign_name
from geo_lesson.content.folder import workspace_of
from geo_lesson.teacher.check import messages
from geo_lesson.teacher.check.prose import numbers_in_files

# Saved outputs may hold pictures.
_LARGEST = 50_000_000
# What reading the cells of something that is no notebook ends in.
_NO_CELLS = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
_CALL = re.compile(r"""\blesson\.exercise\(\s*(['"])(.*?)\1""")
_LESSON = re.compile(r"""\bopen_lesson\(\s*(['"])(.*?)\1""")


def notebook_problems(path, folder):
    """Every problem of a notebook: it can be read, and each lesson and exercise it calls is there; folder: data/."""
    try:
        cells = _cells(path)
        sources, problems = cells["code"], list(_prose(path, cells))
    except LessonError as error:
        return error.problems
    except _NO_CELLS:
        return [Problem(Place(path), messages.NOT_A_NOTEBOOK, messages.OPEN_AND_SAVE)]
    lessons = sorted(found.parent.name for found in folder.glob("*/lesson.yaml"))
    opened = [(n, found[1]) for n, source in sources.items() for found in _LESSON.findall(source)]
    if unknown := _unknown(path, messages.LESSON_LABEL, opened, lessons):
        return problems + unknown  # Which exercises there are is not known then.
    exercises = sorted(found.stem for _, name in opened for found in (folder / name / "exercises").glob("*.yaml"))
    called = [(n, found[1]) for n, source in sources.items() for found in _CALL.findall(source)]
    return problems + _unknown(path, messages.EXERCISE_LABEL, called, exercises)


def not_shown(inventory):
    """A hint for every exercise that no notebook shows, in each language in which notebooks open the lesson at all."""
    folder, config = inventory.content.folder, inventory.config
    for language in config.languages:
        called, opened = set(), False
        for path in (workspace_of(folder) / "notebooks" / language).glob("*.ipynb"):
            with suppress(LessonError, *_NO_CELLS):
                source = "\n".join(_cells(path)["code"].values())
                if folder.name in (found[1] for found in _LESSON.findall(source)):
                    opened = True
                    called |= {found[1] for found in _CALL.findall(source)}
        missing = [id for chapter in config.chapters for id in chapter.exercises if id not in called]
        for id in missing if opened else ():
            said = messages.EXERCISE_IN_NO_NOTEBOOK.fill(id=id, language=language)
            yield Problem(Place(folder / "exercises" / f"{id}.yaml"), said, messages.ADD_CELL.fill(id=id), hint=True)


def _cells(path):
    """The sources of the cells, by their kind and their number."""
    cells = {"code": {}, "markdown": {}}
    for n, cell in enumerate(json.loads(read_text(path, _LARGEST))["cells"], 1):
        if cell["cell_type"] in cells:
            cells[cell["cell_type"]][n] = "".join(cell["source"])
    return cells


def _prose(path, cells):
    """What is wrong in what a notebook says: signs that nobody sees, and numbers, beside its twin in German."""
    for n, source in (cells["code"] | cells["markdown"]).items():
        if found := INVISIBLE.search(source):
            said = content_messages.INVISIBLE_CHARACTER.fill(name=sign_name(found.group()))
            yield Problem(Place(path), messages.IN_CELL.fill(cell=n, said=said), content_messages.RETYPE_LINE)
    language, paths = path.parent.name, {path.parent.name: path}
    if language not in LANGUAGES:
        return
    twin = path.parent.with_name("de") / path.name
    if language == "en" and twin.is_file():
        paths = {"de": twin} | paths
    with suppress(LessonError, *_NO_CELLS):  # the twin has a report of its own
        blocks = {of: (cells if found == path else _cells(found))["markdown"] for of, found in paths.items()}
        if len({tuple(numbered) for numbered in blocks.values()}) > 1:
            blocks = {language: blocks[language]}
        for problem in numbers_in_files(paths, {of: list(numbered.items()) for of, numbered in blocks.items()}):
            if problem.place.file == path:
                said = messages.IN_CELL.fill(cell=problem.place.line, said=problem.message)
                yield replace(problem, place=Place(path), message=said)


def _unknown(path, what, named, known):
    """A problem for each name, given with the number of its cell, that is not known."""
    return [
        Problem(
            Place(path),
            messages.IN_CELL.fill(cell=n, said=content_messages.UNKNOWN_ID.fill(what=what, id=shortened(name))),
            nearest(name, known),
        )
        for n, name in named
        if name not in known
    ]
