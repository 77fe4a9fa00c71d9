"""A lesson drafted from a text: it passes check but for its questions, and every exercise can be answered."""

import csv
import json
from pathlib import Path

import found
import nbformat
import pytest
import yaml
from answering import model_answers
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from geo_lesson import open_lesson
from geo_lesson.cli import main
from geo_lesson.common.errors import LessonError
from geo_lesson.common.language import LANGUAGES
from geo_lesson.common.program import program
from geo_lesson.content.folder import LessonFolder
from geo_lesson.extraction.finder import extract
from geo_lesson.teacher.check.lesson import lesson_problems
from geo_lesson.teacher.check.notebooks import notebook_problems
from geo_lesson.teacher.drafting import EXERCISES, describe_draft, draft, new_lesson

TEXT = {
    "de": "Streit um das Fest\n\nDie Polizei sprach von rund 300 Gästen, die Veranstalter von 1.200. Mehrere hundert "
    "blieben bis zum Morgen. Am 3. Mai waren es „nur“ 300: weniger, sagte ein Sprecher der Stadt.",
    "en": "Dispute over the fair\n\nPolice put the number of guests at about 300, organisers at 1,200. Several hundred "
    "stayed until morning. On May 3 there were 'only' 300: fewer, a spokesman for the city said.",
}


@pytest.fixture(params=LANGUAGES)
def drafted(request, tmp_path):
    """A draft in each language: its folder, and the language."""
    (tmp_path / "a.txt").write_text(TEXT[request.param], encoding="utf-8")
    new_lesson(tmp_path / "data" / "fest", tmp_path / "a.txt", None)
    return tmp_path / "data" / "fest", request.param


def test_a_draft_passes_check_but_for_its_questions(drafted):
    """Every problem is a question, with its line and how to answer it."""
    folder, language = drafted
    problems = lesson_problems(folder)
    assert problems
    assert all(problem.question and problem.place.line > 1 and problem.fix for problem in problems)
    assert notebook_problems(folder.parent.parent / f"notebooks/{language}/fest.ipynb", folder.parent) == []


def test_once_the_questions_are_answered_nothing_is_left(drafted):
    """An emptied cell says that the text says nothing."""
    folder, _ = drafted
    for name in ("claims.csv", "sources.csv"):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace("?", ""), encoding="utf-8")
    assert lesson_problems(folder) == []


def test_claims_hold_what_was_found_and_ask_the_rest(drafted):
    """Value, bound, sentence, quote and speaker are there; who is counted, where, when and by what is asked."""
    folder, language = drafted
    rows = list(csv.DictReader((folder / "claims.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["id"], row["sentence"], row["value"]) for row in rows] == [
        ("c300", "W1", "300"),
        ("c1200", "W1", "1200"),
        ("some", "W2", ""),
        ("c300-2", "W3", "300"),
    ]
    assert [row["bound"] for row in rows] == ["about", "?", "unclear", "?"]
    assert {row[column] for row in rows for column in ("counted", "status", "place", "as_of", "basis")} == {"?"}
    assert [bool(row["source"].strip("?")) for row in rows] == [True, True, False, True]
    assert all(row[f"quote_{language}"] for row in rows)


def test_students_never_see_a_question_mark_for_a_question(drafted, monkeypatch):
    """In their tables an open cell is empty, and comparing goes on with what is known."""
    folder, _ = drafted
    monkeypatch.chdir(folder)
    lesson = open_lesson("fest")
    assert not (lesson.claims == "?").any().any()
    with pytest.raises(LessonError) as error:
        lesson.compare("c300", "no-such-claim")
    assert not any(problem.question for problem in error.value.problems)
    assert lesson.compare("c300", "c1200").verdict == "undetermined"


def test_every_exercise_can_be_answered(drafted):
    """Eight exercises, each with an answer of its key that is judged without a slip."""
    folder, language = drafted
    content = LessonFolder(folder)
    assert content.config.chapters[0].exercises == EXERCISES
    for id in EXERCISES:
        exercise = content.exercise(id)
        for answer in model_answers(exercise, language):
            assert exercise.is_answered(answer)
            assert exercise.judge(answer).correct in (True, None)


def test_feedback_of_a_draft_follows_the_rules_of_the_house(drafted):
    """At least 40 characters, at most 45 words, and no two the same in one exercise."""
    folder, language = drafted
    for id in EXERCISES:
        exercise = LessonFolder(folder).exercise(id)
        texts = [entry.feedback[language] for entry in (*exercise.entries, *getattr(exercise, "patterns", ()))]
        assert all(len(text) >= 40 and len(text.split()) <= 45 for text in texts)
        assert len(set(texts)) == len(texts)


def test_the_notebook_is_sound_and_calls_every_exercise(drafted):
    """nbformat takes it, each exercise has its cell, and the code is hidden as in the other notebooks."""
    folder, language = drafted
    path = folder.parent.parent / f"notebooks/{language}/fest.ipynb"
    nbformat.validate(nbformat.read(path, as_version=4))
    code = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert ["".join(cell["source"]) for cell in code if "exercise(" in "".join(cell["source"])] == [
        f'lesson.exercise("{id}")' for id in EXERCISES
    ]
    assert all(cell["metadata"] == {"jupyter": {"source_hidden": True}} and not cell["outputs"] for cell in code)


def test_the_notebook_s_code_runs(drafted, monkeypatch):
    """Cell after cell, in the folder in which the notebook lies."""
    folder, language = drafted
    home = folder.parent.parent / "notebooks" / language
    monkeypatch.chdir(home)
    names = {}
    for cell in json.loads((home / "fest.ipynb").read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102 - our own notebook
    assert str(names["lesson"]) == TEXT[language].splitlines()[0]


def test_a_lesson_in_one_language_opens_in_that_language(drafted, monkeypatch):
    """Whatever the machine is set to; a language that it does not have is said to be missing."""
    folder, language = drafted
    monkeypatch.chdir(folder)
    other = next(of for of in LANGUAGES if of != language)
    monkeypatch.setenv("LANGUAGE", other)
    assert open_lesson("fest").language == language
    with pytest.raises(LessonError, match=f"lesson.yaml.*{other}"):
        open_lesson("fest", language=other)


def test_students_see_what_the_machine_finds(drafted, monkeypatch):
    """One row for each figure and mark, in the order of the text."""
    folder, language = drafted
    monkeypatch.chdir(folder)
    table = open_lesson("fest").findings()
    figures = table[table.kind == {"de": "Zahl", "en": "figure"}[language]]
    assert list(figures.low.fillna(0)) == [300, 1200, 0, 300]
    assert list(table.sentence) == sorted(table.sentence)
    assert "<table" in table._repr_html_()


@pytest.mark.parametrize("language", LANGUAGES)
def test_drafts_of_both_languages_have_one_shape(language):
    """The same files, and in them the same ids, keys and minutes."""
    of = {lang: draft(extract("300 Leute, 20 Hunde. 300 people, 20 dogs.", lang), "x") for lang in LANGUAGES}
    shapes = {
        lang: sorted(name.replace(f".{lang}.", ".").replace(f"/{lang}/", "/") for name in of[lang])
        for lang in LANGUAGES
    }
    assert shapes["de"] == shapes["en"]
    for name in EXERCISES:
        keys = {
            lang: [line.split(":")[0] for line in of[lang][f"data/x/exercises/{name}.yaml"].splitlines()]
            for lang in LANGUAGES
        }
        assert len(keys["de"]) == len(keys["en"])


DENIALS = {
    "en": """The ministry denied having published the figure of 412 dead.
Police contradicted reports of 412 arrests.
The ministry did not confirm that 412 people were missing.
The ministry said it could not confirm the figure of 412.
The mayor disputed that 412 people had come.
A spokesman rejected claims of 412 dead.
Reports of 412 dead are false, police said.
"It was nowhere near 412", said the mayor.
It was never 412, the mayor said.
It was by no means the 412, police said.
The mayor called the 412 a lie.
The mayor called 412 ridiculous.
That 412 had come was wrong, the mayor said.
"There weren't 412 people," the mayor said.
The figure of 412 does not add up, police said.
The army refused to confirm the death of 412 soldiers.
"We cannot confirm the 412," the mayor said.
Neither the police nor the army confirmed the 412 deaths.
The mayor has denied reports that 412 houses were lost.
Officials declined to say whether 412 people were there.
Police said not 412 but fewer people had come.
The mayor questioned the count of 412 guests.
The army cast doubt on the 412 deaths.
It is not true that 412 died, said the minister.
The agency said, citing the ministry, that 412 had died.
412 people died, the agency said, citing the ministry.
The agency quoted the ministry as saying 412 had died.
The figure of 412, denied by the police, is from an old list.""",
    "de": """Das Ministerium bestritt, 412 Tote gemeldet zu haben.
Das Ministerium dementierte die Zahl von 412 Toten.
Die Polizei widersprach Berichten über 412 Festnahmen.
Berichte über 412 Tote wies das Ministerium zurück.
„Es waren nie und nimmer 412“, sagte der Bürgermeister.
Der Bürgermeister nannte die 412 eine Lüge.
Der Bürgermeister nannte 412 Unsinn.
Dass 412 Menschen festgenommen wurden, stimme nicht, so die Polizei.
Laut der Gewerkschaft waren es mitnichten 412.
Laut der Gewerkschaft waren es keinesfalls die 412 Gäste.
Die Zahl von 412 treffe nicht zu, teilte die Stadt mit.
Von 412 könne keine Rede sein, sagte die Polizei.
Das Ministerium hat Berichte über 412 Tote als falsch zurückgewiesen.
Die Polizei bestätigte die Zahl von 412 Toten nicht.
Die Polizei wollte die Zahl von 412 Toten nicht bestätigen.
Die Zahl von 412 konnte die Polizei nicht bestätigen.
Das Ministerium hat die 412 Toten nicht bestätigt.
Laut Polizei ist die Zahl von 412 falsch.
Die Stadt bezweifelte, dass 412 Gäste gekommen seien.
Die Stadt stellte die 412 Gäste infrage.
Die Polizei sagte, es seien keine 412 Gäste gekommen.
Weder Polizei noch Armee bestätigten die 412 Toten.
Die Agentur berichtete unter Berufung auf die Polizei von 412 Toten.
412 Menschen seien gestorben, teilte die Agentur unter Berufung auf das Ministerium mit.
Die Zeitung zitierte den Bürgermeister mit der Zahl 412.
Die Feuerwehr gab die Zahl von 412 nur weiter.
Die Behörde wies die Angabe von 412 Toten zurück und sprach von weniger.""",
}


@pytest.mark.parametrize(
    ("language", "sentence"), [(language, line) for language in LANGUAGES for line in DENIALS[language].splitlines()]
)
def test_who_denies_a_figure_is_never_said_to_claim_it(language, sentence):
    """Neither in the key nor in the table; whose figure it is, is asked. Other figures keep their speakers."""
    before = {"en": "The club spoke of 300 guests.", "de": "Der Verein sprach von 300 Gästen."}[language]
    files = draft(extract(f"{before} {sentence}", language), "x")
    first, denied = csv.DictReader(files["data/x/claims.csv"].splitlines())
    assert (first["value"], first["source"]) == ("300", {"en": "club", "de": "verein"}[language])
    assert (denied["value"], denied["source"], denied["status"]) == ("412", "?", "?")
    rows = yaml.safe_load(files["data/x/exercises/who-says-what.yaml"])["rows"]
    assert [row["accept"] for row in rows] == [[first["source"]], ["not-clear"]]
    assert len(list(csv.DictReader(files["data/x/sources.csv"].splitlines()))) == 1


@pytest.mark.parametrize(
    ("language", "sentence", "figures"),
    [
        (
            "en",
            "Police put it at 300, but organisers denied that and spoke of 900.",
            [(300, "Police"), (900, "organisers")],
        ),
        ("en", "Police spoke of 300 and denied that 412 had come.", [(300, "Police"), (412, "")]),
        ("en", "Organisers spoke of 412 guests, which the police denied.", [(412, "Organisers")]),
        ("en", "Officials said no more than 412 came.", [(412, "Officials")]),
        ("en", "The police called the 900 a lie and spoke of 412.", [(900, ""), (412, "")]),
        ("en", "The police, who had earlier spoken of 900, now said 412 were there.", [(900, ""), (412, "police")]),
        ("en", "Then Mayor Ann said 412 came.", [(412, "Mayor Ann")]),
        ("en", "The council rejected 412 applications, the mayor said.", [(412, "mayor")]),
        ("de", "Die Polizei sprach von 300 Gästen und bestritt, dass 412 kamen.", [(300, "Polizei"), (412, "")]),
        (
            "de",
            "Die Polizei sprach von 300, die Veranstalter bestritten das und nannten 900.",
            [(300, "Polizei"), (900, "Veranstalter")],
        ),
        ("de", "Die Behörde wies die 412 Toten zurück und sprach von 200.", [(412, ""), (200, "Behörde")]),
        ("de", "Die Polizei sprach von nicht mehr als 412 Gästen.", [(412, "Polizei")]),
        ("de", "Ungarn wies 412 Migranten zurück, sagte der Minister.", [(412, "Minister")]),
        ("de", "Die Polizei stellte fest, dass 412 Gäste kamen.", [(412, "Polizei")]),
        ("de", "Die Polizei nannte die 900 eine Lüge und sprach von 412 Gästen.", [(900, ""), (412, "Polizei")]),
        ("de", "Jetzt sprach die Polizei von 412 Gästen.", [(412, "Polizei")]),
    ],
)
def test_a_denial_takes_no_figure_from_others(language, sentence, figures):
    """What the same sentence claims beside it keeps whoever claims it."""
    assert [(figure.low, figure.speaker) for figure in extract(sentence, language).counts] == figures


def test_what_was_guessed_is_not_judged_until_a_teacher_deletes_the_line(drafted):
    """Only what does not depend on the finder is judged; the README names the line, and without it the key counts."""
    folder, language = drafted
    guessed = ("who-says-what", "kind-of-number")
    for id in EXERCISES:
        assert getattr(LessonFolder(folder).exercise(id), "judged", None) in (
            [False] if id in guessed else [None, True, False]
        )
    assert "`judged: false`" in (folder / "README.md").read_text(encoding="utf-8")
    for id in guessed:
        path = folder / f"exercises/{id}.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count("\njudged: false\n") == 1
        path.write_text(text.replace("\njudged: false\n", "\n"), encoding="utf-8")
        exercise = LessonFolder(folder).exercise(id)
        assert all(exercise.judge(answer).correct is True for answer in model_answers(exercise, language))


@pytest.mark.parametrize("name", ["Null", "No", "True", "On", "12"])
def test_a_speaker_of_any_name_is_an_answer(tmp_path, name):
    """Also where YAML would read the id as something else than a text."""
    article = tmp_path / "a.txt"
    article.write_text(
        f"{name} said 2,000 people came. The police said that 3,000 of them were there.", encoding="utf-8"
    )
    folder = tmp_path / "data" / "no"
    new_lesson(folder, article, "en")
    assert yaml.safe_load((folder / "lesson.yaml").read_text(encoding="utf-8"))["id"] == "no"
    exercise = yaml.safe_load((folder / "exercises/who-says-what.yaml").read_text(encoding="utf-8"))
    assert all(isinstance(value["id"], str) for value in exercise["values"])
    assert all(isinstance(id, str) for row in exercise["rows"] for id in row["accept"])
    assert [problem.report("en") for problem in lesson_problems(folder) if not problem.question] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_speaker_of_the_text_is_an_answer(language):
    """Also who speaks only of a seventh figure, of none, or only to deny."""
    spoken, other, text = {
        "en": ("The club spoke of {n} guests.", "The mayor said it was late.", "The army denied it."),
        "de": ("Der Verein sprach von {n} Gästen.", "Der Bürgermeister sagte, es sei spät.", "Das bestritt die Armee."),
    }[language]
    seventh = {"en": "Police spoke of 99 cars.", "de": "Die Polizei sprach von 99 Autos."}[language]
    text = " ".join([*(spoken.format(n=n) for n in range(11, 17)), seventh, other, text])
    written = yaml.safe_load(draft(extract(text, language), "x")["data/x/exercises/who-says-what.yaml"])
    names = {"en": ["club", "Police", "mayor", "army"], "de": ["Verein", "Polizei", "Bürgermeister", "Armee"]}[language]
    assert [value["text"] for value in written["values"][:-2]] == names
    assert len(written["rows"]) == 6


PASSAGES = [
    (language, passage["text"])
    for language in LANGUAGES
    for passage in found.passages(language, "passages")
    if len(passage["figures"]) > 1
]


@pytest.mark.parametrize(("language", "text"), PASSAGES)
def test_every_passage_makes_a_lesson(language, text, tmp_path):
    """Whatever agencies write: nothing but questions is left."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    new_lesson(tmp_path / "data" / "x", tmp_path / "a.txt", None)
    assert [problem.report("en") for problem in lesson_problems(tmp_path / "data" / "x") if not problem.question] == []


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
@examples(40)
def test_any_text_around_two_figures_makes_a_lesson_or_a_sentence(tmp_path_factory, odd, language):
    """Signs that YAML, CSV or HTML take for their own do no harm; a number that nobody writes so is named."""
    home = tmp_path_factory.mktemp("any")
    (home / "a.txt").write_text(f"{odd} 300 Leute und 20 Hunde.\n{odd}", encoding="utf-8")
    try:
        new_lesson(home / "data" / "x", home / "a.txt", language)
    except LessonError as error:
        assert all(problem.fix for problem in error.problems)  # noqa: PT017 - either this, or a lesson
    else:
        reports = [problem.report("en") for problem in lesson_problems(home / "data" / "x") if not problem.question]
        assert [report for report in reports if "is not a number as it is written here" not in report] == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\0\1\2\3" * 100, "not a text file"),
        (b"x" * 10_000_000, "larger than 1 MB"),
        (
            "Il y avait trois cents personnes à la fête du village, et la police a parlé de 400 personnes. ".encode()
            * 5,
            "neither",
        ),
        (("Было триста человек. " * 30).encode(), "neither"),
        (("参加者は三百人でした。" * 30).encode(), "count something"),
        (b"On May 3, 2024, it cost 300 euros.", "count something"),
        (b"There were 300 guests.", "count something"),
        (
            b"A guest came to the fair and it was a good one. " * 1000,
            "999 sentences",
        ),
    ],
)
def test_what_makes_no_lesson_is_said(content, message, tmp_path, capsys, monkeypatch):
    """A sentence and its mend, exit code 1, no file, no traceback."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(content)
    assert main(["new", "fest", "--article", "a.txt", "--language", "en"]) == 1
    report = capsys.readouterr().err
    assert message in report
    assert "fix: " in report
    assert not (tmp_path / "data").exists()


def test_exercises_show_the_sentence_that_names_the_speaker(tmp_path):
    """Also where it stands in the sentence after the figure."""
    text = "Es kamen 300 Gäste. Das teilte der Verein mit. Es war warm. Es kamen 20 Hunde."
    files = draft(extract(text, "de"), "x")
    assert "sentences: [W1, W2, W4]" in files["data/x/exercises/who-says-what.yaml"]
    assert "„Verein“ (W2)" in files["data/x/exercises/who-says-what.yaml"]


@pytest.mark.parametrize("name", ["Fest 2024", "a/b", "data/Fest", "..", "data/" + "x" * 70])
def test_a_name_that_notebooks_cannot_call_is_said(name, tmp_path, capsys, monkeypatch):
    """With a name that would do."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT["en"], encoding="utf-8")
    assert main(["new", name, "--article", "a.txt", "--language", "en"]) == 1
    assert "lower-case letters" in capsys.readouterr().err


def test_nothing_is_overwritten(drafted, capsys):
    """Neither a lesson nor a notebook that is there."""
    folder, language = drafted
    article = folder.parent.parent / "a.txt"
    before = (folder / "claims.csv").read_bytes()
    assert main(["new", str(folder), "--article", str(article), "--language", language]) == 1
    other = folder.with_name("other")
    (folder.parent.parent / f"notebooks/{language}/other.ipynb").write_text("{}", encoding="utf-8")
    assert main(["new", str(other), "--article", str(article), "--language", language]) == 1
    assert not other.exists()
    assert (folder / "claims.csv").read_bytes() == before


def test_the_command_says_what_it_found_and_what_comes_next(tmp_path, capsys, monkeypatch):
    """Without --language the text decides; a bare name lies in data/."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT["de"], encoding="utf-8")
    assert main(["new", "fest", "--article", "a.txt"]) == 0
    report = capsys.readouterr().out
    assert "W1" in report
    assert f"{program()} check\n" in report
    assert report.endswith(f"  {program()} start {Path('notebooks/de/fest.ipynb')}\n")
    assert (tmp_path / "data/fest/article.de.md").exists()
    assert main(["check", "--language", "en"]) == 1
    checked = capsys.readouterr().out
    assert "No problems, " in checked
    assert "hint: " not in checked  # for example of a right answer that is too long


def test_another_language_than_asked_for_is_said(tmp_path, capsys, monkeypatch):
    """A German text makes no English lesson."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT["de"], encoding="utf-8")
    assert main(["new", "fest", "--article", "a.txt", "--language", "en"]) == 1
    assert "--language de" in capsys.readouterr().err


def test_many_figures_and_vague_ones_make_a_draft_too(tmp_path):
    """Figures in headings are no claims; where the first six are vague, one that is not stands among the chosen."""
    vague = " ".join(
        f"Several hundred {who} of the town were at the fair."
        for who in ("guests", "hosts", "cooks", "clerks", "girls", "boys")
    )
    counted = " ".join(f"There were {n} birds in the trees." for n in range(101, 125))
    text = f"Dispute over 300 guests\n\n{vague} {counted}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    findings, files = new_lesson(tmp_path / "data" / "fair", tmp_path / "a.txt", "en")
    report = describe_draft(findings, files, "en")
    assert report.startswith("Found: 30 numbers, 0 speakers\n")
    assert "\n…\n" in report
    assert all(problem.question for problem in lesson_problems(tmp_path / "data" / "fair"))


MONEY = {
    "de": "Die Stadt rechnet mit 3,4 Millionen Euro. Der Verein nennt 5 Millionen Euro. 31 Prozent sind dagegen.",
    "en": "The council expects to spend £3.4 million. The club says it is £5 million. 31 per cent are against.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_and_percentages_are_figures_where_they_are_asked_for(language, tmp_path, monkeypatch, capsys):
    """Without --money and --percent the refusal names both; with them claims have the unit in their label."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "a.txt").write_text(MONEY[language], encoding="utf-8")
    command = ["new", "data/budget", "--article", "a.txt", "--language", language]
    assert main(command) == 1
    assert "--money --percent" in capsys.readouterr().err
    assert main([*command, "--money", "--percent"]) == 0
    rows = list(csv.DictReader((tmp_path / "data/budget/claims.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["value"] for row in rows] == ["3400000", "5000000", "31"]
    assert ["Euro" in row[f"label_{language}"] or "£" in row[f"label_{language}"] for row in rows] == [
        True,
        True,
        False,
    ]
