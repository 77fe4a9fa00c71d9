"""How fast the rest is, each beside what it cannot do without; `uv run python tools/bench/speed.py` prints the table.

Each pair takes fresh kernels or processes, in turn; what is printed are medians, and the median of the ratios pair by
pair. Needs Linux, where /proc says how much memory a process holds.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from first_exercise import CELLS, FLOOR, seconds
from jupyter_client.manager import start_new_kernel

from geo_lesson.claims.comparison import compare
from geo_lesson.content.folder import LessonFolder
from geo_lesson.student.store import Answers

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = ROOT / "notebooks" / "de"
# What a notebook may need that somebody else has written; of these, it is charged with those it loads.
IMPORTS = ("anywidget", "pydantic", "yaml", "jinja2", "filelock", "babel.numbers", "pandas", "matplotlib.figure")


class Run:
    """A kernel that runs cells; closed at the end."""

    def __init__(self):
        self.start = time.perf_counter()
        self.manager, self.client = start_new_kernel(cwd=str(NOTEBOOKS), stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def cells(self, sources, expression="None"):
        """Seconds from the start of the kernel to the end of the cells, and what the expression says then."""
        for source in sources:
            reply = self.client.execute_interactive(source, output_hook=lambda _: None, timeout=120)
            assert reply["content"]["status"] == "ok", reply["content"]
        took = time.perf_counter() - self.start
        told = self.client.execute_interactive("", user_expressions={"x": expression}, output_hook=lambda _: None)
        return took, told["content"]["user_expressions"]["x"]["data"]["text/plain"]

    def megabytes(self):
        status = Path(f"/proc/{self.manager.provisioner.pid}/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


def cells_of(name):
    cells = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def run_all(name, runs):
    """Run All of a notebook beside an empty one that imports the same."""
    with Run() as run:
        loaded = run.cells(cells_of(name), f"[m for m in {IMPORTS!r} if m in __import__('sys').modules]")[1]
    imports = ["import " + ", ".join(json.loads(loaded.replace("'", '"')))]
    pairs = []
    for _ in range(runs):
        with Run() as run:
            floor = run.cells(imports)[0]
        with Run() as run:
            pairs.append((floor, run.cells(cells_of(name))[0]))
    return pairs


def memory(runs):
    """A kernel with notebook 3 run beside a bare one with pandas and matplotlib imported, in MB."""
    pairs = []
    for _ in range(runs):
        with Run() as run:
            run.cells(["import pandas, matplotlib.pyplot"])
            bare = run.megabytes()
        with Run() as run:
            run.cells(cells_of("3_compare"))
            pairs.append((bare, run.megabytes()))
    return pairs


def check(runs):
    """`geo-lesson check` on all we ship, beside a Python that does nothing."""
    pairs = []
    for _ in range(runs):
        took = []
        for what in (["-c", "pass"], ["-m", "geo_lesson", "check"]):
            start = time.perf_counter()
            subprocess.run([sys.executable, *what], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
            took.append(time.perf_counter() - start)
        pairs.append(took)
    return pairs


def save(runs):
    """One draft of 2,000 characters, beside writing and flushing the same bytes, in ms."""
    pairs = []
    with tempfile.TemporaryDirectory(dir=ROOT) as folder:
        answers, other = Answers(Path(folder)), Path(folder) / "other"
        for n in range(runs):
            draft = {"value": f"{n:4}" * 500}
            start = time.perf_counter()
            with other.with_suffix(".new").open("wb") as file:
                file.write(json.dumps(draft).encode())
                file.flush()
                os.fsync(file.fileno())
            other.with_suffix(".new").replace(other)
            middle = time.perf_counter()
            answers.change("rally", lambda record, draft=draft: replace(record, draft=draft))
            pairs.append(((middle - start) * 1000, (time.perf_counter() - middle) * 1000))
    return pairs


def comparison():
    """Seconds for all pairs of claims of the lesson, and how many there are."""
    content = LessonFolder(ROOT / "data" / "troops")
    claims = (*content.table("claims.csv"), *content.table("record.csv"))
    taxonomy, pairs = content.taxonomy, list(combinations(claims, 2))
    start = time.perf_counter()
    for a, b in pairs:
        compare(a, b, taxonomy=taxonomy)
    return time.perf_counter() - start, len(pairs)


def line(what, pairs, unit, aim, digits=2):
    floor, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"| {what} | {floor:.{digits}f} {unit} | {ours:.{digits}f} {unit} | {ratio:.2f} | {aim} |", flush=True)


def main(runs=3):
    print("| what | floor | ours | ratio | aim |\n|---|---|---|---|---|")
    first = [(seconds(FLOOR), seconds(CELLS)) for _ in range(2 * runs + 2)][1:]
    line("first exercise, beside `import anywidget`", first, "s", "1.5 times")
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        line(f"Run All of {path.stem}, beside the same imports", run_all(path.stem, runs), "s", "1.3 times")
    line("`geo-lesson check`, beside an empty Python", check(runs + 2), "s", "0.7 s")
    line("save, beside writing and flushing the same bytes", save(200), "ms", "20 ms", 1)
    line("memory of notebook 3, beside pandas and matplotlib", memory(runs), "MB", "1.1 times", 0)
    took, pairs = comparison()
    print(f"| comparison, all {pairs} pairs | | {took:.2f} s | | {took / pairs * 1e6:.0f} µs each |")


if __name__ == "__main__":
    sys.exit(main())
