"""Draft a lesson from what is found in an article: its files and one notebook; what is open are questions."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.language import Text, format_number
from geo_lesson.common.program import program, quoted_path
from geo_lesson.content import messages as content_messages
from geo_lesson.content.folder import workspace_of
from geo_lesson.extraction import messages as extraction_messages
from geo_lesson.extraction.article import MOST_SENTENCES, language_of, lines_of, read_plain
from geo_lesson.extraction.finder import DEFECTS, Count, extract_from
from geo_lesson.teacher import messages
from geo_lesson.teacher.notebook_file import notebook_text
from geo_lesson.teacher.workspace import is_lesson_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from geo_lesson.extraction.finder import Findings
    from geo_lesson.teacher.notebook_file import Cell

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
_CLAIM_COLUMNS = (
    *("id", "sentence", "quote", "value", "low", "high", "bound", "counted"),
    *("status", "place", "as_of", "source", "basis", "label"),
)
_SOURCE_COLUMNS = ("id", "kind", "country", "name", "stake")
_IN_ONE_LANGUAGE = ("quote", "label", "name", "stake")  # columns whose names end in the language
_IN_ASCII = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
_ASKED = ("counted", "status", "place", "as_of", "basis")
_ANSWERS = ("text-itself", "not-clear")  # to the question who gives a number, beside the speakers
_MOST_CLAIMS = 6  # rows of an exercise
_MOST_LISTED = 20
_AMOUNT_OPTIONS = {"price": "--money", "percent": "--percent"}
_LONGEST_NAME = 60


@dataclass(frozen=True)
class DraftSource:
    """A speaker of the article."""

    id: str
    name: str


@dataclass(frozen=True)
class DraftClaim(Count):
    """A figure of a sentence as a claim: `source` is the id of its speaker or empty, `open` names its open columns.

    `number` is how the figure is named in texts, `kind` the answer to how exactly it is meant.
    """

    id: str = ""
    source: str = ""
    number: str = ""
    kind: str = ""
    open: tuple[str, ...] = ()


def new_lesson(
    folder: Path, article: Path, asked: str | None, otherwise: str = "en", amounts: Collection[str] = ()
) -> tuple[Findings, list[Path]]:
    """Draft a lesson in `folder`, which lies in data/, from the text file `article`; return findings and new files.

    asked: its language, or None to go by the text; otherwise: the language of a text too short to tell; amounts: which
    of money and percentages (AMOUNTS) are figures, too. Raises LessonError where the folder or the text will not do,
    and OSError where nothing can be written.
    """
    _require_new_folder(folder)
    text = read_plain(article)
    language = _language(article, text, asked, otherwise)
    lines = lines_of(text, language)
    if sum(line.id.startswith("W") for line in lines) > MOST_SENTENCES:
        raise _error(article, content_messages.TOO_MANY_SENTENCES, extraction_messages.COPY_ARTICLE_ONLY)
    findings: Findings = extract_from(lines, language, amounts)
    _require_numbers(article, findings)
    root = workspace_of(folder)
    files = {root / name: content for name, content in draft(findings, folder.name).items()}
    for path in files:
        if path.exists():
            raise _error(path, messages.FILE_EXISTS, messages.CHOOSE_OTHER_NAME)
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    return findings, list(files)


def draft(findings: Findings, id: str) -> dict[str, str]:
    """Return the files of a lesson and its notebook, {path from the workspace: text}."""
    language, folder = findings.language, f"data/{id}"
    claims, sources = _claims_and_sources(findings)
    values = _template_values(findings, id, claims, sources)

    def fill(name: str) -> str:
        return _fill_template(f"{language}/{name}", values)

    files = {f"{folder}/{name}": fill(name) for name in ("lesson.yaml", "README.md")}
    files[f"{folder}/article.{language}.md"] = _article(findings)
    files[f"{folder}/claims.csv"] = _table(_CLAIM_COLUMNS, map(_claim_row, claims), language)
    rows = ({"id": source.id, "kind": "?", "name": source.name} for source in sources)
    files[f"{folder}/sources.csv"] = _table(_SOURCE_COLUMNS, rows, language)
    files[f"{folder}/places.csv"] = f"id,within,name_{language},latitude,longitude\n"
    files |= {f"{folder}/exercises/{exercise}.yaml": fill(f"exercises/{exercise}.yaml") for exercise in EXERCISES}
    written = yaml.load(fill("notebook.yaml"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    cells: list[Cell] = [(kind, source.strip()) for cell in written for kind, source in cell.items()]
    files[f"notebooks/{language}/{id}.ipynb"] = notebook_text(cells, _title(findings, id))
    return files


def _error(path: Path, message: Text, fix: Text) -> LessonError:
    return LessonError([Problem(Place(path), message, fix)])


def _require_new_folder(folder: Path) -> None:
    """Refuse a folder that is not in data/, that notebooks cannot call by its name, or that is not empty."""
    if folder.parent.name != "data" or not is_lesson_name(folder.name) or len(folder.name) > _LONGEST_NAME:
        fix = messages.CHOOSE_FOLDER_NAME.fill(name=f"data/{_slug(folder.name, 'lesson')}")
        raise _error(folder, messages.BAD_FOLDER_NAME, fix)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise _error(folder, messages.FILE_EXISTS, messages.CHOOSE_OTHER_NAME)


def _language(article: Path, text: str, asked: str | None, otherwise: str) -> str:
    """Return the language of a text; refuse one that is neither German nor English, or not the one asked for."""
    if not text.strip():
        raise _error(article, content_messages.FILE_EMPTY, messages.COPY_ARTICLE_IN)
    language: str | None = language_of(text)
    if language is None and len(text.split()) > 40:
        raise _error(article, messages.NEITHER_GERMAN_NOR_ENGLISH, messages.TAKE_A_TRANSLATION)
    if asked and language and asked != language:
        fix = messages.WRITE_LANGUAGE.fill(language=language)
        raise _error(article, messages.OTHER_LANGUAGE_THAN_ASKED[language], fix)
    return language or asked or otherwise


def _require_numbers(article: Path, findings: Findings) -> None:
    """Refuse a text in which fewer than two numbers count something, or all of them are vague."""
    counts = [figure for figure in findings.counts if figure.line.startswith("W")]
    if len(counts) < 2 or all(figure.low is None for figure in counts):
        quotes = "; ".join(figure.quote for figure in counts) or "–"
        message = messages.TOO_FEW_NUMBERS.fill(n=len(counts), quotes=quotes)
        in_text = {phrase.kind for phrase in findings.phrases if phrase.line.startswith("W")}
        options = " ".join(option for kind, option in _AMOUNT_OPTIONS.items() if kind in in_text)
        fix = messages.ASK_FOR_AMOUNTS.fill(options=options) if options else messages.TAKE_OTHER_ARTICLE
        raise _error(article, message, fix)


def _title(findings: Findings, id: str) -> str:
    return findings.lines[0].text if findings.lines[0].id == "H1" else id.replace("-", " ").capitalize()


def _claims_and_sources(findings: Findings) -> tuple[list[DraftClaim], list[DraftSource]]:
    """Return the figures of the sentences as claims, and their speakers, each with an id of its own."""
    claims: list[DraftClaim] = []
    sources: dict[str, DraftSource] = {}
    taken = set(_ANSWERS)
    for figure in findings.counts:
        if figure.line.startswith("H"):
            continue  # a claim stands in a sentence
        ends = [end for end in dict.fromkeys((figure.low, figure.high)) if end is not None]
        id = _free_id("c" + "-".join(map(str, ends)) if ends else "some", taken)
        key, source = figure.speaker.lower(), ""
        if key:
            if key not in sources:
                sources[key] = DraftSource(_free_id(_slug(key, "speaker"), taken), figure.speaker)
            source = sources[key].id
        number = _amount(figure, ends, findings.language) or figure.quote
        kind = (figure.bound.replace("_", "-") or "bare") if ends else "unclear"
        unknown = [*(["bound"] if ends and not figure.bound else []), *_ASKED, *([] if source else ["source"])]
        claims.append(DraftClaim(**vars(figure), id=id, source=source, number=number, kind=kind, open=tuple(unknown)))
    return claims, list(sources.values())


def _amount(figure: Count, ends: Sequence[int], language: str) -> str:
    """Return a figure as it is named in texts, a sum of money or a percentage with its unit; empty if it is vague."""
    number = "–".join(format_number(end, language) for end in ends)
    if not figure.unit:
        return number
    if len(ends) > 1:
        return figure.quote  # it may be a fraction between whole numbers
    return f"{number} {figure.unit}" if figure.unit.isalpha() or figure.unit == "%" else f"{figure.unit}{number}"


def _template_values(
    findings: Findings, id: str, claims: Sequence[DraftClaim], sources: Sequence[DraftSource]
) -> dict[str, object]:
    """Return the values of the templates, by name."""
    chosen = list(claims[:_MOST_CLAIMS])
    if all(claim.low is None for claim in chosen):
        chosen[-1] = next(claim for claim in claims if claim.low is not None)
    first, low = next((claim, claim.low) for claim in chosen if claim.low is not None)
    ends = (end for claim in chosen for end in (claim.low, claim.high) if end is not None)
    shown = {line for claim in chosen for line in (claim.line, claim.said_in)}
    return {
        "id": id,
        "title": _title(findings, id),
        "exercises": EXERCISES,
        "claims": claims,
        "chosen": chosen,
        "first": first,
        "values": list(dict.fromkeys(ends)),
        "narrow": max(1, low // 10),
        "sentences": [line.id for line in findings.lines if line.id in shown and line.id.startswith("W")],
        "pairs": list(combinations(chosen[:3], 2)),
        "speakers": _all_speakers(findings, claims, sources),
        "judging": list(dict.fromkeys(mark.quote for mark in findings.phrases if mark.kind == "judging")),
        "defects": [mark for mark in findings.phrases if mark.kind in DEFECTS],
    }


def _all_speakers(
    findings: Findings, claims: Sequence[DraftClaim], sources: Sequence[DraftSource]
) -> list[DraftSource]:
    """Return the sources, then those who speak in the text without giving a number."""
    names = {name.lower(): name for name in findings.speakers}
    for source in sources:
        names.pop(source.name.lower(), None)
    taken = {*_ANSWERS, *(claim.id for claim in claims), *(source.id for source in sources)}
    return [*sources, *(DraftSource(_free_id(_slug(key, "speaker"), taken), name) for key, name in names.items())]


def _free_id(id: str, taken: set[str]) -> str:
    """Return the id, with a number behind it where it is taken, and add it to those that are taken."""
    n, free = 1, id
    while free in taken:
        n += 1
        free = f"{id}-{n}"
    taken.add(free)
    return free


def _slug(name: str, otherwise: str) -> str:
    """Turn a name into an id of small letters, digits and hyphens.

    >>> _slug("Sprecher der Übungs-Straße", "speaker")
    'sprecher-der-uebungs-strasse'
    """
    name = name.lower().translate(_IN_ASCII)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or otherwise


def _article(findings: Findings) -> str:
    """Return the article as a lesson has it: headings, and each sentence on a line of its own."""
    paragraphs: list[list[str]] = []
    if findings.lines[0].id != "H1":
        paragraphs.append([f"## {messages.WITHOUT_HEADING[findings.language]}"])
    for line in findings.lines:
        if line.id.startswith("H"):
            paragraphs.append([f"## {line.text}"])
        elif paragraphs[-1][0].startswith("## "):
            paragraphs.append([line.text])
        else:
            paragraphs[-1].append(line.text)
    return "\n\n".join("\n".join(paragraph) for paragraph in paragraphs) + "\n"


def _claim_row(claim: DraftClaim) -> dict[str, str | int | None]:
    """Return the row of a claim in claims.csv; open cells hold a "?"."""
    single = claim.low == claim.high
    return {
        "id": claim.id,
        "sentence": claim.line,
        "quote": claim.quote,
        "value": claim.low if single else None,
        "low": None if single else claim.low,
        "high": None if single else claim.high,
        "bound": "unclear" if claim.low is None else claim.bound,
        "source": claim.source,
        **dict.fromkeys(claim.open, "?"),
        "label": f"{claim.number} ({claim.speaker or claim.line})",
    }


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, str | int | None]], language: str) -> str:
    """Return a table as CSV, with the language in the names of its columns for texts."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([f"{column}_{language}" if column in _IN_ONE_LANGUAGE else column for column in columns])
    writer.writerows([["" if row.get(column) is None else row[column] for column in columns] for row in rows])
    return text.getvalue()


def _fill_template(name: str, values: Mapping[str, object]) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(  # noqa: S701 - what is filled in here is YAML and Markdown, not HTML
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    # A text in JSON is a text in YAML, whatever stands in it.
    environment.filters["quoted"] = lambda text: json.dumps(str(text), ensure_ascii=False)
    environment.filters["cell"] = lambda text: re.sub(r"([|\\`*_<\[])", r"\\\1", text)
    return environment.get_template(name).render(values)


def describe_draft(findings: Findings, files: Sequence[Path], language: str) -> str:
    """Say what was found, what is open and what comes next, for whoever gave the command."""
    claims, sources = _claims_and_sources(findings)
    lines = [messages.FINDINGS_COUNTED.fill(n=len(claims), speakers=len(sources))[language]]
    for claim in claims[:_MOST_LISTED]:
        finding = messages.FINDING.fill(line=claim.line, quote=claim.quote, open=", ".join(claim.open))
        lines.append(finding[language])
    if len(claims) > _MOST_LISTED:
        lines.append("…")
    n = sum(len(claim.open) for claim in claims) + len(sources)
    written = messages.DRAFT_WRITTEN.fill(
        n=n, folder=str(files[0].parent), notebook=quoted_path(files[-1]), command=program()
    )
    return "\n".join([*lines, written[language]])
