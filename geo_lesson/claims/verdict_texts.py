"""The sentence that gives the reason for a verdict, in both languages."""

from functools import lru_cache

from geo_lesson.common.language import Text

DIMENSIONS = {
    "counted": Text(de="Wer oder was wird gezählt?", en="Who or what is counted?"),
    "status": Text(de="Status", en="Status"),
    "place": Text(de="Ort", en="Place"),
    "as_of": Text(de="Zeitbezug", en="Time reference"),
    "bound": Text(de="Art der Zahl", en="Kind of number"),
}
AGREEMENTS = {
    "same": Text(de="= gleich", en="= the same"),
    "part": Text(de="⊂ Teil", en="⊂ part"),
    "different": Text(de="≠ verschieden", en="≠ different"),
    "unclear": Text(de="? bleibt offen", en="? left open"),
}
VERDICTS = {
    "compatible": Text(de="vereinbar", en="compatible"),
    "contradictory": Text(de="unvereinbar", en="contradictory"),
    "not comparable": Text(de="nicht vergleichbar", en="not comparable"),
    "undetermined": Text(de="offen", en="undetermined"),
}


def reason(a, b, dimensions, fillings, verdict, vocabulary):
    """The sentence that says why two claims come to a verdict, and the dimensions that make one a part of the other.

    fillings: each way to read the claims, with its verdict.
    """
    apart = [dimension for dimension in _SCOPING if "same" not in dimensions[dimension]]
    decide = _deciding(fillings) or [dimension for dimension in _SCOPING if len(dimensions[dimension]) > 1]
    words = {"a": figure(a), "b": figure(b), "assumed": _assumed(a, b, fillings, vocabulary)}
    if words["a"] == words["b"]:  # 74,000 and 74,000: only the ids tell them apart
        words |= {"a": _NAMED.fill(n=words["a"], id=a.id), "b": _NAMED.fill(n=words["b"], id=b.id)}
    if verdict == "not comparable":
        decide = [dimension for dimension in apart if dimensions[dimension] == ("different",)] or apart
        sentence = _APART
    elif decide:
        sentence = _OPEN_ASSUMING if words["assumed"] else _OPEN[verdict]
    elif apart:
        decide, sentence = apart, _PART[verdict]
        part, whole = ("a", "b") if dimensions[apart[0]] == ("within",) else ("b", "a")
        words |= {"part": words[part], "whole": words[whole]}
    else:
        decide, sentence = _SCOPING, _SAME[verdict]
    said = sentence.fill(dimensions=_joined(tuple(_QUOTED[dimension] for dimension in decide)), **words)
    return said, tuple(decide) if "part" in words else ()


def _deciding(fillings):
    """The dimensions in which another choice changes the verdict while all others stay."""
    decide = []
    for position, dimension in enumerate(DIMENSIONS):
        by_others = {}
        for filling, verdict in fillings.items():
            by_others.setdefault(filling[:position] + filling[position + 1 :], set()).add(verdict)
        if any(len(verdicts) > 1 for verdicts in by_others.values()):
            decide.append(dimension)
    return decide


def _assumed(a, b, fillings, vocabulary):
    """What a contradiction would rest on, as the end of a sentence; None if on nothing."""
    resting = [filling for filling, verdict in fillings.items() if verdict == "undetermined"]
    assumed = []
    if any(as_of != "same" for _, _, _, as_of, _ in resting):
        stay, revised = vocabulary.stay(a) or vocabulary.stay(b), bool(a.source) and a.source == b.source
        assumed += [] if stay else [_NOBODY_LEFT]
        assumed += [_NOT_REPLACED] if revised else [_NOT_CORRECTED] if stay else []
    if any(against_fact for _, (_, against_fact), *_ in resting):
        assumed.append(_PLAN_KEPT)
    return _joined(tuple(assumed)) if assumed else None


@lru_cache(maxsize=1024)
def _joined(texts):
    joined = {}
    for language, word in (("de", "und"), ("en", "and")):
        *first, last = (text[language] for text in texts)
        joined[language] = f"{', '.join(first)} {word} {last}" if first else last
    return Text(**joined)


def figure(claim):
    """The figure of a claim, with the word for its bound where the claim allows one only; the claim must have one.

    >>> from geo_lesson.claims.models import Claim
    >>> figure(Claim(id="a", value=3000, bound="at_least")).de, figure(Claim(id="b", value=3000)).en
    ('mindestens 3.000', '3,000')
    """
    return bounded(claim.ends, claim.bound[0] if len(claim.bound) == 1 else "exact")


@lru_cache(maxsize=1024)
def bounded(ends, bound):
    """A figure, or a range from low to high, with the word for its bound.

    >>> bounded((3000, 3000), "at_least").de, bounded((2000, 12000), "about").en
    ('mindestens 3.000', 'about 2,000 to 12,000')
    """
    low, high = ends
    return _BOUNDED[bound].fill(n=low if low == high else _RANGE.fill(low=low, high=high))


_SCOPING = tuple(DIMENSIONS)[:-1]
_QUOTED = {dimension: Text(de=f"„{name.de}“", en=f"'{name.en}'") for dimension, name in DIMENSIONS.items()}
_NAMED = Text(de="{n} ({id})", en="{n} ({id})")
_RANGE = Text(de="{low} bis {high}", en="{low} to {high}")
_BOUNDED = {
    "exact": Text(de="{n}", en="{n}"),
    "about": Text(de="etwa {n}", en="about {n}"),
    "at_least": Text(de="mindestens {n}", en="at least {n}"),
    "at_most": Text(de="höchstens {n}", en="at most {n}"),
    "unclear": Text(de="{n}", en="{n}"),
}
_NOBODY_LEFT = Text(de="inzwischen niemand weggegangen ist", en="nobody has left in the meantime")
# Who stays counted does not leave; and whoever revises a figure has not contradicted it.
_NOT_CORRECTED = Text(
    de="die frühere Zahl inzwischen nicht berichtigt worden ist", en="the earlier figure has not been corrected since"
)
_NOT_REPLACED = Text(
    de="die spätere Zahl derselben Stelle die frühere nicht ersetzt",
    en="the later figure from the same body does not replace the earlier one",
)
_PLAN_KEPT = Text(de="der Plan eingehalten wurde", en="the plan was kept")
NO_FIGURE = Text(
    de="Nicht vergleichbar: Mindestens eine der beiden Angaben nennt keine Zahl, also gibt es nichts zu vergleichen.",
    en="Not comparable: at least one of the two claims states no figure, so there is nothing to compare.",
)
_APART = Text(
    de="Nicht vergleichbar: Sie beantworten verschiedene Fragen ({dimensions}), und keine ist ein Teil der anderen.",
    en="Not comparable: they answer different questions ({dimensions}), and neither is a part of the other.",
)
_SAME = {
    "compatible": Text(
        de="Vereinbar: Beide beantworten dieselbe Frage ({dimensions} sind gleich); {a} und {b} können beide stimmen.",
        en="Compatible: both answer the same question ({dimensions} are the same); {a} and {b} can both be true.",
    ),
    "contradictory": Text(
        de="Unvereinbar: Beide beantworten dieselbe Frage ({dimensions} sind gleich), doch {a} und {b} "
        "können nicht beide stimmen.",
        en="Contradictory: both answer the same question ({dimensions} are the same), but {a} and {b} "
        "cannot both be true.",
    ),
}
_PART = {
    "compatible": Text(
        de="Vereinbar: Die eine Angabe ist ein Teil der anderen ({dimensions}); "
        "{part} und {whole} können beide stimmen.",
        en="Compatible: one claim is a part of the other ({dimensions}); {part} and {whole} can both be true.",
    ),
    "contradictory": Text(
        de="Unvereinbar: Die eine Angabe müsste ein Teil der anderen sein ({dimensions}), "
        "doch {part} passt nicht in {whole}.",
        en="Contradictory: one claim would have to be a part of the other ({dimensions}), "
        "but {part} does not fit into {whole}.",
    ),
    "undetermined": Text(
        de="Offen: Die eine Angabe müsste ein Teil der anderen sein ({dimensions}), "
        "doch {part} passt nicht in {whole}. "
        "Ein Widerspruch ist das nur, wenn {assumed}.",
        en="Undetermined: one claim would have to be a part of the other ({dimensions}), "
        "but {part} does not fit into {whole}. "
        "That is a contradiction only if {assumed}.",
    ),
}
_OPEN = {
    "compatible": Text(
        de="Vereinbar: Wie auch immer man {dimensions} liest, {a} und {b} widersprechen einander nicht.",
        en="Compatible: however one reads {dimensions}, {a} and {b} do not contradict each other.",
    ),
    "contradictory": Text(
        de="Unvereinbar: Wie auch immer man {dimensions} liest, {a} und {b} schließen einander aus.",
        en="Contradictory: however one reads {dimensions}, {a} and {b} exclude each other.",
    ),
    "undetermined": Text(
        de="Offen: Ob {a} und {b} einander widersprechen, hängt davon ab, wie man {dimensions} liest.",
        en="Undetermined: whether {a} and {b} contradict each other depends on how one reads {dimensions}.",
    ),
}
_OPEN_ASSUMING = Text(
    de="Offen: Ob {a} und {b} einander widersprechen, hängt davon ab, wie man {dimensions} liest, "
    "und von der Annahme, dass {assumed}.",
    en="Undetermined: whether {a} and {b} contradict each other depends on how one reads {dimensions}, "
    "and on the assumption that {assumed}.",
)
