"""What is wrong with a file that was handed in, in words for a teacher, and what to ask the student for."""

from dataclasses import dataclass

from geo_lesson.common.language import Text
from geo_lesson.handin.file import Unreadable, read
from geo_lesson.handin.visible import has_foreign_sign, is_mail
from geo_lesson.teacher.classroom import messages
from geo_lesson.teacher.classroom.statistics import COLUMNS


@dataclass(frozen=True)
class Finding:
    """Something to say about a file. code: a key of FINDINGS.   names: exercises it is about, or other files.

    counted: whether answers of the file count all the same.
    """

    file: str
    code: str
    names: tuple = ()
    pseudonym: str = ""

    @property
    def counted(self):
        """Whether the file's answers are in the overview."""
        return FINDINGS[self.code].counted

    def said(self, language, titles=None):
        """What is the matter; titles: of exercises, by the keys that the finding may name."""
        told = [_quoted((titles or {}).get(name, name), language) for name in self.names[:_MOST_NAMES]]
        names = ", ".join([*told, "…"] if len(self.names) > _MOST_NAMES else told)
        return FINDINGS[self.code].said[language].format(names=names)

    def ask(self, language):
        """What to ask the student for."""
        return FINDINGS[self.code].ask[language]


def examine(parcel):
    """The reading of a file and its findings: (Reading or None, [Finding])."""
    code = _by_its_beginning(parcel.content) if parcel.content is not None else None
    if parcel.trouble:  # of a large file there is the beginning only
        return None, [Finding(parcel.name, code if code == "overview" or code in _MARKS else parcel.trouble)]
    if code:
        return None, [Finding(parcel.name, code)]
    try:
        reading = read(parcel.content, parcel.budget and parcel.budget.spend)
    except Unreadable as error:
        return None, [Finding(parcel.name, error.code)]
    except Exception:  # whatever a file holds, the others are read
        return None, [Finding(parcel.name, "data")]
    who = reading.handin.pseudonym
    notes = [note for note in (parcel.note, *reading.notes) if note]
    if not parcel.name.lower().endswith((".html", ".htm")):
        notes.append("extension")
    elif is_mail(parcel.content) and has_foreign_sign(parcel.content.decode("latin-1")):  # a browser shows it as a page
        notes.append("foreign")
    found = [Finding(parcel.name, note, (), who) for note in notes]
    for side in ("data", "page"):
        keys = tuple(key for key, where in reading.edited.items() if where == side and key)
        found += [Finding(parcel.name, f"edited {side}", keys, who)] if keys else []
        found += [Finding(parcel.name, f"edited head {side}", (), who)] if reading.edited.get("") == side else []
    return reading, found


def _quoted(name, language):
    return f"„{name}“" if language == "de" else f"'{name}'"


def _by_its_beginning(content):
    """What a file is that is no page at all; None where it may be one."""
    if not content.strip():
        return "empty"
    start = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t")
    if code := next((code for code, marks in _MARKS.items() if start.startswith(marks)), None):
        return "outlook" if code == "office" and _MSG in content else code
    if start[4:8] == b"ftyp":
        return "photo"
    if content[257:262] == b"ustar" or content[0x8001:0x8006] == b"CD001":
        return "archive"
    if start.startswith(_TABLES):
        return "overview"
    if start.startswith(b"{"):
        return "notebook" if b'"cells"' in content else "answer file" if b'"attempts"' in content else "not a hand-in"
    page = (b"<", b"\0<", b"\0\0\0<", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
    return None if start.startswith(page) or b"geo-lesson" in content or is_mail(content) else "not a hand-in"


_MARKS = {
    "pdf": (b"%PDF",),
    "photo": (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM"),
    "outlook": (b"\x78\x9f\x3e\x22",),
    "office": (b"\xd0\xcf\x11\xe0", b"{\\rtf"),
    "archive": (
        b"\x1f\x8b",
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!",
        b"\xfd7zXZ",
        b"BZh",
        b"\x28\xb5\x2f\xfd",
        b"MSCF",
        b"\x1f\x9d",
        b"\x5d\0\0",
        b"\x04\x22\x4d\x18",
        b"LZIP",
        b"!<arch>\n",
        b"070701",
        b"070707",
    ),
}
_MSG = "__substg1.0_".encode("utf-16-le")  # the name of an entry that each mail of Outlook has
TROUBLES = ("file", "student", "counted", "what", "ask")
_TABLES = tuple(",".join(columns).encode() for columns in (COLUMNS, TROUBLES))  # with which our own tables begin
_MOST_NAMES = 12


@dataclass(frozen=True)
class _Words:
    said: Text
    ask: Text
    counted: bool = False


FINDINGS = {
    "empty": _Words(Text(de="Die Datei ist leer.", en="The file is empty."), messages.AGAIN),
    "cut": _Words(
        Text(
            de="Die Datei bricht mitten in den Antworten ab; sie wurde nicht ganz übertragen.",
            en="The file breaks off in the middle of the answers; it was not transferred whole.",
        ),
        messages.AGAIN,
    ),
    "page cut": _Words(
        Text(
            de="Die Datei bricht ab, aber erst nach den Antworten; sie sind vollständig und zählen.",
            en="The file breaks off, but only after the answers; they are complete and count.",
        ),
        messages.NO_NEED,
        counted=True,
    ),
    "pdf": _Words(
        Text(
            de="Das ist ein PDF. Daraus lassen sich keine Antworten lesen.", en="This is a PDF. No answers can be read."
        ),
        messages.AGAIN,
    ),
    "photo": _Words(
        Text(
            de="Das ist ein Bild oder Foto. Daraus lassen sich keine Antworten lesen.",
            en="This is a picture or photo. No answers can be read.",
        ),
        messages.AGAIN,
    ),
    "office": _Words(
        Text(de="Das ist ein Dokument eines Office-Programms.", en="This is a document from an office program."),
        messages.AGAIN,
    ),
    "notebook": _Words(
        Text(de="Das ist ein Notebook; darin stehen keine Antworten.", en="This is a notebook; it holds no answers."),
        messages.AGAIN,
    ),
    "answer file": _Words(
        Text(
            de="Das ist eine Datei aus dem Ordner answers: eine einzelne Aufgabe, nicht die Abgabe.",
            en="This is a file from the folder answers: a single exercise, not the hand-in.",
        ),
        messages.AGAIN,
    ),
    "not a hand-in": _Words(Text(de="Das ist keine Abgabe.", en="This is not a hand-in."), messages.AGAIN),
    "other page": _Words(
        Text(de="Das ist eine Webseite, aber keine Abgabe.", en="This is a web page, but not a hand-in."),
        messages.AGAIN,
    ),
    "overview": _Words(
        Text(
            de="Das ist die Übersicht oder Tabelle einer Klasse, keine Abgabe.",
            en="This is an overview or a table of a class, not a hand-in.",
        ),
        messages.NO_NEED,
    ),
    "no data": _Words(
        Text(
            de="Die Seite ist da, aber ihre Daten fehlen; ein Programm hat sie beim Speichern entfernt.",
            en="The page is there, but its data are missing; a program removed them when saving.",
        ),
        messages.AGAIN,
    ),
    "data": _Words(
        Text(de="Die Daten in der Datei sind beschädigt.", en="The data in the file are damaged."), messages.AGAIN
    ),
    "newer": _Words(
        Text(
            de="Die Abgabe stammt aus einer neueren Version von geo_lesson als der Ihren.",
            en="The hand-in comes from a newer version of geo_lesson than yours.",
        ),
        Text(
            de="Den Schüler oder die Schülerin trifft keine Schuld: Aktualisieren Sie geo_lesson.",
            en="The student need do nothing: update geo_lesson.",
        ),
    ),
    "large": _Words(
        Text(de="Die Datei ist größer als jede Abgabe.", en="The file is larger than any hand-in."),
        messages.AGAIN,
    ),
    "archive": _Words(
        Text(
            de="Das ist ein Archiv anderer Art, etwa tar, 7z oder rar; darin können Abgaben sein.",
            en="This is an archive of another kind, such as tar, 7z or rar; there may be hand-ins in it.",
        ),
        Text(
            de="Packen Sie es in diesen Ordner aus und sammeln Sie noch einmal ein, oder bitten Sie um ein Zip.",
            en="Unpack it into this folder and collect once more, or ask for a zip.",
        ),
    ),
    "mail": _Words(
        Text(de="Das ist eine Mail ohne Abgabe darin.", en="This is a mail without a hand-in in it."), messages.AGAIN
    ),
    "outlook": _Words(
        Text(
            de="Das ist eine Mail in Outlooks eigenem Format (.msg oder winmail.dat); was darin liegt, lässt sich hier "
            "nicht lesen.",
            en="This is a mail in Outlook's own format (.msg or winmail.dat); what lies in it cannot be read here.",
        ),
        Text(
            de="Speichern Sie den Anhang der Mail in diesen Ordner und sammeln Sie noch einmal ein, oder bitten Sie um "
            "die HTML-Datei selbst.",
            en="Save the attachment of the mail into this folder and collect once more, or ask for the HTML file "
            "itself.",
        ),
    ),
    "two in one": _Words(
        Text(
            de="In dieser Datei stehen mehrere Abgaben hintereinander; keine davon zählt.",
            en="There are several hand-ins in this one file, one after the other; none of them counts.",
        ),
        Text(de="Bitten Sie um jede als eigene Datei.", en="Ask for each as a file of its own."),
    ),
    "left out": _Words(
        Text(
            de="Ab hier wurde darin nichts mehr gelesen: Was alles zusammen ausgepackt wird, ist zu groß.",
            en="From here on nothing in it has been read: all that is to be unpacked is too large together.",
        ),
        Text(
            de="Legen Sie diese Datei in einen eigenen Ordner und sammeln Sie ihn für sich ein.",
            en="Put this file into a folder of its own and collect that by itself.",
        ),
    ),
    "bomb": _Words(
        Text(
            de="Das Zip ist ausgepackt riesig oder zu tief verschachtelt und wurde nicht geöffnet.",
            en="Unpacked, the zip is huge or nested too deeply; it has not been opened.",
        ),
        messages.UNPACKED,
    ),
    "broken zip": _Words(Text(de="Das Zip ist beschädigt.", en="The zip is damaged."), messages.UNPACKED),
    "part of zip": _Words(
        Text(
            de="Das Zip ist beschädigt; was darin noch zu lesen war, wurde gelesen. Etwas kann fehlen.",
            en="The zip is damaged; what could still be read in it has been read. Something may be missing.",
        ),
        messages.UNPACKED,
    ),
    "packing": _Words(
        Text(
            de="Diese Datei ist im Zip auf eine Weise gepackt, die hier nicht zu lesen ist (Deflate64).",
            en="This file is packed in the zip in a way that cannot be read here (Deflate64).",
        ),
        Text(
            de="Packen Sie das Zip in diesen Ordner aus und sammeln Sie noch einmal ein.",
            en="Unpack the zip into this folder and collect once more.",
        ),
    ),
    "locked zip": _Words(
        Text(de="Das Zip ist mit einem Passwort verschlossen.", en="The zip is locked with a password."),
        messages.UNPACKED,
    ),
    "empty zip": _Words(Text(de="Das Zip ist leer.", en="The zip is empty."), messages.UNPACKED),
    "empty folder": _Words(Text(de="Der Ordner ist leer.", en="The folder is empty."), messages.AGAIN),
    "no file": _Words(Text(de="Das ist keine gewöhnliche Datei.", en="This is not an ordinary file."), messages.AGAIN),
    "link": _Words(
        Text(de="Das ist eine Verknüpfung; die Datei selbst fehlt.", en="This is a link; the file itself is missing."),
        messages.AGAIN,
    ),
    "no permission": _Words(
        Text(de="Ihnen fehlt das Recht, diese Datei zu lesen.", en="You have no permission to read this file."),
        Text(
            de="Prüfen Sie auf Ihrem Rechner die Rechte der Datei, oder laden Sie sie neu herunter.",
            en="Check the permissions of the file on your machine, or download it again.",
        ),
    ),
    "unreachable": _Words(
        Text(
            de="Das lässt sich auf Ihrem Rechner nicht öffnen, etwa weil der Pfad zu lang oder der Datenträger "
            "fehlerhaft ist.",
            en="This cannot be opened on your machine, for instance because the path is too long or the disk is "
            "faulty.",
        ),
        Text(
            de="Kopieren Sie die Datei in einen anderen Ordner, oder laden Sie sie neu herunter.",
            en="Copy the file into another folder, or download it again.",
        ),
    ),
    "other lesson": _Words(
        Text(
            de="Die Abgabe gehört zu einer anderen Lektion ({names}).",
            en="The hand-in belongs to another lesson ({names}).",
        ),
        Text(de="Bitten Sie um die Abgabe dieser Lektion.", en="Ask for the hand-in of this lesson."),
    ),
    "older lesson": _Words(
        Text(
            de="Die Abgabe entstand mit einer anderen Fassung der Lektion ({names}). Sie zählt; was nicht mehr zur "
            "Aufgabe passt, steht da, wie es geschrieben wurde.",
            en="The hand-in was made with another version of the lesson ({names}). It counts; what no longer fits an "
            "exercise is shown as it was written.",
        ),
        messages.NO_NEED,
        counted=True,
    ),
    "unknown exercise": _Words(
        Text(
            de="Die Abgabe enthält Aufgaben, die es in Ihrer Lektion nicht gibt: {names}. Alles andere zählt.",
            en="The hand-in holds exercises that your lesson does not have: {names}. Everything else counts.",
        ),
        Text(de="Fragen Sie, mit welchem Ordner gearbeitet wurde.", en="Ask which folder was used for working."),
        counted=True,
    ),
    "edited data": _Words(
        Text(
            de="In den Daten wurden Antworten verändert: {names}. Sie zählen nicht, die anderen zählen.",
            en="Answers have been changed in the data: {names}. They do not count, the others do.",
        ),
        messages.WHICH,
        counted=True,
    ),
    "edited page": _Words(
        Text(
            de="Auf der Seite steht bei {names} anderes als in den Daten. Diese Antworten zählen nicht, die anderen "
            "zählen.",
            en="For {names}, the page says other things than the data. These answers do not count, the others do.",
        ),
        messages.WHICH,
        counted=True,
    ),
    "edited head data": _Words(
        Text(
            de="Pseudonym, Zeit oder Lektion wurden in den Daten verändert.",
            en="The pseudonym, time or lesson has been changed in the data.",
        ),
        messages.WHICH,
        counted=True,
    ),
    "edited head page": _Words(
        Text(
            de="Auf der Seite wurde etwas außerhalb der Aufgaben verändert, etwa Pseudonym oder Tabelle der Angaben.",
            en="Something outside of the exercises has been changed on the page, such as the pseudonym or the claims "
            "table.",
        ),
        messages.WHICH,
        counted=True,
    ),
    "foreign": _Words(
        Text(
            de="In der Datei steht Fremdes, etwa ein Programm oder eine fremde Adresse. Ausgeführt wurde nichts. "
            "Öffnen Sie die Datei nicht; lesen Sie die Antworten in der Übersicht.",
            en="The file holds something foreign, such as a program or an address elsewhere. Nothing has been run; do "
            "not open the file, but read the answers in the overview.",
        ),
        messages.WHICH,
        counted=True,
    ),
    "path": _Words(
        Text(
            de="Der Pfad im Zip führt aus dem Ordner hinaus. Gelesen wurde nur der Inhalt; geschrieben wurde nichts.",
            en="The path in the zip leads out of the folder. Only the content was read; nothing was written.",
        ),
        Text(de="Fragen Sie, womit das Zip gepackt wurde.", en="Ask what the zip was packed with."),
        counted=True,
    ),
    "extension": _Words(
        Text(
            de="Der Dateiname endet nicht auf .html; gelesen wurde die Datei trotzdem.",
            en="The name of the file does not end in .html; it was read all the same.",
        ),
        messages.NO_NEED,
        counted=True,
    ),
    "mailed": _Words(
        Text(
            de="Ein Mailprogramm hat die Datei umgeschrieben; den Antworten hat es nicht geschadet.",
            en="A mail program has rewritten the file; it did no harm to the answers.",
        ),
        messages.NO_NEED,
        counted=True,
    ),
    "re-encoded": _Words(
        Text(
            de="Die Datei wurde in einer anderen Zeichenkodierung gespeichert; die Daten sind unversehrt.",
            en="The file was saved in another character encoding; the data are unharmed.",
        ),
        messages.NO_NEED,
        counted=True,
    ),
    "saved again": _Words(
        Text(
            de="Ein Programm hat die Datei neu gespeichert; Text und Daten sind unverändert.",
            en="A program saved the file again; text and data are unchanged.",
        ),
        messages.NO_NEED,
        counted=True,
    ),
    "older of two": _Words(
        Text(
            de="Eine frühere Abgabe derselben Person; alle Antworten daraus stehen auch in {names}, und das zählt.",
            en="An earlier hand-in of the same person; all its answers are also in {names}, which counts.",
        ),
        messages.NO_NEED,
    ),
    "other of two": _Words(
        Text(
            de="Dieselbe Abgabe wie {names}, aber diese hier wurde verändert. Es zählt nur die andere.",
            en="The same hand-in as {names}, but this one has been changed. Only the other one counts.",
        ),
        messages.WHICH,
    ),
    "same twice": _Words(
        Text(de="Dieselbe Abgabe wie {names}; sie zählt einmal.", en="The same hand-in as {names}; it counts once."),
        Text(
            de="Haben zwei Personen sie abgegeben, fragen Sie beide nach ihrer eigenen.",
            en="If two people handed it in, ask both for their own.",
        ),
    ),
    "same pseudonym": _Words(
        Text(
            de="Dasselbe Pseudonym wie {names}, aber andere Antworten von einem anderen Rechner; beide zählen, die "
            "zweite mit einer Nummer.",
            en="The same pseudonym as {names}, but other answers from another machine; both count, the second with a "
            "number.",
        ),
        messages.TWO_PEOPLE,
        counted=True,
    ),
    "two people": _Words(
        Text(
            de="Zwei Personen? Pseudonym und Kennung sind dieselben wie in {names}, aber keine der Abgaben setzt die "
            "andere fort, so wie bei einem kopierten Ordner. Beide zählen, diese hier mit einer Nummer.",
            en="Two people? Pseudonym and identity are the same as in {names}, but neither hand-in goes on from the "
            "other, as with a copied folder. Both count, this one with a number.",
        ),
        messages.TWO_PEOPLE,
        counted=True,
    ),
    "two names": _Words(
        Text(
            de="Eine Person mit zwei Pseudonymen? Alle Antworten hieraus stehen, auf die Sekunde gleich, auch in "
            "{names}. Beide zählen.",
            en="One person with two pseudonyms? All answers in it are also in {names}, given in the same second. Both "
            "count.",
        ),
        Text(
            de="Fragen Sie beide; ist es eine Person, dann nehmen Sie eine der Dateien aus dem Ordner.",
            en="Ask both; if it is one person, take one of the files out of the folder.",
        ),
        counted=True,
    ),
    "odd answer": _Words(
        Text(
            de="Diese Antworten ließen sich nicht auswerten und zählen nicht: {names}. Alles andere zählt.",
            en="These answers could not be looked at and do not count: {names}. Everything else counts.",
        ),
        messages.WHICH,
        counted=True,
    ),
    "not shown": _Words(
        Text(
            de="Diese Aufgabe ließ sich nicht in die Übersicht schreiben; in answers.csv steht sie.",
            en="This exercise could not be written into the overview; it is in answers.csv.",
        ),
        Text(
            de="Prüfen Sie die Lektion mit geo-lesson check, und melden Sie den Fehler.",
            en="Check the lesson with geo-lesson check, and report the fault.",
        ),
        counted=True,
    ),
}
