"""The modules in parts, drawn from their imports: `python tests/modules.py` writes docs/modules.svg and modules.md."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "geo_lesson"
# A module imports from its own part or from earlier ones, and nothing leads in a circle.
PARTS = {
    "ground": "language problems pages files absent model documents cells explanations circles bar",
    "texts": "lexicon surroundings numerals speakers defects plaintext quotes finding digits",
    "claims": "vocabulary claims cards glossary reasons comparison compared",
    "exercises": "kinds.* exercises shown tasks",
    "answers": "answers session students progress",
    "a lesson": "outline folder tables",
    "figures": "figures.* gallery",
    "paper": "plans paper guide",
    "check": "cues inventory markup prose questions notebooks schedule spelling wordings references",
    "hand-in": "sheet visible carried handin delivery",
    "class": "parcels doctor shelf pieces tally overview results classroom",
    "notebook": "widgets desks inquiries lesson opening __init__",
    "commands": "server copies drafting schemas workshop cli __main__",
}
MODULES = sorted(".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in PACKAGE.rglob("*.py"))


def source(module):
    """The text of a module."""
    return (PACKAGE / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")


def imported(module):
    """The modules of the package that one imports, at its head or where it needs them."""
    nodes = [node for node in ast.walk(ast.parse(source(module))) if isinstance(node, ast.ImportFrom) and node.module]
    names = [node.module for node in nodes if node.module.split(".")[0] == "geo_lesson"]
    return sorted({name.removeprefix("geo_lesson").lstrip(".") or "__init__" for name in names})


def parts_of(module):
    """The parts that a module is in, which is one."""
    package, _, _ = module.rpartition(".")
    return [part for part, names in PARTS.items() if {module, f"{package}.*"} & set(names.split())]


def imports():
    """What each part imports from, without what comes by way of another: {part: [parts]}."""
    met = {part: set() for part in PARTS}
    for module in MODULES:
        (part,) = parts_of(module)
        met[part] |= {other for name in imported(module) for other in parts_of(name)} - {part}
    beyond = {}
    for part, others in met.items():  # in the order of PARTS, so that what lies beyond the others is known
        beyond[part] = others.union(*(beyond[other] for other in others))
    return {p: [o for o in PARTS if o in met[p] and not any(o in beyond[q] for q in met[p])] for p in PARTS}


def drawing():
    """The SVG: a box for each part, and an arrow to each part that it imports from."""
    from geo_lesson.figures.layout import laid_out, layers
    from geo_lesson.figures.svg import GREY, MARGIN, PALE, SMALL, WIDTH, Canvas, text_width, wrapped

    pairs = [(part, other) for part, others in imports().items() for other in others]
    layer = layers(list(PARTS)[::-1], pairs)
    short = [(module, module.rpartition(".")[2]) for module in MODULES if not module.endswith(".__init__")]
    names = {part: wrapped(", ".join(name for m, name in short if part in parts_of(m)), 138, SMALL) for part in PARTS}
    widths = {part: max(text_width(line, SMALL) for line in lines) + 12 for part, lines in names.items()}
    x, bends = laid_out(layer, pairs, widths, WIDTH - 2 * MARGIN, 14)
    high = [max(len(names[p]) for p in layer if layer[p] == at) * 12 + 20 for at in range(max(layer.values()) + 1)]
    top = [MARGIN + sum(high[:at]) + 34 * at for at in range(len(high))]
    canvas = Canvas()
    for (part, other), turns in bends.items():
        bottom = top[layer[part]] + high[layer[part]]
        way = [(x[part], top[layer[part]]), (x[part], bottom)]
        for at, turn in enumerate(turns, start=layer[part] + 1):
            way += [(turn, top[at]), (turn, top[at] + high[at])]
        way = [(MARGIN + across, y) for across, y in [*way, (x[other], top[layer[other]])]]
        canvas.line(*way[:-1], width=1.25, under=True)
        canvas.arrow(way[-2], way[-1])
    for part, lines in names.items():
        left, y = MARGIN + x[part] - widths[part] / 2, top[layer[part]]
        canvas.box(left, y, left + widths[part], y + len(lines) * 12 + 20, fill=PALE, edge=GREY)
        canvas.text(left + 6, y + 10, part, bold=True)
        canvas.lines(left + 6, y + 24, lines, size=SMALL)
    return canvas.svg(top[-1] + high[-1] + MARGIN)


def table():
    """The Markdown: the same in words, with the lines of each module and what it says of itself."""
    lines = {module: len(source(module).splitlines()) for module in MODULES}
    said = [
        "# The modules",
        "",
        "Written by `python tests/modules.py`, from the imports and from the first sentence of each module. A part "
        "imports only from parts above it in this list, never in a circle; where it does so through another part, that "
        "is not named again.",
        "",
        "![The parts as boxes, with an arrow to each part that they import from; the list says the same](modules.svg)",
        "",
        f"{len(MODULES)} modules, {sum(lines.values())} lines.",
    ]
    for part, others in imports().items():
        said += ["", f"## {part}", "", f"Imports from: {', '.join(others) or 'nothing here'}.", ""]
        said += ["| module | lines | what it is |", "|---|---|---|"]
        for module in (module for module in MODULES if part in parts_of(module)):
            what = " ".join(ast.get_docstring(ast.parse(source(module))).split("\n\n")[0].split())
            said.append(f"| `{module}` | {lines[module]} | {what.replace('<', '&lt;')} |")
    return "\n".join(said) + "\n"


if __name__ == "__main__":
    (ROOT / "docs/modules.md").write_text(table(), encoding="utf-8")
    (ROOT / "docs/modules.svg").write_text(drawing(), encoding="utf-8")
