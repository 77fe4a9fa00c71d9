"""Who works here: one student on an account of her own, or one of several, by a pseudonym."""

import json
import secrets
from dataclasses import asdict, dataclass

from geo_lesson.answers import NotSaved, pseudonym
from geo_lesson.language import Text

# On a shared account: who works in this kernel, by lesson folder.
_STUDENTS = {}


def student_of(content, language):
    """Who works here: "me", or on a shared account the pseudonym that is typed in, once for each kernel."""
    if not content.outline.shared_account:
        return "me"
    question = _WHO[language]
    while content.folder not in _STUDENTS:
        try:
            _STUDENTS[content.folder] = pseudonym(input(question + " "))
        except NotSaved as error:
            question = error.text[language]
        except (EOFError, RuntimeError):  # nobody can be asked, for instance in an export
            return "me"
    return _STUDENTS[content.folder]


@dataclass(frozen=True)
class Identity:
    """Who hands in: a pseudonym, and a random id that tells two students of one pseudonym apart."""

    pseudonym: str
    id: str


def identity(path, student, language, wanted=None):
    """The identity kept in the file at `path`, made up at the first call and the same ever after.

    student: the pseudonym on a shared account, "me" on an account of one's own; for "me", one is made up.
    wanted: a pseudonym that replaces the one kept. Raises NotSaved for one that cannot be a pseudonym.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        known = Identity(pseudonym(kept["pseudonym"]), str(kept["id"]))
    except (OSError, ValueError, TypeError, KeyError, NotSaved):
        known = Identity(made_up(language) if student == "me" else student, secrets.token_hex(8))
    return Identity(pseudonym(wanted), known.id) if wanted else known


def remember(path, who):
    """Keep an identity for the next time; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(who), ensure_ascii=False), encoding="utf-8")


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
