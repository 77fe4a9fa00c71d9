"""How much of what is to be found in the passages is found, and how much of what is found is right; run it to see."""

import math
import sys
from collections import Counter

import yaml
from paths import TESTS

from geo_lesson.extraction.finder import AMOUNTS, extract

SETS = ("passages", "domains", "last")


def passages(language, name):
    """The passages of a set in a language, with what is to be found in them."""
    path = TESTS / "extraction" / f"{name}.{language}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def expected(passage):
    """The things to be found in a passage, by kind, each as a tuple; a speaker as all names that are right."""
    figures = [(_ends(f["n"]), f.get("bound", ""), _names(f.get("by"))) for f in passage["figures"]]
    amounts = [(_ends(f["n"]), f["unit"]) for kind in ("money", "percent") for f in passage.get(kind, [])]
    return _by_kind(figures, passage.get("hedges", [])) | {"amount": amounts}


def found(passage, language):
    """What is found in a passage, in the same shape."""
    findings = extract(passage["text"], language)
    figures = [((f.low, f.high), f.bound, f.speaker) for f in findings.counts]
    hedges = [mark.quote for mark in findings.phrases if mark.kind == "hedge"]
    kinds = _by_kind(figures, [hedge for hedge in hedges if hedge not in passage.get("arguable", [])])
    amounts = [f for f in extract(passage["text"], language, AMOUNTS).counts if f.unit]
    return kinds | {
        "amount": [((f.low, f.high), f.unit) for f in amounts] if "money" in passage or "percent" in passage else []
    }


def _ends(n):
    if isinstance(n, float):
        return math.floor(n), math.ceil(n)
    return (None, None) if n == "vague" else tuple(n) if isinstance(n, list) else (n, n)


def _names(by):
    return tuple(by) if isinstance(by, list) else (by,) if by else ()


def _by_kind(figures, hedges):
    kinds = {"figure": [ends for ends, _, _ in figures]}
    kinds["bound"] = [(ends, bound) for ends, bound, _ in figures if bound]
    kinds["speaker"] = [(ends, by) for ends, _, by in figures if by]
    return kinds | {"hedge": hedges}


def _is(wanted, got):
    """Whether what is found is what is to be found; of a speaker's names any will do."""
    if isinstance(wanted, tuple) and isinstance(wanted[1], tuple):
        return wanted[0] == got[0] and got[1] in wanted[1]
    return wanted == got


def _differences(wanted, got):
    """What is to be found and is not, and what is found and should not be."""
    missed, rest = [], list(got)
    for one in wanted:
        match = next((other for other in rest if _is(one, other)), None)
        if match is None:
            missed.append(one)
        else:
            rest.remove(match)
    return missed, rest


def shares(language, name):
    """Recall and precision by kind, over all passages of a set, as {kind: (recall, precision, wanted, got)}."""
    counts = Counter()
    kinds = []
    for passage in passages(language, name):
        wanted, got = expected(passage), found(passage, language)
        kinds = list(wanted)
        for kind in kinds:
            missed, _ = _differences(wanted[kind], got[kind])
            counts[kind, "hits"] += len(wanted[kind]) - len(missed)
            counts[kind, "wanted"] += len(wanted[kind])
            counts[kind, "got"] += len(got[kind])
    return {
        kind: (
            counts[kind, "hits"] / counts[kind, "wanted"] if counts[kind, "wanted"] else 1,
            counts[kind, "hits"] / counts[kind, "got"] if counts[kind, "got"] else 1,
            counts[kind, "wanted"],
            counts[kind, "got"],
        )
        for kind in kinds
    }


def misses(language, name):
    """Each difference between what is to be found and what is found, for whoever works on the finder."""
    for number, passage in enumerate(passages(language, name), start=1):
        wanted, got = expected(passage), found(passage, language)
        for kind in wanted:
            missed, wrong = _differences(wanted[kind], got[kind])
            if missed or wrong:
                yield number, kind, missed, wrong


def main():
    """Print a table of recall and precision, and every difference."""
    for name in SETS:
        for language in ("de", "en"):
            for kind, (recall, precision, wanted, got) in shares(language, name).items():
                sys.stdout.write(
                    f"{name:10} {language} {kind:8} {recall:.2f} / {precision:.2f}  ({wanted} wanted, {got} found)\n"
                )
    for name in SETS:
        for language in ("de", "en"):
            for miss in misses(language, name):
                sys.stdout.write(f"{name} {language} {miss}\n")


if __name__ == "__main__":
    main()
