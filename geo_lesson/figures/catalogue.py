"""Choose and draw the figure that an exercise or a notebook asks for."""

import logging
from contextlib import suppress
from functools import cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from geo_lesson.common.errors import LessonError
from geo_lesson.common.program import program
from geo_lesson.content.files import Document
from geo_lesson.content.folder import LessonFolder
from geo_lesson.content.validation import explain
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.exercises.base import Exercise
from geo_lesson.figures import messages
from geo_lesson.figures.as_tables import Drift, Layers, Matrix
from geo_lesson.figures.base import AnyClaim, FigureContext, Picture
from geo_lesson.figures.confidence import Confidence, Rating
from geo_lesson.figures.origins import Origins
from geo_lesson.figures.places import Ladder
from geo_lesson.figures.ranges import Ranges
from geo_lesson.figures.sets import Sets
from geo_lesson.figures.timeline import Timeline
from geo_lesson.student.feedback_view import ratings_in
from geo_lesson.student.store import Answers, NotSaved

AnyFigure = Annotated[
    Drift | Ladder | Layers | Matrix | Origins | Ranges | Sets | Timeline,
    Field(discriminator="kind"),
]


@cache
def _adapter() -> TypeAdapter[AnyFigure]:
    return TypeAdapter(AnyFigure)  # built when the first figure is asked for


def figure_of(content: LessonFolder, id: str, part: int | None = None) -> AnyFigure | None:
    """Return the figure of an exercise, or of its part of that number; None without one. Raise LessonError."""
    written = content.exercise(id).parts[part or 0].figure  # an exercise without parts is its own first one
    if written is None:
        return None
    document = content.documents[f"exercises/{id}.yaml"]
    at = ("figure",) if part is None else ("parts", part, "figure")
    lines = {location[len(at) :]: line for location, line in document.lines.items() if location[: len(at)] == at}
    try:
        return _adapter().validate_python(written, context={"languages": tuple(content.config.languages)})
    except ValidationError as error:
        inner = Document(document.path, written, lines)
        raise LessonError(explain(inner, error.errors(include_url=False), AnyFigure)) from None


def figure_context(
    content: LessonFolder, language: str, exercise: Exercise | None = None, answer: object = None
) -> FigureContext:
    """Gather all that a figure may be drawn from, in one language. Raise LessonError if a table cannot be read."""
    claims: list[AnyClaim] = [*content.table("claims.csv"), *content.table("record.csv")]
    return FigureContext(
        language,
        content.config,
        claims={claim.id: claim for claim in claims},
        sources={row.id: row for row in content.table("sources.csv")},
        places={row.id: row for row in content.table("places.csv")},
        drift={row.id: row for row in content.table("drift.csv")},
        origins=content.table("origins.csv"),
        article=content.article(language),
        exercise=exercise,
        answer=answer,
    )


def picture_of(content: LessonFolder, language: str, exercise: Exercise, answer: object) -> dict[str, Any]:
    """Draw the figure of an answered exercise, or of a part "exercise.part", as plain data for its widget.

    A figure that cannot be drawn is replaced by a sentence: the answer itself is safe, and feedback has been given.
    """
    id, _, part = exercise.id.partition(".")
    parts = [one.id for one in content.exercise(id).parts]
    try:
        figure = figure_of(content, id, parts.index(part) if part else None)
        if figure is None:
            raise LookupError("the exercise has no figure")
        return figure.draw(figure_context(content, language, exercise, answer)).as_data()
    except Exception:  # whatever is wrong with the lesson's data, the student goes on
        logging.getLogger(__name__).exception("figure of %s", exercise.id)
        title, alt = exercise.title[language], messages.PICTURE_NOT_DRAWN.fill(command=program())[language]
        return Picture("", title, alt, (), (), language).as_data()


def asked_for(content: LessonFolder, language: str, kind: str, **spec: object) -> Picture:
    """Draw the figure that a notebook asks for by its kind; spec: what else a file would say of it."""
    figure = _adapter().validate_python({"kind": kind, **spec})
    return figure.draw(figure_context(content, language))


def confidence(content: LessonFolder, language: str, answers: Answers) -> Picture:
    """Draw the student's own overview of how sure she was and how often right, from her first answers on disk.

    An exercise or an answer that cannot be read is left out; `progress` names it.
    """
    ratings: list[Rating] = []
    for id in (id for chapter in content.config.chapters for id in chapter.exercises):
        with suppress(LessonError, NotSaved):
            for key, part in keyed(content.exercise(id)):
                if part.confidence and part.confidence.counts:
                    ratings += ratings_in(part, answers.peek(key))
    return Confidence(ratings=tuple(ratings)).draw(figure_context(content, language))
