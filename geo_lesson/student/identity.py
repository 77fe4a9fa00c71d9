"""Who works here: one student on an account of her own, or one of several, by a pseudonym."""

import json
import re
import secrets
import sys
from dataclasses import asdict, dataclass
from datetime import datetime

from geo_lesson.common.disk import atomic_write, make_private_folder, retry_while_in_use
from geo_lesson.student import messages
from geo_lesson.student.store import Answers, NotSaved, Record, pseudonym


def student_of(content, language, rooms):
    """Who works here: "me", or on a shared account the pseudonym that is typed in; rooms: where all have their answers.

    It is asked for every time, because a kernel outlives the student who began it; one that has no answers here is
    typed twice, because a slip would look like lost answers. Where nobody can be asked, it is "me" all the same.
    """
    if not content.config.shared_account:
        return "me"
    question, before = messages.TYPE_PSEUDONYM[language], None
    while True:
        try:
            typed = pseudonym(input(question + " "))
        except NotSaved as error:
            question = error.text[language]
        except (EOFError, RuntimeError):  # for instance in an export, or where a notebook is shown as a web page
            return "me"
        else:
            if typed == before or (rooms / typed).is_dir():
                return typed
            question, before = messages.TYPE_NEW_PSEUDONYM_AGAIN.fill(student=typed)[language], typed


class Unkept(Answers):
    """Answers that are kept nowhere, because it is not known whose they are."""

    def read(self, exercise):
        """Return an empty record: what lies in the folder may be anybody's."""
        return Record(exercise), None

    def peek(self, exercise):
        """The same, without a notice."""
        return Record(exercise)

    def change(self, exercise, change):
        """Raise NotSaved, which says why."""
        raise NotSaved(messages.CANNOT_ASK_PSEUDONYM)

    def probe(self):
        """The same, before anybody has typed."""
        raise NotSaved(messages.CANNOT_ASK_PSEUDONYM)

    def archive(self):
        """The same."""
        raise NotSaved(messages.CANNOT_ASK_PSEUDONYM)


def window():
    """The browser window whose cell is running, as Jupyter names it; None where that is not known."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    message = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return message.get("header", {}).get("session")


@dataclass(frozen=True)
class Identity:
    """Who hands in: a pseudonym, and a random id that tells two students of one pseudonym apart."""

    pseudonym: str
    id: str


def identity(path, student, language, wanted=None):
    """The identity kept in the file at `path`, made up at the first call and the same ever after.

    student: the pseudonym on a shared account, "me" on an account of one's own; for "me", one is made up.
    wanted: a pseudonym that replaces the one kept. Raises NotSaved for one that cannot be a pseudonym, and OSError
    where the file is there but cannot be read: a new identity would make her another student.
    """
    known = _kept(path) or Identity(made_up(language) if student == "me" else student, "")
    if not re.fullmatch("[0-9a-f]{16}", str(known.id)):  # new, or damaged
        known = Identity(known.pseudonym, secrets.token_hex(8))
    return Identity(pseudonym(wanted), known.id) if wanted else known


def _kept(path):
    """The identity in a file, perhaps without an id; None where there is none, or none to be read. Raises OSError."""
    try:
        kept = json.loads(retry_while_in_use(lambda: path.read_text(encoding="utf-8-sig"), path))
        if not isinstance(kept["pseudonym"], str):
            return None
        return Identity(pseudonym(kept["pseudonym"]), kept.get("id"))
    except (FileNotFoundError, ValueError, TypeError, KeyError, RecursionError, NotSaved):
        return None


def set_aside(path):
    """Put a file in which no identity can be read under another name; returns that, or "" where all is well."""
    if not path.is_file() or _kept(path):
        return ""
    aside = path.with_name(f"{path.stem} unreadable {datetime.now():%Y-%m-%d %H.%M.%S}.json")
    return retry_while_in_use(lambda: path.replace(aside), path).name


def remember(path, who):
    """Keep an identity for the next time; raises OSError, with the one kept before as it was."""
    written = json.dumps(asdict(who), ensure_ascii=False).encode()
    make_private_folder(path.parent)
    if not (path.is_file() and path.read_bytes() == written):
        atomic_write(path, written)


def made_up(language):
    """A pseudonym that says nothing about anybody: a colour, an animal and a number."""
    colour, animal = secrets.choice(messages.COLOURS)[language], secrets.choice(messages.ANIMALS)[language]
    return pseudonym(f"{colour} {animal} {secrets.choice(range(10, 100))}")
