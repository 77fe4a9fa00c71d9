"""Who is said to say it."""

import pytest

from geo_lesson.extraction.speakers import attributions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Laut Polizei kamen 300 Gäste.", ["Polizei"]),
        ("Nach Angaben des Roten Kreuzes kamen 300 Gäste.", ["Roten Kreuzes"]),
        ("Der Feuerwehr zufolge kamen 300 Gäste.", ["Feuerwehr"]),
        ("Es kamen 300 Gäste, so die Stadtverwaltung.", ["Stadtverwaltung"]),
        ("Es kamen 300 Gäste, teilte ein Sprecher der Polizei mit.", ["Sprecher der Polizei"]),
        ("Es kamen 300 Gäste, wie das Rathaus mitteilte.", ["Rathaus"]),
        ("Am Montag warnte der Bürgermeister und kündigte 300 Gäste an.", ["Bürgermeister"]),
        ("Die Polizei sprach von 300 Gästen, die Veranstalter von 900.", ["Polizei", "Veranstalter"]),
        ("Die Behörden haben bereits 300 Gäste gezählt.", ["Behörden"]),
        ("Der Verein rechnet mit 300 Gästen.", ["Verein"]),
        ("In Bonn sprach auch die Feuerwehr von 90 Bränden.", ["Feuerwehr"]),
        ("Die Züchter waren von 90 Lämmern ausgegangen.", ["Züchter"]),
        ("Die Zahl wird von der Kammer mit 870 angegeben.", ["Kammer"]),
        ("700 Gäste füllten nach Vereins-Angaben die Halle.", ["Verein"]),
        ("Der Wirt, der das Lokal seit 2001 führt, zählte 90 Gäste.", ["Wirt"]),
        ("Von 30 Fällen sprach die Wirtin, von 50 die Anwälte.", ["Wirtin", "Anwälte"]),
        ("Bürgermeister Lang blieb ruhig: „Es waren 150.“", ["Bürgermeister Lang"]),
        ("Es gab 900 bestätigte Fälle.", []),
        ("Vermisst werden nach jüngsten Angaben 12 Schafe.", []),
        ("Bisher gab es ein Plus von 40 Höfen.", []),
        ("Das Fest hat 300 Gäste.", []),
        ("Am Montag kamen 300 Gäste mit dem Bus.", []),
        ("Gegen drei Gäste wird ermittelt.", []),
    ],
)
def test_german_speakers(text, names):
    """Prepositions, verbs before and after the name, and the second speaker of a pair; nobody, where nobody speaks."""
    assert [a.name for a in attributions(text, "de")] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("According to the police, 300 guests came.", ["police"]),
        ("300 guests came, a spokesman for the fire service said on Monday.", ["spokesman for the fire service"]),
        ("On Tuesday evening officials reported 300 guests.", ["officials"]),
        ("Police put the number at 300, organisers at 900.", ["Police", "organisers"]),
        ('"There were 300 guests," said the mayor.', ["mayor"]),
        ("The town hall has already counted 300 guests.", ["town hall"]),
        ("The harbour office (HO) said 12 boats had sunk.", ["harbour office"]),
        ("The charity, which runs ten kitchens, says 400 meals were served.", ["charity"]),
        ("An official who asked not to be named said 90 had come.", ["official"]),
        ("Damage was put at 40 homes by the insurer.", ["insurer"]),
        ("The mayor was quoted as saying that 300 had left.", ["mayor"]),
        ("The ministry has so far acknowledged only four.", ["ministry"]),
        ("Figures from the statistics office show 300 guests.", ["statistics office"]),
        ("An estimated 700 guests came, compared with 900 in April.", []),
        ("There were 412 reported cases, and the count was wrong.", [""]),
        ("The fair has 300 guests.", []),
        ("On Monday 300 guests came by bus.", []),
    ],
)
def test_english_speakers(text, names):
    """Prepositions, verbs before and after the name, and the second speaker of a pair; nobody, where nobody speaks."""
    assert [a.name for a in attributions(text, "en")] == names


def test_a_pronoun_is_marked_as_one():
    """Who he or she is stands in an earlier sentence."""
    assert [a.pronoun for a in attributions("Er sprach von 300 Gästen.", "de")] == [True]
    assert [a.pronoun for a in attributions("She said 300 had come.", "en")] == [True]
