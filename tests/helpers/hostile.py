"""Texts that would like to be more than texts, in every text of a lesson."""

import csv
import io

import yaml

from geo_lesson.content.files import read_yaml

ATTACK = (
    "\"'><img src=x onerror=window.hacked=1></script><script>window.hacked=1;alert(1)</script>"
    "<a href=javascript:alert(1)>]]></a><svg onload=alert(1)>{{7*7}}"
)
# Columns that hold words for people; the others hold ids, numbers, days and addresses.
COLUMNS = (
    "quote",
    "label",
    "basis",
    "wording",
    "title",
    "producer",
    "remark",
    "person",
    "role",
    "note",
    "name",
    "text",
)


def hostile(folder, languages=("de", "en")):
    """Put the attack at the end of every text that a lesson folder shows, in YAML files, tables and articles."""
    for path in sorted(folder.rglob("*.yaml")):
        value = read_yaml(path).value
        path.write_text(yaml.safe_dump(_attacked(value, languages), allow_unicode=True, sort_keys=False), "utf-8")
    for path in sorted(folder.glob("*.csv")):
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        for row in rows:
            row |= {
                name: cell + ATTACK
                for name, cell in row.items()
                if cell and name.split("_")[0] in COLUMNS and name not in ("wording_language", "counted_wording")
            }
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    for path in sorted(folder.glob("article.*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(line + (ATTACK if line.strip() else "") for line in lines), "utf-8")


def _attacked(value, languages):
    if isinstance(value, dict):
        return {
            key: inner + ATTACK if key in languages and isinstance(inner, str) else _attacked(inner, languages)
            for key, inner in value.items()
        }
    return [_attacked(inner, languages) for inner in value] if isinstance(value, list) else value
