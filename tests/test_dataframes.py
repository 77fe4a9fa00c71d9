import pandas

from geo_lesson.dataframes import Table, record_table


def test_a_table_is_a_dataframe_in_all_else():
    """Selecting and sorting give tables again, and pandas' own methods work."""
    table = Table({"id": ["b", "a"], "value": [2, 1]})
    assert isinstance(table.sort_values("value"), Table)
    assert list(table[table.value > 1].id) == ["b"]
    assert table.value.sum() == 3


def test_every_column_has_a_header_and_rows_have_no_number():
    """A screen reader meets no empty header; missing values are empty cells, days have no hour."""
    table = Table({"id": ["a", None], "day": pandas.to_datetime(["2024-10-28", None])})
    html = table._repr_html_()
    assert html.count("<th ") == 2
    assert html.count('<td class="geo-short"></td>') == 2
    assert ">2024-10-28</td>" in html


def test_links_can_be_followed_and_other_texts_cannot():
    """An address becomes a link named by its host; markup and other schemes stay text."""
    texts = ["https://example.org/a?b=1&c=2", "javascript:alert(1)", '<a href="x">', 'https://x.org/" onclick="y']
    html = Table({"text": texts})._repr_html_()
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">example.org</a>' in html
    assert "<td>javascript:alert(1)</td>" in html
    assert html.count("<a ") == 2
    assert 'onclick="' not in html


def test_a_table_may_show_some_of_its_columns():
    """The others are still there, also after sorting."""
    table = Table({"id": ["a"], "remark": ["long"]})
    table.visible = ["id"]
    assert "long" not in table.sort_values("id")._repr_html_()
    assert table.remark[0] == "long"


def test_long_tables_are_cut_and_say_so():
    """A page of thousands of rows helps nobody; the last row says how many there are."""
    html = Table({"n": range(1000)})._repr_html_()
    assert html.count("<tr>") <= 203
    assert "(1,000)" in html


def test_numbers_are_written_as_the_language_does():
    """12.000 in German, also after sorting; columns without any value are not shown."""
    table = Table({"value": [12000, 3000], "low": [None, None]})
    table.language = "de"
    html = table.sort_values("value")._repr_html_()
    assert html.index("3.000") < html.index("12.000")
    assert ">low<" not in html


def test_an_empty_record_has_all_its_columns():
    """A lesson without a record gives a table without rows, not another table."""
    table = record_table((), "en")
    assert len(table) == 0
    assert {"id", "stated_on", "value", "url", "remark"} <= set(table.columns)
