"""nbgitpuller for real: a class gets the lesson from a git repository, answers, and gets it again when it has changed.

    python3 -m venv ENV
    ENV/bin/pip install jupyterlab nbgitpuller WHEEL
    uv run python tools/schools/pull.py ENV

WHEEL is what `uv build --wheel` makes; git and Chromium must be there. Everything stays on loopback and in a temporary
folder, and the Jupyter server is none that `geo-lesson start` started. Prints a table; ends with a traceback where an
answer is lost or a change does not arrive.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import expect, sync_playwright
from visiting import START, Student, Visit, browser

STUDENT = Student(1)
NOTEBOOK = "notebooks/en/0_start.ipynb"
EXERCISES = "data/troops/exercises"
CHANGES = {  # file: what stands there, and what the teacher writes instead
    f"{EXERCISES}/first-impression.yaml": ("Give a lower and an upper limit", "Please give two limits"),
    f"{EXERCISES}/three-numbers-one-rally.yaml": ("Averaging an expectation", "To average an expectation"),
    NOTEBOOK: ("in three minutes at most", "in five minutes at most"),
}


class Repository:
    """A git repository with the lesson, from which a class gets it."""

    def __init__(self, env, folder):
        self.folder = folder
        subprocess.run([env / "bin/geo-lesson", "start", folder, "--no-server"], check=True, stdout=subprocess.DEVNULL)
        self.git("init", "-q", "-b", "main")
        self.publish()

    def git(self, *arguments):
        me = ["-c", "user.name=teacher", "-c", "user.email=teacher@school.invalid"]
        subprocess.run(["git", *me, *arguments], cwd=self.folder, check=True)  # noqa: S607 - as a teacher types it

    def change(self, path, before, after):
        """What a teacher changes in an editor."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert before in text, (path, before)
        (self.folder / path).write_text(text.replace(before, after, 1), encoding="utf-8")

    def publish(self):
        self.git("add", ".")
        self.git("commit", "-q", "--allow-empty", "-m", "The lesson")


@contextmanager
def jupyterlab(env, home):
    """A Jupyter server as a school runs it; yields its address."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTHON"))}
    arguments = ["--no-browser", "--ServerApp.ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token=school"]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            [env / "bin/jupyter-lab", "--allow-root", *arguments],
            cwd=home,
            env=own | {"HOME": str(home), "PATH": f"{env / 'bin'}{os.pathsep}{os.environ['PATH']}"},
            stderr=log,
        )
    try:
        for _ in range(120):
            time.sleep(0.5)
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def local_changes(home):
    """What git takes for the student's own changes."""
    command = ["git", "status", "--short", "--untracked-files=no"]
    return subprocess.run(command, cwd=home / "lesson", capture_output=True, text=True, check=True).stdout


def look(notebook, words):
    """All answers stand in their fields, and what the teacher changed is to be read."""
    notebook.run(len(START))
    for at, id in enumerate(START):
        STUDENT.stands(notebook.page.locator(".geo-exercise").nth(at), id)
    for said in words:
        expect(notebook.page.get_by_text(said).filter(visible=True).first).to_be_visible()
    expect(notebook.page.get_by_text("Error displaying widget")).to_have_count(0)


def save(notebook):
    notebook.menu("File", "Save Notebook")
    expect(notebook.page.locator(".jp-mod-dirty")).to_have_count(0)


def answers(home):
    """The bytes of every answer."""
    return {path.name: path.read_bytes() for path in (home / "lesson/answers/troops/me").glob("*.json")}


def write_into(home):
    """A student's own heading in the first cell, and a cell at the end of the notebook."""
    path = home / "lesson" / NOTEBOOK
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = {"cell_type": "code", "execution_count": None, "id": "mine", "metadata": {}, "outputs": []}
    notebook["cells"].append(cell | {"source": ["len(lesson.sentences)"]})
    notebook["cells"][0]["source"][0] = "# My own heading\n"
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main(env):
    env, seen = Path(env).resolve(), []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lesson, home = Repository(env, Path(folder) / "lesson"), Path(folder) / "home"
        settings = home / ".jupyter/lab/user-settings/@jupyterlab/notebook-extension"
        settings.mkdir(parents=True)  # all cells stay in the page, so that every widget can be met
        (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
        asked = {"repo": lesson.folder.as_uri(), "branch": "main", "urlpath": f"lab/tree/lesson/{NOTEBOOK}?reset"}
        with jupyterlab(env, home) as address:
            link = f"{address}/git-pull?token=school&{urlencode(asked)}"
            page = browser(playwright).new_page(viewport={"width": 1280, "height": 1000}, locale="en-GB")
            notebook = Visit(page, link)
            notebook.run(len(START))
            for at, id in enumerate(START):
                STUDENT.answer(page.locator(".geo-exercise").nth(at), id)
            save(notebook)
            kept = answers(home)
            assert len(kept) == len(START)
            assert local_changes(home) == ""
            seen.append(("notebook run, answered and saved", "git sees no change of the student's"))

            for path, (before, after) in CHANGES.items():
                lesson.change(path, before, after)
            lesson.publish()
            look(Visit(page, link), ["Please give two limits", "in five minutes at most", "To average an expectation"])
            notebook.picture("pull-changed")
            assert answers(home) == kept
            seen.append(("question, feedback and notebook changed, link again", "all three changed, answers there"))

            page.goto("about:blank")
            write_into(home)
            lesson.change(NOTEBOOK, "in five minutes at most", "in six minutes at most")
            lesson.change(NOTEBOOK, "# Start: one report, three numbers", "# Start: three numbers")
            lesson.publish()
            look(Visit(page, link), ["in six minutes at most", "len(lesson.sentences)", "My own heading"])
            seen.append(
                ("both have changed the notebook", "both changes; of the same line, the student's; answers there")
            )

            page.goto("about:blank")
            (home / "lesson" / f"{EXERCISES}/first-impression.yaml").unlink()
            lesson.change(f"{EXERCISES}/first-impression.yaml", "Please give two limits", "Give two limits, please")
            lesson.publish()
            command = [env / "bin/gitpuller", lesson.folder.as_uri(), "main", home / "lesson"]
            subprocess.run(command, check=True, capture_output=True)
            look(Visit(page, link), ["Give two limits, please"])
            seen.append(("student has deleted a file, `gitpuller` as a command", "file there, answers there"))

            page.goto("about:blank")
            stray = lesson.folder / "answers/troops/me"
            stray.mkdir(parents=True)
            (stray / f"{START[0]}.json").write_text("{}")
            lesson.publish()
            look(Visit(page, link), [])
            assert answers(home) == kept
            seen.append(("teacher has answers of her own beside the lesson", "not in the repository, answers there"))
    print("| what happened | what was seen |\n|---|---|")
    print("\n".join(f"| {what} | {found} |" for what, found in seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
