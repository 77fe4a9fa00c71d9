"""Texts for people: answering, saving and progress."""

from geo_lesson.common.language import Text
from geo_lesson.common.messages import SAME_DATA_AS_TABLE
from geo_lesson.exercises.messages import TASK_LABELS

# Feedback (feedback_view.py)
TICK_CHECKLIST = Text(
    de="Lesen Sie Ihren Text noch einmal und haken Sie an, was er enthält.",
    en="Read your text again and tick what it contains.",
)
QUESTION_CHANGED = Text(
    de="Hier wird anderes oder mehr gefragt als bei Ihrer letzten Antwort. Sie ist aufgehoben; bitte antworten Sie "
    "noch einmal.",
    en="Something else or more is asked here than when you last answered. That answer has been kept; please answer "
    "again.",
)

# Who works here (identity.py)
COLOURS = Text(
    de="blauer roter grüner gelber weißer grauer bunter silberner goldener brauner",
    en="blue red green yellow white grey many-coloured silver golden brown",
)
ANIMALS = Text(
    de="Wal Fuchs Dachs Igel Rabe Luchs Otter Specht Biber Falke Hase Kranich Molch Stieglitz",
    en="whale fox badger hedgehog raven lynx otter woodpecker beaver falcon hare crane newt goldfinch",
)
TYPE_PSEUDONYM = Text(
    de="Mehrere arbeiten mit diesem Konto. Bitte geben Sie Ihr Pseudonym ein, nicht Ihren Namen:",
    en="Several people use this account. Please type your pseudonym, not your name:",
)
TYPE_NEW_PSEUDONYM_AGAIN = Text(
    de="„{student}“ ist hier neu. Stimmt das? Dann bitte noch einmal eingeben; sonst das Pseudonym, mit dem Sie "
    "begonnen haben:",
    en="'{student}' is new here. Is that right? Then please type it once more; otherwise the pseudonym you began with:",
)
CANNOT_ASK_PSEUDONYM = Text(
    de="Mehrere arbeiten mit diesem Konto, und hier lässt sich nicht fragen, wer Sie sind. Öffnen Sie das Notebook in "
    'JupyterLab, oder bitten Sie Ihre Lehrkraft, in der ersten Zelle ein Pseudonym zu nennen: student="…".',
    en="Several people use this account, and here you cannot be asked who you are. Open the notebook in JupyterLab, or "
    'ask your teacher to give a pseudonym in the first cell: student="…".',
)

# Progress (progress.py)
EXERCISES_ANSWERED = Text(de="{done} von {all} Aufgaben beantwortet", en="{done} of {all} exercises answered")
CHAPTER_HEAD = Text(de="Kapitel", en="Chapter")
EXERCISE_HEAD = Text(de="Aufgabe", en="Exercise")
STATE_HEAD = Text(de="Stand", en="State")
STATE_ANSWERED = Text(de="✓ beantwortet", en="✓ answered")
STATE_ANSWERED_AGAIN = Text(de="✓ beantwortet, {n} Versuche", en="✓ answered, {n} attempts")
STATE_BEGUN = Text(de="… begonnen", en="… begun")
STATE_OPTIONAL = Text(de="○ freiwillig", en="○ optional")
STATE_OPEN = Text(de="○ offen", en="○ open")
STATE_UNREADABLE = Text(de="▲ nicht lesbar", en="▲ cannot be read")

# Answering (session.py)
SAY_HOW_SURE = Text(de="Bitte geben Sie an, wie sicher Sie sich sind.", en="Please say how sure you are.")
WRITE_A_SENTENCE = Text(de="Bitte schreiben Sie hier einen Satz.", en="Please write a sentence here.")
NOT_SAVED = Text(
    de="Nicht gespeichert. {reason} Ihr Text bleibt hier stehen.", en="Not saved. {reason} Your text stays here."
)
CANNOT_SAVE_NOW = Text(
    de="Ihre Antworten können hier zurzeit nicht gespeichert werden. {reason}",
    en="Your answers cannot be saved here at the moment. {reason}",
)
EXERCISE_USED_ELSEWHERE = Text(
    de="Diese Aufgabe wird auch in einem anderen Fenster bearbeitet. Beides ist gespeichert.",
    en="This exercise is being worked on in another window too. Both have been saved.",
)

# Saving (store.py)
DISK_FULL = Text(
    de="Die Festplatte ist voll. Bitte schaffen Sie Platz oder sagen Sie Ihrer Lehrkraft Bescheid.",
    en="The disk is full. Please free some space or tell your teacher.",
)
FOLDER_READ_ONLY = Text(
    de="In diesem Ordner darf nicht geschrieben werden. Bitte sagen Sie Ihrer Lehrkraft Bescheid.",
    en="Nothing may be written in this folder. Please tell your teacher.",
)
READING_FORBIDDEN = Text(
    de="Die gespeicherte Antwort darf nicht gelesen werden. Bitte sagen Sie Ihrer Lehrkraft Bescheid.",
    en="The saved answer may not be read. Please tell your teacher.",
)
FOLDER_LOCKED = Text(
    de="Ein anderes Programm greift gerade auf den Ordner mit den Antworten zu. Bitte versuchen Sie es noch einmal.",
    en="Another program is using the answers folder. Please try again in a moment.",
)
TEXT_TOO_LONG = Text(
    de="Der Text ist zu lang zum Speichern. Bitte kürzen Sie ihn.",
    en="The text is too long to be saved. Please shorten it.",
)
SAVING_FAILED = Text(
    de="Das Speichern ist nicht gelungen ({reason}). Bitte sagen Sie Ihrer Lehrkraft Bescheid.",
    en="Saving failed ({reason}). Please tell your teacher.",
)
WRITTEN_BY_NEWER_VERSION = Text(
    de="Diese Antworten stammen aus einer neueren Version von geo_lesson. Bitte aktualisieren Sie geo_lesson.",
    en="These answers come from a newer version of geo_lesson. Please update geo_lesson.",
)
ANSWER_UNREADABLE = Text(de="Die gespeicherte Antwort ist nicht lesbar.", en="The saved answer cannot be read.")
COPY_BESIDE_ANSWER = Text(
    de="Neben Ihrer Antwort liegt eine Kopie, wie sie entsteht, wenn zwei Rechner dieselbe Datei ändern: {names}. Was "
    "nur in ihr steht, sehen Sie hier nicht. Bitte sagen Sie Ihrer Lehrkraft Bescheid.",
    en="Beside your answer lies a copy such as is made where two machines change the same file: {names}. What only the "
    "copy says is not shown here. Please tell your teacher.",
)
DRIVE_WITHOUT_LOCKS = Text(
    de="Auf diesem Laufwerk können zwei Fenster einander überschreiben. Gespeichert wird; bearbeiten Sie eine Aufgabe "
    "aber nur in einem Fenster.",
    en="On this drive two windows can overwrite each other. Answers are saved, but do an exercise in one window only.",
)
ANSWER_SET_ASIDE = Text(
    de="Die gespeicherte Antwort war nicht lesbar. Die Datei ist aufgehoben: „{name}“. Sie können hier neu beginnen.",
    en="The saved answer could not be read. The file has been kept: '{name}'. You can start afresh here.",
)
CHOOSE_PSEUDONYM = Text(
    de="Bitte wählen Sie ein Pseudonym aus Buchstaben, Ziffern, Leerzeichen oder Bindestrichen (höchstens 40 Zeichen).",
    en="Please choose a pseudonym of letters, digits, spaces or hyphens (40 characters at most).",
)

# The exercise in the notebook (widget.py)
# What JupyterLab's and Notebook 7's own menus say, in German with the language pack and without it.
RUN_ALL_MENU = Text(
    de="Menü „Run“, „Run All Cells“; deutsch: „Ausführen“, „Alle Zellen ausführen“",
    en="menu 'Run', then 'Run All Cells'",
)
# JupyterLab starts a kernel for the first run after one was shut down, but shows no exercise until the second.
RUN_ALL_TWICE = Text(
    de="Verschwinden die Aufgaben dabei, wählen Sie dasselbe noch einmal.",
    en="If the exercises disappear, choose Run All Cells once more.",
)
RUN_THIS_CELL = Text(de="Bitte diese Zelle ausführen.", en="Please run this cell.")
ERROR_OCCURRED = Text(
    de="Hier ist ein Fehler aufgetreten; die Eingabe ist nicht gespeichert. Bitte führen Sie alle Zellen neu aus "
    "({menu}).",
    en="Something went wrong here and your entry is not saved. Please run all cells again ({menu}).",
).fill(menu=RUN_ALL_MENU)
EXERCISE_LABELS = {
    "minute": TASK_LABELS["minute"],
    "minutes": TASK_LABELS["minutes"],
    "sentences": Text(de="Aus dem Text", en="From the text"),
    "cards": TASK_LABELS["cards"],
    "waits": Text(
        de="Dieser Teil erscheint, wenn Sie den Teil davor abgegeben haben.",
        en="This part appears once you have submitted the part before it.",
    ),
    "optional": TASK_LABELS["optional"],
    "write": Text(de="Ihr Text", en="Your text"),
    "form_only": Text(
        de="Diese Seite sieht sich nur die Form Ihres Textes an, nicht den Inhalt.",
        en="This page looks at the form of your text only, not at what it says.",
    ),
    "starters": Text(de="Satzanfänge, die helfen", en="Sentence starters that help"),
    "picture": Text(de="Im Bild", en="In a picture"),
    "picture_table": SAME_DATA_AS_TABLE,
    "then": Text(de="Damals", en="Then"),
    "now": Text(de="Jetzt", en="Now"),
    "extension": Text(de="Zur Vertiefung", en="To go further"),
    "choose": Text(de="Ihre Antwort", en="Your answer"),
    "range": Text(de="Ihr Bereich", en="Your range"),
    "numbers": Text(de="Ihre Zahlen", en="Your numbers"),
    "choose_some": Text(de="Ihre Antworten (mehrere möglich)", en="Your answers (several possible)"),
    "assign": Text(de="Ihre Zuordnung", en="Your choices"),
    "pick": Text(de="bitte wählen", en="please choose"),
    "order": Text(de="Ihre Reihenfolge", en="Your order"),
    "place": Text(de="Platz", en="Place"),
    "top": Text(de="oben", en="top"),
    "left_out": Text(de="weglassen", en="leave out"),
    "layer": Text(de="Womit markieren Sie?", en="What do you mark with?"),
    "text": Text(de="Der Text, Wort für Wort", en="The text, word by word"),
    "how_to_mark": Text(
        de="Mit der Maus: auf ein Wort klicken oder über mehrere ziehen; noch einmal klicken löscht. Mit der Tastatur: "
        "Pfeiltasten bewegen, Umschalt und Pfeil erweitern, die Leertaste markiert oder löscht.",
        en="With the mouse: click a word or drag across several; click again to remove. With the keyboard: arrow keys "
        "move, Shift and an arrow extend, the space bar marks or removes.",
    ),
    "marked": Text(de="Markiert", en="Marked"),
    "unmarked": Text(de="Markierung gelöscht", en="Mark removed"),
    "other_language": Text(
        de="Ihre Markierungen stehen im englischen Text, in dem Sie sie gemacht haben.",
        en="Your marks stand in the German text, in which you made them.",
    ),
    "confidence": Text(de="Wie sicher sind Sie sich?", en="How sure are you?"),
    "submit": Text(de="Antwort abgeben", en="Submit answer"),
    "again": Text(de="Noch einmal abgeben", en="Submit again"),
    "hint": Text(de="Hinweis zeigen", en="Show a hint"),
    "hint_number": Text(de="Hinweis", en="Hint"),
    "hint_later": Text(
        de="Den nächsten Hinweis gibt es nach einem Versuch.", en="The next hint comes after an attempt."
    ),
    "feedback": Text(de="Rückmeldung", en="Feedback"),
    "right": Text(de="Das trifft zu.", en="That is right."),
    "not_yet": Text(de="Noch nicht.", en="Not yet."),
    "not_judged": Text(de="Abgegeben, ohne Wertung.", en="Submitted, not scored."),
    "option_right": Text(de="passt", en="fits"),
    "option_wrong": Text(de="passt nicht", en="does not fit"),
    "others": Text(de="Zu den anderen Antworten", en="About the other answers"),
    "history": Text(de="Ihre bisherigen Antworten", en="Your answers so far"),
    "compare": Text(de="Speichern und mit einem Beispiel vergleichen", en="Save and compare with an example"),
    "save": Text(de="Speichern", en="Save"),
    "model": Text(de="Ein Beispiel zum Vergleich", en="An example to compare with"),
    "takeaway": TASK_LABELS["takeaway"],
    "kept": Text(de="Aufgehobene Texte aus einem anderen Fenster", en="Texts kept from another window"),
    "saving": Text(de="Wird gespeichert …", en="Saving …"),
    "saved": Text(de="Gespeichert um {} Uhr", en="Saved at {}"),
    "safe": Text(de="Eingabe gespeichert.", en="Entry saved."),
    "waiting": Text(de="Wartet auf den Kernel, noch nicht gespeichert …", en="Waiting for the kernel, not saved yet …"),
    "not_saved": Text(
        de="Nicht gespeichert: Bitte führen Sie alle Zellen neu aus ({menu}). {twice} Ihr Text bleibt erhalten.",
        en="Not saved: please run all cells again ({menu}). {twice} Your text will be kept.",
    ).fill(menu=RUN_ALL_MENU, twice=RUN_ALL_TWICE),
    "not_submitted": Text(
        de="Noch nicht abgegeben: Bitte drücken Sie den Knopf unter Ihrer Antwort noch einmal.",
        en="Not submitted yet: please press the button below your answer again.",
    ),
    "asleep": Text(
        de="Der Kernel hinter dieser Aufgabe läuft nicht mehr. Bitte führen Sie alle Zellen neu aus ({menu}). {twice} "
        "Was Sie geschrieben haben, ist noch da.",
        en="The kernel behind this exercise has stopped. Please run all cells again ({menu}). {twice} "
        "What you have written is still there.",
    ).fill(menu=RUN_ALL_MENU, twice=RUN_ALL_TWICE),
    "open": Text(de="Noch offen:", en="Still open:"),
    "broken": ERROR_OCCURRED,
}
