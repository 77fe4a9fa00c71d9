"""Find out who works here: one student on an account of her own, or one of several, by a pseudonym."""

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from geo_lesson.common.disk import atomic_write, make_private_folder, retry_while_in_use
from geo_lesson.student import messages
from geo_lesson.student.store import Answers, NotSaved, Record, pseudonym


def ask_student(language: str, folder: Path) -> str:
    """Ask for the pseudonym on a shared account; return "me" if nobody can be asked, for instance in an export.

    folder: where each student of the lesson has a folder of her own. One who has none yet types her pseudonym twice,
    because after a slip her answers would seem to be lost.
    """
    question, typed_before = messages.TYPE_PSEUDONYM[language], None
    while True:
        try:
            typed = pseudonym(input(question + " "))
        except NotSaved as error:
            question = error.text[language]
        except (EOFError, RuntimeError):
            return "me"
        else:
            if typed == typed_before or (folder / typed).is_dir():
                return typed
            question, typed_before = messages.TYPE_NEW_PSEUDONYM_AGAIN.fill(student=typed)[language], typed


class AnonymousAnswers(Answers):
    """Save nothing and read nothing, because it is not known whose answers these are."""

    def read(self, exercise: str) -> tuple[Record, None]:
        """Return an empty record without a notice."""
        return Record(exercise), None

    def peek(self, exercise: str) -> Record:
        """Return an empty record."""
        return Record(exercise)

    def change(self, exercise: str, change: Callable[[Record], Record]) -> NoReturn:
        """Raise NotSaved, which says why."""
        self.probe()

    def probe(self) -> NoReturn:
        """Raise NotSaved before anybody has typed."""
        raise NotSaved(messages.CANNOT_ASK_PSEUDONYM)

    def archive(self) -> NoReturn:
        """Raise NotSaved."""
        self.probe()


@dataclass(frozen=True)
class Identity:
    """Who hands in: a pseudonym, and a random id that tells two students of one pseudonym apart."""

    pseudonym: str
    id: str


def load_identity(path: Path, student: str, language: str, new_pseudonym: str | None = None) -> Identity:
    """Load the identity saved in a file, or make one up.

    student: the pseudonym on a shared account, "me" on an account of one's own; for "me", one is made up.
    Raises NotSaved for a new pseudonym that cannot be one, and OSError if the file exists but cannot be read: a new
    identity would make her another student.
    """
    saved = _load(path) or Identity(_random_pseudonym(language) if student == "me" else student, "")
    id = saved.id if re.fullmatch("[0-9a-f]{16}", saved.id) else secrets.token_hex(8)
    return Identity(pseudonym(new_pseudonym) if new_pseudonym else saved.pseudonym, id)


def _load(path: Path) -> Identity | None:
    """Load an identity, perhaps without a valid id; None if there is none that can be read. Raises OSError."""
    try:
        saved = json.loads(retry_while_in_use(lambda: path.read_text(encoding="utf-8-sig"), path))
        if not isinstance(saved["pseudonym"], str):
            return None
        return Identity(pseudonym(saved["pseudonym"]), str(saved.get("id")))
    except (FileNotFoundError, ValueError, TypeError, KeyError, RecursionError, NotSaved):
        return None


def set_aside_identity(path: Path) -> str:
    """Rename a file in which no identity can be read; return its new name, or "" if nothing is wrong with it."""
    if not path.is_file() or _load(path):
        return ""
    aside = path.with_name(f"{path.stem} unreadable {datetime.now():%Y-%m-%d %H.%M.%S}.json")
    retry_while_in_use(lambda: path.replace(aside), path)
    return aside.name


def save_identity(path: Path, identity: Identity) -> None:
    """Save an identity for the next time. Raises OSError and leaves the file as it was."""
    content = json.dumps(asdict(identity), ensure_ascii=False).encode()
    make_private_folder(path.parent)
    if not (path.is_file() and path.read_bytes() == content):
        atomic_write(path, content)


def _random_pseudonym(language: str) -> str:
    """Make up a pseudonym that says nothing about anybody: a colour, an animal and a number."""
    colour, animal = (secrets.choice(words[language].split()) for words in (messages.COLOURS, messages.ANIMALS))
    return pseudonym(f"{colour} {animal} {secrets.choice(range(10, 100))}")
