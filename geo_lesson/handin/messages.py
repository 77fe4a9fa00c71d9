"""Texts for people: handing in."""

from geo_lesson.common.language import Text

# What a student is told (actions.py)
NOTHING_ANSWERED = Text(
    de="Sie haben noch nichts beantwortet. Sobald eine Antwort da ist, entsteht hier die Datei zum Abgeben.",
    en="You have not answered anything yet. As soon as there is an answer, the file to hand in is made here.",
)
HAND_IN_LIES_IN = Text(de="Ihre Abgabe liegt in: {path}", en="Your hand-in is in: {path}")
YOUR_PSEUDONYM = Text(
    de="Ihr Pseudonym: {pseudonym}. Notieren Sie es sich; Ihr Name steht nicht in der Datei.",
    en="Your pseudonym: {pseudonym}. Write it down; your name is not in the file.",
)
HAND_IN_CONTENTS = Text(
    de="Darin: {n:eine Aufgabe oder ein Teil, mit allem|# Aufgaben oder Teile, jede mit allem}, was Sie geantwortet "
    "haben.",
    en="In it: {n:one exercise or part, with|# exercises or parts, each with} all that you answered.",
)
WHAT_TO_DO = Text(
    de="Öffnen Sie die Datei im Browser, lesen Sie sie durch, und geben Sie diese eine Datei ab, unverändert. Wer "
    "danach noch etwas ändert, führt diese Zelle noch einmal aus.",
    en="Open the file in a browser, read it through, and hand in this one file, unchanged. If you change an answer "
    "afterwards, run this cell again.",
)
ANSWERS_LEFT_OUT = Text(
    de="Nicht lesbar und daher nicht dabei: {titles}", en="Not readable, and therefore left out: {titles}"
)
COPIES_BESIDE_ANSWERS = Text(
    de="Neben Ihren Antworten liegen Kopien, wie sie entstehen, wenn zwei Rechner dieselbe Datei ändern. Was nur in "
    "ihnen steht, ist nicht dabei: {names}",
    en="Beside your answers lie copies such as are made where two machines change the same file. What only they say is "
    "left out: {names}",
)
NOT_WRITTEN = Text(
    de="Das ist nicht gelungen ({reason}). Ihre Antworten sind gespeichert; bitte sagen Sie Ihrer Lehrkraft Bescheid.",
    en="This did not work ({reason}). Your answers are saved; please tell your teacher.",
)
LOST = Text(
    de="Die Datei mit Ihrem Pseudonym ließ sich nicht lesen; sie heißt nun „{name}“. Sie hatten ein anderes Pseudonym? "
    'Dann geben Sie unter ihm ab: lesson.hand_in("…")',
    en="The file with your pseudonym could not be read; it is now called '{name}'. You had another pseudonym? Then "
    'hand in under it: lesson.hand_in("…")',
)
NOT_MADE = Text(
    de="Aus Ihren Antworten ist keine Abgabe geworden, die sich wieder lesen lässt; daher wurde nichts geschrieben. "
    "Ihre Antworten sind gespeichert; bitte sagen Sie Ihrer Lehrkraft Bescheid.",
    en="Your answers have not become a hand-in that can be read again, so nothing has been written. Your answers are "
    "saved; please tell your teacher.",
)
NOT_READ_BACK = Text(
    de="Die Abgabe {path} wurde geschrieben, lässt sich aber nicht wieder lesen; geben Sie sie nicht ab. Ihre "
    "Antworten sind gespeichert. Führen Sie diese Zelle noch einmal aus, oder sagen Sie Ihrer Lehrkraft Bescheid.",
    en="The hand-in {path} was written, but it cannot be read again; do not hand it in. Your answers are saved. Run "
    "this cell once more, or tell your teacher.",
)
FILE_MISSING = Text(de="Die Datei {path} ist nicht da.", en="There is no file {path}.")
OTHER_LESSON = Text(
    de="Diese Abgabe gehört zu einer anderen Lektion ({lesson}).",
    en="This hand-in belongs to another lesson ({lesson}).",
)
NO_ANSWERS_IN_FILE = Text(
    de="Aus dieser Datei lassen sich keine Antworten lesen. Nehmen Sie die Datei, wie das Notebook sie schrieb.",
    en="No answers can be read from this file. Take the file as the notebook wrote it.",
)
ANSWERS_TAKEN_UP = Text(
    de="{n:Eine Aufgabe oder ein Teil|# Aufgaben oder Teile} übernommen. Führen Sie nun alle Zellen neu aus.",
    en="{n:One exercise or part|# exercises or parts} taken up. Now run all cells again.",
)
ANSWERS_TAKEN_UP_IN_PART = Text(
    de="{n:Eine Aufgabe oder ein Teil|# Aufgaben oder Teile} übernommen; {left} nicht, denn ihre Daten wurden "
    "verändert. Führen Sie nun alle Zellen neu aus.",
    en="{n:One exercise or part|# exercises or parts} taken up; {left} not, for their data have been changed. Now run "
    "all cells again.",
)
USE_SAME_PSEUDONYM = Text(
    de="Sind es Ihre eigenen Antworten von einem anderen Rechner? Dann geben Sie mit {call} ab, damit beide Abgaben "
    "als Ihre erkannt werden; sonst behalten Sie Ihr eigenes Pseudonym.",
    en="Are they your own answers from another machine? Then hand in with {call}, so that both hand-ins are known to "
    "be yours; otherwise keep a pseudonym of your own.",
)
ANSWERS_ARCHIVED = Text(
    de="Ihre bisherigen Antworten sind aufgehoben in: {folder} – führen Sie nun alle Zellen neu aus.",
    en="Your answers so far have been kept in: {folder} – now run all cells again.",
)
NO_ANSWERS_YET = Text(de="Es gibt noch keine Antworten.", en="There are no answers yet.")

# The page that is handed in (file.py)
SHEET_LABELS = {
    "sheet": Text(de="Abgabe", en="Hand-in"),
    "by": Text(de="Pseudonym", en="Pseudonym"),
    "made": Text(de="Erstellt", en="Made"),
    "version": Text(de="Fassung der Lektion", en="Version of the lesson"),
    "about": Text(
        de="Diese Datei enthält alles, was hier zu lesen ist, noch einmal als Daten. Bitte nichts darin ändern; wer "
        "etwas ändern möchte, antwortet im Notebook und gibt neu ab.",
        en="This file holds everything that can be read here once more, as data. Please change nothing in it; to "
        "change something, answer in the notebook and hand in again.",
    ),
    "claims": Text(de="Tabelle der Angaben", en="Claims table"),
    "first": Text(de="Erste Antwort", en="First answer"),
    "last": Text(de="Letzte Antwort", en="Last answer"),
    "only": Text(de="Antwort", en="Answer"),
    "between": Text(de="Antworten dazwischen", en="Answers in between"),
    "sure": Text(de="Wie sicher", en="How sure"),
    "reason": Text(de="Begründung", en="Reason"),
    "after": Text(de="Danach notiert", en="Noted afterwards"),
    "list": Text(de="Liste", en="Checklist"),
    "ticked": Text(de="angehakt", en="ticked"),
    "not ticked": Text(de="nicht angehakt", en="not ticked"),
    "draft": Text(de="Begonnen, nicht abgegeben", en="Begun, not submitted"),
    "kept": Text(de="Aus einem anderen Fenster aufgehoben", en="Kept from another window"),
    "hints": Text(de="Hinweise geöffnet", en="Hints opened"),
    "no answer": Text(de="Noch keine Antwort.", en="No answer yet."),
    "nothing": Text(de="Noch nichts beantwortet.", en="Nothing answered yet."),
}

# Its parts (sheet.py)
CLAIM_HEAD = Text(de="Zahl", en="Number")
PART_OF_WHOLE = Text(de="{whole}: {part}", en="{whole}: {part}")
NOT_IN_THIS_VERSION = Text(de="Nicht in dieser Fassung der Lektion", en="Not in this version of the lesson")
