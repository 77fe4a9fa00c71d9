"""Show exercises in a page of their own, without JupyterLab: with the same script, styles and controllers.

A page may be given a `window.kernel` before; and `window.say`, the way to Python, may be cut.
"""

from base64 import b64encode
from pathlib import Path
from weakref import WeakKeyDictionary

import geo_lesson

STATIC = Path(geo_lesson.__file__).parent / "student" / "static"
SCRIPT = b64encode((STATIC / "exercise.js").read_bytes()).decode()
# What anywidget gives a widget: a model that holds its state, tells of changes and carries messages.
SHOW = """async ([script, states]) => {
  const { default: { render } } = await import(`data:text/javascript;base64,${script}`);
  const listeners = states.map(() => ({}));
  const tell = (i, name, ...content) => (listeners[i][name] ?? []).forEach((listener) => listener(...content));
  window.hear = (news) => news.forEach(({ messages, ...now }, i) => {
    for (const name of ["feedback_view", "picture"]) {
      if (JSON.stringify(states[i][name]) === JSON.stringify(now[name])) continue;
      states[i][name] = now[name];
      tell(i, `change:${name}`);
    }
    messages.forEach((message) => tell(i, "msg:custom", message));
  });
  states.forEach((state, i) => {
    const model = {
      get: (name) => state[name],
      set: (name, value) => (state[name] = value),
      on: (name, listener) => (listeners[i][name] ??= []).push(listener),
      send: async (message) => window.hear(await window.say(i, message)),
      widget_manager: { kernel: window.kernel },
    };
    const el = document.body.appendChild(document.createElement("div"));
    render({ model, el, signal: new AbortController().signal });
  });
}"""
# The widgets that a page shows.
WIDGETS = WeakKeyDictionary()


def show(page, *widgets):
    """Show widgets in a page, one below the other, and answer what they say; a page may be shown others afterwards."""

    def state(widget, *names):
        return {name: getattr(widget, name) for name in names}

    def say(i, message):
        widgets = WIDGETS[page]
        heard = [[] for _ in widgets]
        for widget, messages in zip(widgets, heard, strict=True):
            widget.send = messages.append
        widgets[i]._on_message(widgets[i], message, [])
        news = [state(widget, "feedback_view", "picture") for widget in widgets]
        return [{**now, "messages": messages} for now, messages in zip(news, heard, strict=True)]

    style = (STATIC / "exercise.css").read_text(encoding="utf-8")
    page.set_content(f"<!doctype html><html lang=en><title>Exercises</title><style>{style}</style><body>")
    if page not in WIDGETS:
        page.expose_function("say", say)
    WIDGETS[page] = widgets
    page.evaluate(SHOW, [SCRIPT, [state(widget, "task", "feedback_view", "picture", "draft") for widget in widgets]])
    page.locator(".geo-exercise").nth(len(widgets) - 1).wait_for()
