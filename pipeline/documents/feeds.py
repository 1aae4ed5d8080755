"""RSS and Atom: each entry of a feed as a record. Through feedparser, which reads what feeds are like, not what they should be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from pipeline.documents import limits
from pipeline.documents.encodings import decode
from pipeline.documents.failures import Broken, Empty, ReadFailure, Unsupported
from pipeline.documents.pages import read_fragment
from pipeline.documents.parts import Named, Part, Record, read_all, unpacked
from pipeline.documents.sidecar import Metadata, clean, parse_language

ROOTS = (b"<rss", b"<feed", b"<rdf:RDF", b"<RDF", b":feed")


def read_feed(part: Part) -> Iterator[Named]:
    """The entries of a feed: title and text, with address and day. Raises Unsupported for XML that is no feed."""
    data = read_all(unpacked(part), limits.MAX_FEED_BYTES)
    if not data.strip():
        raise Empty()
    head = data[: 64 * 1024].replace(b"\0", b"")
    if not any(root in head for root in ROOTS):
        raise Unsupported("The XML is no RSS or Atom feed.")
    import feedparser  # here, for it brings half of the standard library, and most folders hold no feed

    # As a stream: what is given as bytes or text feedparser may take for the name of a file or an address.
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError) as error:  # of a name of an encoding that is none
        raise Broken(f"{error}.") from error
    if not feed.entries:
        raise Empty("The feed has no entries.")
    publisher, language = _line(feed.feed.get("title")), parse_language(feed.feed.get("language"))
    for entry in feed.entries:
        name = _line(entry.get("title")) or "entry"
        try:
            yield name, _record(entry, publisher, language)
        except ReadFailure as failure:
            yield name, failure


def _record(entry: Any, publisher: str | None, language: str | None) -> Record:
    title, url = _line(entry.get("title")), _line(entry.get("link")) or _line(entry.get("id"))
    told = [value for value in (*(entry.get("content") or ()), entry.get("summary_detail")) if value and value.get("value")]
    texts = [_text(value) for value in told]
    text = max(texts, key=len, default="")
    if title and title not in text[:1000]:
        text = f"{title}\n\n{text}".rstrip()
    if not text.strip():
        raise Empty("The entry has no text.")
    day = _day(
        dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    )  # its own get looks for one in the place of the other
    return Record(text, page=Metadata(title, publisher, url, day, language), is_whole=True)


def _text(value: Any) -> str:
    text = clean(str(value.get("value")))
    if value.get("type") in ("text/html", "application/xhtml+xml"):
        try:
            return read_fragment(text.encode(), "utf-8")
        except ReadFailure:
            return ""
    return decode(text.encode()).text if text.strip() else ""


def _line(value: object) -> str | None:
    return " ".join(clean(value).replace("\0", " ").split())[:2000] or None if isinstance(value, str) else None


def _day(parsed: Any) -> date | None:
    try:
        return date(*parsed[:3]) if parsed else None
    except (ValueError, TypeError):
        return None
