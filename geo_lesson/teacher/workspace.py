"""Copy a lesson with its notebooks into a workspace of a teacher's own."""

import re
import shutil
from pathlib import Path

_NAME = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
# In a repository from which a class gets its lesson, a teacher's own answers would take the place of the students'.
_IGNORED = "# what students write stays with them\n/answers/\n/hand-in/\n/notebooks/*/*/\n.ipynb_checkpoints/\n"
_NOT_COPIED = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


def is_name(name: str) -> bool:
    """Whether a lesson can have this name: small letters and digits, with - or _ between them.

    >>> [is_name(name) for name in ("my-lesson", "My lesson", "")]
    [True, False, False]
    """
    return bool(_NAME.fullmatch(name))


def keep_answers_out_of_git(folder: Path) -> list[Path]:
    """Write the .gitignore of a workspace, unless it has one; return the new files."""
    path = folder / ".gitignore"
    if path.exists():
        return []
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(_IGNORED, encoding="utf-8")
    return [path]


def copy_lesson(source: Path, lesson: str, folder: Path) -> Path:
    """Copy a lesson of the workspace `source` and its notebooks into `folder`, and name the copy after that folder.

    Answers are not copied. Returns the folder of the new lesson. Raises OSError, FileExistsError where `folder` is not
    empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    name, old = folder.name, re.escape(lesson)
    copy = shutil.copytree(source / "data" / lesson, folder / "data" / name, ignore=_NOT_COPIED)
    if (source / "data/schemas").is_dir():
        shutil.copytree(source / "data/schemas", folder / "data/schemas")
    _substitute(copy / "lesson.yaml", rf"(?m)^id: *['\"]?{old}['\"]? *$", f"id: {name}")
    for path in copy.glob("guide.*.md"):
        _substitute(path, rf"data/{old}\b", f"data/{name}")
        _substitute(path, rf'open_lesson\("{old}"', f'open_lesson("{name}"')
    (folder / "notebooks").mkdir()
    for path in sorted((source / "notebooks").glob("*/*.ipynb")):
        if f'open_lesson(\\"{lesson}\\"' in path.read_text(encoding="utf-8"):
            target = folder / "notebooks" / path.parent.name / path.name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
            _substitute(target, rf'open_lesson\(\\"{old}\\"', f'open_lesson(\\\\"{name}\\\\"')
    keep_answers_out_of_git(folder)
    return copy


def _substitute(path: Path, pattern: str, words: str) -> None:
    text = path.read_bytes().decode("utf-8")  # line ends stay as they are
    path.write_bytes(re.sub(pattern, words, text).encode("utf-8"))
