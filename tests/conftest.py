"""What several test files need: a workspace of their own, and lesson files to break."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# A test decides, it does not measure: on a busy machine each may take its time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
LESSONS = Path(__file__).parent / "lessons"
# Some of the lessons for the tests hold notebooks that are wrong on purpose; programs that measure are run by hand.
collect_ignore = ["lessons", "bench"]


@pytest.fixture
def workspace(tmp_path):
    """A fresh workspace: the real notebooks and lessons, and no answers."""
    for part in ("notebooks", "data"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return tmp_path


@pytest.fixture
def small(tmp_path):
    """A copy of the smallest lesson there is, in data/ of an empty folder."""
    return shutil.copytree(LESSONS / "good" / "small", tmp_path / "data" / "small")


@pytest.fixture
def kinds(tmp_path, monkeypatch):
    """A copy of the lesson with every kind of exercise, in data/ of an empty folder, where we then are."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(LESSONS / "good" / "kinds", tmp_path / "data" / "kinds")
