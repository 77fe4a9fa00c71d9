"""Texts for people: the search for numbers in an article."""

from geo_lesson.common.language import Text

# The article and quotes from it (article.py)
FILE_MISSING = Text(de="Diese Datei gibt es nicht.", en="there is no such file")
NAME_A_TEXT_FILE = Text(de="Nennen Sie eine Textdatei.", en="name a text file")
FILE_TOO_LARGE = Text(
    de="Die Datei ist größer als 1 MB; ein Artikel ist das nicht.",
    en="the file is larger than 1 MB: this is no article",
)
COPY_ARTICLE_ONLY = Text(
    de="Kopieren Sie nur den Artikel in eine Textdatei.", en="copy only the article into a text file"
)
NOT_ORDINARY = Text(de="Das ist keine gewöhnliche Datei.", en="this is not an ordinary file")
NOT_PLAIN_TEXT = Text(de="Das ist kein reiner Text, sondern {name}.", en="this is not plain text, but {name}")
NOT_A_TEXT_FILE = Text(de="Das ist keine Textdatei.", en="this is not a text file")
SAVE_AS_TXT = Text(
    de="Kopieren Sie den Text des Artikels in einen Editor, und speichern Sie ihn als .txt.",
    en="copy the text of the article into an editor and save it as .txt",
)
QUOTE_MISSING = Text(de="Das Zitat aus {id} fehlt.", en="the quote from {id} is missing")
QUOTE_NOT_FOUND = Text(de="„{quote}“ steht nicht in {id}.", en='"{quote}" is not in {id}')
QUOTE_ELSEWHERE = Text(
    de="„{quote}“ steht nicht in {id}, sondern in {other}.", en='"{quote}" is not in {id}, but in {other}'
)
CHANGE_SENTENCE_OR_QUOTE = Text(
    de="Ändern Sie „{key}“ zu {other}, oder kopieren Sie die Wörter aus {id}: {text}",
    en='change "{key}" to {other}, or copy the words out of {id}: {text}',
)
QUOTE_NOT_UNIQUE = Text(de="„{quote}“ steht {n} Mal in {id}.", en='"{quote}" occurs {n} times in {id}')
LENGTHEN_QUOTE = Text(
    de="Nehmen Sie ein Wort mehr dazu, sodass die Stelle eindeutig ist.",
    en="add a word, so that only one place can be meant",
)
QUOTE_DIGITS_DIFFER = Text(
    de="Das Zitat hat andere Ziffern als {id}: hier „{quote}“, dort „{found}“.",
    en='the quote has other digits than {id}: here "{quote}", there "{found}"',
)
COPY_FROM_SENTENCE = Text(de="Kopieren Sie die Wörter aus {id}: {text}", en="copy the words out of {id}: {text}")

# What is found in it (finder.py)
FIGURE_LABEL = Text(de="Zahl", en="figure")
KIND_LABELS = {
    "speaker": Text(de="Person oder Stelle", en="speaker"),
    "hedge": Text(de="Abschwächung", en="hedge"),
    "judging": Text(de="Wertung", en="evaluation"),
    "date": Text(de="Datum, keine Zahl von etwas", en="date, not a count"),
    "year": Text(de="Jahr, keine Zahl von etwas", en="year, not a count"),
    "ordinal": Text(de="Ordnungszahl", en="ordinal"),
    "time": Text(de="Uhrzeit", en="time of day"),
    "price": Text(de="Geldbetrag", en="sum of money"),
    "percent": Text(de="Prozentangabe", en="percentage"),
    "phone": Text(de="Telefonnummer", en="telephone number"),
    "share": Text(de="Anteil", en="share"),
    "measure": Text(de="Maß oder Dauer", en="measure or duration"),
    "label": Text(de="Nummer oder Name", en="number in a name"),
    "repeated": Text(de="Gestört? Steht zweimal da", en="faulty? written twice"),
    "run_together": Text(de="Gestört? Zusammengelaufen", en="faulty? run together"),
    "stray": Text(de="Gestört? Wort vor der Zahl", en="faulty? word before the number"),
    "misread": Text(de="Gestört? Buchstabe in der Zahl", en="faulty? letter in the number"),
    "auxiliary": Text(de="Gestört? Fehlt ein Hilfsverb?", en="faulty? is an auxiliary missing?"),
}
BOUND_LABELS = {
    "": Text(de="", en=""),
    "exact": Text(de="genau", en="exactly"),
    "about": Text(de="ungefähr", en="about"),
    "at_least": Text(de="mindestens", en="at least"),
    "at_most": Text(de="höchstens", en="at most"),
    "unclear": Text(de="unklar", en="unclear"),
}
