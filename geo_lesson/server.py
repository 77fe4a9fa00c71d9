"""JupyterLab on the student's own machine: a workspace to work in, and a server that nobody else can reach."""

import os
import re
import secrets
import shutil
import sys
from pathlib import Path

from geo_lesson.copies import keep_answers_out_of_git
from geo_lesson.language import Text

_PACKAGE = Path(__file__).parent
_OURS = re.compile(r"^\s*(from geo_lesson import|import geo_lesson)\b", re.M)
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

    token = secrets.token_urlsafe(24)
    server = LabApp.initialize_server(argv=_settings(folder, language, token, open_browser and _has_display()))
    address = f"{server.connection_url}{server.default_url.removeprefix(server.base_url).lstrip('/')}?token={token}"
    # The server begins to listen in its loop; what is added now comes after that.
    server.io_loop.add_callback(print, _RUNNING.fill(address=address)[language], flush=True)
    server.start()
    print(_ENDED.fill(folder=str(folder / "answers"))[language], flush=True)


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
    server.contents_manager.register_pre_save_hook(strip_outputs)


def strip_outputs(model, **_):
    """Save our notebooks as they were shipped but for what the student changed in them; others are left alone.

    Tomorrow no face would stand behind an output; and a notebook that was only run is no change to git, so that
    whoever gets the lesson from a repository gets the next version of the notebook as well.
    """
    content = model.get("content")
    cells = content.get("cells") if model.get("type") == "notebook" and isinstance(content, dict) else None
    code = [cell for cell in cells or () if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    if any(_OURS.search("".join(cell.get("source") or "")) for cell in code):
        if isinstance(metadata := content.get("metadata"), dict):
            metadata.pop("widgets", None)
            metadata["language_info"] = {"name": "python"}
            kernel = metadata.get("kernelspec")
            if isinstance(kernel, dict) and kernel.get("name") == "python3":
                metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
        for cell in code:
            cell["outputs"], cell["execution_count"] = [], None


_RUNNING = Text(
    de="JupyterLab läuft und ist nur von diesem Rechner aus zu erreichen. Falls sich kein Browser öffnet:\n\n"
    "    {address}\n\nBeenden: Strg-C in diesem Fenster.",
    en="JupyterLab is running and can be reached from this machine only. If no browser opens:\n\n"
    "    {address}\n\nTo end it: Ctrl-C in this window.",
)
_ENDED = Text(de="Beendet. Die Antworten liegen in {folder}.", en="Ended. The answers are in {folder}.")
