"""feeds.toml: which feeds are asked, and how politely. Checked as a whole before anything is asked."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assets.folders import PROJECT
from warehouse.errors import one_line

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
TEXTS = ("name", "url", "publisher", "language")


class FeedListError(Exception):
    """The list of feeds cannot be used: {reason}"""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__((self.__doc__ or "").format(reason=one_line(f"{path}: {reason}")))


@dataclass(frozen=True)
class Feed:
    """One feed. `name` is its folder below raw/feeds, `publisher` and `language` go before what it says itself."""

    name: str
    url: str
    publisher: str | None = None
    language: str | None = None
    minutes: int = 30  # that pass before it is asked again


@dataclass(frozen=True)
class FeedList:
    """`contact` is told to the servers: an address for those who want to complain; `delay_seconds` lie between two requests to one host."""

    feeds: tuple[Feed, ...]
    contact: str = ""
    delay_seconds: float = 2.0


def feeds_file(given: str | None = None) -> Path:
    """The file given, else that of TUMEN_FEEDS, else feeds.toml in the checkout."""
    return Path(given or os.environ.get("TUMEN_FEEDS") or PROJECT / "feeds.toml").expanduser().absolute()


def load_feed_list(path: Path) -> FeedList:
    """The feeds of a file. Raises FeedListError with what is wrong, FileNotFoundError where there is none."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FeedListError(path, error) from error
    try:
        _refuse_unknown(values, {"contact", "delay_seconds", "feeds"})
        feeds = tuple(_feed(entry) for entry in values.get("feeds", []))
        if len({feed.name for feed in feeds}) < len(feeds):
            raise ValueError("two feeds have one name")
        contact = str(values.get("contact", ""))
        if not contact.isprintable() or not contact.isascii():
            raise ValueError("contact must be a line of ASCII")
        return FeedList(feeds, contact, max(0.0, float(values.get("delay_seconds", FeedList.delay_seconds))))
    except (ValueError, TypeError, AttributeError) as error:
        raise FeedListError(path, error) from error


def _feed(entry: dict[str, Any]) -> Feed:
    _refuse_unknown(entry, {*TEXTS, "minutes"})
    feed = Feed(**{"name": "", "url": "", **entry})
    if not all(isinstance(getattr(feed, name), str | None) for name in TEXTS) or not isinstance(feed.minutes, int):
        raise ValueError(f"a value of the feed {feed.name!r} has the wrong type")
    if not NAME.fullmatch(feed.name):
        raise ValueError(f"the name {feed.name!r} is not of small letters, digits and hyphens")
    where = urlsplit(feed.url)
    if where.scheme not in ("http", "https") or not where.hostname:
        raise ValueError(f"the url of {feed.name!r} is no http or https address")
    return feed


def _refuse_unknown(values: dict[str, Any], known: set[str]) -> None:
    if unknown := set(values) - known:
        raise ValueError(f"unknown key {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
