"""How much of what is to be found in the passages is found, and how much of what is found is right; run it to see."""

import yaml
from paths import TESTS

from geo_lesson.extraction.finder import extract


def passages(language):
    """The passages of a language with what is to be found in them."""
    return yaml.safe_load((TESTS / "extraction" / f"passages.{language}.yaml").read_text(encoding="utf-8"))


def expected(passage):
    """The things to be found in a passage, by kind, each as a tuple."""
    figures = [(_ends(f["n"]), f.get("bound", ""), f.get("by", "")) for f in passage["figures"]]
    return _by_kind(figures, passage.get("hedges", []))


def found(passage, language):
    """What is found in a passage, in the same shape."""
    findings = extract(passage["text"], language)
    figures = [((f.low, f.high), f.bound, f.speaker) for f in findings.counts]
    return _by_kind(figures, [mark.quote for mark in findings.phrases if mark.kind == "hedge"])


def _ends(n):
    return (None, None) if n == "vague" else tuple(n) if isinstance(n, list) else (n, n)


def _by_kind(figures, hedges):
    kinds = {"figure": [ends for ends, _, _ in figures]}
    kinds["bound"] = [(ends, bound) for ends, bound, _ in figures if bound]
    kinds["speaker"] = [(ends, by) for ends, _, by in figures if by]
    return kinds | {"hedge": hedges}


def shares(language):
    """Recall and precision by kind, over all passages of a language, as {kind: (recall, precision, wanted, got)}."""
    counts = {}
    for passage in passages(language):
        wanted, got = expected(passage), found(passage, language)
        for kind in wanted:
            rest = list(got[kind])
            hits = sum(1 for one in wanted[kind] if one in rest and not rest.remove(one))
            counts[kind] = [
                a + b
                for a, b in zip(counts.get(kind, (0, 0, 0)), (hits, len(wanted[kind]), len(got[kind])), strict=True)
            ]
    return {kind: (hits / all_, hits / got, all_, got) for kind, (hits, all_, got) in counts.items()}


def misses(language):
    """Each difference between what is to be found and what is found, for whoever works on the finder."""
    for passage in passages(language):
        wanted, got = expected(passage), found(passage, language)
        for kind in wanted:
            if wanted[kind] != got[kind]:
                yield (
                    kind,
                    [w for w in wanted[kind] if w not in got[kind]],
                    [g for g in got[kind] if g not in wanted[kind]],
                )
