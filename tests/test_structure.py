"""What holds for the code as a whole."""

import ast
import re
from graphlib import TopologicalSorter

import pytest
from modules import MODULES, PARTS, ROOT, drawing, imported, parts_of, source, table


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module):
    """Each module has its place in one part, and imports from that part and earlier ones only."""
    (part,) = parts_of(module)
    parts = list(PARTS)
    later = [name for name in imported(module) for of in parts_of(name) if parts.index(of) > parts.index(part)]
    assert later == []


def test_no_import_leads_in_a_circle():
    """Not even within a part."""
    assert set(TopologicalSorter({module: imported(module) for module in MODULES}).static_order()) == set(MODULES)


def test_the_parts_are_drawn_as_they_are():
    """After a change of the imports or of what a module says of itself: `python tests/modules.py`. Lines may differ."""
    said, drawn = ((ROOT / "docs" / f"modules.{kind}").read_text(encoding="utf-8") for kind in ("md", "svg"))
    assert re.sub(r"\d+", "", said) == re.sub(r"\d+", "", table())
    assert re.findall(r">([^<>]+)</text>", drawn) == re.findall(r">([^<>]+)</text>", drawing())


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_stay_small(module):
    """About 250 lines a module without its texts, 40 a function: what is longer holds two ideas."""
    tree = ast.parse(source(module))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert [f.name for f in functions if f.end_lineno - f.lineno > 40] == []
    texts = [node for node in tree.body if isinstance(node, ast.Assign)]
    lines = len(source(module).splitlines())
    assert lines - sum(node.end_lineno - node.lineno + 1 for node in texts) <= 260
