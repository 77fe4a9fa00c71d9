"""The pictures of the README: `python tools/pictures.py` writes docs/chapter-0.png and docs/overview.png anew."""

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / part) for part in ("tests/browser", "tests/helpers")]

from conftest import ARGUMENTS, CHROMIUM, Notebook, Server  # noqa: E402 - the tests are no package
from studying import student, troops  # noqa: E402

from geo_lesson.handin.file import write  # noqa: E402
from geo_lesson.teacher.classroom.classroom import Classroom  # noqa: E402
from geo_lesson.teacher.classroom.submissions import Submissions  # noqa: E402

WIDTH, HEIGHT = 1040, 895


def chapter_0(browser, folder):
    """The worked example in JupyterLab, answered, with feedback."""
    for part in ("notebooks", "data"):
        shutil.copytree(ROOT / part, folder / part)
    server = Server(folder, folder / "home", "Light", "none")
    try:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB")
        notebook = Notebook(page, server, "notebooks/en/0_start.ipynb")
        notebook.run_all()
        page.keyboard.press("Control+b")
        widget = notebook.exercise("Three numbers, one rally")
        widget.get_by_role("radio").nth(1).check()
        widget.get_by_label("80 %").check()
        widget.get_by_role("button", name="Submit").click()
        widget.get_by_text("Feedback:").wait_for()
        widget.evaluate("node => node.scrollIntoView({block: 'start'})")
        page.wait_for_timeout(500)
        return page.screenshot()
    finally:
        server.stop()


def overview(browser, folder):
    """The overview of a class of twelve who do not exist: what it thinks of one exercise."""
    content = troops()
    for number in range(12):
        (folder / f"{number}.html").write_bytes(write(student(content, number, "en"), content, []))
    Classroom(Submissions(folder), content, "en").save(folder / "out")
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto((folder / "out" / "overview.html").as_uri())
    return page.locator("section#critical-pair").screenshot()


def save(name, picture):
    """A PNG of few colours, which is small and as sharp."""
    colours = Image.open(BytesIO(picture)).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    colours.save(ROOT / "docs" / name, optimize=True)


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for made in (overview, chapter_0):
            with tempfile.TemporaryDirectory() as folder:
                save(f"{made.__name__.replace('_', '-')}.png", made(chromium, Path(folder)))
        chromium.close()
