"""Check a notebook: it can be read, calls only what is there, and has no invisible signs or wrong numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from geo_lesson.common.errors import LessonError, Place, Problem, shortened
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.common.suggestions import nearest
from geo_lesson.content import messages as content_messages
from geo_lesson.content.files import INVISIBLE, read_text, read_yaml
from geo_lesson.content.folder import workspace_of
from geo_lesson.content.yaml_mistakes import sign_name
from geo_lesson.teacher.check import messages
from geo_lesson.teacher.check.prose import numbers_in_files

if TYPE_CHECKING:
    from geo_lesson.teacher.check.lesson import LessonCheck

# Saved outputs may hold pictures.
_LARGEST = 50_000_000
# What _cells raises for a file that is no notebook.
_NO_CELLS = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
_CALL = re.compile(r"""\blesson\.exercise\(\s*(['"])(.*?)\1""")
# What a call has that names no exercise in straight quotation marks, and a method of nearly that name.
_UNQUOTED = re.compile(r"\blesson\.exercise\(\s*[„“”‚‘’»«]?([\w-]+)")
_METHOD = re.compile(r"\blesson\.(\w+)\(")
_ONLY = re.compile(r"""\blesson\.exercise\(\s*(['"])(?P<id>[\w-]+)\1[^)]*?only=(?P<only>[^)]*)""")
_LESSON = re.compile(r"""\bopen_lesson\(\s*(['"])(.*?)\1""")

# The source of each cell of one kind, by its number.
Sources = dict[int, str]


def notebook_problems(path: Path, folder: Path) -> list[Problem]:
    """Find every problem of a notebook. folder: data/, which holds the lessons that it may open."""
    try:
        code, markdown = _cells(path)
        problems = list(_text_problems(path, code, markdown))
    except LessonError as error:
        return list(error.problems)
    except _NO_CELLS:
        return [Problem(Place(path), messages.NOT_A_NOTEBOOK, messages.OPEN_AND_SAVE)]
    lessons = sorted(lesson.parent.name for lesson in folder.glob("*/lesson.yaml"))
    opened = _calls(_LESSON, code)
    if unknown := _unknown(path, messages.LESSON_LABEL, opened, lessons):
        return problems + unknown  # which exercises there are cannot be known then
    exercises = sorted(file.stem for _, name in opened for file in (folder / name / "exercises").glob("*.yaml"))
    problems += _wrong_calls(path, code) + _wrong_parts(path, code, [folder / name for _, name in opened])
    return problems + _unknown(path, messages.EXERCISE_LABEL, _calls(_CALL, code), exercises)


def hint_at_missing_cells(check: LessonCheck) -> Iterator[Problem]:
    """Give a hint for every exercise that no notebook shows, in each language in which notebooks open the lesson."""
    folder = check.content.folder
    for language in check.config.languages:
        called: set[str] = set()
        opened = False
        for path in (workspace_of(folder) / "notebooks" / language).glob("*.ipynb"):
            with suppress(LessonError, *_NO_CELLS):
                code, _ = _cells(path)
                if folder.name in (name for _, name in _calls(_LESSON, code)):
                    opened = True
                    called |= {id for _, id in _calls(_CALL, code)}
        for id in check.exercise_ids if opened else ():
            if id not in called:
                message = messages.EXERCISE_IN_NO_NOTEBOOK.fill(id=id, language=language)
                place = Place(folder / "exercises" / f"{id}.yaml")
                yield Problem(place, message, messages.ADD_CELL.fill(id=id), hint=True)


def _wrong_calls(path: Path, code: Sources) -> list[Problem]:
    """Report calls that Python does not understand: an exercise without quotation marks, `exercise` misspelt."""
    problems = []
    for n, source in code.items():
        found = [(messages.CALL_WITHOUT_QUOTES, messages.WRITE_CALL.fill(id=id)) for id in _UNQUOTED.findall(source)]
        for name in _METHOD.findall(source):
            if name != "exercise" and get_close_matches(name, ["exercise"], cutoff=0.8):
                found.append((messages.UNKNOWN_METHOD.fill(name=name), messages.WRITE_CALL.fill(id="…")))
        problems += [Problem(Place(path), messages.IN_CELL.fill(cell=n, message=text), fix) for text, fix in found]
    return problems


def _wrong_parts(path: Path, code: Sources, lessons: Sequence[Path]) -> list[Problem]:
    """Report parts of an exercise that a cell takes, but that it does not have."""
    problems: list[Problem] = []
    for n, match in ((n, match) for n, source in code.items() for match in _ONLY.finditer(source)):
        only = re.findall(r"['\"]([\w-]+)['\"]", match["only"])
        for file in (lesson / "exercises" / f"{match['id']}.yaml" for lesson in lessons):
            with suppress(LessonError):  # it has a report of its own, also where it is missing
                entries = read_yaml(file).value
                values = entries.values() if isinstance(entries, dict) else ()
                lists = [part for part in values if isinstance(part, list)]
                ids = [each["id"] for part in lists for each in part if isinstance(each, dict) and "id" in each]
                problems += _unknown(path, messages.ID_LABELS["entry"][0], [(n, id) for id in only], ids)
    return problems


def _calls(pattern: re.Pattern[str], code: Sources) -> list[tuple[int, str]]:
    """Find the names that cells call, with the numbers of the cells."""
    return [(n, call[1]) for n, source in code.items() for call in pattern.findall(source)]


def _cells(path: Path) -> tuple[Sources, Sources]:
    """Read the sources of a notebook's code and Markdown cells, by number. Raises LessonError, or one of _NO_CELLS."""
    code: Sources = {}
    markdown: Sources = {}
    sources = {"code": code, "markdown": markdown}
    for n, cell in enumerate(json.loads(read_text(path, _LARGEST))["cells"], 1):
        if cell["cell_type"] in sources:
            sources[cell["cell_type"]][n] = "".join(cell["source"])
    return code, markdown


def _text_problems(path: Path, code: Sources, markdown: Sources) -> Iterator[Problem]:
    """Find signs that nobody sees, and wrong numbers, compared with the notebook of the same name in German."""
    for n, source in (code | markdown).items():
        if sign := INVISIBLE.search(source):
            message = content_messages.INVISIBLE_CHARACTER.fill(name=sign_name(sign[0]))
            yield Problem(Place(path), messages.IN_CELL.fill(cell=n, message=message), content_messages.RETYPE_LINE)
    language = path.parent.name
    if language not in LANGUAGES:
        return
    paths, blocks = {language: path}, {language: list(markdown.items())}
    german = path.parent.with_name("de") / path.name
    if language == "en" and german.is_file():
        with suppress(LessonError, *_NO_CELLS):  # it has a report of its own
            _, german_markdown = _cells(german)
            if list(german_markdown) == list(markdown):
                paths, blocks = {"de": german} | paths, {"de": list(german_markdown.items())} | blocks
    for problem in numbers_in_files(paths, blocks):
        if problem.place.file == path:
            message = messages.IN_CELL.fill(cell=problem.place.line, message=problem.message)
            yield replace(problem, place=Place(path), message=message)


def _unknown(path: Path, label: Text, calls: Sequence[tuple[int, str]], names: Sequence[str]) -> list[Problem]:
    """Report each name called that is not among `names`."""
    problems = []
    for n, name in calls:
        if name not in names:
            message = content_messages.UNKNOWN_ID.fill(what=label, id=shortened(name))
            message = messages.IN_CELL.fill(cell=n, message=message)
            fix = nearest(name, names)
            if label is messages.EXERCISE_LABEL and not get_close_matches(name, names, cutoff=0.6):
                fix = messages.DELETE_CELL.fill(allowed=fix)
            problems.append(Problem(Place(path), message, fix))
    return problems
