"""Answers to any exercise, made from its own data: right ones, and every single mistake with the feedback it gets."""

from graphlib import TopologicalSorter

from pydantic import TypeAdapter

from geo_lesson.common.language import format_number
from geo_lesson.exercises.any_kind import any_exercise
from geo_lesson.exercises.choice import MultipleChoice, SingleChoice
from geo_lesson.exercises.free_text import FreeText
from geo_lesson.exercises.grid import Classify, Grid
from geo_lesson.exercises.mark_text import MarkText
from geo_lesson.exercises.numbers import Numbers
from geo_lesson.exercises.order import LEFT_OUT, Order
from geo_lesson.exercises.value_range import Range

EXERCISE = TypeAdapter(any_exercise())


def lines(exercise, language):
    """The lines of the text as a student marks them, by their id."""
    return {line["id"]: " ".join(line["words"]) for line in exercise.task_data(language)["lines"][language]}


def marking(exercise, language, found):
    """An answer that marks words of the text; found: (line, quote, layer) each."""
    marks = []
    for line, quote, layer in found:
        before, _, _ = lines(exercise, language)[line].partition(quote)
        first = len(before.split())
        marks.append(f"{line} {first}-{first + len(quote.split()) - 1} {layer}")
    return {"marks": "; ".join(marks), "language": language}


def accepted(exercise):
    """What each cell of a table accepts, by the name it has in an answer."""
    if isinstance(exercise, Classify):
        return {f"{row.id} value": row.accept for row in exercise.rows}
    return {f"{row.id} {column}": values for row in exercise.rows for column, values in row.accept.items()}


def placed(exercise, ids):
    """The answer that puts the items into this order and leaves out what is no help."""
    places = {id: str(place) for place, id in enumerate(ids, start=1)}
    return {item.id: places.get(item.id, LEFT_OUT) for item in exercise.items}


def in_order(exercise):
    """The items in an order that keeps every binding pair."""
    before = {item.id: set() for item in exercise.items if not item.decoy}
    for first, second in exercise.binding:
        before[second].add(first)
    return list(TopologicalSorter(before).static_order())


def model_answers(exercise, language):
    """Answers that are right in every part; where a table accepts several values, each of them occurs."""
    match exercise:
        case SingleChoice():
            yield next(option.id for option in exercise.options if option.correct)
        case MultipleChoice():
            yield {option.id: "yes" for option in exercise.options if option.correct}
        case Classify() | Grid():
            cells = accepted(exercise)
            for turn in range(max(len(values) for values in cells.values())):
                yield {cell: values[turn % len(values)] for cell, values in cells.items()}
        case Order():
            yield placed(exercise, in_order(exercise))
        case MarkText():
            yield marking(exercise, language, [(t.line, t.quote[language], t.layers[0]) for t in exercise.targets])
        case Numbers():
            right = {f.id: next(a.value for a in f.answers if a.correct) for f in exercise.fields}
            yield {field: format_number(value, language) for field, value in right.items()}


def mistakes(exercise, language):
    """Every single mistake: an answer that makes it, and the feedback that belongs to it."""
    (right, *_) = model_answers(exercise, language)
    match exercise:
        case SingleChoice():
            yield from ((option.id, option.feedback) for option in exercise.options if not option.correct)
        case MultipleChoice():
            yield from ((right | {o.id: "yes"}, o.feedback) for o in exercise.options if not o.correct)
        case Classify() | Grid():
            said = {row.id: row.feedback for row in exercise.rows}
            columns = {"value": exercise.values} if isinstance(exercise, Classify) else {}
            columns |= {} if columns else {column.id: column.values for column in exercise.columns}
            for cell, values in accepted(exercise).items():
                row, column = cell.split()
                wrong = (value.id for value in columns[column] if value.id not in values)
                yield from ((right | {cell: value}, said[row]) for value in wrong)
        case Order():
            said = {item.id: item.feedback for item in exercise.items}
            for first, second in exercise.binding:
                ids = in_order(exercise)
                ids.insert(ids.index(first), ids.pop(ids.index(second)))
                yield from ((placed(exercise, ids), said[id]) for id in (first, second))
        case MarkText():
            aimed_at = [target.line for target in exercise.targets]
            line, text = next(entry for entry in lines(exercise, language).items() if entry[0] not in aimed_at)
            yield marking(exercise, language, [(line, text.split()[0], exercise.layers[0].id)]), exercise.elsewhere
        case Numbers():
            for field in exercise.fields:
                yield from ((right | {field.id: str(a.value)}, a.feedback) for a in field.answers if not a.correct)
                yield right | {field.id: "7"}, field.otherwise


def is_judged(exercise):
    """Whether an exercise has a right answer at all."""
    if isinstance(exercise, Range | FreeText):
        return False
    return getattr(exercise, "judged", True) and getattr(exercise, "binding", True)


def any_answer(exercise, language):
    """A whole answer to an exercise that has no right one."""
    match exercise:
        case SingleChoice():
            return exercise.options[0].id
        case MultipleChoice():
            return {exercise.options[0].id: "yes"}
        case Classify() | Grid():
            return {cell: values[0] for cell, values in accepted(exercise).items()}
        case Order():
            return placed(exercise, [item.id for item in exercise.items])
        case Numbers():
            return {field.id: "50" for field in exercise.fields}
        case Range():
            return {
                field: number
                for field, number in {"low": "3000", "best": "10000", "high": "12000"}.items()
                if field in exercise.fields
            }
        case FreeText():
            return exercise.model[language] if exercise.model else "Ein Satz. Noch einer."


def whole_values(exercise, value, language):
    """All that is handed over with an answer: how sure, and why."""
    values = {"value": value}
    entries = exercise.answered_entries(value)
    if asked := exercise.confidence:
        level = str(asked.levels[-1])
        values["confidence"] = level if asked.per == "exercise" else dict.fromkeys(entries, level)
    if exercise.reason and exercise.reason.when == "before":
        values["reason"] = "weil" if exercise.reason.per == "exercise" else dict.fromkeys(entries, "weil")
    return values
