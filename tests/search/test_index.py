from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from paths import ROOT, TESTS

from geo_lesson.content.folder import LessonFolder
from geo_lesson.content.web_pages import WebPage
from geo_lesson.search.index import LONGEST_QUERY, MOST_RESULTS, SearchIndex, open_index

QUERIES = yaml.safe_load((TESTS / "search" / "queries.yaml").read_text(encoding="utf-8"))
INDEXES = {
    f"{name}-{of}": open_index(LessonFolder(ROOT / "data" / name), of)
    for name in ("troops", "hill")
    for of in ("de", "en")
}
GERMAN, ENGLISH = INDEXES["troops-de"], INDEXES["troops-en"]


def page(id, title="Title", text="text", **more):
    entries = {"publisher": "Example", "invented": True, "kind": "report", "rows": ("C001",), "language": "en"} | more
    return WebPage(id=id, title=title, paragraphs=(text,), **entries)


def found(index, query, most=MOST_RESULTS):
    return [result.page.id for result in index.search(query, most).results]


@pytest.mark.parametrize(
    ("index", "query", "first"),
    [(name, query, first) for name, asked in QUERIES.items() for query, first in asked.items()],
)
def test_what_students_may_type_finds_these_pages_first(index, query, first):
    """Twenty queries in each language: whoever changes the ranking or a page looks at what becomes of them."""
    assert found(INDEXES[index], query, 3) == first


def test_there_are_twenty_queries_in_each_language():
    assert [len(QUERIES[f"troops-{of}"]) for of in ("de", "en")] == [20, 20]


def test_the_first_hit_is_not_always_the_best():
    """On purpose: a loud copy comes before the transcript that it goes back to."""
    first, *others = (result.page for result in GERMAN.search("10.000 Soldaten Pentagon").results)
    assert first.kind == "copy"
    assert "transcript" in {page.kind for page in others}


def test_more_words_of_the_query_count_before_everything_else():
    """A page with both words comes before one that has a rare one ten times."""
    index = SearchIndex([page("many", "Apple", "apple " * 10), page("both", text="an apple and a pear")], "en")
    assert found(index, "apple pear") == ["both", "many"]


def test_the_title_counts_more_than_the_text():
    pages = [page("text", "Fruit", "an apple a day"), page("title", "Apple", "a fruit a day")]
    assert found(SearchIndex(pages, "en"), "apple") == ["title", "text"]


def test_of_equal_pages_the_newer_one_comes_first_and_then_the_alphabet():
    """A page without a day comes last."""
    days = {"a": "", "d": "2024-10-28", "c": "2024-10-28", "b": "2025-01"}
    index = SearchIndex([page(id, day=day) for id, day in days.items()], "en")
    assert found(index, "text") == ["b", "c", "d", "a"]


def test_small_words_do_not_count_but_can_be_looked_for():
    """Who denies it? asks for denials; a query of nothing but small words is searched as it stands."""
    assert found(ENGLISH, "who denies it?") == found(ENGLISH, "denies")
    index = SearchIndex([page("who", text="who is who"), page("other")], "en")
    assert found(index, "Who?") == ["who"]


@pytest.mark.parametrize("query", ["", "   ", "?!", '"', "'", "-", "„“", "\0", "\n\t"])
def test_a_query_without_a_word_finds_nothing(query):
    """And suggests nothing."""
    results = GERMAN.search(query)
    assert (results.results, results.did_you_mean) == ((), "")


@pytest.mark.parametrize(
    "query",
    ["C-14", '"10.000', "10.000*", "title:10.000", "10.000 AND", "NEAR(10.000)", "(10.000", "^10.000", "10.000 OR NOT",
     "10.000'; DROP TABLE pages; --", "{title} : 10.000", "10.000 + - * / \\ %", "<b>10.000</b>", "10.000\0",
     "\ud800 10.000"],
)  # fmt: skip
def test_signs_that_mean_something_to_a_database_mean_nothing(query):
    """Every word is looked for as it is, and the index is whole afterwards."""
    assert ("10.000" in query) == ("blog-ten-thousand" in found(GERMAN, query, 99))
    assert len(found(GERMAN, "Soldaten", 99)) > 15


def test_letters_that_fall_apart_into_signs_are_words_all_the_same():
    """⒈ is "1." to Unicode, which would be a slip in a query."""
    index = SearchIndex([page("one", text="⒈ apple ½ ﬁsh"), page("other")], "en")
    assert [found(index, query) for query in ("⒈", "½", "fish", "ﬁsh")] == [["one"]] * 4


@given(st.text(max_size=300))
def test_whatever_is_typed_is_answered(query):
    """No query is an error."""
    results = GERMAN.search(query)
    assert len(results.results) <= MOST_RESULTS


def test_a_very_long_query_is_cut():
    """A pasted article is searched by its beginning."""
    long = "Pentagon " + "x" * 1_000_000
    assert found(GERMAN, long) == found(GERMAN, "Pentagon")
    assert found(GERMAN, "!" * LONGEST_QUERY + "Pentagon") == []
    assert found(GERMAN, "Soldaten " * 10_000) == found(GERMAN, "Soldaten")


@pytest.mark.parametrize(
    ("index", "typed", "meant"),
    [
        (GERMAN, "Pentagonn", "Pentagon"),
        (GERMAN, "Pentgon", "Pentagon"),
        (GERMAN, "Pentagom", "Pentagon"),
        (GERMAN, "kusrk", "Kursk"),
        (GERMAN, "Sateliten 10.000", ""),
        (GERMAN, "Satelitenbilder von Schiffen", "Satellitenbilder von Schiffen"),
        (GERMAN, "Reykiavik  12.000?", "Reykjavik 12.000?"),
        (ENGLISH, "transcrpt of the Pentagon", "transcript of the Pentagon"),
        (ENGLISH, "Rutte NTAO", "Rutte NATO"),
        (ENGLISH, "soldiers", ""),
        (ENGLISH, "xyz", ""),
        (ENGLISH, "elephant", ""),
        (ENGLISH, "10.001", ""),
    ],
)
def test_one_wrong_letter_is_asked_about(index, typed, meant):
    """Added, missing, changed or swapped; two wrong letters, short words and numbers are left alone.

    The word is suggested as the pages write it, with the capital of a German noun.
    """
    assert index.search(typed).did_you_mean == meant


def test_what_is_suggested_is_found():
    """The suggestion is a query that finds something, and suggests nothing more."""
    results = GERMAN.search("Nebensjja")
    assert results.results == ()
    again = GERMAN.search(results.did_you_mean)
    assert [result.page.id for result in again.results] == ["nebenzia-barefaced-lies"]
    assert again.did_you_mean == ""


def test_words_that_are_there_are_found_beside_one_that_is_not():
    """A slip does not take the other words away."""
    results = GERMAN.search("Pentagon Mitschriftt")
    assert results.results
    assert results.did_you_mean == "Pentagon Mitschrift"


def test_a_snippet_is_text_with_marked_parts():
    """About two lines, cut between words; the words looked for are marked, in whatever form they stand there."""
    (result,) = [r for r in GERMAN.search("Schiff Satellitenbild").results if r.page.id == "nis-ships"]
    assert [part.text for part in result.snippet if part.marked] == ["Satellitenbilder", "Schiffen"]
    text = "".join(part.text for part in result.snippet)
    assert len(text) < 180
    assert text.removeprefix("… ").removesuffix(" …") in " ".join(result.page.paragraphs)


@pytest.mark.parametrize("name", INDEXES)
def test_every_snippet_is_cut_from_its_page_and_marks_what_was_looked_for(name):
    """For each query, each page."""
    for query in QUERIES[name]:
        for result in INDEXES[name].search(query, 99).results:
            text = "".join(part.text for part in result.snippet)
            assert text.removeprefix("… ").removesuffix(" …") in " ".join(result.page.paragraphs)
            assert len(text) <= 170
            assert all(part.text for part in result.snippet)


def test_where_only_the_title_has_the_word_the_snippet_is_the_beginning():
    (result,) = SearchIndex([page("one", "Apple", "Nothing of the kind. " * 20)], "en").search("apple").results
    assert "".join(part.text for part in result.snippet).startswith("Nothing of the kind.")
    assert not any(part.marked for part in result.snippet)


def test_html_in_a_page_stays_text():
    """Parts of a snippet are text nodes to whoever shows them."""
    (result,) = SearchIndex([page("one", text="<b>apple</b> & pear")], "en").search("apple").results
    assert "".join(part.text for part in result.snippet) == "<b>apple</b> & pear"


def test_an_empty_room_finds_nothing(small):
    """A new case has no pages yet; nothing fails."""
    index = open_index(LessonFolder(small), "en")
    assert (index.pages, index.search("anything").results) == ((), ())


def test_several_threads_may_search_at_once():
    """Messages of a widget come in another thread than the cell that built the index."""
    queries = list(QUERIES["troops-de"]) * 10
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda query: found(GERMAN, query, 3), queries)) == [
            QUERIES["troops-de"][q] for q in queries
        ]
