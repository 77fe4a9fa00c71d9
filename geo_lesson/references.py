"""What the files of a lesson say of each other: every id that is named is there, every quote stands in its sentence."""

from geo_lesson.documents import UNKNOWN, nearest
from geo_lesson.explanations import where
from geo_lesson.folder import TABLES, Content
from geo_lesson.kinds.mark import MarkText
from geo_lesson.language import Text
from geo_lesson.markup import markup_problems
from geo_lesson.model import period
from geo_lesson.problems import LessonError, Place, Problem
from geo_lesson.quotes import misquoted


def lesson_problems(folder):
    """Every problem of a lesson folder, in its files and between them; an empty list where all is well."""
    if not (folder / "lesson.yaml").exists():
        return [Problem(Place(folder), _NO_LESSON, _WRITE_LESSON)]
    try:
        content = Content(folder)
    except LessonError as error:
        return error.problems
    return _Check(content).problems


class _Check:
    """One run over a lesson: reads each file, then compares them; what cannot be read is compared with nothing."""

    def __init__(self, content):
        self.content, self.outline, self.problems = content, content.outline, []
        self.articles = {of: self._read(content.article, of) for of in self.outline.languages}
        self.tables = {name: self._read(content.table, name) or () for name in TABLES}
        self._read(lambda: content.glossary)
        self.exercises = self._exercises()
        self._articles()
        self._ids()
        self._nesting()
        self._claims()
        self._quotes()
        self._origins()
        self._readings()
        self.problems += markup_problems(content.documents.values(), self.articles, content.folder)

    def _read(self, read, *what):
        try:
            return read(*what)
        except LessonError as error:
            self.problems += error.problems
            return None

    def _say(self, name, location, message, fix=None):
        document = self.content.documents[name]
        place = where(document.value, location)
        message = Text(de=f"{place}{message.de}", en=f"{place}{message.en}")
        self.problems.append(Problem(Place(document.path, document.line(location)), message, fix))

    def _exercises(self):
        named, found = {}, {}
        for i, chapter in enumerate(self.outline.chapters):
            for j, id in enumerate(chapter.exercises):
                if id in named:
                    self._say("lesson.yaml", ("chapters", i, "exercises", j), _TWICE.fill(id=id), _NAME_ONCE)
                named[id] = ("chapters", i, "exercises", j)
        files = {path.stem: path for path in sorted((self.content.folder / "exercises").glob("*.yaml"))}
        for id, location in named.items():
            if id not in files:
                message = UNKNOWN.fill(what=_EXERCISE_WORD, id=id)
                self._say("lesson.yaml", location, message, nearest(id, list(files)))
            elif exercise := self._read(self.content.exercise, id):
                found[id] = exercise
        for id in sorted(files.keys() - named.keys()):
            self.problems.append(Problem(Place(files[id]), _NOT_NAMED.fill(id=id), _NAME_IT.fill(id=id)))
        return found

    def _articles(self):
        """Both languages have the same sentences, and the sentences that exercises show are there."""
        shapes = {
            of: [len(p.sentences) for p in article.paragraphs] for of, article in self.articles.items() if article
        }
        if len({tuple(shape) for shape in shapes.values()}) > 1:
            (one, first), (other, second) = shapes.items()
            said = {"one": one, "n": sum(first), "p": len(first), "other": other, "m": sum(second), "q": len(second)}
            place = Place(self.content.folder / f"article.{other}.md")
            self.problems.append(Problem(place, _OTHER_SHAPE.fill(**said), _SAME_SHAPE))
        known = [s.id for article in self.articles.values() if article for s in article.sentences]
        for id, exercise in self.exercises.items():
            if isinstance(exercise, MarkText):
                self._targets(f"exercises/{id}.yaml", exercise)
            for i, sentence in enumerate(exercise.sentences):
                if known and sentence not in known:
                    self._unknown(f"exercises/{id}.yaml", ("sentences", i), _SENTENCE_WORD, sentence, known)

    def _targets(self, name, exercise):
        """What is to be marked stands in its line exactly, and once, in every language."""
        for language, article in self.articles.items():
            lines = article.lines if article else {}
            for i, target in enumerate(exercise.targets if lines else ()):
                quote = target.quote[language]
                if target.line not in lines:
                    self._unknown(name, ("targets", i, "in"), _SENTENCE_WORD, target.line, list(lines))
                elif lines[target.line].count(quote) != 1:
                    location = ("targets", i, "quote", language)
                    self._say(name, location, *misquoted(quote, target.line, lines[target.line]))

    def _ids(self):
        """No id stands twice, in a table or between claims, record and sources, which name each other."""
        groups = [("claims.csv", "record.csv", "sources.csv"), ("drift.csv",), ("places.csv",)]
        for group in groups:
            first = {}
            for name in group:
                for i, row in enumerate(self.tables[name]):
                    if row.id in first:
                        document = self.content.documents[first[row.id][0]]
                        place = f"{first[row.id][0]}:{document.line((first[row.id][1],))}"
                        self._say(name, (i, "id"), _ID_TWICE.fill(id=row.id, place=place), _OTHER_ID)
                    first.setdefault(row.id, (name, i))

    def _nesting(self):
        """What lies within something lies within something that is there, and never within itself."""
        for key, nodes in (("units", self.outline.units), ("statuses", self.outline.statuses)):
            self._nested("lesson.yaml", {id: (node.within, (key, id, "within")) for id, node in nodes.items()})
        rows = enumerate(self.tables["places.csv"])
        self._nested("places.csv", {row.id: (row.within, (i, "within")) for i, row in rows})

    def _nested(self, name, nodes):
        for id, (within, location) in nodes.items():
            if within is not None and within not in nodes:
                self._unknown(name, location, _ENTRY_WORD, within, list(nodes))
            path = [id]
            while (at := nodes[path[-1]][0]) in nodes and at not in path:
                path.append(at)
            if at == id:
                self._say(name, location, _CIRCLE.fill(way=" → ".join([*path, id])), _BREAK_CIRCLE)

    def _claims(self):
        """Claims use the lesson's words and name sources that are there."""
        times = list(self.outline.times)
        words = {
            "counted": list(self.outline.units),
            "status": list(self.outline.statuses),
            "place": [row.id for row in self.tables["places.csv"]],
        }
        sources = [row.id for row in self.tables["sources.csv"]]
        for name in ("claims.csv", "record.csv"):
            for i, row in enumerate(self.tables[name]):
                for dimension, known in words.items():
                    for word in getattr(row, dimension):
                        if word not in known:
                            self._unknown(name, (i, dimension), _WORDS[dimension], word, known)
                for time in row.as_of:
                    if time not in times and not _is_date(time):
                        self._say(name, (i, "as_of"), _NO_TIME.fill(written=time), _TIMES.fill(times=", ".join(times)))
                if row.source and row.source not in sources:
                    self._unknown(name, (i, "source"), _SOURCE_WORD, row.source, sources)

    def _quotes(self):
        """The quotes of the article's claims stand in their sentences exactly, and once."""
        for language, article in self.articles.items():
            texts = {s.id: s.text for s in article.sentences} if article else {}
            for i, row in enumerate(self.tables["claims.csv"] if texts else ()):
                quote, location = getattr(row, f"quote_{language}"), (i, f"quote_{language}")
                if row.sentence not in texts:
                    if language == self.outline.languages[0]:
                        self._unknown("claims.csv", (i, "sentence"), _SENTENCE_WORD, row.sentence, list(texts))
                elif texts[row.sentence].count(quote) != 1 or not quote:
                    self._say("claims.csv", location, *misquoted(quote, row.sentence, texts[row.sentence]))

    def _origins(self):
        claims = [row.id for name in ("claims.csv", "record.csv") for row in self.tables[name]]
        known = claims + [row.id for row in self.tables["sources.csv"]]
        behind = {}
        for i, row in enumerate(self.tables["origins.csv"]):
            if row.claim not in claims:
                self._unknown("origins.csv", (i, "claim"), _CLAIM_WORD, row.claim, claims)
            if row.relies_on not in known:
                self._unknown("origins.csv", (i, "relies_on"), _ROOT_WORD, row.relies_on, known)
            if way := _way(behind, row.relies_on, row.claim):
                circle = " → ".join([row.claim, *way])
                self._say("origins.csv", (i, "relies_on"), _CIRCLE.fill(way=circle), _BREAK_CIRCLE)
            else:
                behind.setdefault(row.claim, []).append(row.relies_on)
        for i, row in enumerate(self.tables["drift.csv"]):
            for claim in row.claim:
                if claim not in claims:
                    self._unknown("drift.csv", (i, "claim"), _CLAIM_WORD, claim, claims)

    def _readings(self):
        claims, record, sources = (
            [row.id for row in self.tables[name]] for name in ("claims.csv", "record.csv", "sources.csv")
        )
        known = {"counted": self.outline.units, "status": self.outline.statuses, "place": self._places()}
        for id, reading in self.outline.readings.items():
            at = ("readings", id)
            for claim, filling in reading.set.items():
                if claim not in claims + record:
                    self._unknown("lesson.yaml", (*at, "set", claim), _CLAIM_WORD, claim, claims)
                for dimension in known.keys() & filling.fields.keys():
                    for word in filling.fields[dimension]:
                        if word not in known[dimension]:
                            place = (*at, "set", claim, dimension)
                            self._unknown("lesson.yaml", place, _WORDS[dimension], word, list(known[dimension]))
            for i, claim in enumerate(reading.record):
                if claim not in record:
                    self._unknown("lesson.yaml", (*at, "record", i), _CLAIM_WORD, claim, record)
            for i, (claim, root) in enumerate(reading.origins):
                if claim not in claims + record:
                    self._unknown("lesson.yaml", (*at, "origins", i, 0), _CLAIM_WORD, claim, claims)
                if root not in claims + record + sources:
                    self._unknown("lesson.yaml", (*at, "origins", i, 1), _ROOT_WORD, root, sources)

    def _places(self):
        return [row.id for row in self.tables["places.csv"]]

    def _unknown(self, name, location, what, id, known):
        self._say(name, location, UNKNOWN.fill(what=what, id=id), nearest(id, list(dict.fromkeys(known))))


def _is_date(written):
    try:
        return bool(period(written))
    except ValueError:
        return False


def _way(edges, start, goal):
    """A way along the edges from start to goal, or nothing."""
    ways = [[start]]
    seen = set()
    while ways:
        way = ways.pop()
        if way[-1] == goal:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, further] for further in edges.get(way[-1], ())]
    return None


_EXERCISE_WORD = Text(de="Aufgabe", en="exercise")
_SENTENCE_WORD = Text(de="Satz", en="sentence")
_SOURCE_WORD = Text(de="Quelle", en="source")
_CLAIM_WORD = Text(de="Angabe", en="claim")
_ROOT_WORD = Text(de="Angabe oder Quelle", en="claim or source")
_ENTRY_WORD = Text(de="Eintrag", en="entry")
_WORDS = {
    "counted": Text(de="Einheit", en="unit"),
    "status": Text(de="Status", en="status"),
    "place": Text(de="Ort", en="place"),
}
_NO_LESSON = Text(
    de="Das ist kein Ordner einer Lektion: lesson.yaml fehlt.",
    en="this is not the folder of a lesson: lesson.yaml is missing",
)
_WRITE_LESSON = Text(
    de="Nennen Sie den Ordner, in dem lesson.yaml liegt, zum Beispiel data/troops.",
    en="name the folder that holds lesson.yaml, for example data/troops",
)
_TWICE = Text(de="Die Aufgabe „{id}“ steht schon in einem Kapitel.", en='the exercise "{id}" is in a chapter already')
_NAME_ONCE = Text(de="Nennen Sie sie nur einmal.", en="name it once only")
_NOT_NAMED = Text(de="Kein Kapitel nennt die Aufgabe „{id}“.", en='no chapter names the exercise "{id}"')
_NAME_IT = Text(
    de="Nennen Sie {id} in lesson.yaml in einem Kapitel, oder löschen Sie die Datei.",
    en="name {id} in a chapter in lesson.yaml, or delete the file",
)
_OTHER_SHAPE = Text(
    de="Der Text hat in „{one}“ {n} Sätze unter {p} Überschriften, in „{other}“ {m} unter {q}.",
    en='the text has {n} sentences under {p} headings in "{one}", but {m} under {q} in "{other}"',
)
_SAME_SHAPE = Text(
    de="Jeder Satz steht in beiden Sprachen in einer eigenen Zeile, in derselben Reihenfolge.",
    en="each sentence stands on a line of its own in both languages, in the same order",
)
_ID_TWICE = Text(de="Die Kennung „{id}“ steht schon in {place}.", en='the id "{id}" stands in {place} already')
_OTHER_ID = Text(de="Geben Sie einem der beiden eine andere.", en="give one of the two another one")
_CIRCLE = Text(de="Das führt im Kreis: {way}", en="this goes in a circle: {way}")
_BREAK_CIRCLE = Text(de="Löschen Sie einen dieser Schritte.", en="delete one of these steps")
_NO_TIME = Text(
    de="„{written}“ ist weder ein Datum noch eine Zeit der Lektion.",
    en='"{written}" is neither a date nor a time of the lesson',
)
_TIMES = Text(
    de="Schreiben Sie ein Datum wie 2024-10-28 oder eine Zeit aus lesson.yaml: {times}",
    en="write a date such as 2024-10-28, or a time from lesson.yaml: {times}",
)
