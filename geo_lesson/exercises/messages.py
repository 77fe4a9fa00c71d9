"""Texts for people: the exercises."""

from geo_lesson.common.language import Text

# All kinds (base.py)
NOT_A_NUMBER = Text(
    de="„{written}“ lässt sich nicht als ganze Zahl lesen. Bitte schreiben Sie zum Beispiel 2.000.",
    en="'{written}' could not be read as a whole number. Please write it like this: 2,000.",
)

# Choices (choice.py)
CHOOSE_AN_ANSWER = Text(de="Bitte wählen Sie eine Antwort aus.", en="Please choose an answer.")
CHOOSE_SOME_ANSWERS = Text(de="Bitte wählen Sie mindestens eine Antwort aus.", en="Please choose at least one answer.")
OPTIONS_FOUND = Text(de="{n} von {all} gefunden.", en="{n} of {all} found.")
OPTIONS_FOUND_AND_TOO_MANY = Text(
    de="{n} von {all} gefunden, {more} zu viel.", en="{n} of {all} found, {more} too many."
)

# Free text (free_text.py)
WRITE_YOUR_TEXT = Text(de="Bitte schreiben Sie hier Ihren Text.", en="Please write your text here.")
ONLY_FORM_CHECKED = Text(
    de="Angesehen wird hier nur die Form. Ob Ihr Text gut ist, prüfen Sie selbst mit der Liste.",
    en="Only the form is checked here. Use the list to check for yourself whether your text is good.",
)
SENTENCE_COUNT = Text(de="Sätze: {n} (höchstens {most})", en="Sentences: {n} ({most} at most)")
WORD_COUNT = Text(de="Wörter: {n} (vorgesehen sind {low} bis {high})", en="Words: {n} ({low} to {high} are asked for)")
ALL_NUMBERS_OCCUR = Text(de="Alle Zahlen, um die es geht, kommen vor.", en="All the numbers in question occur.")
NUMBERS_MISSING = Text(de="Diese Zahlen kommen nicht vor: {missing}", en="These numbers do not occur: {missing}")
EVALUATIVE_WORDS_FOUND = Text(
    de="Diese Wörter werten: {found}. Ist das gewollt?", en="These words are evaluative: {found}. Is that intended?"
)
NO_EVALUATIVE_WORDS = Text(
    de="Von den wertenden Wörtern der Liste kommt keines vor.", en="None of the evaluative words on the list occurs."
)

# Tables of choices (grid.py)
DEFENSIBLE_VALUES = {
    True: Text(de=" (auch vertretbar: {values})", en=" (also defensible: {values})"),
    False: Text(de=" (vertretbar: {values})", en=" (defensible: {values})"),
}
FIELDS_EMPTY = Text(de="{n:Ein Feld ist|# Felder sind} noch leer.", en="{n:One field is|# fields are} still empty.")
FILL_MORE_FIELDS = Text(
    de="Füllen Sie noch {n:ein weiteres Feld|mindestens # Felder} aus.",
    en="Please fill {n:one more field|at least # more fields}.",
)
ROW_GIVEN = Text(de=" (vorgegeben)", en=" (given)")
CHOICES_DEFENSIBLE_SO_FAR = Text(
    de="{n} von {all:# Zuordnung|# Zuordnungen} {n:ist|sind} vertretbar; noch leer: {empty}.",
    en="{n} of {all:# choice|# choices} {n:is|are} defensible; still empty: {empty}.",
)
CHOICES_DEFENSIBLE = Text(
    de="{n} von {all:# Zuordnung|# Zuordnungen} {n:ist|sind} vertretbar.",
    en="{n} of {all:# choice|# choices} {n:is|are} defensible.",
)

# Marking the text (mark_text.py)
TEXT_CHANGED = Text(
    de="Der Text hat sich geändert, seit Sie diese Wörter markiert haben. Ihre Markierungen sind aufgehoben und "
    "gelten nun für die Wörter, die heute an diesen Stellen stehen.",
    en="The text has changed since you marked these words. Your marks have been kept; they now stand for the words "
    "that are in these places today.",
)
TEXT_MAY_HAVE_CHANGED = Text(
    de="Diese Markierungen stammen aus einer früheren Fassung; der Text kann sich seither geändert haben. Sie sind "
    "aufgehoben und gelten für die Wörter, die heute an diesen Stellen stehen.",
    en="These marks were made in an earlier version; the text may have changed since. They have been kept and stand "
    "for the words that are in these places today.",
)
MARK_SOMETHING = Text(de="Bitte markieren Sie mindestens eine Stelle.", en="Please mark at least one passage.")
MARK_TOO_LONG = Text(
    de="Diese Markierung ist sehr lang. Markieren Sie knapper: höchstens {n} Wörter.",
    en="This mark is very long. Please mark less: {n} words at most.",
)
MARKED_WORDS = Text(de="{sign}: „{quote}“", en="{sign}: '{quote}'")
EXPECTED_PASSAGE = Text(de="{line}, {signs}: „{quote}“", en="{line}, {signs}: '{quote}'")
PASSAGES_FOUND = Text(
    de="{layer}: {n} von {all} gefunden (Richtwert {need}).", en="{layer}: {n} of {all} found (aim: {need})."
)

# Numbers (numbers.py)
TYPE_A_NUMBER = Text(de="Bitte geben Sie hier eine Zahl ein.", en="Please type a number here.")
NUMBER_AT_MOST = Text(de="Bitte geben Sie höchstens {n} ein.", en="Please type {n} at most.")
LABELLED_NUMBER = Text(de="{label}: {n}", en="{label}: {n}")
NUMBERS_RIGHT = Text(
    de="{n} von {all:# Zahl|# Zahlen} {n:stimmt|stimmen}.", en="{n} of {all:# number|# numbers} {n:is|are} right."
)

# Putting in order (order.py)
LINES_WITHOUT_PLACE = Text(
    de="{n:Eine Zeile hat|# Zeilen haben} noch keinen Platz.", en="{n:One line has|# lines have} no place yet."
)
PLACE_GIVEN_TWICE = Text(de="Platz {n} ist zweimal vergeben.", en="Place {n} has been given twice.")
NUMBERED_ITEM = Text(de="{n}. {item}", en="{n}. {item}")
ITEM_TO_LEAVE_OUT = Text(de="Bleibt weg: {item}", en="To be left out: {item}")
PAIRS_IN_ORDER = Text(
    de="Bei {n} von {all:# Paar|# Paaren} ist die Reihenfolge vertretbar.",
    en="{n} of {all:# pair|# pairs} {n:is|are} in a defensible order.",
)

# Responses that are counted in a class
OPTION_CHOSEN = Text(de="gewählt", en="chosen")
OPTION_NOT_CHOSEN = Text(de="nicht gewählt", en="not chosen")
PLACE_NUMBER = Text(de="Platz {n}", en="place {n}")
ITEM_LEFT_OUT = Text(de="weggelassen", en="left out")
PASSAGE_MARKED = Text(de="markiert", en="marked")
PASSAGE_NOT_MARKED = Text(de="nicht markiert", en="not marked")
MARKED_ELSEWHERE = Text(de="Anderswo markiert", en="Marked elsewhere")

# Exercises as a page or a notebook shows them (task_view.py)
UNKNOWN_ID = Text(de="„{id}“ gibt es hier nicht.", en='there is no "{id}" here')
TASK_LABELS = {
    "task": Text(de="Aufgabe", en="Exercise"),
    "minute": Text(de="Minute", en="minute"),
    "minutes": Text(de="Minuten", en="minutes"),
    "in_all": Text(de="zusammen", en="in all"),
    "if_time": Text(de="wenn Zeit ist", en="if there is time"),
    "optional": Text(de="freiwillig", en="optional"),
    "text": Text(de="Der Text", en="The text"),
    "tasks": Text(de="Aufgaben", en="Exercises"),
    "cards": Text(de="Quellenkarten", en="Source cards"),
    "card": Text(de="Karten", en="Cards"),
    "sentences": Text(de="Sätze", en="Sentences"),
    "key": Text(de="Lösungen", en="Answer key"),
    "key_note": Text(
        de="Dieser Teil ist für Lehrkräfte oder zur Selbstkontrolle. Er beginnt auf einem eigenen Blatt. „Vertretbar“ "
        "heißt: Hier sind mehrere Antworten möglich.",
        en="This part is for teachers or for checking one's own work. It begins on a sheet of its own. Where several "
        "values are named, each is defensible.",
    ),
    "open": Text(
        de="Offene Aufgabe: Es gibt keine einzelne richtige Antwort.",
        en="Open exercise: there is no single right answer.",
    ),
    "model": Text(de="Ein Beispiel", en="An example"),
    "takeaway": Text(de="Merksatz", en="Remember"),
    "sure": Text(de="Wie sicher sind Sie?", en="How sure are you?"),
    "sure_column": Text(de="Wie sicher?", en="How sure?"),
    "value": Text(de="Antwort", en="Answer"),
    "row": Text(de="Zu beurteilen", en="To be judged"),
    "several": Text(de="Mehrere Kreuze sind möglich.", en="You may tick several."),
    "place": Text(
        de="Schreiben Sie die Reihenfolge als Zahl in das Feld.", en="Write the order as a number in the box."
    ),
    "leave_out": Text(
        de="Eines hilft nicht weiter: Setzen Sie dort einen Strich.", en="One of them is no help: put a dash there."
    ),
    "mark": Text(
        de="Unterstreichen Sie im Text, und schreiben Sie den Buchstaben daneben.",
        en="Underline in the text and write the letter beside it.",
    ),
    "choose": Text(de="Zur Wahl", en="Choose from"),
    "look_back": Text(
        de="Vergleichen Sie danach mit Ihrer Antwort auf Aufgabe", en="Then compare with your answer to exercise"
    ),
    "checklist": Text(de="Zum Abhaken, wenn Sie fertig sind", en="To tick when you have finished"),
    "starters": Text(de="Satzanfänge", en="Sentence starters"),
    "before": Text(de="Zur Vorbereitung", en="To prepare"),
    "homework": Text(de="Hausaufgabe", en="Homework"),
    "name": Text(de="Kürzel", en="Initials"),
    "date": Text(de="Datum", en="Date"),
    "page": Text(de="Seite", en="Page"),
}

# A range (value_range.py)
LIMIT_LABELS = {
    "low": Text(de="Untere Grenze", en="Lower limit"),
    "best": Text(de="Am ehesten", en="Most likely"),
    "high": Text(de="Obere Grenze", en="Upper limit"),
}
LIMIT_MISSING = {
    "low": Text(de="Bitte geben Sie eine untere Grenze an.", en="Please give a lower limit."),
    "best": Text(de="Bitte geben Sie an, was am ehesten zutrifft.", en="Please give the likeliest number."),
    "high": Text(de="Bitte geben Sie eine obere Grenze an.", en="Please give an upper limit."),
}
NUMBER_TOO_LARGE = Text(
    de="Diese Zahl ist größer, als es hier sinnvoll ist.", en="This number is larger than makes sense here."
)
LOW_ABOVE_HIGH = Text(
    de="Die obere Grenze liegt unter der unteren. Sind die beiden vertauscht?",
    en="The upper limit lies below the lower one. Have the two been swapped?",
)
BEST_OUTSIDE_LIMITS = Text(
    de="Die am ehesten zutreffende Zahl soll zwischen den beiden Grenzen liegen.",
    en="The likeliest number should lie between the two limits.",
)
