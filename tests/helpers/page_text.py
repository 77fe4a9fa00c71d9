"""What a page shows, exercise by exercise."""

from html.parser import HTMLParser


class _Sections(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self._key, self._hidden = {"": []}, "", 0

    def handle_starttag(self, tag, attributes):
        self._hidden += tag in ("template", "style", "title")
        if key := dict(attributes).get("data-exercise"):
            self._key = key
            self.texts.setdefault(key, [])
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag):
        self._hidden -= tag in ("template", "style", "title")
        if tag == "section":
            self._key = ""

    def handle_data(self, text):
        if not self._hidden:
            self.texts[self._key].append(text)


def sections(page):
    """{key of an exercise: its text}, and "" for all outside of exercises; white space is made one."""
    parser = _Sections()
    parser.feed(page)
    parser.close()
    return {key: " ".join("".join(texts).split()) for key, texts in parser.texts.items()}
