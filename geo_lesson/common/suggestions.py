"""Suggest a word for one that is not allowed: the nearest, and what else there is."""

import difflib

from geo_lesson.common import messages
from geo_lesson.common.errors import shortened
from geo_lesson.common.language import LANGUAGES, Text

_MOST, _NEAREST = 12, 5


def quoted(words, more=False):
    """Words one after the other, each in the quotation marks of the language; more: there are others.

    >>> quoted(["a", "b"], more=True).en
    '"a", "b", …'
    """
    marked = {"de": [f"„{word}“" for word in words], "en": [f'"{word}"' for word in words]}
    return Text(*(", ".join([*marked[of], *["…"][:more]]) for of in LANGUAGES))


def nearest(written, allowed, names=(), enough=0.6):
    """The mend for a word that is not allowed: the nearest one that is, and all of them, or the five nearest of many.

    names: what people call them, as (name, word) pairs, which may be meant as well; enough: the share of letters that
    two words have in common where the one may be meant by the other.

    >>> nearest("corect", ["correct", "text"]).en
    'did you mean "correct"? allowed: "correct", "text"'
    >>> nearest("Russland", ["kursk", "russia"], [("Russland", "russia")]).en
    'did you mean "russia"? allowed: "kursk", "russia"'
    """
    if not allowed:
        return messages.NONE_YET
    written = shortened(str(written))
    meant = {name.casefold(): word for name, word in (*names, *((word, word) for word in allowed)) if name}
    near = difflib.get_close_matches(written.casefold(), meant, n=_MOST, cutoff=0.4)
    words = sorted(allowed)
    if len(words) > _MOST:
        words = list(dict.fromkeys([meant[name] for name in near] + words))[:_NEAREST]
    words = quoted(words, more=len(words) < len(allowed))
    if near and difflib.SequenceMatcher(None, near[0], written.casefold()).ratio() >= enough:
        return messages.DID_YOU_MEAN.fill(near=meant[near[0]], allowed=words)
    return messages.ALLOWED_VALUES.fill(allowed=words)
