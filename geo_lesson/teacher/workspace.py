"""A teacher's own copy of a lesson, with its notebooks, in a workspace of its own."""

import re
import shutil

_NAME = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
# In a repository from which a class gets its lesson, a teacher's own answers would take the place of the students'.
_IGNORED = "# what students write stays with them\n/answers/\n/hand-in/\n/notebooks/*/*/\n.ipynb_checkpoints/\n"
_PASSED_OVER = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


def is_name(name):
    """Whether a lesson can be called so: small letters and digits, with - or _ between them.

    >>> [is_name(name) for name in ("my-lesson", "My lesson", "")]
    [True, False, False]
    """
    return bool(_NAME.fullmatch(name))


def keep_answers_out_of_git(folder):
    """Write the .gitignore of a workspace, unless it has one; returns the new files."""
    path = folder / ".gitignore"
    if path.exists():
        return []
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(_IGNORED, encoding="utf-8")
    return [path]


def copy_lesson(source, lesson, folder):
    """Copy a lesson of the workspace `source` and its notebooks into `folder`; the copy is called as that folder is.

    Answers stay where they are. Returns the folder of the new lesson. Raises OSError, FileExistsError where there is
    something in `folder` already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    name = folder.name
    made = shutil.copytree(source / "data" / lesson, folder / "data" / name, ignore=_PASSED_OVER)
    if (source / "data/schemas").is_dir():
        shutil.copytree(source / "data/schemas", folder / "data/schemas")
    config = made / "lesson.yaml"
    _change(config, rf"(?m)^id: *['\"]?{re.escape(lesson)}['\"]? *$", f"id: {name}")
    for path in made.glob("guide.*.md"):
        _change(path, rf"data/{re.escape(lesson)}\b", f"data/{name}")
        _change(path, rf'open_lesson\("{re.escape(lesson)}"', f'open_lesson("{name}"')
    (folder / "notebooks").mkdir()
    for path in sorted((source / "notebooks").glob("*/*.ipynb")):
        text = path.read_text(encoding="utf-8")
        if f'open_lesson(\\"{lesson}\\"' in text:
            target = folder / "notebooks" / path.parent.name / path.name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
            _change(target, rf'open_lesson\(\\"{re.escape(lesson)}\\"', f'open_lesson(\\\\"{name}\\\\"')
    keep_answers_out_of_git(folder)
    return made


def _change(path, pattern, words):
    text = path.read_bytes().decode("utf-8")  # line ends stay as they are
    path.write_bytes(re.sub(pattern, words, text).encode("utf-8"))
