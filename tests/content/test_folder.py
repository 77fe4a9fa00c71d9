import pytest

from geo_lesson.common.errors import LessonError
from geo_lesson.content.folder import LessonFolder, find_lesson

RALLY = "exercises/three-numbers-one-rally.yaml"


@pytest.fixture
def folder(workspace):
    return workspace / "data" / "troops"


def broken(folder, name, old, new, read, language="en"):
    """Break a file by one replacement, read it, and return the report without the folder's path."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LessonError) as caught:
        read(LessonFolder(folder))
    return caught.value.report(language).replace(f"{folder}/", "").splitlines()


def rally(content):
    return content.exercise("three-numbers-one-rally")


def test_sentences_are_numbered_through_the_article(folder):
    """W1 to W18 in both languages, under four headings."""
    for language in ("de", "en"):
        article = LessonFolder(folder).article(language)
        assert [s.id for s in article.sentences] == [f"W{n}" for n in range(1, 19)]
        assert len(article.paragraphs) == 4


def test_a_broken_exercise_stops_no_other(folder):
    """Only what is asked for is read."""
    (folder / RALLY).write_text("{")
    assert LessonFolder(folder).exercise("first-impression").id == "first-impression"


@pytest.mark.parametrize(
    ("old", "new", "said", "fix"),
    [
        (
            "minutes: 3",
            "minuts: 6",
            ['4: "three-numbers-one-rally": unknown key "minuts"'],
            'did you mean "minutes"? allowed: "minutes", "hints", "kind", "afterword", "basis", …',
        ),
        (
            "    correct: true\n",
            "    corect: true\n",
            ['"three-numbers-one-rally", "options", "all-can-be-true": unknown key "corect"'],
            'did you mean "correct"? allowed: "correct", "feedback", "id", "text"',
        ),
        (
            "    correct: true\n",
            "",
            ['"three-numbers-one-rally", "options": no option is marked as right'],
            "add  correct: true  to the right option, or write  judged: false  if none is right",
        ),
        (
            "kind: single-choice",
            "kind: single-choise",
            ['3: "three-numbers-one-rally", "kind": "single-choise" is not an allowed word here'],
            'did you mean "single-choice"? allowed: "classify", "free-text", "grid", "mark-text", '
            '"multiple-choice", "numbers", "order", "parts", "range", "single-choice"',
        ),
        (
            "minutes: 3",
            "minutes: 6.000",
            ['4: "three-numbers-one-rally", "minutes": "6.000" can be read in more than one way'],
            "if you mean 6000, write  6000 , in digits only",
        ),
        (
            "id: mean",
            "id: Mean value",
            ['"three-numbers-one-rally", "options", "Mean value", "id": "Mean value" is not an id'],
            None,
        ),
        ("  when: after", "  when: later", ['"reason", "when": "later" is not an allowed word here'], None),
        (
            "en: Nothing at all can be said about the number of people, because nobody counted them all.",
            "en:",
            ['"options", "nothing-can-be-said", "text": the text in "en" is missing'],
            "add  en: …",
        ),
        ("en: All three claims", "fr: Toutes les", ['"fr" is not a language of this lesson'], None),
    ],
)
def test_a_mistake_in_an_exercise_is_said_with_line_entry_and_mend(folder, old, new, said, fix):
    """What a teacher can mistype is named by entry, and the nearest allowed word is offered."""
    report = broken(folder, RALLY, old, new, rally)
    assert all(line.startswith((f"{RALLY}:", "    fix: ")) for line in report[:-1])
    for words in said:
        assert any(words in line for line in report), report
    if fix:
        assert f"    fix: {fix}" in report


def test_all_mistakes_of_a_file_come_at_once(folder):
    """Three mistakes, three problems, sorted by line."""
    path = folder / RALLY
    text = path.read_text(encoding="utf-8")
    text = (
        text.replace("minutes: 3", "minutes: six")
        .replace("id: mean\n", "id: mean\n    colour: red\n")
        .replace("when: after", "when: x")
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LessonError) as caught:
        rally(LessonFolder(folder))
    lines = [problem.place.line for problem in caught.value.problems]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_the_report_is_complete_in_german_too(folder):
    """The same report in the teacher's language."""
    report = broken(folder, RALLY, "    correct: true\n", "    corect: true\n", rally, "de")
    assert any("„corect“ ist hier kein bekannter Eintrag." in line for line in report)
    assert any("    Abhilfe: Meinten Sie „correct“?" in line for line in report)


def test_an_exercise_that_no_chapter_names_is_not_there(folder):
    """The answer lists the ones there are."""
    with pytest.raises(LessonError, match=r'no exercise "rally" here\n    fix: available: "first-impression"'):
        LessonFolder(folder).exercise("rally")


@pytest.mark.parametrize("name", ["../../secret", "first-impression/../x", "", "a\0b"])
def test_an_id_is_never_a_path(folder, name):
    """Only ids that lesson.yaml names are looked for on disk."""
    with pytest.raises(LessonError, match="no exercise"):
        LessonFolder(folder).exercise(name)


def test_the_id_inside_must_be_that_of_the_file(folder):
    """A copied file whose id was forgotten is said."""
    report = broken(folder, RALLY, "id: three-numbers-one-rally", "id: three-figures", rally)
    assert report[0].startswith(f'{RALLY}:2: the exercise is called "three-figures" here')


def test_a_lesson_of_one_language_has_plain_strings(folder):
    """`languages: [de]`, and a text is a text."""
    lesson = 'id: troops\nversion: "1"\nlanguages: [de]\ntitle: Titel\nquestion: Frage?\nlabel: Etikett\nchapters:\n'
    (folder / "lesson.yaml").write_text(
        f"{lesson}  - id: start\n    title: Start\n    minutes: 5\n    exercises: [x]\n"
    )
    options = "options:\n  - {id: a, text: A, feedback: Ja., correct: true}\n  - {id: b, text: B, feedback: Nein.}\n"
    (folder / "exercises/x.yaml").write_text(f"id: x\nkind: single-choice\ntitle: T\nminutes: 1\nprompt: P\n{options}")
    exercise = LessonFolder(folder).exercise("x")
    assert exercise.options[0].feedback["de"] == "Ja."


@pytest.mark.parametrize(
    ("text", "said"), [("Ein Satz.\n", "begins without a heading"), ("## Nur das\n", "has no sentence")]
)
def test_an_article_needs_a_heading_and_a_sentence(folder, text, said):
    """An article that does not begin with a heading, or holds no sentence, is said with its file."""
    (folder / "article.de.md").write_text(text)
    with pytest.raises(LessonError, match=said):
        LessonFolder(folder).article("de")


def test_a_lesson_is_found_from_any_folder_below_the_workspace(workspace):
    """A notebook finds its lesson from where it lies; elsewhere the error names what there is."""
    assert find_lesson("troops", workspace / "notebooks" / "de") == workspace / "data" / "troops"
    with pytest.raises(LessonError, match=r'no lesson "trops".*\n    fix: available: "hill", "troops"'):
        find_lesson("trops", workspace / "notebooks")


def test_an_article_without_end_is_refused(small):
    """More sentences than any lesson has."""
    (small / "article.en.md").write_text("## Long\n" + "And on.\n" * 1000, encoding="utf-8")
    with pytest.raises(LessonError, match="more than 999 sentences"):
        LessonFolder(small).article("en")


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("lesson.yaml", "rounding: 100", "rounding: 1234567890123456"),
        ("places.csv", "10.5", ""),
    ],
)
def test_numbers_that_cannot_be_meant_are_named(small, name, written, said):
    """More digits than anything has, and half a point on the map."""
    path = small / name
    text = path.read_text(encoding="utf-8")
    assert written in text
    path.write_text(text.replace(written, said, 1), encoding="utf-8")
    with pytest.raises(LessonError, match=rf"{name}:\d+: "):
        LessonFolder(small).table("places.csv")


def test_yaml_that_nobody_writes_is_named_all_the_same(small):
    """Nested without end, or with signs that cannot be typed."""
    for written, said in (("[" * 5000, "very deep nesting"), ("\x01", "an invisible character here")):
        (small / "lesson.yaml").write_text(f"id: {written}", encoding="utf-8")
        with pytest.raises(LessonError, match=said):
            LessonFolder(small)
