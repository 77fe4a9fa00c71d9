"""The wheel as somebody gets it who has no checkout: built, unpacked, used in an empty folder."""

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from paths import ROOT

from geo_lesson.teacher.workspace import workspace_files

HAND_IN = "notebooks/en/class-a/troops blue whale 27.html"  # where the notebook `teacher` looks for those of a class


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.base_prefix) / "bin"))
    if not uv:
        pytest.skip("uv is not on the PATH; it builds the wheel")
    folder, teacher = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("teacher") / "checkout"
    shutil.copytree(ROOT, teacher, ignore=shutil.ignore_patterns(".git", ".venv", "dist", "tests"))
    (teacher / HAND_IN).parent.mkdir()
    (teacher / HAND_IN).write_text("<html>")
    subprocess.run([uv, "build", "--wheel", "--out-dir", folder, teacher], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.gate
def test_the_wheel_carries_notebooks_data_and_the_face(wheel):
    """Everything a lesson needs is inside, and no answers, hand-ins, tests or caches."""
    names = zipfile.ZipFile(wheel).namelist()
    source = {f"geo_lesson/workspace/{path.relative_to(ROOT).as_posix()}" for path in workspace_files(ROOT)}
    assert source == {name for name in names if name.startswith("geo_lesson/workspace/")}
    assert {"geo_lesson/student/static/exercise.js", "geo_lesson/common/templates/article.html"} <= set(names)
    assert {
        "geo_lesson/extraction/words/de.yaml",
        "geo_lesson/teacher/drafts/en/exercises/first-impression.yaml",
    } <= set(names)
    assert any(name.endswith("data/etc/jupyter/jupyter_server_config.d/geo_lesson.json") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "answers/")) or "__pycache__" in name]


@pytest.mark.gate
def test_an_installed_wheel_lays_a_workspace_in_an_empty_folder(wheel, tmp_path):
    """Unpacked beside the dependencies, it lays notebooks and data, and opens the lesson it has laid."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    source = (
        "import sys; from pathlib import Path; from geo_lesson import open_lesson;"
        "from geo_lesson.teacher import workspace;"
        "created = workspace.set_up_workspace(Path.cwd()); print(len(created), workspace.__file__);"
        "import os; os.chdir('notebooks/de'); lesson = open_lesson('troops', 'de');"
        "print(lesson.exercise('first-impression').task['title'])"
    )
    home = tmp_path / "empty"
    home.mkdir()
    run = subprocess.run(
        [sys.executable, "-c", source],
        cwd=home,
        env={"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert str(tmp_path / "site") in run.stdout
    assert "Erster Eindruck" in run.stdout
    assert (home / "data/troops/lesson.yaml").is_file()
    assert (home / "notebooks/en/0_start.ipynb").is_file()


def test_the_citation_names_this_version():
    """CITATION.cff and pyproject.toml are raised together."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"] == version
