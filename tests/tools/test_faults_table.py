"""The page for teachers and the suite say the same."""

import faults_table


def test_the_page_for_teachers_says_what_the_tests_say():
    """docs/faults.md is what `python tools/faults_table.py` writes."""
    assert faults_table.PAGE.read_text(encoding="utf-8") == faults_table.page()


def test_every_fault_that_is_tried_stands_in_the_table():
    """And each of them once."""
    tried = {
        (f"faults/{file.name}", name)
        for file in faults_table.TESTS.glob("faults/test_*.py")
        for name in faults_table.docstrings(f"faults/{file.name}")
    }
    told = [(file, test) for rows in faults_table.FAULTS.values() for _, file, test in rows]
    assert tried <= set(told)
    assert len(told) == len(set(told))
