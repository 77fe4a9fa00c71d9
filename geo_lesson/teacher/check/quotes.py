"""Check the article: both languages have the same sentences, and each quote stands in its sentence exactly and once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_lesson.claims.models import ArticleClaim
from geo_lesson.common.errors import Place, Problem
from geo_lesson.exercises.base import Exercise
from geo_lesson.extraction.article import quote_problem
from geo_lesson.teacher.check import messages
from geo_lesson.teacher.check.html_check import without_html

if TYPE_CHECKING:
    from geo_lesson.teacher.check.lesson import KeyPath, LessonCheck


def check_quotes(check: LessonCheck) -> None:
    """Report languages that are divided differently, and sentences and quotes that are not in the article."""
    article = _ArticleCheck(check)
    article.check_division()
    for name, keys, part in check.parts():
        article.check_quoted_lines(name, keys, part)
        for i, sentence in enumerate(part.sentences):
            check.require_id(name, (*keys, "sentences", i), "sentence", sentence, article.sentence_ids)
    article.check_claims()


class _ArticleCheck:
    """The lines of the articles that could be read, without HTML, and checks of what other files say of them."""

    def __init__(self, check: LessonCheck) -> None:
        self._check = check
        articles = check.articles
        self._lines = {of: {id: without_html(t) for id, t in a.lines.items()} for of, a in articles.items()}
        # How many sentences stand under each heading: "3 + 2".
        self._sizes = {of: " + ".join(str(len(p.sentences)) for p in a.paragraphs) for of, a in articles.items()}
        ids = dict.fromkeys(sentence.id for article in articles.values() for sentence in article.sentences)
        self.sentence_ids = list(ids) or None

    @property
    def _divided_differently(self) -> bool:
        return len(set(self._sizes.values())) > 1

    def check_division(self) -> None:
        """Report languages that have other numbers of sentences under their headings."""
        if self._divided_differently:
            (one, first), (other, second) = self._sizes.items()
            message = messages.LANGUAGES_DIVIDED_DIFFERENTLY.fill(one=one, first=first, other=other, second=second)
            place = Place(self._check.content.folder / f"article.{other}.md")
            self._check.problems.append(Problem(place, message, messages.DIVIDE_ALIKE))

    def check_quoted_lines(self, name: str, keys: KeyPath, part: Exercise) -> None:
        """Report quotes of an exercise that do not stand in their line exactly, and once, in every language."""
        line_ids = list(dict.fromkeys(id for lines in self._lines.values() for id in lines)) or None
        for quoted in part.quoted_lines():
            self._check.require_id(name, (*keys, *quoted.at), "line", quoted.line, line_ids)
            for quote in (quote for quote in quoted.quotations if quote.language in self._lines):
                self._check_quote(name, (*keys, *quote.at), quote.text, quoted.line, quote.language, "in")

    def check_claims(self) -> None:
        """Report claims of the article whose sentence is not there, or whose quote does not stand in it once."""
        for i, row in self._check.rows("claims.csv", ArticleClaim):
            self._check.require_id("claims.csv", (i, "sentence"), "sentence", row.sentence, self.sentence_ids)
            for language in self._lines:
                column = f"quote_{language}"
                quote = getattr(row, column)
                self._check_quote("claims.csv", (i, column), quote, row.sentence, language, "sentence")

    def _check_quote(self, name: str, keys: KeyPath, quote: str, line: str, language: str, key: str) -> None:
        """Report a quote that does not stand in its line exactly, and once; key: where the file names the line."""
        lines = {id: text for id, text in self._lines[language].items() if key == "in" or id.startswith("W")}
        mistake = quote_problem(quote, line, lines, key) if line in lines else None
        # Where the languages count their sentences differently, that has been reported once.
        if mistake and not (self._divided_differently and any(quote in text for text in lines.values())):
            self._check.report(name, keys, *mistake)
