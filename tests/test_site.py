"""The site: what is said where something is missing, and what is packed. tests/browser/test_site.py opens it."""

import json
import zipfile
from importlib.metadata import distribution
from importlib.util import find_spec

import pytest

from geo_lesson import site
from geo_lesson.cli import main

CORE = site._spec("pydantic-core")


@pytest.fixture
def given(tmp_path):
    """A folder with all that is asked for, by name."""
    folder = tmp_path / "pyodide"
    (folder / "package").mkdir(parents=True)
    for name in site._FILES:
        (folder / "package" / name).write_text(f'{{"version": "{site.PYODIDE}"}}')
    version = str(CORE).removeprefix("==")
    for name in (f"pydantic_core-{version}-cp314-cp314-pyemscripten_2026_0_wasm32", "micropip-0.11.1-py3-none-any"):
        (folder / f"{name}.whl").write_bytes(b"")
    return folder


def test_nothing_is_missing_from_a_whole_folder(given):
    """Files may lie in folders within, as npm lays them."""
    assert site.missing_from(given) == []


def test_what_is_missing_is_named(given):
    """A file by its name, a package with the version that fits."""
    (given / "package" / "pyodide.asm.wasm").unlink()
    next(given.glob("pydantic_core*")).unlink()
    assert site.missing_from(given) == ["pyodide.asm.wasm", f"pydantic-core{CORE}"]


@pytest.mark.parametrize(
    ("of", "other"),
    [("pyemscripten_2026_0_wasm32", "win_amd64"), ("_2026_0", "_2025_0"), ("cp314-cp314", "cp312-cp312")],
)
def test_a_wheel_for_another_python_does_not_count(given, of, other):
    """Another machine, another platform version, another version of Python: it would fail only in the browser."""
    wheel = next(given.glob("pydantic_core*"))
    wheel.rename(given / wheel.name.replace(of, other))
    assert site.missing_from(given) == [f"pydantic-core{CORE}"]


def test_another_pyodide_does_not_count(given, capsys, monkeypatch, tmp_path):
    """Its code names its version. An older one beside it does no harm; alone, it is said not to do."""
    monkeypatch.setattr(site, "find_spec", lambda name: name)
    older = given / "a"
    older.mkdir()
    (older / "pyodide.mjs").write_text('"0.29.5"')
    assert site.missing_from(given) == []
    (given / "package" / "pyodide.mjs").unlink()
    assert site.missing_from(given) == [f"pyodide@{site.PYODIDE}"]
    command = ["site", "--pyodide", str(given), "--to", str(tmp_path / "out"), "--language", "en"]
    assert main(command) == 1
    assert f"pyodide@{site.PYODIDE}\nAnother version" in capsys.readouterr().err


def test_of_two_wheels_the_newer_is_taken(given):
    """By its version: 0.11.1 is newer than 0.9.0, whatever letters say."""
    (given / "micropip-0.9.0-py3-none-any.whl").write_bytes(b"")
    assert site._wheels(given)["micropip"].name == "micropip-0.11.1-py3-none-any.whl"


def test_the_command_says_what_to_do(tmp_path, monkeypatch, capsys):
    """Without JupyterLite, how to install it; without Pyodide, how to get it, to be copied. Nothing is written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(site, "find_spec", lambda name: None)
    assert main(["site", "--to", "out", "--language", "de"]) == 1
    assert "geo_lesson[lite]" in capsys.readouterr().err
    monkeypatch.setattr(site, "find_spec", lambda name: name)
    assert main(["site", "--to", "out", "--language", "en"]) == 1
    said = capsys.readouterr().err
    assert f"npm install --prefix pyodide pyodide@{site.PYODIDE}" in said
    assert f"pydantic-core{CORE} micropip" in said
    assert main(["site", "--to", "out", "--pyodide", "my pyodide", "--language", "en"]) == 1
    said = capsys.readouterr().err
    assert "--prefix 'my pyodide' pyodide@" in said
    assert "--dest 'my pyodide' --python" in said
    assert not list(tmp_path.iterdir())


def test_a_folder_in_use_is_left_alone(tmp_path, monkeypatch, capsys):
    """A site is only ever written into a new folder."""
    monkeypatch.setattr(site, "find_spec", lambda name: name)
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["site", "--to", str(tmp_path), "--language", "en"]) == 2
    assert "stays as it is" in capsys.readouterr().err


@pytest.fixture
def refused(given, workspace, monkeypatch, capsys):
    """What the command says where it makes no site of that workspace, and that it leaves nothing behind."""
    monkeypatch.setattr(site, "find_spec", lambda name: name)
    monkeypatch.chdir(workspace)

    def said():
        assert main(["site", "--pyodide", str(given), "--to", "out", "--language", "en"]) == 1
        assert not (workspace / "out").exists()
        return capsys.readouterr().err

    return said


def test_a_wheel_of_an_odd_name_is_named(given, refused):
    """As a browser names a second download; nothing is guessed from it."""
    (given / "micropip (1).whl").write_bytes(b"")
    assert "micropip (1).whl is not named as a wheel must be" in refused()


@pytest.mark.parametrize("written", [b"{", b"\xff", b"{}", b"[]", b'{"cells": [{}]}', b'{"cells": 3}'])
def test_a_broken_notebook_is_named(workspace, refused, written):
    """Before anything is built."""
    (workspace / "notebooks" / "de" / "hill.ipynb").write_bytes(written)
    assert "hill.ipynb cannot be read as a notebook" in refused()


def test_without_notebooks_there_is_no_site(workspace, refused):
    """The teacher's notebook is none of the site's, and what lies in another folder neither."""
    for path in workspace.glob("notebooks/*/*.ipynb"):
        path.rename(path.with_name("teacher.ipynb"))
    (workspace / "notebooks" / "mine").mkdir()
    (workspace / "notebooks" / "mine" / "my.ipynb").write_text('{"cells": []}')
    assert "there is no notebook for the site" in refused()


def test_what_breaks_off_leaves_nothing(refused, monkeypatch):
    """What JupyterLite says is shown; a full disk is; and the next run finds the folder free."""
    monkeypatch.setattr(site, "_pyodide", lambda given, folder: [])
    monkeypatch.setattr(site.sys, "executable", "false")
    assert "JupyterLite did not finish" in refused()

    def full(given, folder):
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr(site, "_pyodide", full)
    assert "No space left on device" in refused()


def test_a_folder_that_may_not_be_read_is_named(tmp_path, monkeypatch, capsys):
    """With the reason, and what to look after."""

    def closed(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(site, "find_spec", lambda name: name)
    monkeypatch.setattr(site.Path, "iterdir", closed)
    assert main(["site", "--to", str(tmp_path), "--language", "en"]) == 1
    assert f"{tmp_path} cannot be read or cannot be written (Permission denied)" in capsys.readouterr().err


def test_hand_ins_of_a_class_stay_at_home(workspace):
    """Of the notebooks, those right in the folder of a language; not what a teacher has put beside them."""
    own = workspace / "notebooks" / "en" / "class-a"
    own.mkdir()
    for name in ("mia.html", "mia.ipynb"):
        (own / name).write_text("mine")
    (workspace / "notebooks" / "en" / "notes.txt").write_text("mine")
    found = {path.relative_to(workspace).as_posix() for path in site._lesson_files(workspace)}
    assert {"notebooks/en/hill.ipynb", "data/troops/lesson.yaml"} <= found
    assert not [name for name in found if "class-a" in name or "notes" in name or "teacher" in name]


def test_packages_are_packed_without_what_is_compiled(tmp_path):
    """PyYAML goes without its C part, Babel with the languages of the lessons alone, geo_lesson without its caches."""
    names = {}
    for package in ("pyyaml", "babel", "geo-lesson"):
        path = site._packed(distribution(package), tmp_path)
        assert path.name.endswith("-py3-none-any.whl")
        names[package] = zipfile.ZipFile(path).namelist()
    assert "yaml/__init__.py" in names["pyyaml"]
    assert not [name for name in names["pyyaml"] if name.endswith((".so", ".pyd"))]
    locales = {name for name in names["babel"] if name.startswith("babel/locale-data/")}
    assert locales == {f"babel/locale-data/{name}.dat" for name in ("root", "de", "en")}
    assert {"geo_lesson/site.py", "geo_lesson/static/exercise.js"} <= set(names["geo-lesson"])
    assert not [name for name in names["geo-lesson"] if "__pycache__" in name or "workspace" in name]


def test_the_same_package_gives_the_same_bytes(tmp_path):
    """Written another time, a wheel is what a browser may have kept of it, and its checksum still fits."""
    (tmp_path / "again").mkdir()
    twice = [site._packed(distribution("geo-lesson"), folder) for folder in (tmp_path, tmp_path / "again")]
    assert twice[0].read_bytes() == twice[1].read_bytes()


def test_what_is_needed_follows_from_the_packages_themselves():
    """All that the lesson imports is there, and nothing that a browser has not."""
    needed = set(site._needed())
    assert {"geo-lesson", "anywidget", "ipywidgets", "traitlets", "jinja2", "markupsafe", "pydantic"} <= needed
    assert not needed & {"pandas", "matplotlib", "numpy", "jupyterlab", "pydantic-core", "tornado", "pyzmq"}


def test_the_first_page_links_each_notebook_in_its_language(workspace):
    """By its heading; and JupyterLite's own pages find there what they look for."""
    (workspace / "notebooks" / "de" / "a&b#c.ipynb").write_text('{"cells": []}')
    (workspace / "notebooks" / "en" / "d.ipynb").write_text('{"cells": []}')
    page = site._start_page(workspace, list(site._lesson_files(workspace)))
    assert "?path=notebooks/de/a%26b%23c.ipynb" in page
    assert page.count('href="notebooks/index.html?path=notebooks/de/') == page.count("?path=notebooks/en/") > 0
    assert "Start: one report, three numbers" in page
    assert 'id="jupyter-config-data"' in page


@pytest.mark.skipif(not find_spec("jupyterlite_pyodide_kernel"), reason="needs the extra `lite`")
def test_the_lock_file_names_each_wheel_once(given, tmp_path):
    """Everything that it names lies beside it, and each package has the version that is installed here."""
    names = site._pyodide(given, tmp_path / "made")
    lock = json.loads((tmp_path / "made" / "pyodide-lock.json").read_text())["packages"]
    assert sorted(lock) == names
    assert all((tmp_path / "made" / entry["file_name"]).is_file() for entry in lock.values())
    assert lock["pydantic"]["version"] == distribution("pydantic").version
