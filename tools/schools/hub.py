"""JupyterHub for real: ten students at once, each in a Chromium of their own, answer the first five exercises.

    python3 -m venv ENV
    ENV/bin/pip install jupyterhub jupyterhub-firstuseauthenticator WHEEL
    npm install --prefix ENV configurable-http-proxy
    uv run python tools/schools/hub.py ENV

WHEEL is what `uv build --wheel` makes. The hub's configuration is the one that docs/schools.en.md tells to write; all
of it stays on loopback and in a temporary folder. One student's server is killed in the middle, and the hub is stopped
and started. Prints a table; ends with a traceback where an answer is lost or lies in another's folder. Linux only.
"""

import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Error, expect, sync_playwright
from visiting import ORIGIN, ROOT, START, Student, Visit, browser, widgets

STUDENTS = [Student(n) for n in range(1, 11)]
KILLED = STUDENTS[2]  # whose server ends in the middle of the third exercise
BARE = "student-30"  # who has no lesson open, but pandas and matplotlib
TOGETHER = threading.Barrier(len(STUDENTS), timeout=600)


class Hub:
    """The hub of docs/schools.en.md, in a folder of its own."""

    def __init__(self, env, folder):
        self.env, self.folder, self.homes = env, folder, folder / "homes"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        told = (ROOT / "docs/schools.en.md").read_text(encoding="utf-8")
        config = re.search(r"```python\n(c\.JupyterHub.*?)```", told, re.S).group(1)
        for there, here in (
            ("http://127.0.0.1:8000", self.address),
            ("/opt/lesson", str(env)),
            ("/srv/lesson", str(self.homes)),
        ):
            config = config.replace(there, here)
        if os.geteuid() == 0:
            config += 'c.Spawner.args += ["--allow-root"]\n'
        (folder / "jupyterhub_config.py").write_text(config, encoding="utf-8")
        self.start()

    def start(self):
        with (self.folder / "log").open("a") as log:
            own = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTHON"))}
            command = [self.env / "bin/jupyterhub"]
            self.process = subprocess.Popen(command, cwd=self.folder, env=own, stdout=log, stderr=log)
        host, port = self.address.removeprefix("http://").split(":")
        for _ in range(120):
            time.sleep(0.5)
            with suppress(OSError), socket.create_connection((host, int(port)), 1):
                return
        raise RuntimeError((self.folder / "log").read_text())

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(120)

    def processes(self):
        """(account, what, process id) of every server and kernel; a kernel by the name of its notebook."""
        for path in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                said = dict(line.partition("=")[::2] for line in (path / "environ").read_text().split("\0"))
                if said.get("HOME", "").startswith(str(self.homes)) and "JUPYTERHUB_USER" in said:
                    kernel = "ipykernel_launcher" in (path / "cmdline").read_text()
                    what = Path(said.get("JPY_SESSION_NAME", "")).stem if kernel else "server"
                    yield said["JUPYTERHUB_USER"], what, int(path.name)

    def link(self, path):
        """What a teacher would hand out; with a layout of its own for each notebook, so that it alone is open."""
        return f"{self.address}/hub/user-redirect/lab/workspaces/{Path(path).stem}/tree/{path}"


def megabytes(process):
    """Resident and proportional memory."""
    said = Path(f"/proc/{process}/smaps_rollup").read_text()
    return [int(re.search(rf"^{kind}: +(\d+)", said, re.M).group(1)) / 1024 for kind in ("Rss", "Pss")]


class Guest(Visit):
    """A notebook at the hub; signs in where the hub asks, and starts the server where it has to be started."""

    def __init__(self, page, hub, name, path):
        self.name = name
        settings = hub.homes / name / ".jupyter/lab/user-settings/@jupyterlab/notebook-extension"
        settings.mkdir(parents=True, exist_ok=True)  # all cells stay in the page, so that every widget can be met
        (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
        super().__init__(page, hub.link(path))

    def open(self):
        notebook = self.page.locator(".jp-NotebookPanel")
        self.page.goto("about:blank")
        while not notebook.count():
            self.page.goto(self.link)
            self.page.locator("#login_submit, #start, .jp-NotebookPanel, #progress-bar").first.wait_for()
            if self.page.locator("#login_submit").count():
                self.page.locator("#username_input").fill(self.name)
                self.page.locator("#password_input").fill(f"password of {self.name}")
                self.page.locator("#login_submit").click()
            elif self.page.locator("#start").count():
                self.page.locator("#start").click()
            with suppress(Error):  # then the link once more, as a student would
                notebook.wait_for(timeout=60_000)
        self.wait_idle()


def lesson(student, name):
    return f"geo_lesson/notebooks/{student.language}/{name}.ipynb"


def alone(act, hub, student):
    """In a browser of the student's own; where one cannot go on, the others need not wait."""
    with sync_playwright() as playwright:
        page = browser(playwright).new_page(viewport={"width": 1280, "height": 1000}, locale="en-GB")
        try:
            return act(hub, student, page)
        except threading.BrokenBarrierError:
            raise
        except Exception as error:
            TOGETHER.abort()
            if pictures := os.environ.get("GEO_LESSON_PICTURES"):
                page.screenshot(path=f"{pictures}/failed-{student.name}.png")
            print(student.name, error)
            raise


def work(hub, student, page):
    """Five exercises from signing in; returns the seconds to the notebook and from Run All to the first exercise."""
    TOGETHER.wait()
    began = time.monotonic()
    notebook = Guest(page, hub, student.name, lesson(student, "0_start"))
    opened = time.monotonic() - began
    TOGETHER.wait()
    first = notebook.run(len(START))
    for at, id in enumerate(START):
        if student is KILLED and id == START[-1]:
            notebook = killed(hub, student, notebook)
        student.answer(page.locator(".geo-exercise").nth(at), id)
    notebook = Guest(page, hub, student.name, lesson(student, "1_origin"))
    notebook.run(widgets("origin"))
    for at, id in enumerate(ORIGIN):
        student.answer(page.locator(".geo-exercise").nth(at), id)
    notebook.menu("File", "Save Notebook")
    notebook.picture(f"hub-{student.name}")
    TOGETHER.wait()
    return opened, first


def killed(hub, student, notebook):
    """The third exercise is filled in and not submitted when the server ends; a new one, by the same link, knows it."""
    widget = notebook.page.locator(".geo-exercise").nth(2)
    student.fill(widget, START[2])
    expect(widget.get_by_text(re.compile("^(Saved at|Gespeichert um)"))).to_be_visible()
    for account, what, process in hub.processes():
        if (account, what) == (student.name, "server"):
            os.kill(process, signal.SIGKILL)
    notebook.page.wait_for_timeout(15_000)  # until JupyterLab notices
    notebook.picture("hub-killed")
    again = Guest(notebook.page, hub, student.name, lesson(student, "0_start"))
    again.run(len(START))
    for at, id in enumerate(START):
        student.stands(again.page.locator(".geo-exercise").nth(at), id)
    again.picture("hub-after-kill")
    return again


def bare(hub):
    """A kernel of the same hub in which pandas and matplotlib are imported and nothing else is done."""
    home = hub.homes / BARE
    home.mkdir(parents=True)
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
    cell["source"] = "import pandas, matplotlib.pyplot"
    content = {"cells": [cell], "metadata": {"kernelspec": {"name": "python3", "display_name": ""}}}
    (home / "bare.ipynb").write_text(json.dumps(content | {"nbformat": 4, "nbformat_minor": 5}))
    with sync_playwright() as playwright:
        notebook = Guest(browser(playwright).new_page(), hub, BARE, "bare.ipynb")
        notebook.menu("Run", "Run All Cells")
        notebook.page.get_by_text("[1]:").wait_for()
        notebook.wait_idle()


def on_disk(hub):
    """In each home lies what this student said, all of it, and nothing that another said."""
    for student in STUDENTS:
        folder = hub.homes / student.name / "geo_lesson/answers/troops/me"
        assert {path.stem for path in folder.glob("*.json")} == {*START, *ORIGIN}, student.name
        for id in (*START, *ORIGIN):
            text = (folder / f"{id}.json").read_text(encoding="utf-8")
            record, said = json.loads(text), student.values(id)
            assert record["draft"] == said, (student.name, id)
            handed = [attempt["answer"] for attempt in record["attempts"]]
            assert handed[0] == {name: said[name] for name in said if name != "after"}, (student.name, id)
            assert not [o.name for o in STUDENTS if o is not student and o.name in text], (student.name, id)


def come_back(hub, student, page):
    """After the hub was stopped: the same links, and everything stands in its field."""
    for name, chapter, ids in (("0_start", "start", START), ("1_origin", "origin", ORIGIN)):
        notebook = Guest(page, hub, student.name, lesson(student, name))
        notebook.run(widgets(chapter))
        for at, id in enumerate(ids):
            student.stands(page.locator(".geo-exercise").nth(at), id)


def main(env):
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(len(STUDENTS)) as pool:
        hub = Hub(Path(env).resolve(), Path(folder))
        try:
            times = list(pool.map(lambda student: alone(work, hub, student), STUDENTS))
            on_disk(hub)
            bare(hub)
            sizes = {}
            for _, what, process in hub.processes():
                sizes.setdefault(what, []).append(megabytes(process))
            tell(times, sizes)
            hub.stop()
            assert not list(hub.processes())
            hub.start()
            list(pool.map(lambda student: alone(come_back, hub, student), STUDENTS))
            on_disk(hub)
        finally:
            hub.stop()
            said = (hub.folder / "log").read_text(encoding="utf-8")
    print("\nHub stopped and started: everything is there. Kernels that found no port:", said.count("already in use"))


def tell(times, sizes):
    print("| all ten at once | median | longest |\n|---|---|---|")
    for what, column in zip(
        ("signed in, notebook open", "Run All to the first exercise"), zip(*times, strict=True), strict=True
    ):
        print(f"| {what} | {statistics.median(column):.1f} s | {max(column):.1f} s |")
    print("\n| memory, median | number | resident | proportional | beside the bare kernel |\n|---|---|---|---|---|")
    floor = sizes["bare"][0]
    for what, found in sorted(sizes.items()):
        rss, pss = (statistics.median(column) for column in zip(*found, strict=True))
        print(f"| {what} | {len(found)} | {rss:.0f} MB | {pss:.0f} MB | {rss / floor[0]:.2f}, {pss / floor[1]:.2f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
