"""The face of an exercise in the notebook: one anywidget for all kinds, semantic HTML, texts only as text nodes.

A face only carries messages. What it says comes from its session, so all faces of one exercise show the same.
"""

import hashlib
import logging
from pathlib import Path

import anywidget
import traitlets

from geo_lesson.common.html import STATIC
from geo_lesson.exercises.task_view import task_view
from geo_lesson.student import messages

_STATIC = Path(__file__).parent / "static"


class Face(anywidget.AnyWidget):
    """One exercise as it is seen and answered; close it by running its cell again."""

    _esm = _STATIC / "exercise.js"  # a path: with ANYWIDGET_HMR=1, a saved file shows at once
    _css = "\n".join(path.read_text(encoding="utf-8") for path in (_STATIC / "exercise.css", STATIC / "figure.css"))

    task = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)
    picture = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    draft = traitlets.Dict().tag(sync=True)

    def __init__(self, desk):
        session = desk.session
        super().__init__(task=desk.task(), shown=session.shown(), draft=desk.draft())
        self._desk, self._language = desk, session.language
        self.views = set()
        self.on_msg(self._on_message)

    def _on_message(self, _widget, message, _buffers):
        """Answer the browser. JupyterLab hides what a callback raises, so it is said inside the face instead."""
        try:
            self._desk.receive(self, message)
        except Exception:  # whatever it is, the student must learn that this was not saved
            logging.getLogger(__name__).exception("message of a face")
            view, number = (message.get(key) if isinstance(message, dict) else None for key in ("view", "number"))
            told = {"problem": messages.ERROR_OCCURRED[self._language], "broken": True}
            self.send({"type": "ack", "view": view, "number": number} | told)

    def _repr_mimebundle_(self, **kwargs):
        """Where no widget can be shown, for instance in an export, a sentence says what to do."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        data["text/plain"] = f"{self.task['title']}: {messages.RUN_THIS_CELL[self._language]}"
        return bundle


class Faces(tuple):
    """The faces of the parts of one exercise, shown one below the other."""

    def _ipython_display_(self):
        from IPython.display import display  # only where there is a notebook

        display(*self)


class Desk:
    """All faces of one exercise, kept in step, and the words they use.

    room: the folder of the student's answers; together with exercise and language, and what is left out of it, it names
    what a browser tab holds for this face.   beside: what stands beside the task, as plain data by name: `sentences`,
    `cards`, and `cards_after` the attempt.   draw: makes the picture that belongs to an answer, as plain data; None
    where there is none.   next: the desk of the part that waits for an answer here.
    """

    def __init__(self, session, room):
        self.session, self.next = session, None
        self.prepare({}, None)
        named = [str(room), session.exercise.id, session.language, *sorted(session.exercise.left_out)]
        self._student = "" if room.name == "me" else room.name
        self._key = hashlib.sha256("/".join(named).encode()).hexdigest()[:16]
        self._faces = []

    def prepare(self, beside, draw):
        """Take what the lesson's files say now; a picture drawn before is drawn anew."""
        self.beside, self.draw, self._drawn = beside, draw, None

    def face(self):
        """A new face; it shows what is on disk."""
        face = Face(self)
        self._faces.append(face)
        # A reloaded page says no goodbye: of many faces only the newest can still have somebody before them.
        while len(self._faces) > _MOST_FACES:
            self._faces.pop(0).close()
        self.show()
        return face

    def receive(self, face, message):
        """Take a message of a face, acknowledge it, and bring all faces into step."""
        act, view = message.get("type"), message.get("view")
        if act == "here":
            face.views.add(view)
            face.send({"type": "draft", "to": view, **self.draft()})
            self._draw_picture()
        elif act == "gone":
            self._leave(face, view)
        else:
            before = self.session.record.draft
            acknowledgement = self.session.handle(message)
            self.show()
            face.send(acknowledgement)
            if self.session.record.draft != before:  # a submission that failed may have saved it all the same
                # Whoever has just sent this draft does not need it back; what another kernel wrote, it does.
                own = view if act in ("draft", "submit") else None
                if own is None or sum(len(f.views) for f in self._faces) > 1:
                    for other in self._faces:
                        other.send({"type": "draft", "not": own, **self.draft()})
            if act == "submit":
                self._draw_picture()
                if self.next:
                    self.next.show()

    def draft(self):
        """What stands in the fields, and with which revision and from which view it came to stand there."""
        record = self.session.record
        return {
            "values": self.session.exercise.split_values(record.draft)[0],
            "revision": record.drafted,
            "by": record.drafted_by,
        }

    def show(self):
        """Bring all faces to what the session says."""
        shown = self.session.shown()
        cards = self.beside.get("cards_after", []) if shown.get("feedback") else []
        for face in self._faces:
            face.shown = shown | {"cards": cards}

    def _draw_picture(self):
        """Draw what belongs to the latest answer, after everything else has been said; a drawing takes its time."""
        answer = self.session.latest
        if not self.draw or answer is None:
            return
        if self._drawn is None or self._drawn[0] != answer:
            self._drawn = (answer, self.draw(answer))
        for face in self._faces:
            face.picture = self._drawn[1]

    def _leave(self, face, view):
        """A view is gone; a face whose last view is gone is closed."""
        if view not in face.views:
            return
        face.views.discard(view)
        if not face.views and face in self._faces:
            self._faces.remove(face)
            face.close()

    def task(self):
        """What the face shows from the start, as plain data in the student's language. It holds no key."""
        exercise, language = self.session.exercise, self.session.language
        return task_view(exercise, language) | {
            "id": exercise.id,
            "key": self._key,
            "student": self._student,
            "sentences": self.beside.get("sentences", []),
            "cards": self.beside.get("cards", []),
            "hints": len(exercise.hints),
            "words": {name: text[language] for name, text in messages.EXERCISE_LABELS.items()},
        }


_MOST_FACES = 8
