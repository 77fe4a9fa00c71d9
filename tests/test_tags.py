"""Every page that is made to be read elsewhere: no tag of HTML stands in it as text, and tables are tables."""

import re
from html.parser import HTMLParser

import pytest
from studying import ROOT, student

from geo_lesson import open_class
from geo_lesson.common.language import LANGUAGES
from geo_lesson.content.folder import LessonFolder
from geo_lesson.handin.file import write
from geo_lesson.handin.sheet import claims_rows
from geo_lesson.teacher.printing.guide import guide
from geo_lesson.teacher.printing.paper import paper

LESSONS = {folder.name: LessonFolder(folder) for folder in (ROOT / "data/hill", ROOT / "data/troops")}
PLANS = [(name, plan) for name, content in LESSONS.items() for plan in content.config.plans]
# What a tag looks like to a reader, whole or cut off: "<table>", "</td", "<br/".
TAG = re.compile(
    r"</?(?:a|b|br|code|col|details|div|em|figure|h[1-6]|hr|i|img|input|label|li|main|nav|ol|p|pre|script|section|small|"
    r"span|strong|style|sub|summary|sup|svg|table|tbody|td|template|th|thead|tr|ul)\b|<!--|-->|&(?:lt|gt|amp|#\d+);",
    re.I,
)


class Reader(HTMLParser):
    """What is read of a page, or read aloud: the text outside styles and data, and the names of things."""

    def __init__(self, html):
        super().__init__()
        self.said, self.tables, self._unread, self._in_cell = [], [], 0, False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self._unread += tag in ("style", "script", "template")
        self.said += [value for name, value in attrs if value and name in ("alt", "aria-label", "title", "content")]
        if tag == "table":
            self.tables.append([])
        elif tag in ("td", "th"):
            self.tables[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag):
        self._unread -= tag in ("style", "script", "template")
        self._in_cell &= tag not in ("td", "th")

    def handle_data(self, data):
        if not self._unread:
            self.said.append(data)
            if self._in_cell:
                self.tables[-1][-1] += data

    def tags(self):
        return [text for text in self.said if TAG.search(text)]


def handed_in(content, language):
    made = student(content, 1, language)
    drafts = {key: record.draft.get("value") for key, record in made.records.items()}
    return write(made, content, claims_rows(content, made.level, drafts.get, language)).decode()


def test_a_tag_as_text_would_be_seen():
    """In the text, in the name of a frame, whole or cut off; neither a sign of less nor what no reader sees is one."""
    page = (
        "<style>b::after {content: '<b>'}</style><p aria-label='&lt;td&gt;'>a &lt;table&gt;</p>&amp;lt;<p>5 &lt;6</p>"
    )
    assert Reader(page).tags() == ["<td>", "a <table>", "&lt;"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LESSONS)
@pytest.mark.parametrize("made", [guide, paper, handed_in])
def test_no_page_shows_a_tag(made, name, language):
    """Guide, paper and hand-in, of both lessons and in both languages."""
    assert Reader(made(LESSONS[name], language)).tags() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "plan"), PLANS, ids=[f"{name}-{plan.id}" for name, plan in PLANS])
def test_no_plan_on_paper_shows_a_tag(name, plan, language):
    """Each plan has its own selection of exercises and cards."""
    assert Reader(paper(LESSONS[name], language, plan)).tags() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LESSONS)
def test_no_overview_shows_a_tag(name, language, tmp_path, monkeypatch):
    """Three students of a class."""
    monkeypatch.chdir(ROOT)
    (tmp_path / "class").mkdir()
    for n in range(3):
        made = write(student(LESSONS[name], n, language), LESSONS[name], [])
        (tmp_path / f"class/{n}.html").write_bytes(made)
    open_class(tmp_path / "class", language, lesson=name).save(tmp_path / "out")
    assert Reader((tmp_path / "out/overview.html").read_text(encoding="utf-8")).tags() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_that_are_written_in_the_guide_are_tables(language):
    """Each cell of each table of the Markdown, as many as are written, in a frame that scrolls."""
    html = guide(LESSONS["troops"], language)
    written = re.findall(r"(?:^\|.*\n)+", LESSONS["troops"].guide(language), re.M)
    assert len(written) == 2
    read = [[" ".join(cell.split()) for cell in table] for table in Reader(html).tables]
    for table in written:
        rows = [re.split(r"\s*\|\s*", line.strip().strip("|").strip()) for line in table.splitlines()]
        cells = [re.sub(r"[*`]|\\(?=\W)", "", cell) for row in rows if set("".join(row)) - set("-: ") for cell in row]
        assert cells in read
    misconceptions = [
        (m.text[language], m.behind[language], m.ask[language]) for m in LESSONS["troops"].config.misconceptions
    ]
    (listed,) = [table for table in read if all(text in table for texts in misconceptions for text in texts)]
    assert len(listed) == 4 * (1 + len(misconceptions)) == 60
    assert html.count('<div class="wide"') == html.count("<table")
