"""Texts for people: the commands, the lesson and the server."""

from geo_lesson.common.language import Text

# The commands and their options (cli.py)
PROGRAM_DESCRIPTION = Text(
    de="Eine Unterrichtseinheit zur Quellenkritik: drei Zahlen, eine Meldung.",
    en="A lesson in source criticism: three numbers, one report.",
)
START_COMMAND = Text(
    de="öffnet JupyterLab mit dem ersten Notebook; richtet vorher einen Arbeitsordner ein, falls es noch keinen gibt",
    en="opens JupyterLab on the first notebook; sets up a workspace first if there is none yet",
)
CHECK_COMMAND = Text(
    de="nennt alles, was in Lektionen und Notebooks nicht stimmt, mit Datei, Zeile und Abhilfe",
    en="names everything that is wrong in lessons and notebooks, with file, line and what to do",
)
ARTICLE_FILE = Text(
    de="Textdatei mit dem Artikel, deutsch oder englisch", en="text file with the article, in German or English"
)
MONEY_TOO = Text(de="mit --article: auch Geldbeträge sind Angaben", en="with --article: sums of money are figures, too")
PERCENTAGES_TOO = Text(
    de="mit --article: auch Prozente sind Angaben", en="with --article: percentages are figures, too"
)
SCHEMA_COMMAND = Text(
    de="schreibt die JSON-Schemata, mit denen Editoren beim Schreiben helfen",
    en="writes the JSON Schemas that let editors help you while you type",
)
PLAN_COMMAND = Text(
    de="schreibt das Notebook eines Plans aus lesson.yaml",
    en="writes the notebook of a plan from lesson.yaml",
)
NEW_COMMAND = Text(
    de="beginnt eine eigene Lektion: als Kopie einer anderen oder als Entwurf aus dem Text eines Artikels",
    en="begins a lesson of your own: a copy of another one, or a draft from the text of an article",
)
NEW_LESSON_FOLDER = Text(
    de="wie die Lektion heißen soll, zum Beispiel meine-lektion; mit --from ein neuer Ordner, mit --article liegt sie "
    "in data/",
    en="what the lesson is to be called, for example my-lesson; with --from a new folder, with --article it lies in "
    "data/",
)
LESSON_TO_COPY = Text(
    de="die Lektion, die kopiert wird, zum Beispiel troops", en="the lesson to copy, for example troops"
)
GUIDE_COMMAND = Text(
    de="schreibt die Handreichung für Lehrkräfte: Pläne, erwartete Antworten, Bewertungsbögen; zum Drucken im Browser",
    en="writes the teacher guide: plans, expected answers, assessment sheets; to print in a browser",
)
PAPER_COMMAND = Text(
    de="schreibt die Lektion auf Papier: Text, Aufgaben, Karten, Lösungen; zum Drucken im Browser",
    en="writes the lesson on paper: text, exercises, cards, answer key; to print in a browser",
)
GUIDE_TO_PLAN = Text(
    de="nur, was zur Vorbereitung dieses Plans nötig ist, zum Beispiel 45: Minute für Minute, mit Lösungen",
    en="only what is needed to prepare this plan, for example 45: minute by minute, with the key",
)
NO_ANSWER_KEY = Text(de="ohne Lösungen", en="without the answer key")
PLAN_ID = Text(de="Kennung des Plans, zum Beispiel 45", en="the id of the plan, for example 45")
REPLACE_NOTEBOOK = Text(de="ein Notebook, das schon da ist, ersetzen", en="replace a notebook that is there already")
LESSON_NAME_OR_FOLDER = Text(
    de="Name oder Ordner der Lektion; ohne Angabe die einzige des Arbeitsordners, sonst troops",
    en="name or folder of the lesson; if left out, the only one in the workspace, otherwise troops",
)
OUTPUT_FILE = Text(de="Zieldatei", en="the file to write")
COLLECT_COMMAND = Text(
    de="liest die Abgaben einer Klasse und schreibt Übersicht, Tabelle und eine Liste der fehlerhaften Dateien",
    en="reads the hand-ins of a class and writes an overview, a table and a list of faulty files",
)
HAND_INS_FOLDER = Text(
    de="Ordner mit den Abgaben; auch Zips und Unterordner darin werden gelesen",
    en="the folder of hand-ins; zips and folders in it are read, too",
)
RESULTS_FOLDER = Text(
    de="Ordner, in den Übersicht und Tabellen geschrieben werden",
    en="the folder to write the overview and the tables to",
)
LESSON_OF_HAND_INS = Text(
    de="Name der Lektion; ohne Angabe die der meisten Abgaben",
    en="name of the lesson; if left out, that of most hand-ins",
)
PLAN_EXERCISES = Text(
    de="nur die Aufgaben dieses Plans, zum Beispiel 45", en="only the exercises of this plan, for example 45"
)
CLASS_LIST = Text(
    de="Klassenliste als CSV-Datei; dann steht in students.csv auch, wer fehlt",
    en="the class list as a CSV file; students.csv then also says who is missing",
)
ALL_EXERCISES = Text(
    de="alle Aufgaben zeigen und drucken, auch die ohne Antworten",
    en="show and print all exercises, also those without answers",
)
RESULTS_AMONG_HAND_INS = Text(
    de="Bitte nennen Sie mit --to einen anderen Ordner als den der Abgaben.",
    en="With --to, please name a folder other than that of the hand-ins.",
)
HAND_INS_READ = Text(de="Abgaben gelesen", en="hand-ins read")
WORKSPACE_FOLDER = Text(
    de="Arbeitsordner oder ein Notebook darin; ohne Angabe der, in dem Sie sich befinden",
    en="the workspace, or a notebook in it; if left out, the one you are in",
)
NO_BROWSER = Text(de="nur die Adresse nennen", en="only print the address")
NO_SERVER = Text(
    de="nur den Arbeitsordner einrichten, etwa dort, wo JupyterHub die Server startet",
    en="only set up the workspace, for instance where JupyterHub starts the servers",
)
PATHS_TO_CHECK = Text(
    de="Ordner einer Lektion, Arbeitsordner oder Notebook; ohne Angabe der Arbeitsordner, in dem Sie sich befinden",
    en="the folder of a lesson, a workspace or a notebook; if left out, the workspace you are in",
)
JSON_OUTPUT = Text(de="als JSON ausgeben, für Programme", en="print JSON, for programs")
SCHEMA_FOLDER = Text(de="Zielordner; ohne Angabe data/schemas", en="the folder to write to; if left out, data/schemas")
OUTPUT_LANGUAGE = Text(de="Sprache; ohne Angabe die Ihres Rechners", en="language; if left out, that of your machine")
NOTEBOOK_OUTSIDE = Text(
    de="{path} liegt in keinem Arbeitsordner. Nennen Sie ein Notebook aus notebooks/ neben data/.",
    en="{path} lies in no workspace. Name a notebook in notebooks/ beside data/.",
)
NOT_A_FOLDER = Text(
    de="{folder} ist kein Ordner. Bitte prüfen Sie den Namen.",
    en="{folder} is not a folder. Please check the name.",
)
PATH_MISSING = Text(
    de="{path} gibt es nicht. Bitte prüfen Sie den Namen.", en="There is no {path}. Please check the name."
)
WORKSPACE_COMPLETE = Text(
    de="In {folder} ist alles schon eingerichtet.", en="Everything is set up in {folder} already."
)
FILES_CREATED = Text(de="{n:# Datei|# Dateien} angelegt in {folder}", en="{n:# file|# files} created in {folder}")
FILE_IS_DIFFERENT = Text(
    de="{path} ist schon da und sieht anders aus. Mit --replace wird es ersetzt; oder nennen Sie mit --to einen "
    "anderen Namen.",
    en="{path} is there already and is different. Replace it with --replace, or give another name with --to.",
)
LESSON_CREATED = Text(
    de="Ihre Lektion liegt in {lesson}\nÖffnen:  {command} start {folder}",
    en="Your lesson is in {lesson}\nTo open it:  {command} start {folder}",
)
FOLDER_NOT_EMPTY = Text(
    de="In {folder} liegt schon etwas; es bleibt, wie es ist. Nehmen Sie einen neuen Ordner.",
    en="There is something in {folder} already; it stays as it is. Take a new folder.",
)
BAD_LESSON_NAME = Text(
    de="„{name}“: Nehmen Sie einen neuen Ordner außerhalb von data/, mit Kleinbuchstaben, Ziffern und Bindestrichen, "
    "zum Beispiel meine-lektion.",
    en='"{name}": take a new folder outside data/, with lower-case letters, digits and hyphens, for example my-lesson.',
)
UNKNOWN_LESSON = Text(
    de="Es gibt keine Lektion „{name}“. Es gibt: {known}", en='There is no lesson "{name}". Available: {known}'
)
WRONG_SUFFIX = Text(
    de="{path}: Der Name der Zieldatei muss auf {suffix} enden.",
    en="{path}: the name of the file must end in {suffix}.",
)
CANNOT_CREATE = Text(
    de="In {folder} lässt sich nichts anlegen ({reason}). Bitte wählen Sie einen anderen Ordner.",
    en="Cannot create anything in {folder} ({reason}). Please choose another folder.",
)

# Tables (dataframes.py)
TABLE_LABEL = Text(de="Tabelle", en="Table")

# What a notebook calls (lesson.py)
CANNOT_COMPARE = Text(de="Diese Angaben lassen sich nicht vergleichen.", en="these claims cannot be compared")
CANNOT_DRAW = Text(
    de="Für dieses Bild stehen hier nicht die passenden Angaben.", en="what this picture needs is not stated here"
)
CANNOT_MAKE_TABLE = Text(de="Daraus wird keine Tabelle.", en="no table can be made of this")
RUN_CHECK = Text(
    de="Sehen Sie mit  {command} check  nach, was nicht stimmt.", en="run  {command} check  to see what is wrong"
)
DIMENSION_HEAD = Text(de="Verglichen wird", en="What is compared")
AGREEMENT_HEAD = Text(de="gleich?", en="the same?")

# JupyterLab (server.py)
SERVER_RUNNING = Text(
    de="JupyterLab läuft und ist nur von diesem Rechner aus zu erreichen. Falls sich kein Browser öffnet:\n\n"
    "    {address}\n\nBeenden: Strg-C in diesem Fenster.",
    en="JupyterLab is running and can be reached from this machine only. If no browser opens:\n\n"
    "    {address}\n\nTo end it: Ctrl-C in this window.",
)
KERNELS_OVER_TCP = Text(
    de="Hinweis: Auf diesem Rechner lesen andere Konten womöglich mit, was in JupyterLab geschrieben wird: Die Kernels "
    "sind nur über TCP zu erreichen.",
    en="Note: other accounts of this machine may be able to read what is written in JupyterLab: its kernels can be "
    "reached over TCP only.",
)
SERVER_ENDED = Text(de="Beendet. Die Antworten liegen in {folder}.", en="Ended. The answers are in {folder}.")
