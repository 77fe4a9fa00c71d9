"""What is wrong in a lesson's files, where, and how to mend it: all at once, in the reader's language."""

from dataclasses import dataclass, replace
from pathlib import Path

from geo_lesson.common import messages
from geo_lesson.common.language import LANGUAGES, Text


@dataclass(frozen=True)
class Place:
    """A line of a file; lines count from 1, and 0 stands for the file as a whole."""

    file: Path
    line: int = 0

    def __str__(self):
        return f"{self.file}:{self.line}" if self.line else f"{self.file}"


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `fix` says what to write or do, or is None where the message says it all.

    `question`: nothing is wrong, but something is left open that only a person can know. `hint`: nothing is wrong,
    but a teacher may want to look at it. `series`: what it has in common with others of its file, which come as one.
    """

    place: Place
    message: Text
    fix: Text | None = None
    question: bool = False
    hint: bool = False
    series: str = ""

    def report(self, language):
        """`path:line: what`, and on a second line how to mend it."""
        report = f"{self.place}: {messages.HINT_PREFIX[language] if self.hint else ''}{self.message[language]}"
        return report if self.fix is None else f"{report}\n    {messages.FIX_LABEL[language]}: {self.fix[language]}"


class LessonError(Exception):
    """A lesson cannot be read as asked. Carries every problem found, sorted by file and line, hints at the end.

    In a notebook it shows the problems in the reader's language, and no traceback.
    """

    def __init__(self, problems, language="en"):
        in_order = sorted(problems, key=lambda p: (p.hint, p.place.file.as_posix(), p.place.line, p.message.en))
        self.problems = _gathered(in_order)
        self.language = language
        super().__init__(self.report(language))

    def report(self, language, where=""):
        """All problems, then their number, and where they were looked for."""
        questions = sum(problem.question for problem in self.problems)
        hints = sum(problem.hint for problem in self.problems)
        n = len(self.problems) - questions - hints
        count = (messages.PROBLEM_COUNT if n else messages.NO_PROBLEMS).fill(n=n)[language]
        if questions:
            count += messages.QUESTION_COUNT.fill(n=questions)[language]
        if hints:
            count += messages.HINT_COUNT.fill(n=hints)[language]
        where = where and messages.IN_PLACE.fill(where=where)[language]
        return "\n".join([*(p.report(language) for p in self.problems), f"{count}{where}"])

    def told(self, language, base=None):
        """The same error for a reader of that language; files in the folder `base` are named from there."""
        return LessonError([_named_from(base, problem) for problem in self.problems], language)

    def _render_traceback_(self):
        return self.report(self.language).splitlines()


def shortened(written, longest=80):
    """The beginning of what was written, in characters, for a problem that nobody wants to scroll through.

    >>> shortened("something long", longest=9)
    'somethin…'
    """
    return written if len(written) <= longest else f"{written[: longest - 1]}…"


def _gathered(problems):
    """The same, but of a series of more than a few only the first, which names the lines of the others."""
    series = {}
    for problem in problems:
        if problem.series:
            series.setdefault((problem.place.file, problem.series), []).append(problem)
    more = {key: group for key, group in series.items() if len(group) > _FEW}
    found = []
    for problem in problems:
        group = more.get((problem.place.file, problem.series))
        if not group:
            found.append(problem)
        elif problem is group[0]:
            lines = _ranges([other.place.line for other in group[1:]])
            first = Text(*(problem.message[of].removesuffix(".") for of in LANGUAGES))
            message = messages.LIKEWISE_IN_LINES.fill(said=first, n=len(group) - 1, lines=lines)
            found.append(replace(problem, message=message, series=""))
    return found


def _ranges(lines):
    """Line numbers as people say them: 3 to 5, 8; of many ranges only the first few."""
    ranges = []
    for line in dict.fromkeys(lines):
        if ranges and line == ranges[-1][-1] + 1:
            ranges[-1][-1] = line
        else:
            ranges.append([line, line])
    said = [
        messages.LINE_RANGE.fill(first=str(a), last=str(b)) if a < b else Text(str(a), str(a)) for a, b in ranges[:_FEW]
    ]
    more = ["…"] if len(ranges) > _FEW else []
    return Text(*(", ".join([*(text[of] for text in said), *more]) for of in LANGUAGES))


def _named_from(base, problem):
    if base is None or not problem.place.file.is_relative_to(base):
        return problem
    return replace(problem, place=replace(problem.place, file=problem.place.file.relative_to(base)))


_FEW = 3
