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
        (folder / "package" / name).write_text("{}")
    version = str(CORE).removeprefix("==")
    for name in (f"pydantic_core-{version}-cp314-cp314-pyemscripten_2026_0_wasm32", "micropip-0.11.1-py3-none-any"):
        (folder / f"{name}.whl").write_bytes(b"")
    return folder


def test_nothing_is_missing_from_a_whole_folder(given):
    """Files may lie in folders within, as npm lays them."""
    assert site.missing_from(given) == []


def test_what_is_missing_is_named(given):
    """A file by its name, a package with the version that fits; a wheel for another machine does not count."""
    (given / "package" / "pyodide.mjs").unlink()
    wheel = next(given.glob("pydantic_core*"))
    wheel.rename(given / wheel.name.replace("pyemscripten_2026_0_wasm32", "win_amd64"))
    assert site.missing_from(given) == ["pyodide.mjs", f"pydantic-core{CORE}"]


def test_the_command_says_what_to_do(tmp_path, monkeypatch, capsys):
    """Without JupyterLite, how to install it; without Pyodide, how to get it. Nothing is written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(site, "find_spec", lambda name: None)
    assert main(["site", "--to", "out", "--language", "de"]) == 1
    assert "geo_lesson[lite]" in capsys.readouterr().err
    monkeypatch.setattr(site, "find_spec", lambda name: name)
    assert main(["site", "--to", "out", "--language", "en"]) == 1
    said = capsys.readouterr().err
    assert f"npm install --prefix pyodide pyodide@{site.PYODIDE}" in said
    assert f"pydantic-core{CORE} micropip" in said
    assert not list(tmp_path.iterdir())


def test_a_folder_in_use_is_left_alone(tmp_path, monkeypatch, capsys):
    """A site is only ever written into a new folder."""
    monkeypatch.setattr(site, "find_spec", lambda name: name)
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["site", "--to", str(tmp_path), "--language", "en"]) == 2
    assert "stays as it is" in capsys.readouterr().err


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
    page = site._start_page(workspace / "notebooks")
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
