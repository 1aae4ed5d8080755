"""A mail → its text as one record, and its attachments as parts. By the standard library's parser, with its plain (compat32) messages:
the newer ones parse addresses and dates as they go, slowly and not without failing on what arrives in the wild."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from pipeline.documents import limits
from pipeline.documents.encodings import decode
from pipeline.documents.failures import Broken, Empty, ReadFailure, TooDeep, Unsupported
from pipeline.documents.files import file_format
from pipeline.documents.pages import read_fragment
from pipeline.documents.parts import Named, Part, Record, read_all, unpacked
from pipeline.documents.sidecar import Metadata, clean

MAX_HEADER = 2000
MIME_FORMATS = {
    "text/plain": "text", "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "message/rfc822": "mail",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx", "application/rss+xml": "feed",
    "application/atom+xml": "feed", "application/zip": "zip", "application/x-tar": "tar",
}  # fmt: skip
STUB = 4  # a plain text that has so many times fewer characters than the page beside it is only a pointer to the page


def read_mail(part: Part) -> Iterator[Named]:
    """The text of a mail, with what its headers say, then its attachments. Mails on a mail are attachments."""
    data = read_all(unpacked(part), limits.MAX_MAIL_BYTES)
    if not data.strip():
        raise Empty()
    try:
        mail = BytesParser(policy=policy.compat32).parsebytes(data)
    except RecursionError as error:
        raise TooDeep() from error
    if not any(mail.get(name) for name in ("From", "Date", "Subject", "Received", "Message-ID")):
        raise Broken("It has none of the headers of a mail.")
    texts: list[str] = []
    attached: list[Named] = []
    for inner in _leaves(mail):
        if isinstance(inner, ReadFailure):
            attached.append(("mail", inner))
        elif _is_body(inner):
            texts.append(_text(inner))
        elif found := _attachment(inner, part):
            attached.append(found)
    body = "\n\n".join(text for text in texts if text.strip())
    yield "text", Record(body, page=_headers(mail)) if body else Empty("The mail has no text of its own.")
    yield from attached


def _headers(mail: Message) -> Metadata:
    """Title and day of a mail; its publisher only where a list or an organisation names itself, for a sender is mostly a person."""
    listed = _header(mail, "List-Id").split("<")[0].strip(' "')
    try:
        day = parsedate_to_datetime(_header(mail, "Date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        day = None
    return Metadata(_header(mail, "Subject") or None, _header(mail, "Organization") or listed or None, published=day)


def _header(mail: Message, name: str) -> str:
    raw = str(mail.get(name, ""))[:MAX_HEADER]
    try:
        text = str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError):
        text = raw
    return " ".join(clean(text).replace("\0", " ").split())


def _leaves(mail: Message) -> Iterator[Message | ReadFailure]:
    """The parts of a mail that hold no others, in order; of alternatives the best one. A mail on the mail counts as a leaf."""
    waiting = [(mail, 0)]
    while waiting:
        inner, depth = waiting.pop()
        if not inner.is_multipart() or inner.get_content_type() == "message/rfc822":
            yield inner
        elif depth >= limits.MAX_MAIL_DEPTH:
            yield TooDeep(f"It has more than {limits.MAX_MAIL_DEPTH} levels of parts.")
        else:
            below: list[Message] = [child for child in inner.get_payload() if isinstance(child, Message)]
            chosen = _best(below) if inner.get_content_subtype() == "alternative" else below
            waiting.extend((child, depth + 1) for child in reversed(chosen))


def _best(alternatives: list[Message]) -> list[Message]:
    """Of one text told several ways the plain one, unless it is a stub."""
    told = {child.get_content_type(): child for child in alternatives}
    plain, page = told.get("text/plain"), told.get("text/html")
    if plain is None:
        return [page] if page else alternatives[-1:]
    return [page] if page and STUB * len(_text(plain)) < len(_text(page)) else [plain]


def _is_body(inner: Message) -> bool:
    return inner.get_content_type() in ("text/plain", "text/html") and not inner.get_filename() and _disposition(inner) != "attachment"


def _disposition(inner: Message) -> str | None:
    return inner.get_content_disposition()


def _text(inner: Message) -> str:
    """Text of a part; blank where it has none or it cannot be decoded."""
    data = inner.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        if inner.get_content_type() == "text/html":
            return read_fragment(data, inner.get_content_charset())
        return decode(data, inner.get_content_charset()).text
    except ReadFailure:
        return ""


def _attachment(inner: Message, part: Part) -> Named | None:
    """An attachment as a part; None for a picture that is shown inside the text."""
    name = " ".join(clean(str(inner.get_filename() or "")).split()) or inner.get_content_type()
    form, compression = file_format(name)
    if form is None:
        form = MIME_FORMATS.get(inner.get_content_type())
    if form is None:
        is_shown = _disposition(inner) != "attachment" and inner.get_content_maintype() in ("image", "audio", "video")
        return None if is_shown else (name, Unsupported())
    if inner.get_content_type() == "message/rfc822":
        held = inner.get_payload(0) if inner.is_multipart() else None
        data = held.as_bytes() if isinstance(held, Message) else inner.get_payload(decode=True)
    else:
        data = inner.get_payload(decode=True)
    if not isinstance(data, bytes):
        return name, Broken("Its attachment cannot be decoded.")
    return Part(name, form, io.BytesIO(data), part.budget, compression)
