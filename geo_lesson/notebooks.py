"""What is wrong in a notebook: it cannot be read, or calls a lesson or an exercise that is not there."""

import json
import re

from geo_lesson.documents import UNKNOWN, nearest, read_text
from geo_lesson.language import Text
from geo_lesson.problems import LessonError, Place, Problem, shortened

# Saved outputs may hold pictures.
_LARGEST = 50_000_000
_CALL = re.compile(r"""\blesson\.exercise\(\s*(['"])(.*?)\1""")
_LESSON = re.compile(r"""\bopen_lesson\(\s*(['"])(.*?)\1""")


def notebook_problems(path, folder):
    """Every problem of a notebook: it can be read, and each lesson and exercise it calls is there; folder: data/."""
    try:
        cells = json.loads(read_text(path, _LARGEST))["cells"]
        sources = {n: "".join(cell["source"]) for n, cell in enumerate(cells, 1) if cell["cell_type"] == "code"}
    except LessonError as error:
        return error.problems
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return [Problem(Place(path), _NO_NOTEBOOK, _OPEN_AND_SAVE)]
    lessons = sorted(found.parent.name for found in folder.glob("*/lesson.yaml"))
    opened = [(n, found[1]) for n, source in sources.items() for found in _LESSON.findall(source)]
    if problems := _unknown(path, _LESSON_WORD, opened, lessons):
        return problems  # Which exercises there are is not known then.
    exercises = sorted(found.stem for _, name in opened for found in (folder / name / "exercises").glob("*.yaml"))
    called = [(n, found[1]) for n, source in sources.items() for found in _CALL.findall(source)]
    return _unknown(path, _EXERCISE_WORD, called, exercises)


def _unknown(path, what, named, known):
    """A problem for each name, given with the number of its cell, that is not known."""
    return [
        Problem(
            Place(path), _IN_CELL.fill(cell=n, said=UNKNOWN.fill(what=what, id=shortened(name))), nearest(name, known)
        )
        for n, name in named
        if name not in known
    ]


_IN_CELL = Text(de="Zelle {cell}: {said}", en="cell {cell}: {said}")
_LESSON_WORD = Text(de="Lektion", en="lesson")
_EXERCISE_WORD = Text(de="Aufgabe", en="exercise")
_NO_NOTEBOOK = Text(de="Das ist kein Notebook.", en="this is not a notebook")
_OPEN_AND_SAVE = Text(
    de="Öffnen Sie die Datei in JupyterLab; lässt sie sich nicht öffnen, nehmen Sie eine frische Kopie.",
    en="open the file in JupyterLab; if it does not open, take a fresh copy",
)
