"""Faces in a page of their own, without JupyterLab: the same script and styles, and the same desks behind them.

A page may be given a `window.kernel` before faces are shown in it; and `window.say`, the way to Python, may be cut.
"""

from base64 import b64encode
from pathlib import Path
from weakref import WeakKeyDictionary

import geo_lesson

STATIC = Path(geo_lesson.__file__).parent / "student" / "static"
SCRIPT = b64encode((STATIC / "exercise.js").read_bytes()).decode()
# What anywidget gives a face: a model that holds states, tells of their changes and carries messages.
SHOW = """async ([script, states]) => {
  const { default: { render } } = await import(`data:text/javascript;base64,${script}`);
  const listeners = states.map(() => ({}));
  const tell = (i, name, ...said) => (listeners[i][name] ?? []).forEach((listener) => listener(...said));
  window.hear = (news) => news.forEach(({ messages, ...now }, i) => {
    for (const name of ["shown", "picture"]) {
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
# The faces that a page shows now.
SHOWN = WeakKeyDictionary()


def show(page, *faces):
    """Show faces in a page, one below the other, and answer what they say; a page may be shown others afterwards."""

    def state(face, *names):
        return {name: getattr(face, name) for name in names}

    def say(i, message):
        faces = SHOWN[page]
        heard = [[] for _ in faces]
        for face, messages in zip(faces, heard, strict=True):
            face.send = messages.append
        faces[i]._on_message(faces[i], message, [])
        news = [state(face, "shown", "picture") for face in faces]
        return [{**now, "messages": messages} for now, messages in zip(news, heard, strict=True)]

    style = (STATIC / "exercise.css").read_text(encoding="utf-8")
    page.set_content(f"<!doctype html><html lang=en><title>Faces</title><style>{style}</style><body>")
    if page not in SHOWN:
        page.expose_function("say", say)
    SHOWN[page] = faces
    page.evaluate(SHOW, [SCRIPT, [state(face, "task", "shown", "picture", "draft") for face in faces]])
    page.locator(".geo-exercise").nth(len(faces) - 1).wait_for()
