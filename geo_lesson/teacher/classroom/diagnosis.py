"""Say what is wrong with a file that was handed in, and what to ask the student for."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from geo_lesson.common.program import program
from geo_lesson.handin.decoding import is_mail
from geo_lesson.handin.file import Reading, Unreadable, read
from geo_lesson.handin.page_scan import has_foreign_tag
from geo_lesson.teacher.classroom import messages
from geo_lesson.teacher.classroom.files import SubmittedFile
from geo_lesson.teacher.classroom.results import COLUMNS, NOTE_COLUMNS, STUDENT_COLUMNS

_MOST_NAMES = 12


@dataclass(frozen=True)
class Finding:
    """Something to say about a file; `code` is a key of `messages.FILE_REPORTS`.

    names: exercises it is about, or other files.
    """

    file: str
    code: str
    names: tuple[str, ...] = ()
    pseudonym: str = ""

    @property
    def counted(self) -> bool:
        """Whether answers of the file count all the same."""
        return messages.FILE_REPORTS[self.code].counted

    def message(self, language: str, titles: Mapping[str, str]) -> str:
        """Say what is wrong; titles: of exercises, by the keys that the finding may name."""
        names = [_quoted(titles.get(name, name), language) for name in self.names[:_MOST_NAMES]]
        listed = ", ".join([*names, "…"] if len(self.names) > _MOST_NAMES else names)
        return messages.FILE_REPORTS[self.code].message[language].format(names=listed)

    def request(self, language: str) -> str:
        """Say what to ask the student for."""
        return messages.FILE_REPORTS[self.code].request.fill(command=program())[language]


def diagnose(file: SubmittedFile) -> tuple[Reading | None, list[Finding]]:
    """Read a file that was handed in, as far as it can be read, and say what is wrong with it."""
    code = _code_by_beginning(file.content) if file.content is not None else ""
    if file.error_code:  # of a large file there is the beginning only
        return None, [Finding(file.name, code if code == "overview" or code in _SIGNATURES else file.error_code)]
    if code or file.content is None:
        return None, [Finding(file.name, code or "data")]
    try:
        reading = read(file.content, file.budget.spend if file.budget else None)
    except Unreadable as error:
        return None, [Finding(file.name, error.code)]
    except Exception:  # whatever a file holds, the others are read
        logging.getLogger(__name__).exception("hand-in %s", file.name)
        return None, [Finding(file.name, "data")]
    who = reading.handin.pseudonym
    notes = [note for note in (file.note, *reading.notes) if note]
    if not file.name.lower().endswith((".html", ".htm")):
        notes.append("extension")
    elif is_mail(file.content) and has_foreign_tag(file.content.decode("latin-1")):  # a browser shows it as a page
        notes.append("foreign")
    findings = [Finding(file.name, note, (), who) for note in notes]
    if keys := tuple(key for key in reading.edited if key):
        findings.append(Finding(file.name, "edited data", keys, who))
    if "" in reading.edited:
        findings.append(Finding(file.name, "edited head", (), who))
    return reading, findings


def _quoted(name: str, language: str) -> str:
    return f"„{name}“" if language == "de" else f"'{name}'"


def _code_by_beginning(content: bytes) -> str:
    """Return the code of a file that is no page at all; empty if it may be one."""
    if not content.strip():
        return "empty"
    start = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t")
    if code := next((code for code, signatures in _SIGNATURES.items() if start.startswith(signatures)), None):
        return "outlook" if code == "office" and _OUTLOOK_ENTRY in content else code
    if start[4:8] == b"ftyp":
        return "photo"
    if content[257:262] == b"ustar" or content[0x8001:0x8006] == b"CD001":
        return "archive"
    if start.startswith(_OUR_TABLES):
        return "overview"
    if start.startswith(b"{"):
        return "notebook" if b'"cells"' in content else "answer file" if b'"attempts"' in content else "not a hand-in"
    page = (b"<", b"\0<", b"\0\0\0<", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
    return "" if start.startswith(page) or b"geo-lesson" in content or is_mail(content) else "not a hand-in"


_SIGNATURES = {
    "pdf": (b"%PDF",),
    "photo": (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM"),
    "outlook": (b"\x78\x9f\x3e\x22",),
    "office": (b"\xd0\xcf\x11\xe0", b"{\\rtf"),
    "archive": (
        *(b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\xfd7zXZ", b"BZh", b"\x28\xb5\x2f\xfd", b"MSCF", b"\x1f\x9d"),
        *(b"\x5d\0\0", b"\x04\x22\x4d\x18", b"LZIP", b"!<arch>\n", b"070701", b"070707"),
    ),
}
_OUTLOOK_ENTRY = "__substg1.0_".encode("utf-16-le")  # the name of an entry that each mail of Outlook has
_OUR_TABLES = (
    *(",".join(columns).encode() for columns in (COLUMNS, NOTE_COLUMNS, STUDENT_COLUMNS)),
    b"file,student,counted,",  # as earlier versions wrote
)
