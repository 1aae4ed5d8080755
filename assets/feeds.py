"""News feeds → new entries as JSON lines below the raw root. One feed that fails stops nothing.

feeds.toml names the feeds. Of each, state/feeds/NAME.json keeps what the server said of its last answer (ETag, Last-Modified), when to ask
again, and which entries lie in the raw folder already; raw/feeds/NAME/TIME.jsonl are the entries of one answer that were new. Without the
state the entries are known again from the raw folder.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from assets.confined import confined
from assets.feed_list import Feed, FeedList
from assets.folders import Folders
from assets.versions import tumen_version
from pipeline.documents import limits
from pipeline.documents.failures import ReadFailure
from pipeline.documents.files import RawFile
from pipeline.documents.parts import Found, Record
from pipeline.documents.sidecar import Metadata
from warehouse.errors import one_line
from warehouse.lock import publisher_lock

MAX_SECONDS = 120  # for one answer, from the request to its last byte
MAX_WAIT_HOURS = 24  # that a server may ask for
PIECE = 64 * 1024


class FeedFailed(Exception):  # noqa: N818 - a sentence of what went wrong
    """Why nothing came of a feed this time."""


@dataclass(frozen=True)
class Fetched:
    """What came of one feed: how many new entries, and in words what happened."""

    name: str
    new: int
    said: str
    is_failed: bool = False


@dataclass
class Known:
    """What is kept of a feed from one time to the next. Times are seconds since 1970; `filed` is the number of files with its entries."""

    url: str = ""
    etag: str = ""
    modified: str = ""
    asked_at: float = 0
    not_before: float = 0
    seen: list[str] = field(default_factory=list)
    filed: int = 0


def fetch_feeds(folders: Folders, listed: FeedList) -> Iterator[Fetched]:
    """Ask each feed of the list in its order, and file what is new; what came of each, as it comes."""
    home = folders.state / "feeds"
    home.mkdir(parents=True, exist_ok=True)
    asked: dict[str | None, float] = {}
    with publisher_lock(home, 60), requests.Session() as session:
        session.max_redirects = 5
        session.headers["User-Agent"] = f"Tumen/{tumen_version() or '0'} (feed reader{f'; {listed.contact}' if listed.contact else ''})"
        for feed in listed.feeds:
            known = _load(folders, home, feed)
            if wait := _wait(known, feed):
                yield Fetched(feed.name, 0, wait)
                continue
            host = urlsplit(feed.url).hostname
            time.sleep(max(0.0, asked.get(host, 0) + listed.delay_seconds - time.monotonic()))
            try:
                yield _fetch(folders, home, session, feed, known)
            except (FeedFailed, ReadFailure, requests.RequestException, OSError) as failure:
                yield Fetched(feed.name, 0, one_line(failure, 200), is_failed=True)
            finally:
                asked[host] = time.monotonic()
                _save(home, feed, known)


def tell_feeds(folders: Folders, listed: FeedList) -> bool:
    """`fetch_feeds` with a line for each feed; whether any that was asked answered."""
    fetched = []
    for feed in fetch_feeds(folders, listed):
        print(f"{feed.name}: {'failed, ' if feed.is_failed else ''}{feed.said}", flush=True)
        fetched.append(feed)
    return not fetched or not all(feed.is_failed for feed in fetched)


def _wait(known: Known, feed: Feed) -> str:
    """Why a feed is not asked now; empty where it is."""
    now = time.time()
    if known.not_before > now:
        return f"the server asked to wait until {datetime.fromtimestamp(known.not_before, UTC):%Y-%m-%d %H:%M} UTC"
    if 0 <= now - known.asked_at < 60 * feed.minutes:
        return f"asked less than {feed.minutes} minutes ago"
    return ""


def _fetch(folders: Folders, home: Path, session: requests.Session, feed: Feed, known: Known) -> Fetched:
    known.asked_at = time.time()
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    headers = {name: value for name, value in conditions.items() if value}
    with session.get(feed.url, headers=headers, timeout=(10, 30), stream=True) as answer:
        if answer.status_code == requests.codes.not_modified:
            return Fetched(feed.name, 0, "nothing new")
        if answer.status_code != requests.codes.ok:
            known.not_before = _retry_after(answer.headers.get("Retry-After"))
            raise FeedFailed(f"the server answered {answer.status_code} {one_line(answer.reason, 60)}")
        data = _body(answer)
        etag, modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
    page = home / f"{feed.name}.xml"
    page.write_bytes(data)
    seen = set(known.seen)
    found = _read(page, feed)
    unread = sum(isinstance(record, ReadFailure) for record in found)
    new = {key: line for key, line in _entries(found, feed) if key not in seen}
    if new:
        _file(folders, home, feed, new)
        known.filed += 1
    known.etag, known.modified = etag, modified  # only now: an answer that was not filed is asked for again
    known.seen += new
    return Fetched(feed.name, len(new), f"{len(new)} new" + (f", {unread} without text" if unread else ""))


def _body(answer: requests.Response) -> bytes:
    """The body of an answer, unpacked, of bounded size and in bounded time."""
    begun, pieces, size = time.monotonic(), [], 0
    for piece in answer.iter_content(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > limits.MAX_FEED_BYTES:
            raise FeedFailed(f"the answer has more than {limits.MAX_FEED_BYTES // limits.MIB} MiB")
        if time.monotonic() - begun > MAX_SECONDS:
            raise FeedFailed(f"the answer took more than {MAX_SECONDS} seconds")
    return b"".join(pieces)


def _retry_after(value: str | None) -> float:
    """When a server wants to be asked again, by its Retry-After (seconds or a date), within a day."""
    now = time.time()
    try:
        until = now + int(value or 0) if re.fullmatch(r"\d{1,9}", value or "0") else parsedate_to_datetime(value or "").timestamp()
    except (ValueError, TypeError, OverflowError):
        return 0
    return min(until, now + 3600 * MAX_WAIT_HOURS)


def _read(page: Path, feed: Feed) -> list[Found]:
    """The entries of an answer, read as a feed in the raw folder is."""
    with confined() as read:
        return list(read(RawFile(feed.name, page, size=page.stat().st_size)))


def _entries(found: list[Found], feed: Feed) -> Iterator[tuple[str, dict[str, Any]]]:
    """(key, record of JSON lines) of each entry; the key is its address, or its text without one."""
    for record in found:
        if isinstance(record, Record):
            said = Metadata(publisher=feed.publisher, language=feed.language).over(record.page or Metadata())
            told = {name: value for name, value in asdict(said).items() if value is not None}
            line = {**told, "published": said.published and said.published.isoformat(), "text": record.text}
            yield _key(line), {name: value for name, value in line.items() if value is not None}


def _key(line: dict[str, Any]) -> str:
    return hashlib.sha256(str(line.get("url") or line.get("text")).encode()).hexdigest()[:16]


def _file(folders: Folders, home: Path, feed: Feed, new: dict[str, dict[str, Any]]) -> None:
    """Write entries as a file of the raw folder, that is there as a whole or not at all."""
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in new.values())
    name = f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}-{hashlib.sha256(lines.encode()).hexdigest()[:8]}.jsonl"
    unfinished = home / f"{feed.name}.unfinished"
    unfinished.write_text(lines, encoding="utf-8")
    folder = folders.raw / "feeds" / feed.name
    folder.mkdir(parents=True, exist_ok=True)
    shutil.move(unfinished, folder / name)  # a rename, unless state and raw folder lie on two disks


def _load(folders: Folders, home: Path, feed: Feed) -> Known:
    """What is known of a feed. Where the raw folder has other files of it than were filed (a state that was lost, a run that was killed
    before it was kept), their entries are known from there."""
    try:
        known = Known(**json.loads((home / f"{feed.name}.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        known = Known()
    if known.url != feed.url:
        known = Known(feed.url)
    files = sorted((folders.raw / "feeds" / feed.name).glob("*.jsonl"))
    if known.filed != len(files):
        keys = (_filed_key(line) for file in files for line in file.read_bytes().splitlines())
        known.seen = list(dict.fromkeys([*known.seen, *filter(None, keys)]))
        known.filed = len(files)
    return known


def _filed_key(line: bytes) -> str | None:
    try:
        return _key(json.loads(line))
    except (ValueError, AttributeError):
        return None


def _save(home: Path, feed: Feed, known: Known) -> None:
    unfinished = home / f"{feed.name}.json.unfinished"
    unfinished.write_text(json.dumps(asdict(known)), encoding="utf-8")
    unfinished.replace(home / f"{feed.name}.json")
