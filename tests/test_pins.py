"""The versions that the README's commands install stand in pyproject.toml: one of each package, for every Python."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
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
