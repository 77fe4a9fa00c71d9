"""An answer taken apart into what can be counted over a class: which option, which value in which row, which place."""

from dataclasses import dataclass

from geo_lesson.common.language import format_number, read_number
from geo_lesson.exercises import messages
from geo_lesson.exercises.choice import MultipleChoice, SingleChoice
from geo_lesson.exercises.grid import Classify, Grid
from geo_lesson.exercises.mark_text import MarkText
from geo_lesson.exercises.numbers import Numbers
from geo_lesson.exercises.order import Order


@dataclass(frozen=True)
class Piece:
    """One countable part of an answer. where: the row, field or target; empty where there is but one.

    correct: None where nothing is right or wrong.
    """

    where: str
    what: str
    correct: bool | None = None


def is_right(part, value):
    """Whether an answered exercise is right; None where nothing is judged. As `judge` says, without its sentences."""
    if isinstance(part, Classify | Grid):
        return all(part.right_entries(value).values()) if part.judged else None
    return part.judge(value).correct


def right_entries(part, value):
    """Whether each entry is right that was given a confidence of its own, by its id."""
    return part.right_entries(value) if isinstance(part, Classify | Grid) else {}


def pieces(part, value, language):
    """The pieces of an answered exercise; none for ranges and free texts, which are shown whole."""
    match part:
        case SingleChoice():
            return [_option(part, option, language) for option in part.options if option.id == value]
        case MultipleChoice():
            return [_ticked(part, option, option_id_in(value, option), language) for option in part.options]
        case Classify() | Grid():
            chosen = [(cell, next((v for v in cell[2] if v.id == value.get(cell[0])), None)) for cell in _cells(part)]
            return [_cell(part, cell, given, language) for cell, given in chosen if given]
        case Numbers():
            return [_number(part, field, str(value.get(field.id, "")), language) for field in part.fields]
        case Order():
            return [Piece(item.text[language], _place(value.get(item.id), language)) for item in part.items]
        case MarkText():
            return _marked(part, value, language)
    return []


def possible(part, language):
    """All pieces that an answer may have, in their order, where these are few; so that nobody's choice is seen too."""
    match part:
        case SingleChoice():
            return [_option(part, option, language) for option in part.options]
        case MultipleChoice():
            return [_ticked(part, option, yes, language) for option in part.options for yes in (True, False)]
        case Classify() | Grid():
            return [_cell(part, cell, given, language) for cell in _cells(part) for given in cell[2]]
    return []


def option_id_in(value, option):
    """Whether an option is among those chosen."""
    return isinstance(value, dict) and value.get(option.id) == "yes"


def _option(part, option, language):
    return Piece("", option.text[language], option.correct if part.judged else None)


def _ticked(part, option, yes, language):
    said = (messages.OPTION_CHOSEN if yes else messages.OPTION_NOT_CHOSEN)[language]
    return Piece(option.text[language], said, option.correct == yes if part.judged else None)


def _cells(part):
    """The cells of a table that are asked: (key in an answer, row, values to choose from, accepted, heading)."""
    for row in (row for row in part.rows if row.id not in part.left_out):
        if isinstance(part, Classify):
            yield f"{row.id} value", row, part.values, row.accept, None
        else:
            for column in (column for column in part.columns if column.id in row.accept):
                yield f"{row.id} {column.id}", row, column.values, row.accept[column.id], column.text


def _cell(part, cell, given, language):
    _, row, _, accepted, heading = cell
    where = f"{row.text[language]} · {heading[language]}" if heading else row.text[language]
    return Piece(where, given.text[language], given.id in accepted if part.judged else None)


def _number(part, field, written, language):
    number = read_number(written)
    right = any(answer.correct and answer.value == number for answer in field.answers)
    said = written.strip() if number is None else format_number(number, language)
    return Piece(field.label[language], said, right if part.judged else None)


def _place(written, language):
    text = messages.PLACE_NUMBER.fill(n=written) if str(written).isdigit() else messages.ITEM_LEFT_OUT
    return text[language]


def _marked(part, value, language):
    """Which targets were met, in the order of the file, and what was marked elsewhere."""
    judged = part.judge(value)
    missed = {remark.text for remark in judged.others}
    found = []
    for target in part.targets:
        met = target.feedback not in missed
        text = messages.PASSAGE_MARKED if met else messages.PASSAGE_NOT_MARKED
        found.append(Piece(f"{target.line}: {target.quote[language]}", text[language], met))
    elsewhere = [remark.about[language] for remark in judged.remarks if remark.correct is None]
    return found + [Piece(messages.MARKED_ELSEWHERE[language], about, False) for about in elsewhere]
