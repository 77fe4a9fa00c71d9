"""What holds for the code as a whole; that imports run one way is `lint-imports`, in the gate."""

import ast
import re

import pytest
from paths import ROOT

PACKAGE = ROOT / "geo_lesson"
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


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_sentences_stand_in_messages(module):
    calls = [node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    texts = [call for call in calls if ast.unparse(call.func) == "Text"]
    assert [t.lineno for t in texts if any(isinstance(of.value, ast.Constant) for of in t.keywords)] == []


def test_each_message_that_is_named_exists_and_each_that_exists_is_named():
    named = set()
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for home, alias in re.findall(
            r"^ *from (geo_lesson\S*) import (?:\w+, )*messages(?: as (\w+))?$", source, re.M
        ):
            named |= {(home, name) for name in re.findall(rf"(?<!\w){alias or 'messages'}\.([A-Z_0-9]+)\b", source)}
        for home, names in re.findall(r"^from (geo_lesson\S*)\.messages import (.+)$", source, re.M):
            named |= {(home, name) for name in names.split(", ")}
    written = set()
    for path in PACKAGE.rglob("messages.py"):
        source, home = path.read_text(encoding="utf-8"), ".".join((PACKAGE.name, *path.relative_to(PACKAGE).parts[:-1]))
        names = re.findall(r"^([A-Z_0-9]+)(?:: .+)? = ", source, re.M)
        written |= {(home, name) for name in names}
        named |= {(home, name) for name in names if len(re.findall(rf"\b{name}\b", source)) > 1}
    assert named == written
