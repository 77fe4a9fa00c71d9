"""The pages of the research rooms: what the tasks need is there, and nothing that is not in the record."""

import re
from collections import Counter
from typing import get_args

import pytest
from paths import ROOT

from geo_lesson.content.folder import LessonFolder
from geo_lesson.content.web_pages import PageKind
from geo_lesson.teacher.check.lesson import lesson_problems
from geo_lesson.teacher.check.web_pages import web_page_problems

LESSONS = {name: LessonFolder(ROOT / "data" / name) for name in ("troops", "hill")}
PAGES = {(name, of): content.web_pages(of) for name, content in LESSONS.items() for of in ("de", "en")}
EACH = [(name, of, page) for (name, of), pages in PAGES.items() for page in pages.values()]
ids = [f"{name}-{page.id}-{of}" for name, of, page in EACH]
each_page = pytest.mark.parametrize(("name", "of", "page"), EACH, ids=ids)
RECORDS = {name: {row.id: row for row in content.table("record.csv")} for name, content in LESSONS.items()}
# Words that say what a number counts or how sure it is: on a page, and what a row, or what its card says, has instead.
QUALIFIERS = [
    ("insgesamt", "in total", "total"),
    ("ein Teil", "portion", "portion"),
    ("Einschätzung", "assessment", "assessment|estimat|believe"),
    ("beschlossen", "decided", "decided"),
    ("höchstwahrscheinlich", "highly likely", "highly likely"),
    ("geschätzt", "estimated", "estimate"),
    ("mehr als die Hälfte", "more than half", "more than half"),
    ("bestätigt", "confirm", "confirm"),
    ("darunter", "including", "including"),
    ("Spezialkräfte", "special forces", "special"),
    ("Kampftruppen", "combat troops", "combat troops"),
    ("bald", "soon", "soon"),
    ("ein Plan", "a plan", "planned"),
    (r"weitere \d", "a further", "further"),
    ("nahe", "near the", "near"),
]


def words_of(page, name):
    """All that the rows of a page say, and their cards, in English."""
    rows = [RECORDS[name][id] for id in page.rows]
    cards = [LESSONS[name].cards[row.card] for row in rows if row.card]
    fields = ("wording", "status_wording", "counted_wording", "basis", "remark", "title", "status")
    told = [card.model_dump_json() for card in cards]
    return " ".join([*(str(getattr(row, field)) for row in rows for field in fields), *told]).lower()


@pytest.mark.parametrize("name", LESSONS)
def test_check_finds_nothing(name):
    """Every number and bound stands in a row, every address and real publisher, too."""
    assert list(web_page_problems(LESSONS[name])) == []
    assert lesson_problems(ROOT / "data" / name) == []


@pytest.mark.parametrize(("name", "n"), [("troops", 24), ("hill", 8)])
def test_there_are_enough_pages_and_of_each_kind(name, n):
    """24 for the troops, each kind at least twice; 8 for the hill."""
    for of in ("de", "en"):
        pages = PAGES[name, of]
        assert len(pages) == n
        kinds = Counter(page.kind for page in pages.values())
        if name == "troops":
            assert {kind for kind in get_args(PageKind) if kinds[kind] < 2} == set()
        else:
            assert len(kinds) >= 6


@each_page
def test_invented_pages_say_so_by_their_publisher(name, of, page):
    """Openly invented names; copies and pages without a source are never put into anybody's mouth."""
    openly = re.compile(r"Beispiel|Muster|ohne Beleg|Example|Sample|No Proof")
    assert bool(openly.search(page.publisher)) == page.invented
    if page.kind in ("copy", "unsourced"):
        assert page.invented


@each_page
def test_a_real_page_relies_only_where_the_record_says_so(name, of, page):
    """What a page that is not invented relies on is an edge of origins.csv."""
    if page.invented:
        return
    edges = {(edge.claim, edge.relies_on) for edge in LESSONS[name].table("origins.csv") if edge.kind != "negative"}
    for other in page.relies_on:
        assert edges & {(a, b) for a in page.rows for b in PAGES[name, of][other].rows}


@each_page
def test_every_qualifier_stands_in_the_rows(name, of, page):
    """Not only about and at least, which `check` knows: total, portion, planned, estimated, too."""
    if page.kind in ("copy", "unsourced"):
        return  # which speak about others
    text = " ".join((page.title, *page.paragraphs))
    for german, english, there in QUALIFIERS:
        word = german if of == "de" else english
        if re.search(rf"(?<!\w){word}", text, re.I):
            assert re.search(there, words_of(page, name)), word


@each_page
def test_the_day_is_that_of_a_row(name, of, page):
    """A real page has the day of its page or of its statement."""
    days = {day for id in page.rows for day in (RECORDS[name][id].published, RECORDS[name][id].stated_on)}
    assert page.invented or page.day in days
    assert page.invented or page.day


def test_two_pages_agree_word_for_word_because_both_have_the_agencys_words():
    """Their first paragraph is the agency's, and both rely on it, so that the reason can be found."""
    for of in ("de", "en"):
        pages = PAGES["troops", of]
        first = {id: pages[id].paragraphs[0] for id in ("wire-pentagon", "morning-paper", "evening-paper")}
        assert len(set(first.values())) == 1
        assert pages["morning-paper"].relies_on == pages["evening-paper"].relies_on == ("wire-pentagon",)
        others = [page.paragraphs[0] for page in pages.values() if page.id not in first]
        assert len({*others, *first.values()}) == len(others) + 1


def test_the_way_back_to_who_said_it_first_is_open():
    """Copy, paper, agency, transcript: from each page the next one can be found."""
    pages, way = PAGES["troops", "de"], ["news-portal"]
    while pages[way[-1]].relies_on:
        way += pages[way[-1]].relies_on
    assert way == ["news-portal", "morning-paper", "wire-pentagon", "pentagon-transcript"]
    assert pages["pentagon-transcript"].rows == ("C031",)  # on which the text's 10,000 rests
