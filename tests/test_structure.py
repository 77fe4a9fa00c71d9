"""What holds for the code as a whole; that imports run one way is `lint-imports`, in the gate."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "geo_lesson"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "messages.py")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_stay_small(module):
    """At most 400 lines a module, 40 a function: what is longer holds two ideas."""
    source = module.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    assert [f.name for f in functions if f.end_lineno - f.lineno > 40] == []
    assert len(source.splitlines()) <= 400


def test_few_files_lie_outside_of_the_packages():
    """The packages show what the library is made of; beside them lie at most eight files."""
    assert len([path for path in PACKAGE.iterdir() if path.is_file()]) <= 8
    sizes = {folder.name: len(list(folder.glob("*.py"))) for folder in {path.parent for path in MODULES} - {PACKAGE}}
    assert {name: size for name, size in sizes.items() if size > 16} == {}
