"""A raw root that is no folder of this machine (s3a://…, hdfs://…): Spark lists it, and its workers read the files, as a folder's are read.

A worker lays the files of a chunk into a folder of its own and reads that, so that formats, sidecars, bounds and reasons of quarantine are
those of a folder. Spark passes over names that begin with _ or a dot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from assets.confined import confined
from assets.parquet import to_bytes
from assets.pieces import read_pieces
from assets.progress import Advance
from assets.spark import Files, Spark
from pipeline.documents.failures import TooLarge, Unreadable
from pipeline.documents.files import SIDECAR_SUFFIX, RawFile, file_format, list_files

MOST_BYTES = 1024**3  # of one file: Spark hands it over in one piece
HASHED_TOGETHER = 1_000  # files


def find_in_store(spark: Spark, address: str) -> dict[str, RawFile]:
    """Each file below `address` by its name there, with size and stamp; none is opened. Raises SparkFailedError."""
    listed = spark.collect(lambda: spark.open(address).select("path", "length", "modificationTime"))
    nanoseconds = pl.col("modificationTime").dt.epoch("ns")
    marks = listed.select("path", "length", mark=pl.format("{}-{}", "length", nanoseconds)).sort("path")
    root = spark.qualified(address)
    found = {path.removeprefix(root).lstrip("/"): (size, mark) for path, size, mark in marks.iter_rows()}
    owners = {name: name.removesuffix(SIDECAR_SUFFIX) for name in found if name.endswith(SIDECAR_SUFFIX)}
    beside = {owner: name for name, owner in owners.items() if owner in found and file_format(owner)[0]}
    sidecars = set(beside.values())
    stamps = {name: f"{mark}+{found[beside[name]][1]}" if name in beside else mark for name, (_, mark) in found.items()}
    return {name: file_in_store(name, size, stamps[name]) for name, (size, _) in found.items() if name not in sidecars}


def hash_in_store(spark: Spark, address: str, files: list[RawFile], advance: Advance) -> dict[str, str | None]:
    """SHA-256 of files below `address`, worked out by Spark; of one that is too large for it or has gone there is none."""
    from pyspark.sql.functions import sha2

    root = spark.qualified(address)
    found: dict[str, str | None] = dict.fromkeys(file.source_file for file in files)
    small = [f"{root}/{file.source_file}" for file in files if file.size <= MOST_BYTES]
    for start in range(0, len(small), HASHED_TOGETHER):
        some = small[start : start + HASHED_TOGETHER]
        hashes = spark.collect(lambda some=some: spark.open(some).select("path", sha2("content", 256)))  # type: ignore[misc]
        found |= {path.removeprefix(root).lstrip("/"): value for path, value in hashes.iter_rows()}
        advance(len(some))
    return found


def read_in_store(spark: Spark, address: str, chunks: Iterable[tuple[str, list[RawFile]]]) -> Iterator[tuple[str, Files]]:
    """The pieces (`read_pieces`, as Parquet) of each named chunk of files below `address`, as they are done."""
    root = spark.qualified(address)

    def tasks() -> Iterator[tuple[str, list[str], partial[Iterator[tuple[str, bytes]]]]]:
        for chunk, files in chunks:
            wanted = [(file.source_file, file.size) for file in files]
            small = [file for file in files if file.size <= MOST_BYTES]
            addresses = [f"{root}/{name}" for file in small for name in (file.source_file, file.sidecar and str(file.sidecar)) if name]
            yield chunk, addresses, partial(_read_chunk, chunk, wanted, root)

    yield from spark.map_files(tasks())


def file_in_store(name: str, size: int, stamp: str) -> RawFile:
    """A file of the store. Its stamp is made as that of a folder's file; its sidecar is a name in the store too."""
    return RawFile(name, Path(name), Path(name + SIDECAR_SUFFIX) if "+" in stamp else None, size, stamp)


def _read_chunk(chunk: str, wanted: list[tuple[str, int]], root: str, contents: pl.DataFrame) -> Iterator[tuple[str, bytes]]:
    """Run by a worker: the pieces of a chunk, of `contents` (path, content)."""
    with TemporaryDirectory(prefix="tumen-") as place, confined() as read:
        for path, content in contents.iter_rows():
            _lay(Path(place), path.removeprefix(root).lstrip("/"), content)
        there = {file.source_file: file for file in list_files(Path(place))}
        files = [there.get(name) or _missing(name, size) for name, size in wanted]
        for name, frame in read_pieces(chunk, files, read):
            yield name, to_bytes(frame)


def _lay(place: Path, name: str, content: bytes) -> None:
    """Write a file of the store below `place`; one whose name is no path below it, or the folder of another, stays missing."""
    target = place / name
    if target.resolve().is_relative_to(place.resolve()):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            return


def _missing(name: str, size: int) -> RawFile:
    if size > MOST_BYTES:
        return RawFile(name, Path(name), size=size, failure=TooLarge(f"Spark hands over no more than {MOST_BYTES // 1024**3} GiB at once."))
    return RawFile(name, Path(name), size=size, failure=Unreadable("It went away during the run, or its name is no path."))
