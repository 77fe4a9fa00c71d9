"""Texts for people: drafts of lessons."""

from geo_lesson.common.language import Text

FINDINGS_COUNTED = Text(
    de="Gefunden: {n} Zahlen, {speakers:# Stelle oder Person, die etwas sagt|# Stellen oder Personen, die etwas sagen}",
    en="Found: {n} numbers, {speakers:# speaker|# speakers}",
)
FINDING = Text(de="  {line}: „{quote}“ – offen: {open}", en='  {line}: "{quote}" – open: {open}')
DRAFT_WRITTEN = Text(
    de="Der Entwurf liegt in {folder}\n"
    "Offene Fragen an Sie: {n}. Jede ist ein ? in claims.csv oder sources.csv.\n"
    "Was noch zu tun ist, sagen README.md in diesem Ordner und  {command} check\n"
    "Öffnen:  {command} start {notebook}",
    en="The draft is in {folder}\n"
    "Open questions for you: {n}. Each is a ? in claims.csv or sources.csv.\n"
    "What is left to do: README.md in that folder and  {command} check\n"
    "To open it:  {command} start {notebook}",
)
WITHOUT_HEADING = Text(de="Ohne Überschrift", en="Without a heading")
BAD_FOLDER_NAME = Text(
    de="So kann der Ordner einer Lektion nicht heißen.", en="the folder of a lesson cannot be called this"
)
CHOOSE_FOLDER_NAME = Text(
    de="Eine Lektion liegt in data/; ihr Name besteht aus Kleinbuchstaben, Ziffern und Bindestrichen: {name}",
    en="a lesson lies in data/; its name is made of lower-case letters, digits and hyphens: {name}",
)
FILE_EXISTS = Text(de="Hier steht schon etwas.", en="there is something here already")
CHOOSE_OTHER_NAME = Text(
    de="Wählen Sie einen anderen Namen; überschrieben wird nichts.", en="choose another name; nothing is overwritten"
)
COPY_ARTICLE_IN = Text(de="Kopieren Sie den Text des Artikels hinein.", en="copy the text of the article into it")
NEITHER_GERMAN_NOR_ENGLISH = Text(
    de="Dieser Text ist weder deutsch noch englisch.", en="this text is neither German nor English"
)
TAKE_A_TRANSLATION = Text(de="Nehmen Sie eine Übersetzung.", en="take a translation")
OTHER_LANGUAGE_THAN_ASKED = {
    "de": Text(de="Dieser Text scheint deutsch zu sein.", en="this text seems to be German"),
    "en": Text(de="Dieser Text scheint englisch zu sein.", en="this text seems to be English"),
}
WRITE_LANGUAGE = Text(de="Schreiben Sie  --language {language}", en="write  --language {language}")
TOO_FEW_NUMBERS = Text(
    de="Gefundene Zahlen, die etwas zählen: {n} ({quotes}). Datumsangaben, Geldbeträge, Prozente und Uhrzeiten zählen "
    "nicht.",
    en="numbers that count something, found here: {n} ({quotes}); dates, money, percentages and times do not count",
)
ASK_FOR_AMOUNTS = Text(
    de="Soll die Lektion Geldbeträge oder Prozente vergleichen, wiederholen Sie den Befehl mit {options}. Sonst nehmen "
    "Sie einen längeren Ausschnitt oder einen anderen Text.",
    en="if the lesson is to compare sums of money or percentages, repeat the command with {options}; "
    "if not, take a longer passage or another text",
)
TAKE_OTHER_ARTICLE = Text(
    de="Für einen Vergleich braucht es zwei Zahlen. Nehmen Sie einen längeren Ausschnitt oder einen anderen Text.",
    en="a comparison needs two numbers; take a longer passage or another text",
)
