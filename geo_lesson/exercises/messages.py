"""What the modules of exercises say to people, in German and English."""

from geo_lesson.common.language import Text

# base
NOT_A_NUMBER = Text(
    de="„{written}“ lässt sich nicht als ganze Zahl lesen. Bitte schreiben Sie zum Beispiel 2.000.",
    en="'{written}' could not be read as a whole number. Please write it like this: 2,000.",
)

# choice
CHOOSE = Text(de="Bitte wählen Sie eine Antwort aus.", en="Please choose an answer.")
CHOOSE_SOME = Text(de="Bitte wählen Sie mindestens eine Antwort aus.", en="Please choose at least one answer.")
FOUND = Text(de="{n} von {all} gefunden.", en="{n} of {all} found.")
FOUND_AND_MORE = Text(de="{n} von {all} gefunden, {more} zu viel.", en="{n} of {all} found, {more} too many.")

# free_text
WRITE = Text(de="Bitte schreiben Sie hier Ihren Text.", en="Please write your text here.")
FORM_ONLY = Text(
    de="Angesehen wird hier nur die Form. Ob Ihr Text gut ist, prüfen Sie selbst mit der Liste.",
    en="Only the form is checked here. Use the list to check for yourself whether your text is good.",
)
SENTENCES = Text(de="Sätze: {n} (höchstens {most})", en="Sentences: {n} ({most} at most)")
WORDS = Text(de="Wörter: {n} (vorgesehen sind {low} bis {high})", en="Words: {n} ({low} to {high} are asked for)")
FIGURES_THERE = Text(de="Alle Zahlen, um die es geht, kommen vor.", en="All the numbers in question occur.")
FIGURES_MISSING = Text(de="Diese Zahlen kommen nicht vor: {missing}", en="These numbers do not occur: {missing}")
FLAGGED = Text(
    de="Diese Wörter werten: {found}. Ist das gewollt?", en="These words are evaluative: {found}. Is that intended?"
)
NONE_FLAGGED = Text(
    de="Von den wertenden Wörtern der Liste kommt keines vor.", en="None of the evaluative words on the list occurs."
)

# grid
OR = Text(de=" oder ", en=" or ")
ALSO = {
    True: Text(de=" (auch vertretbar: {values})", en=" (also defensible: {values})"),
    False: Text(de=" (vertretbar: {values})", en=" (defensible: {values})"),
}
LEFT = Text(de="{n:Ein Feld ist|# Felder sind} noch leer.", en="{n:One field is|# fields are} still empty.")
MORE = Text(
    de="Füllen Sie noch {n:ein weiteres Feld|mindestens # Felder} aus.",
    en="Please fill {n:one more field|at least # more fields}.",
)
GIVEN = Text(de=" (vorgegeben)", en=" (given)")
DEFENSIBLE_SO_FAR = Text(
    de="{n} von {all:# Zuordnung|# Zuordnungen} {n:ist|sind} vertretbar; noch leer: {empty}.",
    en="{n} of {all:# choice|# choices} {n:is|are} defensible; still empty: {empty}.",
)
DEFENSIBLE = Text(
    de="{n} von {all:# Zuordnung|# Zuordnungen} {n:ist|sind} vertretbar.",
    en="{n} of {all:# choice|# choices} {n:is|are} defensible.",
)

# mark_text
CHANGED = Text(
    de="Der Text hat sich geändert, seit Sie diese Wörter markiert haben. Ihre Markierungen sind aufgehoben und "
    "gelten nun für die Wörter, die heute an diesen Stellen stehen.",
    en="The text has changed since you marked these words. Your marks have been kept; they now stand for the words "
    "that are in these places today.",
)
MAY_HAVE_CHANGED = Text(
    de="Diese Markierungen stammen aus einer früheren Fassung; der Text kann sich seither geändert haben. Sie sind "
    "aufgehoben und gelten für die Wörter, die heute an diesen Stellen stehen.",
    en="These marks were made in an earlier version; the text may have changed since. They have been kept and stand "
    "for the words that are in these places today.",
)
MARK_SOMETHING = Text(de="Bitte markieren Sie mindestens eine Stelle.", en="Please mark at least one passage.")
TOO_LONG = Text(
    de="Diese Markierung ist sehr lang. Markieren Sie knapper: höchstens {n} Wörter.",
    en="This mark is very long. Please mark less: {n} words at most.",
)
COUNT = Text(de="{layer}: {n} von {all} gefunden (Richtwert {need}).", en="{layer}: {n} of {all} found (aim: {need}).")

# numbers
FILL_IN = Text(de="Bitte geben Sie hier eine Zahl ein.", en="Please type a number here.")
AT_MOST = Text(de="Bitte geben Sie höchstens {n} ein.", en="Please type {n} at most.")
ABOUT = Text(de="{label}: {n}", en="{label}: {n}")
RIGHT = Text(
    de="{n} von {all:# Zahl|# Zahlen} {n:stimmt|stimmen}.", en="{n} of {all:# number|# numbers} {n:is|are} right."
)

# order
ORDER_LEFT = Text(
    de="{n:Eine Zeile hat|# Zeilen haben} noch keinen Platz.", en="{n:One line has|# lines have} no place yet."
)
TWICE = Text(de="Platz {n} ist zweimal vergeben.", en="Place {n} has been given twice.")
PLACE = Text(de="{n}. {item}", en="{n}. {item}")
OUT = Text(de="Bleibt weg: {item}", en="To be left out: {item}")
KEPT = Text(
    de="Bei {n} von {all:# Paar|# Paaren} ist die Reihenfolge vertretbar.",
    en="{n} of {all:# pair|# pairs} {n:is|are} in a defensible order.",
)

# pieces
CHOSEN = Text(de="gewählt", en="chosen")
PIECES_LEFT = Text(de="nicht gewählt", en="not chosen")
PIECES_PLACE = Text(de="Platz {n}", en="place {n}")
PIECES_OUT = Text(de="weggelassen", en="left out")
MET = Text(de="markiert", en="marked")
MISSED = Text(de="nicht markiert", en="not marked")
ELSEWHERE = Text(de="Anderswo markiert", en="Marked elsewhere")

# task_view
NOT_HERE = Text(de="„{id}“ gibt es hier nicht.", en='there is no "{id}" here')
TASK_VIEW_WORDS = {
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

# value_range
LABELS = {
    "low": Text(de="Untere Grenze", en="Lower limit"),
    "best": Text(de="Am ehesten", en="Most likely"),
    "high": Text(de="Obere Grenze", en="Upper limit"),
}
VALUE_RANGE_FILL_IN = {
    "low": Text(de="Bitte geben Sie eine untere Grenze an.", en="Please give a lower limit."),
    "best": Text(de="Bitte geben Sie an, was am ehesten zutrifft.", en="Please give the likeliest number."),
    "high": Text(de="Bitte geben Sie eine obere Grenze an.", en="Please give an upper limit."),
}
LARGE = Text(de="Diese Zahl ist größer, als es hier sinnvoll ist.", en="This number is larger than makes sense here.")
LOW_ABOVE_HIGH = Text(
    de="Die obere Grenze liegt unter der unteren. Sind die beiden vertauscht?",
    en="The upper limit lies below the lower one. Have the two been swapped?",
)
BEST_OUTSIDE = Text(
    de="Die am ehesten zutreffende Zahl soll zwischen den beiden Grenzen liegen.",
    en="The likeliest number should lie between the two limits.",
)
