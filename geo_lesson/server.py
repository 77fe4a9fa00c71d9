"""Run JupyterLab for this machine only, and save notebooks of a lesson without what running them left behind."""

import json
import os
import re
import secrets
import shutil
import signal
import socket
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any
from uuid import uuid4

from geo_lesson import messages
from geo_lesson.common.language import LANGUAGES
from geo_lesson.teacher.workspace import shipped_workspace

_SETTINGS = Path(__file__).parent / "settings"
# The ids of cells in notebooks of the package, in plans and in drafts; JupyterLab's own are random.
_OUR_ID = re.compile(r"(cell|t)-[\w-]+")
# Cells whose outputs come back when they are run, whoever added them.
_SHOWS = r"lesson\.(?:exercise|poll)\([^()]*\)"
_OPENS = re.compile(
    rf"(?:from geo_lesson import open_lesson\s+)?lesson = open_lesson\([^()]*\)(?:\s+{_SHOWS})?|{_SHOWS}"
)
_WIDGET = "application/vnd.jupyter.widget-view+json"
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_SOCKETS = "geo-lesson-sockets-"
_STALE = 60  # seconds; a younger folder may not be locked yet


def run_lab(folder: Path, language: str, open_browser: bool = True, notebook: Path | None = None) -> None:
    """Serve the workspace `folder` on loopback until Ctrl-C, open on a notebook in it.

    notebook: if None, the first one of the language.
    """
    from jupyterlab.labapp import LabApp  # takes a second, which the other commands do not need

    token, sockets = secrets.token_urlsafe(24), _socket_folder()
    page = notebook_address(folder, notebook) if notebook else first_notebook(folder, language)
    settings = _settings(folder, page, token, open_browser and _has_display())
    server = LabApp.initialize_server(argv=[*settings, *(["--KernelManager.transport=ipc"] if sockets else [])])
    if sockets:
        server.kernel_manager.connection_dir = sockets.name
    elif os.name == "posix":
        print(messages.KERNELS_OVER_TCP[language], flush=True)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
        signal.signal(signal.SIGHUP, signal.getsignal(signal.SIGTERM))  # the terminal was closed
    address = f"{server.connection_url}{server.default_url.removeprefix(server.base_url).lstrip('/')}?token={token}"
    # The server begins to listen in its loop; what is added now comes after that.
    server.io_loop.add_callback(print, messages.SERVER_RUNNING.fill(address=address)[language], flush=True)
    server.start()
    if sockets:
        sockets.cleanup()
    print(messages.SERVER_ENDED.fill(folder=str(folder / "answers"))[language], flush=True)


def _socket_folder() -> TemporaryDirectory[str] | None:
    """Make a folder for the sockets of kernels, closed to other users; None where there can be no such sockets.

    Over TCP, any user of the machine could read along. It is not in the user's home, as the path of a socket may have
    about 100 characters at most.
    """
    places = ("/tmp", gettempdir())  # noqa: S108 - a folder of our own is made there
    for place in places if hasattr(socket, "AF_UNIX") else ():
        with suppress(OSError):
            _delete_stale_folders(Path(place))
            folder = TemporaryDirectory(prefix=_SOCKETS, dir=place, ignore_cleanup_errors=True)
            with suppress(OSError), socket.socket(socket.AF_UNIX) as longest:
                longest.bind(f"{folder.name}/kernel-{uuid4()}-ipc-99")
                with suppress(OSError):
                    _lock_folder(folder.name)
                return folder
            folder.cleanup()
    return None


def _lock_folder(folder: str | Path) -> int:
    """Lock a folder until this process ends, however it ends. Raises OSError where another process has locked it."""
    import fcntl  # missing on Windows

    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle


def _delete_stale_folders(place: Path) -> None:
    """Delete the folders of servers that were killed: those of this user that no process locks any more."""
    for folder in place.glob(f"{_SOCKETS}*"):
        with suppress(OSError):
            status = folder.lstat()
            if status.st_uid == os.geteuid() and time.time() - status.st_mtime > _STALE:
                handle = _lock_folder(folder)
                shutil.rmtree(folder, ignore_errors=True)
                os.close(handle)


def _settings(folder: Path, page: str, token: str, open_browser: bool) -> list[str]:
    return [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.open_browser={open_browser}",
        "--ServerApp.answer_yes=True",
        # Containers run as root; safe here, as we bind to loopback and require a token.
        f"--ServerApp.allow_root={hasattr(os, 'geteuid') and os.geteuid() == 0}",
        "--Application.log_level=ERROR",
        # A token given here is known before the server runs, and Jupyter does not print its own announcement.
        f"--IdentityProvider.token={token}",
        "--ServerApp.jpserver_extensions=geo_lesson.server=True",
        f"--LabApp.default_url={page}",
        # Without an answer in its settings, JupyterLab asks whether it may fetch news.
        f"--LabApp.app_settings_dir={_SETTINGS}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]


def first_notebook(folder: Path, language: str) -> str:
    """Return the address of the first notebook by name in a language, or else in another."""
    own = sorted((folder / "notebooks" / language).glob("*.ipynb")) or sorted(folder.glob("notebooks/*/*.ipynb"))
    return notebook_address(folder, own[0] if own else folder / "notebooks" / language)


def notebook_address(folder: Path, path: Path) -> str:
    """Return the address in JupyterLab of a notebook, or a folder, in the workspace `folder`."""
    return "/lab/tree/" + path.relative_to(folder).as_posix()


def _has_display() -> bool:
    """Say whether a browser has a screen to open on; without one, Linux might start a text browser in the terminal."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")))


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Name the extension for Jupyter, so that it works in any server, also one that a JupyterHub starts."""
    return [{"module": "geo_lesson.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Register the hook once the server runs, as extensions loaded later may set another contents manager."""
    server.io_loop.add_callback(_register, server)


def _register(server: Any) -> None:
    from jupyter_server.services.contents.fileio import FileManagerMixin  # a server has loaded it already

    manager = server.contents_manager
    if isinstance(manager, FileManagerMixin) and hasattr(manager, "register_pre_save_hook"):
        manager.register_pre_save_hook(strip_outputs)
    else:
        server.log.error(
            "geo_lesson: notebooks are saved with their outputs; %s keeps no files", type(manager).__name__
        )


def strip_outputs(model: dict[str, Any], path: str = "", contents_manager: Any = None, **_: object) -> None:
    """Save notebooks of a lesson as they were shipped, except for what somebody changed or added.

    Tomorrow no kernel would be behind a saved widget; and a notebook that was only run does not differ for git, so that
    its next version can be pulled. Cells that somebody added or edited keep their outputs; other notebooks are not
    changed.
    """
    content = model.get("content")
    cells = content.get("cells") if model.get("type") == "notebook" and isinstance(content, dict) else None
    code = [cell for cell in cells or () if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    root = getattr(contents_manager, "root_dir", None)
    if content is None or not (code and root) or not _is_ours(Path(root, path.strip("/")), code):
        return
    for cell in code:
        _reset(cell)
    if isinstance(metadata := content.get("metadata"), dict):
        if not any(_is_widget(output) for cell in code for output in cell.get("outputs") or ()):
            metadata.pop("widgets", None)
        kernel = metadata.get("kernelspec")
        if isinstance(kernel, dict) and kernel.get("name") == _KERNEL["name"]:
            metadata["kernelspec"], metadata["language_info"] = dict(_KERNEL), {"name": "python"}


def _is_ours(path: Path, code: list[dict[str, Any]]) -> bool:
    """Say whether a notebook came with the package, or is a plan or draft, by its place and its name or cells."""
    folder = path.parent.resolve()
    if folder.parent.name != "notebooks" or folder.name not in LANGUAGES:
        return False
    is_shipped = (shipped_workspace() / "notebooks" / folder.name / path.name).is_file()
    is_made = any(str(cell.get("id")).startswith("cell-") for cell in code)
    return (is_shipped or is_made) and any(folder.parent.parent.glob("data/*/lesson.yaml"))


def _reset(cell: dict[str, Any]) -> None:
    """Undo what running did to a cell of the lesson; of an edited cell, remove widgets only."""
    source, id, outputs = cell.get("source"), cell.get("id"), cell.get("outputs")
    source = "".join(map(str, source)) if isinstance(source, list) else str(source or "")
    ours = id is None or _OUR_ID.fullmatch(str(id))
    as_shipped = _OPENS.fullmatch(source.strip()) or (ours and source in _shipped_sources())
    if not isinstance(outputs, list) or not (ours or as_shipped):
        return
    cell["outputs"] = [] if as_shipped else [output for output in outputs if not _is_widget(output)]
    if not cell["outputs"]:
        cell["execution_count"] = None
    if as_shipped and isinstance(metadata := cell.get("metadata"), dict):
        metadata.pop("execution", None)  # JupyterLab writes times there, if asked to


def _is_widget(output: Any) -> bool:
    data = output.get("data") if isinstance(output, dict) else None
    return isinstance(data, dict) and _WIDGET in data


@cache
def _shipped_sources() -> set[str]:
    """Return the code of all cells in the notebooks of the package."""
    notebooks = [json.loads(path.read_bytes()) for path in (shipped_workspace() / "notebooks").glob("*/*.ipynb")]
    return {"".join(cell["source"]) for notebook in notebooks for cell in notebook["cells"]}
