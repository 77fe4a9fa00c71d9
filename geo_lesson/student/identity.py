"""Who works here: one student on an account of her own, or one of several, by a pseudonym."""

import json
import re
import secrets
import sys
from dataclasses import asdict, dataclass

from geo_lesson.common.disk import own_folder, patiently, write_whole
from geo_lesson.common.language import Text
from geo_lesson.student.store import Answers, NotSaved, Record, pseudonym


def student_of(content, language, rooms):
    """Who works here: "me", or on a shared account the pseudonym that is typed in; rooms: where all have their answers.

    It is asked for every time, because a kernel outlives the student who began it; one that has no answers here is
    typed twice, because a slip would look like lost answers. Where nobody can be asked, it is "me" all the same.
    """
    if not content.outline.shared_account:
        return "me"
    question, before = _WHO[language], None
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
            question, before = _NEW.fill(student=typed)[language], typed


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
        raise NotSaved(_NOBODY)

    def probe(self):
        """The same, before anybody has typed."""
        raise NotSaved(_NOBODY)

    def archive(self):
        """The same."""
        raise NotSaved(_NOBODY)


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
    try:
        kept = json.loads(patiently(lambda: path.read_text(encoding="utf-8"), path))
        known = Identity(pseudonym(kept["pseudonym"]), kept["id"])
    except (FileNotFoundError, ValueError, TypeError, KeyError, RecursionError, NotSaved):
        known = Identity(made_up(language) if student == "me" else student, "")
    if not re.fullmatch("[0-9a-f]{16}", str(known.id)):  # new, or damaged
        known = Identity(known.pseudonym, secrets.token_hex(8))
    return Identity(pseudonym(wanted), known.id) if wanted else known


def remember(path, who):
    """Keep an identity for the next time; raises OSError, with the one kept before as it was."""
    written = json.dumps(asdict(who), ensure_ascii=False).encode()
    own_folder(path.parent)
    if not (path.is_file() and path.read_bytes() == written):
        write_whole(path, written)


def made_up(language):
    """A pseudonym that says nothing about anybody: a colour, an animal and a number."""
    colour, animal = secrets.choice(_COLOURS)[language], secrets.choice(_ANIMALS)[language]
    return pseudonym(f"{colour} {animal} {secrets.choice(range(10, 100))}")


_COLOURS = (
    Text(de="blauer", en="blue"),
    Text(de="roter", en="red"),
    Text(de="grüner", en="green"),
    Text(de="gelber", en="yellow"),
    Text(de="weißer", en="white"),
    Text(de="grauer", en="grey"),
    Text(de="bunter", en="many-coloured"),
    Text(de="silberner", en="silver"),
    Text(de="goldener", en="golden"),
    Text(de="brauner", en="brown"),
)
_ANIMALS = (
    Text(de="Wal", en="whale"),
    Text(de="Fuchs", en="fox"),
    Text(de="Dachs", en="badger"),
    Text(de="Igel", en="hedgehog"),
    Text(de="Rabe", en="raven"),
    Text(de="Luchs", en="lynx"),
    Text(de="Otter", en="otter"),
    Text(de="Specht", en="woodpecker"),
    Text(de="Biber", en="beaver"),
    Text(de="Falke", en="falcon"),
    Text(de="Hase", en="hare"),
    Text(de="Kranich", en="crane"),
    Text(de="Molch", en="newt"),
    Text(de="Stieglitz", en="goldfinch"),
)
_WHO = Text(
    de="Mehrere arbeiten mit diesem Konto. Bitte geben Sie Ihr Pseudonym ein, nicht Ihren Namen:",
    en="Several people use this account. Please type your pseudonym, not your name:",
)
_NEW = Text(
    de="„{student}“ ist hier neu. Stimmt das? Dann bitte noch einmal eingeben; sonst das Pseudonym, mit dem Sie "
    "begonnen haben:",
    en="'{student}' is new here. Is that right? Then please type it once more; otherwise the pseudonym you began with:",
)
_NOBODY = Text(
    de="Mehrere arbeiten mit diesem Konto, und hier lässt sich nicht fragen, wer Sie sind. Öffnen Sie das Notebook in "
    'JupyterLab, oder bitten Sie Ihre Lehrkraft, in der ersten Zelle ein Pseudonym zu nennen: student="…".',
    en="Several people use this account, and here you cannot be asked who you are. Open the notebook in JupyterLab, or "
    'ask your teacher to give a pseudonym in the first cell: student="…".',
)
ELSEWHERE = Text(
    de="Zuletzt wurde mit diesem Notebook in einem anderen Fenster gearbeitet. Bitte führen Sie alle Zellen neu aus.",
    en="This notebook was last used in another window. Please run all cells again.",
)
