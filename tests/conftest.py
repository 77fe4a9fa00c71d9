"""What several test files need: a workspace of their own, and lesson files to break."""

import shutil

import pytest
from hypothesis import settings
from paths import GOOD, ROOT

# Some of the lessons for the tests hold notebooks that are wrong on purpose.
collect_ignore = ["lessons"]

# A slow machine is not a fault. `--hypothesis-profile=gate` tries more.
settings.register_profile("quick", deadline=None, max_examples=100)
settings.register_profile("gate", deadline=None, max_examples=200)
settings.load_profile("quick")


@pytest.fixture
def workspace(tmp_path):
    """A fresh workspace: the real notebooks and lessons, and no answers."""
    for part in ("notebooks", "data"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return tmp_path


@pytest.fixture
def small(tmp_path):
    """A copy of the smallest lesson there is, in data/ of an empty folder."""
    return shutil.copytree(GOOD / "small", tmp_path / "data" / "small")


@pytest.fixture
def kinds(tmp_path, monkeypatch):
    """A copy of the lesson with every kind of exercise, in data/ of an empty folder, where we then are."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(GOOD / "kinds", tmp_path / "data" / "kinds")
