"""What is said about a text beside it: in a sidecar file, in a JSON record, in the head of a web page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from pipeline.documents.failures import SidecarInvalid

ISO_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:$|[T\s])")
LANGUAGE = re.compile(r"\s*([A-Za-z]{2})(?:$|[-_\s])")
MAX_SIDECAR_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Metadata:
    """What is known of a text from outside it; None where nothing is said. `language` is ISO 639-1."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None

    def over(self, weaker: Metadata) -> Metadata:
        """These values, and those of `weaker` where there are none."""
        return replace(weaker, **{name: value for name, value in vars(self).items() if value is not None})


def parse_day(value: str | None) -> date | None:
    """The day of an ISO date or time (2024-03-05, 2024-03-05T10:00Z), as written, whatever its time zone; None for anything else."""
    found = ISO_DAY.match(value or "")
    try:
        return date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        return None


def parse_language(value: str | None) -> str | None:
    """`en` of `en`, `EN` or `en-GB`; None for anything else."""
    found = LANGUAGE.match(value or "")
    return found.group(1).lower() if found else None


def clean(text: str) -> str:
    """`text` without half characters (lone surrogates, which JSON can hold and no file can): each becomes U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def parse_metadata(values: Mapping[str, object]) -> tuple[Metadata, list[str]]:
    """Metadata of a JSON object, and a sentence for each value that cannot be used."""
    known: dict[str, str | None] = {}
    problems = []
    for name in ("title", "publisher", "url", "published", "language"):
        value = values.get(name)
        if value is not None and not isinstance(value, str):
            problems.append(f"{name} is {json.dumps(value, default=str)[:80]}, not a string.")
        known[name] = clean(value).strip() or None if isinstance(value, str) else None
    published, language = parse_day(known["published"]), parse_language(known["language"])
    if known["published"] and not published:
        problems.append(f"published is {known['published'][:80]!r}, not an ISO date.")
    if known["language"] and not language:
        problems.append(f"language is {known['language'][:80]!r}, not an ISO 639-1 code.")
    return Metadata(known["title"], known["publisher"], known["url"], published, language), problems


def parse_sidecar(data: bytes) -> tuple[Metadata, list[str]]:
    """Metadata of a sidecar's bytes, and what of it cannot be used. Raises SidecarInvalid where it is no JSON object."""
    if len(data) > MAX_SIDECAR_BYTES:
        raise SidecarInvalid(f"It has {len(data)} bytes.")
    try:
        values = json.loads(data)  # tells UTF-8, UTF-16 and UTF-32 apart by itself
    except (ValueError, RecursionError) as error:
        raise SidecarInvalid(f"It is not JSON: {error}.") from error
    if not isinstance(values, dict):
        raise SidecarInvalid(f"It holds a {type(values).__name__}, not an object.")
    return parse_metadata(values)
