"""Write the lessons as a web site with Python in the browser, for any web server: `python tools/lite`.

JupyterLite builds it, and the lock add-on of its Pyodide kernel finds and packs the Python packages. Here and in the
JSON files beside this one is what those two cannot know; docs/site.en.md has the steps.

What a browser does without is named under `excludes_extra`, or has a marker in pyproject.toml. pexpect and psutil are
there because IPython wants them everywhere but on Emscripten, and the add-on does not know Emscripten by the platform
that stage_pyodide writes. micropip is among the `specs` because the kernel imports it and does not say so.
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

from geo_lesson.common.language import LANGUAGES, Text, system_language
from geo_lesson.teacher.workspace import workspace_at, workspace_files

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
        options.to.absolute().parent.mkdir(parents=True, exist_ok=True)
        # Beside it, so that moving it there is one step; from another file system it would be copied file by file.
        with tempfile.TemporaryDirectory(dir=options.to.absolute().parent, prefix=".lite-") as temporary:
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
    wheels = stage_pyodide(given, work / "static" / "pyodide")
    tables = any(path.name.startswith("pandas-") for path in wheels)
    page = stage_files(workspace_at(Path.cwd()) or ROOT, work / "files", tables)
    stage_wheels(wheels, work / "static" / "pyodide-lock")
    write_settings(work, tables)
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}  # the add-on only resolves, it runs no other Python
    if subprocess.run(command, cwd=work, env=environment, check=False).returncode:
        stop(_FAILED)
    (work / "site" / "index.html").write_text(page, encoding="utf-8")
    (work / "site").rename(to)


def stage_pyodide(given, folder):
    """Copy the core of Pyodide, with a lock file for the add-on to fill. Returns the wheels that come with it.

    The add-on cannot read a lock file whose packages lie beside it, so they are handed to it as wheels. It compares the
    platform of the lock file with theirs; only later versions of Pyodide write both in one way.
    """
    from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION  # of the group `lite`; main says if it is missing

    for found in sorted(given.rglob("pyodide.mjs")):
        if f'"{PYODIDE_VERSION}"' in found.read_text(encoding="utf-8", errors="replace"):
            break
    else:
        stop(_NO_PYODIDE, path=str(given), version=PYODIDE_VERSION)
    folder.mkdir(parents=True)
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"):
        shutil.copy(found.with_name(name), folder)
    lock = json.loads(found.with_name("pyodide-lock.json").read_text(encoding="utf-8"))
    empty = {"info": lock["info"] | {"platform": f"pyemscripten_{lock['info']['abi_version']}"}, "packages": {}}
    (folder / "pyodide-lock.json").write_text(json.dumps(empty), encoding="utf-8")
    unused = {entry["file_name"] for entry in lock["packages"].values()} - needed(lock["packages"])
    return [path for path in given.rglob("*.whl") if path.name not in unused]


def needed(packages):
    """Return the files of what we take from a whole distribution, and of all that it depends on."""
    names, files = ["jinja2", "matplotlib", "micropip", "pandas", "pydantic", "pyyaml"], set()
    while names:
        entry = packages.get(names.pop().lower().replace("_", "-"))
        if entry and entry["file_name"] not in files:
            files.add(entry["file_name"])
            names += entry["depends"]
    return files


def stage_wheels(wheels, folder):
    """Lay out our own wheel and those given; all other packages get the versions that are installed here."""
    command = [sys.executable, "-m", "uv", "build", "--quiet", "--wheel", "--out-dir", folder, ROOT]
    if subprocess.run(command, check=False).returncode:
        stop(_FAILED)
    for wheel in wheels:
        shutil.copy(wheel, folder)
    lines = [f"{found.name}=={found.version}\n" for found in distributions()]
    (folder.parent.parent / "constraints.txt").write_text("".join(lines), encoding="utf-8")


def write_settings(folder, tables):
    """Write what JupyterLite reads. Where Pyodide came without pandas, that is one more thing to go without."""
    for path in HERE.glob("*.json"):
        settings = json.loads(path.read_text(encoding="utf-8"))
        if "PyodideLockAddon" in settings and not tables:
            settings["PyodideLockAddon"]["excludes_extra"].append("pandas")
        (folder / path.name).write_text(json.dumps(settings), encoding="utf-8")


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
    de="Dazu fehlt JupyterLite. Es kommt mit:\n"
    "    python3 -m uv run --isolated --python 3.13 --group lite python tools/lite …",
    en="JupyterLite is missing for this. It comes with:\n"
    "    python3 -m uv run --isolated --python 3.13 --group lite python tools/lite …",
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
