"""From the tables of a run to the published file, and whether that is needed at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from assets.folders import Folders
from assets.journal import forget_published, publishing_run
from assets.listing import digest, find_files, list_frame, listing_digest
from assets.versions import extraction_version, staging_version, tumen_version
from pipeline.lexicon.places_load import load_countries
from warehouse.publish import Published, publish
from warehouse.tables import INPUT_TABLES, SCHEMA_VERSION

# Where a table of the warehouse is made under another name.
MADE_AS = {"raw_files": "accounted_files", "dim_documents": "documents"}


def country_names() -> pl.LazyFrame:
    """dim_countries: ISO code and usual English name of each country of the lexicon."""
    return load_countries().lazy().drop_nulls("country").select("country", "name").unique("country", keep="first").sort("country")


def publish_tables(folders: Folders, run_id: str) -> Published | None:
    """Publish the tables of this run; None where the same ones are published there already. Raises a PublishError."""
    inputs = inputs_digest(folders)
    if _read(folders).get("published") == _published(folders, inputs):
        return None
    paths = {table: folders.table(MADE_AS.get(table, table)) for table in INPUT_TABLES}
    run = publishing_run(folders, run_id)
    done = publish(paths, folders.warehouse, tumen_version=run.tumen_version, run=run, history_copy=folders.history)
    listing = listing_digest(pl.read_parquet(folders.table("raw_files")))
    _write(folders, {"published": _published(folders, inputs), "listing": listing, "versions": versions()})
    forget_published(folders, run_id)
    return done


def remember_listing(folders: Folders) -> None:
    """Note that the last listing led to what is published, so that the next look at the same one is enough."""
    listing = listing_digest(pl.read_parquet(folders.table("raw_files")))
    _write(folders, {**_read(folders), "listing": listing, "versions": versions()})


def is_current(folders: Folders) -> bool:
    """True where a run would publish what is published: same files, same rules, and nobody touched the published file."""
    record = _read(folders)
    if not record or record.get("versions") != versions():
        return False
    found = _published(folders, record.get("published", {}).get("inputs", ""))
    return record.get("published") == found and record.get("listing") == listing_digest(list_frame(find_files(folders.raw)))


def inputs_digest(folders: Folders) -> str:
    """A hash of all that the tables follow from: documents, copies, files, quarantine, and the versions of rules and schema."""
    documents = pl.scan_parquet(folders.table("documents")).select("extract_key", "duplicate_of").collect()
    others = [digest(pl.read_parquet(folders.table(name))) for name in ("accounted_files", "quarantine")]
    return digest(pl.DataFrame({"part": [digest(documents), *others, *map(str, versions())]}))


def versions() -> list[str | int | None]:
    """Of the readers, the rules, the schema and the package."""
    return [staging_version(), extraction_version(), SCHEMA_VERSION, tumen_version()]


def _published(folders: Folders, inputs: str) -> dict[str, Any]:
    """What tells that `inputs` were published to this file and that it is still that file."""
    try:
        found = folders.warehouse.stat()
    except OSError:
        return {"missing": True}
    where = {"warehouse": str(folders.warehouse), "raw": str(folders.raw)}
    return {"inputs": inputs, **where, "size": found.st_size, "modified": found.st_mtime_ns}


def _read(folders: Folders) -> dict[str, Any]:
    try:
        record = json.loads(folders.record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _write(folders: Folders, record: dict[str, Any]) -> None:
    unfinished = Path(f"{folders.record}.unfinished")
    unfinished.write_text(json.dumps(record, indent=1), encoding="utf-8")
    unfinished.replace(folders.record)
