"""The page for teachers and the suite say the same."""

import runpy
from pathlib import Path

TABLE = runpy.run_path(str(Path(__file__).parent / "table.py"))


def test_the_page_for_teachers_says_what_the_tests_say():
    """docs/faults.md is what `python tests/faults/table.py` writes."""
    assert TABLE["PAGE"].read_text(encoding="utf-8") == TABLE["page"]()


def test_every_fault_that_is_tried_stands_in_the_table():
    """And each of them once."""
    tried = {
        (f"faults/{file.name}", name)
        for file in TABLE["TESTS"].glob("faults/test_*.py")
        if file.stem != "test_table"
        for name in TABLE["docstrings"](f"faults/{file.name}")
    }
    named = [(file, test) for rows in TABLE["FAULTS"].values() for _, file, test in rows]
    assert tried <= set(named)
    assert len(named) == len(set(named))
