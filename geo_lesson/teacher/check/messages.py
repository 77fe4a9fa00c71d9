"""Texts for people: what is wrong in a lesson as a whole."""

from geo_lesson.common.language import Text

# What gives an answer away (cues.py)
LANGUAGE_NAMES = {"de": Text(de="Deutsch", en="German"), "en": Text(de="Englisch", en="English")}
LENGTH_RATIO = Text(de="{language} {ratio}-mal", en="{language} {ratio} times")
RIGHT_OPTION_LONGER = Text(
    de="{place}Die richtige Antwort ist so viel länger als die anderen im Mittel, dass es sie verrät: {ratios}.",
    en="{place}the right option is so much longer than the others on average that it gives itself away: {ratios}",
)
SHORTEN_RIGHT_OPTION = Text(
    de="Kürzen Sie sie, oder schreiben Sie die anderen ebenso genau.",
    en="shorten it, or make the others just as precise",
)
RIGHT_OPTION_OFTEN_LONGEST = Text(
    de="{language}: In {n} von {all} Fragen ist die richtige Antwort die längste. Wer das merkt, muss nichts wissen.",
    en="{language}: in {n} of {all} choices the right option is the longest; whoever notices need know nothing",
)
SHORTEN_SOME_RIGHT_OPTIONS = Text(
    de="Kürzen Sie die richtige Antwort in einigen von ihnen: {names}",
    en="shorten the right option in some of them: {names}",
)

# HTML in texts (html_check.py)
HTML_FOUND = Text(de="Hier steht HTML: {tag}", en="there is HTML here: {tag}")
WRITE_WITHOUT_MARKUP = Text(
    de="Texte werden gezeigt, wie sie dastehen. Schreiben Sie sie ohne Auszeichnung.",
    en="texts are shown as they stand; write them without markup",
)

# Ids that name nothing (lesson.py)
CLAIM_LABEL = Text(de="Angabe", en="claim")
# What an id stands for, and where its like are written down.
ID_LABELS = {
    "sentence": (Text(de="Satz", en="sentence"), "article.de.md"),
    "line": (Text(de="Satz oder Überschrift", en="sentence or heading"), "article.de.md"),
    "exercise": (Text(de="Aufgabe", en="exercise"), "lesson.yaml (chapters)"),
    "reading": (Text(de="Lesart", en="reading"), "lesson.yaml (readings)"),
    "step": (Text(de="Schritt", en="step"), "drift.csv"),
    "card": (Text(de="Karte", en="card"), "cards.yaml"),
    "source": (Text(de="Quelle", en="source"), "sources.csv"),
    "claim": (CLAIM_LABEL, "claims.csv"),
    "recorded": (CLAIM_LABEL, "record.csv"),
    "root": (Text(de="Angabe oder Quelle", en="claim or source"), "sources.csv"),
    "entry": (Text(de="Eintrag", en="entry"), "lesson.yaml"),
    "counted": (Text(de="Einheit", en="unit"), "lesson.yaml (units)"),
    "status": (Text(de="Status", en="status"), "lesson.yaml (statuses)"),
    "place": (Text(de="Ort", en="place"), "places.csv"),
}
TABLE_MISSING = Text(
    de="Die Tabelle fehlt, aber {name} nennt daraus „{id}“, und vielleicht noch mehr.",
    en='the table is missing, but {name} names "{id}" from it, and perhaps more',
)
PUT_TABLE_BACK = Text(
    de="Legen Sie sie wieder in den Ordner der Lektion, oder legen Sie sie an; was daraus folgt, wird danach geprüft.",
    en="put it back into the folder of the lesson, or create it; what follows from it is looked at only then",
)
ADD_ALL_NAMED = Text(
    de="In {home} steht noch nichts. Ergänzen Sie dort alles, was die anderen Dateien nennen.",
    en="there is nothing in {home} yet; add there all that the other files name",
)

# Notebooks (notebooks.py)
EXERCISE_IN_NO_NOTEBOOK = Text(
    de="Kein Notebook in notebooks/{language} zeigt die Aufgabe „{id}“.",
    en='no notebook in notebooks/{language} shows the exercise "{id}"',
)
ADD_CELL = Text(
    de='Fügen Sie in ein Notebook eine Zelle ein:  lesson.exercise("{id}")',
    en='add a cell to a notebook:  lesson.exercise("{id}")',
)
IN_CELL = Text(de="Zelle {cell}: {message}", en="cell {cell}: {message}")
LESSON_LABEL = Text(de="Lektion", en="lesson")
EXERCISE_LABEL = Text(de="Aufgabe", en="exercise")
NOT_A_NOTEBOOK = Text(de="Das ist kein Notebook.", en="this is not a notebook")
OPEN_AND_SAVE = Text(
    de="Öffnen Sie die Datei in JupyterLab; lässt sie sich nicht öffnen, nehmen Sie eine frische Kopie.",
    en="open the file in JupyterLab; if it does not open, take a fresh copy",
)

# Open questions (tables.py)
NO_VALUES_YET = Text(de="bisher keine", en="none yet")
WHAT_BELONGS_HERE = Text(de="Was gehört hierher?", en="what belongs here?")
QUESTIONS = {
    "bound": Text(
        de="Wie genau meint der Text diese Zahl: „{quote}“?",
        en='how exactly does the text mean this number: "{quote}"?',
    ),
    "counted": Text(de="Wer oder was wird hier gezählt: „{quote}“?", en='who or what is counted here: "{quote}"?'),
    "status": Text(
        de="In welchem Zustand wird gezählt, zum Beispiel erwartet oder anwesend: „{quote}“?",
        en='in which state are they counted, for example expected or present: "{quote}"?',
    ),
    "place": Text(
        de="Für welchen Ort gilt die Zahl: „{quote}“?", en='for which place does the number hold: "{quote}"?'
    ),
    "as_of": Text(de="Für welchen Tag gilt die Zahl: „{quote}“?", en='for which day does the number hold: "{quote}"?'),
    "source": Text(de="Wer nennt diese Zahl: „{quote}“?", en='who gives this number: "{quote}"?'),
    "basis": Text(
        de="Worauf beruht die Zahl nach dem Text: „{quote}“?",
        en='what is the number based on, according to the text: "{quote}"?',
    ),
    "value": Text(de="Welche Zahl ist gemeint: „{quote}“?", en='which number is meant: "{quote}"?'),
    "kind": Text(
        de="Was ist das: eine Person, eine Behörde, ein Verein …?", en="what is this: a person, an authority, a club …?"
    ),
}
REPLACE_QUESTION_MARK = Text(
    de="Ersetzen Sie das ? durch die Antwort; sagt der Text nichts dazu, leeren Sie die Zelle.",
    en="put the answer in place of the ?; if the text says nothing, empty the cell",
)
HOW_TO_ANSWER = {
    "bound": Text(
        de="Schreiben Sie eines davon, oder mehrere mit | dazwischen: {allowed}",
        en="write one of these, or several with | between them: {allowed}",
    ),
    "as_of": Text(
        de="Schreiben Sie ein Datum wie 2024-10-28 oder eine Zeit aus lesson.yaml (times): {allowed}; sagt der Text "
        "nichts dazu, leeren Sie die Zelle.",
        en="write a date such as 2024-10-28, or a time from lesson.yaml (times): {allowed}; if the text says nothing, "
        "empty the cell",
    ),
    "source": Text(
        de="Schreiben Sie eine Kennung aus sources.csv: {allowed}; nennt der Text niemanden, leeren Sie die Zelle.",
        en="write an id from sources.csv: {allowed}; if the text names nobody, empty the cell",
    ),
} | {
    column: Text(
        de=f"Schreiben Sie eine Kennung aus {home}: {{allowed}}; ergänzen Sie dort, was fehlt. Sagt der Text nichts "
        "dazu, leeren Sie die Zelle.",
        en=f"write an id from {home}: {{allowed}}; add there what is missing; if the text says nothing, empty the cell",
    )
    for column, (_, home) in ID_LABELS.items()
    if column in ("counted", "status", "place")
}

# Plans (plans.py)
MINUTES_DIFFER = Text(
    de="Die Schritte dauern zusammen {total} Minuten, der Plan {minutes}.",
    en="the steps take {total} minutes in all, the plan {minutes}",
)
MINUTES_WITH_SPARE_DIFFER = Text(
    de="Die Schritte und die freien Minuten (spare) ergeben zusammen {total} Minuten, der Plan {minutes}.",
    en="the steps and the spare minutes come to {total} minutes in all, the plan to {minutes}",
)
WRITE_TOTAL_MINUTES = Text(
    de="Ändern Sie die Minuten eines Schritts, oder schreiben Sie  minutes: {total}",
    en="change the minutes of a step, or write  minutes: {total}",
)
EXERCISE_WITHOUT_PARTS = Text(
    de="Diese Aufgabe hat nichts, was sich einzeln auswählen ließe.",
    en="this exercise has nothing that could be chosen singly",
)
DELETE_ONLY = Text(de="Löschen Sie  only", en="delete  only")

# Numbers in texts, and feedback (prose.py)
BAD_NUMBER = Text(
    de="{place}„{number}“ ist keine Zahl, wie man sie hier schreibt.",
    en='{place}"{number}" is not a number as it is written here',
)
WRITE_NUMBER_PROPERLY = Text(
    de="Schreiben Sie auf Deutsch 12.000 und 4,2, auf Englisch 12,000 und 4.2, ohne Minus und ohne Null am Anfang. Hat "
    "ein Tabellenprogramm die Zahl verändert, holen Sie die alte Fassung zurück.",
    en="write 12.000 and 4,2 in German, 12,000 and 4.2 in English, without a minus and without a leading zero; if a "
    "spreadsheet has changed the number, go back to the earlier version",
)
NUMBERS_DIFFER = Text(
    de="{place}Die Sprachen nennen verschiedene Zahlen: nur auf Deutsch {in_de}, nur auf Englisch {in_en}.",
    en="{place}the languages give different numbers: only in German {in_de}, only in English {in_en}",
)
WRITE_SAME_NUMBERS = Text(
    de="Schreiben Sie in beiden Sprachen dieselben Zahlen.", en="write the same numbers in both languages"
)
PERCENTAGE_WITHOUT_LIMIT = Text(
    de="Gefragt ist nach Prozent, aber das Feld nimmt mehr als 100 an.",
    en="this field asks for a percentage but accepts more than 100",
)
ADD_AT_MOST = Text(de="Ergänzen Sie  at_most: 100", en="add  at_most: 100")
WRONG_ANSWER_PRAISED = Text(
    de="Die Rückmeldung beginnt mit „{words}“, aber die Antwort gilt als falsch.",
    en='the feedback begins with "{words}", but the answer counts as wrong',
)
ADD_CORRECT = Text(
    de="Ergänzen Sie bei dieser Antwort  correct: true , oder ändern Sie die Rückmeldung.",
    en="add  correct: true  to this answer, or change the feedback",
)
RIGHT_ANSWER_BLAMED = Text(
    de="Die Rückmeldung beginnt mit „{words}“, aber die Antwort gilt als richtig.",
    en='the feedback begins with "{words}", but the answer counts as right',
)
DELETE_CORRECT = Text(
    de="Löschen Sie bei dieser Antwort  correct: true , oder ändern Sie die Rückmeldung.",
    en="delete  correct: true  in this answer, or change the feedback",
)

# Articles in two languages (quotes.py)
LANGUAGES_DIVIDED_DIFFERENTLY = Text(
    de="Die beiden Sprachen sind verschieden gegliedert. Sätze unter den Überschriften: {first} in „{one}“, "
    "{second} in „{other}“.",
    en='the two languages are divided differently; sentences under the headings: {first} in "{one}", '
    '{second} in "{other}"',
)
DIVIDE_ALIKE = Text(
    de="Schreiben Sie jeden Satz in beiden Sprachen in eine eigene Zeile, in derselben Reihenfolge.",
    en="write each sentence on a line of its own in both languages, in the same order",
)

# What files say of each other (references.py)
NOT_A_LESSON_FOLDER = Text(
    de="Das ist kein Ordner einer Lektion: lesson.yaml fehlt.",
    en="this is not the folder of a lesson: lesson.yaml is missing",
)
NAME_LESSON_FOLDER = Text(
    de="Nennen Sie den Ordner, in dem lesson.yaml liegt, zum Beispiel data/troops.",
    en="name the folder that holds lesson.yaml, for example data/troops",
)
EXERCISE_TWICE = Text(
    de="Die Aufgabe „{id}“ steht schon in einem Kapitel.", en='the exercise "{id}" is in a chapter already'
)
NAME_ONCE = Text(de="Nennen Sie sie nur einmal.", en="name it once only")
EXERCISE_FILE_MISSING = Text(
    de="Zur Aufgabe „{id}“ fehlt die Datei exercises/{id}.yaml.",
    en='the file exercises/{id}.yaml of the exercise "{id}" is missing',
)
DID_YOU_MEAN_FILE = Text(
    de="Meinten Sie „{near}“? Schreiben Sie hier den Namen der Datei.",
    en='did you mean "{near}"? write the name of the file here',
)
CREATE_OR_DELETE_EXERCISE = Text(
    de="Legen Sie die Datei an, oder löschen Sie hier {id}, dann auch die Schritte in Plänen und die Zellen in "
    "Notebooks, die sie nennen.",
    en="create the file, or delete {id} here, and then the steps of plans and the cells of notebooks that name it, too",
)
NUMBER_WITH_UNIT = Text(
    de="Hat eine Tabellenkalkulation die Zahl verändert, gehen Sie auf die frühere Fassung zurück. Schreiben Sie das "
    "Gezählte dazu, etwa „10.900 Soldaten“: Dann bleibt die Zelle ein Text.",
    en="if a spreadsheet has changed the number, go back to the earlier version; write what is counted beside it, such "
    "as '10,900 soldiers': then the cell stays a text",
)
FOLDER_MISSING = Text(
    de="Der Ordner exercises fehlt; stattdessen gibt es hier {other}.",
    en="the folder exercises is missing; there is {other} instead",
)
RENAME_FOLDER = Text(de="Benennen Sie ihn um in {name}.", en="rename it to {name}")
EXERCISE_BESIDE_FOLDER = Text(
    de="{name} liegt neben dem Ordner exercises, nicht darin.", en="{name} lies beside the folder exercises, not in it"
)
MOVE_INTO_EXERCISES = Text(de="Verschieben Sie die Datei nach exercises.", en="move the file into exercises")
DELETE_STEP = Text(
    de="Gibt es die Aufgabe nicht mehr, löschen Sie diesen Schritt, Zeile {first} bis {last}; sonst schreiben Sie "
    "eine, die es gibt: {known}",
    en="if the exercise is gone, delete this step, lines {first} to {last}; otherwise write one that there is: {known}",
)
CALL_WITHOUT_QUOTES = Text(
    de="Der Name der Aufgabe steht nicht in geraden Anführungszeichen.",
    en="the name of the exercise is not in straight quotation marks",
)
WRITE_CALL = Text(de='Schreiben Sie  lesson.exercise("{id}")', en='write  lesson.exercise("{id}")')
UNKNOWN_METHOD = Text(de="lesson.{name} gibt es nicht.", en="there is no lesson.{name}")
DELETE_CELL = Text(
    de="Gibt es die Aufgabe nicht mehr, löschen Sie diese Zelle. {allowed}",
    en="if the exercise is gone, delete this cell; {allowed}",
)
EXERCISE_IN_NO_CHAPTER = Text(de="Kein Kapitel nennt die Aufgabe „{id}“.", en='no chapter names the exercise "{id}"')
NAME_IN_CHAPTER = Text(
    de="Nennen Sie {id} in lesson.yaml in einem Kapitel, oder löschen Sie die Datei.",
    en="name {id} in a chapter in lesson.yaml, or delete the file",
)
EXERCISE_WITHOUT_TABLE = Text(de="Aus der Aufgabe „{id}“ wird keine Tabelle.", en='the exercise "{id}" makes no table')
NAME_GRID_EXERCISES = Text(
    de="Nennen Sie hier nur Aufgaben mit  kind: classify  oder  kind: grid",
    en="name only exercises of  kind: classify  or  kind: grid  here",
)
CANNOT_LOOK_BACK = Text(
    de="Auf „{id}“ lässt sich hier nicht zurückblicken.", en='the exercise "{id}" cannot be looked back on here'
)
NAME_OTHER_EXERCISE = Text(
    de="Nennen Sie eine andere Aufgabe, die nicht aus Teilen besteht.",
    en="name another exercise, one that is not made of parts",
)
ID_TWICE = Text(de="Die Kennung „{id}“ steht schon in {place}.", en='the id "{id}" is in {place} already')
GIVE_OTHER_ID = Text(de="Geben Sie einem der beiden eine andere.", en="give one of the two another id")
CIRCLE = Text(de="Das führt im Kreis: {ids}", en="this goes in a circle: {ids}")
BREAK_CIRCLE = Text(de="Löschen Sie einen dieser Schritte.", en="delete one of these steps")
UNKNOWN_TIME = Text(
    de="„{written}“ ist weder ein Datum noch eine Zeit der Lektion.",
    en='"{written}" is neither a date nor a time of the lesson',
)
WRITE_DATE_OR_TIME = Text(
    de="Schreiben Sie ein Datum wie 2024-10-28 oder eine Zeit aus lesson.yaml: {times}",
    en="write a date such as 2024-10-28, or a time from lesson.yaml: {times}",
)
WRITE_DATE = Text(de="Schreiben Sie ein Datum wie 2024-10-28.", en="write a date such as 2024-10-28")

# Words and codes in tables (tables.py)
SPELLED_DIFFERENTLY = Text(
    de="„{word}“ steht nur hier; sonst heißt es „{meant}“.", en='"{word}" stands only here; elsewhere it is "{meant}"'
)
WRITE_WORD = Text(de="Schreiben Sie  {meant}", en="write  {meant}")
NOT_A_CODE = Text(de="„{code}“ ist kein Kürzel.", en='"{code}" is not a code')
WRITE_CODE = {
    "country": Text(
        de="Schreiben Sie die zwei Großbuchstaben des Landes, zum Beispiel DE, oder leeren Sie die Zelle.",
        en="write the two capital letters of the country, for example DE, or empty the cell",
    ),
    "wording_language": Text(
        de="Schreiben Sie das Kürzel der Sprache in kleinen Buchstaben, zum Beispiel de oder en.",
        en="write the code of the language in small letters, for example de or en",
    ),
}

# What nobody reads (plans.py), and what readers need (tables.py)
COLUMN_NEEDED = Text(
    de="Es fehlt die Spalte „{key}“, die Leserinnen und Leser brauchen.",
    en='the column "{key}" is missing, which readers need',
)
FILE_BESIDE_TABLE = Text(
    de="{other} liegt neben {name}; gelesen wird nur {name}.", en="{other} lies beside {name}; only {name} is read"
)
SAVE_AS_TABLE_AND_DELETE = Text(
    de="Haben Sie dort etwas geändert, speichern Sie die Tabelle als {name}; dann löschen Sie die Datei.",
    en="if you have changed anything there, save the table as {name}; then delete the file",
)
EXERCISE_ENDING = Text(
    de="Diese Datei wird nicht gelesen: Der Name einer Aufgabe endet auf .yaml.",
    en="this file is not read: the name of an exercise ends in .yaml",
)

# Pages of the research room (web_pages.py)
WEB_PAGE_LABEL = Text(de="Seite", en="page")
NO_WEB_PAGE = Text(
    de="Diese Datei wird nicht gelesen: So heißt keine Seite dieser Lektion.",
    en="this file is not read: no page of this lesson has such a name",
)
RENAME_WEB_PAGE = Text(
    de="Nennen Sie sie {names}, oder nehmen Sie sie aus dem Ordner web/ heraus.",
    en="call it {names}, or take it out of the folder web/",
)
PAGE_IN_ONE_LANGUAGE = Text(
    de="Diese Seite fehlt in der Sprache „{language}“.", en='this page is missing in "{language}"'
)
WRITE_OTHER_LANGUAGE = Text(de="Legen Sie  {name}  an.", en="create  {name}")
PAGE_DIFFERS = Text(
    de="„{key}“ ist hier anders als in {other}; es ist aber dieselbe Seite.",
    en='"{key}" differs from {other}, but it is the same page',
)
WRITE_THE_SAME = Text(de="Schreiben Sie in beiden Dateien dasselbe.", en="write the same in both files")
PUBLISHER_NOT_INVENTED = Text(
    de="„{name}“ gibt es wirklich: So heißt ein Herausgeber in record.csv.",
    en='"{name}" is not invented: a publisher in record.csv has this name',
)
INVENT_PUBLISHER = Text(
    de="Erfinden Sie einen Namen, der als erfunden zu erkennen ist, zum Beispiel Beispiel-Nachrichten.",
    en="make up a name that is openly invented, for example Example News",
)
ADDRESS_IN_NO_ROW = Text(
    de="Diese Adresse steht in keiner der Zeilen, auf denen die Seite beruht.",
    en="this address stands in none of the rows that the page rests on",
)
COPY_ADDRESS = Text(
    de="Schreiben Sie eine davon: {addresses} . Oder schreiben Sie  invented: true , mit erfundenem Herausgeber und "
    "ohne url.",
    en="write one of these: {addresses} , or write  invented: true , with an invented publisher and without url",
)
PUBLISHER_IN_NO_ROW = Text(
    de="Unter dieser Adresse steht in record.csv ein anderer Herausgeber als „{name}“.",
    en='at this address record.csv has another publisher than "{name}"',
)
COPY_PUBLISHER = Text(
    de="Schreiben Sie den Namen oder einen Teil davon so, wie er dort steht: {producer}",
    en="write the name, or a part of it, as it stands there: {producer}",
)
NUMBER_IN_NO_ROW = Text(
    de="„{number}“ steht in keiner der Zeilen {rows}.", en='"{number}" stands in none of the rows {rows}'
)
NAME_ROW_OF_NUMBER = Text(
    de="Nennen Sie unter rows die Zeile von record.csv, in der die Zahl steht, oder ändern Sie sie.",
    en="name the row of record.csv that holds the number under rows, or change it",
)
QUALIFIER_IN_NO_ROW = Text(
    de="„{number}“: So eingeschränkt steht die Zahl in keiner der Zeilen {rows}.",
    en='"{number}": in none of the rows {rows} does the number stand with this qualifier',
)
WRITE_QUALIFIER_OF_ROW = Text(
    de="Schreiben Sie den Zusatz der Zeile (etwa, mindestens, bis zu), oder lassen Sie ihn weg.",
    en="write the qualifier of the row (about, at least, up to), or leave it out",
)
