"""Texts for people: lesson files and what may be wrong in them."""

from geo_lesson.common.language import Text

# Any file, and YAML (files.py)
FILE_MISSING = Text(de="Die Datei fehlt.", en="the file is missing")
CREATE_FILE = Text(
    de="Legen Sie sie an; dieselbe Datei einer anderen Lektion zeigt, was hineingehört.",
    en="create it; the same file of another lesson shows what belongs in it",
)
FILL_FILE = Text(
    de="Füllen Sie sie aus; dieselbe Datei einer anderen Lektion zeigt, was hineingehört.",
    en="fill it in; the same file of another lesson shows what belongs in it",
)
NOT_AN_ORDINARY_FILE = Text(
    de="Die Datei lässt sich nicht lesen: Das ist keine gewöhnliche Datei.",
    en="the file cannot be read: this is no ordinary file",
)
CREATE_FILE_ANEW = Text(
    de="Löschen Sie, was unter diesem Namen liegt (ein Ordner, ein Gerät oder ein Verweis darauf), und legen Sie die "
    "Datei neu an.",
    en="delete what lies under this name (a folder, a device or a link to one), and create the file anew",
)
CHECK_PERMISSION = Text(de="Prüfen Sie, ob Sie die Datei öffnen dürfen.", en="check that you may open the file")
FILE_TOO_LARGE = Text(de="Die Datei ist größer als {n} MB.", en="the file is larger than {n} MB")
SPLIT_OR_SHORTEN_FILE = Text(de="Teilen oder kürzen Sie sie.", en="split or shorten it")
NOT_UTF8 = Text(
    de="Hier steht ein Zeichen, das nicht in UTF-8 gespeichert ist.", en="a character here is not saved as UTF-8"
)
SAVE_AS_UTF8 = Text(
    de="Speichern Sie die Datei im Editor noch einmal mit der Kodierung UTF-8.",
    en="save the file again in your editor, with the encoding UTF-8",
)
SAVE_TABLE_AS_UTF8 = Text(
    de="In Excel: Speichern unter, Dateityp „CSV UTF-8 (durch Trennzeichen getrennt)“; in einem Editor: mit der "
    "Kodierung UTF-8 speichern.",
    en='in Excel: Save As, file type "CSV UTF-8 (Comma delimited)"; in an editor: encoding UTF-8',
)
INVISIBLE_CHARACTER = Text(
    de="Hier steht ein unsichtbares Zeichen ({name}).", en="there is an invisible character here ({name})"
)
RETYPE_LINE = Text(de="Löschen Sie die Zeile und schreiben Sie sie neu.", en="delete the line and type it again")
NOT_YAML = Text(de="Hier stimmt die Schreibweise (YAML) nicht.", en="this is not valid YAML here")
CHECK_PUNCTUATION = Text(
    de="Sehen Sie in dieser und der vorigen Zeile nach Doppelpunkt, Einrückung und Anführungszeichen. "
    "Ein Text mit einem Doppelpunkt darin gehört in Anführungszeichen.",
    en="look at this line and the one before: colon, indentation, quotation marks; "
    "a text with a colon in it belongs in quotation marks",
)
QUOTE_NOT_CLOSED = Text(
    de="Ein Anführungszeichen, das hier beginnt, wird nicht geschlossen.",
    en="a quotation mark that is opened here is not closed",
)
CLOSE_QUOTE = Text(
    de="Setzen Sie dasselbe Zeichen ans Ende des Textes. Kommt es im Text selbst vor, nehmen Sie außen das andere "
    "(\" oder ').",
    en="put the same mark at the end of the text; if it occurs in the text itself, use the other one (\" or ') outside",
)
CURLY_QUOTE = Text(
    de="Hier beginnt ein Text mit dem typografischen Zeichen {sign}; das ist für YAML kein Anführungszeichen.",
    en="a text begins with the typographic mark {sign} here, which is no quotation mark to YAML",
)
DASH_NOT_HYPHEN = Text(
    de="Hier steht das Zeichen {sign} statt eines Bindestrichs; Word setzt es von selbst.",
    en="there is the sign {sign} here in place of a hyphen; Word puts it there by itself",
)
WRITE_HYPHEN = Text(
    de="Schreiben Sie  -  (Bindestrich) und ein Leerzeichen, zum Beispiel  - id: …",
    en="write  -  (a hyphen) and a space, for example  - id: …",
)
SIGN_IN_FRONT = Text(
    de="Ein Text, der mit {sign} beginnt, ist für YAML kein Text.",
    en="a text that begins with {sign} is no text to YAML",
)
QUOTE_WHOLE_TEXT = Text(
    de='Setzen Sie den ganzen Text in gerade Anführungszeichen: "…"',
    en='put the whole text into straight quotation marks: "…"',
)
QUOTE_ENDS_EARLY = Text(
    de="Der Text in Anführungszeichen endet hier zu früh: Dasselbe Zeichen steht auch in ihm.",
    en="the text in quotation marks ends too early here: the same mark stands inside it, too",
)
OTHER_QUOTES_INSIDE = Text(
    de="Nehmen Sie im Text „…“, oder außen das andere Zeichen (\" oder '); ein ' im Text wird in '…' verdoppelt.",
    en="use the other mark (\" or ') outside; inside '…' an apostrophe is doubled: ''",
)
COLON_IN_TEXT = Text(
    de="In diesem Text steht ein Doppelpunkt; YAML hält das Wort davor für einen Eintrag.",
    en="there is a colon in this text; YAML takes the word before it for a key",
)
BRACKET_NOT_CLOSED = Text(
    de="Eine Klammer, die hier beginnt, wird nicht geschlossen.", en="a bracket that is opened here is not closed"
)
CLOSE_BRACKET = Text(
    de="Ergänzen Sie ] oder }. Ein Text, der mit einer Klammer beginnt, gehört in Anführungszeichen.",
    en="add ] or }; a text that begins with a bracket belongs in quotation marks",
)
COLON_MISSING = Text(
    de="In dieser Zeile fehlt ein Doppelpunkt, oder sie setzt den Text darüber fort, ohne eingerückt zu sein.",
    en="a colon is missing in this line, or it goes on with the text above without being indented",
)
WRITE_COLON = Text(de="Schreiben Sie  {key}: …", en="write  {key}: …")
WRITE_COLON_OR_INDENT = Text(
    de="Schreiben Sie  wort: wert , oder holen Sie den Text in die Zeile darüber.",
    en="write  word: value , or move the text into the line above",
)
INDENTATION_DIFFERS = Text(
    de="Diese Zeile ist um {n:# Leerzeichen|# Leerzeichen} eingerückt; darüber sind es {levels}.",
    en="this line is indented by {n:# space|# spaces}; above it there are {levels}",
)
ALIGN_WITH_ABOVE = Text(
    de="Rücken Sie sie so weit ein wie die Zeilen, zu denen sie gehört.",
    en="indent it as far as the lines to which it belongs",
)
TEXT_CUT_AT_HASH = Text(
    de="Der Text endet vor „{words}“: Was auf # folgt, liest YAML als Anmerkung.",
    en='the text ends before "{words}": what follows a # is a comment to YAML',
)
QUOTE_OR_SPACE_HASH = Text(
    de="Setzen Sie den ganzen Text in gerade Anführungszeichen; nach einer Anmerkung mit # folgt ein Leerzeichen.",
    en="put the whole text into straight quotation marks; in a comment, write a space after the #",
)
ADD_DASH = Text(
    de="Beginnt hier ein neuer Eintrag, fehlt der Strich davor:  - id: … ; sonst löschen Sie eines von beiden.",
    en="if a new entry begins here, its dash is missing:  - id: … ; otherwise delete one of the two",
)
SPACE_MISSING = Text(
    de="Hier fehlt ein Leerzeichen nach dem Strich oder nach dem Doppelpunkt.",
    en="a space is missing after the dash or the colon here",
)
ADD_SPACE = Text(de="Schreiben Sie  - id: …  oder  de: …", en="write  - id: …  or  de: …")
NEITHER_TEXT_NOR_ID = Text(
    de="„{written}“ ist kein Text und keine Kennung.", en='"{written}" is neither a text nor an id'
)
WRITE_OR_QUOTE_TEXT = Text(
    de="Schreiben Sie, was dort stehen soll. Ist genau dieses Wort gemeint, gehört es in Anführungszeichen.",
    en="write what belongs there; if you mean this very word, put it in quotation marks",
)
TAB_FOUND = Text(de="Hier steht ein Tabulator.", en="there is a tab here")
INDENT_WITH_SPACES = Text(de="Rücken Sie mit Leerzeichen ein.", en="indent with spaces")
FILE_EMPTY = Text(de="Die Datei ist leer.", en="the file is empty")
ALIAS_OR_DEEP_NESTING = Text(
    de="Verweise (*name) und sehr tiefe Schachtelung sind hier nicht erlaubt.",
    en="aliases (*name) and very deep nesting are not allowed here",
)
WRITE_CONTENT_OUT = Text(
    de="Schreiben Sie den Inhalt aus. Ein Text, der mit * beginnt, gehört in Anführungszeichen.",
    en="write the content out; a text that begins with * belongs in quotation marks",
)
KEY_TWICE = Text(
    de="„{key}“ steht schon in Zeile {first}, ein zweites Mal geht es nicht.",
    en='"{key}" is in line {first} already; it may appear only once',
)
DELETE_ONE = Text(de="Löschen Sie eines von beiden.", en="delete one of the two")
KEY_NOT_A_WORD = Text(
    de="Links vom Doppelpunkt steht hier kein einfaches Wort.", en="what stands before the colon here is not a word"
)
QUOTE_BRACES = Text(
    de="Setzen Sie einen Text, der mit { oder [ beginnt, in Anführungszeichen.",
    en="put a text that begins with { or [ into quotation marks",
)
UNKNOWN_ID = Text(de="{what} unbekannt: „{id}“", en='unknown {what} "{id}"')

# The folder of a lesson (folder.py)
LANGUAGE_MISSING = Text(
    de="Diese Lektion gibt es nicht in der Sprache „{language}“.", en='this lesson does not exist in "{language}"'
)
OTHER_FILE_INSTEAD = Text(
    de="{name} fehlt; stattdessen liegt hier {other}.", en="{name} is missing; there is {other} instead"
)
RENAME_FILE = Text(
    de="Benennen Sie die Datei um in {name}. Zeigt Ihr Rechner keine Endungen, schalten Sie sie vorher ein.",
    en="rename the file to {name}; if your computer hides file endings, switch them on first",
)
SAVE_TABLE_AS = Text(
    de="Speichern Sie die Tabelle als {name}, in Excel mit dem Dateityp „CSV UTF-8 (durch Trennzeichen getrennt)“.",
    en='save the table as {name}, in Excel with the file type "CSV UTF-8 (Comma delimited)"',
)
SAVE_TEXT_AS = Text(
    de="Speichern Sie den Text als {name}: in Word als „Nur Text“ mit der Kodierung UTF-8; jeder Satz steht in einer "
    "eigenen Zeile.",
    en="save the text as {name}: in Word as 'Plain Text' with the encoding UTF-8; each sentence on a line of its own",
)
HEADING_MISSING = Text(de="Der Text beginnt ohne Überschrift.", en="the text begins without a heading")
ADD_HEADING = Text(de="Beginnen Sie mit einer Zeile  ## Überschrift", en="begin with a line  ## Heading")
HEADING_UNCLEAR = Text(de="Diese Überschrift ist nicht zu erkennen.", en="this heading cannot be recognised")
WRITE_HEADING = Text(
    de="Schreiben Sie zwei Rauten, ein Leerzeichen und die Überschrift:  ## Überschrift",
    en="write two hash signs, a space and the heading:  ## Heading",
)
TOO_MANY_SENTENCES = Text(de="Der Text hat mehr als 999 Sätze.", en="the text has more than 999 sentences")
SHORTEN_TEXT = Text(de="Kürzen Sie ihn.", en="shorten it")
NO_SENTENCES = Text(de="Der Text hat keinen Satz.", en="the text has no sentence")
ADD_SENTENCES = Text(de="Schreiben Sie jeden Satz in eine eigene Zeile.", en="write each sentence on a line of its own")
UNKNOWN_EXERCISE = Text(de="Es gibt hier keine Aufgabe „{id}“.", en='there is no exercise "{id}" here')
AVAILABLE = Text(de="Es gibt: {known}", en="available: {known}")
UNKNOWN_PLAN = Text(de="Es gibt hier keinen Plan „{id}“.", en='there is no plan "{id}" here')
WRITE_PLAN = Text(de="Schreiben Sie einen unter  plans", en="write one under  plans")
ID_DIFFERS_FROM_FILE = Text(
    de="Die Aufgabe heißt hier „{id}“, die Datei aber anders.",
    en='the exercise is called "{id}" here, but its file has another name',
)
WRITE_ID = Text(de="Schreiben Sie  id: {id}", en="write  id: {id}")
LESSON_NOT_FOUND = Text(
    de="Von hier aus ist keine Lektion „{name}“ zu finden.", en='no lesson "{name}" can be found from here'
)
OPEN_BESIDE_DATA = Text(
    de="Öffnen Sie das Notebook in dem Ordner, in dem auch data/ liegt.",
    en="open the notebook in the folder that also holds data/",
)

# Source cards (source_cards.py)
CARD_FIELDS = {
    "speaker": Text(de="Wer", en="Who"),
    "occasion": Text(de="Anlass", en="Occasion"),
    "wording": Text(de="Angabe", en="Claim"),
    "status": Text(de="Status", en="Status"),
    "place": Text(de="Ort und Zeit", en="Place and time"),
    "basis": Text(de="Grundlage", en="Basis"),
}
READ_AT = Text(de="Nachzulesen", en="Read at")

# Pages of the research room (web_pages.py)
FRONT_MATTER_MISSING = Text(
    de="Die Seite beginnt nicht mit ihren Kopfdaten.", en="the page does not begin with its front matter"
)
ADD_FRONT_MATTER = Text(
    de="Beginnen Sie mit einer Zeile  ---  und schließen Sie die Kopfdaten (id, title …) ebenso; "
    "eine andere Seite in web/ zeigt, was hineingehört.",
    en="begin with a line  ---  and end the front matter (id, title …) with another; "
    "another page in web/ shows what belongs in it",
)
FRONT_MATTER_OPEN = Text(de="Die Kopfdaten der Seite enden nicht.", en="the front matter of the page does not end")
CLOSE_FRONT_MATTER = Text(
    de="Schreiben Sie unter die letzte Angabe der Kopfdaten eine Zeile  ---",
    en="write a line  ---  below the last entry of the front matter",
)
PAGE_ID_DIFFERS = Text(
    de="Die Seite heißt hier „{id}“, die Datei aber anders.",
    en='the page is called "{id}" here, but its file has another name',
)
PAGE_MARKDOWN = Text(
    de="Hier steht eine Auszeichnung: {written}",
    en="there is markup here: {written}",
)
WRITE_PARAGRAPHS = Text(
    de="Schreiben Sie einfache Absätze mit einer Leerzeile dazwischen; die Überschrift steht unter  title",
    en="write plain paragraphs with an empty line between them; the heading stands under  title",
)
PAGE_WORDS = Text(
    de="Der Text der Seite hat {n:ein Wort|# Wörter}.", en="the text of the page has {n:one word|# words}"
)
WRITE_SO_MANY_WORDS = Text(de="Schreiben Sie {fewest} bis {most} Wörter.", en="write {fewest} to {most} words")

# Tables (tables.py)
ROW_TOO_LONG = Text(
    de="Diese Zeile hat {n} Felder, die Tabelle aber nur {all:# Spalte|# Spalten}.",
    en="this row has {n} fields, but the table has only {all:# column|# columns}",
)
ROW_TOO_SHORT = Text(
    de="Diese Zeile hat nur {n:# Feld|# Felder}, die Tabelle aber {all} Spalten.",
    en="this row has only {n:# field|# fields}, but the table has {all} columns",
)
QUOTE_CELLS = Text(
    de='Setzen Sie Zellen, in denen das Trennzeichen oder ein " vorkommt, in Anführungszeichen: "so, zum Beispiel".',
    en='put cells that hold the separator or a " into quotation marks: "like, this"',
)
ADD_SEPARATORS = Text(
    de="Ergänzen Sie die fehlenden Trennzeichen; auch leere Zellen brauchen eines.",
    en="add the missing separators; empty cells need them too",
)
TABLE_QUOTES_UNMATCHED = Text(
    de="Ab hier stimmen die Anführungszeichen der Tabelle nicht.",
    en="from here on the quotation marks of the table do not match",
)
DOUBLE_QUOTES = Text(
    de='Eine Zelle in Anführungszeichen endet mit ", und ein " in ihrem Text wird verdoppelt: "so ""etwa"" hier".',
    en='a cell in quotation marks ends with a ", and a " in its text is doubled: "like ""this"" one"',
)
TAB_SEPARATED = Text(de="Die Spalten sind durch Tabulatoren getrennt.", en="the columns are set apart by tabs")
SAVE_AS_CSV = Text(
    de="Speichern Sie die Tabelle als CSV, mit Komma oder Semikolon als Trennzeichen; in Excel heißt das „CSV UTF-8 "
    "(durch Trennzeichen getrennt)“.",
    en='save the table as CSV, with comma or semicolon as the separator; in Excel: "CSV UTF-8 (Comma delimited)"',
)
HEADER_MISSING = Text(
    de="Die erste Zeile der Tabelle nennt keine ihrer Spalten.",
    en="the first row of the table names none of its columns",
)
ADD_HEADER = Text(
    de="Schreiben Sie eine Zeile mit den Namen der Spalten darüber, mindestens: {columns}",
    en="write a row with the names of the columns above it, at least: {columns}",
)
ROWS_IN_ONE_CELL = Text(
    de="Jede Zeile der Tabelle steht in einer einzigen Zelle.", en="each row of the table stands in a single cell"
)
IMPORT_IN_EXCEL = Text(
    de="Excel hat die Tabelle beim Öffnen nicht in Spalten zerlegt. Nehmen Sie die frühere Fassung, und öffnen Sie sie "
    "in Excel mit Daten, Aus Text/CSV.",
    en="Excel did not split the table into columns when it was opened; take the earlier version, and open it in Excel "
    "with Data, From Text/CSV",
)
HEADER_REPEATED = Text(
    de="Die Namen der Spalten stehen hier noch einmal.", en="the names of the columns are repeated here"
)
DELETE_ROW = Text(de="Löschen Sie diese Zeile.", en="delete this row")
COLUMN_NAMELESS = Text(de="Eine Spalte hat keinen Namen.", en="a column has no name")
NAME_COLUMN = Text(
    de="Löschen Sie die Spalte, oder schreiben Sie ihren Namen in die erste Zeile.",
    en="delete the column, or write its name into the first row",
)
DELETE_OR_RENAME_COLUMN = Text(
    de="Löschen Sie eine davon, oder geben Sie ihr den richtigen Namen.",
    en="delete one of them, or give it its right name",
)
UNKNOWN_COLUMN = Text(de="„{key}“ ist keine Spalte dieser Tabelle.", en='unknown column "{key}"')
COLUMN_TWICE = Text(de="Die Spalte „{key}“ steht mehrmals da.", en='there is more than one column "{key}"')
COLUMN_MISSING = Text(de="Es fehlt die Spalte „{key}“.", en='the column "{key}" is missing')
ADD_COLUMN = Text(de="Ergänzen Sie die Spalte {key}.", en="add the column {key}")

# What does not fit the models, most as a pair: what is wrong, how to mend it (validation.py)
LOOK_AT_OTHER_FILE = Text(
    de="Sehen Sie in einer anderen Datei dieser Art nach.", en="look at another file of this kind"
)
ENTRY_DOES_NOT_FIT = (
    Text(de="Der Eintrag „{written}“ passt hier nicht.", en='the entry "{written}" does not fit here'),
    LOOK_AT_OTHER_FILE,
)
UNKNOWN_KEY = Text(de="„{key}“ ist hier kein bekannter Eintrag.", en='unknown key "{key}"')
WORD_NOT_ALLOWED = Text(de="„{written}“ ist hier kein erlaubtes Wort.", en='"{written}" is not an allowed word here')
KEY_MISSING = (
    Text(de="Es fehlt „{key}“.", en='"{key}" is missing'),
    Text(de="Ergänzen Sie  {key}: …", en="add  {key}: …"),
)
NOT_AN_ID = (
    Text(de="„{written}“ ist keine Kennung.", en='"{written}" is not an id'),
    Text(
        de="Nehmen Sie Kleinbuchstaben, Ziffern, Binde- und Unterstriche, zum Beispiel first-impression.",
        en="use lower-case letters, digits, hyphens and underscores, for example first-impression",
    ),
)
ID_MISSING = (
    Text(de="Die Kennung fehlt.", en="the id is missing"),
    Text(
        de="Ergänzen Sie eine aus Kleinbuchstaben, Ziffern und Bindestrichen, zum Beispiel first-impression.",
        en="add one of lower-case letters, digits and hyphens, for example first-impression",
    ),
)
# By a part of the pattern that the id does not fit.
NOT_AN_ID_BY_PATTERN = {
    "[WH]": (
        Text(
            de="„{written}“ ist weder die Nummer eines Satzes noch die einer Überschrift.",
            en='"{written}" is the number neither of a sentence nor of a heading',
        ),
        Text(
            de="Schreiben Sie W oder H und die Nummer, zum Beispiel W6 oder H2.",
            en="write W or H and the number, for example W6 or H2",
        ),
    ),
    "^M": (
        Text(de="„{written}“ ist keine Nummer einer Karte.", en='"{written}" is not the number of a card'),
        Text(de="Schreiben Sie M und die Nummer, zum Beispiel M9.", en="write M and the number, for example M9"),
    ),
    "^W": (
        Text(de="„{written}“ ist keine Satznummer.", en='"{written}" is not the number of a sentence'),
        Text(de="Schreiben Sie W und die Nummer, zum Beispiel W6.", en="write W and the number, for example W6"),
    ),
    "^[A-Z]$": (
        NOT_AN_ID[0],
        Text(de="Nehmen Sie einen Großbuchstaben, zum Beispiel A.", en="use one capital letter, for example A"),
    ),
    r"\w+": (
        Text(de="„{written}“ ist kein einzelnes Wort.", en='"{written}" is not a single word'),
        Text(de="Schreiben Sie ein Wort ohne Leerzeichen.", en="write one word without spaces"),
    ),
    "A-Z": (
        NOT_AN_ID[0],
        Text(
            de="Nehmen Sie Buchstaben ohne Umlaute, Ziffern und Bindestriche, zum Beispiel c3000.",
            en="use letters without accents, digits and hyphens, for example c3000",
        ),
    ),
}
UNKNOWN_VALUE = Text(de="„{value}“ gibt es hier nicht.", en='there is no "{value}" here')
ENTRY_MISSING = (
    Text(de="Hier fehlt der Eintrag Nummer {key}.", en="entry number {key} is missing here"),
    Text(de="Ergänzen Sie ihn.", en="add it"),
)
NOT_A_LIST = (
    Text(de="Hier wird eine Liste erwartet.", en="a list is expected here"),
    Text(
        de="Schreiben Sie  [erster, zweiter] , oder jeden Eintrag in eine eigene Zeile mit  -  davor.",
        en="write  [first, second] , or each entry on a line of its own after a  -",
    ),
)
NOT_A_MAP = (
    Text(
        de="Hier werden Einträge der Form  wort: wert  erwartet.",
        en="entries of the form  word: value  are expected here",
    ),
    LOOK_AT_OTHER_FILE,
)
NOT_A_TEXT = (
    Text(de="Hier wird ein Text erwartet.", en="a text is expected here"),
    Text(
        de="Schreiben Sie einen Text in eine Zeile; enthält er einen Doppelpunkt, setzen Sie ihn in Anführungszeichen.",
        en="write a text on one line; if it holds a colon, put it in quotation marks",
    ),
)
NOT_A_WHOLE_NUMBER = (
    Text(de="„{written}“ ist keine ganze Zahl aus Ziffern.", en='"{written}" is not a whole number in digits'),
    Text(de="Schreiben Sie nur Ziffern, zum Beispiel 5 oder 12000.", en="write digits only, for example 5 or 12000"),
)
AMBIGUOUS_NUMBER = (
    Text(
        de="„{written}“ lässt sich verschieden lesen: Punkt und Komma bedeuten nicht überall dasselbe.",
        en='"{written}" can be read in more than one way: point and comma do not mean the same everywhere',
    ),
    Text(
        de="Ist {meant} gemeint? Dann schreiben Sie  {meant} , nur mit Ziffern.",
        en="if you mean {meant}, write  {meant} , in digits only",
    ),
)
VALUE_MISSING = Text(de="Hier fehlt ein Wert.", en="a value is missing here")
NOT_A_DECIMAL = (
    Text(de="„{written}“ ist keine Dezimalzahl.", en='"{written}" is not a decimal number'),
    Text(de="Schreiben Sie sie mit Punkt, zum Beispiel 51.25.", en="write it with a point, for example 51.25"),
)
TOO_FEW_ENTRIES = (
    Text(de="Hier stehen zu wenige Einträge.", en="there are too few entries here"),
    Text(de="Mindestens: {min_length}", en="at least: {min_length}"),
)
TOO_MANY_DIGITS = (
    Text(de="Diese Zahl hat zu viele Ziffern.", en="this number has too many digits"),
    Text(de="Prüfen Sie, ob eine Zahl gemeint ist.", en="check whether a number is meant"),
)
NOT_TRUE_OR_FALSE = (
    Text(de="„{written}“ ist weder true noch false.", en='"{written}" is neither true nor false'),
    Text(de="Schreiben Sie true oder false.", en="write true or false"),
)
# How to mend a value that shows what is meant (remedies.py)
WRITE_THIS = Text(de="Schreiben Sie  {meant}", en="write  {meant}")
WRITE_AND_SAY_BOUND = Text(
    de="Schreiben Sie  {meant} ; wie genau das gemeint ist, steht in der Spalte bound: about, at_least, at_most …",
    en="write  {meant} ; how exactly it is meant goes into the column bound: about, at_least, at_most …",
)
WRITE_LOW_AND_HIGH = Text(
    de="Schreiben Sie {low} in die Spalte low und {high} in die Spalte high, und leeren Sie diese Zelle.",
    en="write {low} into the column low and {high} into the column high, and empty this cell",
)
SEPARATE_BY_BAR = Text(
    de="Mehrere Wörter in einer Zelle trennt ein senkrechter Strich:  {meant}",
    en="several words in one cell are set apart by a vertical bar:  {meant}",
)
SEPARATE_BY_COMMA = Text(
    de="Mehrere Einträge in einer Liste trennt ein Komma:  [{meant}]",
    en="several entries of a list are set apart by commas:  [{meant}]",
)
ONE_NUMBER_EACH = Text(
    de="Hier stehen zwei Zahlen: Schreiben Sie die erste nach latitude, die zweite nach longitude.",
    en="there are two numbers here: write the first under latitude, the second under longitude",
)
POINT_LOST = (
    Text(
        de="„{written}“ ist hier zu groß; wahrscheinlich hat eine Tabellenkalkulation den Punkt für einen "
        "Tausenderpunkt gehalten.",
        en='"{written}" is too large here; a spreadsheet has probably taken its point for a separator of thousands',
    ),
    Text(
        de="Gehen Sie auf die frühere Fassung der Tabelle zurück, oder setzen Sie den Punkt wieder ein, zum Beispiel "
        "51.25.",
        en="go back to the earlier version of the table, or put the point back in, for example 51.25",
    ),
)
# How people write the words that only programs know.
NAMES_OF_WORDS = {
    "exact": "genau, exakt, exactly",
    "about": "ca., ca, circa, rund, etwa, ungefähr, fast, around, approx., approximately, roughly",
    "at_least": "mindestens, wenigstens, mehr als, über, minimum, more than, over",
    "at_most": "höchstens, maximal, bis zu, weniger als, unter, maximum, up to, less than",
    "unclear": "unklar, offen, unknown",
    "single-choice": "Einfachauswahl, eine Antwort",
    "multiple-choice": "Mehrfachauswahl, mehrere Antworten",
    "free-text": "Freitext, Text",
    "order": "Reihenfolge, ordnen",
    "mark-text": "markieren, Markierung",
    "numbers": "Zahlen, Zahl",
    "range": "Bereich, Spanne",
    "classify": "zuordnen, Zuordnung",
    "grid": "Tabelle, Raster",
    "true": "wahr, ja, richtig, yes, correct, x, 1",
    "false": "falsch, nein, no, wrong, 0",
    "pairs": "zu zweit, Partnerarbeit",
    "alone": "allein, Einzelarbeit",
    "class": "gemeinsam, Klasse, Plenum",
}
# How people head the columns of a table.
NAMES_OF_COLUMNS = {
    "id": "Kennung, Nr, Nummer, number",
    "sentence": "Satz",
    "value": "Wert, Zahl, figure",
    "low": "von, untere Grenze, from, minimum",
    "high": "bis, obere Grenze, to, maximum",
    "bound": "Genauigkeit, Art der Zahl",
    "counted": "Einheit, gezählt, unit, units",
    "status": "Zustand, state",
    "place": "Ort, location",
    "as_of": "Zeit, Datum, Stand, date, time",
    "source": "Quelle, Wer",
    "basis": "Grundlage",
    "claim": "Angabe, Behauptung",
    "relies_on": "stützt sich auf, beruht auf",
    "kind": "Art, Typ, type",
    "country": "Land",
    "stated_on": "gesagt am",
    "published": "veröffentlicht",
    "accessed": "abgerufen",
    "wording": "Wortlaut, Zitat, quote",
    "latitude": "Breite, Breitengrad, lat",
    "longitude": "Länge, Längengrad, lon, lng",
    "within": "liegt in, Teil von",
}
BY_ERROR_TYPE = {
    "missing": KEY_MISSING,
    "union_tag_not_found": KEY_MISSING,
    "string_pattern_mismatch": NOT_AN_ID,
    "string_type": NOT_A_TEXT,
    "tuple_type": NOT_A_LIST,
    "list_type": NOT_A_LIST,
    "dict_type": NOT_A_MAP,
    "model_type": NOT_A_MAP,
    "model_attributes_type": NOT_A_MAP,
    "int_parsing": NOT_A_WHOLE_NUMBER,
    "int_type": NOT_A_WHOLE_NUMBER,
    "whole_number": NOT_A_WHOLE_NUMBER,
    "too_short": TOO_FEW_ENTRIES,
    "too_long": (
        Text(de="Hier stehen zu viele Einträge.", en="there are too many entries here"),
        Text(de="Höchstens: {max_length}", en="at most: {max_length}"),
    ),
    "levels": (
        Text(
            de="Die Stufen müssen aufsteigen und zwischen 1 und 100 liegen.",
            en="the levels must rise and lie between 1 and 100",
        ),
        Text(
            de="Schreiben Sie zum Beispiel  levels: [50, 65, 80, 95]",
            en="write, for example,  levels: [50, 65, 80, 95]",
        ),
    ),
    "string_too_short": (
        Text(de="Hier fehlt ein Text.", en="a text is missing here"),
        Text(de="Ergänzen Sie ihn.", en="add it"),
    ),
    "string_too_long": (
        Text(de="„{written}“ ist zu lang.", en='"{written}" is too long'),
        Text(de="Höchstens {max_length} Zeichen.", en="at most {max_length} characters"),
    ),
    "confidence": (
        Text(
            de="„{written}“ passt nicht zu confidence, der Frage nach der Sicherheit.",
            en='"{written}" does not fit confidence, the question of how sure one is',
        ),
        Text(
            de="Schreiben Sie  confidence: true , oder Stufen in Prozent:  confidence: {{levels: [50, 75, 95]}}",
            en="write  confidence: true , or levels in percent:  confidence: {{levels: [50, 75, 95]}}",
        ),
    ),
    "whole_too_long": TOO_MANY_DIGITS,
    "leading_nought": (
        Text(de="„{written}“ beginnt mit einer Null.", en='"{written}" begins with a zero'),
        Text(de="Schreiben Sie  {meant}", en="write  {meant}"),
    ),
    "int_parsing_size": TOO_MANY_DIGITS,
    "finite_number": NOT_A_DECIMAL,
    "bool_parsing": NOT_TRUE_OR_FALSE,
    "bool_type": NOT_TRUE_OR_FALSE,
    "day": (
        Text(de="„{written}“ ist kein Datum.", en='"{written}" is not a date'),
        Text(
            de="Schreiben Sie Jahr, Monat und Tag so: 2024-10-28; der Tag oder Monat und Tag dürfen fehlen.",
            en="write year, month and day like this: 2024-10-28; the day, or month and day, may be left out",
        ),
    ),
    "address": (
        Text(de="„{written}“ ist keine Internetadresse.", en='"{written}" is not a web address'),
        Text(de="Sie beginnt mit https:// und hat keine Leerzeichen.", en="it begins with https:// and has no spaces"),
    ),
    "half_a_point": (
        Text(de="latitude und longitude gehören zusammen.", en="latitude and longitude belong together"),
        Text(de="Füllen Sie beide aus, oder keine von beiden.", en="fill in both, or neither"),
    ),
    "one_end": (
        Text(de="low und high gehören zusammen.", en="low and high belong together"),
        Text(
            de="Füllen Sie beide aus; eine einzelne Zahl gehört in value.",
            en="fill in both; a single figure goes in value",
        ),
    ),
    "low_above_high": (
        Text(de="low ({low}) ist größer als high ({high}).", en="low ({low}) is above high ({high})"),
        Text(de="Tauschen Sie die beiden.", en="swap the two"),
    ),
    "lost_words": (
        Text(
            de="„{words}“ steht nicht genau einmal im ursprünglichen Wortlaut.",
            en='"{words}" does not occur exactly once in the original',
        ),
        Text(
            de="Schreiben Sie die verlorenen Wörter so wie in original, lost_de wie in original_de, mit | dazwischen.",
            en="write the lost words as in original, lost_de as in original_de, with | between them",
        ),
    ),
    "value_and_range": (
        Text(de="Neben low und high bleibt value leer.", en="beside low and high, value stays empty"),
        Text(de="Löschen Sie value, oder low und high.", en="delete value, or low and high"),
    ),
    "float_parsing": NOT_A_DECIMAL,
    "float_type": NOT_A_DECIMAL,
    "less_than_equal": (
        Text(de="„{written}“ ist zu groß.", en='"{written}" is too large'),
        Text(de="Höchstens: {le}", en="at most: {le}"),
    ),
    "greater_than_equal": (
        Text(de="„{written}“ ist zu klein.", en='"{written}" is too small'),
        Text(de="Mindestens: {ge}", en="at least: {ge}"),
    ),
    "less_than": (
        Text(de="„{written}“ ist zu groß.", en='"{written}" is too large'),
        Text(de="Kleiner als: {lt}", en="less than: {lt}"),
    ),
    "text_not_map": (
        Text(de="Hier wird ein Text je Sprache erwartet.", en="one text per language is expected here"),
        Text(de="Schreiben Sie je eine Zeile für: {languages}", en="write one line for each of: {languages}"),
    ),
    "text_missing": (
        Text(de="Der Text in „{language}“ fehlt.", en='the text in "{language}" is missing'),
        Text(de="Ergänzen Sie  {language}: …", en="add  {language}: …"),
    ),
    "text_unknown": (
        Text(de="„{language}“ ist keine Sprache dieser Lektion.", en='"{language}" is not a language of this lesson'),
        Text(de="Schreiben Sie je eine Zeile für: {languages}", en="write one line for each of: {languages}"),
    ),
    "one_condition": (
        Text(de="Ein Muster braucht genau eine Bedingung.", en="a pattern needs exactly one condition"),
        Text(
            de="Schreiben Sie zum Beispiel  when: {{span_below: 1000}} ; mehrere Bedingungen brauchen mehrere Muster.",
            en="write, for example,  when: {{span_below: 1000}} ; for several conditions, write several patterns",
        ),
    ),
    "no_otherwise": (
        Text(
            de="Das letzte Muster, und nur dieses, gilt für alle übrigen Antworten.",
            en="the last pattern, and only that, is for all other answers",
        ),
        Text(
            de="Schreiben Sie im letzten Muster, und nur dort,  when: otherwise",
            en="write  when: otherwise  in the last pattern, and only there",
        ),
    ),
    "nodes_or_claims": (
        Text(de="Das Bild braucht entweder nodes oder claims.", en="the figure needs either nodes or claims"),
        Text(
            de="Löschen Sie eines von beiden, oder ergänzen Sie, was fehlt.",
            en="delete one of the two, or add what is missing",
        ),
    ),
    "edges_circle": (
        Text(de="Die Pfeile führen im Kreis.", en="the arrows lead in a circle"),
        Text(de="Löschen Sie einen von ihnen, oder drehen Sie ihn um.", en="delete one of them, or turn it round"),
    ),
    "one_reason_after": (
        Text(
            de="Nach der Antwort wird nur eine Begründung erfragt, nicht eine je Zeile.",
            en="after the answer, one reason is asked for, not one for each row",
        ),
        Text(de="Löschen Sie  per , oder schreiben Sie  when: before", en="delete  per , or write  when: before"),
    ),
    "no_text_to_start": (
        Text(
            de="Satzanfänge helfen nur, wo ein eigener Text geschrieben wird.",
            en="sentence starters help only where a text of one's own is written",
        ),
        Text(
            de="Löschen Sie starters, oder ergänzen Sie  reason: …",
            en="delete starters, or add  reason: …",
        ),
    ),
    "list_instead": (
        Text(
            de="Nach einem freien Text wird die Liste angehakt, keine Begründung geschrieben.",
            en="after a free text the list is ticked, no reason is written",
        ),
        Text(de="Löschen Sie reason, oder schreiben Sie  when: before", en="delete reason, or write  when: before"),
    ),
    "other_width": (
        Text(
            de="Diese Zeile hat zu wenige oder zu viele Zellen: {cells} statt {heads}.",
            en="this row has too few or too many cells: {cells} instead of {heads}",
        ),
        Text(de="Schreiben Sie je Spalte eine Zelle.", en="write one cell for each column"),
    ),
    "two_columns": (
        Text(de="Eine Diagonale braucht zwei Spalten.", en="a diagonal needs two columns"),
        Text(de="Ergänzen Sie eine Spalte, oder löschen Sie das Muster.", en="add a column, or delete the pattern"),
    ),
    "option_twice": (
        Text(de="Zwei Einträge haben die Kennung „{id}“.", en='two entries have the id "{id}"'),
        Text(de="Geben Sie einer eine andere Kennung.", en="give one of them another id"),
    ),
    "no_right_option": (
        Text(de="Keine Antwort ist als richtig gekennzeichnet.", en="no option is marked as right"),
        Text(
            de="Schreiben Sie  correct: true  zur richtigen Antwort, oder  judged: false , wenn keine richtig ist.",
            en="add  correct: true  to the right option, or write  judged: false  if none is right",
        ),
    ),
    "no_right_number": (
        Text(de="Keine Zahl ist als richtig gekennzeichnet.", en="no number is marked as right"),
        Text(de="Schreiben Sie  correct: true  zur richtigen Zahl.", en="add  correct: true  to the right number"),
    ),
    "several_right": (
        Text(de="Mehrere Antworten sind als richtig gekennzeichnet.", en="several options are marked as right"),
        Text(
            de="Lassen Sie nur eine, oder schreiben Sie  kind: multiple-choice",
            en="leave only one, or write  kind: multiple-choice",
        ),
    ),
    "right_but_not_judged": (
        Text(
            de="„{id}“ ist als richtig gekennzeichnet, aber die Aufgabe wird nicht gewertet.",
            en='"{id}" is marked as right, but the exercise is not judged',
        ),
        Text(de="Löschen Sie  judged: false  oder  correct: true .", en="delete  judged: false  or  correct: true "),
    ),
    "real_without_url": (
        Text(
            de="Ein wirklicher Herausgeber steht hier ohne Adresse seiner Seite.",
            en="a real publisher stands here without the address of its page",
        ),
        Text(
            de="Ergänzen Sie  url: …  aus einer der Zeilen unter rows, oder erfinden Sie einen Namen und schreiben "
            "Sie  invented: true",
            en="add  url: …  from one of the rows, or make up a name and write  invented: true",
        ),
    ),
    "invented_with_url": (
        Text(de="Eine erfundene Seite hat keine Adresse.", en="an invented page has no address"),
        Text(
            de="Löschen Sie url, oder schreiben Sie  invented: false  und den wirklichen Herausgeber.",
            en="delete url, or write  invented: false  and the real publisher",
        ),
    ),
    "copy_of_nothing": (
        Text(de="Eine Kopie nennt, wovon sie abgeschrieben ist.", en="a copy names the page that it is copied from"),
        Text(de="Ergänzen Sie  relies_on: [kennung-der-seite]", en="add  relies_on: [id-of-the-page]"),
    ),
}
