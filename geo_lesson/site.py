"""A folder of plain files for any web server: the lessons, JupyterLite, and a Python that runs in the browser.

All of it lies in that folder; nothing is fetched from elsewhere, neither now nor when a student opens it. The packages
are those that are installed here, packed anew without what was compiled for this machine. Pyodide and the two packages
that have no other form are in a folder that the user gives.
"""

import hashlib
import json
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
from geo_lesson.server import shipped_workspace, workspace_at
from geo_lesson.workshop import NOT_LAID, complain

PYODIDE = "314.0.6"  # the one that jupyterlite-pyodide-kernel 0.8 is made for
_RUNS_ON = "3.14"
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
_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@jupyterlite/pyodide-kernel-extension", "anywidget")
_COMPILED = {".so", ".pyd", ".pyc", ".pyi"}
_LOCALES = {"root.dat", *(f"{language}.dat" for language in LANGUAGES)}  # of Babel's 1,000, what the lessons speak
_KEPT_BACK = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "teacher.ipynb")


def site(options):
    """The command: say what is missing, or write the site."""
    if not (find_spec("jupyterlite_core") and find_spec("jupyterlite_pyodide_kernel")):
        return complain(_NO_EXTRA, options, 1)
    if options.to.exists() and (not options.to.is_dir() or any(options.to.iterdir())):
        return complain(_NOT_EMPTY.fill(folder=str(options.to)), options, 2)
    if missing := missing_from(options.pyodide):
        lines = [_MISSING.fill(folder=str(options.pyodide), names=", ".join(missing)), *_commands(options.pyodide)]
        return complain(Text(*("\n".join(line[of] for line in lines) for of in LANGUAGES)), options, 1)
    try:
        log = build(workspace_at(Path.cwd()) or shipped_workspace(), options.pyodide, options.to.absolute())
    except OSError as error:
        return complain(NOT_LAID.fill(folder=str(options.to), reason=error.strerror or str(error)), options, 1)
    if log:
        return complain(_FAILED.fill(log=log), options, 1)
    print(_DONE.fill(folder=str(options.to))[options.language])
    return 0


def missing_from(given):
    """The files and wheels that the folder `given`, or a folder in it, should hold and does not."""
    files = [name for name in _FILES if not next(given.rglob(name), None)]
    wheels = _wheels(given)
    return files + [f"{name}{_spec(name)}" for name in _GIVEN if name not in wheels]


def _spec(name):
    """The requirement that a given package must meet: that of the installed pydantic, which names one version."""
    from packaging.requirements import Requirement

    asked = [Requirement(line) for line in distribution("pydantic").requires or ()] if name == "pydantic-core" else []
    return next((found.specifier for found in asked if _canonical(found.name) == name), Requirement(name).specifier)


def _wheels(given):
    """The wheels in the folder that Pyodide takes and that are asked for, by the name of their package."""
    from packaging.utils import parse_wheel_filename

    found = {}
    for path in sorted(given.rglob("*.whl")):
        name, version, _, tags = parse_wheel_filename(path.name)
        fits = any(tag.platform == "any" or tag.platform.startswith("pyemscripten") for tag in tags)
        if name in _GIVEN and fits and _spec(name).contains(version):
            found[name] = path
    return found


def build(workspace, given, to):
    """Write the site into the folder `to`; returns what JupyterLite said if it did not succeed, else nothing."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        for part in ("notebooks", "data"):
            shutil.copytree(workspace / part, work / "files" / part, ignore=_KEPT_BACK)
        packages = _pyodide(given, work / "static" / "pyodide")
        kernel = {
            "pyodideUrl": "./static/pyodide/pyodide.mjs",
            "disablePyPIFallback": True,
            "loadPyodideOptions": {"packages": packages},
        }
        settings = {"litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel}}
        _write(work / "jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": settings})
        _write(
            work / "overrides.json",
            {"@jupyter-notebook/notebook-extension:scroll-output": {"autoScrollOutputs": False}},
        )
        extensions = [str(_extensions() / name) for name in _EXTENSIONS]
        config = {
            "apps": ["notebooks", "tree"],
            "contents": ["files"],
            "federated_extensions": extensions,
            "ignore_sys_prefix": True,
        }
        config |= {"no_sourcemaps": True, "no_unused_shared_packages": True, "output_dir": str(to)}
        _write(work / "jupyter_lite_config.json", {"LiteBuildConfig": config})
        command = [sys.executable, "-m", "jupyterlite_core", "build"]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)  # noqa: S603 - our own
        if done.returncode:
            return "\n".join((done.stdout + done.stderr).splitlines()[-20:])
        (to / "index.html").write_text(_start_page(work / "files" / "notebooks"), encoding="utf-8")
    return ""


def _start_page(notebooks):
    """The page that a student sees first: the notebooks in each language, and what is different here."""
    parts = []
    for language in LANGUAGES:
        paths = sorted((notebooks / language).glob("*.ipynb"))
        links = [(path.relative_to(notebooks.parent).as_posix(), _heading(path)) for path in paths]
        parts.append({"language": language, "links": links, "words": {n: t[language] for n, t in _WORDS.items()}})
    parts = [part for part in parts if part["links"]]
    return render("site.html", title=_TITLE, language=parts[0]["language"], parts=parts, words={"page": "", "key": ""})


def _heading(path):
    """The heading of a notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    said = "".join(cells[0]["source"]).splitlines() if cells else []
    return said[0].removeprefix("# ") if said and said[0].startswith("# ") else path.stem


def _pyodide(given, folder):
    """Bring Pyodide and all packages into `folder`, with a lock file that names them; returns their names."""
    folder.mkdir(parents=True)
    for name in _FILES:
        shutil.copyfile(next(given.rglob(name)), folder / name)
    wheels = {path.name.split("-")[0]: path for path in sorted(_extensions().glob("*/*/static/pypi/*.whl"))}
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


def _extensions():
    return Path(sys.prefix) / "share" / "jupyter" / "labextensions"


def _canonical(name):
    from packaging.utils import canonicalize_name  # of the extra `lite`

    return canonicalize_name(name)


def _write(path, data):
    path.write_text(json.dumps(data), encoding="utf-8")


def _commands(given):
    core = f"pydantic-core{_spec('pydantic-core')}"
    platform = f"--python-version {_RUNS_ON} --implementation cp --abi cp314 --platform pyemscripten_2026_0_wasm32"
    yield Text(*2 * (f"    npm install --prefix {given} pyodide@{PYODIDE}",))
    yield Text(*2 * (f"    python3 -m pip download --no-deps --dest {given} {platform} {core} micropip",))


_TITLE = "geo_lesson"
_WORDS = {
    "title": Text(de="Die Lektion im Browser", en="The lesson in your browser"),
    "begin": Text(
        de="Öffnen Sie ein Notebook. Bis Python bereit ist, vergeht etwa eine halbe Minute. Wählen Sie dann im Menü "
        "„Run“ und „Run All Cells“, auch beim nächsten Mal, wenn dort „Loading widget …“ steht.",
        en="Open a notebook. It takes about half a minute until Python is ready. Then choose 'Run' and 'Run All Cells' "
        "in the menu, also another time, when it says 'Loading widget …'.",
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
_NOT_EMPTY = Text(
    de="In {folder} liegt schon etwas; es bleibt, wie es ist. Nehmen Sie einen neuen Ordner.",
    en="There is something in {folder} already; it stays as it is. Take a new folder.",
)
_MISSING = Text(
    de="In {folder} fehlt: {names}\nSo kommt es dorthin (npm gehört zu Node.js):",
    en="Missing in {folder}: {names}\nThis brings it there (npm comes with Node.js):",
)
_FAILED = Text(
    de="JupyterLite ist nicht fertig geworden. Es sagt:\n{log}", en="JupyterLite did not finish. It says:\n{log}"
)
_DONE = Text(
    de="Die Seite liegt in {folder}. Zum Ausprobieren auf diesem Rechner:\n"
    "    python3 -m http.server --bind 127.0.0.1 --directory {folder} 8000\n"
    "und im Browser http://127.0.0.1:8000. Für eine Klasse braucht der Webserver https.",
    en="The site is in {folder}. To try it on this machine:\n"
    "    python3 -m http.server --bind 127.0.0.1 --directory {folder} 8000\n"
    "and in a browser http://127.0.0.1:8000. For a class, the web server needs https.",
)
