"""Write notebooks: Markdown and code, the code folded, as the notebooks of the package have it."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

Cell: TypeAlias = tuple[Literal["markdown", "code"], str]  # kind and source


def notebook_text(cells: Sequence[Cell], title: str) -> str:
    """Return a notebook of these cells as the text of its file."""
    from nbformat import v4, writes  # takes long to load

    made = []
    for number, (kind, source) in enumerate(cells, start=1):
        id = f"cell-{number:02}"
        if kind == "code":
            made.append(v4.new_code_cell(source, id=id, metadata={"jupyter": {"source_hidden": True}}))
        else:
            made.append(v4.new_markdown_cell(source, id=id))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "title": title}
    return f"{writes(v4.new_notebook(cells=made, metadata=metadata))}\n"
