"""How long the lessons take, and what their looks give away: `python tools/measures.py` prints the figures.

A model of time, not a measurement: what is newly shown is read once, every input takes its seconds, every decision its
thinking (with reading and choosing about half a minute for a row, which is what test makers allow for true or false),
and talk takes what a plan gives it. Without the thinking the figures are the least that anybody needs.
"""

import json
import re
import sys
from pathlib import Path

from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.exercises.choice import MultipleChoice, SingleChoice
from geo_lesson.exercises.free_text import FreeText
from geo_lesson.exercises.grid import Classify, Grid
from geo_lesson.exercises.mark_text import MarkText
from geo_lesson.exercises.numbers import Numbers
from geo_lesson.exercises.order import Order
from geo_lesson.exercises.task_view import task_view
from geo_lesson.exercises.value_range import Range
from geo_lesson.teacher.check.cues import MOST_RATIO, cues, share_of_longest

ROOT = Path(__file__).parent.parent
WORDS_A_MINUTE = 180  # of somebody of sixteen who reads to understand
CHOICE, NUMBER, MARK, REASON, STOP = 5, 10, 10, 20, 120  # seconds
THINKING = 15  # seconds, for each thing that is decided; a number that is worked out takes twice that
LINE, SHORTEST_TEXT, LONGEST_TEXT = 20, 60, 180  # seconds; for a text without a number of words
WRITTEN_A_MINUTE = 15  # words, where a number of words is asked for


def words(*texts):
    """How many words some texts have together.

    >>> words("12.000 people", "came")
    3
    """
    return sum(len(text.split()) for text in texts)


def asked_words(content, part, language):
    """The words of the task: prompt, table, options or rows and what they are given, each once."""
    asked = task_view(content.prepare(part), language)
    table = asked["table"] or {"heads": [], "rows": []}
    entries = [*asked.get("options", ()), *asked.get("rows", ()), *asked.get("items", ()), *asked.get("layers", ())]
    columns = asked.get("columns", ())
    values = [value["text"] for column in columns for value in column["values"]]
    read = [*asked["prompt"], *table["heads"], *(cell for row in table["rows"] for cell in row)]
    read += [*(entry["text"] for entry in entries), *(column["text"] for column in columns), *values]
    read += [*(field["label"] for field in asked.get("fields", ())), asked["reason"] or ""]
    return words(*read)


def feedback_words(part, language):
    """The words that one reads on average after an answer, with what is said to everybody at the end."""
    match part:
        case SingleChoice():
            texts, read = [option.feedback for option in part.options], 1
        case MultipleChoice():
            texts = [option.feedback for option in part.options]
            read = sum(option.correct for option in part.options) or len(texts) / 2
        case Classify() | Grid():
            texts = [row.feedback for row in part.rows]
            read = len(texts)
        case Order():
            texts = [item.feedback for item in part.items]
            read = len(texts)
        case MarkText():
            texts, read = [target.feedback for target in part.targets], _marks(part)
        case Range():
            texts, read = [pattern.feedback for pattern in part.patterns], 1
        case Numbers():
            texts = [answer.feedback for field in part.fields for answer in field.answers]
            texts += [field.otherwise for field in part.fields]
            read = len(part.fields)
        case FreeText():
            texts = [*(line.text for line in part.rubric), *([part.model] if part.model else [])]
            read = len(texts)
    mean = words(*(text[language] for text in texts)) / len(texts)
    after = (part.takeaway, part.afterword, part.reason and part.reason.model)
    return mean * read + words(*(text[language] for text in after if text))


def _marks(part):
    """How many passages one marks: as many as make a good answer, or every second one."""
    return min(sum(part.need.values()) or len(part.targets) / 2, len(part.targets))


def input_seconds(part, thinking=THINKING):
    """How long it takes to decide, to give the answer, to say how sure one is, and to write the reason."""
    match part:
        case SingleChoice():
            seconds = CHOICE + 2 * thinking
        case MultipleChoice() | Order() | Classify():
            seconds = (CHOICE + thinking) * len(part.entries)
        case Grid():
            seconds = (CHOICE + thinking) * sum(len(row.accept) for row in part.rows)
        case MarkText():
            seconds = (MARK + thinking) * _marks(part)
        case Range() | Numbers():
            seconds = (NUMBER + 2 * thinking) * len(part.fields)
        case FreeText():
            seconds = min(max(LINE * part.lines, SHORTEST_TEXT), LONGEST_TEXT) + CHOICE * len(part.rubric)
            if part.form.words:
                seconds = max(seconds, 60 * sum(part.form.words) / 2 / WRITTEN_A_MINUTE)
    for extra, each in ((part.confidence, CHOICE), (part.reason, REASON)):
        if extra:
            seconds += each * (1 if extra.per == "exercise" else len(part.entries))
    return seconds


def exercise_minutes(content, exercise, language, seen=None, thinking=THINKING):
    """How long an exercise, or the part of it that is asked, takes.

    seen: the ids of the sentences and cards that were read before in the same sitting; those shown here are added.
    """
    seen = set() if seen is None else seen
    lines, cards, minutes = content.article(language).lines, content.cards, 0
    for _, part in keyed(exercise):
        if isinstance(part, MarkText):
            seen -= lines.keys()  # who marks reads all of it again
        ids = [*(lines if isinstance(part, MarkText) else part.sentences), *part.cards, *part.cards_after]
        new = [id for id in dict.fromkeys(ids) if id not in seen]
        seen.update(new)
        new_texts = [lines[id] if id in lines else _card(cards[id], language) for id in new]
        read = asked_words(content, part, language) + feedback_words(part, language) + words(*new_texts)
        minutes += read / WORDS_A_MINUTE + input_seconds(part, thinking) / 60
    return minutes


def _card(card, language):
    return " ".join(text for _, text in card.view(language)["fields"])


def _article(content, language, seen):
    """The minutes for the whole article, which is read once."""
    lines = content.article(language).lines
    seen.update(lines)
    label = content.config.label[language]
    return words(label, *lines.values()) / WORDS_A_MINUTE


def chapter_minutes(content, chapter, language, optional=True):
    """How long a chapter takes with the prose of its notebook and its stops; the first one with the article, too."""
    seen, minutes = set(), words(*_prose(content, chapter, language)) / WORDS_A_MINUTE
    if chapter is content.config.chapters[0]:
        minutes += _article(content, language, seen)
    exercises = [content.exercise(id) for id in chapter.exercises]
    minutes += sum(exercise_minutes(content, e, language, seen) for e in exercises if optional or not e.optional)
    return minutes + len(chapter.stops) * STOP / 60


def _prose(content, chapter, language):
    """The texts of the notebook that calls most of a chapter's exercises and fewest others."""

    def fitting(cells):
        called = set(re.findall(r'lesson\.exercise\("([^"]+)"', "".join(source for _, source in cells)))
        named = f'open_lesson("{content.folder.name}"' in "".join(source for _, source in cells)
        return named, len(called & set(chapter.exercises)) - len(called - set(chapter.exercises))

    books = [json.loads(path.read_text(encoding="utf-8")) for path in ROOT.glob(f"notebooks/{language}/*.ipynb")]
    cells = max(([(c["cell_type"], "".join(c["source"])) for c in book["cells"]] for book in books), key=fitting)
    return [source for kind, source in cells if kind == "markdown"]


def plan_minutes(content, plan, language):
    """How long the steps of a plan take in class; talk takes the minutes that the plan gives it."""
    seen = set()
    minutes = _article(content, language, seen)
    for step in plan.steps:
        minutes += words(step.text[language]) / WORDS_A_MINUTE if step.text else 0
        if step.exercise:
            exercise = content.exercise(step.exercise)
            minutes += exercise_minutes(content, exercise.only(step.only) if step.only else exercise, language, seen)
        else:
            minutes += step.minutes
    return minutes


def exercises_of(content):
    """Every exercise of a lesson, in the order of its chapters."""
    return [content.exercise(id) for chapter in content.config.chapters for id in chapter.exercises]


def without_nudge(content):
    """The rows to classify, and those of grids, that have no second look: (exercise, row) each."""
    parts = [keyed_part for exercise in exercises_of(content) for keyed_part in keyed(exercise)]
    tables = [(key, part) for key, part in parts if isinstance(part, Classify | Grid) and part.judged]
    return [(key, row.id) for key, part in tables for row in part.rows if row.nudge is None]


def minutes_table(content):
    """Lines with the minutes stated, and what the model says in each language; with thinking, and the least."""
    languages = content.config.languages
    yield f"{content.config.id}{'':44}stated | {' '.join(languages)} | at least {' '.join(languages)}"
    for chapter in content.config.chapters:
        seen = {of: set() for of in languages}
        if chapter is content.config.chapters[0]:
            read = [_article(content, of, seen[of]) for of in languages]
            yield _line("    the article", "", read, read)
        for id in chapter.exercises:
            yield _exercise_line(content, content.exercise(id), seen)
        for optional, name in ((True, f"  chapter {chapter.id}"), (False, "    without what is optional")):
            minutes = [chapter_minutes(content, chapter, of, optional) for of in languages]
            yield _line(name, chapter.minutes, minutes)
    for plan in content.config.plans:
        seen = {of: set(content.article(of).lines) for of in languages}
        for step in (step for step in plan.steps if step.exercise):
            exercise = content.exercise(step.exercise)
            yield _exercise_line(content, exercise.only(step.only) if step.only else exercise, seen, step.minutes)
        yield _line(f"  plan {plan.id}", plan.minutes, [plan_minutes(content, plan, of) for of in languages])


def _exercise_line(content, exercise, seen, stated=None):
    least = [exercise_minutes(content, exercise, of, set(before), thinking=0) for of, before in seen.items()]
    minutes = [exercise_minutes(content, exercise, of, before) for of, before in seen.items()]
    name = f"    {exercise.id}{' (optional)' if exercise.optional else ''}"
    return _line(name, stated or exercise.minutes, minutes, least)


def _line(name, stated, minutes, least=()):
    numbers = [" ".join(f"{number:5.1f}" for number in of) for of in (minutes, least)]
    return f"{name:46}{stated:>4} | {' | '.join(numbers)}".rstrip(" |")


def cues_table(content):
    """Lines with how often the right option is the longest, how it compares with the others, and what has no nudge."""
    for language in content.config.languages:
        choices = sorted(cues(exercises_of(content), [language]), key=lambda cue: -cue.ratio)
        share = f"in {share_of_longest(choices):.0%} of {len(choices)} judged single choices"
        heading = f"{content.config.id}, {language}: the right option is the longest {share}"
        yield f"{heading}; beside the mean of the others:"
        for cue in choices:
            marks = ", the longest" * cue.longest + ", too long" * (cue.ratio > MOST_RATIO)
            yield f"  {cue.ratio:5.2f} {cue.exercise} {' '.join(str(step) for step in cue.at)}{marks}"
    missing = without_nudge(content)
    yield f"{content.config.id}: rows of judged tables without a nudge: {len(missing)}"
    for key in dict.fromkeys(key for key, _ in missing):
        yield f"  {key}: {', '.join(row for of, row in missing if of == key)}"


if __name__ == "__main__":
    lessons = [LessonFolder(path.parent) for path in sorted(ROOT.glob("data/*/lesson.yaml"))]
    for table in (minutes_table, cues_table):
        sys.stdout.write("\n".join(line for lesson in lessons for line in (*table(lesson), "")) + "\n")
