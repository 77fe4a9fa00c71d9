"""Texts for people: comparisons of claims."""

from geo_lesson.claims.terms import Dimension
from geo_lesson.common.language import Text

# The reason for a verdict (verdict_texts.py)
DIMENSIONS: dict[Dimension, Text] = {
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
QUOTED_DIMENSIONS = {dimension: Text(de=f"„{name.de}“", en=f"'{name.en}'") for dimension, name in DIMENSIONS.items()}
FIGURE_WITH_ID = Text(de="{n} ({id})", en="{n} ({id})")
RANGE = Text(de="{low} bis {high}", en="{low} to {high}")
BOUNDED_FIGURE = {
    "exact": Text(de="{n}", en="{n}"),
    "about": Text(de="etwa {n}", en="about {n}"),
    "at_least": Text(de="mindestens {n}", en="at least {n}"),
    "at_most": Text(de="höchstens {n}", en="at most {n}"),
    "unclear": Text(de="{n}", en="{n}"),
}
NOBODY_LEFT = Text(de="inzwischen niemand weggegangen ist", en="nobody has left in the meantime")
# Who stays counted does not leave; and whoever revises a figure has not contradicted it.
NOT_CORRECTED = Text(
    de="die frühere Zahl inzwischen nicht berichtigt worden ist", en="the earlier figure has not been corrected since"
)
NOT_REPLACED = Text(
    de="die spätere Zahl derselben Stelle die frühere nicht ersetzt",
    en="the later figure from the same body does not replace the earlier one",
)
PLAN_KEPT = Text(de="der Plan eingehalten wurde", en="the plan was kept")
NO_FIGURE = Text(
    de="Nicht vergleichbar: Mindestens eine der beiden Angaben nennt keine Zahl, also gibt es nichts zu vergleichen.",
    en="Not comparable: at least one of the two claims states no figure, so there is nothing to compare.",
)
DIFFERENT_QUESTIONS = Text(
    de="Nicht vergleichbar: Sie beantworten verschiedene Fragen ({dimensions}), und keine ist ein Teil der anderen.",
    en="Not comparable: they answer different questions ({dimensions}), and neither is a part of the other.",
)
SAME_QUESTION = {
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
ONE_PART_OF_OTHER = {
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
DEPENDS_ON_READING = {
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
DEPENDS_ON_READING_AND_ASSUMPTION = Text(
    de="Offen: Ob {a} und {b} einander widersprechen, hängt davon ab, wie man {dimensions} liest, "
    "und von der Annahme, dass {assumed}.",
    en="Undetermined: whether {a} and {b} contradict each other depends on how one reads {dimensions}, "
    "and on the assumption that {assumed}.",
)
