"""Reads one file that a test has made, as staging does: its documents and what it has in quarantine."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipeline.documents.files import list_files
from pipeline.documents.stage import stage

Read = tuple[pl.DataFrame, list[tuple[str, str]]]


def read(root: Path, name: str, data: bytes) -> Read:
    """Documents of a file, and (reason, detail) of each row of quarantine; holds that the file is in one of the two."""
    (root / name).write_bytes(data)
    documents, quarantine = stage(list_files(root))
    assert {name} <= set(documents["source_file"]) | set(quarantine["source_file"])
    assert documents["document_id"].is_unique().all()
    return documents, quarantine.select("reason", "detail").rows()


def reasons(found: Read) -> list[str]:
    return sorted(reason for reason, _ in found[1])
