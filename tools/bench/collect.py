"""How fast a class is read, and how much memory that takes, beside nbgrader; `uv run python FILE` runs it.

Synthetic hand-ins of all exercises, 30, 300 and 3,000 of them, are collected in a process of its own each. With the
path of a Python that has nbgrader, the same five questions and twenty hand-ins go through `nbgrader autograde`, too:
what a teacher waits for, from files handed in to results.
"""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "helpers")]
FIVE = ("do-the-figures-tally", "what-follows-from-errors", "critical-pair", "averaging", "dating")
OURS = "import sys; from geo_lesson.cli import main; sys.exit(main(sys.argv[1:]))"


def write_class(folder, number, keys=None, variants=100):
    """Hand-ins into a folder; from as many different ones as `variants`, the others differ in who and when."""
    from studying import student, troops

    from geo_lesson.figures.catalogue import picture_of
    from geo_lesson.handin.file import write
    from geo_lesson.handin.sheet import claims_rows, parts

    content, drawn = troops(), {}
    known = {key: part for chapter in content.config.chapters for key, _, part in parts(content, chapter)}

    def draw(key, value):
        if known[key].figure and key not in drawn:
            drawn[key] = picture_of(content, "de", known[key], value)
        return drawn.get(key)

    folder.mkdir(parents=True)
    made = []
    for n in range(min(number, variants)):
        handin = student(content, n, pseudonym=f"blauer wal {n:04}")
        if keys:
            handin = replace(handin, records={key: handin.records[key] for key in keys})
        drafts = {key: record.draft.get("value") for key, record in handin.records.items()}
        made.append(write(handin, content, claims_rows(content, 2, drafts.get, "de"), draw))
    for n in range(number):
        (folder / f"{n}.html").write_bytes(renamed(made[n % variants], n % variants, n))


def renamed(written, before, after):
    """The same hand-in by another student, who answered in other seconds of the same minutes, sealed anew."""
    for form in ("blauer wal {:04}", '"id": "{:016x}"'):
        written = written.replace(form.format(before).encode(), form.format(after).encode())
    written = written.replace(b':00+01:00"', f':{after // 100 % 60:02}+01:00"'.encode())
    whole, seal, _ = written.rpartition(b"<!-- seal ")
    return whole + seal + hashlib.sha256(whole).hexdigest().encode() + b" -->\n"


def collect(folder, to):
    """Seconds on the clock, seconds of the processor, and the peak of memory in MB."""
    start = time.perf_counter()
    command = [sys.executable, "-c", OURS, "collect", str(folder), "--to", str(to), "--language", "de"]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, status
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def nbgrader(python, course, number=20):
    """Seconds that `nbgrader autograde` takes for five questions, each in a cell, and as many hand-ins."""
    cells = [{"cell_type": "markdown", "id": "head", "metadata": {}, "source": "# Five questions"}]
    for n in range(5):
        meta = {
            "grade_id": f"q{n}",
            "grade": False,
            "solution": True,
            "locked": False,
            "schema_version": 3,
            "task": False,
        }
        cells.append(code(f"a{n}", f"### BEGIN SOLUTION\nanswer_{n} = 'b'\n### END SOLUTION", meta))
        meta = {"grade_id": f"t{n}", "grade": True, "points": 1, "solution": False, "locked": True} | {
            "schema_version": 3,
            "task": False,
        }
        cells.append(code(f"t{n}", f"assert answer_{n} == 'b'", meta))
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}
    (course / "source" / "five").mkdir(parents=True)
    (course / "source" / "five" / "five.ipynb").write_text(json.dumps(notebook))
    (course / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "c"\n')
    run = [python, "-m", "nbgrader"]
    path = os.pathsep.join([str(Path(python).parent), os.environ["PATH"]])  # it calls alembic by its name
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    where = {"cwd": course, "check": True, "capture_output": True, "env": own | {"PATH": path}}
    subprocess.run([*run, "generate_assignment", "five"], **where)
    released = json.loads((course / "release" / "five" / "five.ipynb").read_text())
    for n in range(number):
        chance = random.Random(n)  # noqa: S311 - no secret
        for cell in released["cells"]:
            if cell["id"].startswith("a"):
                cell["source"] = f"answer_{cell['id'][1:]} = {chance.choice('abcd')!r}"
        target = course / "submitted" / f"s{n}" / "five"
        target.mkdir(parents=True)
        (target / "five.ipynb").write_text(json.dumps(released))
    start = time.perf_counter()
    subprocess.run([*run, "autograde", "five"], **where)
    assert len(list((course / "autograded").glob("*/five/five.ipynb"))) == number
    return time.perf_counter() - start


def code(id, source, meta):
    """A code cell of a notebook for nbgrader."""
    return {
        "cell_type": "code",
        "id": id,
        "metadata": {"nbgrader": meta},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def main():
    say = print
    base = Path(tempfile.mkdtemp())
    try:
        for number in (30, 300, 3000):
            write_class(base / f"in{number}", number)
            seconds, busy, memory = collect(base / f"in{number}", base / f"out{number}")
            rate, free = number / seconds, number / busy
            say(f"{number:5}: {seconds:6.2f} s, {rate:4.0f}/s; busy {busy:6.2f} s, {free:4.0f}/s; {memory:4.0f} MB")
            shutil.rmtree(base / f"in{number}")
        if len(sys.argv) > 1:
            write_class(base / "five", 20, FIVE)
            ours = min(collect(base / "five", base / "out")[0] for _ in range(3))
            theirs = nbgrader(sys.argv[1], base / "course")
            say(f"five questions, 20 hand-ins: {ours:.2f} s, nbgrader {theirs:.1f} s, ratio {theirs / ours:.0f}")
    finally:
        shutil.rmtree(base)


if __name__ == "__main__":
    sys.exit(main())
