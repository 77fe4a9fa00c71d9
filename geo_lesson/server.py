"""JupyterLab on the student's own machine: a workspace to work in, and a server that nobody else can reach."""

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
from uuid import uuid4

from geo_lesson import messages
from geo_lesson.common.language import LANGUAGES
from geo_lesson.teacher.workspace import keep_answers_out_of_git

_PACKAGE = Path(__file__).parent
# The ids that cells have in notebooks of the package, in plans and in drafts; JupyterLab's own are random.
_OUR_ID = re.compile(r"(cell|t)-[\w-]+")
# What says all anew when it is run, whoever put it there.
_OPENS = re.compile(r"from geo_lesson import open_lesson\s+lesson = open_lesson\([^()]*\)|lesson\.exercise\([^()]*\)")
_WIDGET = "application/vnd.jupyter.widget-view+json"
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_SOCKETS = "geo-lesson-sockets-"
_MAY_BE_NEW = 60  # seconds, and not yet held
_LEFT_BEHIND = {"__pycache__", ".ipynb_checkpoints"}


def workspace_at(folder):
    """The nearest workspace at or above `folder`: a folder that holds notebooks/ and a lesson in data/; or None."""
    folder = folder.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / "notebooks").is_dir() and any(candidate.glob("data/*/lesson.yaml")):
            return candidate
    return None


def shipped_workspace():
    """The folder with the notebooks and lessons that come with the package."""
    return _PACKAGE / "workspace" if (_PACKAGE / "workspace").is_dir() else _PACKAGE.parent


def workspace_files(folder):
    """The files of a workspace that are the lesson's: data and notebooks, and nothing that was put beside them.

    In a folder beside the notebooks lie the hand-ins of a class.
    """
    found = [*(folder / "data").rglob("*"), *(folder / "notebooks").glob("*/*.ipynb")]
    return sorted(path for path in found if path.is_file() and not _LEFT_BEHIND & set(path.relative_to(folder).parts))


def lay_workspace(folder):
    """Copy notebooks and lessons into `folder`, leaving every file that is there as it is; returns the new files."""
    source = shipped_workspace()
    laid = keep_answers_out_of_git(folder)
    # By lesson.yaml a folder is known as a workspace: broken off before, the laying goes on the next time.
    for path in sorted(workspace_files(source), key=lambda path: path.name == "lesson.yaml"):
        target = folder / path.relative_to(source)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            laid.append(Path(shutil.copyfile(path, target)))
    return laid


def run_lab(folder, language, open_browser=True):
    """Serve the workspace `folder` on loopback until Ctrl-C, open on the first notebook of the language."""
    from jupyterlab.labapp import LabApp  # a second, which the other commands need not wait

    token, sockets = secrets.token_urlsafe(24), _socket_folder()
    settings = _settings(folder, language, token, open_browser and _has_display())
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


def _socket_folder():
    """A folder for the sockets of kernels, which nobody else may enter; None where there can be no such sockets.

    Over TCP, any user of the machine could read along. The name of a socket may have some 100 characters at most, which
    many a home is too long for.
    """
    places = ("/tmp", gettempdir())  # noqa: S108 - a folder of our own is made there
    for place in places if hasattr(socket, "AF_UNIX") else ():
        with suppress(OSError):
            _sweep(place)
            folder = TemporaryDirectory(prefix=_SOCKETS, dir=place, ignore_cleanup_errors=True)
            with suppress(OSError), socket.socket(socket.AF_UNIX) as longest:
                longest.bind(f"{folder.name}/kernel-{uuid4()}-ipc-99")
                with suppress(OSError):
                    _hold(folder.name)
                return folder
            folder.cleanup()
    return None


def _hold(folder):
    """Hold a folder until this process ends, however it ends; raises OSError where another holds it."""
    import fcntl  # which Windows has not

    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise
    return held


def _sweep(place):
    """Delete the folders of servers that were killed: those of this user that no process holds any more."""
    for left in Path(place).glob(f"{_SOCKETS}*"):
        with suppress(OSError):
            found = left.lstat()
            if found.st_uid == os.geteuid() and time.time() - found.st_mtime > _MAY_BE_NEW:
                held = _hold(left)
                shutil.rmtree(left, ignore_errors=True)
                os.close(held)


def _settings(folder, language, token, open_browser):
    return [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.open_browser={open_browser}",
        "--ServerApp.answer_yes=True",
        # Debian in a container has no other user than root; the server listens on loopback and wants its token.
        f"--ServerApp.allow_root={hasattr(os, 'geteuid') and os.geteuid() == 0}",
        "--Application.log_level=ERROR",
        # Given here, the token is known before the server runs, and Jupyter leaves the announcement to us.
        f"--IdentityProvider.token={token}",
        "--ServerApp.jpserver_extensions=geo_lesson.server=True",
        f"--LabApp.default_url={first_notebook(folder, language)}",
        # JupyterLab asks whether it may fetch news unless its settings have answered already.
        f"--LabApp.app_settings_dir={_PACKAGE / 'settings'}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]


def first_notebook(folder, language):
    """The address of the notebook that a student begins with: the first by name; where a workspace has none in her
    language, the first in another."""
    own = sorted((folder / "notebooks" / language).glob("*.ipynb")) or sorted(folder.glob("notebooks/*/*.ipynb"))
    return "/lab/tree/" + (own[0].relative_to(folder).as_posix() if own else f"notebooks/{language}")


def _has_display():
    """Whether a browser has a screen to open on; without one, Linux might start a text browser in this terminal."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")))


def _jupyter_server_extension_points():
    """What Jupyter asks for: installed, the package works in any server, also one that a JupyterHub starts."""
    return [{"module": "geo_lesson.server"}]


def _load_jupyter_server_extension(server):
    """Have our notebooks saved as they were shipped, also where another extension, loaded later, sets a new manager."""
    server.io_loop.add_callback(_register, server)


def _register(server):
    from jupyter_server.services.contents.fileio import FileManagerMixin  # in a server, it is there already

    manager = server.contents_manager
    if isinstance(manager, FileManagerMixin) and hasattr(manager, "register_pre_save_hook"):
        manager.register_pre_save_hook(strip_outputs)
    else:
        server.log.error(
            "geo_lesson: notebooks are saved with their outputs; %s keeps no files", type(manager).__name__
        )


def strip_outputs(model, path="", contents_manager=None, **_):
    """Save notebooks of a lesson as they were shipped but for what somebody changed in them or added to them.

    Tomorrow no widget would stand behind an output; and a notebook that was only run is no change to git, so that
    whoever gets the lesson from a repository gets the next version of the notebook as well. Of cells that somebody
    added, and of those that were edited, the outputs stay; other notebooks are left alone.
    """
    content = model.get("content")
    cells = content.get("cells") if model.get("type") == "notebook" and isinstance(content, dict) else None
    code = [cell for cell in cells or () if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    root = getattr(contents_manager, "root_dir", None)
    if not (code and root) or not _is_ours(Path(root, path.strip("/")), code):
        return
    for cell in code:
        _reset(cell)
    if isinstance(metadata := content.get("metadata"), dict):
        if not any(_is_widget(output) for cell in code for output in cell.get("outputs") or ()):
            metadata.pop("widgets", None)
        kernel = metadata.get("kernelspec")
        if isinstance(kernel, dict) and kernel.get("name") == _KERNEL["name"]:
            metadata["kernelspec"], metadata["language_info"] = dict(_KERNEL), {"name": "python"}


def _is_ours(path, code):
    """Whether a notebook came with the package, or as a plan or draft of ours, by its place and its name or cells."""
    folder = path.parent.resolve()
    if folder.parent.name != "notebooks" or folder.name not in LANGUAGES:
        return False
    named = (shipped_workspace() / "notebooks" / folder.name / path.name).is_file()
    made = any(str(cell.get("id")).startswith("cell-") for cell in code)
    return (named or made) and any(folder.parent.parent.glob("data/*/lesson.yaml"))


def _reset(cell):
    """Take back what running did to a cell that came with the lesson; where it was edited, only what shows no more."""
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


def _is_widget(output):
    data = output.get("data") if isinstance(output, dict) else None
    return isinstance(data, dict) and _WIDGET in data


@cache
def _shipped_sources():
    """The code of all cells in the notebooks of the package."""
    notebooks = [json.loads(path.read_bytes()) for path in (shipped_workspace() / "notebooks").glob("*/*.ipynb")]
    return {"".join(cell["source"]) for notebook in notebooks for cell in notebook["cells"]}
