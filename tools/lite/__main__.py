"""Write the lessons as a web site with Python in the browser, for any web server: `python tools/lite`.

JupyterLite builds it, and the lock add-on of its Pyodide kernel finds and packs the Python packages. Here and in the
JSON files beside this one is what those two cannot know; docs/site.en.md has the steps.

What a browser does without is named under `excludes_extra`. matplotlib is large; it is loaded once a cell imports it.
pexpect and psutil are there because IPython wants them everywhere but on Emscripten, and the add-on does not know
Emscripten by the name that stage_pyodide writes. micropip is a spec because the kernel imports it and does not say so.
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo_lesson.language import LANGUAGES, Text, system_language
from geo_lesson.server import workspace_at, workspace_files

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def main(arguments=None):
    """Build the site, all of it or nothing."""
    language = system_language()
    parser = argparse.ArgumentParser(prog="tools/lite", description=_ABOUT[language])
    parser.add_argument("--pyodide", type=Path, required=True, help=_PYODIDE[language])
    parser.add_argument("--to", type=Path, required=True, help=_TO[language])
    options = parser.parse_args(arguments)
    if not find_spec("jupyterlite_pyodide_kernel"):
        stop(_NO_GROUP)
    if options.to.exists():
        stop(_EXISTS, path=str(options.to))
    try:
        with tempfile.TemporaryDirectory() as temporary:
            build(Path(temporary), options.pyodide, options.to)
    except (OSError, EOFError, tarfile.TarError) as error:
        stop(_UNREADABLE, reason=str(error))
    print(_DONE.fill(path=shlex.quote(str(options.to)))[language])


def stop(message, **values):
    """Print an error and exit."""
    sys.exit(message.fill(**values)[system_language()])


def build(work, given, to):
    """Build the site in the folder `work`, then move it to `to`."""
    if given.is_file():
        shutil.unpack_archive(given, work / "given", filter="data")
        given = work / "given"
    packages = stage_pyodide(given, work / "static" / "pyodide")
    stage_wheels(given, work / "static" / "pyodide-lock", packages)
    page = stage_files(workspace_at(Path.cwd()) or ROOT, work / "files", tables="pandas" in packages)
    for path in HERE.glob("*.json"):
        shutil.copy(path, work)
    if "pandas" not in packages:
        exclude(work / "jupyter_lite_config.json", "pandas")
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}  # the add-on only resolves, it runs no other Python
    if subprocess.run(command, cwd=work, env=environment, check=False).returncode:
        stop(_FAILED)
    (work / "site" / "index.html").write_text(page, encoding="utf-8")
    shutil.move(work / "site", to)


def stage_pyodide(given, folder):
    """Copy Pyodide, with a lock file of the packages that are there. Returns the file of each package, by name.

    The core from npm has the lock file of the whole distribution, but not its packages. Later versions of Pyodide write
    the platform as their wheels do, which is what the add-on compares.
    """
    from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION  # of the group `lite`; main says if it is missing

    for found in sorted(given.rglob("pyodide.mjs")):
        if f'"{PYODIDE_VERSION}"' in found.read_text(encoding="utf-8", errors="replace"):
            break
    else:
        stop(_NO_PYODIDE, path=str(given), version=PYODIDE_VERSION)
    shutil.copytree(found.parent, folder, ignore=shutil.ignore_patterns("*.map", "*.html", "*.ts", "node_modules"))
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["info"]["platform"] = f"pyemscripten_{lock['info']['abi_version']}"
    packages = {name: entry for name, entry in lock["packages"].items() if (folder / entry["file_name"]).is_file()}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock | {"packages": packages}), encoding="utf-8")
    return {name: entry["file_name"] for name, entry in packages.items()}


def stage_wheels(given, folder, packages):
    """Lay out our own wheel and those given beside Pyodide; what neither holds has the version installed here."""
    command = [sys.executable, "-m", "uv", "build", "--quiet", "--wheel", "--out-dir", folder, ROOT]
    if subprocess.run(command, check=False).returncode:
        stop(_FAILED)
    for wheel in given.rglob("*.whl"):
        if wheel.name not in packages.values():
            shutil.copy(wheel, folder)
    installed = {found.name.lower().replace("_", "-"): found.version for found in distributions()}
    lines = [f"{name}=={version}\n" for name, version in installed.items() if name not in packages]
    (folder.parent.parent / "constraints.txt").write_text("".join(lines), encoding="utf-8")


def stage_files(workspace, folder, tables):
    """Copy the students' notebooks and the lessons; returns the first page, which links the notebooks."""
    notebooks = {language: [] for language in LANGUAGES}
    for path in workspace_files(workspace):
        inside = path.relative_to(workspace)
        if inside.parts[0] == "notebooks":
            if inside.parts[1] not in LANGUAGES or path.name == "teacher.ipynb":
                continue
            notebooks[inside.parts[1]].append((inside.as_posix(), heading(path)))
        (folder / inside).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, folder / inside)  # with its date, which JupyterLite shows
    if not any(notebooks.values()):
        stop(_NO_NOTEBOOK, path=str(workspace))
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("start.html").render(notebooks=notebooks, tables=tables)


def exclude(path, name):
    """Add a package to those that a browser does without."""
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["PyodideLockAddon"]["excludes_extra"].append(name)
    path.write_text(json.dumps(settings), encoding="utf-8")


def heading(path):
    """Return the heading of a notebook, or its name if it has none."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        first = "".join(cells[0]["source"]).partition("\n")[0] if cells else ""
    except (ValueError, LookupError, TypeError):
        stop(_BROKEN, path=str(path))
    return first.removeprefix("# ") if first.startswith("# ") else path.stem


_ABOUT = Text(
    de="Schreibt die Lektionen als Webseite, in der Python im Browser läuft; nichts wird von anderswo geladen.",
    en="Write the lessons as a web site in which Python runs in the browser; nothing is loaded from elsewhere.",
)
_PYODIDE = Text(
    de="Pyodide: das Archiv (.tar.bz2) oder ein Ordner, in dem es liegt",
    en="Pyodide: the archive (.tar.bz2), or a folder that holds it",
)
_TO = Text(de="ein neuer Ordner für die Webseite", en="a new folder for the site")
_NO_GROUP = Text(
    de="Dazu fehlt JupyterLite. Es kommt mit:  python3 -m uv run --group lite python tools/lite …",
    en="JupyterLite is missing for this. It comes with:  python3 -m uv run --group lite python tools/lite …",
)
_EXISTS = Text(
    de="{path} gibt es schon; es bleibt, wie es ist. Nennen Sie einen neuen Ordner.",
    en="{path} is there already; it stays as it is. Name a new folder.",
)
_NO_PYODIDE = Text(
    de="In {path} liegt kein Pyodide {version}. docs/site.de.md sagt, woher Sie es bekommen.",
    en="There is no Pyodide {version} in {path}. docs/site.en.md says where to get it.",
)
_BROKEN = Text(
    de="{path} ist kein lesbares Notebook. Reparieren Sie die Datei, oder nehmen Sie sie aus dem Ordner.",
    en="{path} cannot be read as a notebook. Mend the file, or take it out of the folder.",
)
_NO_NOTEBOOK = Text(
    de="In {path} gibt es kein Notebook für die Webseite. Legen Sie eines in notebooks/de oder notebooks/en.",
    en="In {path} there is no notebook for the site. Put one into notebooks/de or notebooks/en.",
)
_UNREADABLE = Text(
    de="{reason}. Eine Webseite ist nicht entstanden. Bitte prüfen Sie Datei, Rechte und freien Platz.",
    en="{reason}. No site was made. Please check the file, the permissions and the free space.",
)
_FAILED = Text(
    de="Die Webseite ist nicht fertig geworden; der Grund steht darüber.",
    en="The site was not finished; the reason is above.",
)
_DONE = Text(
    de="Die Webseite liegt in {path}. Zum Ausprobieren auf diesem Rechner:\n"
    "    python3 -m http.server --bind 127.0.0.1 --directory {path} 8000\n"
    "und im Browser http://127.0.0.1:8000. Für eine Klasse braucht der Webserver https.",
    en="The site is in {path}. To try it on this machine:\n"
    "    python3 -m http.server --bind 127.0.0.1 --directory {path} 8000\n"
    "and in a browser http://127.0.0.1:8000. For a class, the web server needs https.",
)

if __name__ == "__main__":
    main()
