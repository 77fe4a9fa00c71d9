"""What other files say of the article's words: each quote stands in its line, exactly and once, in every language."""

from functools import cached_property

from geo_lesson.common.errors import Place, Problem
from geo_lesson.extraction.article import misquoted
from geo_lesson.teacher.check import messages
from geo_lesson.teacher.check.html_check import without_markup
from geo_lesson.teacher.check.lesson import Inventory


class Wordings(Inventory):
    """The inventory of a lesson, held against the words of its article."""

    def wordings(self):
        """Look at the articles, at what exercises show and have marked of them, and at the quotes of the claims."""
        self._articles()
        self._quotes()

    def _articles(self):
        """Both languages have the same sentences, and the sentences that exercises show are there."""
        shapes = self._shapes
        if len(set(shapes.values())) > 1:
            (one, first), (other, second) = shapes.items()
            said = messages.LANGUAGES_DIVIDED_DIFFERENTLY.fill(one=one, first=first, other=other, second=second)
            place = Place(self.content.folder / f"article.{other}.md")
            self.problems.append(Problem(place, said, messages.DIVIDE_ALIKE))
        known = [s.id for article in self.articles.values() if article for s in article.sentences]
        for name, at, part in self.parts():
            self._quoted_lines(name, at, part)
            for i, sentence in enumerate(part.sentences):
                self.look_up(name, (*at, "sentences", i), "sentence", sentence, known or None)

    @cached_property
    def _shapes(self):
        """How many sentences stand under each heading, by language."""
        read = {of: article for of, article in self.articles.items() if article}
        return {of: " + ".join(str(len(p.sentences)) for p in article.paragraphs) for of, article in read.items()}

    def _quoted_lines(self, name, at, part):
        """What an exercise quotes stands in its line exactly, and once, in every language."""
        known = list(dict.fromkeys(id for lines in self._texts.values() for id in lines))
        for quoted in part.quoted_lines():
            self.look_up(name, (*at, *quoted.at), "line", quoted.line, known or None)
            for quotation in quoted.quotations:
                if quotation.language in self._texts:
                    location = (*at, *quotation.at)
                    self._quote(name, location, quotation.text, quoted.line, quotation.language, "in")

    @cached_property
    def _texts(self):
        """The lines of the articles that could be read, by language and id, as they will be without markup."""
        read = {of: article.lines for of, article in self.articles.items() if article}
        return {of: {id: without_markup(text) for id, text in lines.items()} for of, lines in read.items()}

    def _quote(self, name, location, quote, line, language, key):
        """A quote stands in its line exactly, and once; key: where the line is named."""
        lines = {id: text for id, text in self._texts[language].items() if key == "in" or id.startswith("W")}
        said = line in lines and misquoted(quote, line, lines, key)
        # Where the sentences of one language are counted differently, that has been said once for all.
        shifted = len(set(self._shapes.values())) > 1
        if said and not (shifted and any(quote in text for text in lines.values())):
            self.say(name, location, *said)

    def _quotes(self):
        """The quotes of the article's claims stand in their sentences exactly, and once."""
        read = {of: article for of, article in self.articles.items() if article}
        known = list(dict.fromkeys(s.id for article in read.values() for s in article.sentences))
        for i, row in self.rows("claims.csv"):
            self.look_up("claims.csv", (i, "sentence"), "sentence", row.sentence, known or None)
            for language in read:
                column = f"quote_{language}"
                self._quote("claims.csv", (i, column), getattr(row, column), row.sentence, language, "sentence")
