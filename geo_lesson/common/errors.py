"""Report everything that is wrong in a lesson's files at once: where, what, and how to mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo_lesson.common import messages
from geo_lesson.common.language import LANGUAGES, Text

_FEW = 3  # problems of one series, or ranges of lines, that are written out


@dataclass(frozen=True)
class Place:
    """A line of a file, counted from 1; 0 means the file as a whole."""

    file: Path
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else f"{self.file}"


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `fix` says what to write or do; it is None where the message says it all.

    `question`: nothing is wrong, but a person has to decide something. `hint`: nothing is wrong, but a teacher may want
    to look at it. `series`: problems of one file with the same series are reported as one.
    """

    place: Place
    message: Text
    fix: Text | None = None
    question: bool = False
    hint: bool = False
    series: str = ""

    def report(self, language: str) -> str:
        """Write `path:line: message`, and the fix on a second line."""
        report = f"{self.place}: {messages.HINT_PREFIX[language] if self.hint else ''}{self.message[language]}"
        return report if self.fix is None else f"{report}\n    {messages.FIX_LABEL[language]}: {self.fix[language]}"

    def relative_to(self, base: Path) -> "Problem":
        """Name the file from the folder `base`, if it lies there."""
        if not self.place.file.is_relative_to(base):
            return self
        return replace(self, place=replace(self.place, file=self.place.file.relative_to(base)))


class LessonError(Exception):
    """A lesson cannot be read as asked. Holds every problem, sorted by file and line, hints last.

    A notebook shows the problems in the reader's language and no traceback.
    """

    def __init__(self, problems: Iterable[Problem], language: str = "en") -> None:
        in_order = sorted(problems, key=lambda p: (p.hint, p.place.file.as_posix(), p.place.line, p.message.en))
        self.problems = _join_series(in_order)
        self.language = language
        super().__init__(self.report(language))

    def report(self, language: str, where: str = "") -> str:
        """List all problems, then their number and `where` they were looked for."""
        questions = sum(problem.question for problem in self.problems)
        hints = sum(problem.hint for problem in self.problems)
        n = len(self.problems) - questions - hints
        count = (messages.PROBLEM_COUNT if n else messages.NO_PROBLEMS).fill(n=n)[language]
        if questions:
            count += messages.QUESTION_COUNT.fill(n=questions)[language]
        if hints:
            count += messages.HINT_COUNT.fill(n=hints)[language]
        if where:
            count += messages.IN_PLACE.fill(where=where)[language]
        return "\n".join([*(problem.report(language) for problem in self.problems), count])

    def translated(self, language: str, base: Path | None = None) -> "LessonError":
        """Return the same error in another language; files in the folder `base` are named from there."""
        return LessonError([problem.relative_to(base) if base else problem for problem in self.problems], language)

    def _render_traceback_(self) -> list[str]:
        return self.report(self.language).splitlines()


def shortened(text: str, longest: int = 80) -> str:
    """Truncate a text to `longest` characters, ending in "…".

    >>> shortened("something long", longest=9)
    'somethin…'
    """
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _join_series(problems: Sequence[Problem]) -> list[Problem]:
    """Of a series of problems that are mended alike, or of more than a few, keep the first, which names all lines."""
    series: dict[tuple[Path, str], list[Problem]] = {}
    for problem in problems:
        if problem.series:
            series.setdefault((problem.place.file, problem.series), []).append(problem)
    joined = []
    for problem in problems:
        first, *others = series.get((problem.place.file, problem.series), [problem])
        alike = first.fix is not None and all(other.fix == first.fix for other in others)
        if not others or (len(others) < _FEW and not alike):
            joined.append(problem)
        elif problem is first:
            lines = _line_ranges([other.place.line for other in others])
            start = Text(*(problem.message[of].removesuffix(".") for of in LANGUAGES))
            message = messages.LIKEWISE_IN_LINES.fill(message=start, n=len(others), lines=lines)
            joined.append(replace(problem, message=message, series=""))
    return joined


def _line_ranges(lines: Iterable[int]) -> Text:
    """Name line numbers as people do ("3 to 5, 8"); of many ranges only the first few."""
    ranges: list[list[int]] = []
    for line in dict.fromkeys(lines):
        if ranges and line == ranges[-1][-1] + 1:
            ranges[-1][-1] = line
        else:
            ranges.append([line, line])
    names = [
        messages.LINE_RANGE.fill(first=str(a), last=str(b)) if a < b else Text(str(a), str(a)) for a, b in ranges[:_FEW]
    ]
    more = ["…"] if len(ranges) > _FEW else []
    return Text(*(", ".join([*(name[of] for name in names), *more]) for of in LANGUAGES))
