"""What is wrong with a file that was handed in, in words for a teacher, and what to ask the student for."""

import logging
from dataclasses import dataclass

from geo_lesson.handin.decoding import is_mail
from geo_lesson.handin.file import Unreadable, read
from geo_lesson.handin.page_scan import has_foreign_tag
from geo_lesson.teacher.classroom import messages
from geo_lesson.teacher.classroom.statistics import COLUMNS


@dataclass(frozen=True)
class Finding:
    """Something to say about a file, for which `code` is a key of `messages.FILE_REPORTS`.

    names: exercises it is about, or other files.   counted: whether answers of the file count all the same.
    """

    file: str
    code: str
    names: tuple = ()
    pseudonym: str = ""

    @property
    def counted(self):
        """Whether the file's answers are in the overview."""
        return messages.FILE_REPORTS[self.code].counted

    def said(self, language, titles=None):
        """What is the matter; titles: of exercises, by the keys that the finding may name."""
        told = [_quoted((titles or {}).get(name, name), language) for name in self.names[:_MOST_NAMES]]
        names = ", ".join([*told, "…"] if len(self.names) > _MOST_NAMES else told)
        return messages.FILE_REPORTS[self.code].message[language].format(names=names)

    def ask(self, language):
        """What to ask the student for."""
        return messages.FILE_REPORTS[self.code].request[language]


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
        logging.getLogger(__name__).exception("hand-in %s", parcel.name)
        return None, [Finding(parcel.name, "data")]
    who = reading.handin.pseudonym
    notes = [note for note in (parcel.note, *reading.notes) if note]
    if not parcel.name.lower().endswith((".html", ".htm")):
        notes.append("extension")
    elif is_mail(parcel.content) and has_foreign_tag(parcel.content.decode("latin-1")):  # a browser shows it as a page
        notes.append("foreign")
    found = [Finding(parcel.name, note, (), who) for note in notes]
    if keys := tuple(key for key in reading.edited if key):
        found.append(Finding(parcel.name, "edited data", keys, who))
    if "" in reading.edited:
        found.append(Finding(parcel.name, "edited head", (), who))
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
