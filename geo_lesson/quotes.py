"""Quotes stand in their sentence to the letter; where only the digits differ, both are shown."""

import re

from geo_lesson.language import Text


def misquoted(quote, id, text):
    """What is wrong with a quote from the sentence `id`, and the mend: empty, not unique, other digits, or other words.

    >>> misquoted("12.000 Soldaten", "W6", "Es kommen 12,000 Soldaten.")[0].en
    'the quote has other digits than W6: here "12.000 Soldaten", there "12,000 Soldaten"'
    """
    if not quote:
        return _NO_QUOTE.fill(id=id), _COPY.fill(text=text)
    if quote in text:
        return _NOT_UNIQUE.fill(quote=quote, id=id, n=text.count(quote)), _LONGER
    digits = re.sub(r"\d+(?:\\\W\d+)*", lambda _: r"\d[\d.,  ]*", re.escape(quote))
    if re.search(r"\d", quote) and (near := re.search(digits, text)):
        return _OTHER_DIGITS.fill(quote=quote, found=near.group(), id=id), _COPY.fill(text=text)
    return _NOT_IN_SENTENCE.fill(quote=quote, id=id), _COPY.fill(text=text)


_NO_QUOTE = Text(de="Das Zitat aus {id} fehlt.", en="the quote from {id} is missing")
_NOT_IN_SENTENCE = Text(de="„{quote}“ steht nicht in {id}.", en='"{quote}" does not stand in {id}')
_NOT_UNIQUE = Text(de="„{quote}“ steht in {id} {n} Mal.", en='"{quote}" stands in {id} {n} times')
_LONGER = Text(de="Nehmen Sie ein Wort mehr dazu.", en="take one more word")
_OTHER_DIGITS = Text(
    de="Das Zitat hat andere Ziffern als {id}: hier „{quote}“, dort „{found}“.",
    en='the quote has other digits than {id}: here "{quote}", there "{found}"',
)
_COPY = Text(de="Kopieren Sie die Wörter aus dem Satz: {text}", en="copy the words out of the sentence: {text}")
