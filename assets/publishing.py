"""From the tables of a run to the published file, and whether that is needed at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from assets.folders import Folders
from assets.journal import forget_published, publishing_run
from assets.listing import digest, find_files, list_frame, listing_digest
from assets.parquet import write
from assets.versions import extraction_version, staging_version, tumen_version
from pipeline.lexicon.places_load import load_countries
from warehouse.publish import Published, publish
from warehouse.renew import Changes
from warehouse.tables import INPUT_TABLES, SCHEMA_VERSION, definitions_version

# What tells that a document and its facts are the same: the key names all that extraction looks at.
TOLD_APART = ["document_id", "extract_key", "source_file", "source_record", "file_start", "duplicate_of"]
# A file is made whole again when it is larger than the last whole one by a quarter, or after so many publications.
MOST_GROWTH = 1.25
MOST_RENEWALS = 100
# Where a table of the warehouse is made under another name.
MADE_AS = {"raw_files": "accounted_files", "dim_documents": "documents"}


def country_names() -> pl.LazyFrame:
    """dim_countries: ISO code and usual English name of each country of the lexicon."""
    return load_countries().lazy().drop_nulls("country").select("country", "name").unique("country", keep="first").sort("country")


def publish_tables(folders: Folders, run_id: str) -> Published | None:
    """Publish the tables of this run; None where the same ones are published there already. Raises a PublishError."""
    inputs, record = inputs_digest(folders), _read(folders)
    if record.get("published") == _published(folders, inputs):
        return None
    paths = {table: folders.files(MADE_AS.get(table, table)) for table in INPUT_TABLES}
    run = publishing_run(folders, run_id)
    changes = _changes(folders, record)
    done = publish(paths, folders.warehouse, tumen_version=run.tumen_version, run=run, history_copy=folders.history, changes=changes)
    listing = listing_digest(pl.read_parquet(folders.table("raw_files")))
    write(pl.scan_parquet(folders.table("documents")).select(TOLD_APART), folders.published_documents)
    whole = {"size": done.path.stat().st_size, "renewals": 0} if done.is_whole else _renewed_again(record["whole"])
    made = {"published": _published(folders, inputs), "run": run_id, "whole": whole}
    _write(folders, {**made, "listing": listing, "versions": versions()})
    forget_published(folders, run_id)
    return done


def _changes(folders: Folders, record: dict[str, Any]) -> Changes | None:
    """What differs from the published file. None where all is to be made anew: other rules, a file that is not the one that was published,
    or one that has grown too much by being brought up to date: DuckDB keeps the room of what went, and small appends lie scattered."""
    whole = record.get("whole", {"size": 0, "renewals": MOST_RENEWALS})
    published = record.get("published", {})
    if record.get("versions") != versions() or published != _published(folders, published.get("inputs", "")):
        return None
    if published["size"] > MOST_GROWTH * whole["size"] or whole["renewals"] >= MOST_RENEWALS or not folders.published_documents.is_file():
        return None
    before = pl.read_parquet(folders.published_documents)
    now = pl.scan_parquet(folders.table("documents")).select(TOLD_APART).collect()
    differ = [one.join(other, on=TOLD_APART, how="anti", nulls_equal=True) for one, other in ((before, now), (now, before))]
    return Changes(record["run"], set(pl.concat(differ)["document_id"]))


def _renewed_again(whole: dict[str, int]) -> dict[str, int]:
    return {**whole, "renewals": whole["renewals"] + 1}


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
    """Of the readers, the rules, the schema, the package and the SQL of the published file."""
    return [staging_version(), extraction_version(), SCHEMA_VERSION, tumen_version(), definitions_version()]


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
