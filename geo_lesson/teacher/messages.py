"""What the modules of teacher say to people, in German and English."""

from geo_lesson.common.language import Text

# drafting
FOUND = Text(
    de="Gefunden: {n} Zahlen, {speakers:# Stelle oder Person, die etwas sagt|# Stellen oder Personen, die etwas sagen}",
    en="Found: {n} numbers, {speakers:# speaker|# speakers}",
)
LINE = Text(de="  {line}: „{quote}“ – offen: {open}", en='  {line}: "{quote}" – open: {open}')
NEXT = Text(
    de="Der Entwurf liegt in {folder}\nDas Notebook dazu: {notebook}\n"
    "Offene Fragen an Sie: {n}. Jede ist ein ? in claims.csv oder sources.csv.\n"
    "Weiter geht es mit  geo-lesson check  und mit README.md in diesem Ordner.",
    en="The draft is in {folder}\nIts notebook: {notebook}\n"
    "Open questions for you: {n}. Each is a ? in claims.csv or sources.csv.\n"
    "Go on with  geo-lesson check  and with README.md in that folder.",
)
NO_HEADING = Text(de="Ohne Überschrift", en="Without a heading")
NO_NAME = Text(de="So kann der Ordner einer Lektion nicht heißen.", en="the folder of a lesson cannot be called this")
NAME_IT = Text(
    de="Eine Lektion liegt in data/; ihr Name besteht aus Kleinbuchstaben, Ziffern und Bindestrichen: {name}",
    en="a lesson lies in data/; its name is made of lower-case letters, digits and hyphens: {name}",
)
THERE = Text(de="Hier steht schon etwas.", en="there is something here already")
OTHER_NAME = Text(
    de="Wählen Sie einen anderen Namen; überschrieben wird nichts.", en="choose another name; nothing is overwritten"
)
EMPTY = Text(de="Die Datei ist leer.", en="the file is empty")
FILL = Text(de="Kopieren Sie den Text des Artikels hinein.", en="copy the text of the article into it")
OTHER_LANGUAGE = Text(de="Dieser Text ist weder deutsch noch englisch.", en="this text is neither German nor English")
TRANSLATE = Text(de="Nehmen Sie eine Übersetzung.", en="take a translation")
NOT_ASKED = {
    "de": Text(de="Dieser Text scheint deutsch zu sein.", en="this text seems to be German"),
    "en": Text(de="Dieser Text scheint englisch zu sein.", en="this text seems to be English"),
}
LEAVE_OUT = Text(de="Schreiben Sie  --language {found}", en="write  --language {found}")
TOO_LONG = Text(de="Der Text hat mehr als 999 Sätze.", en="the text has more than 999 sentences")
SHORTEN = Text(de="Kopieren Sie nur den Artikel in eine Textdatei.", en="copy only the article into a text file")
TOO_FEW = Text(
    de="Gefundene Zahlen, die etwas zählen: {n} ({found}). Datumsangaben, Preise und Uhrzeiten zählen nicht.",
    en="numbers that count something, found here: {n} ({found}); dates, prices and times of day do not count",
)
OTHER_ARTICLE = Text(
    de="Für einen Vergleich braucht es zwei Zahlen. Nehmen Sie einen längeren Ausschnitt oder einen anderen Text.",
    en="a comparison needs two numbers; take a longer passage or another text",
)
