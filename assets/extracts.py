"""Tables as extracted, kept by batch: a document is read once, as long as it stays as it is and the rules stay as they are.

work/extracts/VERSION/NUMBER-NAME/ is one batch: `documents` (document_id, extract_key) and one file for each table, every row with the
document that it belongs to. A batch is never changed; of several that hold a document the newest counts, and a withdrawn document is passed
over. Many small batches become one, and batches of which nothing counts go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from assets.folders import Folders
from assets.parquet import MANY_FOLDERS, SMALL_FOLDER, folders_in, keep_only, new_folder, next_name, small_folders, to_bytes, write
from assets.progress import step
from assets.spark import Spark
from assets.staging import read_part
from assets.versions import extraction_version
from assets.workers import cores, on_cores
from pipeline.extract import DIMENSIONS, extract_apart, merge
from pipeline.schema import DOCUMENTS, conform, empty
from warehouse.publish import flush

BATCH_BYTES = 16 * 1024 * 1024
BATCH_DOCUMENTS = 10_000
WORTH_PROCESSES = 10_000  # documents from which more processes save more than it takes to start them
WORTH_A_WORKER = 1_000  # documents for one of Spark's
BATCHES = {"batch": pl.String, "document_id": pl.String, "extract_key": pl.String}


def extract_new(folders: Folders, documents: pl.DataFrame, spark: Spark | None = None) -> pl.DataFrame:
    """Extract what is not yet extracted of `documents` (extract_key, part), by Spark where it is given; BATCHES: the batch that holds each
    document."""
    home = folders.extracts / extraction_version()
    wanted = documents.select("extract_key")
    live = _live(home, wanted)
    pending = documents.join(live, on="extract_key", how="anti")
    if pending.height:
        with step("Extracting documents", pending.height) as advance:
            number = _workers(pending.height, spark)
            tasks = _tasks(home, cut(_read(folders, pending), _even(pending.height, number)))
            for done in _extract_on(spark, tasks) if spark else on_cores(_extract_batch, tasks, number):
                advance(done)
        live = _live(home, wanted)
        small = small_folders(home, set(live["batch"]), SMALL_FOLDER)
        if len(small) >= MANY_FOLDERS:
            _join_batches(home, live.filter(pl.col("batch").is_in([folder.name for folder in small])))
            live = _live(home, wanted)
    keep_only(home, set(live["batch"]))
    keep_only(folders.extracts, {extraction_version()})
    return live


def scan_tables(folders: Folders, live: pl.DataFrame) -> dict[str, pl.LazyFrame]:
    """Every table over the batches of `live` (from `extract_new`); a thing of a dimension stands there once."""
    if live.is_empty():
        return merge([{name: frame.lazy() for name, frame in extract_apart(empty(DOCUMENTS)).items()}])
    return merge(_scan_batches(folders.extracts / extraction_version(), live))


def scan_parts(folders: Folders, live: pl.DataFrame) -> dict[str, dict[str, Path | pl.LazyFrame]]:
    """Of every table whose rows belong to one document each, the parts by batch: the file of a batch where all of it counts."""
    home = folders.extracts / extraction_version()
    parts: dict[str, dict[str, Path | pl.LazyFrame]] = {}
    for batch, tables in zip(live["batch"].unique(maintain_order=True), _scan_batches(home, live), strict=True):
        is_whole = _is_whole(home / batch, live)
        for name, frame in tables.items():
            if name not in DIMENSIONS:
                parts.setdefault(name, {})[batch] = home / batch / f"{name}.parquet" if is_whole else frame
    return parts


def _workers(documents: int, spark: Spark | None) -> int:
    """How many processes so many documents are worth; Spark's are there already."""
    if spark:
        return min(spark.cores, -(-documents // WORTH_A_WORKER))
    return cores() if documents >= WORTH_PROCESSES else 1


def _even(documents: int, number: int) -> int:
    """How many documents make a batch, so that each of `number` processes has as many batches as the others."""
    rounds = -(-documents // (BATCH_DOCUMENTS * number))
    return -(-documents // (rounds * number))


def cut(frames: Iterable[pl.DataFrame], most: int = 0) -> Iterator[pl.DataFrame]:
    """The rows of `frames` in their order, in pieces of bounded text and of `most` rows; only one text can make a larger one."""
    most = most or BATCH_DOCUMENTS
    left = pl.DataFrame()
    for frame in frames:
        rows = pl.concat([left, frame]) if left.height else frame
        bytes_before = pl.col("text").str.len_bytes().cum_sum().shift(1, fill_value=0)
        numbered = rows.with_columns(_bytes=bytes_before // BATCH_BYTES, _number=pl.int_range(pl.len()) // most)
        *full, left = numbered.partition_by("_bytes", "_number", maintain_order=True, include_key=False) or [rows]
        yield from full
    if left.height:
        yield left


def _read(folders: Folders, pending: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The documents of `pending`, piece by piece as they were staged."""
    for part, keys in pending.sort("part").group_by("part", maintain_order=True):
        yield read_part(folders, str(part[0])).join(keys.select("extract_key"), on="extract_key", how="semi", maintain_order="left")


def _live(home: Path, wanted: pl.DataFrame) -> pl.DataFrame:
    """BATCHES of the wanted documents, each in the newest batch that holds it."""
    folders = folders_in(home)
    if not folders:
        return pl.DataFrame(schema=BATCHES)
    held = pl.read_parquet([folder / "documents.parquet" for folder in folders])
    newest = held.join(wanted, on="extract_key", how="semi").sort("batch").unique("extract_key", keep="last")
    return newest.sort("batch", "document_id")


def _scan_batches(home: Path, live: pl.DataFrame) -> Iterator[dict[str, pl.LazyFrame]]:
    """The tables of each batch of `live`, without the documents that do not count."""
    for (batch,), rows in live.group_by("batch", maintain_order=True):
        folder = home / str(batch)
        tables = {path.stem: pl.scan_parquet(path) for path in sorted(folder.glob("*.parquet"))}
        del tables["documents"]
        if not _is_whole(folder, rows):
            counted = rows.lazy().select("document_id")
            tables = {name: table.join(counted, on="document_id", how="semi", maintain_order="left") for name, table in tables.items()}
        yield tables


def _is_whole(batch: Path, live: pl.DataFrame) -> bool:
    """True where every document of a batch counts."""
    held = pl.scan_parquet(batch / "documents.parquet").select(pl.len()).collect().item()
    return bool(held == live.filter(pl.col("batch") == batch.name).height)


def _tasks(home: Path, batches: Iterable[pl.DataFrame]) -> Iterator[tuple[Path, pl.DataFrame]]:
    """Each batch with the folder that it is to have, numbered on from those that are there."""
    name = "0"
    for documents in batches:
        name = next_name(home, "".join(documents["extract_key"]), name)
        yield home / name, documents


def _extract_batch(task: tuple[Path, pl.DataFrame]) -> int:
    """Extract one batch into its folder; how many documents it has."""
    path, documents = task
    tables = extract_apart(conform(documents, DOCUMENTS))
    _write_batch(path, documents, {name: table.lazy() for name, table in tables.items()})
    return documents.height


def _extract_on(spark: Spark, tasks: Iterable[tuple[Path, pl.DataFrame]]) -> Iterator[int]:
    """Extract each batch by a worker of Spark, and write its folder here; how many documents it has."""
    given = (((path, documents.select("document_id", "extract_key")), conform(documents, DOCUMENTS)) for path, documents in tasks)
    for (path, documents), tables in spark.map(tables_of, given):
        with _batch_folder(path, documents) as folder:
            for name, content in tables:
                (folder / f"{name}.parquet").write_bytes(content)
                flush(folder / f"{name}.parquet")
        yield documents.height


def tables_of(documents: pl.DataFrame) -> Iterator[tuple[str, bytes]]:
    """Run by a worker: every table of a batch as Parquet."""
    for name, table in extract_apart(conform(documents, DOCUMENTS)).items():
        yield name, to_bytes(table)


def _join_batches(home: Path, live: pl.DataFrame) -> None:
    """Write the batches of `live` as one."""
    parts = list(_scan_batches(home, live))
    path = home / next_name(home, "".join(live["extract_key"]))
    _write_batch(path, live, {name: pl.concat([part[name] for part in parts]) for name in parts[0]})


def _write_batch(path: Path, documents: pl.DataFrame, tables: dict[str, pl.LazyFrame]) -> None:
    with _batch_folder(path, documents) as folder:
        for name, table in tables.items():
            write(table, folder / f"{name}.parquet")


@contextmanager
def _batch_folder(path: Path, documents: pl.DataFrame) -> Iterator[Path]:
    """A folder to fill with the tables of a batch; it gets its name, and what documents it holds, when the block ends well."""
    with new_folder(path) as folder:
        yield folder
        write(documents.select(pl.lit(path.name).alias("batch"), "document_id", "extract_key"), folder / "documents.parquet")
