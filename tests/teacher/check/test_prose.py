"""What `check` sees in the texts that people read: numbers, verdicts, signs; each mistake alone, at its line."""

import re

import pytest

from geo_lesson.teacher.check.digits import badly_written, differing
from geo_lesson.teacher.check.lesson import lesson_problems
from geo_lesson.teacher.check.notebooks import notebook_problems


def reports(folder, hints=False):
    """Every problem of a lesson as "file:line message", in English; with hints, if asked for."""
    return [f"{p.place.file.name}:{p.place.line} {p.message.en}" for p in lesson_problems(folder, hints)]


def change(path, old, new):
    """Replace a text that stands there, once; returns its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "10,0000 came"),
        ("en", "3,000 ↔ -5"),
        ("en", "01,000"),
        ("en", "'at least 3,000' and '10,0000'"),
        ("en", "1.2.3 of them"),
        ("en", "1,0900"),
        ("en", "6.0000,5"),
        ("en", "12.000 people"),
        ("en", "-3,000 people"),
        ("en", "12,34,567"),
        ("de", "12,000 Menschen"),
        ("de", "etwa 10.9 im Mittel"),
        ("de", "„rund 12,000 Menschen sind auf der Straße“"),
        ("de", "„12,000“ und the number of the people"),
        ("en", "the German word „Hügel“ and 12.000 of them"),
        ("de", "٣ Menschen"),
        ("de", "1.000.00"),
        ("de", "12345678901234567890"),
        ("de", "007 Menschen"),
        ("de", "am 32.10.2024"),
        ("de", "12,5000 Menschen"),
        ("en", "10'000'00"),
        ("en", "12.,000"),
    ],
)
def test_a_badly_written_number_is_seen(language, text):
    """Wrongly grouped, below nought, too long, in other digits, of another language."""
    assert len(badly_written(text, language)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "12.000, 4,2 und 0,125, 2024/08/02 und am 8.10.2024 um 10.42 Uhr (10:42); 8. Oktober; 2024/25; 12/2024",
        ),
        ("de", "10.00 bis 11.30 Uhr, 1.234,56 Euro, 3–5, −5 °C und -3 %, Python 3.11.7, Kapitel 2.3, PLZ 01067"),
        ("de", "Tel. 0821 324, § 2.1, 3.–5.10.2024, um 10:42:15, 24/7, 1.–3. Mai, „12.000“, ‚3.000‘, 12.000er"),
        ("de", "W6, M10, c3000, 9b, 1990er, 20-30, 50 %, 3:1, 12\u00a0000, https://example.org/1.2.3/-5, `10.9`"),
        (
            "en",
            "12,000, 4.2 and 0.125 on 28 October 2024 at 10:42; 1,234.56 euros; 3-5; 1990s; 5th; 7.30 p.m.; 2,5.x.de",
        ),
        ("de", "Karte M9 zitiert: „has sent around 10,000 soldiers in total to train“, also 10.000."),
        ("en", "They wrote 'es sind nicht mehr als 10.000 auf der Straße', that is 10,000."),
        ("en", "COVID-19, T-34, 2024-10-28, −5 °C, -3 per cent, Version 1.2"),
        ("en", "It rose to 4.2. See Art. 2.4. That is the end."),
        ("de", "Version 4.1 des Gesetzes, Nr. 1.2, Abb. 3.4, am 8. 5. 2024, 0228 7654321"),
    ],
)
def test_a_well_written_number_is_left_alone(language, text):
    """Dates, times, decimals, ranges, names, addresses and code."""
    assert badly_written(text, language) == []


@pytest.mark.parametrize("written", ["-5", "(-5)", "1,00,000", "10'000'00", "12.,000", "01,000"])
def test_what_no_language_writes_is_seen_though_both_have_it(written):
    """Words that are quoted from the other text may have its numbers, if they are well written there."""
    for of in ("de", "en"):
        assert badly_written(f"at least {written} people", of, f"at least {written} people")
    assert badly_written("„at least 12,000 people“", "de", "'at least 12,000 people'") == []
    assert badly_written("'mindestens 12.000 Menschen'", "en", "„mindestens 12.000 Menschen“") == []


@pytest.mark.parametrize(
    ("de", "en"),
    [
        ("12.000 am 28.10.2024 um 10.42 Uhr", "12,000 on 28 October 2024 at 10:42"),
        ("um 20 Uhr, um 7.30 Uhr", "at 8 p.m., at 7.30 a.m."),
        ("drei von 20", "3 of twenty"),
        ("zwei Millionen", "2 million"),
        ("4,2 Prozent", "4.2 per cent"),
        ("W6 und die 1990er", "W6 and the 1990s"),
        ("14–16 Uhr, von 9.30 bis 11 Uhr", "2–4 p.m., from 9:30 to 11 a.m."),
        ("um 0.30 Uhr, 12 Uhr, 20.15 Uhr", "at 12:30 a.m., 12 p.m., 8:15 p.m."),
        ("am 8. 5. 2024 und am 1.10.", "on 8 May 2024 and 1 October"),
        ("Version 4.1 des Gesetzes (Art. 2.4), Python 3.11.7", "version 4.1 (Art. 2.4), Python 3.11.7"),
        ("Das waren 4,2.", "It was 4.2."),
        ("1,2 Mio. und 12 Tausend, 4 bis 5 Millionen", "1,200,000 and 12,000, 4 to 5 million"),
        ("5m, 12 Mio.", "5m, 12 million"),
        ("eine Person am 28.10.2024", "a person on 28 October 2024"),
        ("am 28.10.2024 und am 3.11.2024", "on 28.10.2024 and on 3 November 2024"),
    ],
)
def test_the_same_numbers_in_two_languages_are_the_same(de, en):
    """However each of them writes its digits, dates and times, and in words."""
    assert differing({"de": de, "en": en}) == {}


def test_other_numbers_are_named_as_they_are_written():
    """By language, each once."""
    assert differing({"de": "10.900 und 5", "en": "10.9 and 5, 10.9"}) == {"de": {"10.900": 10900}, "en": {"10.9": 10}}
    assert differing({"de": "zwölf", "en": "13"}) == {"de": {"zwölf": 12}, "en": {"13": 13}}


@pytest.mark.parametrize(
    ("de", "en"),
    [
        ("4,2 Millionen", "4.2 billion"),
        ("12 Tausend", "12 million"),
        ("1,2 Mio.", "1.3 million"),
        ("4 bis 5 Millionen", "4 to 5 billion"),
        ("zwölftausend", "ten thousand"),
        ("hundert", "two hundred"),
        ("28.10.2024", "28.11.2024"),
        ("2024-10-28", "2024-11-28"),
        ("12/2024", "11/2024"),
        ("2024/08/02", "2024-09-02"),
    ],
)
def test_large_numbers_that_differ_are_a_problem(small, de, en):
    """The word of scale belongs to the number, and the month to a date in digits; numbers in words are numbers."""
    more = differing({"de": de, "en": en})
    assert all(max(more[of].values()) >= 100 for of in ("de", "en"))
    (problem,) = in_both(small, de, en)
    assert not problem.hint


@pytest.mark.parametrize(
    ("de", "en"),
    [
        ("nach dem 11. September", "after 9/11"),
        ("ein Drittel", "1/3"),
        ("die Hälfte", "50%"),
        ("in den 90er-Jahren", "in the 1990s"),
        ("im 2. Weltkrieg", "in World War II"),
        ("um halb neun", "at 8:30"),
        ("im Jahr 2024", "last year"),
        ("zwölf", "13"),
        ("am 28.10.", "on 28.11."),
    ],
)
def test_where_people_may_say_the_same_otherwise_it_is_a_hint(small, de, en):
    """Small numbers, and numbers of one language only; nothing without hints."""
    assert all(problem.hint for problem in in_both(small, de, en))
    assert lesson_problems(small) == []


def in_both(folder, de, en):
    """What is said of a lesson whose article has these words in a sentence more."""
    for of, words in (("de", de), ("en", en)):
        path = folder / f"article.{of}.md"
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\nX {words} x.\n", encoding="utf-8")
    return lesson_problems(folder, hints=True)


NUMBERS = [
    ("exercises/who-says-what.yaml", "10,000", "10,0000"),
    ("exercises/dating.yaml", "10,000", "01,000"),
    ("exercises/comparability.yaml", "3,000 ↔ 10,000", "3,000 ↔ -5"),
    ("exercises/readings.yaml", "22.000", "22.00"),
    ("cards.yaml", "10.000", "10.0000"),
    ("glossary.yaml", "11.500", "1.1.500"),
    ("drift.csv", "10.900", "10.9"),
    ("drift.csv", "19.000", "19"),
    ("lesson.yaml", "12.000", "1.2.000"),
    ("guide.en.md", "12,000", "12,00"),
    ("guide.de.md", "3 Minuten", "4 Minuten"),
]


@pytest.mark.parametrize(("name", "old", "new"), NUMBERS)
def test_a_changed_number_is_seen_in_every_file(workspace, name, old, new):
    """One sign of a shipped lesson is wrong: said in that file, at that text or in the other language."""
    folder = workspace / "data" / "troops"
    line = change(folder / name, old, new)
    lines = reports(folder, hints=True)
    places = [re.match(r"([^:]+):(\d+)", one).groups() for one in lines]
    files = {name.rpartition("/")[2], name.replace(".de.", ".en.")}
    assert places
    assert all(file in files for file, _ in places)
    assert any(-12 <= int(at) - line <= 2 for _, at in places)  # a long text begins some lines above


@pytest.mark.parametrize(("old", "new"), [("600 guests", "6000 guests"), ("600 guests", "60,0 guests")])
def test_a_number_of_the_article_is_seen(small, old, new):
    """Also where no claim quotes it."""
    change(small / "article.en.md", old, new)
    assert [one for one in reports(small) if one.startswith("article.en.md:3 ")]


def test_a_lesson_of_one_language_is_looked_at_too(small):
    """Its texts are no maps."""
    path = small / "exercises" / "half-as-many.yaml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\n( +)de: (.*)\n +en: .*", r" \2", text).replace("- de:", "-")
    path.write_text(re.sub(r"\n +en: .*", "", text).replace("250", "2.50"), encoding="utf-8")
    for name in ("lesson.yaml", "glossary.yaml", "exercises/how-many-came.yaml"):
        other = (small / name).read_text(encoding="utf-8").replace("[de, en]", "[de]")
        other = re.sub(r", en: [^}]*\}", "}", re.sub(r"\n +en: .*", "", other))
        (small / name).write_text(other, encoding="utf-8")
    assert any('"2.50" is not a number' in one for one in reports(small))


def test_notes_in_no_known_language_hold_numbers_of_some_language(small):
    """A remark may be in German or English; what neither of them writes is wrong."""
    path = small / "drift.csv"
    change(path, "A range has become a single figure.", "12.000 or 4.5 on 10 Oct.")
    assert reports(small) == []
    change(path, "10 Oct.", "-5 Oct.")
    assert reports(small) == ['drift.csv:2 "w3": "-5" is not a number as it is written here']


@pytest.mark.parametrize("limit", ["", "        at_most: 1000\n"])
def test_a_percentage_ends_at_a_hundred(workspace, limit):
    """Its field says so."""
    folder = workspace / "data" / "troops"
    line = change(folder / "exercises" / "how-sure-is-could.yaml", "        at_most: 100\n", limit)
    (report,) = reports(folder)
    assert re.match(
        rf"how-sure-is-could.yaml:{line - 4} .*this field asks for a percentage but accepts more than 100", report
    )


@pytest.mark.parametrize("written", ["08", "000"])
def test_a_whole_number_has_no_nought_in_front(small, written):
    """It may be a slip of typing."""
    change(small / "exercises" / "half-as-many.yaml", "minutes: 4", f"minutes: {written}")
    assert reports(small)[0].endswith(f'"{written}" begins with a zero')


@pytest.mark.parametrize(
    ("feedback", "right", "n"),
    [
        ("Yes – that is it.", False, 1),
        ("Exactly: that is it.", False, 1),
        ("Right, but not here.", False, 0),
        ("Yesterday it was so.", False, 0),
        ("No. That is another day.", True, 1),
        ("Nobody counted.", True, 0),
        ("Yes. That is it.", True, 0),
        ("No: another day.", False, 0),
        ("Right, the word is there; but no – it is another day.", False, 0),
        ("Yes, that stands there, however on another day.", False, 0),
        ("Yes. But that is another question.", False, 1),
    ],
)
def test_praise_is_for_right_answers_only(small, feedback, right, n):
    """A right option whose `correct: true` went missing is called wrong while its feedback begins with Yes."""
    path = small / "exercises" / "half-as-many.yaml"
    text = path.read_text(encoding="utf-8")
    old = re.findall(r"feedback:\n +de: (.*)\n +en: (.*)", text)[right]
    text = text.replace(old[0], "So ist es hier gemeint.").replace(old[1], feedback)
    path.write_text(re.sub(r"(en|de): (Exactly:|No:|Yes\.)(.*)", r'\1: "\2\3"', text), encoding="utf-8")
    verdicts = [one for one in reports(small) if "the feedback begins with" in one]
    assert len(verdicts) == n
    assert all(f"counts as {'right' if right else 'wrong'}" in one for one in verdicts)


def test_a_right_option_that_went_missing_is_seen(workspace):
    """As above, in what we ship."""
    folder = workspace / "data" / "troops"
    change(folder / "exercises" / "wording-drift.yaml", "    correct: true\n", "")
    (report,) = reports(folder)
    assert report.startswith("wording-drift.yaml:")
    assert 'begins with "Ja"' in report


SIGNS = ["\u200b", "\u00ad", "\u202e", "\u2066", "\u200f", "\u2060", "\ufeff", "\U000e0041", "\u3164"]


@pytest.mark.parametrize("sign", SIGNS, ids=[f"{ord(sign):04X}" for sign in SIGNS])
@pytest.mark.parametrize("name", ["lesson.yaml", "claims.csv", "article.en.md", "exercises/half-as-many.yaml"])
def test_signs_that_nobody_sees_are_named(small, name, sign):
    """In every kind of file, with their number."""
    path = small / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:40] + sign + text[40:], encoding="utf-8")
    assert f"(U+{ord(sign):04X}" in reports(small)[0]


@pytest.mark.parametrize("emoji", ["👩‍🎓", "❤️‍🔥", "👩🏽‍⚕️", "🏴" + "".join(chr(0xE0000 + ord(c)) for c in "gbeng\x7f")])
@pytest.mark.parametrize("name", ["article.en.md", "exercises/half-as-many.yaml"])
def test_signs_that_join_emoji_and_spell_flags_are_fine(small, name, emoji):
    """But not where they stand alone, or spell more than any flag."""
    change(small / name, "half", f"half {emoji}") if name.endswith("yaml") else change(
        small / name, "guests", f"guests {emoji}"
    )
    assert not [one for one in reports(small) if "U+" in one]
    change(small / name, emoji, "🎓‍ x" if "‍" in emoji else emoji + chr(0xE0041) * 2)
    assert len([one for one in reports(small) if "(U+" in one]) == 1


def test_a_no_break_space_may_stand_in_a_text_but_not_in_a_key(small):
    """As people paste it from elsewhere."""
    path = small / "exercises" / "half-as-many.yaml"
    change(path, "half of 600", "half\u00a0of 600")
    assert reports(small) == []
    line = change(path, "    en: The conclusion compares", "   \u00a0en: The conclusion compares")
    assert any(
        one.startswith(f"half-as-many.yaml:{line} ") and "U+00A0 no-break space" in one for one in reports(small)
    )


@pytest.mark.parametrize("written", ["1e999", ".nan", "true", "null", "~", "-.inf"])
def test_what_is_no_text_is_named(small, written):
    """Unless it is quoted, or means what it says."""
    path = small / "exercises" / "half-as-many.yaml"
    line = change(path, "en: Only half as many?", f"en: {written}")
    assert reports(small) == [f'half-as-many.yaml:{line} "{written}" is neither a text nor an id']
    change(path, f"en: {written}", f'en: "{written}"')
    assert not [one for one in reports(small) if "neither a text" in one]


def test_an_id_is_no_null(small):
    """`id: null` is no id of that name."""
    change(small / "glossary.yaml", "id: source", "id: null")
    assert reports(small) == ['glossary.yaml:7 "null" is neither a text nor an id']


def test_a_notebook_is_looked_at_beside_its_twin(workspace):
    """Its numbers and its signs; each cell is named."""
    path = workspace / "notebooks" / "en" / "4_trace.ipynb"
    assert notebook_problems(path, workspace / "data") == []
    change(path, "10,000", "1,0000")
    (problem,) = notebook_problems(path, workspace / "data")
    assert re.match(r'cell \d+: "1,0000" is not a number', problem.message.en)
    change(path, "1,0000", "13,000")
    (problem,) = notebook_problems(path, workspace / "data")
    assert re.match(r"cell \d+: the languages give different numbers", problem.message.en)
    change(path, "13,000", "10\u200b,000")
    assert "U+200B zero width space" in notebook_problems(path, workspace / "data")[0].message.en


def test_the_guide_holds_no_html(workspace):
    """It is shown as it stands, as all texts are."""
    path = workspace / "data" / "troops" / "guide.en.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n<script>alert(1)</script>\n", encoding="utf-8")
    assert ["there is HTML here: <script>" in one for one in reports(path.parent)] == [True]


def test_a_number_of_thousands_of_digits_is_badly_written():
    """Python makes no number of it; it is named like any other that nobody writes so."""
    assert len(badly_written("9" * 5_000, "en")) == 1
