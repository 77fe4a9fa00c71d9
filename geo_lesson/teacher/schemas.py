"""JSON Schemas of the files that teachers edit, so that an editor completes and checks them while they type."""

import json

from pydantic import TypeAdapter

from geo_lesson.content.lesson_config import LessonConfig
from geo_lesson.content.source_cards import Card
from geo_lesson.exercises.any_kind import any_exercise

SCHEMAS = {"exercise.json": any_exercise(), "lesson.json": LessonConfig, "cards.json": tuple[Card, ...]}


def write_schemas(folder):
    """Write the schemas into `folder`, which is made if need be; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / name, TypeAdapter(model).json_schema()) for name, model in SCHEMAS.items()]


def _write(path, schema):
    text = json.dumps(
        schema | {"$schema": "https://json-schema.org/draft/2020-12/schema"}, indent=1, ensure_ascii=False
    )
    path.write_text(f"{text}\n", encoding="utf-8")
    return path
