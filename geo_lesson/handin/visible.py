"""What a page of HTML shows, whatever a mail program or an editor made of it; the work grows only as the page does."""

import re
from contextlib import suppress
from email import message_from_bytes
from html import unescape
from quopri import decodestring

MOST_SIGNS = 200_000  # of "<" in one page; a hand-in of a whole lesson has some four thousand
_MAIL = re.compile(rb"^mime-version:", re.I | re.M)
_MOST_IN_MAIL = {b"boundary": 50, b";": 100_000, b"\n": 500_000}  # Python's reader of mails slows down with these
_MARKS = (
    ("utf-32", (b"\xff\xfe\0\0", b"\0\0\xfe\xff")),
    ("utf-16", (b"\xff\xfe", b"\xfe\xff")),
    ("utf-8-sig", (b"\xef\xbb\xbf",)),
    ("utf-32-le", (b"<\0\0\0",)),
    ("utf-32-be", (b"\0\0\0<",)),
    ("utf-16-le", (b"<\0",)),
    ("utf-16-be", (b"\0<",)),
)


def is_mail(content):
    """Whether the bytes are a mail as a mail program saves it, and not a page in which one is quoted."""
    return not content[:100].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and bool(_MAIL.search(content[:50_000]))


def mail_parts(content):
    """The parts of a mail, forwarded ones too, as (name of the file or "", bytes); None where it is no honest mail."""
    lowered = content.lower()
    if any(lowered.count(sign) > most for sign, most in _MOST_IN_MAIL.items()):
        return None
    parts = [part for part in message_from_bytes(content).walk() if not part.is_multipart()]
    kept = [part for part in parts if part.get_content_maintype() != "image"]  # such as the logo of a signature
    return [(part.get_filename() or "", part.get_payload(decode=True) or b"") for part in kept]


def decoded(content):
    """The file as text, whatever a mail program or an editor made of it, and notes of what that was.

    >>> decoded("Größe".encode()), decoded("Größe".encode("cp1252"))
    (('Größe', []), ('Größe', ['re-encoded']))
    """
    notes = []
    if is_mail(content):
        contents = [inside for _, inside in mail_parts(content) or ()]
        contents = sorted((one for one in contents if b"geo-lesson" in one), key=lambda one: b"geo-answers" not in one)
        content, notes = next(iter(contents), b""), ["mailed"]
    if b'lang=3D"' in content:
        content, notes = decodestring(content), ["mailed"]
    for encoding, marks in _MARKS:
        if content.startswith(marks):
            return content.decode(encoding, "replace"), notes
    try:
        written = content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), [*notes, "re-encoded"]
    with suppress(UnicodeError):  # UTF-8 that was taken for something else and encoded once more
        return written.encode("cp1252").decode("utf-8"), notes if written.isascii() else [*notes, "mailed"]
    return written, notes


class Visible:
    """What a page shows, section by section.

    data: what its templates hold.   templates: how many.   is_ours: whether the page calls itself a hand-in.
    foreign: whether there is something in it that no hand-in of ours has, such as a script or an address to ask.
    """

    # Python's own html.parser needs quadratic time for what is never closed, so a small file would stop a whole class.
    def __init__(self, written):
        self.templates, self.is_ours, self.foreign = 0, False, False
        self._key, self._within, self._texts, self._data = "", None, {"": []}, []
        at, end = 0, written.find("<")
        while end >= 0:
            self._text(written[at:end])
            at, kind, tag = _next(written, end, self._within)
            if kind == "text":
                self._text(written[end:at])
            elif kind == "close":
                self._close(tag)
            elif kind == "open":
                self._open(tag, dict(_attributes(written[end:at])))
            end = written.find("<", at)
        self._text(written[at:])
        self.data = "".join(self._data)

    def _open(self, tag, named):
        self.foreign = self.foreign or _is_foreign(tag, named)
        if tag == "template":
            self.templates += named.get("id") == "geo-answers"
        elif tag == "meta" and named.get("name") == "geo-lesson":
            self.is_ours = self.is_ours or named.get("content") == "hand-in"
        elif tag == "section" and named.get("data-exercise"):
            self._key = named["data-exercise"]
            self._texts.setdefault(self._key, [])
        elif tag == "br":
            self._text("\n")
        if tag in _UNSEEN:
            self._within = tag

    def _close(self, tag):
        if tag == self._within:
            self._within = None
        elif tag == "section":
            self._key = ""

    def _text(self, text):
        if self._within is None:
            self._texts[self._key].append(unescape(text))
        elif self._within == "template":
            self._data.append(unescape(text))
        elif self._within == "style":
            self.foreign = self.foreign or bool(_ASKING.search(text))

    def texts(self, whole=True):
        """{key of an exercise: its text}, and "" for all outside of exercises; white space is made one.

        Of a page that is not whole, only the exercises that have ended.
        """
        texts = {key: " ".join("".join(said).split()) for key, said in self._texts.items()}
        if not whole:
            texts = {key: text for key, text in texts.items() if key not in ("", self._key)}
        return texts


def _next(written, at, within):
    """What begins at a "<": (where it ends, "open", "close", "text" or "", name of the tag)."""
    if within in _RAW:  # nothing but its own end is a tag in it
        found = re.compile(rf"</{within}(?=[\s/>])", re.I).search(written, at)
        if not found:
            return len(written), "text", ""
        if found.start() > at:
            return found.start(), "text", ""
    if found := _TAG.match(written, at):
        return found.end(), "close" if found[1] else "open", found[2].lower()
    for begin, end in (("<!--", "-->"), ("<!", ">"), ("<?", ">")):
        if written.startswith(begin, at):
            closed = written.find(end, at + len(begin))
            return (closed + len(end), "", "") if closed >= 0 else (len(written), "", "")
    # A tag that never ends swallows the rest, as in a browser; a sign before anything else is text.
    return (len(written), "", "") if _NAME.match(written, at) else (at + 1, "text", "")


def _attributes(tag):
    for name, equals, doubled, single, bare in _ATTRIBUTE.findall(tag[len(_NAME.match(tag)[0]) : -1]):
        yield name.lower(), unescape(doubled or single or bare) if equals else ""


def _is_foreign(tag, named):
    """Whether an element may do something, or asks another address for anything."""
    if tag in _NEVER_OURS or any(name.startswith("on") for name in named):
        return True
    if tag == "meta" and named.get("http-equiv", "content-type").strip().lower() not in _HARMLESS:
        return True
    addresses = [value for name, value in named.items() if name in _ADDRESSES]
    addresses += [named["style"]] if _ASKING.search(named.get("style", "")) else []
    return not all(re.match(r"\s*(?:data:image/|#|$)", address, re.I) for address in addresses)


def may_be_foreign(content):
    """A quick look at the bytes of a page: whether a thorough one is worth its time."""
    lowered = content.lower()
    return any(word in lowered and (how is None or how.search(lowered)) for word, how in _SUSPECT.items())


# Possessive, so that none of these goes back over what it has read.
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_NAME = re.compile(r"</?[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(r"([^\s=/>\"']++)(?:\s*+(=)\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']*+)))?+")
_RAW = ("script", "style", "title", "iframe", "textarea", "xmp", "noembed", "noframes")
_UNSEEN = ("template", *_RAW)
_NEVER_OURS = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "link",
    "base",
    "input",
    "button",
    "video",
    "audio",
    "svg",
}
_NEVER_OURS |= {"math", "frame", "frameset", "applet", "portal", "source", "track", "area", "map"}
_ADDRESSES = {"src", "srcset", "href", "xlink:href", "action", "formaction", "poster", "background", "data", "ping"}
_HARMLESS = ("content-security-policy", "content-type", "x-ua-compatible", "content-language")
# A backslash in CSS may stand for any letter; no style of ours has one.
_ASKING = re.compile(r"@import|url\(|src\(|image-set\(|expression\(|-moz-binding|behavior:|\\", re.I)
# Words that are quickly found or missed, and what has to follow them, if anything.
_SUSPECT = {b"<": re.compile(rb"<(?:" + "|".join(sorted(_NEVER_OURS)).encode() + rb")")}
_SUSPECT |= dict.fromkeys(
    (b"javascript:", b"@import", b"url(", b"src(", b"image-set(", b"srcset", b"expression(", b"\\")
)
_SUSPECT |= {
    name: re.compile(name + rb"\s*+=")
    for name in (b"href", b"action", b"poster", b"background", b"data", b"ping", b"style")
}
_SUSPECT |= {
    b"http-equiv": re.compile(rb"http-equiv\s*+=[\s\"']*+(?!content-sec)"),
    b"src": re.compile(rb"src\s*+=(?!\"data:image/)"),
    b"on": re.compile(rb"on(?<=[\s\"'/]on)[a-z]{3,30}\s*+="),
}
