"""Faces in a page of their own, without JupyterLab: the same script and styles, and the same desks behind them."""

from base64 import b64encode
from pathlib import Path

import geo_lesson

STATIC = Path(geo_lesson.__file__).parent / "static"
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
    };
    const el = document.body.appendChild(document.createElement("div"));
    render({ model, el, signal: new AbortController().signal });
  });
}"""


def show(page, *faces):
    """Show faces in a page, one below the other, and answer what they say."""

    def state(face, *names):
        return {name: getattr(face, name) for name in names}

    def say(i, message):
        heard = [[] for _ in faces]
        for face, messages in zip(faces, heard, strict=True):
            face.send = messages.append
        faces[i]._desk.receive(faces[i], message)
        news = [state(face, "shown", "picture") for face in faces]
        return [{**now, "messages": messages} for now, messages in zip(news, heard, strict=True)]

    style = (STATIC / "exercise.css").read_text(encoding="utf-8")
    page.set_content(f"<!doctype html><html lang=en><title>Faces</title><style>{style}</style><body>")
    page.expose_function("say", say)
    page.evaluate(SHOW, [SCRIPT, [state(face, "task", "shown", "picture", "draft") for face in faces]])
    page.locator(".geo-exercise").nth(len(faces) - 1).wait_for()
