"""Show an exercise in the notebook: one anywidget for all kinds, semantic HTML, texts only as text nodes.

A widget only carries messages. Everything it shows comes from its controller, so all widgets of one exercise agree.
"""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from geo_lesson.common.html import STATIC
from geo_lesson.student import messages

if TYPE_CHECKING:
    from geo_lesson.student.controllers import ExerciseController

_STATIC = Path(__file__).parent / "static"


class ExerciseWidget(anywidget.AnyWidget):
    """One exercise as it is seen and answered."""

    _esm = _STATIC / "exercise.js"  # a path: with ANYWIDGET_HMR=1, a saved file shows at once
    _css = "\n".join(path.read_text(encoding="utf-8") for path in (_STATIC / "exercise.css", STATIC / "figure.css"))

    task = traitlets.Dict().tag(sync=True)
    feedback_view = traitlets.Dict().tag(sync=True)
    picture = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    draft = traitlets.Dict().tag(sync=True)

    def __init__(self, controller: "ExerciseController") -> None:
        super().__init__(task=controller.task(), feedback_view=controller.feedback_view(), draft=controller.draft())
        self.controller = controller
        self.views: set[Any] = set()  # ids of the browser views that show it
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, message: Any, _buffers: Any) -> None:
        """Answer the browser. JupyterLab hides what a callback raises, so the widget itself reports it."""
        try:
            self.controller.receive(self, message)
        except Exception:  # whatever it is, the student must learn that this was not saved
            logging.getLogger(__name__).exception("message of an exercise")
            view, number = (message.get(key) if isinstance(message, dict) else None for key in ("view", "number"))
            problem = messages.ERROR_OCCURRED[self.controller.session.language]
            self.send({"type": "ack", "view": view, "number": number, "problem": problem, "broken": True})

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Add a sentence that says what to do where no widget can be shown, for instance in an export."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            data["text/plain"] = f"{self.task['title']}: {messages.RUN_THIS_CELL[self.controller.session.language]}"
        return bundle


class ExerciseWidgets(tuple[ExerciseWidget, ...]):
    """The parts of one exercise, shown one below the other."""

    def _ipython_display_(self) -> None:
        from IPython.display import display  # only where there is a notebook

        display(*self)
