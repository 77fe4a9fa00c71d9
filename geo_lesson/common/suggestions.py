"""Suggest a word in place of one that is not allowed: the nearest, and what else there is."""

import difflib
from collections.abc import Collection, Iterable

from geo_lesson.common import messages
from geo_lesson.common.errors import shortened
from geo_lesson.common.language import LANGUAGES, Text

_MOST, _NEAREST = 12, 5


def quoted(words: Iterable[str], more: bool = False) -> Text:
    """List words, each in the quotation marks of the language; more: there are others.

    >>> quoted(["a", "b"], more=True).en
    '"a", "b", …'
    """
    words = list(words)
    marked = {"de": [f"„{word}“" for word in words], "en": [f'"{word}"' for word in words]}
    return Text(*(", ".join([*marked[of], *["…"][:more]]) for of in LANGUAGES))


def nearest(
    written: object, allowed: Collection[str], names: Iterable[tuple[str, str]] = (), enough: float = 0.6
) -> Text:
    """Suggest the nearest allowed word, and list all of them, or the five nearest of many.

    names: what people call them, as (name, word) pairs, to be suggested as well; enough: the share of letters that two
    words have in common where one may be meant by the other.

    >>> nearest("corect", ["correct", "text"]).en
    'did you mean "correct"? allowed: "correct", "text"'
    >>> nearest("Russland", ["kursk", "russia"], [("Russland", "russia")]).en
    'did you mean "russia"? allowed: "kursk", "russia"'
    """
    if not allowed:
        return messages.NONE_YET
    word = shortened(str(written)).casefold()
    by_name = {name.casefold(): other for name, other in (*names, *((other, other) for other in allowed)) if name}
    near = difflib.get_close_matches(word, by_name, n=_MOST, cutoff=0.4)
    listed = sorted(allowed)
    if len(listed) > _MOST:
        listed = list(dict.fromkeys([by_name[name] for name in near] + listed))[:_NEAREST]
    options = quoted(listed, more=len(listed) < len(allowed))
    if near and difflib.SequenceMatcher(None, near[0], word).ratio() >= enough:
        return messages.DID_YOU_MEAN.fill(near=by_name[near[0]], allowed=options)
    return messages.ALLOWED_VALUES.fill(allowed=options)
