"""Find and set up workspaces: folders with notebooks/ and the lessons in data/; copy a lesson into one of its own."""

import re
import shutil
from functools import partial
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_NAME = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
# In a repository from which a class gets its lesson, a teacher's own answers would take the place of the students'.
_GITIGNORE = "# what students write stays with them\n/answers/\n/hand-in/\n/notebooks/*/*/\n.ipynb_checkpoints/\n"
_CACHES = ("__pycache__", ".ipynb_checkpoints")


def workspace_at(folder: Path) -> Path | None:
    """Return the nearest workspace at or above `folder`: a folder with notebooks/ and a lesson in data/."""
    folder = folder.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / "notebooks").is_dir() and any(candidate.glob("data/*/lesson.yaml")):
            return candidate
    return None


def shipped_workspace() -> Path:
    """Return the workspace that comes with the package."""
    return _PACKAGE / "workspace" if (_PACKAGE / "workspace").is_dir() else _PACKAGE.parent


def workspace_files(folder: Path) -> list[Path]:
    """List a workspace's data and notebooks; folders beside the notebooks, such as a class's hand-ins, are left out."""
    paths = [*(folder / "data").rglob("*"), *(folder / "notebooks").glob("*/*.ipynb")]
    return sorted(path for path in paths if path.is_file() and not {*_CACHES} & {*path.relative_to(folder).parts})


def set_up_workspace(folder: Path) -> list[Path]:
    """Copy notebooks and lessons into `folder`, except files that exist there; return the new files."""
    source = shipped_workspace()
    created = write_gitignore(folder)
    # lesson.yaml comes last: it marks a complete workspace, so an interrupted copy resumes.
    for path in sorted(workspace_files(source), key=lambda path: path.name == "lesson.yaml"):
        target = folder / path.relative_to(source)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            created.append(Path(shutil.copyfile(path, target)))
    return created


def is_lesson_name(name: str) -> bool:
    """Say whether a lesson can have this name: small letters and digits, with - or _ between them.

    >>> [is_lesson_name(name) for name in ("my-lesson", "My lesson", "")]
    [True, False, False]
    """
    return bool(_NAME.fullmatch(name))


def write_gitignore(folder: Path) -> list[Path]:
    """Write a .gitignore that leaves answers out, unless the workspace has one; return the new files."""
    path = folder / ".gitignore"
    if path.exists():
        return []
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(_GITIGNORE, encoding="utf-8")
    return [path]


def copy_lesson(source: Path, lesson: str, folder: Path) -> Path:
    """Copy a lesson of the workspace `source` and its notebooks into `folder`, and name the copy after that folder.

    Answers are not copied. Returns the folder of the new lesson. Raises OSError; FileExistsError where `folder` is not
    empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    name, old = folder.name, re.escape(lesson)
    copy_tree = partial(shutil.copytree, ignore=shutil.ignore_patterns(*_CACHES))
    copied = Path(copy_tree(source / "data" / lesson, folder / "data" / name))
    if (source / "data/schemas").is_dir():
        copy_tree(source / "data/schemas", folder / "data/schemas")
    _replace(copied / "lesson.yaml", rf"(?m)^id: *['\"]?{old}['\"]? *$", f"id: {name}")
    for path in copied.glob("guide.*.md"):
        _replace(path, rf"data/{old}\b", f"data/{name}")
        _replace(path, rf'open_lesson\("{old}"', f'open_lesson("{name}"')
    (folder / "notebooks").mkdir()
    for path in sorted((source / "notebooks").glob("*/*.ipynb")):
        if f'open_lesson(\\"{lesson}\\"' in path.read_text(encoding="utf-8"):
            target = folder / "notebooks" / path.parent.name / path.name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
            _replace(target, rf'open_lesson\(\\"{old}\\"', f'open_lesson(\\\\"{name}\\\\"')
    write_gitignore(folder)
    return copied


def _replace(path: Path, pattern: str, replacement: str) -> None:
    text = path.read_bytes().decode("utf-8")  # line ends stay as they are
    path.write_bytes(re.sub(pattern, replacement, text).encode("utf-8"))
