"""A class list beside the hand-ins: who is who stands in students.csv, who is missing too, and nowhere else."""

import csv
import html

import pytest
from studying import ROOT, student, troops

from geo_lesson.cli import main
from geo_lesson.handin.file import write

CONTENT = troops()
MOODLE = (
    "Vorname,Nachname,ID-Nummer,E-Mail-Adresse\nJörg,Müßig,17,jm@schule.example\nAna María,Roth,18,ar@schule.example"
)
MOODLE += "\nNele,Roth,19,nr@schule.example\nOtto,Fehlt,20,of@schule.example\n"


@pytest.fixture
def handed_in(tmp_path, monkeypatch):
    """Three as Moodle names them, one of them damaged, and one from somebody else."""
    monkeypatch.chdir(ROOT)
    files = ("Jörg Müßig_9_assignsubmission_file_/a", "Roth, Ana-María_10/b", "Nele Roth_11_file/c", "somebody")
    for n, name in enumerate(files):
        path = tmp_path / "in" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        written = write(student(CONTENT, n, "de", done=0.2), CONTENT, [])
        path.write_bytes(written[:3000] if "Nele" in name else written)
    return tmp_path


def collected(folder, roster, *more):
    """The rows of students.csv."""
    path = folder / "class.csv"
    path.write_bytes(roster if isinstance(roster, bytes) else roster.encode())
    said = ["collect", str(folder / "in"), "--to", str(folder / "out"), "--roster", str(path), "--language", "de"]
    main([*said, *more])
    with (folder / "out/students.csv").open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def test_each_hand_in_stands_beside_the_person_and_who_is_missing_is_there(handed_in, capsys):
    """Accents, order of names and Moodle's additions do not matter; a damaged file is not a missing person."""
    rows = collected(handed_in, MOODLE)
    assert [(row["pseudonym"], row["handed_in"], row["E-Mail-Adresse"]) for row in rows] == [
        ("blauer wal 0", "yes", "jm@schule.example"),
        ("blauer wal 1", "yes", "ar@schule.example"),
        ("blauer wal 3", "yes", "?"),
        ("", "not counted", "nr@schule.example"),
        ("", "no", "of@schule.example"),
    ]
    assert rows[3]["file"] == "Nele Roth_11_file/c.html"
    assert [row["answered"].isdigit() for row in rows] == [True, True, True, False, False]
    assert "somebody.html: Diese Abgabe passt zu niemandem auf der Klassenliste" in capsys.readouterr().out


def test_the_page_says_how_many_are_missing_and_names_nobody(handed_in):
    """Numbers only."""
    collected(handed_in, MOODLE)
    page = html.unescape((handed_in / "out/overview.html").read_text(encoding="utf-8"))
    assert "Auf der Klassenliste stehen 4 Personen: 2 haben abgegeben, 2 fehlen." in page
    for name in ("Müßig", "Roth", "Otto", "schule.example", "somebody"):
        assert name not in page


@pytest.mark.parametrize(
    "roster",
    [
        MOODLE.replace(",", ";").encode("cp1252"),
        MOODLE.replace(",", "\t").encode("utf-16"),
        MOODLE.replace("\n", "\r\n\r\n").encode("utf-8-sig"),
        "Jörg Müßig\nRoth Ana María\nNele Roth\nOtto Fehlt\n",
        "Pseudonym;Name\nblauer wal 0;J. M.\nBlauer Wal  1;A. R.\n;Nele Roth\n;Otto Fehlt;zu;viele;Zellen\n",
    ],
    ids=["excel", "utf-16", "empty lines", "names only", "pseudonyms"],
)
def test_class_lists_come_in_many_forms(handed_in, roster):
    """Of Excel, Moodle or by hand: the same people are found."""
    rows = collected(handed_in, roster)
    assert [row["handed_in"] for row in rows] == ["yes", "yes", "yes", "not counted", "no"]
    person = list(rows[0])[9:]
    assert [rows[n][person[-1]] == "?" for n in range(3)] == [False, False, True]


def test_two_hand_ins_of_one_person_are_named_with_both_files(handed_in):
    """The second counts, but has nobody, so that Moodle never writes one person's numbers over another's."""
    other = handed_in / "in" / "Jörg Müßig again.html"
    other.write_bytes(write(student(CONTENT, 8, "de", done=0.2), CONTENT, []))
    rows = collected(handed_in, MOODLE)
    assert [row["ID-Nummer"] for row in rows if "Müßig" in row["file"]] == ["17", "?"]
    troubles = (handed_in / "out/troubles.csv").read_text(encoding="utf-8-sig")
    (row,) = [row for row in csv.DictReader(troubles.splitlines()) if row["file"] == "Jörg Müßig again.html"]
    assert "Jörg Müßig_9_assignsubmission_file_/a.html" in row["what"]


def test_a_name_that_fits_two_people_is_nobody_s(handed_in):
    """Nothing is guessed."""
    rows = collected(handed_in, "Nachname\nRoth\nMüßig\nRoth \nFehlt\n")
    assert [row["Nachname"] for row in rows if row["handed_in"] == "yes"] == ["Müßig", "Roth", "?"]
    rows = collected(handed_in, "Name,Klasse\nRoth,10a\nRoth,10b\n")
    assert {row["Klasse"] for row in rows if row["handed_in"] == "yes"} == {"?"}


def test_a_formula_in_a_class_list_is_text(handed_in):
    """As in every table that is written here."""
    rows = collected(handed_in, "Name,Note\nJörg Müßig,=1+1\n")
    assert rows[0]["Note"] == "'=1+1"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "Klassenliste ist leer"), (b"PK\x03\x04xlsx", "keine CSV-Datei"), (None, "lässt sich nicht lesen")],
)
def test_a_class_list_that_cannot_be_read_is_named(handed_in, content, said, capsys):
    """With what to do in Excel's own words; nothing is written."""
    path = handed_in / "class.csv"
    if content is not None:
        path.write_bytes(content)
    options = ["--to", str(handed_in / "out"), "--roster", str(path), "--language", "de"]
    assert main(["collect", str(handed_in / "in"), *options]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "CSV UTF-8 (durch Trennzeichen getrennt)" in told
    assert not (handed_in / "out").exists()
