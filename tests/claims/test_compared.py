"""A comparison tells one story: its verdict, its sentence, its table, the picture of it, and the list of conflicts."""

import re
from html import unescape
from itertools import combinations

import pytest
from drawn import cells
from studying import ROOT

from geo_lesson.claims import messages as claims_messages
from geo_lesson.claims.comparison import compare, conflicts
from geo_lesson.claims.models import Claim
from geo_lesson.claims.taxonomy import Taxonomy
from geo_lesson.common.language import LANGUAGES
from geo_lesson.content.folder import LessonFolder
from geo_lesson.figures.as_tables import Matrix
from geo_lesson.figures.catalogue import figure_context
from geo_lesson.lesson import Compared

LESSONS = {name: LessonFolder(ROOT / "data" / name) for name in ("hill", "troops")}
SCENES = {(name, of): figure_context(content, of) for name, content in LESSONS.items() for of in LANGUAGES}
READINGS = [(name, id) for name, content in LESSONS.items() for id in (None, *content.config.readings)]
PART_OF = {
    "de": re.compile(r"(?:ist ein Teil der anderen|müsste ein Teil der anderen sein) \((.*?)\)[;,]"),
    "en": re.compile(r"(?:is a part of the other|would have to be a part of the other) \((.*?)\)[;,]"),
}
SIGN = {"same": "=", "part": "⊂", "different": "≠", "unclear": "?"}


def pool(name, reading):
    """The claims that a reading compares; without one, the record as well."""
    content, shown = LESSONS[name], SCENES[name, "en"]
    own = [claim for claim in content.table("claims.csv") if claim.ends]
    if reading is None:
        return [*own, *(claim for claim in content.table("record.csv") if claim.ends)]
    return [*own, *(shown.claims[id] for id in content.config.readings[reading].record)]


def table(compared, language):
    """The table under a comparison, as it is read: {dimension: what is shown}."""
    html = Compared(compared, language)._repr_mimebundle_()["text/html"]
    return {unescape(name): said for name, said in re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', html)}


@pytest.mark.parametrize(("name", "id"), READINGS)
def test_the_table_shows_part_where_the_sentence_speaks_of_one_and_nowhere_else(name, id):
    """Every pair of both lessons in every reading; then no respect of who, what, where and when is called different."""
    content, taxonomy = LESSONS[name], SCENES[name, "en"].taxonomy
    reading = content.config.readings[id] if id else None
    parts = 0
    for a, b in combinations(pool(name, id), 2):
        compared = compare(a, b, taxonomy, reading)
        for language in LANGUAGES:
            said = PART_OF[language].search(compared.reason[language])
            named = re.findall(r"['„]([^'“]+)['“]", said[1]) if said else []
            shown = table(compared, language) if said or compared.part else None
            if shown is None:
                assert "part" not in compared.agreements.values()
                continue
            of_part = {dimension for dimension, agreement in shown.items() if agreement.startswith("⊂")}
            assert of_part == set(named), compared.reason[language]
            assert of_part
            scoping = [
                shown[text[language]] for dimension, text in claims_messages.DIMENSIONS.items() if dimension != "bound"
            ]
            assert not [agreement for agreement in scoping if agreement[0] in "≠?"]
            parts += 1
    assert id or parts


@pytest.mark.parametrize(("name", "id"), READINGS)
def test_the_picture_and_the_conflicts_say_what_the_comparison_says(name, id):
    """Sign by sign and verdict by verdict, for the article's figures in each reading."""
    content, taxonomy = LESSONS[name], SCENES[name, "en"].taxonomy
    reading = content.config.readings[id] if id else None
    own = [claim for claim in content.table("claims.csv") if claim.ends]
    found = {(a.id, b.id): compare(a, b, taxonomy, reading) for a, b in combinations(own, 2)}
    against = sorted(tuple(sorted(pair)) for pair, compared in found.items() if compared.verdict == "contradictory")
    assert [
        pair
        for pair in conflicts(own, taxonomy, reading, content.table("record.csv"))
        if set(pair) <= {c.id for c in own}
    ] == against
    for language in LANGUAGES:
        for pair, compared in found.items():
            picture = Matrix(kind="matrix", claims=pair, reading=id).draw(SCENES[name, language])
            *rows, verdict, reason = cells(picture)
            assert verdict[1] == claims_messages.VERDICTS[compared.verdict][language]
            assert dict(rows) == table(compared, language)
            assert reason[1] == compared.reason[language]
            assert any("⊂" in sign for _, sign in rows) == bool(compared.part)
            assert [sign[0] for _, sign in rows] == [SIGN[agreement] for agreement in compared.agreements.values()]


@pytest.mark.parametrize("name", LESSONS)
def test_the_key_of_the_exercise_accepts_what_the_comparison_says(name):
    """On the text alone, for each pair and respect of the matrix that students fill in."""
    exercise, shown = LESSONS[name].exercise("comparability"), SCENES[name, "en"]
    for column in exercise.columns:
        agreements = compare(*(shown.claims[id] for id in column.id.split("-")), shown.taxonomy).agreements
        rows = [row for row in exercise.rows if row.id in claims_messages.DIMENSIONS and column.id in row.accept]
        assert len(rows) >= 3
        assert [row.id for row in rows if agreements[row.id] not in row.accept[column.id]] == []


def test_in_the_two_readings_of_the_lesson_that_nest_the_status_is_a_part():
    """R2 and R3: 10,000 in training would be a part of 3,000 there; on the text alone that stays open."""
    shown = SCENES["troops", "en"]
    pair = [shown.claims[id] for id in ("c3000", "c10000")]
    readings = LESSONS["troops"].config.readings
    assert [compare(*pair, shown.taxonomy, readings[id]).agreements["status"] for id in ("R2", "R3")] == ["part"] * 2
    assert table(compare(*pair, shown.taxonomy, readings["R3"]), "de")["Status"] == "⊂ Teil"
    assert "part" not in compare(*pair, shown.taxonomy).agreements.values()


LABEL = {"de": "x", "en": "x"}
WORDS = Taxonomy(
    units={"dead": {"stays": True}, "missing": {}},
    statuses={
        "there": {"label": LABEL},
        "came": {"label": LABEL, "stays": True},
        "planned": {"label": LABEL, "plan": True},
    },
    places={"town": {"id": "town"}},
)


def count(id, value, day, source="", counted="dead", status="there"):
    return Claim(
        id=id, value=value, bound="exact", counted=counted, status=status, place="town", as_of=day, source=source
    )


def ending(earlier, later):
    """What a contradiction rests on, in both languages."""
    compared = compare(earlier, later, WORDS)
    assert compared.verdict == "undetermined"
    return [
        re.search(pattern, compared.reason[of])[1]
        for of, pattern in (("de", "nur, wenn (.*)[.]"), ("en", "only if (.*)[.]"))
    ]


LEFT = ["inzwischen niemand weggegangen ist", "nobody has left in the meantime"]
CORRECTED = [
    "die frühere Zahl inzwischen nicht berichtigt worden ist",
    "the earlier figure has not been corrected since",
]
REPLACED = [
    "die spätere Zahl derselben Stelle die frühere nicht ersetzt",
    "the later figure from the same body does not replace the earlier one",
]


def test_only_those_who_come_and_go_can_have_left():
    """The missing may be found; the dead do not leave, nor does who has come leave the number of those who came."""
    days = "2024-10-30", "2024-10-31"
    assert ending(count("a", 412, days[0], counted="missing"), count("b", 300, days[1], counted="missing")) == LEFT
    assert ending(count("a", 412, days[0]), count("b", 300, days[1])) == CORRECTED
    came = {"counted": "missing", "status": "came"}
    assert ending(count("a", 412, days[0], **came), count("b", 300, days[1], **came)) == CORRECTED


def test_a_body_that_revises_its_figure_replaces_it():
    """Police on Wednesday and police on Thursday; of two bodies, the later does not speak for the earlier."""
    days = "2024-10-30", "2024-10-31"
    assert ending(count("a", 412, days[0], "police"), count("b", 300, days[1], "police")) == REPLACED
    assert ending(count("a", 412, days[0], "police"), count("b", 300, days[1], "mayor")) == CORRECTED
    both = ending(count("a", 412, days[0], "police", "missing"), count("b", 300, days[1], "police", "missing"))
    assert both == [f"{LEFT[0]} und {REPLACED[0]}", f"{LEFT[1]} and {REPLACED[1]}"]


def test_two_figures_one_day_apart_are_part_and_whole():
    """300 dead on Wednesday are among 412 on Thursday; the table says so, too."""
    compared = compare(count("a", 300, "2024-10-30"), count("b", 412, "2024-10-31"), WORDS)
    assert compared.verdict == "compatible"
    assert "part of the other ('Time reference')" in compared.reason.en
    assert table(compared, "en")["Time reference"] == "⊂ part"
    assert table(compared, "de")["Zeitbezug"] == "⊂ Teil"


def test_where_each_day_counts_people_of_its_own_nobody_is_said_to_have_left():
    """Crowds on separate days are not comparable, however their numbers lie."""
    crowds = WORDS.model_copy(update={"accumulates": False})
    compared = compare(count("a", 412, "2024-10-30"), count("b", 300, "2024-10-31"), crowds)
    assert compared.verdict == "not comparable"
    assert compared.agreements["as_of"] == "different"
