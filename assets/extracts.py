"""Tables as extracted, kept by batch: a document is read once, as long as it stays as it is and the rules stay as they are.

work/extracts/VERSION/NUMBER-NAME/ is one batch: `documents` (document_id, extract_key) and one file for each table. A batch is never
changed, and counts whole or not at all: when one of its documents is withdrawn the others are extracted anew, so that nothing that only the
withdrawn one said stays behind in a dimension. Batches that do not count go.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from assets.folders import Folders
from assets.parquet import folders_in, keep_only, new_folder, write
from assets.progress import step
from assets.staging import read_part
from assets.versions import extraction_version
from assets.workers import cores, on_cores
from pipeline.extract import extract, merge
from pipeline.schema import DOCUMENTS, conform, empty

BATCH_BYTES = 8 * 1024 * 1024
BATCH_DOCUMENTS = 5_000
WORTH_PROCESSES = 2 * BATCH_DOCUMENTS  # documents from which more processes save more than it takes to start them
BATCHES = {"batch": pl.String, "document_id": pl.String, "extract_key": pl.String}


def extract_new(folders: Folders, documents: pl.DataFrame) -> pl.DataFrame:
    """Extract what is not yet extracted of `documents` (extract_key, part); BATCHES: the batch that holds each document."""
    home = folders.extracts / extraction_version()
    wanted = set(documents["extract_key"])
    live = _live(home, wanted)
    pending = documents.join(live, on="extract_key", how="anti")
    if pending.height:
        with step("Extracting documents", pending.height) as advance:
            number = cores() if pending.height >= WORTH_PROCESSES else 1
            for done in on_cores(_extract_batch, _tasks(home, cut(_read(folders, pending))), number):
                advance(done)
        live = _live(home, wanted)
    keep_only(home, set(live["batch"]))
    keep_only(folders.extracts, {extraction_version()})
    return live


def scan_tables(folders: Folders, live: pl.DataFrame) -> dict[str, pl.LazyFrame]:
    """Every table over the batches of `live` (from `extract_new`); a thing of a dimension stands there once."""
    home = folders.extracts / extraction_version()
    if live.is_empty():
        return {name: frame.lazy() for name, frame in extract(empty(DOCUMENTS)).items()}
    batches = [home / name for name in sorted(set(live["batch"]))]
    names = sorted(path.stem for path in batches[0].glob("*.parquet") if path.stem != "documents")
    return merge({name: pl.scan_parquet(folder / f"{name}.parquet") for name in names} for folder in batches)


def cut(frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The rows of `frames` in their order, in pieces of bounded text and number; only one text can make a larger one."""
    left = pl.DataFrame()
    for frame in frames:
        rows = pl.concat([left, frame]) if left.height else frame
        bytes_before = pl.col("text").str.len_bytes().cum_sum().shift(1, fill_value=0)
        numbered = rows.with_columns(_bytes=bytes_before // BATCH_BYTES, _number=pl.int_range(pl.len()) // BATCH_DOCUMENTS)
        *full, left = numbered.partition_by("_bytes", "_number", maintain_order=True, include_key=False) or [rows]
        yield from full
    if left.height:
        yield left


def _read(folders: Folders, pending: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The documents of `pending`, piece by piece as they were staged."""
    for part, keys in pending.sort("part").group_by("part", maintain_order=True):
        yield read_part(folders, str(part[0])).join(keys.select("extract_key"), on="extract_key", how="semi", maintain_order="left")


def _live(home: Path, wanted: set[str]) -> pl.DataFrame:
    """BATCHES whose documents are all wanted, and in no newer batch."""
    folders = folders_in(home)
    if not folders:
        return pl.DataFrame(schema=BATCHES)
    held = pl.read_parquet([folder / "documents.parquet" for folder in folders])
    taken: set[str] = set()
    live: set[str] = set()
    for (batch,), rows in sorted(held.group_by("batch"), reverse=True, key=lambda group: str(group[0][0])):
        keys = set(rows["extract_key"])
        if keys <= wanted and taken.isdisjoint(keys):
            taken |= keys
            live.add(str(batch))
    return held.filter(pl.col("batch").is_in(sorted(live))).sort("batch", "document_id")


def _tasks(home: Path, batches: Iterable[pl.DataFrame]) -> Iterator[tuple[Path, pl.DataFrame]]:
    """Each batch with the folder that it is to have, numbered on from those that are there."""
    first = max((int(folder.name.split("-")[0]) for folder in folders_in(home)), default=0) + 1
    for number, documents in enumerate(batches, first):
        name = hashlib.sha256("".join(documents["extract_key"]).encode()).hexdigest()[:12]
        yield home / f"{number:06d}-{name}", documents


def _extract_batch(task: tuple[Path, pl.DataFrame]) -> int:
    """Extract one batch into its folder; how many documents it has."""
    path, documents = task
    tables = extract(conform(documents, DOCUMENTS))
    with new_folder(path) as folder:
        for table, frame in tables.items():
            write(frame, folder / f"{table}.parquet")
        write(documents.select(pl.lit(path.name).alias("batch"), "document_id", "extract_key"), folder / "documents.parquet")
    return documents.height
