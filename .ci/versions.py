"""The versions that are tested: write them into pyproject.toml, or hold an environment against what it says.

`write` resolves anew, for every Python and system, the newest versions that fit the bounds, and puts them in place of
the pins that are there. `pinned` and `lowest` look at the environment that runs this, and name what is not as it should
be: each package at its pin, or each that we ask for at its lowest bound.
"""

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"
PINS = re.compile(r"^constraint-dependencies = \[\n(?:  .*\n)*\]$", re.M)


def write(text):
    """Resolve without what is pinned now: --no-config passes over [tool.uv]."""
    lowest = re.fullmatch(r">=([\d.]+)", tomllib.loads(text)["project"]["requires-python"])[1]
    asked = ["--universal", "--python-version", lowest, "--all-extras", "--group", "dev", str(PYPROJECT)]
    form = ["--quiet", "--no-config", "--no-header", "--no-annotate"]
    uv = os.environ["UV"]  # `uv run` says where it is
    said = subprocess.run([uv, "pip", "compile", *form, *asked], stdout=subprocess.PIPE, text=True)  # noqa: S603
    if said.returncode:
        raise SystemExit(said.returncode)  # uv has said why
    pins = "".join(f'  "{line}",\n' for line in said.stdout.splitlines())
    new, found = PINS.subn(lambda _: f"constraint-dependencies = [\n{pins}]", text)
    if found != 1:
        raise SystemExit("pyproject.toml: one list constraint-dependencies is needed under [tool.uv]")
    PYPROJECT.write_text(new, encoding="utf-8")


def wrong(text, which):
    """Yield the packages of this environment that have another version."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name
    from packaging.version import Version

    told = tomllib.loads(text)
    if which == "pinned":
        asked = told["tool"]["uv"]["constraint-dependencies"]
    else:
        asked = [*told["project"]["dependencies"], *told["dependency-groups"]["dev"]]
    asked = [one for one in map(Requirement, asked) if one.marker is None or one.marker.evaluate()]
    expected = {canonicalize_name(one.name): Version(next(iter(one.specifier)).version) for one in asked}
    here = {canonicalize_name(found.name): found.version for found in distributions()}
    for name, version in sorted(here.items()):
        if name not in expected:
            if which == "pinned" and name != "geo-lesson":
                yield f"{name} {version} is not pinned"
        elif Version(version) != expected[name]:
            yield f"{name} {version} is not {expected[name]} ({which})"
    if which == "lowest":  # pins are there for other systems and Pythons, too
        yield from (f"{name} is not installed" for name in sorted(expected.keys() - here.keys()))


if __name__ == "__main__":
    pyproject, command = PYPROJECT.read_text(encoding="utf-8"), sys.argv[1]
    sys.exit(write(pyproject) if command == "write" else "\n".join(wrong(pyproject, command)) or None)
