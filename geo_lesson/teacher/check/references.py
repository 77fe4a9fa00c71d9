"""What the files of a lesson say of each other: every id that is named is there, every quote stands in its sentence."""

from contextlib import suppress
from difflib import get_close_matches

from geo_lesson.claims.cycles import circles, way
from geo_lesson.common.errors import LessonError, Place, Problem, shortened
from geo_lesson.common.fields import period
from geo_lesson.common.language import LANGUAGES
from geo_lesson.common.suggestions import quoted
from geo_lesson.content.files import read_yaml
from geo_lesson.content.folder import LessonFolder, languages_in, there
from geo_lesson.content.lesson_config import Chapter, LessonConfig
from geo_lesson.exercises.table import TableExercise
from geo_lesson.teacher.check import messages
from geo_lesson.teacher.check.cues import long_answers
from geo_lesson.teacher.check.html_check import markup_in_article
from geo_lesson.teacher.check.lesson import Inventory
from geo_lesson.teacher.check.notebooks import not_shown
from geo_lesson.teacher.check.plans import look_at_plans
from geo_lesson.teacher.check.prose import numbers_in_guides
from geo_lesson.teacher.check.quotes import Wordings
from geo_lesson.teacher.check.spelling import look_at_words
from geo_lesson.teacher.check.unread import misnamed, unread
from geo_lesson.teacher.printing.guide import guide_problems


def lesson_problems(folder, hints=False):
    """Every problem of a lesson folder, in its files and between them; an empty list where all is well.

    Where lesson.yaml cannot be read, the other files are still looked at, each for itself. hints: also what a teacher
    may want to look at, although nothing is wrong.
    """
    try:
        if not there(folder / "lesson.yaml"):
            return [Problem(Place(folder), messages.NOT_A_LESSON_FOLDER, messages.NAME_LESSON_FOLDER)]
    except LessonError as error:
        return error.problems
    try:
        content = LessonFolder(folder)
    except LessonError as error:
        return error.problems + Inventory(LessonFolder(folder, _stand_in(folder))).problems
    check = _Comparison(content)
    check.compare()
    problems = check.problems + guide_problems(content) + list(_guide_texts(content))
    problems += [*long_answers(check), *not_shown(check), *unread(check)] if hints else []
    return [problem for problem in problems if hints or not problem.hint]


def _guide_texts(content):
    """What is wrong in the texts of the guide, as far as it can be read."""
    paths = {of: content.folder / f"guide.{of}.md" for of in content.config.languages}
    texts = {}
    for of in paths:
        with suppress(LessonError):  # which has been said
            texts |= {of: guide} if (guide := content.guide(of)) else {}
    for of in texts:
        yield from markup_in_article(paths[of])
    yield from numbers_in_guides(paths, texts)


def _stand_in(folder):
    """An config that names every exercise, in the languages of the lesson as far as they can be known."""
    languages = [of for of in LANGUAGES if (folder / f"article.{of}.md").exists()] or LANGUAGES
    with suppress(LessonError):
        languages = languages_in(read_yaml(folder / "lesson.yaml").value)
    exercises = sorted(path.stem for path in (folder / "exercises").glob("*.yaml"))
    return LessonConfig.model_construct(languages=languages, chapters=[Chapter.model_construct(exercises=exercises)])


class _Comparison(Wordings):
    """What the files of a lesson say of each other; what cannot be read is compared with nothing."""

    def compare(self):
        """Look at what the files say of each other."""
        self._chapters()
        self._claims_table()
        look_at_plans(self)
        look_at_words(self)
        self.wordings()
        self._exercises_beside()
        self._figures()
        if self.cards:
            self._cards()
        self._ids()
        self._nesting()
        self._claims()
        self._origins()
        self._readings()

    def _chapters(self):
        """Each exercise is in one chapter, and each that a chapter names is there."""
        files = {path.stem: path for path in sorted((self.content.folder / "exercises").glob("*.yaml"))}
        named = set()
        for i, chapter in enumerate(self.config.chapters):
            for j, id in enumerate(chapter.exercises):
                location = ("chapters", i, "exercises", j)
                if id in named:
                    self.say("lesson.yaml", location, messages.EXERCISE_TWICE.fill(id=id), messages.NAME_ONCE)
                if id not in files:
                    self._no_file(id, location, list(files))
                named.add(id)
        self.problems += misnamed(self.content.folder / "exercises", files.keys() | named)
        for id in sorted(files.keys() - named):
            self.problems.append(
                Problem(
                    Place(files[id]), messages.EXERCISE_IN_NO_CHAPTER.fill(id=id), messages.NAME_IN_CHAPTER.fill(id=id)
                )
            )

    def _no_file(self, id, location, files):
        """The file of an exercise is not there, or has another name."""
        try:
            there(self.content.folder / f"exercises/{id}.yaml")
        except LessonError as error:
            self.problems += error.problems
            return
        named = {named for chapter in self.config.chapters for named in chapter.exercises}
        near = get_close_matches(id, [file for file in files if file not in named], n=1)
        fix = messages.DID_YOU_MEAN_FILE if near else messages.CREATE_OR_DELETE_EXERCISE
        fix = fix.fill(id=id, near=near[0] if near else "")
        self.say("lesson.yaml", location, messages.EXERCISE_FILE_MISSING.fill(id=id), fix)

    def _claims_table(self):
        """The student's own table is made of exercises that give rows values."""
        known = [id for chapter in self.config.chapters for id in chapter.exercises]
        for i, id in enumerate(self.config.claims_table):
            self.look_up("lesson.yaml", ("claims_table", i), "exercise", id, known)
            if not isinstance(self.exercises.get(id), TableExercise | None):
                self.say(
                    "lesson.yaml",
                    ("claims_table", i),
                    messages.EXERCISE_WITHOUT_TABLE.fill(id=id),
                    messages.NAME_GRID_EXERCISES,
                )

    def _exercises_beside(self):
        """The cards that exercises show and the exercises that they look back on are there."""
        exercises = [id for chapter in self.config.chapters for id in chapter.exercises]
        cards = None if self.cards is None else list(self.cards)
        for name, at, part in self.parts():
            for field in ("cards", "cards_after"):
                for i, card in enumerate(getattr(part, field)):
                    self.look_up(name, (*at, field, i), "card", card, cards)
            if part.look_back:
                self.look_up(name, (*at, "look_back"), "exercise", part.look_back, exercises)
                earlier = self.exercises.get(part.look_back)
                if earlier and (earlier is part or earlier.parts != (earlier,)):
                    self.say(
                        name,
                        (*at, "look_back"),
                        messages.CANNOT_LOOK_BACK.fill(id=part.look_back),
                        messages.NAME_OTHER_EXERCISE,
                    )

    def _figures(self):
        """The claims, steps and readings that figures name are there."""
        known = {
            "claim": self.known("claims.csv", "record.csv"),
            "step": self.known("drift.csv"),
            "reading": list(self.config.readings),
        }
        for (id, at), figure in self.figures.items():
            for what, place, named in figure.named() if figure else ():
                self.look_up(f"exercises/{id}.yaml", (*at, "figure", *place), what, named, known[what])

    def _cards(self):
        """No card stands twice, and the claims that they rest on are in the record."""
        known = self.known("record.csv")
        ids = [card["id"] for card in self._value("cards.yaml")]
        self._once({("cards.yaml", i, "id"): id for i, id in enumerate(ids)})
        for id, card in self.cards.items():
            for j, claim in enumerate(card.record):
                self.look_up("cards.yaml", (ids.index(id), "record", j), "recorded", claim, known)

    def _ids(self):
        """No id stands twice: in a file, or between claims, record and sources, which name each other."""
        for group in (("claims.csv", "record.csv", "sources.csv"), ("drift.csv",), ("places.csv",)):
            read = [name for name in group if name in self.content.documents]
            ids = {(name, i, "id"): row["id"] for name in read for i, row in enumerate(self._value(name))}
            self._once(ids)
        self._once({("glossary.yaml", i, "id"): term.id for i, term in enumerate(self.glossary)})
        for key in ("chapters", "plans"):
            entries = getattr(self.config, key)
            self._once({("lesson.yaml", key, i, "id"): entry.id for i, entry in enumerate(entries)})

    def _value(self, name):
        return self.content.documents[name].value

    def _once(self, ids):
        first = {}
        for (name, *location), id in ids.items():
            if id and id in first:
                self.say(
                    name, location, messages.ID_TWICE.fill(id=shortened(id), place=first[id]), messages.GIVE_OTHER_ID
                )
            first.setdefault(id, f"{name}:{self.content.documents[name].line(location)}")

    def _nesting(self):
        """What lies within something lies within something that is there, and never within itself."""
        for key, nodes in (("units", self.config.units), ("statuses", self.config.statuses)):
            within = {id: (node.within, (key, id, "within")) for id, node in nodes.items()}
            self._nested("lesson.yaml", within, list(nodes))
        places = {row.id: (row.within, (i, "within")) for i, row in self.rows("places.csv")}
        self._nested("places.csv", places, self.known("places.csv"))

    def _nested(self, name, nodes, known):
        for within, location in nodes.values():
            if within is not None:
                self.look_up(name, location, "entry", within, known)
        for circle in circles({id: within for id, (within, _) in nodes.items()}):
            said = messages.CIRCLE.fill(way=" → ".join([*circle, circle[0]]))
            self.say(name, nodes[circle[0]][1], said, messages.BREAK_CIRCLE)

    def _vocabulary(self):
        """The words by which claims are compared, by the field they stand in."""
        units, statuses = list(self.config.units), list(self.config.statuses)
        return {"counted": units, "status": statuses, "place": self.known("places.csv")}

    def _claims(self):
        """Claims use the lesson's words and name sources that are there."""
        sources, vocabulary = self.known("sources.csv"), self._vocabulary()
        for name in ("claims.csv", "record.csv"):
            for i, row in self.rows(name):
                self._words(name, (i,), {field: getattr(row, field) for field in (*vocabulary, "as_of")}, vocabulary)
                if row.source:
                    self.look_up(name, (i, "source"), "source", row.source, sources)

    def _words(self, name, at, fields, vocabulary):
        """The words in the fields of a claim, or of what a reading writes into it, are the lesson's."""
        for field, words in fields.items():
            for word in words if field in vocabulary else ():
                self.look_up(name, (*at, field), field, word, vocabulary[field])
        times = self.config.times
        for time in fields.get("as_of", ()):
            if time not in times and not _is_date(time):
                fix = messages.WRITE_DATE_OR_TIME.fill(times=quoted(times)) if times else messages.WRITE_DATE
                self.say(name, (*at, "as_of"), messages.UNKNOWN_TIME.fill(written=shortened(time)), fix)

    def _origins(self):
        claims = self.known("claims.csv", "record.csv")
        roots = self.known("claims.csv", "record.csv", "sources.csv")
        behind = {}
        for i, row in self.rows("origins.csv"):
            self.look_up("origins.csv", (i, "claim"), "claim", row.claim, claims)
            self.look_up("origins.csv", (i, "relies_on"), "root", row.relies_on, roots)
            if row.kind == "negative":
                continue  # to deny a claim is not to rely on it
            if circle := way(behind, row.relies_on, row.claim):
                said = messages.CIRCLE.fill(way=" → ".join([row.claim, *circle]))
                self.say("origins.csv", (i, "relies_on"), said, messages.BREAK_CIRCLE)
            else:
                behind.setdefault(row.claim, []).append(row.relies_on)
        for i, row in self.rows("drift.csv"):
            for claim in row.claim:
                self.look_up("drift.csv", (i, "claim"), "claim", claim, claims)

    def _readings(self):
        claims, record = self.known("claims.csv", "record.csv"), self.known("record.csv")
        roots = self.known("claims.csv", "record.csv", "sources.csv")
        for id, reading in self.config.readings.items():
            at = ("readings", id)
            for claim, filling in reading.set.items():
                self.look_up("lesson.yaml", (*at, "set", claim), "claim", claim, claims)
                self._words("lesson.yaml", (*at, "set", claim), filling.fields, self._vocabulary())
            for i, claim in enumerate(reading.record):
                self.look_up("lesson.yaml", (*at, "record", i), "recorded", claim, record)
            for i, (claim, root) in enumerate(reading.origins):
                self.look_up("lesson.yaml", (*at, "origins", i, 0), "claim", claim, claims)
                self.look_up("lesson.yaml", (*at, "origins", i, 1), "root", root, roots)


def _is_date(written):
    try:
        return bool(period(written))
    except ValueError:
        return False
