"""Tables and comparisons as a notebook shows them."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook


@pytest.mark.parametrize(("language", "theme", "width"), [("de", "Light", 1280), ("en", "Dark", 800)])
def test_tables_are_accessible_and_fit(lab, workspace, language, theme, width):
    """Claims, record, comparison and progress: axe finds nothing, wide tables scroll in their own box by keyboard."""
    first = f'from geo_lesson import open_lesson\nlesson = open_lesson("troops", language="{language}")'
    calls = ["lesson.claims", 'lesson.compare("c3000", "c10000", reading="R3")', "lesson.progress()", "lesson.record"]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = new_notebook(cells=[new_code_cell(source) for source in (first, *calls)], metadata=kernel)
    nbformat.write(notebook, workspace / "notebooks" / "tables.ipynb")
    page = lab("notebooks/tables.ipynb", theme=theme, width=width)
    page.run_all(faces=0)
    page.page.locator(".geo-page").nth(3).wait_for()
    assert page.violations() == []
    for i, name in enumerate(("claims", "compare", "progress", "record")):
        page.page.locator(".geo-page").nth(i).scroll_into_view_if_needed()
        page.picture(f"table-{name}-{language}")
    overflow = page.page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollWidth")
    assert overflow <= width
