"""What a page of HTML shows, whatever a mail program or an editor made of it."""

from contextlib import suppress
from email import message_from_bytes
from html.parser import HTMLParser
from quopri import decodestring


def decoded(content):
    """The file as text, whatever a mail program or an editor made of it, and notes of what that was.

    >>> decoded("Größe".encode()), decoded("Größe".encode("cp1252"))
    (('Größe', []), ('Größe', ['re-encoded']))
    """
    notes = []
    if b"MIME-Version:" in content[:5000]:
        pages = [part for part in message_from_bytes(content).walk() if not part.is_multipart()]
        contents = [part.get_payload(decode=True) or b"" for part in pages]
        content, notes = next((one for one in contents if b"geo-lesson" in one), b""), ["mailed"]
    if b'lang=3D"' in content:
        content, notes = decodestring(content), ["mailed"]
    for encoding, mark in (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff")):
        if content.startswith(mark):
            return content.decode(encoding, "replace"), [*notes, "mailed"]
    try:
        written = content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), [*notes, "re-encoded"]
    with suppress(UnicodeError):  # UTF-8 that was taken for something else and encoded once more
        return written.encode("cp1252").decode("utf-8"), notes if written.isascii() else [*notes, "mailed"]
    return written, notes


class Visible(HTMLParser):
    """What a page shows, section by section; `data` is what its template holds.

    foreign: whether there is something in it that no hand-in of ours has, such as a script.
    """

    def __init__(self, written):
        super().__init__(convert_charrefs=True)
        self.data, self.foreign, self._key, self._within, self._texts = "", False, "", None, {"": []}
        self.feed(written)
        self.close()

    def handle_starttag(self, tag, attributes):
        """Note where a section or something unseen begins, and what is not ours."""
        named = dict(attributes)
        if tag in ("template", "style", "title"):
            self._within = tag
        elif tag == "section" and named.get("data-exercise"):
            self._key = named["data-exercise"]
            self._texts.setdefault(self._key, [])
        elif tag == "br":
            self.handle_data("\n")
        odd = tag in _NEVER_OURS or any(name.startswith("on") for name in named)
        self.foreign = self.foreign or odd
        if tag in ("script", "iframe"):
            self._within = tag

    def handle_endtag(self, tag):
        """Note where a section or something unseen ends."""
        if tag == self._within:
            self._within = None
        elif tag == "section":
            self._key = ""

    def handle_data(self, data):
        """Keep what is seen, and what the template holds."""
        if self._within == "template":
            self.data += data
        elif self._within is None:
            self._texts[self._key].append(data)

    def texts(self, whole=True):
        """{key of an exercise: its text}, and "" for all outside of exercises; white space is made one.

        Of a page that is not whole, only the exercises that have ended.
        """
        texts = {key: " ".join("".join(said).split()) for key, said in self._texts.items()}
        if not whole:
            texts = {key: text for key, text in texts.items() if key not in ("", self._key)}
        return texts


_NEVER_OURS = {"script", "iframe", "object", "embed", "form", "link", "base", "input", "video", "audio"}
