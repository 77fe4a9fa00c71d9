"""Show how far a student has come in a lesson: a table of its exercises."""

from geo_lesson.common.errors import LessonError
from geo_lesson.common.html import HtmlOutput
from geo_lesson.common.language import Text
from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises.any_kind import Parts, keyed
from geo_lesson.exercises.base import Exercise
from geo_lesson.student import messages
from geo_lesson.student.feedback_view import answers_of
from geo_lesson.student.store import Answers, NotSaved


def progress(content: LessonFolder, answers: Answers, language: str) -> HtmlOutput:
    """Return the exercises of all chapters with their state; optional ones are shown, but not counted."""
    rows, done, counted = [], 0, 0
    for chapter in content.config.chapters:
        for id in chapter.exercises:
            title, state, is_optional = _row(content, answers, id)
            rows.append((chapter.title[language], title[language], state[language]))
            done += not is_optional and state.de.startswith("✓")
            counted += not is_optional
    caption = messages.EXERCISES_ANSWERED.fill(done=done, all=counted)[language]
    heads = [head[language] for head in (messages.CHAPTER_HEAD, messages.EXERCISE_HEAD, messages.STATE_HEAD)]
    plain = "\n".join([caption, *(f"{state}: {title}" for _, title, state in rows)])
    return HtmlOutput("progress.html", plain, caption=caption, heads=heads, rows=rows, language=language)


def _row(content: LessonFolder, answers: Answers, id: str) -> tuple[Text, Text, bool]:
    """Return title and state of an exercise, and whether it is optional; one that cannot be read stops no other."""
    try:
        exercise = content.exercise(id)
    except LessonError:
        return Text(id, id), messages.STATE_UNREADABLE, False
    return exercise.title, _state(exercise, answers), exercise.optional


def _state(exercise: Exercise | Parts, answers: Answers) -> Text:
    """Return how far an exercise has come; of its parts, the optional ones need not be answered."""
    try:
        records = [(answers.peek(key), part.optional) for key, part in keyed(exercise)]
    except NotSaved:
        return messages.STATE_UNREADABLE
    attempts = [(len(answers_of(record)), is_optional) for record, is_optional in records]
    most = max(count for count, _ in attempts)
    if most and all(count or is_optional for count, is_optional in attempts):
        return (messages.STATE_ANSWERED if most == 1 else messages.STATE_ANSWERED_AGAIN).fill(n=most)
    if any(record.draft or record.attempts for record, _ in records):
        return messages.STATE_BEGUN
    return messages.STATE_OPTIONAL if exercise.optional else messages.STATE_OPEN
