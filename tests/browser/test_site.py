"""The site as a student meets it: plain files on a plain web server, and Python in the browser."""

import os
import re
import subprocess
import sys
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from paths import ROOT
from playwright.sync_api import Error, expect

from geo_lesson.common import messages as common_messages

PYODIDE = os.environ.get("GEO_LESSON_PYODIDE")
pytestmark = pytest.mark.skipif(
    not (find_spec("jupyterlite_core") and PYODIDE),
    reason="needs the group `lite`, and GEO_LESSON_PYODIDE: the folder that docs/site.en.md describes",
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of the site of this checkout."""
    folder = tmp_path_factory.mktemp("lite") / "site"
    command = [sys.executable, ROOT / "tools" / "lite", "--pyodide", Path(PYODIDE).resolve(), "--to", folder]
    subprocess.run(command, cwd=ROOT, check=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def run_all(page, end):
    """Run the notebook until `end` is to be seen.

    What is run before Python is ready waits for it, or is lost now and then; students are told to do it again.
    """
    for _ in range(3):
        for name in ("Run", "Run All Cells"):
            page.locator(".lm-MenuBar-itemLabel, .lm-Menu-itemLabel", has_text=re.compile(f"^{name}$")).click()
        with suppress(Error):
            end.wait_for(timeout=60_000)
            break
    expect(end).to_be_visible()


@pytest.fixture
def student(browser, site):
    """A page on the site, in a browser that asks nobody but this server."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
    asked, page = [], context.new_page()
    context.on("request", lambda request: asked.append(urlsplit(request.url)))
    page.goto(site)
    yield page
    strangers = [a for a in asked if a.scheme in ("http", "https", "ws", "wss") and a.hostname != "127.0.0.1"]
    assert asked
    assert strangers == []
    context.close()


@pytest.mark.gate
def test_an_answer_is_judged_and_there_again_after_a_reload(student):
    """From the first page to feedback and back another time; a cell that shows a table says that there is none."""
    student.get_by_role("link", name="Start: one report, three numbers").click()
    run_all(student, student.locator(".geo-page").get_by_text(common_messages.NO_TABLES_IN_BROWSER.en))
    widget = student.locator(".geo-exercise").filter(has=student.get_by_role("heading", name="First impression"))
    widget.get_by_label("Lower limit").fill("3000")
    widget.get_by_label("Upper limit").fill("12000")
    widget.get_by_label("80 %").check()
    widget.get_by_role("button", name="Submit answer").click()
    expect(widget.get_by_role("heading", name="Feedback")).to_be_visible()
    expect(widget.get_by_text(re.compile("^Saved at"))).to_be_visible()
    student.reload()
    run_all(student, student.locator(".geo-page").get_by_text(common_messages.NO_TABLES_IN_BROWSER.en))
    expect(widget.get_by_label("Upper limit")).to_have_value("12000")
    expect(widget.get_by_role("heading", name="Feedback")).to_be_visible()


@pytest.mark.gate
def test_a_picture_is_drawn_and_what_computes_with_a_table_says_why_not(student):
    """In chapter 3, in German: the answer brings its picture, and the last cell ends in the sentence."""
    student.get_by_role("link", name="Widersprechen sich die Zahlen?").click()
    run_all(student, student.locator(".jp-RenderedText").get_by_text(common_messages.NO_TABLES_IN_BROWSER.de).first)
    widget = student.locator(".geo-exercise").filter(has=student.get_by_role("heading", name="Das kritische Paar"))
    widget.get_by_label(re.compile("^Wenn die 12.000 nie eintreffen")).check()
    widget.get_by_label(re.compile(r"^80\s%")).check()
    widget.get_by_role("button", name="Antwort abgeben").click()
    picture = widget.locator("img[src^='data:image/svg']")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 0
