"""The versions that the README's commands install stand in pyproject.toml: one of each package, for every Python."""

import importlib.util
import os
import re
import subprocess
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from paths import ROOT

TOLD = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = TOLD["tool"]["uv"]["constraint-dependencies"]
ASKED = [
    *TOLD["project"]["dependencies"],
    *TOLD["dependency-groups"]["dev"],
    *(one for extra in TOLD["project"].get("optional-dependencies", {}).values() for one in extra),
]


def test_pins_are_names_and_versions():
    """Exact versions, and no address from which to take them."""
    for pin in map(Requirement, PINS):
        assert [limit.operator for limit in pin.specifier] == ["=="]
        assert pin.url is None
        assert not pin.extras
    assert "//" not in "".join(PINS)


@pytest.mark.parametrize("python", ["3.11.0", "3.12.0", "3.13.0", "3.14.0"])
def test_what_we_ask_for_is_pinned_within_its_bounds(python):
    """Whatever the Python, each package has one pin, and what is asked for directly has one that its bounds allow."""
    where = {"python_full_version": python, "python_version": python[:4], "sys_platform": "linux", "os_name": "posix"}
    pins = [pin for pin in map(Requirement, PINS) if pin.marker is None or pin.marker.evaluate(where)]
    versions = {canonicalize_name(pin.name): next(iter(pin.specifier)).version for pin in pins}
    assert len(versions) == len(pins)
    for asked in map(Requirement, ASKED):
        assert versions[canonicalize_name(asked.name)] in asked.specifier


def test_an_environment_of_other_versions_is_named():
    """This one is as pinned, or the newest, or the lowest; never pinned and lowest at once."""
    for which in ("pinned", "lowest"):
        run = subprocess.run([sys.executable, ROOT / ".ci/versions.py", which], capture_output=True, text=True)
        if run.returncode:
            assert re.search(r"^\S+ \d\S* is not ", run.stderr)
            return
    pytest.fail("two different lists of versions, and this environment is said to have both")


def test_a_package_that_is_not_there_is_named():
    """An environment that lacks what we ask for was not made from what we ask for."""
    place = importlib.util.spec_from_file_location("versions", ROOT / ".ci/versions.py")
    versions = importlib.util.module_from_spec(place)
    place.loader.exec_module(versions)
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lacking = text.replace("dependencies = [", 'dependencies = [\n  "no-such-thing>=1.0",', 1)
    assert [line for line in versions.wrong(lacking, "lowest") if "no-such" in line] == [
        "no-such-thing is not installed"
    ]


@pytest.mark.gate
@pytest.mark.skipif(os.name != "posix", reason="a script stands in for uv")
def test_what_uv_says_is_shown(tmp_path):
    """Why nothing could be resolved; pyproject.toml is left as it is."""
    before = (ROOT / "pyproject.toml").read_bytes()
    uv = tmp_path / "uv"
    uv.write_text("#!/bin/sh\necho 'no solution found' >&2\nexit 2\n", encoding="utf-8")
    uv.chmod(0o755)
    run = subprocess.run(
        [sys.executable, ROOT / ".ci/versions.py", "write"],
        env=os.environ | {"UV": str(uv)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 2
    assert run.stderr == "no solution found\n"
    assert (ROOT / "pyproject.toml").read_bytes() == before
