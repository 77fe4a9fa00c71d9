"""What goes wrong in classrooms, and what becomes of the answers: written from the tests that try it.

`python tools/faults_table.py` writes docs/faults.md anew. What stands behind a fault is what the docstring of its test
says, so the page says nothing that no test holds.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests"
PAGE = ROOT / "docs" / "faults.md"
HEAD = """# When something goes wrong

For teachers: what can happen while a class works, and what becomes of the answers. (The kernel is the program that
runs the cells of a notebook; the server is JupyterLab itself.) Each line has been tried; the tests are in
`tests/faults` and, where a browser is needed, in `tests/browser`. `tools/faults_table.py` writes this page.
"""
SAVING = "faults/test_saving.py"
DISK = "faults/test_disk.py"
WINDOWS = "faults/test_windows.py"
LESSONS = "faults/test_lessons.py"
JOURNEYS = "browser/test_journeys.py"
KEPT = "browser/test_saving.py"
FAULTS = {
    "Kernel, server and machine": [
        ("The kernel is killed in the middle of saving, at any step", SAVING, "test_killed_at_a_step_of_a_save"),
        (
            "The kernel is restarted while somebody types",
            JOURNEYS,
            "test_a_kernel_restarted_in_mid_typing_loses_nothing",
        ),
        (
            "The kernel dies between saving and saying so",
            KEPT,
            "test_words_whose_draft_was_saved_but_never_acknowledged_go_on_in_the_field",
        ),
        (
            "It dies as an answer is submitted",
            KEPT,
            "test_a_submission_that_the_kernel_took_along_is_made_again",
        ),
        (
            "It dies then, and the answer is changed before the cells are run again",
            KEPT,
            "test_what_was_typed_after_a_lost_submission_is_not_submitted",
        ),
        (
            "The kernel is shut down, for instance by a hub after a break, or dies",
            JOURNEYS,
            "test_a_kernel_that_goes_is_said_at_once",
        ),
        ("JupyterLab and all kernels are killed", JOURNEYS, "test_answers_are_all_there_after_everything_was_killed"),
        ("JupyterLab has gone, and the page is still open", JOURNEYS, "test_a_server_that_has_gone_is_said"),
        ("The clock is set back", WINDOWS, "test_a_clock_that_is_set_back"),
    ],
    "Disk": [
        ("The disk is full", DISK, "test_a_full_disk"),
        ("Nothing may be written in the home folder", DISK, "test_a_home_that_cannot_be_written"),
        (
            "It refuses for ever, and exercise after exercise is opened",
            DISK,
            "test_a_folder_that_never_lets_a_file_be_made_is_waited_for_once",
        ),
        ("A permission is missing", DISK, "test_a_permission_that_is_missing_is_said_at_once"),
        ("The drive cannot flush a folder", DISK, "test_a_drive_whose_folders_cannot_be_flushed"),
        ("The disk is slow", DISK, "test_a_slow_disk"),
        ("Another program holds the answers", DISK, "test_another_program_holds_the_answers"),
        ("A virus scanner holds a file", DISK, "test_a_file_that_a_scanner_holds_for_a_moment"),
        ("A network drive has no locks", DISK, "test_a_drive_without_locks"),
        ("Two machines change a synchronised file", DISK, "test_a_copy_made_where_two_machines_changed_a_file"),
        ("Saving a text fails for a while", JOURNEYS, "test_what_could_not_be_saved_is_tried_again_by_itself"),
        ("Saving fails as an answer is submitted", KEPT, "test_a_submission_that_failed_is_made_again_by_itself"),
        (
            "Saving fails then, and the answer is changed meanwhile",
            KEPT,
            "test_a_submission_of_what_has_changed_since_is_the_students_own_to_make",
        ),
        ("Saving fails as anything is asked for", DISK, "test_what_was_asked_for_in_vain_is_sent_again"),
        ("An answer file is damaged", "student/test_session.py", "test_an_unreadable_answer_is_said_in_the_face"),
    ],
    "Windows, pages and cells": [
        (
            "The page is reloaded in the middle of an answer",
            JOURNEYS,
            "test_reloading_the_page_in_mid_typing_loses_nothing",
        ),
        ("The same exercise is open in two tabs", JOURNEYS, "test_two_tabs_stay_in_step"),
        ("The same exercise is open in two kernels", WINDOWS, "test_two_kernels_on_one_exercise"),
        ("Cells are run out of order, and twice", JOURNEYS, "test_cells_in_any_order_and_twice"),
        ("Nobody can be asked on a shared account", WINDOWS, "test_a_shared_account_where_nobody_can_be_asked"),
        ("A cell is run before the first one", WINDOWS, "test_a_cell_before_the_first_one"),
    ],
    "Lessons and releases": [
        ("Any one file of the lesson is deleted", LESSONS, "test_a_lesson_folder_that_is_half_deleted"),
        (
            "The whole lesson is deleted while a notebook is open",
            LESSONS,
            "test_a_lesson_that_is_gone_while_a_notebook_is_open",
        ),
        ("The lesson is changed while a notebook is open", LESSONS, "test_a_lesson_changed_while_a_notebook_is_open"),
        ("The answers were saved by an older release", LESSONS, "test_answers_of_an_older_release"),
        ("The answers were saved by a newer release", LESSONS, "test_answers_of_a_newer_release"),
    ],
}


def docstrings(file):
    """What each test of a file says of itself, in one line."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    return {test.name: " ".join(ast.get_docstring(test).split()) for test in tests}


def page():
    """The whole of docs/faults.md. Raises KeyError where a test is not there."""
    lines = [HEAD]
    for section, rows in FAULTS.items():
        lines += [f"## {section}", "", "| what happens | what becomes of the answers |", "|---|---|"]
        lines += [f"| {fault} | {docstrings(file)[test]} |" for fault, file, test in rows]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
