"""Texts for people: hand-ins of a class and their overview."""

from dataclasses import dataclass

from geo_lesson.common.language import Text

# Counting a class (classroom.py)
CLASS_SUMMARY = Text(
    de="{n:# Abgabe|# Abgaben}, {troubles:# Hinweis|# Hinweise} zu Dateien",
    en="{n:# hand-in|# hand-ins}, {troubles:# note|# notes} on files",
)
NO_HAND_INS = Text(
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
CLASS_HEAD = Text(de="Klasse", en="Class")
SUBJECT_HEAD = Text(de="Worum es geht", en="What it is about")
ANSWER_HEAD = Text(de="Antwort", en="Answer")
FIRST_HEAD = Text(de="zuerst", en="first")
LAST_HEAD = Text(de="zuletzt", en="last")

# What is wrong with a file (diagnosis.py)
ASK_FOR_UNCHANGED_FILE = Text(
    de="Bitten Sie um die Datei, wie das Notebook sie im Ordner hand-in ablegt, unverändert und als Anhang.",
    en="Ask for the file as the notebook puts it into the folder hand-in, unchanged and as an attachment.",
)
NOTHING_TO_DO = Text(de="Nichts nötig.", en="Nothing needs to be done.")
ASK_WHICH_VERSION = Text(
    de="Fragen Sie, welche Fassung gilt, und bitten Sie um eine neue Abgabe aus dem Notebook.",
    en="Ask which version is to count, and for a new hand-in from the notebook.",
)
ASK_WHETHER_TWO_PEOPLE = Text(
    de="Fragen Sie, ob das zwei Personen sind. Ist es eine, dann nehmen Sie eine der Dateien aus dem Ordner.",
    en="Ask whether these are two people. If it is one, take one of the files out of the folder.",
)
ASK_FOR_HTML_FILE = Text(
    de="Bitten Sie um die HTML-Datei selbst, ohne Zip.", en="Ask for the HTML file itself, without a zip."
)


@dataclass(frozen=True)
class FileReport:
    """What is said of a file that was handed in, what to ask for, and whether the file counts all the same."""

    message: Text
    request: Text
    counted: bool = False


FILE_REPORTS = {
    "empty": FileReport(Text(de="Die Datei ist leer.", en="The file is empty."), ASK_FOR_UNCHANGED_FILE),
    "cut": FileReport(
        Text(
            de="Die Datei bricht mitten in den Antworten ab; sie wurde nicht ganz übertragen.",
            en="The file breaks off in the middle of the answers; it was not transferred whole.",
        ),
        ASK_FOR_UNCHANGED_FILE,
    ),
    "page cut": FileReport(
        Text(
            de="Die Datei bricht ab, aber erst nach den Antworten; sie sind vollständig und zählen.",
            en="The file breaks off, but only after the answers; they are complete and count.",
        ),
        NOTHING_TO_DO,
        counted=True,
    ),
    "pdf": FileReport(
        Text(
            de="Das ist ein PDF. Daraus lassen sich keine Antworten lesen.", en="This is a PDF. No answers can be read."
        ),
        ASK_FOR_UNCHANGED_FILE,
    ),
    "photo": FileReport(
        Text(
            de="Das ist ein Bild oder Foto. Daraus lassen sich keine Antworten lesen.",
            en="This is a picture or photo. No answers can be read.",
        ),
        ASK_FOR_UNCHANGED_FILE,
    ),
    "office": FileReport(
        Text(de="Das ist ein Dokument eines Office-Programms.", en="This is a document from an office program."),
        ASK_FOR_UNCHANGED_FILE,
    ),
    "notebook": FileReport(
        Text(de="Das ist ein Notebook; darin stehen keine Antworten.", en="This is a notebook; it holds no answers."),
        ASK_FOR_UNCHANGED_FILE,
    ),
    "answer file": FileReport(
        Text(
            de="Das ist eine Datei aus dem Ordner answers: eine einzelne Aufgabe, nicht die Abgabe.",
            en="This is a file from the folder answers: a single exercise, not the hand-in.",
        ),
        ASK_FOR_UNCHANGED_FILE,
    ),
    "not a hand-in": FileReport(Text(de="Das ist keine Abgabe.", en="This is not a hand-in."), ASK_FOR_UNCHANGED_FILE),
    "other page": FileReport(
        Text(de="Das ist eine Webseite, aber keine Abgabe.", en="This is a web page, but not a hand-in."),
        ASK_FOR_UNCHANGED_FILE,
    ),
    "overview": FileReport(
        Text(
            de="Das ist die Übersicht oder Tabelle einer Klasse, keine Abgabe.",
            en="This is an overview or a table of a class, not a hand-in.",
        ),
        NOTHING_TO_DO,
    ),
    "no data": FileReport(
        Text(
            de="Die Seite ist da, aber ihre Daten fehlen; ein Programm hat sie beim Speichern entfernt.",
            en="The page is there, but its data are missing; a program removed them when saving.",
        ),
        ASK_FOR_UNCHANGED_FILE,
    ),
    "data": FileReport(
        Text(de="Die Daten in der Datei sind beschädigt.", en="The data in the file are damaged."),
        ASK_FOR_UNCHANGED_FILE,
    ),
    "newer": FileReport(
        Text(
            de="Die Abgabe stammt aus einer neueren Version von geo_lesson als der Ihren.",
            en="The hand-in comes from a newer version of geo_lesson than yours.",
        ),
        Text(
            de="Den Schüler oder die Schülerin trifft keine Schuld: Aktualisieren Sie geo_lesson.",
            en="The student need do nothing: update geo_lesson.",
        ),
    ),
    "large": FileReport(
        Text(de="Die Datei ist größer als jede Abgabe.", en="The file is larger than any hand-in."),
        ASK_FOR_UNCHANGED_FILE,
    ),
    "archive": FileReport(
        Text(
            de="Das ist ein Archiv anderer Art, etwa tar, 7z oder rar; darin können Abgaben sein.",
            en="This is an archive of another kind, such as tar, 7z or rar; there may be hand-ins in it.",
        ),
        Text(
            de="Packen Sie es in diesen Ordner aus und sammeln Sie noch einmal ein, oder bitten Sie um ein Zip.",
            en="Unpack it into this folder and collect once more, or ask for a zip.",
        ),
    ),
    "mail": FileReport(
        Text(de="Das ist eine Mail ohne Abgabe darin.", en="This is a mail without a hand-in in it."),
        ASK_FOR_UNCHANGED_FILE,
    ),
    "outlook": FileReport(
        Text(
            de="Das ist eine Mail in Outlooks eigenem Format (.msg oder winmail.dat); was darin liegt, lässt sich hier "
            "nicht lesen.",
            en="This is a mail in Outlook's own format (.msg or winmail.dat); what lies in it cannot be read here.",
        ),
        Text(
            de="Speichern Sie den Anhang der Mail in diesen Ordner und sammeln Sie noch einmal ein, oder bitten Sie um "
            "die HTML-Datei selbst.",
            en="Save the attachment of the mail into this folder and collect once more, or ask for the HTML file "
            "itself.",
        ),
    ),
    "two in one": FileReport(
        Text(
            de="In dieser Datei stehen mehrere Abgaben hintereinander; keine davon zählt.",
            en="There are several hand-ins in this one file, one after the other; none of them counts.",
        ),
        Text(de="Bitten Sie um jede als eigene Datei.", en="Ask for each as a file of its own."),
    ),
    "left out": FileReport(
        Text(
            de="Ab hier wurde darin nichts mehr gelesen: Was alles zusammen ausgepackt wird, ist zu groß.",
            en="From here on nothing in it has been read: all that is to be unpacked is too large together.",
        ),
        Text(
            de="Legen Sie diese Datei in einen eigenen Ordner und sammeln Sie ihn für sich ein.",
            en="Put this file into a folder of its own and collect that by itself.",
        ),
    ),
    "bomb": FileReport(
        Text(
            de="Das Zip ist ausgepackt riesig oder zu tief verschachtelt und wurde nicht geöffnet.",
            en="Unpacked, the zip is huge or nested too deeply; it has not been opened.",
        ),
        ASK_FOR_HTML_FILE,
    ),
    "broken zip": FileReport(Text(de="Das Zip ist beschädigt.", en="The zip is damaged."), ASK_FOR_HTML_FILE),
    "part of zip": FileReport(
        Text(
            de="Das Zip ist beschädigt; was darin noch zu lesen war, wurde gelesen. Etwas kann fehlen.",
            en="The zip is damaged; what could still be read in it has been read. Something may be missing.",
        ),
        ASK_FOR_HTML_FILE,
    ),
    "packing": FileReport(
        Text(
            de="Diese Datei ist im Zip auf eine Weise gepackt, die hier nicht zu lesen ist (Deflate64).",
            en="This file is packed in the zip in a way that cannot be read here (Deflate64).",
        ),
        Text(
            de="Packen Sie das Zip in diesen Ordner aus und sammeln Sie noch einmal ein.",
            en="Unpack the zip into this folder and collect once more.",
        ),
    ),
    "locked zip": FileReport(
        Text(de="Das Zip ist mit einem Passwort verschlossen.", en="The zip is locked with a password."),
        ASK_FOR_HTML_FILE,
    ),
    "empty zip": FileReport(Text(de="Das Zip ist leer.", en="The zip is empty."), ASK_FOR_HTML_FILE),
    "empty folder": FileReport(Text(de="Der Ordner ist leer.", en="The folder is empty."), ASK_FOR_UNCHANGED_FILE),
    "no file": FileReport(
        Text(de="Das ist keine gewöhnliche Datei.", en="This is not an ordinary file."), ASK_FOR_UNCHANGED_FILE
    ),
    "link": FileReport(
        Text(de="Das ist eine Verknüpfung; die Datei selbst fehlt.", en="This is a link; the file itself is missing."),
        ASK_FOR_UNCHANGED_FILE,
    ),
    "no permission": FileReport(
        Text(de="Ihnen fehlt das Recht, diese Datei zu lesen.", en="You have no permission to read this file."),
        Text(
            de="Prüfen Sie auf Ihrem Rechner die Rechte der Datei, oder laden Sie sie neu herunter.",
            en="Check the permissions of the file on your machine, or download it again.",
        ),
    ),
    "unreachable": FileReport(
        Text(
            de="Das lässt sich auf Ihrem Rechner nicht öffnen, etwa weil der Pfad zu lang oder der Datenträger "
            "fehlerhaft ist.",
            en="This cannot be opened on your machine, for instance because the path is too long or the disk is "
            "faulty.",
        ),
        Text(
            de="Kopieren Sie die Datei in einen anderen Ordner, oder laden Sie sie neu herunter.",
            en="Copy the file into another folder, or download it again.",
        ),
    ),
    "other lesson": FileReport(
        Text(
            de="Die Abgabe gehört zu einer anderen Lektion ({names}).",
            en="The hand-in belongs to another lesson ({names}).",
        ),
        Text(de="Bitten Sie um die Abgabe dieser Lektion.", en="Ask for the hand-in of this lesson."),
    ),
    "older lesson": FileReport(
        Text(
            de="Die Abgabe entstand mit einer anderen Fassung der Lektion ({names}). Sie zählt; was nicht mehr zur "
            "Aufgabe passt, steht da, wie es geschrieben wurde.",
            en="The hand-in was made with another version of the lesson ({names}). It counts; what no longer fits an "
            "exercise is shown as it was written.",
        ),
        NOTHING_TO_DO,
        counted=True,
    ),
    "unknown exercise": FileReport(
        Text(
            de="Die Abgabe enthält Aufgaben, die es in Ihrer Lektion nicht gibt: {names}. Alles andere zählt.",
            en="The hand-in holds exercises that your lesson does not have: {names}. Everything else counts.",
        ),
        Text(de="Fragen Sie, mit welchem Ordner gearbeitet wurde.", en="Ask which folder was used for working."),
        counted=True,
    ),
    "edited data": FileReport(
        Text(
            de="In den Daten wurden Antworten verändert: {names}. Sie zählen nicht, die anderen zählen.",
            en="Answers have been changed in the data: {names}. They do not count, the others do.",
        ),
        ASK_WHICH_VERSION,
        counted=True,
    ),
    "edited head": FileReport(
        Text(
            de="Pseudonym, Zeit oder Lektion wurden in den Daten verändert.",
            en="The pseudonym, time or lesson has been changed in the data.",
        ),
        ASK_WHICH_VERSION,
        counted=True,
    ),
    "foreign": FileReport(
        Text(
            de="In der Datei steht Fremdes, etwa ein Programm oder eine fremde Adresse. Ausgeführt wurde nichts. "
            "Öffnen Sie die Datei nicht; lesen Sie die Antworten in der Übersicht.",
            en="The file holds something foreign, such as a program or an address elsewhere. Nothing has been run; do "
            "not open the file, but read the answers in the overview.",
        ),
        ASK_WHICH_VERSION,
        counted=True,
    ),
    "path": FileReport(
        Text(
            de="Der Pfad im Zip führt aus dem Ordner hinaus. Gelesen wurde nur der Inhalt; geschrieben wurde nichts.",
            en="The path in the zip leads out of the folder. Only the content was read; nothing was written.",
        ),
        Text(de="Fragen Sie, womit das Zip gepackt wurde.", en="Ask what the zip was packed with."),
        counted=True,
    ),
    "extension": FileReport(
        Text(
            de="Der Dateiname endet nicht auf .html; gelesen wurde die Datei trotzdem.",
            en="The name of the file does not end in .html; it was read all the same.",
        ),
        NOTHING_TO_DO,
        counted=True,
    ),
    "mailed": FileReport(
        Text(
            de="Ein Mailprogramm hat die Datei umgeschrieben; den Antworten hat es nicht geschadet.",
            en="A mail program has rewritten the file; it did no harm to the answers.",
        ),
        NOTHING_TO_DO,
        counted=True,
    ),
    "changed": FileReport(
        Text(
            de="Die Datei wurde verändert oder neu gespeichert, nachdem das Notebook sie geschrieben hatte; auf der "
            "Seite kann anderes stehen als in den Daten. Die Antworten in den Daten sind unversehrt und zählen.",
            en="The file was changed or saved again after the notebook wrote it; the page may say other things than "
            "the data. The answers in the data are intact and count.",
        ),
        Text(
            de="Öffnen Sie die Datei nicht; lesen Sie die Antworten in der Übersicht.",
            en="Do not open the file; read the answers in the overview.",
        ),
        counted=True,
    ),
    "older of two": FileReport(
        Text(
            de="Eine frühere Abgabe derselben Person; alle Antworten daraus stehen auch in {names}, und das zählt.",
            en="An earlier hand-in of the same person; all its answers are also in {names}, which counts.",
        ),
        NOTHING_TO_DO,
    ),
    "other of two": FileReport(
        Text(
            de="Dieselbe Abgabe wie {names}, aber diese hier wurde verändert. Es zählt nur die andere.",
            en="The same hand-in as {names}, but this one has been changed. Only the other one counts.",
        ),
        ASK_WHICH_VERSION,
    ),
    "same twice": FileReport(
        Text(de="Dieselbe Abgabe wie {names}; sie zählt einmal.", en="The same hand-in as {names}; it counts once."),
        Text(
            de="Haben zwei Personen sie abgegeben, fragen Sie beide nach ihrer eigenen.",
            en="If two people handed it in, ask both for their own.",
        ),
    ),
    "same pseudonym": FileReport(
        Text(
            de="Dasselbe Pseudonym wie {names}, aber andere Antworten von einem anderen Rechner; beide zählen, die "
            "zweite mit einer Nummer.",
            en="The same pseudonym as {names}, but other answers from another machine; both count, the second with a "
            "number.",
        ),
        ASK_WHETHER_TWO_PEOPLE,
        counted=True,
    ),
    "two people": FileReport(
        Text(
            de="Zwei Personen? Pseudonym und Kennung sind dieselben wie in {names}, aber keine der Abgaben setzt die "
            "andere fort, so wie bei einem kopierten Ordner. Beide zählen, diese hier mit einer Nummer.",
            en="Two people? Pseudonym and identity are the same as in {names}, but neither hand-in goes on from the "
            "other, as with a copied folder. Both count, this one with a number.",
        ),
        ASK_WHETHER_TWO_PEOPLE,
        counted=True,
    ),
    "two names": FileReport(
        Text(
            de="Eine Person mit zwei Pseudonymen? Alle Antworten hieraus stehen, auf die Sekunde gleich, auch in "
            "{names}. Beide zählen.",
            en="One person with two pseudonyms? All answers in it are also in {names}, given in the same second. Both "
            "count.",
        ),
        Text(
            de="Fragen Sie beide; ist es eine Person, dann nehmen Sie eine der Dateien aus dem Ordner.",
            en="Ask both; if it is one person, take one of the files out of the folder.",
        ),
        counted=True,
    ),
    "not on the list": FileReport(
        Text(
            de="Diese Abgabe passt zu niemandem auf der Klassenliste, oder zu mehreren. Sie zählt.",
            en="This hand-in fits nobody on the class list, or more than one person. It counts.",
        ),
        Text(
            de="Schreiben Sie in die Klassenliste eine Spalte „pseudonym“, oder den Namen so, wie ihn die Datei nennt.",
            en="Add a column 'pseudonym' to the class list, or write the name as the file has it.",
        ),
        counted=True,
    ),
    "twice on the list": FileReport(
        Text(
            de="Zu derselben Person auf der Klassenliste gehört auch {names}. Beide zählen.",
            en="The same person on the class list also handed in {names}. Both count.",
        ),
        ASK_WHETHER_TWO_PEOPLE,
        counted=True,
    ),
    "odd answer": FileReport(
        Text(
            de="Diese Antworten ließen sich nicht auswerten und zählen nicht: {names}. Alles andere zählt.",
            en="These answers could not be evaluated and do not count: {names}. Everything else counts.",
        ),
        ASK_WHICH_VERSION,
        counted=True,
    ),
    "not shown": FileReport(
        Text(
            de="Diese Aufgabe ließ sich nicht in die Übersicht schreiben; in answers.csv steht sie.",
            en="This exercise could not be written into the overview; it is in answers.csv.",
        ),
        Text(
            de="Prüfen Sie die Lektion mit  {command} check , und melden Sie den Fehler.",
            en="Check the lesson with  {command} check , and report the fault.",
        ),
        counted=True,
    ),
}

# A class list (roster.py)
ROSTER_MISSING = Text(
    de="Die Klassenliste lässt sich nicht lesen ({reason}).", en="cannot read the class list ({reason})"
)
ROSTER_NOT_CSV = Text(de="Diese Klassenliste ist keine CSV-Datei.", en="this class list is not a CSV file")
ROSTER_EMPTY = Text(de="Die Klassenliste ist leer.", en="the class list is empty")
SAVE_ROSTER_AS_CSV = Text(
    de="Speichern Sie die Liste als „CSV UTF-8 (durch Trennzeichen getrennt)“, eine Zeile je Person, darüber die "
    "Namen der Spalten, zum Beispiel Vorname, Nachname, E-Mail-Adresse.",
    en="save the list as 'CSV UTF-8 (comma delimited)', a line for each person, and above them the names of the "
    "columns, for example First name, Last name, Email address",
)

# The first page of the overview (overview.py, report.py)
OVERVIEW_LABELS = {
    "of plan": Text(de="Nur die Aufgaben des Plans", en="Only the exercises of the plan"),
    "own mistakes": Text(
        de="In der Lektion selbst stimmt etwas nicht. Das liegt an niemandem, der abgegeben hat:",
        en="Something is wrong in the lesson itself. It is no fault of those who handed in:",
    ),
    "discuss": Text(de="Zuerst besprechen", en="Discuss first"),
    "sure": Text(de="Sicher und falsch", en="Sure and wrong"),
    "help": Text(de="Wer Hilfe braucht", en="Who needs help"),
    "who": Text(de="Wer abgegeben hat", en="Who has handed in"),
    "exercise": Text(de="Aufgabe", en="Exercise"),
    "answered": Text(de="beantwortet", en="answered"),
    "lines": Text(de="Alle Aufgaben", en="All exercises"),
    "details": Text(de="Die Aufgaben einzeln", en="Each exercise"),
    "first": Text(de="zuerst richtig", en="right first"),
    "last": Text(de="zuletzt richtig", en="right last"),
    "before": Text(de="vorher", en="before"),
    "after": Text(de="nachher", en="after"),
    "open with": Text(de="Zum Einstieg", en="To open the talk"),
    "nothing wrong": Text(
        de="Nach dem letzten Versuch ist keine Antwort falsch.", en="After the last try, no answer is wrong."
    ),
    "nothing judged": Text(
        de="Noch ist nichts beantwortet, was richtig oder falsch ist.",
        en="Nothing that is right or wrong has been answered yet.",
    ),
    "nobody sure": Text(
        de="Niemand war sich bei einer falschen letzten Antwort sicher (80 % und mehr).",
        en="Nobody was sure (80 % and more) of a last answer that is wrong.",
    ),
    "sure about": Text(
        de="Falsche letzte Antworten, bei denen die Sicherheit 80 % und mehr war.",
        en="Last answers that are wrong, given with a confidence of 80 % and more.",
    ),
    "who sure": Text(de="Wer am häufigsten", en="Who most often"),
    "nobody needs help": Text(
        de="Niemand: Keine Person hat drei oder mehr Aufgaben zuletzt falsch, und niemand steckt fest.",
        en="Nobody: no one has three or more exercises wrong at the end, and no one is stuck.",
    ),
    "stuck": Text(de="Steckt fest", en="Stuck"),
    "unjudged": Text(de="nichts gewertet", en="not judged"),
    "nothing answered": Text(de="Noch ist keine Aufgabe beantwortet.", en="No exercise has been answered yet."),
}
TOPIC_WRONG = Text(de="{wrong} von {all} zuletzt falsch", en="{wrong} of {all} wrong at the end")
TOPIC_COMMONEST = Text(de="Am häufigsten ({n} von {all})", en="Most often ({n} of {all})")
SURE_NUMBER = Text(de="{n} von {all}", en="{n} of {all}")
AND_MORE = Text(de="und {n:eine weitere|# weitere}", en="and {n:one more|# more}")
UNANSWERED = Text(
    de="{n:Eine Aufgabe hat|# Aufgaben haben} noch keine Antwort: {titles}.",
    en="{n:One exercise has|# exercises have} no answer yet: {titles}.",
)
UNANSWERED_MANY = Text(
    de="{n:Eine Aufgabe hat|# Aufgaben haben} noch keine Antwort und {n:steht|stehen} hier nicht.",
    en="{n:One exercise has|# exercises have} no answer yet and {n:is|are} left out here.",
)
WHO_COUNTS = Text(de="{n:Eine Abgabe zählt|# Abgaben zählen}.", en="{n:One hand-in counts|# hand-ins count}.")
WHO_ON_LIST = Text(
    de="Auf der Klassenliste {all:steht eine Person|stehen # Personen}: {n:eine hat|# haben} abgegeben, {missing} "
    "{missing:fehlt|fehlen}. Wer fehlt, steht in students.csv.",
    en="{all:One person is|# people are} on the class list: {n:one has|# have} handed in, {missing} "
    "{missing:is|are} missing. Who is missing stands in students.csv.",
)
FILES_LOST = Text(
    de="{n:Eine Datei zählt|# Dateien zählen} nicht; warum und worum zu bitten ist, steht in troubles.csv.",
    en="{n:One file does|# files do} not count; why, and what to ask for, stands in troubles.csv.",
)
FILES_NOTED = Text(
    de="Zu {n:einer weiteren Datei|# weiteren Dateien} steht ein Hinweis in troubles.csv.",
    en="There is a note on {n:one more file|# more files} in troubles.csv.",
)

# The class report (report.py)
ANSWERS_ALIKE = Text(
    de="Hier ist keine Antwort die richtige; alle {all} antworten gleich.",
    en="No answer is the right one here; all {all} answer alike.",
)
ANSWERS_DIFFER = Text(
    de="Hier ist keine Antwort die richtige. Die Klasse ist sich uneinig: {n} verschiedene Antworten; die häufigste "
    "{most:gibt|geben} {most} von {all}.",
    en="No answer is the right one here. The class disagrees: {n} different answers; the most frequent is given by "
    "{most} of {all}.",
)
REPORT_LABELS = {
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
    "student": Text(de="Pseudonym", en="Pseudonym"),
    "answered": Text(de="beantwortet", en="answered"),
    "of": Text(de="von", en="of"),
    "doubt": Text(de="fraglich, nicht gezählt", en="in doubt, not counted"),
    "other": Text(
        de="beantworteten eine frühere oder gekürzte Fassung der Aufgabe",
        en="answered an earlier or shortened version of the exercise",
    ),
    "task": Text(de="Aufgabe", en="Exercise"),
    "answer": ANSWER_HEAD,
    "first": FIRST_HEAD,
    "last": LAST_HEAD,
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
    "comments": Text(de="Begründungen nebeneinander", en="Reasons side by side"),
    "texts": Text(de="Texte nebeneinander", en="Texts side by side"),
    "noted": Text(de="danach", en="afterwards"),
    "nobody": Text(de="Noch niemand hat geantwortet.", en="Nobody has answered yet."),
    "progress": Text(de="Was wem fehlt", en="Who still lacks what"),
    "begun": Text(de="begonnen", en="begun"),
    "open": Text(de="offen", en="open"),
    "nothing missing": Text(de="nichts", en="nothing"),
}

# Writing the results (results.py)
RESULT_IN_USE = Text(
    de="{file} lässt sich nicht ersetzen ({reason}). Ist die Datei in einem anderen Programm geöffnet, etwa in Excel, "
    "dann schließen Sie sie dort, und sammeln Sie noch einmal ein. Alle Ergebnisse sind noch die alten.",
    en="{file} cannot be replaced ({reason}). If the file is open in another program, such as Excel, close it there, "
    "and collect once more. All results are still the old ones.",
)
