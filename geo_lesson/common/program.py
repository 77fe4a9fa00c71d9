"""Name this program as it was started, so that a command that people read works where they read it."""

import os
import shutil
import sys
from pathlib import Path

NAME = "geo-lesson"


def program() -> str:
    """Return what a command begins with: `geo-lesson`, `python3 -m uv run geo-lesson`, `python3 -m geo_lesson` …

    The plain name is enough where it is on the PATH; what `uv run` puts there is gone once it has ended.
    """
    if "UV_RUN_RECURSION_DEPTH" in os.environ:
        return f"{_uv()} run {NAME}"
    if shutil.which(NAME):
        return NAME
    names = ("python", "py") if os.name == "nt" else ("python3", "python")
    python = next((name for name in names if _is_this_python(shutil.which(name))), sys.executable)
    return f"{_quoted(python)} -m geo_lesson"


def quoted_path(path: str | Path) -> str:
    """Write a path into a command, relative to this folder where it lies below, quoted where it holds a space.

    >>> quoted_path("my case/report.txt"), quoted_path(Path.cwd() / "data")
    ('"my case/report.txt"', 'data')
    """
    path = Path(path)
    if path.is_absolute() and path != Path.cwd() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return _quoted(str(path))


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path


def _uv() -> str:
    """Return how uv was started: as a module of a Python, through pipx, or by its own name."""
    if "UV_INTERNAL__PARENT_INTERPRETER" in os.environ:
        return "python -m uv" if os.name == "nt" else "python3 -m uv"
    return "pipx run uv" if "pipx" in Path(os.environ.get("UV", "")).parts else "uv"


def _is_this_python(path: str | None) -> bool:
    """Say whether a Python on the PATH has the packages of this one."""
    return path is not None and Path(path).parent == Path(sys.executable).parent
