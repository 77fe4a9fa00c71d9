"""Drive widgets as a browser would, without one: run cells, send comm messages, collect errors."""

import itertools
import time

from jupyter_client.manager import start_new_kernel


class Kernel:
    """A real kernel in a folder; with `subshell=True`, widgets are opened and answered in a thread beside the main one.

    JupyterLab sends widget messages to a subshell; ipykernel answers them where the comm last spoke from. A widget
    opened in a subshell is therefore answered there.
    """

    def __init__(self, folder, subshell=False):
        self.manager, self.client = start_new_kernel(cwd=str(folder))
        self.models, self.custom, self.errors, self.outputs = {}, [], [], []
        self._numbers = itertools.count(1)
        self._subshell = self._create_subshell() if subshell else None

    def run(self, source):
        """Run a cell; returns the ids of the widget models it opened."""
        before = set(self.models)
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        self.wait(self._post("execute_request", {**content, "stop_on_error": True}))
        return [model for model in self.models if model not in before]

    def exercise(self, exercise, language="en"):
        """Open an exercise as a notebook does; returns the id of its model."""
        return self.exercise_parts(exercise, language)[0]

    def exercise_parts(self, exercise, language="en", lesson="troops"):
        """Open an exercise as a notebook does; returns the ids of the models of its parts."""
        self.run(f"from geo_lesson import open_lesson\nlesson = open_lesson('{lesson}', language='{language}')")
        models = self.run(f"lesson.exercise('{exercise}')")
        return [model for model in models if "task" in self.models[model]]

    def tell(self, model, act, view="v1", **content):
        """Send a message of a widget and wait for its acknowledgement, which is returned."""
        number = next(self._numbers)
        start = len(self.custom)
        self.send(model, {"type": act, "view": view, "number": number, **content})
        own = [m for m in self.custom[start:] if m.get("type") == "ack" and m.get("number") == number]
        return own[0] if own else None

    def send(self, model, content):
        self.wait(self.post(model, content))

    def post(self, model, content):
        """Send without waiting; returns the id of the message."""
        return self._post("comm_msg", {"comm_id": model, "data": {"method": "custom", "content": content}})

    def _post(self, kind, content):
        message = self.client.session.msg(kind, content)
        if self._subshell:
            message["header"]["subshell_id"] = self._subshell
        self.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def feedback_view(self, model):
        return self.models[model]["feedback_view"]

    def wait(self, message_id, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            message = self.client.get_iopub_msg(timeout=seconds)
            self._take(message)
            idle = message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
            if idle and message["parent_header"].get("msg_id") == message_id:
                return
        raise TimeoutError(f"the kernel did not answer within {seconds} s")

    def _take(self, message):
        kind, content = message["msg_type"], message["content"]
        data = content.get("data", {}) if kind.startswith("comm") else {}
        if kind == "comm_open":
            self.models[content["comm_id"]] = data.get("state", {})
        elif kind == "comm_close":
            self.models.pop(content["comm_id"], None)
        elif kind == "comm_msg" and data.get("method") == "update":
            self.models.setdefault(content["comm_id"], {}).update(data["state"])
        elif kind == "comm_msg" and data.get("method") == "custom":
            self.custom.append({"model": content["comm_id"], **data["content"]})
        elif kind == "error":
            self.errors.append((message["parent_header"].get("msg_type"), content["ename"], content["traceback"]))
        elif kind in ("execute_result", "display_data"):
            self.outputs.append(content["data"])

    def _create_subshell(self):
        message = self.client.session.msg("create_subshell_request", {})
        self.client.control_channel.send(message)
        reply = self.client.control_channel.get_msg(timeout=30)
        return reply["content"]["subshell_id"]

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()
