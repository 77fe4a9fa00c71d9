"""Name the options of an exercise by letters, so that a class can answer by a show of hands."""

from string import ascii_lowercase

from geo_lesson.exercises.base import Exercise


def letters(part: Exercise) -> dict[str, str]:
    """Return the letter of each option by its id, in the order of the file; none where there are no options."""
    options = part.entries if part.ENTRIES == "options" else ()
    return {option.id: letter for option, letter in zip(options, ascii_lowercase, strict=False)}


def lettered(part: Exercise, text: str, language: str) -> str:
    """Put its letter before the text of an option; return any other text as it is."""
    for id, letter in letters(part).items():
        if text == part.entry_names[id][language]:
            return f"{letter}) {text}"
    return text
