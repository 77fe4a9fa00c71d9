"""The desks at which one student works through a lesson: one for each exercise, or for each of its parts."""

from contextlib import suppress

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.html import Page
from geo_lesson.common.suggestions import nearest
from geo_lesson.exercises import messages as exercises_messages
from geo_lesson.exercises.task_view import paper_view
from geo_lesson.student.session import Session
from geo_lesson.student.widget import Desk, Faces


class Desks:
    """Desks by exercise or part and what is left out of it, kept as long as the kernel lives.

    lesson: whose content, answers, language and level they have.   lock: held while judging and saving.
    draw: (content, part, answer) -> the picture for an answer, as plain data.
    """

    def __init__(self, lesson, lock, draw):
        self._lesson, self._lock, self._draw = lesson, lock, draw
        self._desks = {}

    def face(self, id, only=None):
        """The face of an exercise, or the faces of its parts; only: ids of the entries or parts to show."""
        exercise = self._lesson.content.exercise(id, only)
        desks = []
        for part in exercise.parts:
            key = id if part is exercise else f"{id}.{part.id}"
            desks.append(self._desk(key, part, desks[-1] if desks else None))
        faces = [desk.face() for desk in desks]
        return faces[0] if exercise.parts == (exercise,) else Faces(faces)

    def _desk(self, key, part, before):
        """The desk of a part, with what is on disk now; before: the desk of the part that comes first."""
        content, lesson, answers = self._lesson.content, self._lesson, self._lesson.answers
        exercise = content.prepare(part, lesson.level, key)
        beside = self._beside(exercise)
        shown = (key, exercise.left_out)
        if shown in self._desks:
            self._desks[shown].session.reopen(exercise)
        else:
            stamp = (content.config.id, content.config.version)
            session = Session(exercise, answers, self._lock, lesson.language, stamp)
            self._desks[shown] = Desk(session, answers.folder)
        desk = self._desks[shown]
        desk.session.earlier, desk.session.waits_for = self._earlier(part), before and before.session
        draw = None if part.figure is None else lambda answer: self._draw(content, exercise, answer)
        desk.prepare(beside, draw)
        if before:
            before.next = desk
        return desk

    def _earlier(self, part):
        """The exercise that a part looks back on; where that cannot be read, nothing is looked back on."""
        with suppress(LessonError):
            earlier = self._lesson.content.exercise(part.look_back) if part.look_back else None
            whole = earlier and earlier.parts == (earlier,)
            return self._lesson.content.prepare(earlier, self._lesson.level) if whole else None

    def _beside(self, exercise):
        """What stands beside the task, as plain data: sentences of the article and source cards."""
        content, language = self._lesson.content, self._lesson.language
        sentences = {s.id: s for s in content.article(language).sentences} if exercise.sentences else {}
        found = {"sentences": [vars(s) for s in self._named(exercise, "sentences", sentences)]}
        for field in ("cards", "cards_after"):
            cards = content.cards if getattr(exercise, field) else {}
            found[field] = [card.shown(language) for card in self._named(exercise, field, cards)]
        return found

    def _named(self, exercise, field, known):
        """What the ids in a field of an exercise's file stand for, or a LessonError that names the nearest."""
        id, _, part = exercise.id.partition(".")
        document = self._lesson.content.documents[f"exercises/{id}.yaml"]
        parts = [entry.get("id") for entry in document.value.get("parts", [])]
        at = ("parts", parts.index(part), field) if part else (field,)
        ids = getattr(exercise, field)
        problems = [
            Problem(
                Place(document.path, document.line((*at, i))),
                exercises_messages.UNKNOWN_ID.fill(id=id),
                nearest(id, list(known)),
            )
            for i, id in enumerate(ids)
            if id not in known
        ]
        if problems:
            raise LessonError(problems)
        return [known[id] for id in ids]


def projected(content, id, only, language):
    """A task as a page to be shown large: what is asked, and the sentences and cards it is about."""
    exercise = content.exercise(id, only)
    sentences = content.article(language).sentences
    parts = [
        paper_view(content.prepare(part), language)
        | {
            "sentences": [sentence for sentence in sentences if sentence.id in part.sentences],
            "cards": [content.cards[card].shown(language) for card in part.cards if card in content.cards],
        }
        for part in exercise.parts
    ]
    words = {name: text[language] for name, text in exercises_messages.TASK_LABELS.items()}
    plain = "\n".join(" ".join([part["title"], *part["prompt"]]) for part in parts)
    return Page("projector.html", plain, parts=parts, language=language, words=words)
