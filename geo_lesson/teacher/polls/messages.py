"""Texts for people: a show of hands."""

from geo_lesson.common.language import Text

NO_OPTIONS = Text(
    de="Über „{id}“ lässt sich nicht mit Handzeichen abstimmen; das geht nur, wo Antworten zur Wahl stehen.",
    en='a show of hands cannot answer "{id}", only an exercise with options to choose from',
)
POLL_LABELS = {
    "poll": Text(de="Handzeichen", en="Show of hands"),
    "before": Text(de="Vor dem Gespräch", en="Before the talk"),
    "after": Text(de="Nach dem Gespräch", en="After the talk"),
    "hands": Text(de="Hände für {letter}, {turn}", en="hands for {letter}, {turn}"),
    "total": Text(de="zusammen", en="in all"),
    "clear": Text(de="Neu abstimmen", en="Poll again"),
    "cleared": Text(
        de="Die Zahlen sind leer; die alten bleiben in der Datei aufgehoben.",
        en="The numbers are empty; the old ones are kept in the file.",
    ),
    "saved": Text(de="Gespeichert", en="Saved"),
    "saving": Text(de="Wird gespeichert …", en="Saving …"),
    "whole number": Text(de="Bitte eine ganze Zahl von 0 bis 999.", en="Please type a whole number from 0 to 999."),
    "no kernel": Text(
        de="Nicht gespeichert. Führen Sie diese Zelle noch einmal aus; gespeicherte Zahlen bleiben.",
        en="Not saved. Please run this cell again; numbers that were saved stay.",
    ),
}
NOT_SAVED = Text(de="Nicht gespeichert; es wird weiter versucht. {reason}", en="Not saved; trying again. {reason}")
SAVING_FAILED = Text(de="Beim Speichern ist etwas schiefgegangen.", en="Something went wrong while saving.")
