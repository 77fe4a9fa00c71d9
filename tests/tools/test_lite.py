"""The site: what goes onto it, and what is said where it cannot be built. tests/browser/test_site.py opens it."""

import importlib.util
import json
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest
from paths import ROOT

SOURCE = ROOT / "tools" / "lite" / "__main__.py"
spec = importlib.util.spec_from_file_location("lite", SOURCE)
lite = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lite)
needs_lite = pytest.mark.skipif(
    not importlib.util.find_spec("jupyterlite_pyodide_kernel"), reason="needs the group `lite`"
)


@pytest.fixture
def given(tmp_path):
    """A folder as npm and pip leave it: the core, the lock file of the whole distribution, and a few packages."""
    from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION

    home = tmp_path / "given" / "node_modules" / "pyodide"
    home.mkdir(parents=True)
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide.d.ts"):
        (home / name).write_text(f'const version="{PYODIDE_VERSION}"')
    depends = {"pandas": ["numpy", "python_dateutil"], "numpy": [], "python-dateutil": [], "scipy": ["numpy"]}
    packages = {name: {"file_name": f"{name}-1-py3-none-any.whl", "depends": on} for name, on in depends.items()}
    lock = {"info": {"abi_version": "2026_0", "platform": "emscripten_5_0_3"}, "packages": packages}
    (home / "pyodide-lock.json").write_text(json.dumps(lock))
    (tmp_path / "given" / "pydantic_core-2-py3-none-any.whl").write_bytes(b"")
    return tmp_path / "given"


@pytest.fixture
def built(given, workspace, monkeypatch):
    """Build without uv and JupyterLite; `run` holds what they met, and the code with which they end."""
    met = SimpleNamespace(code=0)

    def run(command, cwd=None, **_):
        if cwd:  # it is JupyterLite
            met.settings = json.loads((cwd / "jupyter_lite_config.json").read_text())["PyodideLockAddon"]
            met.core = {path.name for path in (cwd / "static/pyodide").iterdir()}
            met.lock = json.loads((cwd / "static/pyodide/pyodide-lock.json").read_text())
            met.wheels = {path.name for path in (cwd / "static/pyodide-lock").glob("*.whl")}
            met.constraints = (cwd / "constraints.txt").read_text().splitlines()
            (cwd / "site").mkdir()
        else:
            Path(command[command.index("--out-dir") + 1]).mkdir(parents=True)
        return SimpleNamespace(returncode=met.code)

    monkeypatch.setattr(lite.subprocess, "run", run)
    monkeypatch.setattr(lite, "system_language", lambda: "en")
    monkeypatch.chdir(workspace)
    return met


def refusal(*arguments):
    """What the command says instead of building."""
    with pytest.raises(SystemExit) as caught:
        lite.main([str(argument) for argument in arguments])
    return caught.value.code


@needs_lite
def test_the_core_alone_makes_a_site_without_tables(given, built, tmp_path, capsys):
    """With the wheels that lie beside it; everything else gets the version that is installed here."""
    lite.main(["--pyodide", str(given), "--to", str(tmp_path / "out")])
    assert built.core == {
        "pyodide.mjs",
        "pyodide.asm.mjs",
        "pyodide.asm.wasm",
        "python_stdlib.zip",
        "pyodide-lock.json",
    }
    assert built.lock == {"info": {"abi_version": "2026_0", "platform": "pyemscripten_2026_0"}, "packages": {}}
    assert built.wheels == {"pydantic_core-2-py3-none-any.whl"}
    assert f"anywidget=={version('anywidget')}" in built.constraints
    assert "pandas" in built.settings["excludes_extra"]
    assert "no tables to compute with" in (tmp_path / "out" / "index.html").read_text()
    assert str(tmp_path / "out") in capsys.readouterr().out


@needs_lite
def test_a_whole_distribution_brings_pandas_and_what_it_needs(given, built, tmp_path):
    """And nothing that nobody here asks for; nothing says that there are no tables."""
    for name in ("pandas", "numpy", "python-dateutil", "scipy"):
        (given / f"node_modules/pyodide/{name}-1-py3-none-any.whl").write_bytes(b"")
    lite.main(["--pyodide", str(given), "--to", str(tmp_path / "out")])
    names = ("pandas-1", "numpy-1", "python-dateutil-1", "pydantic_core-2")
    assert built.wheels == {f"{name}-py3-none-any.whl" for name in names}
    assert "pandas" not in built.settings["excludes_extra"]
    assert "no tables to compute with" not in (tmp_path / "out" / "index.html").read_text()


@needs_lite
def test_an_archive_is_unpacked(given, built, tmp_path):
    """As Pyodide's releases are; a file that is none is said to be none."""
    archive = lite.shutil.make_archive(str(tmp_path / "pyodide"), "bztar", given)
    lite.main(["--pyodide", archive, "--to", str(tmp_path / "out")])
    assert (tmp_path / "out" / "index.html").is_file()
    for name, content in (("a.tar.bz2", b"no archive"), ("b.tar.bz2", Path(archive).read_bytes()[:60]), ("c", b"")):
        (tmp_path / name).write_bytes(content)
        assert "No site was made" in refusal("--pyodide", tmp_path / name, "--to", tmp_path / "again")
    assert not (tmp_path / "again").exists()


@needs_lite
def test_another_pyodide_is_refused(given, built, tmp_path):
    """Its code names its version. An empty folder holds none, nor does one that is not there."""
    (given / "node_modules/pyodide/pyodide.mjs").write_text('const version="0.29.5"')
    (tmp_path / "empty").mkdir()
    for folder in (given, tmp_path / "empty", tmp_path / "nowhere"):
        assert f"in {folder}. docs/site.en.md says" in refusal("--pyodide", folder, "--to", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@needs_lite
def test_what_breaks_off_leaves_nothing(given, built, tmp_path):
    """JupyterLite has said why; the next run finds the folder free."""
    built.code = 1
    assert "the reason is above" in refusal("--pyodide", given, "--to", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@needs_lite
def test_a_folder_in_use_is_left_alone(given, built, tmp_path):
    """A site is only ever written into a new folder."""
    (tmp_path / "out").mkdir()
    assert "stays as it is" in refusal("--pyodide", given, "--to", tmp_path / "out")


def test_without_jupyterlite_the_command_that_brings_it(tmp_path, monkeypatch):
    """Instead of an ImportError."""
    monkeypatch.setattr(lite, "find_spec", lambda name: None)
    assert "--group lite python tools/lite" in refusal("--pyodide", tmp_path, "--to", tmp_path / "out")


def test_the_first_page_links_each_notebook_in_its_language(workspace, tmp_path):
    """By its heading, or by its name; and JupyterLite's own pages find there what they look for."""
    (workspace / "notebooks" / "de" / "a&b#c.ipynb").write_text('{"cells": []}')
    page = lite.stage_files(workspace, tmp_path / "files", tables=True)
    assert '?path=notebooks/de/a%26b%23c.ipynb">a&amp;b#c<' in page
    links = [page.count(f'href="notebooks/index.html?path=notebooks/{language}/') for language in ("de", "en")]
    assert links == [10, 9]
    assert "Start: one report, three numbers" in page
    assert 'id="jupyter-config-data"' in page


def test_hand_ins_of_a_class_stay_at_home(workspace, tmp_path):
    """Of the notebooks, the students' own right in the folder of a language; not what a teacher has put beside them."""
    own = workspace / "notebooks" / "en" / "class-a"
    own.mkdir()
    for path in (own / "mia.html", own / "mia.ipynb", own.parent / "notes.txt"):
        path.write_text("mine")
    (workspace / "notebooks" / "mine").mkdir()
    (workspace / "notebooks" / "mine" / "my.ipynb").write_text('{"cells": []}')
    lite.stage_files(workspace, tmp_path / "files", tables=False)
    found = {path.relative_to(tmp_path / "files").as_posix() for path in (tmp_path / "files").rglob("*.*")}
    assert {"notebooks/en/hill.ipynb", "data/troops/lesson.yaml", "data/hill/lesson.yaml"} <= found
    assert not [name for name in found if "mia" in name or "notes" in name or "teacher" in name or "my." in name]


@pytest.mark.parametrize("written", [b"{", b"\xff", b"{}", b"[]", b'{"cells": [{}]}', b'{"cells": 3}'])
def test_a_broken_notebook_is_named(workspace, tmp_path, written):
    """Before anything is built."""
    (workspace / "notebooks" / "de" / "hill.ipynb").write_bytes(written)
    with pytest.raises(SystemExit, match=r"hill\.ipynb (cannot be read as a|ist kein lesbares) [nN]otebook"):
        lite.stage_files(workspace, tmp_path / "files", tables=False)


def test_without_notebooks_there_is_no_site(workspace, tmp_path):
    """The teacher's notebook alone is none."""
    for path in workspace.glob("notebooks/*/*.ipynb"):
        path.rename(path.with_name("teacher.ipynb"))
    with pytest.raises(SystemExit, match=r"notebooks/de (or|oder) notebooks/en"):
        lite.stage_files(workspace, tmp_path / "files", tables=False)
