"""Tables that LibreOffice has opened, saved as a spreadsheet and written as CSV again are still those of the lesson."""

import csv
import shutil
import subprocess

import pytest
from paths import ROOT

from geo_lesson.content.folder import TABLES
from geo_lesson.teacher.check.lesson import lesson_problems

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
LESSONS = sorted(path.parent for path in ROOT.glob("data/*/lesson.yaml"))


def convert(kind, files, to, profile, read=()):
    """Let LibreOffice write files in another form; a profile of its own leaves that of whoever works here alone."""
    profile_option, target = f"-env:UserInstallation={profile.as_uri()}", ("--convert-to", kind, "--outdir", to)
    command = [OFFICE, profile_option, "--headless", *read, *target, *files]
    subprocess.run(command, check=True, capture_output=True)


def rows(path, separator):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator))


def as_values(table):
    """Cells by column, coordinates as numbers: 48.4650 and 48.465 are the same place."""
    header, *cells = table
    named = [dict(zip(header, row, strict=True)) for row in cells]
    return [
        {name: float(cell) if name in ("latitude", "longitude") and cell else cell for name, cell in row.items()}
        for row in named
    ]


@pytest.mark.gate
@pytest.mark.skipif(not OFFICE, reason="no LibreOffice on this machine (Debian: apt-get install libreoffice-calc)")
@pytest.mark.parametrize(("locale", "separator"), [(1031, ";"), (1033, ",")], ids=["german", "english"])
@pytest.mark.parametrize("folder", LESSONS, ids=lambda folder: folder.name)
def test_tables_survive_a_spreadsheet(folder, locale, separator, tmp_path):
    """Into xlsx and back, with the separators of the locale: no cell is another one, and `check` is content."""
    lesson = shutil.copytree(folder, tmp_path / "data" / folder.name)
    tables = [lesson / name for name in TABLES if (lesson / name).exists()]
    (sheets := tmp_path / "sheets").mkdir()
    read = (f"--infilter=CSV:44,34,76,1,,{locale},false,true",)
    convert("xlsx", tables, sheets, tmp_path / "profile", read)
    saved = f"csv:Text - txt - csv (StarCalc):{ord(separator)},34,76,1,,{locale},false,true,false"
    convert(saved, sorted(sheets.glob("*.xlsx")), sheets, tmp_path / "profile")
    for table in tables:
        before = rows(table, ",")
        assert as_values(rows(sheets / table.name, separator)) == as_values(before)
        shutil.copy(sheets / table.name, table)
    assert lesson_problems(lesson) == []
