"""What is wrong with a file that was handed in, in words for a teacher, and what to ask the student for."""

from dataclasses import dataclass

from geo_lesson.handin import Unreadable, read
from geo_lesson.language import Text


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
        names = ", ".join(_quoted((titles or {}).get(name, name), language) for name in self.names)
        return FINDINGS[self.code].said[language].format(names=names)

    def ask(self, language):
        """What to ask the student for."""
        return FINDINGS[self.code].ask[language]


def examine(parcel):
    """The reading of a file and its findings: (Reading or None, [Finding])."""
    if parcel.trouble:
        return None, [Finding(parcel.name, parcel.trouble)]
    if code := _by_its_beginning(parcel.content):
        return None, [Finding(parcel.name, code)]
    try:
        reading = read(parcel.content)
    except Unreadable as error:
        return None, [Finding(parcel.name, error.code)]
    except Exception:  # whatever a file holds, the others are read
        return None, [Finding(parcel.name, "data")]
    who = reading.handin.pseudonym
    notes = [note for note in (parcel.note, *reading.notes) if note]
    notes += [] if parcel.name.lower().endswith((".html", ".htm")) else ["extension"]
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
        return code
    if start[4:8] == b"ftyp":
        return "photo"
    if start.startswith(b"{"):
        return "notebook" if b'"cells"' in content else "answer file" if b'"attempts"' in content else "not a hand-in"
    page = (b"<", b"\xff\xfe", b"\xfe\xff")
    maybe = start.startswith(page) or b"geo-lesson" in content or b"MIME-Version:" in content[:5000]
    return None if maybe else "not a hand-in"


_MARKS = {
    "pdf": (b"%PDF",),
    "photo": (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM"),
    "office": (b"\xd0\xcf\x11\xe0", b"{\\rtf"),
}


@dataclass(frozen=True)
class _Words:
    said: Text
    ask: Text
    counted: bool = False


_AGAIN = Text(
    de="Bitten Sie um die Datei, wie das Notebook sie im Ordner hand-in ablegt, unverändert und als Anhang.",
    en="Ask for the file as the notebook puts it into the folder hand-in, unchanged and as an attachment.",
)
_NO_NEED = Text(de="Nichts nötig.", en="Nothing needs to be done.")
_WHICH = Text(
    de="Fragen Sie, welche Fassung gilt, und bitten Sie um eine neue Abgabe aus dem Notebook.",
    en="Ask which version is to count, and for a new hand-in from the notebook.",
)
_UNPACKED = Text(de="Bitten Sie um die HTML-Datei selbst, ohne Zip.", en="Ask for the HTML file itself, without a zip.")
FINDINGS = {
    "empty": _Words(Text(de="Die Datei ist leer.", en="The file is empty."), _AGAIN),
    "cut": _Words(
        Text(
            de="Die Datei bricht mitten in den Antworten ab; sie wurde nicht ganz übertragen.",
            en="The file breaks off in the middle of the answers; it was not transferred whole.",
        ),
        _AGAIN,
    ),
    "page cut": _Words(
        Text(
            de="Die Datei bricht ab, aber erst nach den Antworten; sie sind vollständig und zählen.",
            en="The file breaks off, but only after the answers; they are complete and count.",
        ),
        _NO_NEED,
        counted=True,
    ),
    "pdf": _Words(
        Text(
            de="Das ist ein PDF. Daraus lassen sich keine Antworten lesen.", en="This is a PDF. No answers can be read."
        ),
        _AGAIN,
    ),
    "photo": _Words(
        Text(
            de="Das ist ein Bild oder Foto. Daraus lassen sich keine Antworten lesen.",
            en="This is a picture or photo. No answers can be read.",
        ),
        _AGAIN,
    ),
    "office": _Words(
        Text(de="Das ist ein Dokument eines Office-Programms.", en="This is a document from an office program."), _AGAIN
    ),
    "notebook": _Words(
        Text(de="Das ist ein Notebook; darin stehen keine Antworten.", en="This is a notebook; it holds no answers."),
        _AGAIN,
    ),
    "answer file": _Words(
        Text(
            de="Das ist eine Datei aus dem Ordner answers: eine einzelne Aufgabe, nicht die Abgabe.",
            en="This is a file from the folder answers: a single exercise, not the hand-in.",
        ),
        _AGAIN,
    ),
    "not a hand-in": _Words(Text(de="Das ist keine Abgabe.", en="This is not a hand-in."), _AGAIN),
    "other page": _Words(
        Text(de="Das ist eine Webseite, aber keine Abgabe.", en="This is a web page, but not a hand-in."), _AGAIN
    ),
    "overview": _Words(
        Text(de="Das ist eine Klassenübersicht, keine Abgabe.", en="This is an overview of a class, not a hand-in."),
        _NO_NEED,
    ),
    "no data": _Words(
        Text(
            de="Die Seite ist da, aber ihre Daten fehlen; ein Programm hat sie beim Speichern entfernt.",
            en="The page is there, but its data are missing; a program removed them when saving.",
        ),
        _AGAIN,
    ),
    "data": _Words(Text(de="Die Daten in der Datei sind beschädigt.", en="The data in the file are damaged."), _AGAIN),
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
        Text(
            de="Die Datei ist größer als jede Abgabe (über 20 MB).",
            en="The file is larger than any hand-in (over 20 MB).",
        ),
        _AGAIN,
    ),
    "bomb": _Words(
        Text(
            de="Das Zip ist ausgepackt riesig oder zu tief verschachtelt und wurde nicht geöffnet.",
            en="Unpacked, the zip is huge or nested too deeply; it has not been opened.",
        ),
        _UNPACKED,
    ),
    "broken zip": _Words(Text(de="Das Zip ist beschädigt.", en="The zip is damaged."), _UNPACKED),
    "locked zip": _Words(
        Text(de="Das Zip ist mit einem Passwort verschlossen.", en="The zip is locked with a password."), _UNPACKED
    ),
    "empty zip": _Words(Text(de="Das Zip ist leer.", en="The zip is empty."), _UNPACKED),
    "empty folder": _Words(Text(de="Der Ordner ist leer.", en="The folder is empty."), _AGAIN),
    "no file": _Words(Text(de="Das ist keine gewöhnliche Datei.", en="This is not an ordinary file."), _AGAIN),
    "link": _Words(
        Text(de="Das ist eine Verknüpfung; die Datei selbst fehlt.", en="This is a link; the file itself is missing."),
        _AGAIN,
    ),
    "no permission": _Words(
        Text(de="Ihnen fehlt das Recht, diese Datei zu lesen.", en="You have no permission to read this file."),
        Text(
            de="Prüfen Sie auf Ihrem Rechner die Rechte der Datei, oder laden Sie sie neu herunter.",
            en="Check the permissions of the file on your machine, or download it again.",
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
        _NO_NEED,
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
        _WHICH,
        counted=True,
    ),
    "edited page": _Words(
        Text(
            de="Auf der Seite steht bei {names} anderes als in den Daten. Diese Antworten zählen nicht, die anderen "
            "zählen.",
            en="For {names}, the page says other things than the data. These answers do not count, the others do.",
        ),
        _WHICH,
        counted=True,
    ),
    "edited head data": _Words(
        Text(
            de="Pseudonym, Zeit oder Lektion wurden in den Daten verändert.",
            en="The pseudonym, time or lesson has been changed in the data.",
        ),
        _WHICH,
        counted=True,
    ),
    "edited head page": _Words(
        Text(
            de="Auf der Seite wurde etwas außerhalb der Aufgaben verändert, etwa Pseudonym oder Tabelle der Angaben.",
            en="Something outside of the exercises has been changed on the page, such as the pseudonym or the claims "
            "table.",
        ),
        _WHICH,
        counted=True,
    ),
    "foreign": _Words(
        Text(
            de="In der Datei steht Fremdes, etwa ein Programm. Es wurde nicht ausgeführt; öffnen Sie die Datei nicht.",
            en="The file holds something foreign, such as a program. It has not been run; do not open the file.",
        ),
        _WHICH,
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
        _NO_NEED,
        counted=True,
    ),
    "mailed": _Words(
        Text(
            de="Ein Mailprogramm hat die Datei umgeschrieben; den Antworten hat es nicht geschadet.",
            en="A mail program has rewritten the file; it did no harm to the answers.",
        ),
        _NO_NEED,
        counted=True,
    ),
    "re-encoded": _Words(
        Text(
            de="Die Datei wurde in einer anderen Zeichenkodierung gespeichert; die Daten sind unversehrt.",
            en="The file was saved in another character encoding; the data are unharmed.",
        ),
        _NO_NEED,
        counted=True,
    ),
    "saved again": _Words(
        Text(
            de="Ein Programm hat die Datei neu gespeichert; Text und Daten sind unverändert.",
            en="A program saved the file again; text and data are unchanged.",
        ),
        _NO_NEED,
        counted=True,
    ),
    "older of two": _Words(
        Text(
            de="Ältere von mehreren Abgaben; es zählt die neueste: {names}.",
            en="The older of several hand-ins; the newest counts: {names}.",
        ),
        _NO_NEED,
    ),
    "other of two": _Words(
        Text(
            de="Zur selben Zeit erstellt wie {names}, aber mit anderem Inhalt; eine der beiden wurde verändert. Es "
            "zählt nur die andere.",
            en="Made at the same time as {names}, but with other content; one of the two has been changed. Only the "
            "other one counts.",
        ),
        _WHICH,
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
        Text(de="Fragen Sie, ob das zwei Personen sind.", en="Ask whether these are two people."),
        counted=True,
    ),
}
