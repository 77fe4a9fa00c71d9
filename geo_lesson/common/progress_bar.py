"""A progress bar in a terminal; where the output goes elsewhere, nothing is drawn."""

import sys
import time

_WIDTH = 30


class Bar:
    """How many of `total` things are done. what: the words behind the numbers."""

    def __init__(self, total, what, stream=None):
        self.total, self.what, self.done = total, what, 0
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty()
        self._drawn = 0.0

    def step(self):
        """One more is done; more than was expected lets the end grow, as files in zips do."""
        self.done += 1
        self.total = max(self.total, self.done)
        if self._shown and time.monotonic() - self._drawn > 0.1:
            self._draw()

    def end(self):
        """Show the last state and go on in a new line."""
        if self._shown:
            self._draw()
            self._stream.write("\n")

    def _draw(self):
        self._drawn = time.monotonic()
        full = round(_WIDTH * self.done / max(self.total, 1))
        self._stream.write(f"\r[{'#' * full}{'.' * (_WIDTH - full)}] {self.done}/{self.total} {self.what}")
        self._stream.flush()
