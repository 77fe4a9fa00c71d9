"""The lesson on paper: text, tasks with room to write, cards, and the answer key as a part of its own."""

from geo_lesson.common.html import render
from geo_lesson.content.lesson_config import Task
from geo_lesson.exercises import messages as exercises_messages
from geo_lesson.exercises.task_view import paper_view


def paper(content, language, plan=None, key=True):
    """A page of HTML to print: the whole lesson, or the tasks of a plan with their cards. Raises LessonError."""
    groups = _groups(content, plan, language)
    tasks = [item for group in groups for item in group["tasks"]]
    cards = {id for task in tasks for part in task["parts"] for id in (*part["cards"], *part["cards_after"])}
    config = content.config
    return render(
        "paper.html",
        language=language,
        title=(plan or config).title[language],
        label=config.label[language],
        question=config.question[language],
        article=content.article(language),
        groups=groups,
        tasks=tasks,
        cards=[card.view(language) for id, card in content.cards.items() if id in cards or not plan],
        key=key,
        words={name: text[language] for name, text in exercises_messages.TASK_LABELS.items()},
    )


def _groups(content, plan, language):
    """The tasks under their headings: the chapters of the lesson, or the sections of a plan; numbered throughout."""
    if plan is None:
        parts = [(c.title[language], [Task(exercise=id) for id in c.exercises]) for c in content.config.chapters]
    else:
        parts = [(exercises_messages.TASK_LABELS["before"][language], plan.before)]
        for step in plan.steps:
            if step.phase:
                parts.append((step.phase[language], []))
            if step.exercise or step.text:
                parts[-1][1].append(step) if step.phase or len(parts) > 1 else parts.append(("", [step]))
        parts.append((exercises_messages.TASK_LABELS["homework"][language], plan.homework))
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
    exercise = content.exercise(step.exercise, step.only)
    task |= {"number": numbers.get(step.exercise), "title": exercise.title[language]}
    task |= {"minutes": getattr(step, "minutes", None), "if_time": getattr(step, "optional", False)}
    task["parts"] = [_part(content, part, numbers, language) for part in exercise.parts]
    return task


def _part(content, part, numbers, language):
    reason = part.reason and part.reason.model
    return paper_view(content.prepare(part), language) | {
        "sentences": list(part.sentences),
        "cards": list(part.cards),
        "cards_after": list(part.cards_after),
        "look_back": numbers.get(part.look_back),
        "checklist": [line.text[language] for line in part.checklist()],
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
