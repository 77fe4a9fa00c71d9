"""JupyterLab as `geo-lesson start` serves it, and a headless Chromium that logs every request it makes.

With GEO_LESSON_NOTEBOOK7=1, the same in Jupyter Notebook 7, which has to be installed for it, as geo_lesson itself.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from accessibility import violations
from ports import use_free_port

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NOTEBOOK7 = bool(os.environ.get("GEO_LESSON_NOTEBOOK7"))
ARGUMENTS = [
    "--no-sandbox",  # a container's root may not use the sandbox; only our own pages on loopback are opened
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]


@pytest.hookimpl(tryfirst=True)  # before -m looks at the marks
def pytest_collection_modifyitems(items):
    why = "no Chromium on this machine (Debian: apt-get install chromium); .ci/run installs it"
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason=why))


class Server:
    """`geo-lesson start` in a workspace; can be killed and started again on the same port."""

    def __init__(self, workspace, home, theme, windowing=None):
        self.workspace, self.home = workspace, home
        names = {"CONFIG_DIR": "config", "DATA_DIR": "data", "RUNTIME_DIR": "runtime"}
        self.env = os.environ | {f"JUPYTER_{name}": str(home / folder) for name, folder in names.items()}
        self.env |= {f"JUPYTERLAB_{name}_DIR": str(home / name.lower()) for name in ("SETTINGS", "WORKSPACES")}
        self.env |= {"IPYTHONDIR": str(home / "ipython"), "PYTHONUNBUFFERED": "1"}
        self.settings(
            "@jupyterlab/apputils-extension", "themes", {"theme": f"JupyterLab {theme}", "adaptive-theme": False}
        )
        if windowing:
            self.settings("@jupyterlab/notebook-extension", "tracker", {"windowingMode": windowing})
        use_free_port(home / "config")
        self.start()

    def settings(self, extension, name, values):
        file = self.home / "settings" / extension / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))

    def start(self):
        command = ["geo_lesson", "start", "--language", "en"]
        if NOTEBOOK7:
            command = ["notebook", "--ServerApp.ip=127.0.0.1", "--allow-root", "--expose-app-in-browser"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command, "--no-browser"],
            cwd=self.workspace,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if found := re.search(r"(http://127\S+?)/(?:lab/)?tree\S*\?token=(\S+)", line):
                self.base, self.token = found.groups()
                return
        self._end()
        raise RuntimeError("the server did not start:\n" + "".join(lines))

    def kill(self):
        """End the server and all its kernels at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self._end()
        subprocess.run(["pkill", "-9", "-f", str(self.home)], check=False)  # noqa: S607 - a name, as a user types it

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
        self._end()

    def _end(self):
        self.process.wait()
        self.process.stdout.close()


class Notebook:
    """A notebook in a page of JupyterLab, as its reader works with it."""

    def __init__(self, page, server, path):
        self.page, self.server, self.path = page, server, path
        self.requests = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.open()

    def open(self):
        place = f"notebooks/{self.path}?" if NOTEBOOK7 else f"lab/tree/{self.path}?reset&"
        self.page.goto(f"{self.server.base}/{place}token={self.server.token}")
        self.wait_idle()

    def wait_idle(self):
        self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook").wait_for()
        if NOTEBOOK7:  # it has no status bar, and its indicator says "idle" before there is a kernel
            status = "jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status"
            self.page.wait_for_function(f"{status} === 'idle'", timeout=60_000)
        else:
            idle = self.page.locator("#jp-main-statusbar").get_by_text(re.compile(r"\| Idle$"))
            idle.wait_for(timeout=60_000)

    def menu(self, *names):
        for name in names:
            self.page.locator(".lm-MenuBar-itemLabel, .lm-Menu-itemLabel", has_text=re.compile(rf"^{name}…?$")).click()

    def run_all(self, widgets=3):
        self.page.evaluate("document.querySelectorAll('.geo-exercise').forEach((e) => e.setAttribute('data-old', ''))")
        self.menu("Run", "Run All Cells")
        self.page.wait_for_function(
            "widgets => document.querySelectorAll('.geo-exercise:not([data-old])').length === widgets",
            arg=widgets,
            timeout=60_000,
        )
        self.wait_idle()

    def exercise(self, title):
        """The widget of an exercise, by its title."""
        return self.page.locator(".jp-Cell-outputArea .geo-exercise").filter(
            has=self.page.get_by_role("heading", name=title)
        )

    def run_cell_of(self, title):
        """Run the cell of a widget again, as a student does: click into it, Shift and Enter."""
        heading = self.exercise(title).locator("h3")
        heading.evaluate("node => node.closest('.geo-exercise').setAttribute('data-old', '')")
        heading.click()
        self.page.keyboard.press("Shift+Enter")
        self.page.locator(".geo-exercise:not([data-old]) h3").filter(has_text=title).wait_for()

    def cells(self):
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").count()

    def sources(self):
        """What stands in the cells, in their order: the collapsed first lines of code, and the prose."""
        cells = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell-inputArea, .jp-InputPlaceholder")
        return cells.all_text_contents()

    def strangers(self):
        """Requests to anywhere but this machine."""
        addresses = [urlsplit(url) for url in self.requests]
        return [a for a in addresses if a.scheme in ("http", "https", "ws", "wss") and a.hostname != "127.0.0.1"]

    def violations(self, inside=".jp-Cell-outputArea"):
        """What axe finds; the body gets a height, or axe takes everything for clipped and skips the contrast."""
        self.page.evaluate("document.body.style.height = '100vh'")
        return violations(self.page, inside)

    def picture(self, name):
        folder = os.environ.get("GEO_LESSON_PICTURES")
        if folder:
            self.page.screenshot(path=f"{folder}/{name}.png")

    def picture_of(self, widget, name):
        """The whole of a widget, however long it is."""
        folder, size = os.environ.get("GEO_LESSON_PICTURES"), self.page.viewport_size
        if folder:
            self.page.set_viewport_size(size | {"height": min(8000, int(widget.bounding_box()["height"]) + 260)})
            widget.evaluate("node => node.scrollIntoView({block: 'start'})")
            self.page.wait_for_timeout(300)
            widget.screenshot(path=f"{folder}/{name}.png")
            self.page.set_viewport_size(size)


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def lab(browser, workspace, tmp_path_factory):
    """Call it with a path, a theme and a width; it gives a Notebook. More calls open more tabs of the same server.

    All cells stay in the page, so that every widget can be looked at; windowing=None leaves JupyterLab's own setting.
    """
    servers, contexts = {}, []

    def open_notebook(path, theme="Light", width=1280, windowing="none"):
        if theme not in servers:
            servers[theme] = Server(workspace, tmp_path_factory.mktemp("home"), theme, windowing)
        contexts.append(browser.new_context(viewport={"width": width, "height": 1000}, locale="en-GB"))
        return Notebook(contexts[-1].new_page(), servers[theme], path)

    yield open_notebook
    for context in contexts:
        context.close()
    for server in servers.values():
        server.stop()
