"""The overview of a class as a page for teachers: what it thinks and why, exercise by exercise; no points, no ranks."""

from geo_lesson.common.html import render
from geo_lesson.common.language import format_number
from geo_lesson.teacher.classroom import messages

_WIDE = 720  # of the strip of ranges, in its own units


def overview_start(classroom):
    """The page up to the first exercise: who handed in, what is wrong with files, and the way to each exercise."""
    language = classroom.language
    return render(
        "overview_start.html",
        config=classroom.content.config,
        language=language,
        words=_words(language),
        number=len(classroom.students),
        lost=sum(not finding.counted for finding in classroom.findings),
        troubles=classroom.told,
        titles=classroom.titles,
    )


def overview_end(classroom, standings):
    """The rest of the page: for each student, what is missing."""
    words = _words(classroom.language)
    return render("overview_end.html", words=words, standings=list(standings), titles=classroom.titles)


def section(tally):
    """What a class thinks at one exercise or part, as plain data for section.html, and for tables."""
    language, part = tally.language, tally.part
    is_text = part.COUNTED_AS == "texts"
    answered = tally.states["answered"]
    return {
        "words": _words(language),
        "key": tally.key,
        "title": tally.title,
        "prompt": [line for line in part.prompt[language].split("\n") if line.strip()],
        "answered": answered,
        "of": tally.states.total(),
        "doubt": tally.states["doubt"],
        "right": {turn: counts[True] for turn, counts in tally.right.items()} if tally.is_judged else None,
        "other": tally.right["last"]["other"],
        "disagreement": _disagreement(tally, language),
        "unjudged": not tally.is_judged and answered > 0,
        "slots": [_slot(where, slot, answered) for where, slot in tally.slots.items()] if answered else [],
        "wrong": [{"where": w, "what": a, "first": f, "last": n} for w, a, f, n in tally.wrong_turns()],
        "sure": [{"level": f"{level} %", "n": n, "right": right} for level, (n, right) in sorted(tally.sure.items())],
        "strip": strip(tally.ranges, language),
        "ticks": [(line.text[language], tally.ticks[line.id]) for line in part.checklist()] if answered else [],
        "voices": [v for v in tally.voices if is_text or v["reasons"] or v["then"] or v["noted"]],
        "is_text": is_text,
    }


def _slot(where, slot, answered):
    """One option list, row or field with its answers, each with its share before and after."""
    choices = [
        {"what": what, "first": first, "last": last, "correct": correct, "mark": {True: "✓"}.get(correct, "")}
        | {"share": [round(100 * n / answered) for n in (first, last)]}
        for what, (first, last, correct) in slot.items()
        if first or last or correct or not where
    ]
    return {"where": where, "choices": choices}


def _disagreement(tally, language):
    found = tally.disagreement()
    if found is None:
        return None
    different, most, all_ = found
    return (messages.ANSWERS_ALIKE if different == 1 else messages.ANSWERS_DIFFER).fill(
        n=different, most=most, all=all_
    )[language]


def strip(ranges, language):
    """The ranges of a class as lines over one axis, the lowest first: no average, for none would mean anything.

    ranges: (student, (low, high) first, the same last) each. Returns None where there are none.
    """
    known = sorted((r for r in ranges if r[1]), key=lambda r: r[1])
    if not known:
        return None
    top = _round_up(max(high for _, *both in known for _, high in filter(None, both)))
    step = 14 if len(known) <= 60 else 3
    lines = []
    for i, (name, first, last) in enumerate(known):
        y = 24 + i * step
        low, high = (_at(end, top) for end in first)
        changed = [last] if last and last != first else []
        after = [_at(end, top) for limits in changed for end in limits] or None
        said = " → ".join(_said(limits, language) for limits in (first, *changed))
        lines.append({"name": name, "low": low, "high": high, "y": y, "after": after, "said": said})
    ticks = [(_at(top * n // 4, top), format_number(top * n // 4, language)) for n in range(5)]
    return {"lines": lines, "ticks": ticks, "height": 30 + len(known) * step, "width": _WIDE + 40}


def _said(limits, language):
    return " – ".join(format_number(end, language) for end in limits)


def _at(number, top):
    return round(20 + _WIDE * min(number, top) / top, 1)


def _round_up(number):
    """The next round number that four steps divide.

    >>> [_round_up(n) for n in (12000, 15001, 7, 0)]
    [12000, 16000, 8, 4]
    """
    step = 4 * 10 ** max(len(str(number)) - 2, 0)
    return max(-(-number // step) * step, 4)


def _words(language):
    return {name: text[language] for name, text in messages.REPORT_LABELS.items()}
