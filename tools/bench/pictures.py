"""All pictures of the lesson on one page, in both languages, with their sizes: `uv run python FILE > pictures.html`.

Each belongs to a model answer of its exercise, as the tests make them.
"""

import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

from answering import any_answer, is_judged, model_answers  # noqa: E402 - the tests are no package
from shipped import TROOPS, ready  # noqa: E402

from geo_lesson.common.language import LANGUAGES  # noqa: E402
from geo_lesson.exercises.any_kind import keyed  # noqa: E402
from geo_lesson.figures.catalogue import picture_of  # noqa: E402


def pictures():
    """Each figure that an exercise has: the key of its part, and its picture in each language."""
    for id in (id for chapter in TROOPS.config.chapters for id in chapter.exercises):
        for key, part in keyed(ready(TROOPS, id)):
            if part.figure:
                answers = {
                    of: next(model_answers(part, of)) if is_judged(part) else any_answer(part, of) for of in LANGUAGES
                }
                named = part.model_copy(update={"id": key})
                yield key, [picture_of(TROOPS, of, named, answers[of]) for of in LANGUAGES]


def main():
    rows = []
    for key, drawn in pictures():
        cells = "".join(f"<td>{cell(picture)}</td>" for picture in drawn)
        rows.append(f"<tr><th>{key}</th>{cells}</tr>")
    page = f'<!doctype html><meta charset="utf-8"><title>Pictures</title><table>{"".join(rows)}</table>'
    sys.stdout.write(page)


def cell(picture):
    caption = f"{escape(picture['caption'])} · {len(picture['source']) * 3 // 4:,} bytes"
    return f'<img alt="{escape(picture["alt"])}" src="{picture["source"]}"><p>{caption}</p>'


if __name__ == "__main__":
    main()
