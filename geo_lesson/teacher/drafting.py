"""A draft of a lesson from what was found in an article: its files and one notebook, and what is open as questions."""

import csv
import io
import json
import re
import unicodedata
from itertools import combinations
from pathlib import Path

import yaml

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.language import format_number
from geo_lesson.content import messages as content_messages
from geo_lesson.content.folder import workspace_of
from geo_lesson.extraction import messages as extraction_messages
from geo_lesson.extraction.article import MOST_SENTENCES, language_of, lines_of, read_plain
from geo_lesson.extraction.finder import DEFECTS, extract_from
from geo_lesson.teacher import messages

EXERCISES = (
    "first-impression",
    "text-profile",
    "who-says-what",
    "kind-of-number",
    "comparability",
    "what-is-missing",
    "which-sentence-holds",
    "repair-the-report",
)
_TEMPLATES = Path(__file__).parent / "drafts"
_CLAIMS = [
    "id",
    "sentence",
    "quote",
    "value",
    "low",
    "high",
    "bound",
    "counted",
    "status",
    "place",
    "as_of",
    "source",
    "basis",
    "label",
]
_ASKED = ["counted", "status", "place", "as_of", "basis"]
_ANSWERS = ("text-itself", "not-clear")  # besides the speakers
_SOURCES = ["id", "kind", "country", "name", "stake"]
# No more than seven rows to classify: design of the lesson.
_MOST_CLAIMS = 6
_NAME = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


def new_lesson(folder, article, asked, otherwise="en"):
    """Draft a lesson in `folder`, which lies in data/, from the text file `article`; returns (findings, new files).

    asked: its language, or None to go by the text; otherwise: the language of a text too short to tell. Raises
    LessonError where the folder or the text will not do, and OSError where nothing can be written.
    """
    _look_at(folder)
    text = read_plain(article)
    language = _language(article, text, asked, otherwise)
    lines = lines_of(text, language)
    if sum(line.id.startswith("W") for line in lines) > MOST_SENTENCES:
        raise LessonError(
            [Problem(Place(article), content_messages.TOO_MANY_SENTENCES, extraction_messages.COPY_ARTICLE_ONLY)]
        )
    findings = extract_from(lines, language)
    _look_at_findings(article, findings)
    files = draft(findings, folder.name)
    root = workspace_of(folder)
    for name in files:
        if (root / name).exists():
            raise LessonError([Problem(Place(root / name), messages.FILE_EXISTS, messages.CHOOSE_OTHER_NAME)])
    for name, written in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(written, encoding="utf-8", newline="\n")
    return findings, [root / name for name in files]


def draft(findings, id):
    """The files of a lesson and its notebook, {path from the workspace: text}."""
    language = findings.language
    values = _values(findings, id)
    name = f"data/{id}"
    files = {f"{name}/{file}": _filled(f"{language}/{file}", values) for file in ("lesson.yaml", "README.md")}
    files[f"{name}/article.{language}.md"] = _article(findings)
    files[f"{name}/claims.csv"] = _claims(values["figures"], language)
    files[f"{name}/sources.csv"] = _sources(values["speakers"], language)
    files[f"{name}/places.csv"] = f"id,within,name_{language},latitude,longitude\n"
    for exercise in EXERCISES:
        file = f"exercises/{exercise}.yaml"
        files[f"{name}/{file}"] = _filled(f"{language}/{file}", values)
    files[f"notebooks/{language}/{id}.ipynb"] = _notebook(_filled(f"{language}/notebook.yaml", values), values["title"])
    return files


def _look_at(folder):
    """A new lesson lies in data/ under a name that notebooks can call, and overwrites nothing."""
    if folder.parent.name != "data" or not _NAME.fullmatch(folder.name) or len(folder.name) > 60:
        name = _slug(folder.name, "lesson")
        raise LessonError(
            [Problem(Place(folder), messages.BAD_FOLDER_NAME, messages.CHOOSE_FOLDER_NAME.fill(name=f"data/{name}"))]
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise LessonError([Problem(Place(folder), messages.FILE_EXISTS, messages.CHOOSE_OTHER_NAME)])


def _language(article, text, asked, otherwise):
    """The language of a text; refuses one that is neither German nor English, or not the one asked for."""
    if not text.strip():
        raise LessonError([Problem(Place(article), content_messages.FILE_EMPTY, messages.COPY_ARTICLE_IN)])
    found = language_of(text)
    if found is None and len(text.split()) > 40:
        raise LessonError([Problem(Place(article), messages.NEITHER_GERMAN_NOR_ENGLISH, messages.TAKE_A_TRANSLATION)])
    if asked and found and asked != found:
        raise LessonError(
            [
                Problem(
                    Place(article), messages.OTHER_LANGUAGE_THAN_ASKED[found], messages.WRITE_LANGUAGE.fill(found=found)
                )
            ]
        )
    return found or asked or otherwise


def _look_at_findings(article, findings):
    counts = [figure for figure in findings.counts if figure.line.startswith("W")]
    if len(counts) < 2 or all(figure.low is None for figure in counts):
        said = messages.TOO_FEW_NUMBERS.fill(n=len(counts), found="; ".join(figure.quote for figure in counts) or "–")
        raise LessonError([Problem(Place(article), said, messages.TAKE_OTHER_ARTICLE)])


def _values(findings, id):
    """What the templates speak of."""
    figures, speakers = _figures(findings)
    chosen = figures[:_MOST_CLAIMS]
    if all(f["low"] is None for f in chosen):
        chosen = [*chosen[:-1], next(f for f in figures if f["low"] is not None)]
    values = list(dict.fromkeys(end for f in chosen if f["low"] is not None for end in (f["low"], f["high"])))
    first = next(f for f in chosen if f["low"] is not None)
    heading = findings.lines[0].text if findings.lines[0].id == "H1" else id.replace("-", " ").capitalize()
    named = {speaker["name"].lower() for speaker in speakers}
    heard = {mark.quote.lower(): mark.quote for mark in findings.phrases if mark.kind == "speaker"}
    taken = {*_ANSWERS, *(f["id"] for f in figures), *(speaker["id"] for speaker in speakers)}
    others = [{"id": _free(_slug(key, "speaker"), taken), "name": heard[key]} for key in heard if key not in named]
    return {
        "id": id,
        "title": heading,
        "exercises": EXERCISES,
        "figures": figures,
        "chosen": chosen,
        "first": first,
        "values": values,
        "narrow": max(1, first["low"] // 10),
        "shown": _shown(findings, chosen),
        "pairs": list(combinations(chosen[:3], 2)),
        "speakers": speakers,
        "options": [*speakers, *others],
        "judging": list(dict.fromkeys(mark.quote for mark in findings.phrases if mark.kind == "judging")),
        "defects": [mark for mark in findings.phrases if mark.kind in DEFECTS],
    }


def _shown(findings, chosen):
    """The sentences that exercises on these figures show: those they stand in, and those that name their speakers."""
    wanted = {line for f in chosen for line in (f["line"], f["said_in"])}
    return [line.id for line in findings.lines if line.id in wanted and line.id.startswith("W")]


def _figures(findings):
    """The figures of the sentences as plain data, with ids of their own, and their speakers."""
    figures, speakers, taken = [], {}, set(_ANSWERS)
    for figure in findings.counts:
        if figure.line.startswith("H"):
            continue  # a claim stands in a sentence
        ends = [end for end in dict.fromkeys((figure.low, figure.high)) if end is not None]
        id = _free("c" + "-".join(map(str, ends)) if ends else "some", taken)
        number = "–".join(format_number(end, findings.language) for end in ends) or figure.quote
        by = ""
        if figure.speaker:
            key = figure.speaker.lower()
            by = speakers.setdefault(key, {"id": "", "name": figure.speaker})["id"] or _free(
                _slug(key, "speaker"), taken
            )
            speakers[key]["id"] = by
        kind = "unclear" if not ends else figure.bound.replace("_", "-") or "bare"
        asked = [] if figure.bound or not ends else ["bound"]
        asked += _ASKED if by else [*_ASKED, "source"]
        figures.append(vars(figure) | {"id": id, "number": number, "by": by, "kind": kind, "open": asked})
    return figures, list(speakers.values())


def _free(id, taken):
    """The id, or with a number behind it where it is taken already."""
    n, free = 1, id
    while free in taken:
        n += 1
        free = f"{id}-{n}"
    taken.add(free)
    return free


def _slug(name, otherwise):
    """A name as an id: small letters, digits and hyphens.

    >>> _slug("Sprecher der Übungs-Straße", "speaker")
    'sprecher-der-uebungs-strasse'
    """
    name = name.lower().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or otherwise


def _article(findings):
    """The article as a lesson has it: headings, and each sentence on a line of its own."""
    lines = [] if findings.lines[0].id == "H1" else [f"## {messages.WITHOUT_HEADING[findings.language]}"]
    for line in findings.lines:
        lines += (
            ["", f"## {line.text}"] if line.id.startswith("H") else ["", line.text] if _begins(lines) else [line.text]
        )
    return "\n".join(lines).strip() + "\n"


def _begins(lines):
    return lines[-1:] and lines[-1].startswith("## ")


def _claims(figures, language):
    rows = []
    for f in figures:
        single = f["low"] == f["high"]
        row = {"id": f["id"], "sentence": f["line"], "quote": f["quote"], "source": f["by"], "bound": f["bound"]}
        row |= {"value": f["low"]} if single else {"low": f["low"], "high": f["high"]}
        if f["low"] is None:
            row |= {"value": "", "bound": "unclear"}
        row |= dict.fromkeys(f["open"], "?")
        row["label"] = f"{f['number']} ({f['speaker'] or f['line']})"
        rows.append(row)
    return _table(_CLAIMS, rows, language)


def _sources(speakers, language):
    rows = [{"id": s["id"], "kind": "?", "name": s["name"]} for s in speakers]
    return _table(_SOURCES, rows, language)


def _table(columns, rows, language):
    """A table as CSV; the columns for texts carry the language."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([f"{c}_{language}" if c in ("quote", "label", "name", "stake") else c for c in columns])
    writer.writerows([["" if row.get(c) is None else row[c] for c in columns] for row in rows])
    return written.getvalue()


def _filled(name, values):
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(  # noqa: S701 - what is filled in here is YAML and Markdown, not HTML
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    # A text in JSON is a text in YAML, whatever stands in it.
    environment.filters |= {"quoted": lambda text: json.dumps(str(text), ensure_ascii=False), "cell": _cell}
    return environment.get_template(name).render(values)


def _cell(text):
    return re.sub(r"([|\\`*_<\[])", r"\\\1", text)


def _notebook(written, title):
    """A notebook from its cells, in the form that those of the package have."""
    cells = []
    for n, cell in enumerate(yaml.load(written, Loader=yaml.BaseLoader), start=1):  # noqa: S506 - texts only
        ((kind, source),) = cell.items()
        source = source.strip().splitlines(keepends=True)
        code = {"execution_count": None, "metadata": {"jupyter": {"source_hidden": True}}, "outputs": []}
        rest = {"cell_type": "code", **code} if kind == "code" else {"cell_type": "markdown", "metadata": {}}
        cells.append(rest | {"id": f"cell-{n:02}", "source": source})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "title": title}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def told(findings, files, language):
    """What was found, what is open and what comes next, for whoever gave the command."""
    figures, speakers = _figures(findings)
    lines = [messages.FINDINGS_COUNTED.fill(n=len(figures), speakers=len(speakers))[language]]
    for f in figures[:_MOST_LISTED]:
        lines.append(messages.FINDING.fill(line=f["line"], quote=f["quote"], open=", ".join(f["open"]))[language])
    if len(figures) > _MOST_LISTED:
        lines.append("…")
    asked = sum(len(f["open"]) for f in figures) + len(speakers)
    folder, notebook = files[0].parent, files[-1]
    return "\n".join(
        [*lines, messages.DRAFT_WRITTEN.fill(n=asked, folder=str(folder), notebook=str(notebook))[language]]
    )


_MOST_LISTED = 20
