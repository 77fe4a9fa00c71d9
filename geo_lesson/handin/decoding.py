"""Decode a page that a mail program or an editor has rewritten, and take mails apart."""

import re
from contextlib import suppress
from email import message_from_bytes
from quopri import decodestring

_MAIL = re.compile(rb"^mime-version:", re.I | re.M)
_BETWEEN_MAILS = re.compile(rb"^From [^\r\n]*+\r?\n(?=[!-9;-~]++:)", re.M)
_MOST_IN_MAIL = {b"boundary": 50, b";": 100_000, b"\n": 500_000}  # Python's mail parser slows down with these
_ENCODINGS_BY_START = (
    ("utf-32", (b"\xff\xfe\0\0", b"\0\0\xfe\xff")),
    ("utf-16", (b"\xff\xfe", b"\xfe\xff")),
    ("utf-8-sig", (b"\xef\xbb\xbf",)),
    ("utf-32-le", (b"<\0\0\0",)),
    ("utf-32-be", (b"\0\0\0<",)),
    ("utf-16-le", (b"<\0",)),
    ("utf-16-be", (b"\0<",)),
)


def is_mail(content: bytes) -> bool:
    """Tell whether bytes are a mail as a mail program saves it, and not a page that quotes one."""
    return not content[:100].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and bool(_MAIL.search(content[:50_000]))


def split_mailbox(content: bytes) -> list[bytes]:
    """Return the mails of a mailbox file (mbox); none if the bytes are no mailbox."""
    return [mail for mail in _BETWEEN_MAILS.split(content) if mail.strip()] if content.startswith(b"From ") else []


def mail_parts(content: bytes) -> list[tuple[str, bytes]] | None:
    """Return (file name or "", bytes) of each part of a mail, forwarded mails included, without pictures.

    Return None for a mail that would take too long to parse.
    """
    lowered = content.lower()
    if any(lowered.count(sign) > most for sign, most in _MOST_IN_MAIL.items()):
        return None
    parts = [part for part in message_from_bytes(content).walk() if not part.is_multipart()]
    kept = [part for part in parts if part.get_content_maintype() != "image"]  # such as the logo of a signature
    return [(part.get_filename() or "", _payload(part.get_payload(decode=True))) for part in kept]


def _payload(decoded: object) -> bytes:
    return decoded if isinstance(decoded, bytes) else b""


def decode_page(content: bytes) -> tuple[str, bool]:
    """Return the text of a page, and whether a mail program had rewritten it.

    >>> decode_page("Größe".encode()), decode_page("Größe".encode("cp1252"))
    (('Größe', False), ('Größe', False))
    """
    mailed = is_mail(content)
    if mailed:
        contents = [part for _, part in mail_parts(content) or () if b"geo-lesson" in part]
        content = next(iter(sorted(contents, key=lambda part: b"geo-answers" not in part)), b"")
    if b'lang=3D"' in content:
        content, mailed = decodestring(content), True
    for encoding, starts in _ENCODINGS_BY_START:
        if content.startswith(starts):
            return content.decode(encoding, "replace"), mailed
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), mailed
    with suppress(UnicodeError):  # UTF-8 that was taken for something else and encoded once more
        return text.encode("cp1252").decode("utf-8"), mailed or not text.isascii()
    return text, mailed
