"""A folder of plain files for any web server: the lessons, JupyterLite, and a Python that runs in the browser.

All of it lies in that folder; nothing is fetched from elsewhere, neither now nor when a student opens it. The packages
are those that are installed here, packed anew without what was compiled for this machine. Pyodide and the two packages
that have no other form are in a folder that the user gives.
"""

import hashlib
import json
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

from geo_lesson.absent import ABSENT
from geo_lesson.language import LANGUAGES, Text
from geo_lesson.pages import render
from geo_lesson.server import shipped_workspace, workspace_at, workspace_files
from geo_lesson.workshop import NOT_EMPTY, complain

PYODIDE = "314.0.6"  # the one that jupyterlite-pyodide-kernel 0.8 is made for
_RUNS_ON = "3.14"
_ABI, _PLATFORM = "cp314", "pyemscripten_2026_0_wasm32"
_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
# The one is compiled and cannot do without; of the other, what is installed here may be too old for this Pyodide.
_GIVEN = ("pydantic-core", "micropip")
# The kernel asks for these by name, besides the lesson and all that it needs.
_KERNEL = ("comm", "ipython", "jedi", "packaging")
# Not there in a browser, or too much for it: see `absent`.
_LEFT_OUT = {"filelock", "ipykernel", "jupyterlab", "jupyterlab-widgets", "matplotlib", "numpy", "pandas", *_GIVEN}
_TARGET = {
    "python_version": _RUNS_ON,
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "os_name": "posix",
}
_EXTENSIONS = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
_ASKED = ("@jupyter-widgets/jupyterlab-manager", "@jupyterlite/pyodide-kernel-extension", "anywidget")
_CONFIG = {
    "apps": ["notebooks", "tree"],
    "contents": ["files"],
    "federated_extensions": [str(_EXTENSIONS / name) for name in _ASKED],
    "ignore_sys_prefix": True,
    "no_sourcemaps": True,
    "no_unused_shared_packages": True,
    "output_dir": "site",
}
_OVERRIDES = {"@jupyter-notebook/notebook-extension:scroll-output": {"autoScrollOutputs": False}}
_COMPILED = {".so", ".pyd", ".pyc", ".pyi"}
_LOCALES = {"root.dat", *(f"{language}.dat" for language in LANGUAGES)}  # of Babel's 1,000, what the lessons speak


class NotBuilt(Exception):
    """Why there is no site; `told` says it to whoever asked for one."""

    def __init__(self, told):
        super().__init__(told.en)
        self.told = told


def site(options):
    """The command: say what is missing, or write the site."""
    if not (find_spec("jupyterlite_core") and find_spec("jupyterlite_pyodide_kernel")):
        return complain(_NO_EXTRA, options, 1)
    to, given = options.to, options.pyodide
    try:
        if to.exists() and (not to.is_dir() or any(to.iterdir())):
            return complain(NOT_EMPTY.fill(folder=str(to)), options, 2)
        if missing := missing_from(given):
            lines = [_MISSING.fill(folder=str(given), names=", ".join(missing)), *_commands(given)]
            return complain(Text(*("\n".join(line[of] for line in lines) for of in LANGUAGES)), options, 1)
        build(workspace_at(Path.cwd()) or shipped_workspace(), given, to.absolute())
    except NotBuilt as stopped:
        return complain(stopped.told, options, 1)
    except OSError as error:
        said = _STOPPED.fill(path=str(error.filename or to), reason=error.strerror or str(error))
        return complain(said, options, 1)
    print(_DONE.fill(folder=str(to), quoted=shlex.quote(str(to)))[options.language])
    return 0


def missing_from(given):
    """What the folder `given`, or a folder in it, should hold and does not: Pyodide, files of it, packages."""
    home, wheels = _home(given), _wheels(given)
    files = [name for name in _FILES if not (home / name).exists()] if home else [f"pyodide@{PYODIDE}"]
    return files + [f"{name}{_spec(name)}" for name in _GIVEN if name not in wheels]


def _home(given):
    """The folder that holds Pyodide in the version asked for; its code names it, its lock file does not."""
    for path in sorted(given.rglob("pyodide.mjs")):
        if f'"{PYODIDE}"' in path.read_text(encoding="utf-8", errors="replace"):
            return path.parent
    return None


def _spec(name):
    """The requirement that a given package must meet: that of the installed pydantic, which names one version."""
    from packaging.requirements import Requirement

    asked = [Requirement(line) for line in distribution("pydantic").requires or ()] if name == "pydantic-core" else []
    return next((found.specifier for found in asked if _canonical(found.name) == name), Requirement(name).specifier)


def _wheels(given):
    """The newest wheels in the folder that this Pyodide takes and that are asked for, by the name of their package."""
    from packaging.tags import parse_tag
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename

    taken = parse_tag("py3-none-any") | parse_tag(f"{_ABI}-{_ABI}-{_PLATFORM}")
    found = {}
    for path in given.rglob("*.whl"):
        try:
            name, version, _, tags = parse_wheel_filename(path.name)
        except InvalidWheelFilename:
            raise NotBuilt(_NO_WHEEL.fill(path=str(path))) from None
        if name in _GIVEN and tags & taken and _spec(name).contains(version):
            found[name] = max(found.get(name, (version, path)), (version, path))
    return {name: path for name, (_, path) in found.items()}


def build(workspace, given, to):
    """Write the site into the folder `to`, all of it or nothing. Raises NotBuilt, OSError."""
    files = list(_lesson_files(workspace))
    start = _start_page(workspace, files)
    to.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as temporary:
            work = Path(temporary)
            _copy(files, workspace, work / "files")
            _configure(work, _pyodide(given, work / "static" / "pyodide"))
            command = [sys.executable, "-m", "jupyterlite_core", "build"]
            done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)  # noqa: S603 - our own
            if done.returncode:
                log = "\n".join((done.stdout + done.stderr).splitlines()[-20:])
                raise NotBuilt(_FAILED.fill(log=log))
            made = work / "site"
            (made / "index.html").write_text(start, encoding="utf-8")
            _copy((path for path in made.rglob("*") if path.is_file()), made, to)
    except BaseException:  # Ctrl-C, too: what is half there would keep the next run from writing
        shutil.rmtree(to, ignore_errors=True)
        raise


def _lesson_files(workspace):
    """What of a workspace belongs on the site: not the teacher's notebook, nor what lies in no language's folder."""
    for path in workspace_files(workspace):
        part, folder, *_ = path.relative_to(workspace).parts
        if part == "data" or (folder in LANGUAGES and path.name != "teacher.ipynb"):
            yield path


def _copy(paths, base, to):
    """With their dates, which JupyterLite shows in its list of files."""
    for path in paths:
        target = to / path.relative_to(base)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)


def _configure(work, packages):
    """Write into the folder `work` what JupyterLite asks for; packages: the names of those that Pyodide loads."""
    kernel = {
        "pyodideUrl": "./static/pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": packages},
    }
    settings = {"litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel}}
    _write(work / "jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": settings})
    _write(work / "overrides.json", _OVERRIDES)
    _write(work / "jupyter_lite_config.json", {"LiteBuildConfig": _CONFIG})


def _start_page(workspace, files):
    """The page that a student sees first: the notebooks in each language, and what is different here."""
    parts = []
    for language in LANGUAGES:
        paths = [path for path in files if path.parent == workspace / "notebooks" / language]
        links = [(path.relative_to(workspace).as_posix(), _heading(path)) for path in paths]
        parts.append({"language": language, "links": links, "words": {n: t[language] for n, t in _WORDS.items()}})
    parts = [part for part in parts if part["links"]]
    if not parts:
        raise NotBuilt(_NO_NOTEBOOK.fill(folder=str(workspace)))
    return render("site.html", title=_TITLE, language=parts[0]["language"], parts=parts, words={"page": "", "key": ""})


def _heading(path):
    """The heading of a notebook."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        said = "".join(cells[0]["source"]).splitlines() if cells else []
    except (ValueError, KeyError, TypeError):
        raise NotBuilt(_BROKEN.fill(path=str(path))) from None
    return said[0].removeprefix("# ") if said and said[0].startswith("# ") else path.stem


def _pyodide(given, folder):
    """Bring Pyodide and all packages into `folder`, with a lock file that names them; returns their names."""
    folder.mkdir(parents=True)
    home = _home(given)
    for name in _FILES:
        shutil.copyfile(home / name, folder / name)
    wheels = {path.name.split("-")[0]: path for path in sorted(_EXTENSIONS.glob("*/*/static/pypi/*.whl"))}
    wheels = {_canonical(name): path for name, path in wheels.items()} | _wheels(given)
    paths = {name: Path(shutil.copyfile(path, folder / path.name)) for name, path in wheels.items()}
    for name, found in sorted(_needed().items()):
        if name not in paths:
            paths[name] = _packed(found, folder)
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["packages"] = {name: _entry(name, path) for name, path in paths.items()}
    _write(folder / "pyodide-lock.json", lock)
    return sorted(paths)


def _needed():
    """The installed packages that the lesson and the kernel need in a browser, by name."""
    from packaging.requirements import Requirement

    found, names = {}, ["geo-lesson", *_KERNEL]
    while names:
        name = _canonical(names.pop())
        if name not in found and name not in _LEFT_OUT:
            found[name] = distribution(name)
            asked = [Requirement(line) for line in found[name].requires or ()]
            names += [one.name for one in asked if not one.marker or one.marker.evaluate({**_TARGET, "extra": ""})]
    return found


def _packed(found, folder):
    """An installed package as a wheel, without what is compiled; those that have such parts can do without.

    The same package gives the same bytes, so that a browser that has kept some of them still has what the lock names.
    """
    name = f"{found.name.replace('-', '_')}-{found.version}"
    path = folder / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for inside, content in _contents(found, name):
            wheel.writestr(zipfile.ZipInfo(inside), content, zipfile.ZIP_DEFLATED)
    return path


def _contents(found, name):
    """The files of an installed package that a browser needs: (path in the wheel, bytes) each."""
    if _canonical(found.name) == "geo-lesson":  # in a checkout, only a note of where it lies is installed
        here = Path(__file__).parent
        for file in sorted(path for path in here.rglob("*") if path.is_file()):
            inside = file.relative_to(here)
            if not {"workspace", "__pycache__"} & set(inside.parts):
                yield f"{here.name}/{inside.as_posix()}", file.read_bytes()
        yield f"{name}.dist-info/METADATA", found.read_text("METADATA")
        return
    for file in found.files:
        spoken = file.parent.name != "locale-data" or file.name in _LOCALES
        if spoken and ".." not in file.parts and file.suffix not in _COMPILED:
            yield file.as_posix(), file.locate().read_bytes()


def _entry(name, path):
    """What the lock file says of a wheel."""
    seal = hashlib.sha256(path.read_bytes()).hexdigest()
    fixed = {"install_dir": "site", "package_type": "package", "unvendored_tests": False, "imports": [], "depends": []}
    return {"name": name, "version": path.name.split("-")[1], "file_name": path.name, "sha256": seal, **fixed}


def _canonical(name):
    from packaging.utils import canonicalize_name  # of the extra `lite`

    return canonicalize_name(name)


def _write(path, data):
    path.write_text(json.dumps(data), encoding="utf-8")


def _commands(given):
    core, folder = shlex.quote(f"pydantic-core{_spec('pydantic-core')}"), shlex.quote(str(given))
    platform = f"--python-version {_RUNS_ON} --implementation cp --abi {_ABI} --platform {_PLATFORM}"
    yield Text(*2 * (f"    npm install --prefix {folder} pyodide@{PYODIDE}",))
    yield Text(*2 * (f"    python3 -m pip download --no-deps --dest {folder} {platform} {core} micropip",))


_TITLE = "geo_lesson"
_WORDS = {
    "title": Text(de="Die Lektion im Browser", en="The lesson in your browser"),
    "begin": Text(
        de="Öffnen Sie ein Notebook. Bis Python bereit ist, vergeht etwa eine halbe Minute. Wählen Sie dann im Menü "
        "„Run“ und „Run All Cells“, auch beim nächsten Mal, wenn dort „Loading widget …“ steht. Erscheint nach einer "
        "Minute nichts, wählen Sie es noch einmal.",
        en="Open a notebook. It takes about half a minute until Python is ready. Then choose 'Run' and 'Run All Cells' "
        "in the menu, also another time, when it says 'Loading widget …'. If nothing appears within a minute, "
        "choose it again.",
    ),
    "kept": Text(
        de="Ihre Antworten liegen in diesem Browser auf diesem Rechner und gehen von selbst an niemanden. Wer dasselbe "
        "Konto benutzt, sieht sie auch. In einem privaten Fenster gehen sie verloren, ebenso, wenn jemand die "
        "Browserdaten löscht.",
        en="Your answers lie in this browser on this machine and go to nobody by themselves. Whoever uses the same "
        "account sees them, too. In a private window they are lost, and also if somebody clears the browser's data.",
    ),
    "hand_in": Text(
        de="Ihre Abgabe liegt am Ende bei Ihren Dateien im Ordner „hand-in“: anklicken, dann „Download“.",
        en="In the end, your hand-in is with your files, in the folder 'hand-in': click it, then 'Download'.",
    ),
    "files": Text(de="Ihre Dateien", en="Your files"),
    "absent": ABSENT,
}
_NO_EXTRA = Text(
    de="Dazu fehlt JupyterLite. Installieren Sie es mit:  python3 -m pip install 'geo_lesson[lite]'\n"
    "In einem Checkout:  python3 -m uv run --extra lite geo-lesson site …",
    en="JupyterLite is missing for this. Install it with:  python3 -m pip install 'geo_lesson[lite]'\n"
    "In a checkout:  python3 -m uv run --extra lite geo-lesson site …",
)
_MISSING = Text(
    de="In {folder} fehlt: {names}\nEine andere Fassung oder eine für ein anderes Python genügt nicht.\n"
    "So kommt es dorthin (npm gehört zu Node.js):",
    en="Missing in {folder}: {names}\nAnother version, or one for another Python, will not do.\n"
    "This brings it there (npm comes with Node.js):",
)
_NO_WHEEL = Text(
    de="{path} heißt nicht so, wie ein Wheel heißen muss. Geben Sie der Datei ihren ursprünglichen Namen, oder nehmen "
    "Sie sie aus dem Ordner.",
    en="{path} is not named as a wheel must be. Give the file its original name, or take it out of the folder.",
)
_NO_NOTEBOOK = Text(
    de="In {folder} gibt es kein Notebook für die Webseite. Legen Sie eines in notebooks/de oder notebooks/en.",
    en="In {folder} there is no notebook for the site. Put one into notebooks/de or notebooks/en.",
)
_BROKEN = Text(
    de="{path} ist kein lesbares Notebook. Reparieren Sie die Datei, oder nehmen Sie sie aus dem Ordner.",
    en="{path} cannot be read as a notebook. Mend the file, or take it out of the folder.",
)
_STOPPED = Text(
    de="{path} lässt sich nicht lesen oder nicht schreiben ({reason}). Eine Webseite ist nicht entstanden. Bitte "
    "prüfen Sie die Rechte und den freien Platz, oder nehmen Sie einen anderen Ordner.",
    en="{path} cannot be read or cannot be written ({reason}). No site was made. Please check the permissions and the "
    "free space, or take another folder.",
)
_FAILED = Text(
    de="JupyterLite ist nicht fertig geworden. Es sagt:\n{log}", en="JupyterLite did not finish. It says:\n{log}"
)
_DONE = Text(
    de="Die Seite liegt in {folder}. Zum Ausprobieren auf diesem Rechner:\n"
    "    python3 -m http.server --bind 127.0.0.1 --directory {quoted} 8000\n"
    "und im Browser http://127.0.0.1:8000. Für eine Klasse braucht der Webserver https.",
    en="The site is in {folder}. To try it on this machine:\n"
    "    python3 -m http.server --bind 127.0.0.1 --directory {quoted} 8000\n"
    "and in a browser http://127.0.0.1:8000. For a class, the web server needs https.",
)
