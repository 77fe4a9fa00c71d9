"""The keyboard alone, as somebody uses it who sees what has the focus."""


def focused(page):
    """What has the focus, as a screen reader would name it."""
    return page.evaluate(
        """() => {
            const e = document.activeElement;
            const label = e.labels?.[0]?.textContent ?? e.textContent ?? '';
            return [e.type ?? e.tagName, label.trim().slice(0, 40)];
        }"""
    )


def tab_to(page, *words, limit=60):
    """Press Tab until something named so has the focus."""
    for _ in range(limit):
        if any(word in " ".join(focused(page)) for word in words) and page.evaluate(
            "document.activeElement.closest('.geo-exercise') !== null"
        ):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {words}; the focus is on {focused(page)}")


# What has the focus, and what its group of radio buttons or its list of choices holds.
FOCUS = """(widget) => {
  const e = document.activeElement;
  if (!widget.contains(e)) return null;
  const same = e.type === "radio" ? [...e.closest("fieldset").querySelectorAll("input")] : [...(e.options ?? [])];
  return {
    id: e.id, name: e.name ?? "", value: e.value ?? "", checked: e.checked ?? false,
    kind: e.getAttribute("role") ?? e.type ?? e.tagName.toLowerCase(),
    values: same.map((one) => one.value),
    at: e.type === "radio" ? Math.max(0, same.findIndex((one) => one.checked)) : (e.selectedIndex ?? 0),
  };
}"""


def answer(page, widget, values):
    """Fill in a form and hand it over, from its heading on, with the keyboard alone; values: as they are saved."""
    widget.locator("h3").click()
    layers = sorted({mark.split()[2] for mark in values["value"]["marks"].split("; ")}) if _marks(values) else []
    for _ in range(200):
        page.keyboard.press("Tab")
        at = widget.evaluate(FOCUS)
        if not at:
            continue  # parts of one exercise stand in one cell, where the way begins
        if at["kind"] == "submit":
            page.keyboard.press("Enter")
            return
        if at["kind"] in ("option", "radio", "checkbox"):
            for letter in "bdd":  # to JupyterLab: a new cell, and delete one
                page.keyboard.press(letter)
        if at["kind"] == "option":
            for layer in layers:
                _choose_layer(page, widget, layer)
                _mark(page, [m.split() for m in values["value"]["marks"].split("; ") if m.endswith(layer)])
        elif at["name"].endswith("-layer"):
            continue
        elif wanted := _wanted(at, values):
            _put(page, at, wanted)
    raise AssertionError(f"Tab never reached the button of {widget.locator('h3').inner_text()}")


def _marks(values):
    return isinstance(values["value"], dict) and "marks" in values["value"]


def _wanted(at, values):
    """What the values say of the field that has the focus; the parts of its name are set apart by hyphens."""
    name = at["name"] or at["id"]
    for field, said in values.items():
        if f"-{field}" not in name:
            continue
        entry = name.rpartition(f"-{field}")[2].lstrip("-").replace(".", " ")
        return said.get(entry or at["value"]) if isinstance(said, dict) else said
    return None


def _put(page, at, wanted):
    """Choose or type it."""
    if at["kind"] == "checkbox":
        page.keyboard.press("Space")
    elif at["kind"] in ("text", "textarea"):
        page.keyboard.press("Control+a")
        page.keyboard.type(wanted)
    else:
        steps = at["values"].index(wanted) - at["at"]
        if at["kind"] == "radio" and not steps:
            page.keyboard.press("Space")
        for _ in range(abs(steps)):
            page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")


def _choose_layer(page, widget, layer):
    """Go back to the layers, if there are several, take one, and return to the text."""
    page.keyboard.press("Shift+Tab")
    at = widget.evaluate(FOCUS)
    if at and at["name"].endswith("-layer"):
        _put(page, at, layer)
    page.keyboard.press("Tab")


def _mark(page, marks):
    """Walk to each place, line by line and word by word, and mark it."""
    where = """([line, word]) => {
      const words = [...document.activeElement.closest("[role=listbox]").querySelectorAll("[role=option]")];
      const group = words.find((w) => w.parentElement.getAttribute("aria-label") === line).parentElement;
      return words.indexOf(group.querySelectorAll("[role=option]")[word]) - words.indexOf(document.activeElement);
    }"""
    for line, words, _ in marks:
        first, last = map(int, words.split("-"))
        steps = page.evaluate(where, [line, first])
        for _ in range(abs(steps)):
            page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")
        for _ in range(last - first):
            page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Space")
