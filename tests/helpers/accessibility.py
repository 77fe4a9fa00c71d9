"""What axe finds in a page."""

from pathlib import Path

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# WCAG 2.2 A and AA, and what axe calls best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page, inside="html"):
    """Each violation inside a selector: its rule, and the first elements it concerns."""
    page.evaluate(AXE)
    # The numbers beside outputs are Jupyter's own; in Notebook 7 they are paler than axe wants.
    where = {"include": [[inside]], "exclude": [[".jp-OutputPrompt"]]}
    run = "async ([where, rules]) => (await axe.run(where, {runOnly: rules})).violations"
    found = page.evaluate(run, [where, RULES])
    return [(v["id"], [node["html"][:200] for node in v["nodes"]][:3]) for v in found]
