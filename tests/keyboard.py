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
