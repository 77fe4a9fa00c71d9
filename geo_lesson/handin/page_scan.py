"""Scan an HTML page for the data of a hand-in and for foreign markup, in time linear in its length."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal

MOST_TAGS = 200_000  # "<" in one page; a hand-in of a whole lesson has some four thousand


class PageScan:
    """What a page holds besides its text.

    data: the content of its templates.   templates: how many there are with the id of a hand-in.
    is_ours: whether the page calls itself a hand-in.
    foreign: whether it holds anything that no hand-in has, such as a script or the address of another server.
    """

    # html.parser needs quadratic time for what is never closed, so a small file would stop a whole class.
    def __init__(self, page: str) -> None:
        self.templates, self.is_ours, self.foreign = 0, False, has_foreign_tag(page)
        self._http_equivs, self._unseen, self._data = 0, "", list[str]()
        at, end = 0, page.find("<")
        while end >= 0:
            self._text(page[at:end])
            at, kind, tag = _next(page, end, self._unseen)
            if kind == "text":
                self._text(page[end:at])
            elif kind == "close" and tag == self._unseen:
                self._unseen = ""
            elif kind == "open":
                # Of an attribute that is there twice, browsers take the first.
                self._open(tag, dict(reversed([*_attributes(page[end:at])])))
            end = page.find("<", at)
        self._text(page[at:])
        self.data = "".join(self._data)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        self._http_equivs += tag == "meta" and "http-equiv" in attributes
        self.foreign = self.foreign or _is_foreign(tag, attributes) or self._http_equivs > 2
        if tag == "template":
            self.templates += attributes.get("id") == "geo-answers"
        elif tag == "meta" and attributes.get("name") == "geo-lesson":
            self.is_ours = self.is_ours or attributes.get("content") == "hand-in"
        if tag in _UNSEEN:
            self._unseen = tag

    def _text(self, text: str) -> None:
        if self._unseen == "template":
            self._data.append(unescape(text))
        elif self._unseen == "style":
            self.foreign = self.foreign or bool(_LOADING_CSS.search(text))


def _next(page: str, at: int, unseen: str) -> tuple[int, Literal["open", "close", "text", ""], str]:
    """Return where that which begins at a "<" ends, its kind ("" for a comment and the like), and the tag's name."""
    if unseen in _RAW:  # nothing but its own end is a tag in it
        ending = re.compile(rf"</{unseen}(?=[{_SPACE}/>])", re.I | re.A).search(page, at)
        if not ending:
            return len(page), "text", ""
        if ending.start() > at:
            return ending.start(), "text", ""
    if tag := _TAG.match(page, at):
        return tag.end(), "close" if tag[1] else "open", tag[2].lower()
    if _NAME.match(page, at):  # a tag that never ends swallows the rest, as in a browser
        return len(page), "", ""
    if comment := _COMMENT.match(page, at):
        closing = comment if comment[1] else _COMMENT_END.search(page, comment.end())
        return closing.end() if closing else len(page), "", ""
    if page.startswith(("<!", "<?", "</"), at):
        end = page.find(">", at + 2)
        return end + 1 if end >= 0 else len(page), "", ""
    return at + 1, "text", ""  # a "<" before anything else


def _attributes(tag: str) -> Iterator[tuple[str, str]]:
    name = _NAME.match(tag)
    for attribute, equals, doubled, single, bare in _ATTRIBUTE.findall(tag[name.end() if name else 0 : -1]):
        yield attribute.lower(), unescape(doubled or single or bare) if equals else ""


def _is_foreign(tag: str, attributes: dict[str, str]) -> bool:
    """Tell whether an element may run something or load something from elsewhere."""
    if tag in _NEVER_OURS or any(name.startswith("on") or name.endswith("srcset") for name in attributes):
        return True
    if tag == "meta" and attributes.get("http-equiv", "content-type").strip().lower() not in _HARMLESS:
        return True
    addresses = [value for name, value in attributes.items() if name in _ADDRESSES]
    addresses += [attributes["style"]] if _LOADING_CSS.search(attributes.get("style", "")) else []
    return not all(re.match(r"\s*(?:data:image/|#|$)", address, re.I) for address in addresses)


def has_foreign_tag(text: str) -> bool:
    """Tell whether a text contains a tag that no hand-in has, anywhere, however a browser would read it.

    The texts of a hand-in hold no "<"; and after an escape sign, a browser may read letters for other ones.
    """
    return bool(_FOREIGN_TAG.search(text))


def may_be_foreign(page: bytes) -> bool:
    """Take a quick look at the bytes of a page: tell whether a whole scan is worth its time."""
    lowered = page.lower()
    return any(word in lowered and (rest is None or rest.search(lowered)) for word, rest in _SUSPECT.items())


# Possessive, so that none of these goes back over what it has read. As in the HTML standard, white space is that of
# ASCII only, and a quote is one only right after "=".
_SPACE = r" \t\n\f\r"
_VALUE = rf"\"([^\"]*+)\"|'([^']*+)'|([^{_SPACE}>\"'][^{_SPACE}>]*+)"
_WRITTEN = rf"[^{_SPACE}/>][^{_SPACE}/>=]*+"
_TAG = re.compile(
    rf"<(/?)([a-zA-Z][^{_SPACE}/>]*+)"
    rf"(?:[{_SPACE}/]++|{_WRITTEN}(?:[{_SPACE}]*+=[{_SPACE}]*+(?:{_VALUE}|(?=>))|(?![{_SPACE}]*+=)))*+>"
)
_NAME = re.compile(rf"</?[a-zA-Z][^{_SPACE}/>]*+")
_ATTRIBUTE = re.compile(rf"({_WRITTEN})(?:[{_SPACE}]*+(=)[{_SPACE}]*+(?:{_VALUE}|))?+")
_COMMENT = re.compile(r"<!--(-?>)?+")
_COMMENT_END = re.compile(r"--!?>")
_RAW = ("script", "style", "title", "iframe", "textarea", "xmp", "noembed", "noframes")
_UNSEEN = ("template", *_RAW)
_NEVER_OURS = {
    *("script", "iframe", "object", "embed", "form", "link", "base", "input", "button", "video", "audio", "svg"),
    *("math", "frame", "frameset", "applet", "portal", "source", "track", "area", "map", "select"),
    *("textarea", "xmp", "noembed", "noframes", "noscript", "plaintext"),  # in which "<" may begin no tag
}
_FOREIGN_TAG = re.compile(rf"\x1b[$(]|<(?:{'|'.join(sorted(_NEVER_OURS))})(?=[{_SPACE}/>])", re.I | re.A)
_ADDRESSES = {"src", "srcset", "href", "xlink:href", "action", "formaction", "poster", "background", "data", "ping"}
_HARMLESS = ("content-security-policy", "content-type", "x-ua-compatible", "content-language")
# A backslash in CSS may stand for any letter; no style of ours has one.
_LOADING_CSS = re.compile(r"@import|url\(|src\(|image-set\(|expression\(|-moz-binding|behavior:|\\", re.I)
# Words that are quickly found or missed, and what must follow them, if anything.
_SUSPECT: dict[bytes, re.Pattern[bytes] | None] = {
    **dict.fromkeys((b"javascript:", b"@import", b"url(", b"src(", b"image-set(", b"srcset", b"expression(", b"\\")),
    **{
        name: re.compile(name + rb"\s*+=")
        for name in (b"href", b"action", b"poster", b"background", b"data", b"ping", b"style")
    },
    b"<": re.compile(rb"<(?:" + "|".join(sorted(_NEVER_OURS)).encode() + rb")"),
    b"http-equiv": re.compile(rb"http-equiv\s*+=[\s\"']*+(?!content-sec)"),
    b"src": re.compile(rb"src\s*+=(?!\"data:image/)"),
    b"on": re.compile(rb"on(?<=[\s\"'/]on)[a-z]{3,30}\s*+="),
}
