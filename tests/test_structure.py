"""What holds for the code as a whole."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "geo_lesson"
# A module imports only from earlier ones. Modules in one row know nothing of each other.
ORDER = [
    {"language"},
    {"problems", "model", "pages", "lexicon", "bar"},
    {"surroundings", "absent"},
    {"kinds.besides", "numerals", "speakers", "defects", "plaintext"},
    {"kinds.base", "cards", "vocabulary", "claims", "figures.base", "figures.canvas", "figures.__init__"},
    {"kinds.rows"},
    {"kinds.choice", "kinds.grid", "kinds.mark", "kinds.number", "kinds.order", "kinds.range", "kinds.text"},
    {"documents", "exercises", "answers", "glossary", "quotes", "shown", "circles", "kinds.__init__"},
    {"tasks", "copies"},
    {"explanations", "notebooks", "plans", "reasons", "outline", "session", "finding"},
    {"tables", "questions", "drafting"},
    {"comparison", "folder", "markup", "schemas", "widgets", "server"} | {"figures.labels", "figures.land"},
    {"compared", "paper", "progress", "students", "sheet", "visible", "parcels", "pieces"},
    {"desks", "guide", "handin", "tally"},
    {"doctor"},
    {"overview", "shelf"},
    {"classroom"},
    {"figures.bounds", "figures.confidence", "figures.drift", "figures.layers", "figures.layout"},
    {"figures.ladder", "figures.matrix", "figures.origins", "figures.ranges", "figures.sets", "figures.timeline"},
    {"gallery"},
    {"inventory", "schedule"},
    {"wordings"},
    {"references"},
    {"inquiries", "delivery"},
    {"lesson"},
    {"opening", "workshop"},
    {"site"},
    {"cli", "__init__"},
    {"__main__"},
]
MODULES = sorted(".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in PACKAGE.rglob("*.py"))


def source(module):
    return (PACKAGE / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")


def imported(module):
    tree = ast.parse(source(module))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("geo_lesson"):
            yield node.module.removeprefix("geo_lesson").lstrip(".") or "__init__"


def test_every_module_has_its_place():
    """A new module is given a row of its own accord, not by accident."""
    assert sorted(set().union(*ORDER)) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module):
    """No module knows a later one, or one in its own row."""
    row = next(i for i, names in enumerate(ORDER) if module in names)
    allowed = set().union(*ORDER[:row])
    assert set(imported(module)) <= allowed


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_stay_small(module):
    """About 250 lines a module without its texts, 40 a function: what is longer holds two ideas."""
    tree = ast.parse(source(module))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert [f.name for f in functions if f.end_lineno - f.lineno > 40] == []
    texts = [node for node in tree.body if isinstance(node, ast.Assign)]
    lines = len(source(module).splitlines())
    assert lines - sum(node.end_lineno - node.lineno + 1 for node in texts) <= 260
