"""Each file of a lesson, read for itself: what cannot be read is a problem, and nothing is held against it."""

from geo_lesson.common.errors import LessonError, Place, Problem, shortened
from geo_lesson.common.language import Text
from geo_lesson.common.suggestions import nearest
from geo_lesson.content import messages as content_messages
from geo_lesson.content.folder import TABLES
from geo_lesson.content.validation import where
from geo_lesson.figures.catalogue import figure_of
from geo_lesson.teacher.check import messages
from geo_lesson.teacher.check.html_check import lines, markup_in_article, markup_in_document
from geo_lesson.teacher.check.open_questions import questions
from geo_lesson.teacher.check.prose import numbers_in_document, numbers_in_files, verdicts


class Inventory:
    """All that a lesson folder holds, by kind of file; and `problems`, which grow."""

    def __init__(self, content):
        self.content, self.config, self.problems = content, content.config, []
        self.empty = set()
        self.articles = {of: self._read(content.article, of) for of in self.config.languages}
        self.tables = {name: self._table(name) for name in TABLES}
        self.glossary = self._read(lambda: content.glossary) or ()
        self.cards = self._read(lambda: content.cards)
        self.exercises = self._exercises()
        for document in self.content.documents.values():
            self.problems += markup_in_document(document)
            self.problems += numbers_in_document(document, self.config.languages)
        for name, at, part in self.parts():
            for location, said, fix in verdicts(part):
                self.say(name, (*at, *location), said, fix)
        self.problems += questions(self.content.documents, self.config)
        articles = {of: content.folder / f"article.{of}.md" for of, article in self.articles.items() if article}
        for path in articles.values():
            self.problems += markup_in_article(path)
        self.problems += numbers_in_files(articles, {of: lines(path) for of, path in articles.items()})

    def _read(self, read, *what):
        try:
            return read(*what)
        except LessonError as error:
            self.problems += error.problems
            return None

    def _table(self, name):
        """The sound rows of a table, by position; None where it is no table, so that nothing is held against it."""
        rows = self._read(self.content.table, name)
        if rows is None:
            return self.content.valid_rows(name) if name in self.content.documents else None
        return dict(enumerate(rows))

    def rows(self, name):
        """The sound rows of a table with their positions."""
        return (self.tables[name] or {}).items()

    def known(self, *names):
        """The ids in some tables, those of faulty rows too; None where one of the tables could not be read."""
        if any(self.tables[name] is None for name in names):
            return None
        documents = [self.content.documents[name] for name in names if name in self.content.documents]
        return [row["id"] for document in documents for row in document.value]

    def say(self, name, location, message, fix):
        """Note a problem at a place in a document; those of one column of a table that say the same are a series."""
        document = self.content.documents[name]
        place = where(document.value, location)
        series = f"{location[1]} {message.en}" if document.path.suffix == ".csv" and len(location) == 2 else ""
        message = Text(de=f"{place}{message.de}", en=f"{place}{message.en}")
        self.problems.append(Problem(Place(document.path, document.line(location)), message, fix, series=series))

    def look_up(self, name, location, what, id, known):
        """Say it where an id is not among those known. Where there is none at all yet, say so once."""
        word, home = messages.ID_LABELS[what]
        table = "claims.csv" if what == "claim" else home
        if known is None or id in known or {home, table} & self.empty:
            return
        if table in TABLES and table not in self.content.documents:
            self.empty.add(table)
            told = messages.TABLE_MISSING.fill(id=shortened(id), name=name)
            self.problems.append(Problem(Place(self.content.folder / table), told, messages.PUT_TABLE_BACK))
            return
        if not known:
            self.empty.add(home)
        fix = (
            nearest(id, list(dict.fromkeys(known)), self._names(what), 0.75)
            if known
            else messages.ADD_ALL_NAMED.fill(home=home)
        )
        self.say(name, location, content_messages.UNKNOWN_ID.fill(what=word, id=shortened(id)), fix)

    def _names(self, what):
        """What people call the things that an id may stand for, with the id."""
        if what in ("place", "source"):
            rows = [row for _, row in self.rows("places.csv" if what == "place" else "sources.csv")]
            return [(name, row.id) for row in rows for name in (row.name_de, row.name_en)]
        nodes = {"counted": self.config.units, "status": self.config.statuses}.get(what, {})
        return [(label, id) for id, node in nodes.items() if node.label for label in (node.label.de, node.label.en)]

    def parts(self):
        """Each part of each exercise that can be read: its file, where it stands in it, and the part."""
        for id, exercise in self.exercises.items():
            for i, part in enumerate(exercise.parts):
                yield f"exercises/{id}.yaml", () if part is exercise else ("parts", i), part

    def _exercises(self):
        """The exercises that can be read, by id."""
        files = {path.stem for path in (self.content.folder / "exercises").glob("*.yaml")}
        named = dict.fromkeys(id for chapter in self.config.chapters for id in chapter.exercises if id in files)
        read = {id: self._read(self.content.exercise, id) for id in named}
        found = {id: exercise for id, exercise in read.items() if exercise}
        self.figures = {}
        for id, exercise in found.items():
            for i, part in enumerate(exercise.parts):
                at = () if part is exercise else ("parts", i)
                self.figures[id, at] = self._read(figure_of, self.content, id, *at[1:])
        return found
