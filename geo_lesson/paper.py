"""The lesson on paper: text, tasks with room to write, cards, and the answer key as a part of its own."""

import re
from string import ascii_lowercase

from geo_lesson.language import Text
from geo_lesson.outline import Task
from geo_lesson.pages import render
from geo_lesson.tasks import asked_of, some


def paper(content, language, plan=None, key=True):
    """A page of HTML to print: the whole lesson, or the tasks of a plan with their cards. Raises LessonError."""
    groups = _groups(content, plan, language)
    tasks = [item for group in groups for item in group["tasks"]]
    cards = {id for task in tasks for part in task["parts"] for id in (*part["cards"], *part["cards_after"])}
    outline = content.outline
    return render(
        "paper.html",
        language=language,
        title=(plan or outline).title[language],
        label=outline.label[language],
        question=outline.question[language],
        article=content.article(language),
        groups=groups,
        tasks=tasks,
        cards=[card.shown(language) for id, card in content.cards.items() if id in cards or not plan],
        key=key,
        words={name: text[language] for name, text in WORDS.items()},
    )


def _groups(content, plan, language):
    """The tasks under their headings: the chapters of the lesson, or the sections of a plan; numbered throughout."""
    if plan is None:
        parts = [(c.title[language], [Task(exercise=id) for id in c.exercises]) for c in content.outline.chapters]
    else:
        parts = [(WORDS["before"][language], plan.before)]
        for step in plan.steps:
            if step.phase:
                parts.append((step.phase[language], []))
            if step.exercise or step.text:
                parts[-1][1].append(step) if step.phase or len(parts) > 1 else parts.append(("", [step]))
        parts.append((WORDS["homework"][language], plan.homework))
    numbers = {}
    for _, steps in parts:
        for step in steps:
            if step.exercise:
                numbers.setdefault(step.exercise, len(numbers) + 1)
    made = [(heading, [paper_task(content, step, numbers, language) for step in steps]) for heading, steps in parts]
    return [{"heading": heading, "tasks": tasks} for heading, tasks in made if tasks]


def paper_task(content, step, numbers, language):
    """One task as it is printed, with what there is to expect; numbers: those of the tasks, by exercise.

    In a plan the minutes are those of its step, for all parts together; else each part has its own.
    """
    text = getattr(step, "text", None)
    task = {"text": text and text[language].replace("**", "").replace("*", ""), "number": None, "parts": []}
    if not step.exercise:
        return task | {"title": ""}
    exercise = some(content, step.exercise, step.only)
    task |= {"number": numbers.get(step.exercise), "title": exercise.title[language]}
    task |= {"minutes": getattr(step, "minutes", None), "if_time": getattr(step, "optional", False)}
    task["parts"] = [_part(content, part, numbers, language) for part in exercise.parts]
    return task


def _part(content, part, numbers, language):
    asked = asked_of(content.ready(part), language)
    reason = part.reason and part.reason.model
    return asked | {
        "sentences": list(part.sentences),
        "cards": list(part.cards),
        "cards_after": list(part.cards_after),
        "look_back": numbers.get(part.look_back),
        "checklist": [line.text[language] for line in part.checklist()],
        "legend": legend(asked, language),
        "expected": expected_of(part, language),
        "model": reason and reason[language],
        "afterword": part.afterword and part.afterword[language],
        "takeaway": part.takeaway and part.takeaway[language],
    }


def expected_of(part, language):
    """What there is to expect of a part, as plain data."""
    return [
        {"about": remark.about and remark.about[language], "text": remark.text[language], "correct": remark.correct}
        for remark in part.expected()
    ]


def legend(asked, language):
    """What to choose from in the columns of a table: (heading, values) once for columns that share their values.

    Values have a letter to write, unless they are short or begin with a sign of their own. Where one column has few
    and short values there is nothing to look up: each is a column to tick.
    """
    legend = {}
    for column in asked.get("columns", ()):
        texts = [value["text"] for value in column["values"]]
        short = all(len(text) <= _SHORT or re.match(r"\S{1,2}(?!\S)", text) for text in texts)
        if len(asked["columns"]) == 1 and short and len(texts) <= _MOST_BOXES:
            return []
        marks = [""] * len(texts) if short else [f"{letter} = " for letter in ascii_lowercase]
        values = tuple(f"{mark}{text}" for mark, text in zip(marks, texts, strict=False))
        legend.setdefault(values, []).append(column["text"])
    shared = len(legend) == 1
    return [(WORDS["choose"][language] if shared else ", ".join(heads), values) for values, heads in legend.items()]


_SHORT, _MOST_BOXES = 14, 4
WORDS = {
    "task": Text(de="Aufgabe", en="Exercise"),
    "minute": Text(de="Minute", en="minute"),
    "minutes": Text(de="Minuten", en="minutes"),
    "in_all": Text(de="zusammen", en="in all"),
    "if_time": Text(de="wenn Zeit ist", en="if there is time"),
    "optional": Text(de="freiwillig", en="optional"),
    "text": Text(de="Der Text", en="The text"),
    "tasks": Text(de="Aufgaben", en="Exercises"),
    "cards": Text(de="Quellenkarten", en="Source cards"),
    "card": Text(de="Karten", en="Cards"),
    "sentences": Text(de="Sätze", en="Sentences"),
    "key": Text(de="Lösungen", en="Answer key"),
    "key_note": Text(
        de="Dieser Teil ist für Lehrkräfte oder zur Selbstkontrolle. Er beginnt auf einem eigenen Blatt. „Vertretbar“ "
        "heißt: Hier sind mehrere Antworten möglich.",
        en="This part is for teachers or for checking one's own work. It begins on a sheet of its own. Where several "
        "values are named, each is defensible.",
    ),
    "open": Text(
        de="Offene Aufgabe: Es gibt keine einzelne richtige Antwort.",
        en="Open exercise: there is no single right answer.",
    ),
    "model": Text(de="Ein Beispiel", en="An example"),
    "takeaway": Text(de="Merksatz", en="Remember"),
    "sure": Text(de="Wie sicher sind Sie?", en="How sure are you?"),
    "sure_column": Text(de="Wie sicher?", en="How sure?"),
    "value": Text(de="Antwort", en="Answer"),
    "row": Text(de="Zu beurteilen", en="To be judged"),
    "several": Text(de="Mehrere Kreuze sind möglich.", en="You may tick several."),
    "place": Text(
        de="Schreiben Sie die Reihenfolge als Zahl in das Feld.", en="Write the order as a number in the box."
    ),
    "leave_out": Text(
        de="Eines hilft nicht weiter: Setzen Sie dort einen Strich.", en="One of them is no help: put a dash there."
    ),
    "mark": Text(
        de="Unterstreichen Sie im Text, und schreiben Sie den Buchstaben daneben.",
        en="Underline in the text and write the letter beside it.",
    ),
    "choose": Text(de="Zur Wahl", en="Choose from"),
    "look_back": Text(
        de="Vergleichen Sie danach mit Ihrer Antwort auf Aufgabe", en="Then compare with your answer to exercise"
    ),
    "checklist": Text(de="Zum Abhaken, wenn Sie fertig sind", en="To tick when you have finished"),
    "starters": Text(de="Satzanfänge", en="Sentence starters"),
    "before": Text(de="Zur Vorbereitung", en="To prepare"),
    "homework": Text(de="Hausaufgabe", en="Homework"),
    "name": Text(de="Kürzel", en="Initials"),
    "date": Text(de="Datum", en="Date"),
    "page": Text(de="Seite", en="Page"),
}
