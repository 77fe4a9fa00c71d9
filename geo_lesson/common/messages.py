"""What the modules of common say to people, in German and English."""

from geo_lesson.common.language import Text

# disk
IN_USE = Text(
    de="Ein anderes Programm benutzt die Datei „{name}“, etwa eine Tabellenkalkulation oder ein Virenscanner. Bitte "
    "schließen Sie sie dort, und versuchen Sie es noch einmal.",
    en="Another program is using the file '{name}', such as a spreadsheet or a virus scanner. Please close it there "
    "and try again.",
)

# errors
LIKEWISE = Text(de="{said}; ebenso in {n} weiteren Zeilen: {lines}.", en="{said}; likewise in {n} more lines: {lines}")
TO = Text(de="{first} bis {last}", en="{first} to {last}")
HINT = Text(de="Hinweis: ", en="hint: ")
HINTS = Text(de=", {n:# Hinweis|# Hinweise}", en=", {n:# hint|# hints}")
FIX = Text(de="Abhilfe", en="fix")
IN = Text(de=" in {where}", en=" in {where}")
NONE = Text(de="Keine Probleme", en="No problems")
COUNT = Text(de="{n:# Problem|# Probleme}", en="{n:# problem|# problems}")
QUESTIONS = Text(de=", {n:# offene Frage|# offene Fragen}", en=", {n:# open question|# open questions}")

# placeholder
ABSENT = Text(
    de="Hier im Browser gibt es keine Tabellen zum Rechnen. Die Aufgaben gehen ohne sie.",
    en="Here in the browser there are no tables to compute with. The exercises work without them.",
)

# suggestions
NEAR = Text(de="Meinten Sie „{near}“? Erlaubt sind: {allowed}", en='did you mean "{near}"? allowed: {allowed}')
NONE_YET = Text(de="Bisher gibt es hier keine; legen Sie eine an.", en="there are none here yet; add one")
ALLOWED = Text(de="Erlaubt sind: {allowed}", en="allowed: {allowed}")
