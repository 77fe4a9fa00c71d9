"""What is wrong in a notebook: it cannot be read, or calls a lesson or an exercise that is not there."""

import json
import re

from geo_lesson.documents import UNKNOWN, nearest, read_text
from geo_lesson.language import Text
from geo_lesson.problems import LessonError, Place, Problem

_CALL = re.compile(r"""\blesson\.exercise\(\s*(['"])(.*?)\1""")
_LESSON = re.compile(r"""\bopen_lesson\(\s*(['"])(.*?)\1""")


def notebook_problems(path, folder):
    """Every problem of a notebook: it can be read, and each lesson and exercise it calls is there; folder: data/."""
    try:
        cells = json.loads(read_text(path))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except LessonError as error:
        return error.problems
    except (ValueError, TypeError, KeyError, RecursionError):
        return [Problem(Place(path), _NO_NOTEBOOK, _OPEN_AND_SAVE)]
    lessons = [found[1] for source in sources for found in _LESSON.findall(source)]
    known = sorted(path.parent.name for path in folder.glob("*/lesson.yaml"))
    problems = [
        Problem(Place(path), UNKNOWN.fill(what=_LESSON_WORD, id=name), nearest(name, known))
        for name in lessons
        if name not in known
    ]
    exercises = [found.stem for name in lessons for found in (folder / name / "exercises").glob("*.yaml")]
    called = [found[1] for source in sources for found in _CALL.findall(source)]
    unknown = [name for name in called if name not in exercises]
    return problems + [
        Problem(Place(path), UNKNOWN.fill(what=_EXERCISE_WORD, id=name), nearest(name, exercises)) for name in unknown
    ]


_LESSON_WORD = Text(de="Lektion", en="lesson")
_EXERCISE_WORD = Text(de="Aufgabe", en="exercise")
_NO_NOTEBOOK = Text(de="Das ist kein Notebook.", en="this is not a notebook")
_OPEN_AND_SAVE = Text(
    de="Öffnen Sie die Datei in JupyterLab; lässt sie sich nicht öffnen, nehmen Sie eine frische Kopie.",
    en="open the file in JupyterLab; if it does not open, take a fresh copy",
)
