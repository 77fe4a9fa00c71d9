"""Write JSON Schemas of the files that teachers edit, so that an editor completes and checks them."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from geo_lesson.content.lesson_config import LessonConfig
from geo_lesson.content.source_cards import Card
from geo_lesson.content.web_pages import FrontMatter, Spellings
from geo_lesson.exercises.any_kind import any_exercise

# Any: each file holds data of another type, and a TypeAdapter has no common one.
SCHEMAS: dict[str, TypeAdapter[Any]] = {
    "exercise.json": TypeAdapter(any_exercise()),
    "lesson.json": TypeAdapter(LessonConfig),
    "cards.json": TypeAdapter(tuple[Card, ...]),
    "web_page.json": TypeAdapter(FrontMatter),
    "spellings.json": TypeAdapter(Spellings),
}


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas into `folder`, which is created if needed; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, adapter in SCHEMAS.items():
        schema = adapter.json_schema() | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        (folder / name).write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [folder / name for name in SCHEMAS]
