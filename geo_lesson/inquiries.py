"""What a notebook asks about the claims of a lesson: tables, cards, comparisons and figures. Nothing here is answered.

Each way of asking loads what it needs, so that a first cell pays for none of them.
"""

from contextlib import suppress

from geo_lesson.absent import or_absent
from geo_lesson.answers import NotSaved
from geo_lesson.documents import nearest
from geo_lesson.folder import workspace_of
from geo_lesson.language import Text
from geo_lesson.pages import Page
from geo_lesson.problems import LessonError, Place, Problem


class Inquiries:
    """The part of a Lesson that asks; it has the lesson's `content`, `language`, `level` and `answers`."""

    @property
    @or_absent
    def sentences(self):
        """The sentences as a DataFrame with the columns `sentence` (W1 …), `heading` and `text`, all str."""
        from geo_lesson.tables import Table  # pandas takes longer to load than everything else here

        article = self._read(self.content.article, self.language)
        rows = [(s.id, p.heading, s.text) for p in article.paragraphs for s in p.sentences]
        return Table(rows, columns=["sentence", "heading", "text"]).in_language(self.language)

    @property
    @or_absent
    def claims(self):
        """The claims of the article as a DataFrame, one row each; see `tables.claims_table` for columns and dtypes."""
        from geo_lesson.tables import claims_table

        return claims_table(self._read(self.content.table, "claims.csv"), self.language)

    @property
    @or_absent
    def record(self):
        """The claims that others made, as a DataFrame, one row each; see `tables.record_table` for columns."""
        from geo_lesson.tables import record_table

        return record_table(self._read(self.content.table, "record.csv"), self.language)

    @or_absent
    def findings(self):
        """What a machine that knows some lists of words finds in the article; see `tables.findings_table`."""
        from geo_lesson.finding import find_lines
        from geo_lesson.tables import findings_table

        return findings_table(find_lines(self._read(self.content.article, self.language).lines, self.language))

    @or_absent
    def my_table(self):
        """The student's own claims table, from her latest answers: a DataFrame, all str, one row for each claim.

        The first column names the claim; each exercise that lesson.yaml names under claims_table adds its columns, and
        rows for further claims. The first is always there, the others once she has begun them.
        """
        from geo_lesson.sheet import claims_rows
        from geo_lesson.tables import Table

        def drafted(id):
            with suppress(NotSaved):
                return self.answers.peek(id).draft.get("value")

        rows = self._sound(lambda: claims_rows(self.content, self.level, drafted, self.language), _NO_TABLE)
        return Table(rows).fillna("").in_language(self.language)

    def cards(self):
        """All source cards, to be read one after the other."""
        cards = [card.shown(self.language) for card in self._read(lambda _: self.content.cards, None).values()]
        plain = "\n".join(f"{card['id']} {card['date']}: {card['fields'][2][1]}" for card in cards)
        return Page("cards.html", plain, cards=cards, language=self.language)

    def compare(self, a, b, reading=None):
        """Whether two claims, named by id, can both be true, as the text stands or in one reading, and why.

        Returns a Compared with the dimensions, the verdict and the reason. Raises LessonError for an unknown id.
        """
        from geo_lesson.compared import Compared
        from geo_lesson.comparison import compare

        found = self._ask(compare, self._claim(a), self._claim(b), reading=reading)
        return Compared(found, self.language)

    def corroborates(self, a, b, reading=None):
        """Whether two claims support each other: compatible, comparable, and from separate roots."""
        from geo_lesson.comparison import corroborates

        origins = self._read(self.content.table, "origins.csv")
        return self._ask(corroborates, self._claim(a), self._claim(b), origins=origins, reading=reading)

    def conflicts(self, reading=None):
        """All pairs of the article's claims that contradict each other, as pairs of ids."""
        from geo_lesson.comparison import conflicts

        claims, record = (self._read(self.content.table, name) for name in ("claims.csv", "record.csv"))
        return self._ask(conflicts, claims, record=record, reading=reading)

    def _ask(self, question, *claims, reading, **more):
        """Put a question about claims, in a reading or none."""
        reading = reading and self._reading(reading)

        def answer():
            return question(*claims, vocabulary=self.content.vocabulary, reading=reading, **more)

        return self._sound(answer, _NOT_COMPARED)

    def _sound(self, ask, why):
        """What is asked for; where the lesson's files do not allow it, say what `check` would say, or else why."""
        try:
            return ask()
        except LessonError as error:
            raise self._told(error) from None
        except (ValueError, LookupError, RecursionError) as error:  # pydantic's own error is a ValueError, too
            from geo_lesson.references import lesson_problems

            said = Problem(Place(self.content.folder), why, _CHECK)
            problems = [problem for problem in lesson_problems(self.content.folder) if not problem.question]
            raise self._told(LessonError(problems or [said])) from error

    def _claim(self, id):
        return self._named(id, "claims.csv", "claims.csv", "record.csv")

    def _reading(self, id):
        return self._named(id, "lesson.yaml")

    def _step(self, id):
        return self._named(id, "drift.csv", "drift.csv")

    def _named(self, id, file, *tables):
        """The row of that id in some tables, or else the reading; a LessonError that names the file and the nearest."""
        rows = [row for name in tables for row in self._read(self.content.table, name)]
        known = {row.id: row for row in rows} if tables else self.content.outline.readings
        if not isinstance(id, str) or id not in known:
            place, fix = Place(self.content.folder / file), nearest(str(id), list(known))
            raise self._told(LessonError([Problem(place, _NOT_HERE.fill(id=str(id)), fix)]))
        return known[id]

    def _told(self, error):
        return error.told(self.language, workspace_of(self.content.folder))

    def ranges(self, *claims):
        """The range plot of some claims, named by id; of the article's own figures where none is named."""
        return self._figure("ranges", claims=claims or self._with_figures())

    def matrix(self, *claims, reading=None):
        """In which respects two or three claims are the same or differ; without names, the article's own."""
        return self._figure("matrix", claims=claims or self._with_figures(), reading=reading)

    def sets(self, *readings):
        """The article's figures inside or beside each other in some readings; without names, in all that have them."""
        return self._figure("sets", readings=readings or self._readings(), claims=self._with_figures())

    def timeline(self, *claims):
        """When claims of the record were made, and what day they refer to; without names, all whose day is known."""
        dated = (claim.id for claim in self._read(self.content.table, "record.csv") if claim.stated_on)
        return self._figure("timeline", claims=claims or dated)

    def origins(self, *claims):
        """What claims go back to, with the count of their roots; without names, the article's own figures."""
        return self._figure("origins", claims=claims or self._with_figures())

    def drift(self, *steps):
        """How statements changed on their way; steps: ids of drift.csv; without names, all."""
        return self._figure("drift", steps=steps or (row.id for row in self._read(self.content.table, "drift.csv")))

    def confidence(self):
        """How sure the student was and how often right, from her first answers; for nobody but herself."""
        from geo_lesson.gallery import confidence

        return self._sound(lambda: confidence(self.content, self.language, self.answers), _NOT_DRAWN)

    def _figure(self, kind, reading=None, **named):
        """A figure of this lesson; named: ids by what they are. An id that is not there is said, with the nearest."""
        from geo_lesson.gallery import asked_for

        known = {"claims": self._claim, "readings": self._reading, "steps": self._step}
        spec = {what: [known[what](id) and id for id in ids] for what, ids in named.items()}
        spec |= {"reading": self._reading(reading) and reading} if reading else {}
        with self._lock:
            return self._sound(lambda: asked_for(self.content, self.language, kind, **spec), _NOT_DRAWN)

    def _with_figures(self):
        return [claim.id for claim in self._read(self.content.table, "claims.csv") if claim.ends]

    def _readings(self):
        return [id for id, reading in self.content.outline.readings.items() if reading.set]

    def _read(self, read, what):
        try:
            return read(what)
        except LessonError as error:
            raise self._told(error) from None


_NOT_COMPARED = Text(de="Diese Angaben lassen sich nicht vergleichen.", en="these claims cannot be compared")
_NOT_DRAWN = Text(
    de="Für dieses Bild stehen hier nicht die passenden Angaben.", en="what this picture needs is not stated here"
)
_NO_TABLE = Text(de="Daraus wird keine Tabelle.", en="no table can be made of this")
_CHECK = Text(
    de="Sehen Sie mit  geo-lesson check  nach, was nicht stimmt.", en="run  geo-lesson check  to see what is wrong"
)
_NOT_HERE = Text(de="„{id}“ gibt es hier nicht.", en='there is no "{id}" here')
