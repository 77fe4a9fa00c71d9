"""What people read in a lesson: numbers well written and the same in both languages, praise for right answers only."""

import re

from geo_lesson.common.errors import Place, Problem, shortened
from geo_lesson.common.language import LANGUAGES
from geo_lesson.content.validation import where
from geo_lesson.exercises.numbers import Numbers
from geo_lesson.teacher.check import messages
from geo_lesson.teacher.check.digits import badly_written, differing

# The same sentence may take it back: "Right, the word is there; but no".
_PRAISE = re.compile(
    r"(?:Ja|Genau|Richtig|Stimmt|Korrekt|Treffer|Gut|Sehr gut"
    r"|Yes|Right|Exactly|Correct|That's right|That is right|Well done|Good)"
    r"\b(?=\W|$)"
    r"(?!,? (?:nur|only)\b|[^.!?]*?\b(?:aber|doch|jedoch|dennoch|trotzdem|but|though|however)\b)(?=[^\w\s]| [–—-]|$)"
)
_NOTES = ("title", "remark", "evidence", "precision", "counted_wording", "place_wording", "basis")
_ALL = 100  # per cent
_LARGE = 100
_PERCENT = re.compile(r"%|\bProzent|\bper ?cent")
_BLAME = re.compile(r"(?:Nein|Falsch|Leider nein|No|Wrong|Not quite|Incorrect)\b(?=[.:;!–—]| [–—-]|$)")
# A chapter and an exercise, or a place in a curriculum, as teacher guides name them.
_SECTION = re.compile(r"(?<![\d.,])\d\.\d(?![\d.,]*\d)")


def numbers_in_document(document, languages):
    """A problem for every text of a YAML file or a table with a badly written number, or other ones in one language."""
    table = document.path.suffix == ".csv"
    for location, texts in _cells(document.value, languages) if table else _texts(document.value, languages):
        place = where(document.value, location[:-1] if table else location)
        lines = {of: document.line(location if table else (*location, of)) for of in texts}
        yield from _numbers(dict.fromkeys(texts, document.path), lines, texts, place)


def numbers_in_files(paths, blocks):
    """The same for files of one language each, block by block: (line, text) pairs, by language.

    Where the languages are divided differently, each is looked at for itself.
    """
    if len({len(found) for found in blocks.values()}) == 1:
        for pairs in zip(*blocks.values(), strict=True):
            lines, texts = ({of: pair[i] for of, pair in zip(blocks, pairs, strict=True)} for i in (0, 1))
            yield from _numbers(paths, lines, texts)
    else:
        for of, found in blocks.items():
            for line, text in found:
                yield from _numbers(paths, {of: line}, {of: text})


def numbers_in_guides(paths, texts):
    """The same for teacher guides, section by section; chapters and exercises such as 3.6 are no numbers in them."""
    sections = {of: [] for of in texts}
    for of, text in texts.items():
        line = 1
        for part in re.split(r"(\n\s*\n|\n(?=[-|*\d]))", _SECTION.sub("", text)):
            if part.startswith("#") or not sections[of]:
                sections[of].append([])
            if part.strip():
                sections[of][-1].append((line, part))
            line += part.count("\n")
    if len({len(found) for found in sections.values()}) == 1:
        for found in zip(*sections.values(), strict=True):
            yield from numbers_in_files(paths, dict(zip(sections, found, strict=True)))
    else:
        for of, found in sections.items():
            yield from numbers_in_files(paths, {of: [block for section in found for block in section]})


def verdicts(part):
    """The feedbacks of a part that call a wrong answer right, or a right one wrong, and percentages without an end.

    (location, message, mend) each.
    """
    if isinstance(part, Numbers):
        for i, field in enumerate(part.fields):
            if _PERCENT.search(field.label.de + field.label.en) and (field.at_most is None or field.at_most > _ALL):
                yield ("fields", i), messages.PERCENTAGE_WITHOUT_LIMIT, messages.ADD_AT_MOST
    for option in part.option_feedback():
        signs = _BLAME if option.correct else _PRAISE
        if found := next((found for of in LANGUAGES if (found := signs.match(option.feedback[of]))), None):
            message = messages.RIGHT_ANSWER_BLAMED if option.correct else messages.WRONG_ANSWER_PRAISED
            fix = messages.DELETE_CORRECT if option.correct else messages.ADD_CORRECT
            yield option.at, message.fill(said=found[0]), fix


def _texts(value, languages, location=()):
    """Every text in plain data by its languages, with its place; in a lesson of one language, of whatever key."""
    if isinstance(value, dict) and value.keys() <= set(LANGUAGES) and all(isinstance(t, str) for t in value.values()):
        yield location, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, languages, (*location, key))
    elif len(languages) == 1 and isinstance(value, str) and " " in value.strip():
        yield location, {languages[0]: value}


def _cells(rows, languages):
    """The texts of a table by their languages, with row and column; English may stand in a column without `_en`."""
    for i, row in enumerate(rows):
        for column in row:
            name, _, of = column.rpartition("_")
            if name == "quote":
                continue  # which is held against its sentence
            if of == "de" and len(languages) > 1:
                other = f"{name}_en" if f"{name}_en" in row else name
                texts = {"de": row[column], "en": row.get(other)}
                yield (i, column), {of: text for of, text in texts.items() if text}
            elif name and of in languages and f"{name}_de" not in row:
                yield (i, column), {of: row[column]}
        if row.get("wording") and row.get("wording_language") in LANGUAGES:
            yield (i, "wording"), {row["wording_language"]: row["wording"]}
        for column in (name for name in _NOTES if row.get(name)):
            yield (i, column), {None: row[column]}


def _numbers(paths, lines, texts, place=""):
    """What is wrong with the numbers of one text; paths and lines: where each language stands, None: an unknown one."""
    bad = False
    for of, text in texts.items():
        others = [other for language, other in texts.items() if language != of]
        bad_ones = badly_written(text, of or "de", *others)
        if of is None:  # as no language writes it; digits alone may be the number of a page
            bad_ones = [n for n in bad_ones if not n.isdigit() and n in badly_written(text, "en")]
        for number in dict.fromkeys(bad_ones):
            bad = True
            said = messages.BAD_NUMBER.fill(number=shortened(number), place=place)
            yield Problem(Place(paths[of], lines[of]), said, messages.WRITE_NUMBER_PROPERLY)
    if not bad and len(texts) > 1 and (more := differing(texts)):
        listed = {of: ", ".join(more[of]) if of in more else "–" for of in texts}
        of = next(reversed(more))
        # People say the same with other small numbers, and with numbers that the other language needs not name.
        sure = all(max(more.get(language, {0: 0}).values()) >= _LARGE for language in texts)
        said = messages.NUMBERS_DIFFER.fill(
            place=place, **{f"in_{language}": shortened(said) for language, said in listed.items()}
        )
        yield Problem(Place(paths[of], lines[of]), said, messages.WRITE_SAME_NUMBERS, hint=not sure)
