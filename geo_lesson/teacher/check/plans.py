"""Check what lesson.yaml says of exercises: in its chapters, in the claims table, and in its plans."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.suggestions import quoted
from geo_lesson.content import messages as content_messages
from geo_lesson.content.folder import file_exists
from geo_lesson.exercises.table import TableExercise
from geo_lesson.teacher.check import messages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from geo_lesson.content.lesson_config import Step, Task
    from geo_lesson.teacher.check.lesson import KeyPath, LessonCheck

_FEW = 5  # exercises that are named where one has gone


def check_chapters(check: LessonCheck) -> None:
    """Report exercises in no chapter, in several, or without a file."""
    folder = check.content.folder / "exercises"
    files = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    if not files and (other := next(_folders_like(folder), None)):
        fix = messages.RENAME_FOLDER.fill(name=folder.name)
        check.problems.append(Problem(Place(other), messages.FOLDER_MISSING.fill(other=other.name), fix))
        return
    named: set[str] = set()
    for i, chapter in enumerate(check.config.chapters):
        for j, id in enumerate(chapter.exercises):
            keys = ("chapters", i, "exercises", j)
            if id in named:
                check.report("lesson.yaml", keys, messages.EXERCISE_TWICE.fill(id=id), messages.NAME_ONCE)
            if id not in files:
                _report_missing_file(check, id, keys, files)
            named.add(id)
    check.problems += _misnamed(folder, files.keys() | named)
    for id in sorted(files.keys() - named):
        message, fix = messages.EXERCISE_IN_NO_CHAPTER.fill(id=id), messages.NAME_IN_CHAPTER.fill(id=id)
        check.problems.append(Problem(Place(files[id]), message, fix))


def _report_missing_file(check: LessonCheck, id: str, keys: KeyPath, files: Collection[str]) -> None:
    try:
        file_exists(check.content.folder / f"exercises/{id}.yaml")
    except LessonError as error:  # there is one of another kind or name
        check.problems += error.problems
        return
    beside = check.content.folder / f"{id}.yaml"
    if beside.exists():
        message, fix = messages.EXERCISE_BESIDE_FOLDER.fill(name=beside.name), messages.MOVE_INTO_EXERCISES
        check.problems.append(Problem(Place(beside), message, fix))
        return
    near = get_close_matches(id, [file for file in files if file not in check.exercise_ids], n=1)
    fix = messages.DID_YOU_MEAN_FILE.fill(near=near[0]) if near else messages.CREATE_OR_DELETE_EXERCISE.fill(id=id)
    check.report("lesson.yaml", keys, messages.EXERCISE_FILE_MISSING.fill(id=id), fix)


def _folders_like(folder: Path) -> Iterator[Path]:
    """Find folders of nearly the name of one that is missing."""
    others = {path.name: path for path in folder.parent.iterdir() if path.is_dir()}
    for name in get_close_matches(folder.name, [name.lower() for name in others], cutoff=0.8):
        yield from (path for other, path in others.items() if other.lower() == name)


def _misnamed(folder: Path, ids: Collection[str]) -> Iterator[Problem]:
    """Find exercise files that are passed over for their ending, unless there is one that ends properly."""
    for path in sorted(folder.glob("*")):
        if path.suffix != ".yaml" and path.suffix.lower() in (".yml", ".yaml") and path.stem not in ids:
            fix = content_messages.RENAME_FILE.fill(name=f"{path.stem.lower()}.yaml")
            yield Problem(Place(path), messages.EXERCISE_ENDING, fix)


def check_claims_table(check: LessonCheck) -> None:
    """Report what the student's own table cannot be made of: it takes exercises that give values to rows."""
    for i, id in enumerate(check.config.claims_table):
        keys = ("claims_table", i)
        check.require_id("lesson.yaml", keys, "exercise", id, check.exercise_ids)
        if not isinstance(check.exercises.get(id), TableExercise | None):
            message = messages.EXERCISE_WITHOUT_TABLE.fill(id=id)
            check.report("lesson.yaml", keys, message, messages.NAME_GRID_EXERCISES)


def check_plans(check: LessonCheck) -> None:
    """Report plans that take exercises or parts that are not there, or whose minutes do not add up.

    Also the exercises after which all stop, and those in which a misconception comes up.
    """
    for i, misconception in enumerate(check.config.misconceptions):
        for j, id in enumerate(misconception.exercises):
            keys = ("misconceptions", i, "exercises", j)
            check.require_id("lesson.yaml", keys, "exercise", id, check.exercise_ids)
    for i, chapter in enumerate(check.config.chapters):
        for id in chapter.stops:
            check.require_id("lesson.yaml", ("chapters", i, "stops", id), "exercise", id, chapter.exercises)
    for i, plan in enumerate(check.config.plans):
        tasks: dict[str, Sequence[Task | Step]] = {
            "before": plan.before,
            "steps": plan.steps,
            "homework": plan.homework,
        }
        for field in tasks:
            for j, task in enumerate(tasks[field]):
                _check_task(check, task, ("plans", i, field, j))
        total = sum(step.minutes for step in plan.steps if not step.optional) + plan.spare
        if total != plan.minutes:
            message = messages.MINUTES_WITH_SPARE_DIFFER if plan.spare else messages.MINUTES_DIFFER
            message = message.fill(total=total, minutes=plan.minutes)
            fix = messages.WRITE_TOTAL_MINUTES.fill(total=str(total))
            check.report("lesson.yaml", ("plans", i, "minutes"), message, fix)


def _require_exercise(check: LessonCheck, id: str, keys: KeyPath) -> None:
    """Report the exercise of a step or a task that the lesson no longer has, with the lines to delete."""
    if id in check.exercise_ids or get_close_matches(id, check.exercise_ids, n=1, cutoff=0.75):
        check.require_id("lesson.yaml", (*keys, "exercise"), "exercise", id, check.exercise_ids)
        return
    first, last = _lines_of(check, keys)
    known = quoted(check.exercise_ids[:_FEW], more=len(check.exercise_ids) > _FEW)
    fix = messages.DELETE_STEP.fill(first=str(first), last=str(last), known=known)
    message = content_messages.UNKNOWN_ID.fill(what=messages.ID_LABELS["exercise"][0], id=id)
    check.report("lesson.yaml", (*keys, "exercise"), message, fix)


def _lines_of(check: LessonCheck, keys: KeyPath) -> tuple[int, int]:
    """Return the first and the last line of an entry in lesson.yaml."""
    lines = check.documents["lesson.yaml"].lines
    inside = [line for location, line in lines.items() if location[: len(keys)] == keys]
    return min(inside), max(inside)


def _check_task(check: LessonCheck, task: Task | Step, keys: KeyPath) -> None:
    """Report an exercise in no chapter, and parts that it does not have."""
    if task.exercise:
        _require_exercise(check, task.exercise, keys)
    exercise = check.exercises.get(task.exercise) if task.exercise else None
    if task.exercise and not exercise:
        return
    ids = [entry.id for entry in exercise.selectable] if exercise else []
    for k, id in enumerate(task.only):
        if ids:
            check.require_id("lesson.yaml", (*keys, "only", k), "entry", id, ids)
        else:
            check.report("lesson.yaml", (*keys, "only", k), messages.EXERCISE_WITHOUT_PARTS, messages.DELETE_ONLY)
