"""The raw folder as a frame: which files there are, their size, time and hash, and whether anything has changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection
from pathlib import Path

import polars as pl

from assets.folders import Folders
from assets.object_store import find_in_store, hash_in_store
from assets.progress import Advance, step
from assets.spark import Spark
from pipeline.documents.files import RawFile, list_files
from pipeline.schema import Schema, empty

LISTING: Schema = {
    "source_file": pl.String,
    "size_bytes": pl.Int64,
    "modified_at": pl.Datetime("ns"),
    "content_hash": pl.String,
    "stamp": pl.String,
    "is_readable": pl.Boolean,
}


def find_files(raw: Path, folders: Collection[str] | None = None) -> dict[str, RawFile]:
    """Each file below the raw root by its name in the tables, or of these folders only; of two with one name (a folder that fails twice)
    the first."""
    found: dict[str, RawFile] = {}
    for file in list_files(raw, folders):
        found.setdefault(file.source_file, file)
    return found


def _may_read(where: Path | str) -> bool:
    return os.access(where, os.R_OK)


def list_frame(files: dict[str, RawFile], is_readable: Callable[[Path | str], bool] = _may_read) -> pl.DataFrame:
    """LISTING of files, `content_hash` still null. `stamp` changes with the file or its sidecar; empty where the file is none.

    `size_bytes` is null for what cannot be read at all, `modified_at` is UTC.
    """
    rows = [
        (file.source_file, None if file.failure else file.size, None, file.stamp, not file.failure and is_readable(file.where))
        for file in files.values()
    ]
    frame = pl.DataFrame(rows, schema=[name for name in LISTING if name != "modified_at"], orient="row", infer_schema_length=None)
    nanoseconds = pl.col("stamp").str.split("+").list.first().str.split("-").list.last().cast(pl.Int64, strict=False)
    timed = frame.cast({name: LISTING[name] for name in frame.columns}).with_columns(modified_at=pl.from_epoch(nanoseconds, time_unit="ns"))
    return timed.select(list(LISTING)).sort("source_file")


def take_listing(folders: Folders, leave: list[str] | None = None, spark: Spark | None = None) -> pl.LazyFrame:
    """LISTING of the raw folder with SHA-256 of each readable file; files whose stamp is known are not read again. Spark lists and reads
    an object store.

    A file in `leave` is still being written: it stays as it was at the last run, or is left out where it is new.
    Raises NotADirectoryError where there is no raw folder.
    """
    if folders.address and spark:
        files = find_in_store(spark, folders.address)
        listing = list_frame(files, is_readable=lambda where: True)
    else:
        files = find_files(folders.raw)
        listing = list_frame(files)
    known = pl.read_parquet(folders.table("raw_files")) if folders.table("raw_files").is_file() else empty(LISTING)
    if leave:
        still = pl.col("source_file").is_in(leave)
        listing = pl.concat([listing.filter(~still), known.filter(still)]).sort("source_file")
    hashes = known.filter(pl.col("stamp") != "").select("source_file", "stamp", "content_hash")
    hashed = listing.drop("content_hash").join(hashes, on=["source_file", "stamp"], how="left", maintain_order="left")
    unknown = hashed.filter(pl.col("content_hash").is_null() & pl.col("is_readable"))["source_file"].to_list()
    with step("Looking at files", len(unknown)) as advance:
        if folders.address and spark:
            found = hash_in_store(spark, folders.address, [files[name] for name in unknown], advance)
        else:
            found = {name: _hash(files[name], advance) for name in unknown}
    news = pl.DataFrame({"source_file": list(found), "found": list(found.values())}, schema={"source_file": pl.String, "found": pl.String})
    told = hashed.join(news, on="source_file", how="left", maintain_order="left")
    return told.with_columns(pl.coalesce("content_hash", "found").alias("content_hash")).select(list(LISTING)).lazy()


def listing_digest(listing: pl.DataFrame) -> str:
    """A hash of which files there are and of their stamps: equal where nothing was added, changed or removed."""
    return digest(listing.select("source_file", "stamp", "is_readable"))


def digest(frame: pl.DataFrame) -> str:
    """A hash of a frame's rows, whatever their order."""
    return hashlib.sha256(frame.sort(pl.all()).write_csv().encode()).hexdigest()


def _hash(file: RawFile, advance: Advance) -> str | None:
    try:
        with file.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
    finally:
        advance(1)
