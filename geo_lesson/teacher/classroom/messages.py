"""What the modules of classroom say to people, in German and English."""

from geo_lesson.common.language import Text

# classroom
CLASS = Text(
    de="{n:# Abgabe|# Abgaben}, {troubles:# Hinweis|# Hinweise} zu Dateien",
    en="{n:# hand-in|# hand-ins}, {troubles:# note|# notes} on files",
)
NO_CLASS = Text(
    de="Keine Abgaben gefunden. Legen Sie sie in den Ordner „{folder}“.",
    en="No hand-ins found. Put them into the folder '{folder}'.",
)
NOT_LISTED = Text(
    de="Abgaben enthalten Antworten zu {id}. Die Aufgabe liegt in exercises, steht hier aber in keinem Kapitel; die "
    "Antworten zählen nicht.",
    en="Hand-ins hold answers to {id}. The exercise is in exercises, but in no chapter here; the answers do not count.",
)
LIST_IT = Text(
    de="Schreiben Sie {id} wieder in ein Kapitel und sammeln Sie noch einmal ein.",
    en="Write {id} into a chapter again, and collect once more.",
)
WHERE = Text(de="Klasse", en="Class")
ABOUT = Text(de="Worum es geht", en="What it is about")
ANSWER = Text(de="Antwort", en="Answer")
FIRST = Text(de="zuerst", en="first")
LAST = Text(de="zuletzt", en="last")

# diagnosis
AGAIN = Text(
    de="Bitten Sie um die Datei, wie das Notebook sie im Ordner hand-in ablegt, unverändert und als Anhang.",
    en="Ask for the file as the notebook puts it into the folder hand-in, unchanged and as an attachment.",
)
NO_NEED = Text(de="Nichts nötig.", en="Nothing needs to be done.")
WHICH = Text(
    de="Fragen Sie, welche Fassung gilt, und bitten Sie um eine neue Abgabe aus dem Notebook.",
    en="Ask which version is to count, and for a new hand-in from the notebook.",
)
TWO_PEOPLE = Text(
    de="Fragen Sie, ob das zwei Personen sind. Ist es eine, dann nehmen Sie eine der Dateien aus dem Ordner.",
    en="Ask whether these are two people. If it is one, take one of the files out of the folder.",
)
UNPACKED = Text(de="Bitten Sie um die HTML-Datei selbst, ohne Zip.", en="Ask for the HTML file itself, without a zip.")

# report
AGREED = Text(
    de="Hier ist keine Antwort die richtige; alle {all} antworten gleich.",
    en="No answer is the right one here; all {all} answer alike.",
)
DISAGREED = Text(
    de="Hier ist keine Antwort die richtige. Die Klasse ist sich uneinig: {n} verschiedene Antworten; die häufigste "
    "{most:gibt|geben} {most} von {all}.",
    en="No answer is the right one here. The class disagrees: {n} different answers; the most frequent is given by "
    "{most} of {all}.",
)
WORDS = {
    "overview": Text(de="Klassenübersicht", en="Overview of a class"),
    "hand-ins": Text(de="Abgaben gezählt", en="Hand-ins counted"),
    "lost": Text(de="Dateien, die nicht zählen", en="Files that do not count"),
    "about": Text(
        de="Was die Klasse denkt und warum: keine Punkte, keine Rangfolge. Wo etwas fehlt oder beschädigt ist, steht "
        "es da und zählt weder als Antwort noch als Null. Lesen Sie die Antworten hier, nicht in den Dateien: Deren "
        "Seiten können anderes zeigen als ihre Daten.",
        en="What the class thinks and why: no points, no ranking. Where something is missing or damaged, this is said, "
        "and it counts neither as an answer nor as zero. Read the answers here, not in the files, whose pages can show "
        "other things than their data.",
    ),
    "troubles": Text(de="Zu den Dateien", en="About the files"),
    "no troubles": Text(de="An keiner Datei fehlt etwas.", en="Nothing is wrong with any file."),
    "file": Text(de="Datei", en="File"),
    "student": Text(de="Pseudonym", en="Pseudonym"),
    "what": Text(de="Befund", en="Finding"),
    "ask": Text(de="Worum zu bitten ist", en="What to ask for"),
    "counts": Text(de="Zählt", en="Counts"),
    "yes": Text(de="ja", en="yes"),
    "no": Text(de="nein", en="no"),
    "exercises": Text(de="Aufgaben", en="Exercises"),
    "answered": Text(de="beantwortet", en="answered"),
    "of": Text(de="von", en="of"),
    "doubt": Text(de="fraglich, nicht gezählt", en="in doubt, not counted"),
    "other": Text(
        de="beantworteten eine frühere oder gekürzte Fassung der Aufgabe",
        en="answered an earlier or shortened version of the exercise",
    ),
    "task": Text(de="Aufgabe", en="Exercise"),
    "answer": Text(de="Antwort", en="Answer"),
    "first": Text(de="zuerst", en="first"),
    "last": Text(de="zuletzt", en="last"),
    "right": Text(de="Ganz richtig oder vertretbar", en="Wholly right or defensible"),
    "distribution": Text(de="Antworten, zuerst und zuletzt", en="Answers, first and last"),
    "fits": Text(de="richtig oder vertretbar", en="right or defensible"),
    "wrong": Text(de="Typische Irrwege", en="Typical wrong turns"),
    "sure": Text(
        de="Wie sicher – und wie oft richtig (erste Antworten)", en="How sure, and how often right (first answers)"
    ),
    "level": Text(de="Sicherheit", en="Confidence"),
    "said": Text(de="angegeben", en="stated"),
    "were right": Text(de="davon richtig", en="of these right"),
    "ranges": Text(de="Die Bereiche der Klasse", en="The ranges of the class"),
    "ranges about": Text(
        de="Eine Linie für jede Person, zuerst (blau) und, wo geändert, zuletzt (orange, gestrichelt). Ein Mittelwert "
        "steht hier nicht: Er beantwortet keine Frage.",
        en="A line for each person, first (blue) and, where changed, last (orange, dashed). There is no average here: "
        "it would answer no question.",
    ),
    "ticks": Text(de="Angehakt in der Liste", en="Ticked on the checklist"),
    "voices": Text(de="Begründungen nebeneinander", en="Reasons side by side"),
    "texts": Text(de="Texte nebeneinander", en="Texts side by side"),
    "then": Text(de="zuletzt", en="last"),
    "noted": Text(de="danach", en="afterwards"),
    "nobody": Text(de="Noch niemand hat geantwortet.", en="Nobody has answered yet."),
    "standings": Text(de="Was wem fehlt", en="Who still lacks what"),
    "begun": Text(de="begonnen", en="begun"),
    "open": Text(de="offen", en="open"),
    "nothing missing": Text(de="nichts", en="nothing"),
}

# results
IN_USE = Text(
    de="{file} lässt sich nicht ersetzen ({reason}). Ist die Datei in einem anderen Programm geöffnet, etwa in Excel, "
    "dann schließen Sie sie dort, und sammeln Sie noch einmal ein. Alle Ergebnisse sind noch die alten.",
    en="{file} cannot be replaced ({reason}). If the file is open in another program, such as Excel, close it there, "
    "and collect once more. All results are still the old ones.",
)
