"""How long until the first exercise can be answered, beside the floor `import anywidget`; `uv run python FILE` runs it.

Each run takes fresh kernels, in turn; what is printed are medians in seconds and the median of the ratios pair by pair.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).parent.parent.parent
FLOOR = "import anywidget"
CELLS = """
from geo_lesson import open_lesson
lesson = open_lesson("troops", language="de")
lesson.article()
lesson.exercise("first-impression")
"""


def seconds(source):
    """From a kernel that is ready to the end of the cells."""
    manager, client = start_new_kernel(cwd=str(ROOT / "notebooks" / "de"), stderr=subprocess.DEVNULL)
    try:
        start = time.perf_counter()
        reply = client.execute_interactive(source, output_hook=lambda _: None)
        assert reply["content"]["status"] == "ok", reply["content"]
        return time.perf_counter() - start
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main(runs=7):
    seconds(FLOOR)
    pairs = [(seconds(FLOOR), seconds(CELLS)) for _ in range(runs)]
    floor, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"import anywidget {floor:.3f} s, first exercise {ours:.3f} s, ratio {ratio:.2f} ({runs} pairs)")


if __name__ == "__main__":
    sys.exit(main())
