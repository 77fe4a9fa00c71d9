"""How long a hand-in takes and how large it is, beside nbconvert's page of a notebook; `uv run python FILE` runs it."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

from studying import student, troops  # noqa: E402 - of the tests

from geo_lesson.figures.catalogue import picture_of  # noqa: E402
from geo_lesson.handin.file import carries, write  # noqa: E402
from geo_lesson.handin.sheet import claims_rows, parts  # noqa: E402


def measured(ask, runs=5):
    """The median of seconds, and what came out."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        found = ask()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), found


def main():
    content = troops()
    known = {key: part for chapter in content.config.chapters for key, _, part in parts(content, chapter)}
    handin = student(content, 3)
    drafts = {key: record.draft.get("value") for key, record in handin.records.items()}

    def written(draw=None):
        return write(handin, content, claims_rows(content, 2, drafts.get, "de"), draw)

    def draw(key, value):
        return picture_of(content, "de", known[key], value) if known[key].figure else None

    rows = [("hand-in of all exercises, words only", *measured(written))]
    rows.append(("the same with its pictures", *measured(lambda: written(draw))))
    rows.append(
        ("to see that a file holds these answers already", measured(lambda: carries(rows[1][2], handin))[0], b"")
    )
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", "--execute", "--output-dir", folder]
        for name in ("0_start", "5_weigh"):
            notebook = [str(ROOT / "notebooks" / "de" / f"{name}.ipynb"), "--output", name]
            seconds, _ = measured(
                lambda n=notebook: subprocess.run(command + n, check=True, capture_output=True), runs=1
            )
            rows.append((f"nbconvert of {name}, run", seconds, (Path(folder) / f"{name}.html").read_bytes()))
    print("| what | seconds | KB |\n|---|---|---|")
    for what, seconds, page in rows:
        print(f"| {what} | {seconds:.3f} | {len(page) // 1000 or ''} |")


if __name__ == "__main__":
    main()
