"""Who counts: nobody twice, and nobody's answers thrown away, whatever clocks, copies and names say."""

from dataclasses import replace

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from studying import every_part, student, troops

from geo_lesson.handin.file import write
from geo_lesson.student.store import Record
from geo_lesson.teacher.classroom.submissions import Submissions

CONTENT = troops()
ANNA, BEN = (student(CONTENT, n, done=0.3) for n in (1, 2))
KEYS = list(ANNA.records)
# What Anna had answered a day before; made, as she says, on a machine whose clock is years ahead.
EARLIER = replace(ANNA, records={key: ANNA.records[key] for key in KEYS[:3]}, made="2031-01-01T00:00:00+01:00")


def told(folder, **handins):
    """Who counts, and what is said of each file: (file, code, the other file)."""
    folder.mkdir(exist_ok=True)
    for name, handin in handins.items():
        (folder / f"{name}.html").write_bytes(handin if isinstance(handin, bytes) else write(handin, CONTENT, []))
    submissions = Submissions(folder)
    submissions.select("troops", CONTENT.config.version, set(every_part(CONTENT)))
    return [one.student for one in submissions.students], [(f.file, f.code, *f.names) for f in submissions.findings]


@pytest.mark.parametrize("made", ["2031-01-01T00:00:00+01:00", "1971-01-01T00:00:00+01:00", ANNA.made])
def test_what_another_hand_in_goes_on_from_does_not_count_again(tmp_path, made):
    """By its attempts, not by the time on its clock."""
    counted, said = told(tmp_path, first=replace(EARLIER, made=made), second=ANNA)
    assert counted == ["blauer wal 1"]
    assert said == [("first.html", "older of two", "second.html")]


def test_another_machine_makes_nobody_two(tmp_path):
    """The same pseudonym typed there, the answers taken up: another id, but all of the answers."""
    counted, said = told(tmp_path, school=EARLIER, home=replace(ANNA, id="f" * 16))
    assert (counted, said) == (["blauer wal 1"], [("school.html", "older of two", "home.html")])


def test_two_people_under_one_identity_both_count(tmp_path):
    """A file of another student taken up and answered otherwise: neither goes on from the other; both are named."""
    other = replace(BEN, pseudonym=ANNA.pseudonym, id=ANNA.id, made="2031-01-01T00:00:00+01:00")
    counted, said = told(tmp_path, a=ANNA, b=other)
    assert counted == ["blauer wal 1", "blauer wal 1 (2)"]
    assert said == [("b.html", "two people", "a.html")]


def test_a_class_on_copies_of_one_folder_counts_as_a_class(tmp_path):
    """25 copies with the identity and the trial answer of whoever made the first."""
    trial = {KEYS[0]: ANNA.records[KEYS[0]]}
    copies = [student(CONTENT, n, done=0.2) for n in range(3, 28)]
    copies = [replace(one, pseudonym=ANNA.pseudonym, id=ANNA.id, records={**one.records, **trial}) for one in copies]
    counted, said = told(tmp_path, **{f"n{n:02}": one for n, one in enumerate(copies)})
    assert len(counted) == len(set(counted)) == 25
    assert said == [(f"n{n:02}.html", "two people", "n00.html") for n in range(1, 25)]


def test_one_person_under_two_names_is_asked_about(tmp_path):
    """All answers of one stand in the other, given in the same second; neither is thrown away."""
    counted, said = told(tmp_path, a=EARLIER, b=replace(ANNA, pseudonym="rabe 5", id="f" * 16))
    assert counted == ["blauer wal 1", "rabe 5"]
    assert said == [("a.html", "two names", "b.html")]


def test_a_few_answers_in_the_same_second_are_no_sign(tmp_path):
    """In a class, two may well choose the same at once."""
    few = {key: ANNA.records[key] for key in KEYS if len(ANNA.records[key].attempts) == 1}
    few = dict(list(few.items())[:2])
    one = replace(ANNA, records=few)
    assert told(tmp_path, a=one, b=replace(one, pseudonym="rabe 5", id="f" * 16)) == (["blauer wal 1", "rabe 5"], [])


def begun(text, whole=None, key=KEYS[0], **more):
    """A hand-in with a text that was not submitted: nothing else, or beside what another one has."""
    records = {key: Record(key, "troops", "1", "de", **{"draft": {"value": text}, **more})}
    return replace(ANNA, records={**(whole.records if whole else {}), **records})


def test_who_has_begun_only_counts_unless_another_goes_on_from_it(tmp_path):
    """On a copy of a folder, one has begun a text, and another has submitted something; or has begun another text."""
    for n, other in enumerate((ANNA, begun("Etwas anderes von Ben."), begun("", hints=2))):
        counted, said = told(tmp_path / f"{n}", a=other, b=begun("Eine halbe Seite von Anna."))
        assert len(counted) == (1 if n == 2 else 2)
        assert {code for _, code, *_ in said} == ({"older of two"} if n == 2 else {"two people"})
    counted, said = told(tmp_path / "id", a=ANNA, b=replace(begun("Ein Text."), id="f" * 16))
    assert (len(counted), said) == (2, [("b.html", "same pseudonym", "a.html")])


SUBMITTED = {"at": "2026-03-02T09:00:00+01:00", "step": "answer", "language": "de"}
SUBMITTED = {"attempts": ({**SUBMITTED, "answer": {"value": "Ein Text, und mehr."}},)}


@pytest.mark.parametrize(
    "later",
    [
        begun("Ein  Text, und mehr."),
        begun("", **SUBMITTED),
        begun("Neu.", kept=({"at": "", "answer": {"value": "Ein Text"}},)),
        begun({"low": "1"}, whole=begun("Ein Text"), key=KEYS[1]),
    ],
)
def test_a_text_that_another_hand_in_goes_on_from_does_not_count_again(tmp_path, later):
    """Written further, submitted or kept from another window; whatever the clocks say."""
    for made in ("2031-01-01T00:00:00+01:00", "1971-01-01T00:00:00+01:00"):
        counted, said = told(tmp_path / made[:4], a=replace(begun("Ein Text"), made=made), b=later)
        assert (counted, said) == (["blauer wal 1"], [("a.html", "older of two", "b.html")])


@pytest.mark.parametrize(
    "more", [{}, {"draft": {}, "kept": ({"at": "", "answer": {"after": {"a": "Ein langer Text von Anna."}}},)}]
)
def test_of_the_same_attempts_the_hand_in_with_more_texts_counts(tmp_path, more):
    """Whichever clock is ahead; and where each has a text of its own, both count."""
    key = next(key for key in every_part(CONTENT) if key not in ANNA.records)
    fuller = replace(begun("Ein langer Text von Anna.", ANNA, key, **more), made="1971-01-01T00:00:00+01:00")
    counted, said = told(tmp_path / "one", a=ANNA, b=fuller)
    assert (counted, said) == (["blauer wal 1"], [("a.html", "older of two", "b.html")])
    counted, said = told(tmp_path / "two", a=begun("Ganz etwas anderes.", ANNA, key), b=fuller)
    assert (len(counted), {code for _, code, *_ in said}) == (2, {"two people"})


def test_what_was_chosen_and_not_submitted_makes_nobody_two(tmp_path):
    """Who has submitted answers in both, and then chosen otherwise, is one."""
    key = next(key for key in every_part(CONTENT) if key not in ANNA.records)
    counted, said = told(tmp_path, a=begun("open", EARLIER, key), b=begun("counted", ANNA, key))
    assert (counted, said) == (["blauer wal 1"], [("a.html", "older of two", "b.html")])


def test_what_was_edited_in_a_fuller_hand_in_takes_nothing_from_an_intact_one(tmp_path):
    """The answer in doubt is not counted in one file, so the other is not thrown away for it."""
    edited = write(ANNA, CONTENT, []).replace(b'"hints": ', b'"hints": 1', 1)
    counted, said = told(tmp_path, a=EARLIER, b=edited)
    assert len(counted) == 2
    assert {code for _, code, *_ in said} == {"edited data", "two people"}


@examples(15)
@given(st.data())
def test_no_answer_is_lost_whatever_is_handed_in(tmp_path_factory, data):
    """Any mixture of parts of two students' answers, under one or two identities and any clocks."""
    handins = {}
    for n in range(data.draw(st.integers(2, 5))):
        whole = data.draw(st.sampled_from([ANNA, BEN]))
        keys = data.draw(st.lists(st.sampled_from(list(whole.records)), min_size=1, max_size=4, unique=True))
        who = data.draw(st.sampled_from([ANNA, BEN]))
        made = f"{data.draw(st.integers(1971, 2100))}-01-01T00:00:00+01:00"
        records = {key: whole.records[key] for key in keys}
        handins[f"f{n}"] = replace(who, records=records, made=made)
    folder = tmp_path_factory.mktemp("any")
    counted, said = told(folder, **handins)
    submissions = Submissions(folder)
    submissions.select("troops", CONTENT.config.version, set())
    dropped = {finding.file for finding in submissions.findings if not finding.counted}
    assert len(counted) + len(dropped) == len(handins)
    kept = {name: one for name, one in handins.items() if f"{name}.html" not in dropped}
    for name, one in handins.items():
        instead = {file: other for file, code, other in said if code in ("older of two", "same twice")}
        holds = kept[instead.get(f"{name}.html", f"{name}.html").removesuffix(".html")]
        assert holds.pseudonym == one.pseudonym
        assert all(holds.records[key].attempts == record.attempts for key, record in one.records.items())
