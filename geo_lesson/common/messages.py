"""Texts for people: problems, placeholders and suggestions."""

from geo_lesson.common.language import Text

# Shared by several packages
OR = Text(de=" oder ", en=" or ")
FILE_UNREADABLE = Text(de="Die Datei lässt sich nicht lesen ({reason}).", en="the file cannot be read ({reason})")
SAME_DATA_AS_TABLE = Text(de="Dieselben Angaben als Tabelle", en="The same data as a table")

# Writing files (disk.py)
FILE_IN_USE = Text(
    de="Ein anderes Programm benutzt die Datei „{name}“, etwa eine Tabellenkalkulation oder ein Virenscanner. Bitte "
    "schließen Sie sie dort, und versuchen Sie es noch einmal.",
    en="Another program is using the file '{name}', such as a spreadsheet or a virus scanner. Please close it there "
    "and try again.",
)

# Reports of problems (errors.py)
LIKEWISE_IN_LINES = Text(
    de="{message}; ebenso in {n:einer weiteren Zeile|# weiteren Zeilen}: {lines}.",
    en="{message}; likewise in {n:one more line|# more lines}: {lines}",
)
LINE_RANGE = Text(de="{first} bis {last}", en="{first} to {last}")
HINT_PREFIX = Text(de="Hinweis: ", en="hint: ")
HINT_COUNT = Text(de=", {n:# Hinweis|# Hinweise}", en=", {n:# hint|# hints}")
FIX_LABEL = Text(de="Abhilfe", en="fix")
IN_PLACE = Text(de=" in {where}", en=" in {where}")
NO_PROBLEMS = Text(de="Keine Probleme", en="No problems")
PROBLEM_COUNT = Text(de="{n:# Problem|# Probleme}", en="{n:# problem|# problems}")
QUESTION_COUNT = Text(de=", {n:# offene Frage|# offene Fragen}", en=", {n:# open question|# open questions}")

# In the browser (placeholder.py)
NO_TABLES_IN_BROWSER = Text(
    de="Hier im Browser gibt es keine Tabellen zum Rechnen. Die Aufgaben gehen ohne sie.",
    en="Here in the browser there are no tables to compute with. The exercises work without them.",
)

# What may have been meant (suggestions.py)
DID_YOU_MEAN = Text(de="Meinten Sie „{near}“? Erlaubt sind: {allowed}", en='did you mean "{near}"? allowed: {allowed}')
NONE_YET = Text(de="Bisher gibt es hier keine; legen Sie eine an.", en="there are none here yet; add one")
ALLOWED_VALUES = Text(de="Erlaubt sind: {allowed}", en="allowed: {allowed}")
