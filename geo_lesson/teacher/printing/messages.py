"""Texts for people: the guide and the notebooks of plans."""

from geo_lesson.common.language import Text
from geo_lesson.content.messages import READ_AT
from geo_lesson.exercises.messages import TASK_LABELS

# The teacher guide (guide.py)
GUIDE_TITLE = Text(de="{title} – Handreichung für Lehrkräfte", en="{title} – teacher guide")
GUIDE_MISSING = Text(de="Die Handreichung fehlt in dieser Sprache.", en="the teacher guide is missing in this language")
WRITE_GUIDE = Text(
    de="Schreiben Sie sie, oder löschen Sie die in der anderen Sprache.",
    en="write it, or delete the one in the other language",
)
UNKNOWN_BLOCK = Text(de="{name} kann hier nicht eingesetzt werden.", en="{name} cannot be put in here")
SPARE_MINUTES = Text(
    de="Die Schritte dauern {taken} Minuten; {spare} Minuten bleiben für Anmeldung und Gespräch.",
    en="The steps take {taken} minutes; {spare} minutes remain for logging in and talk.",
)

GUIDE_LABELS = {
    **TASK_LABELS,
    "overview": Text(de="Auf einen Blick", en="At a glance"),
    "plans": Text(de="Pläne", en="Plans"),
    "stops": Text(de="Stopps", en="Stops"),
    "exercises": Text(de="Aufgaben und erwartete Antworten", en="Exercises and expected answers"),
    "sheets": Text(de="Bewertungsbögen", en="Assessment sheets"),
    "contents": Text(de="Inhalt", en="Contents"),
    "chapter": Text(de="Kapitel", en="Chapter"),
    "all_minutes": Text(de="Minuten", en="Minutes"),
    "misconceptions": Text(de="Häufige Fehlvorstellungen", en="Common misconceptions"),
    "number": Text(de="Nr.", en="No."),
    "students_say": Text(de="Was Lernende sagen", en="What students say"),
    "behind": Text(de="Worum es geht", en="What is behind it"),
    "ask": Text(de="Was Sie sagen können", en="What you can say"),
    "at_a_glance": Text(de="Minute für Minute", en="Minute by minute"),
    "if_late": Text(de="Wenn die Zeit knapp wird", en="If time runs short"),
    "notebook_of_plan": Text(de="Das Notebook für die Klasse", en="The notebook for the class"),
    "on_paper": Text(de="Auf Papier", en="On paper"),
    "steps": Text(de="Die Schritte", en="The steps"),
    "steps_note": Text(
        de="Unter jedem Schritt: was richtig oder vertretbar ist (✓), mit der Rückmeldung dazu, und was Lernende sagen "
        "könnten (→ was Sie dann fragen). Die Nummer in Klammern ist die der Handreichung zur ganzen Lektion.",
        en="Below each step: what is right or defensible (✓), with the feedback on it, and what students may say (→ "
        "what you then ask). The number in brackets is that in the guide to the whole lesson.",
    ),
    "plan": Text(de="Plan", en="Plan"),
    "time": Text(de="Minute", en="Minute"),
    "what": Text(de="Aufgabe oder Gespräch", en="Exercise or discussion"),
    "form": Text(de="Form", en="Form"),
    "say": Text(de="Was Sie tun; worauf es hinausläuft", en="What you do; what it leads to"),
    "talk": Text(de="Gespräch", en="Discussion"),
    "alone": Text(de="allein", en="alone"),
    "pairs": Text(de="zu zweit", en="in pairs"),
    "class": Text(de="gemeinsam", en="together"),
    "only": Text(de="nur", en="only"),
    "parts_of": Text(de="von", en="of"),
    "after": Text(de="Nach", en="After"),
    "demand": Text(de="Anforderungsbereich", en="Level of demand"),
    "operator": Text(de="Operator", en="Operator"),
    "hints": Text(de="Hinweise", en="Hints"),
    "level1": Text(de="Stufe 1 (mehr Hilfe)", en="Level 1 (more support)"),
    "given": Text(de="vorgegeben", en="given"),
    "level3": Text(de="Stufe 3 (weiterführende Aufgaben)", en="Level 3 (further tasks)"),
    "list": Text(de="Liste zum Abhaken", en="List to tick"),
    "stop": Text(de="Stopp danach", en="Stop afterwards"),
    "sure": Text(
        de="Vor der Rückmeldung wird gefragt, wie sicher man ist.",
        en="Before the feedback, students say how sure they are.",
    ),
    "criterion": Text(de="Gesichtspunkt", en="Criterion"),
    "points": Text(de="Punkte", en="Points"),
    "reached": Text(de="Erreicht", en="Reached"),
    "level": Text(de="Stufe", en="Level"),
    "full": Text(de="volle Punktzahl", en="full points"),
    "half": Text(de="etwa die Hälfte", en="about half"),
    "little": Text(de="wenige Punkte", en="few points"),
    "remarks": Text(de="Bemerkung", en="Remark"),
    "sum": Text(de="Summe", en="Total"),
    "who": Text(de="Wer, wann", en="Who, when"),
    "read": READ_AT,
    "command": Text(de="Notebook", en="Notebook"),
}

# The notebook of a plan (plan_notebook.py)
HOW_TO_BEGIN = Text(
    de="**So beginnen Sie:** Wählen Sie oben im Menü *Run* und dort *Run All Cells* (deutsch: *Ausführen*, *Alle "
    "Zellen ausführen*). Danach erscheinen der Text und die Aufgaben. Jede Antwort wird im Ordner "
    "`answers` gespeichert und geht sonst nirgendwohin. Was Sie schon beantwortet haben, ist noch da.",
    en="**How to begin:** in the menu at the top, choose *Run* and then *Run All Cells*. The text and the exercises "
    "will then appear. Every answer is saved in the folder `answers` and goes nowhere else. What you have already "
    "answered is still there.",
)
ARTICLE_SECTION = Text(
    de="## Der Text\n\nDer Arbeitstext ist für den Unterricht geschrieben; den Hinweis darüber und darunter lesen "
    "Sie bitte mit. Die Sätze sind nummeriert, damit Sie sich auf sie beziehen können: W2 ist der zweite Satz.",
    en="## The text\n\nThe working text was written for teaching; please read the label above and below it, too. The "
    "sentences are numbered so that you can refer to them: W2 is the second sentence.",
)
PREPARATION_SECTION = Text(
    de="## Zur Vorbereitung\n\nDiese Aufgaben bearbeiten Sie zu Hause, bevor die Gruppe sich trifft. Ihre Antworten "
    "werden gespeichert; Sie finden sie beim nächsten Öffnen wieder und dürfen sie ändern.",
    en="## To prepare\n\nDo these exercises at home before the group meets. Your answers are saved; you will find them "
    "again when you next open this notebook, and you may change them.",
)
HOMEWORK_SECTION = Text(
    de="## Hausaufgabe\n\nDiese Aufgabe bearbeiten Sie allein und in Ruhe. Ihr Text wird gespeichert, während Sie "
    "schreiben; Sie können jederzeit unterbrechen und später weiterschreiben.",
    en="## Homework\n\nDo this exercise alone and in your own time. Your text is saved while you write; you can stop "
    "at any time and go on later.",
)
IF_TIME = Text(de="**Nur wenn Zeit ist:**", en="**Only if there is time:**")
HAND_IN_SECTION = Text(
    de="## Abgeben\n\nAus allem, was Sie geantwortet haben, entsteht hier eine einzige Datei für Ihre Lehrkraft. Darin "
    "steht ein Pseudonym, kein Name. Führen Sie die Zelle darunter aus, wenn Sie fertig sind, und noch "
    "einmal, wenn Sie danach etwas geändert haben.",
    en="## Hand in\n\nAll your answers are put into one file for your teacher here. It has a "
    "pseudonym and no name. Run the cell below when you have finished, and run it once more if you change an answer "
    "afterwards.",
)
ON_PAPER_NOTE = Text(
    de="**Auf Papier:** Aus dem Menü von JupyterLab gedruckt oder exportiert, fehlen diesem Notebook der Text, die "
    "Aufgaben und Ihre Antworten. Führen Sie stattdessen `lesson.hand_in()` aus, und drucken Sie die Datei, die dabei "
    "genannt wird; die Lektion selbst bringt Ihre Lehrkraft mit `geo-lesson paper` zu Papier.",
    en="**On paper:** printed or exported from JupyterLab's menu, this notebook lacks the text, the exercises and your "
    "answers. Run `lesson.hand_in()` instead, and print the file that it names; your teacher can put the lesson itself "
    "on paper with `geo-lesson paper`.",
)
