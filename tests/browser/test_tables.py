"""Everything but widgets that a notebook shows: tables, figures, cards, comparisons, messages, and a class."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from studying import student, troops

from geo_lesson.handin.file import write

TABLES = ["lesson.claims", 'lesson.compare("c3000", "c10000", reading="R3")', "lesson.progress()", "lesson.record"]
PAGES = ["lesson.sentences", "lesson.cards()", "lesson.findings()", "lesson.my_table()", "lesson.hand_in()"]
PAGES += ["lesson.article()", 'lesson.projector("comparability")', 'lesson.projector("critical-pair")']
FIGURES = ["lesson.ranges()", "lesson.matrix()", "lesson.sets()", 'lesson.timeline("C010", "C031")']
FIGURES += ["lesson.origins()", 'lesson.drift("w8")', "lesson.confidence()"]
CLASS = [
    "group.overview()",
    "group.troubles",
    "group.missing",
    'group.exercise("critical-pair")',
    'group.exercise("first-impression")',
]
CLASS += ["group.student()", 'group.compare(group, "critical-pair")', "group.answers"]


@pytest.mark.gate
@pytest.mark.parametrize(("language", "theme", "width"), [("de", "Light", 1280), ("en", "Dark", 800)])
def test_all_that_a_notebook_shows_is_accessible_and_fits(lab, workspace, language, theme, width):
    """Axe finds nothing, wide tables and figures scroll in their own box by keyboard; all is in its language."""
    folder, content = workspace / "notebooks" / "class-a", troops()
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.html").write_bytes(write(student(content, n, language), content, []))
    (folder / "broken.html").write_bytes((folder / "0.html").read_bytes()[:20_000])
    first = f'''from geo_lesson import open_class, open_lesson
lesson = open_lesson("troops", language="{language}")
group = open_class("class-a", language="{language}")'''
    calls = [*TABLES, *PAGES, *FIGURES, *CLASS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = new_notebook(cells=[new_code_cell(source) for source in (first, *calls)], metadata=kernel)
    nbformat.write(notebook, workspace / "notebooks" / "tables.ipynb")
    page = lab("notebooks/tables.ipynb", theme=theme, width=width)
    page.run_all(widgets=0)
    shown = page.page.locator(".geo-page")
    shown.nth(len(calls) - 1).wait_for()
    assert shown.evaluate_all("pages => pages.map(page => page.lang)") == [language] * len(calls)
    assert page.violations() == []
    for i in range(len(calls)):
        shown.nth(i).scroll_into_view_if_needed()
        page.picture(f"output-{i}-{language}")
    overflow = page.page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollWidth")
    assert overflow <= width
