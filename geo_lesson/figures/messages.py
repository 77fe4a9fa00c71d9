"""Texts for people: the figures."""

from geo_lesson.common.language import Text

# Matrix, marks and drift (as_tables.py)
MATRIX_TITLE = Text(
    de="In welchen Gesichtspunkten lassen sich die Zahlen vergleichen?",
    en="In which respects can the figures be compared?",
)
DRIFT_TITLE = Text(de="Was ist unterwegs weggefallen?", en="What was lost on the way?")
ASPECT_HEAD = Text(de="Gesichtspunkt", en="Aspect")
VERDICT_HEAD = Text(de="Ergebnis", en="Verdict")
REASON_HEAD = Text(de="Begründung", en="Reason")
NOT_DEFENSIBLE = Text(de="(nicht vertretbar)", en="(not defensible)")
NO_FIGURE = Text(de="keine Zahl", en="no figure")
DASH_LEGEND = Text(de="– heißt: keine Zahl, also kein Vergleich.", en="– means: no figure, so no comparison.")
ENTRY_LEGEND = Text(
    de="Groß: Ihr Eintrag (–: noch keiner). Darunter: was vertretbar ist. Gestrichelt umrahmt: Ihr Eintrag gehört "
    "nicht dazu.",
    en="Large: your entry (–: none yet). Below: what is defensible. In a dashed frame: your entry is not among them.",
)
TWO_OR_THREE_CLAIMS = Text(
    de="Hier lassen sich zwei oder drei Angaben vergleichen.", en="Two or three claims can be compared here."
)
COLUMN_FOR_EACH_PAIR = Text(
    de="Eine Spalte für jedes Paar, eine Zeile für jeden Gesichtspunkt.",
    en="One column for each pair, one row for each aspect.",
)
SENTENCE_HEAD = Text(de="Satz", en="Sentence")
OWN_MARK = Text(de="von Ihnen", en="yours")
POSSIBLE_MARK = Text(de="wäre möglich gewesen", en="would have been possible")
MARKS_LEGEND = Text(
    de="●: von Ihnen. ○: wäre auch vertretbar. In der Zeile der Überschrift: wie viele von Ihnen.",
    en="●: yours. ○: would be defensible too. In the row of the heading: how many of yours.",
)
DRIFT_LEGEND = Text(de="Weggefallene Wörter sind durchgestrichen.", en="Lost words are struck through.")
DRIFT_HEADS = (
    Text(de="So gesagt", en="As said"),
    Text(de="In einer anderen Meldung", en="In another report"),
    Text(de="Verändert", en="Changed"),
)
CHANGE_LABELS = {
    "number": Text(de="Zahl", en="number"),
    "status": Text(de="Status", en="status"),
    "qualifier": Text(de="Zusatz", en="qualifier"),
    "source": Text(de="Person oder Stelle", en="person or institution"),
    "place": Text(de="Ort", en="place"),
    "basis": Text(de="Grundlage", en="basis"),
}
DRIFT_NOT_TRANSLATED = Text(
    de="Zu {ids} gibt es in drift.csv noch keinen deutschen Wortlaut.",
    en="In drift.csv there is no German wording for {ids} yet.",
)

# All figures (base.py)
BOUND_SIGNS = Text(de="≥ mindestens · ≤ höchstens · ≈ etwa", en="≥ at least · ≤ at most · ≈ about")

# Pictures to exercises (catalogue.py)
PICTURE_NOT_DRAWN = Text(
    de="Das Bild zu dieser Aufgabe lässt sich nicht zeichnen. Ihre Antwort ist gespeichert. "
    "(Lehrkräfte: {command} check)",
    en="The picture for this exercise cannot be drawn. Your answer is saved. (Teachers: {command} check)",
)

# Confidence (confidence.py)
CONFIDENCE_TITLE = Text(
    de="Wie gut passt Ihre Sicherheit zu Ihren Treffern?", en="How well does your confidence fit your hits?"
)
CONFIDENCE_HEADS = (
    Text(de="Sicherheit", en="Confidence"),
    Text(de="Antworten", en="Answers"),
    Text(de="richtig", en="right"),
    Text(de="In Worten", en="In words"),
)
HITS_AT_LEVEL = Text(
    de="Bei „{level}“ lagen Sie {hits} von {n} Mal richtig.",
    en="At '{level}' you were right {hits} out of {n:# time|# times}.",
)
HOW_SURE = Text(de="so sicher waren Sie", en="how sure you were")
HOW_OFTEN_RIGHT = Text(de="so oft lagen Sie richtig", en="how often you were right")
FEW_ANSWERS = Text(
    de="Bei so wenigen Antworten spielt der Zufall mit. Nur für Sie, ohne Note.",
    en="With so few answers, chance plays a part. For you only, not graded.",
)
RATINGS_MISSING = Text(
    de="Noch {n:eine Einschätzung Ihrer Sicherheit fehlt|# Einschätzungen Ihrer Sicherheit fehlen}: Das Bild lohnt "
    "sich erst ab zehn.",
    en="{n:One more rating of your confidence is|# more ratings of your confidence are} needed: the picture makes "
    "sense from ten on.",
)

# Origins (origins.py)
ORIGINS_TITLE = Text(de="Worauf gehen die Angaben zurück?", en="What do the claims go back to?")
ORIGINS_HEADS = (
    Text(de="Von", en="From"),
    Text(de="Nach", en="To"),
    Text(de="Linie", en="Line"),
    Text(de="Ihre Zuordnung", en="Your choice"),
)
ROOT_LABEL = Text(de="Wurzel", en="Root")
LINE_LABELS = {
    "solid": Text(de="durchgezogen", en="solid"),
    "dashed": Text(de="gestrichelt", en="dashed"),
    "none": Text(de="keine Linie", en="no line"),
}
SOLID_LINE = Text(de="durchgezogen: gesagt", en="solid: stated")
SOLID_LINE_OR_OWN_CHANGE = Text(
    de="durchgezogen: gesagt oder selbst geändert", en="solid: stated, or changed by the same institution"
)
DASHED_LINE = Text(de="gestrichelt: erschlossen oder unbekannt", en="dashed: implied or unknown")
CHAIN_COUNT = Text(
    de="Getrennte Herkunftswege über durchgezogene Linien: höchstens {n}",
    en="Separate chains of origin along solid lines: at most {n}",
)
CHAIN_COUNT_BY_CHOICES = Text(de="Nach Ihrer Zuordnung: höchstens {n}", en="By your own choices: at most {n}")
CHOICE_FOR_LINE = Text(
    de="{n}  {a} → {b}: {line}; Ihre Zuordnung: {own}", en="{n}  {a} → {b}: {line}; your choice: {own}"
)
BOXES_AND_ARROWS = Text(
    de="{nodes:# Kasten|# Kästen}, {lines:# Pfeil|# Pfeile}. Durchgezogene Pfeile führen auf höchstens "
    "{n:# Wurzel|# Wurzeln} zurück: {names}.",
    en="{nodes:# box|# boxes}, {lines:# arrow|# arrows}. Solid arrows lead back to at most "
    "{n:# root|# roots}: {names}.",
)
BOXES_AND_ARROWS_WITHOUT_ROOT = Text(
    de="{nodes:# Kasten|# Kästen}, {lines:# Pfeil|# Pfeile}. Kein Pfeil ist durchgezogen, also ist keine Wurzel "
    "belegt.",
    en="{nodes:# box|# boxes}, {lines:# arrow|# arrows}. No arrow is solid, so no root is on record.",
)

# Ladder and map (places.py)
CHOICE_LABELS = {
    "both": Text(de="Ihre Wahl, vertretbar", en="your choice, defensible"),
    "chosen": Text(de="Ihre Wahl, so nicht vertretbar", en="your choice, not defensible"),
    "defensible": Text(de="vertretbar", en="defensible"),
}
LADDER_HEADS = (
    Text(de="Stufe oder Strecke", en="Rung or route"),
    Text(de="Angabe oder Entfernung", en="Claim or distance"),
    Text(de="Was es ist", en="What it is"),
)
ABOUT_KM = Text(de="rund {n} km", en="about {n} km")
AS_THE_CROW_FLIES = Text(de="Luftlinie, berechnet", en="As the crow flies, calculated")
MAP_NOTE = Text(
    de="Grenzen sind zum Teil umstritten und hier absichtlich nicht gezeichnet, eine Frontlinie auch nicht. Die Karte "
    "verzerrt; maßstäblich sind nur die Balken. Land: Natural Earth, gemeinfrei.",
    en="Some borders are contested; they are left out on purpose, and so is a front line. The map distorts; only the "
    "bars are to scale. Land: Natural Earth, public domain.",
)
LADDER_WITH_CHOICES = Text(
    de="Eine Leiter mit {n:# Stufe|# Stufen}; von {set:# Zuordnung|# Zuordnungen} {right:ist|sind} {right} vertretbar.",
    en="A ladder with {n:# rung|# rungs}; of {set:# choice|# choices} {right} {right:is|are} defensible.",
)
EMPTY_LADDER = Text(de="Eine leere Leiter mit {n:# Stufe|# Stufen}.", en="An empty ladder with {n:# rung|# rungs}.")
MAP_BELOW_LADDER = Text(
    de=" Darunter eine Karte ohne Grenzen mit Punkten, und Entfernungen als Balken: {distances}.",
    en=" Below it a map without borders, with points, and distances as bars: {distances}.",
)

# Ranges (ranges.py)
RANGES_TITLE = Text(de="Welche Zahlen können zugleich stimmen?", en="Which figures can be true at the same time?")
CLAIM_HEADS = (
    Text(de="Wer sagt es?", en="Who says so?"),
    Text(de="Zahl", en="Figure"),
    Text(de="Art der Zahl", en="Kind of number"),
    Text(de="Status", en="Status"),
    Text(de="Satz oder Tag", en="Sentence or day"),
)
CLAIM_HEADS_WITH_PLACE = (*CLAIM_HEADS[:3], Text(de="Ort und Zeit", en="Place and time"), *CLAIM_HEADS[4:])
BOUND_LABELS = {
    "exact": Text(de="ohne Zusatz", en="no qualifier"),
    "about": Text(de="ungefähr", en="about"),
    "at_least": Text(de="mindestens", en="at least"),
    "at_most": Text(de="höchstens", en="at most"),
    "unclear": Text(de="nicht entscheidbar", en="cannot be decided"),
}
NOTHING_CHOSEN = Text(de="noch nichts gewählt", en="nothing chosen yet")
OWN_RANGE = Text(de="Ihr Bereich", en="Your range")
RANGE_WITH_BEST = Text(de="{low} bis {high}, am ehesten {best}", en="{low} to {high}, most likely {best}")
NO_COMMON_AXIS = Text(
    de="Diese Angaben zählen Verschiedenes ({counted}) und gehören deshalb nicht auf eine gemeinsame Achse.",
    en="These claims count different things ({counted}), so they do not belong on one axis.",
)
NUMBER_LINE = Text(
    de="Zahlenstrahl ab 0 mit {n:einer Angabe|# Angaben, eine je Zeile}:",
    en="Number line from 0 with {n:one claim|# claims, one on each row}:",
)
HOLLOW_IF_PLANNED = Text(
    de="Hohl gezeichnet, weil geplant: {planned} von {n}.", en="Drawn hollow, because planned: {planned} of {n}."
)
KIND_LEGEND = {
    "fact": Text(de="als Tatsache genannt", en="stated as a fact"),
    "plan": Text(de="hohl: geplant", en="hollow: planned"),
    "other": Text(de="möglich oder bestritten", en="possible or denied"),
    "own": Text(de="Ihr Bereich", en="your range"),
}
BOUND_LEGEND = BOUND_LABELS | {
    "exact": Text(de="ohne Zusatz, mit Rundung", en="no qualifier, with rounding"),
    "unclear": Text(de="Art der Zahl offen", en="kind of number open"),
}

# Sets (sets.py)
SETS_TITLE = Text(de="Welche Zahl steckt je nach Lesart in welcher?", en="Which number contains which?")
TOO_MANY_FIGURES = Text(
    de="In dieses Bild passen höchstens {most} Zahlen; hier sind es {n}.",
    en="This picture holds {most} figures at most; here there are {n}.",
)
READING_HEADS = (
    Text(de="Lesart", en="Reading"),
    Text(de="In Worten", en="In words"),
    Text(de="Was nicht ineinander enthalten ist, und warum", en="What is not contained in the other, and why"),
    Text(de="Am Ende", en="In the end"),
)
ONE_WITHIN_OTHER = Text(de="{a} in {b}", en="{a} within {b}")
ONE_ALLOWS_OTHER = Text(de="„{a}“ lässt {b} zu", en="'{a}' allows {b}")
ONE_ALONE = Text(de="{a} für sich", en="{a} on its own")
ONE_ON_TOP_OF_OTHER = Text(de="{a} sind da, {b} kommen hinzu: {n}", en="{a} are there, {b} come on top: {n}")
ONE_TOTAL = Text(de="Am Ende: {n}", en="In the end: {n}")
SEVERAL_TOTALS = Text(de="Am Ende: {first} oder {last}", en="In the end: {first} or {last}")
NO_COMMON_TOTAL = Text(de="Keine gemeinsame Endsumme", en="No common total")
VERDICT_NOTES = {
    "contradictory": Text(
        de="✗ {a} und {b} widersprechen sich hier: Beides zugleich kann nicht stimmen.",
        en="✗ {a} and {b} contradict each other here: they cannot both be true.",
    ),
    "not comparable": Text(
        de="≠ {a} und {b} sind hier nicht vergleichbar: Keine ist in der anderen enthalten.",
        en="≠ {a} and {b} are not comparable here: neither is contained in the other.",
    ),
    "undetermined": Text(
        de="? Ob {a} und {b} zusammenpassen, bleibt hier offen.",
        en="? Whether {a} and {b} fit together is left open here.",
    ),
    "not nested": Text(
        de="? {a} und {b} widersprechen sich nicht, sind aber nicht unbedingt ineinander enthalten.",
        en="? {a} and {b} do not contradict each other, but one need not contain the other.",
    ),
}
LENGTHS_TO_SCALE = Text(de="Maßstäblich sind nur die Längen.", en="Only the lengths are to scale.")
DASHED_BARS = Text(
    de=" Gestrichelt: geplant, oder nach oben offen („mindestens“).",
    en=" Dashed: planned, or open upwards ('at least').",
)
READINGS_AS_BARS = Text(
    de="{n:Eine Lesart|# Lesarten} als Balken. In {nested} stehen alle Zahlen in einem Balken, in {torn} widersprechen "
    "sich zwei.",
    en="{n:One reading|# readings} as bars. In {nested}, all figures are in one bar; in {torn}, two contradict each "
    "other.",
)
POSSIBLE_TOTALS = Text(de=" Mögliche Endsummen: {ends}.", en=" Possible totals: {ends}.")

# Timeline (timeline.py)
TIMELINE_TITLE = Text(
    de="Wann wurde es gesagt, und welche Zeit ist gemeint?", en="When was it said, and which time is meant?"
)
SAID_ON = Text(de="gesagt am", en="said on")
DAY_REFERRED_TO = Text(de="Tag, auf den sich die Zahl bezieht", en="day that the number refers to")
LATER_OR_NO_DAY = Text(de="später oder ohne Tag", en="later, or no day")
ARROW_TO_CHOICE = Text(de=" → Ihre Wahl.", en=" → your choice.")
TODAY = Text(de="heute", en="today")
PLAN_OR_EXPECTATION = Text(de="Plan oder Erwartung", en="plan or expectation")
OTHER_STATUS = Text(de="anderes (steht dabei)", en="other (as stated beside it)")
STEPS_LEGEND = Text(
    de="Treppe: heute, der Tag der Äußerung; rechts davon liegt die Zukunft.",
    en="Steps: today, the day of the statement; right of them lies the future.",
)
NO_DAY_STATED = Text(de="kein Tag genannt", en="no day stated")
DAYS = Text(de="{a} bis {b}", en="{a} to {b}")
OWN_CHOICE_HEAD = Text(de="Ihre Wahl", en="Your choice")
TIMELINE_HEADS = (
    Text(de="Gesagt am", en="Said on"),
    Text(de="Wer", en="Who"),
    Text(de="Zahl", en="Number"),
    Text(de="Status", en="Status"),
    Text(de="Bezieht sich auf", en="Refers to"),
)
STATEMENTS_WITHOUT_DAY = Text(
    de="Wann das gesagt wurde, steht hier nicht: {ids}. Ohne diesen Tag fehlt der Platz im Zeitstrahl.",
    en="When this was said is not stated here: {ids}. Without that day it has no place on the timeline.",
)
CLAIMS_OF_SEVERAL_DAYS = Text(
    de="{n:Eine Angabe|# Angaben} vom {first} bis zum {last}.",
    en="{n:One claim|# claims} from {first} to {last}.",
)
CLAIMS_OF_ONE_DAY = Text(de="{n:Eine Angabe|# Angaben} vom {first}.", en="{n:One claim|# claims} of {first}.")
PLANS_AMONG_CLAIMS = Text(
    de="Pläne oder Erwartungen (hohle Marken): {plans}; davon für einen späteren oder gar keinen Tag: {ahead}.",
    en="Plans or expectations (hollow marks): {plans}; of these, for a later day or for none: {ahead}.",
)
SEVERAL_STATUSES = Text(
    de="Dieselbe Zahl mit verschiedenem Status: {several}.", en="The same number with different status: {several}."
)
