"""What the modules of extraction say to people, in German and English."""

from geo_lesson.common.language import Text

# article
NO_FILE = Text(de="Diese Datei gibt es nicht.", en="there is no such file")
NAME_FILE = Text(de="Nennen Sie eine Textdatei.", en="name a text file")
NOT_READABLE = Text(de="Die Datei lässt sich nicht lesen ({reason}).", en="the file cannot be read ({reason})")
TOO_LARGE = Text(
    de="Die Datei ist größer als 1 MB; ein Artikel ist das nicht.",
    en="the file is larger than 1 MB: this is no article",
)
SHORTEN = Text(de="Kopieren Sie nur den Artikel in eine Textdatei.", en="copy only the article into a text file")
NOT_ORDINARY = Text(de="Das ist keine gewöhnliche Datei.", en="this is not an ordinary file")
OTHER_FORMAT = Text(de="Das ist kein reiner Text, sondern {name}.", en="this is not plain text, but {name}")
NO_TEXT = Text(de="Das ist keine Textdatei.", en="this is not a text file")
COPY_TEXT = Text(
    de="Kopieren Sie den Text des Artikels in einen Editor, und speichern Sie ihn als .txt.",
    en="copy the text of the article into an editor and save it as .txt",
)
NO_QUOTE = Text(de="Das Zitat aus {id} fehlt.", en="the quote from {id} is missing")
NOT_IN_SENTENCE = Text(de="„{quote}“ steht nicht in {id}.", en='"{quote}" is not in {id}')
ELSEWHERE = Text(de="„{quote}“ steht nicht in {id}, sondern in {other}.", en='"{quote}" is not in {id}, but in {other}')
NAME_OTHER = Text(
    de="Ändern Sie „{key}“ zu {other}, oder kopieren Sie die Wörter aus {id}: {text}",
    en='change "{key}" to {other}, or copy the words out of {id}: {text}',
)
NOT_UNIQUE = Text(de="„{quote}“ steht {n} Mal in {id}.", en='"{quote}" occurs {n} times in {id}')
LONGER = Text(
    de="Nehmen Sie ein Wort mehr dazu, sodass die Stelle eindeutig ist.",
    en="add a word, so that only one place can be meant",
)
OTHER_DIGITS = Text(
    de="Das Zitat hat andere Ziffern als {id}: hier „{quote}“, dort „{found}“.",
    en='the quote has other digits than {id}: here "{quote}", there "{found}"',
)
COPY = Text(de="Kopieren Sie die Wörter aus {id}: {text}", en="copy the words out of {id}: {text}")

# finder
FIGURE = Text(de="Zahl", en="figure")
KIND_WORDS = {
    "speaker": Text(de="Person oder Stelle", en="speaker"),
    "hedge": Text(de="Abschwächung", en="hedge"),
    "judging": Text(de="Wertung", en="evaluation"),
    "date": Text(de="Datum, keine Zahl von etwas", en="date, not a count"),
    "year": Text(de="Jahr, keine Zahl von etwas", en="year, not a count"),
    "ordinal": Text(de="Ordnungszahl", en="ordinal"),
    "time": Text(de="Uhrzeit", en="time of day"),
    "price": Text(de="Geldbetrag", en="sum of money"),
    "phone": Text(de="Telefonnummer", en="telephone number"),
    "share": Text(de="Anteil", en="share"),
    "measure": Text(de="Maß oder Dauer", en="measure or duration"),
    "label": Text(de="Nummer oder Name", en="number in a name"),
    "repeated": Text(de="Gestört? Steht zweimal da", en="faulty? written twice"),
    "run_together": Text(de="Gestört? Zusammengelaufen", en="faulty? run together"),
    "stray": Text(de="Gestört? Wort vor der Zahl", en="faulty? word before the number"),
    "auxiliary": Text(de="Gestört? Fehlt ein Hilfsverb?", en="faulty? is an auxiliary missing?"),
}
BOUND_WORDS = {
    "": Text(de="", en=""),
    "exact": Text(de="genau", en="exactly"),
    "about": Text(de="ungefähr", en="about"),
    "at_least": Text(de="mindestens", en="at least"),
    "at_most": Text(de="höchstens", en="at most"),
    "unclear": Text(de="unklar", en="unclear"),
}
