"""A class that does not exist, with things built into it that its teacher should see: thirty hand-ins, by a program.

Half of the class has done the plan of 45 minutes only. What is planted is named here, so that tests can ask for it.
"""

import random
from dataclasses import dataclass, replace
from datetime import timedelta

from answering import is_judged, mistakes, model_answers
from studying import BEGIN, attempt, every_part, said, student, unjudged

from geo_lesson.handin.file import HandIn, write
from geo_lesson.student.store import Record
from geo_lesson.teacher.classroom.classroom import asked_by_plan

NUMBER = 30
# exercise: the wrong option that most of the class holds at the end
MISCONCEPTIONS = {"critical-pair": "always", "averaging": None, "which-sentence-holds": None}
SURE_AND_WRONG = (4, 19)  # students who are sure and wrong at two exercises
NEEDING_HELP = (7, 12, 22)  # two with many wrong at the end, one stuck
STUCK = 22


@dataclass
class InventedClass:
    """Hand-ins, with what is planted: {exercise: text of the wrong answer}, and pseudonyms."""

    handins: list[HandIn]
    misconceptions: dict[str, str]
    sure_and_wrong: list[str]
    needing_help: list[str]

    def lay(self, folder, content):
        """Write the hand-ins as Moodle names them, after people who do not exist either."""
        for n, handin in enumerate(self.handins):
            own = folder / f"Vorname{n} Nachname{n}_{900000 + n}_assignsubmission_file_"
            own.mkdir(parents=True)
            (own / f"{handin.lesson} {handin.pseudonym}.html").write_bytes(write(handin, content, []))


def wrong_value(content, key, among):
    """A wrong answer to an exercise; the planted one where that has a name."""
    part = every_part(content)[key]
    wrong = [value for value, _ in mistakes(part, "de")]
    return among if among in wrong else wrong[0]


def invented_class(content, language, number=NUMBER, plan_only=lambda n: n % 2):
    """A class, the same every time; plan_only: who did the short plan alone."""
    plan, planted = content.plan("45"), {}
    for key, among in MISCONCEPTIONS.items():
        value = wrong_value(content, key, among)
        options = every_part(content)[key].options
        planted[key] = value, next(option.text[language] for option in options if option.id == value)
    handins = []
    for n in range(number):
        handin = student(content, n, language, right=0.9)
        records = {}
        for step, (key, part) in enumerate(every_part(content).items()):
            asked = asked_by_plan(plan, key, part) if plan_only(n) else part
            if asked:
                chance, at = random.Random(f"{n} {key}"), BEGIN + timedelta(minutes=3 * step)  # noqa: S311 - no secret
                records[key] = answered(asked, key, language, chance, at, n, planted)
        handins.append(replace(handin, records=records))
    names = [handin.pseudonym for handin in handins]
    return InventedClass(
        handins,
        {key: text for key, (_, text) in planted.items()},
        [names[n] for n in SURE_AND_WRONG if n < number],
        [names[n] for n in NEEDING_HELP if n < number],
    )


def answered(part, key, language, chance, at, n, planted):
    """One exercise answered once, mostly right, as is planted for this student."""
    if not is_judged(part):
        value, right = unjudged(part, language, chance), True
    else:
        good, wrong = next(model_answers(part, language)), [value for value, _ in mistakes(part, language)]
        right = chance.random() < (0.35 if n in NEEDING_HELP and n != STUCK else 0.95)
        value = good if right else chance.choice(wrong)
        if n in SURE_AND_WRONG and part.confidence and key not in planted:
            value, right = wrong[0], False
        elif key in planted and n % 5 < 3:
            value, right = planted[key][0], False
    values = said(part, value, language, chance)
    level = "95" if n in SURE_AND_WRONG else "80" if right else "50"
    if isinstance(values.get("confidence"), dict):
        values["confidence"] = dict.fromkeys(values["confidence"], level)
    elif "confidence" in values:
        values["confidence"] = level
    if n == STUCK and part.hints and key in ("who-says-what", "comparability"):
        return Record(key, "troops", "2", language, draft={"value": value}, hints=len(part.hints))
    entry = attempt("answer", values, at, language)
    return Record(key, "troops", "2", language, draft=values, attempts=(entry,))
