"""What plans say of a lesson: the exercises and parts they take are there, and their minutes add up. For `check`."""

from geo_lesson.teacher.check import messages


def look_at_plans(inventory):
    """Note in the inventory what is wrong in the plans, and in the stops of the chapters."""
    config = inventory.config
    known = [id for chapter in config.chapters for id in chapter.exercises]
    for i, chapter in enumerate(config.chapters):
        for id in chapter.stops:
            inventory.look_up("lesson.yaml", ("chapters", i, "stops", id), "exercise", id, list(chapter.exercises))
    for i, plan in enumerate(config.plans):
        at = ("plans", i)
        for field in ("before", "steps", "homework"):
            for j, task in enumerate(getattr(plan, field)):
                _task(inventory, task, (*at, field, j), known)
        total = sum(step.minutes for step in plan.steps if not step.optional) + plan.spare
        if total != plan.minutes:
            message = messages.MINUTES_WITH_SPARE_DIFFER if plan.spare else messages.MINUTES_DIFFER
            said = message.fill(total=total, minutes=plan.minutes)
            inventory.say("lesson.yaml", (*at, "minutes"), said, messages.WRITE_TOTAL_MINUTES.fill(total=str(total)))


def _task(inventory, task, at, known):
    """The exercise of a step is in a chapter, and has the entries that are taken."""
    if task.exercise:
        inventory.look_up("lesson.yaml", (*at, "exercise"), "exercise", task.exercise, known)
    exercise = inventory.exercises.get(task.exercise)
    if not task.only or (task.exercise and not exercise):
        return
    entries = [entry.id for entry in exercise.selectable] if exercise else []
    for k, id in enumerate(task.only):
        if entries:
            inventory.look_up("lesson.yaml", (*at, "only", k), "entry", id, entries)
        else:
            inventory.say("lesson.yaml", (*at, "only", k), messages.EXERCISE_WITHOUT_PARTS, messages.DELETE_ONLY)
