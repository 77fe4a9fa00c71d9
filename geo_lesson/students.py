"""Who works here: one student on an account of her own, or one of several, by a pseudonym."""

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


_WHO = Text(
    de="Mehrere arbeiten mit diesem Konto. Bitte geben Sie Ihr Pseudonym ein, nicht Ihren Namen:",
    en="Several people use this account. Please type your pseudonym, not your name:",
)
