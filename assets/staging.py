"""Documents as read, kept by file: a file is read once, as long as it stays as it is and the readers stay as they are.

work/staged/VERSION/NUMBER-NAME/ is one chunk of files read together: `files` (source_file, stamp, root, is_final), and in pieces of bounded
size `documents`, `quarantine` and `sketches`. A chunk is never changed. Of several that hold a file the newest counts, and only while the
file has the stamp it was read under; a file that could not be opened is tried again by each run. Many small chunks become one, and chunks
of which nothing counts go. `copies` holds what the last run found over all documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from assets.confined import confined
from assets.folders import Folders
from assets.listing import find_files
from assets.object_store import file_in_store, read_in_store
from assets.parquet import MANY_FOLDERS, SMALL_FOLDER, folders_in, keep_only, new_folder, next_name, small_folders, write
from assets.pieces import KEY, PART, read_pieces
from assets.progress import step
from assets.spark import Spark
from assets.versions import staging_version
from pipeline.documents.failures import Unreadable
from pipeline.documents.files import RawFile
from pipeline.documents.near_copies import IDENTITY, SKETCHES, find_copies, update_copies
from pipeline.schema import DOCUMENTS, QUARANTINE, Schema, empty

CHUNK_BYTES = 32 * 1024 * 1024
CHUNK_FILES = 2_000
FILES = {"source_file": pl.String, "stamp": pl.String, "root": pl.String, "is_final": pl.Boolean, "chunk": pl.String}
STAGED = {**DOCUMENTS, **KEY, **PART}


def stage_new(folders: Folders, listing: pl.DataFrame, spark: Spark | None = None) -> pl.DataFrame:
    """Read the files of `listing` (LISTING) that are not staged; (source_file, chunk) of every file of the listing. Spark reads those of
    an object store."""
    home = folders.staged / staging_version()
    live = _live(home, folders.raw, listing)
    missing = listing.join(live.filter("is_final"), on="source_file", how="anti").sort("source_file")
    if missing.height:
        files = _files(folders, missing)
        with step("Reading files", len(files)) as advance:
            for done in _stage_chunks(home, folders, files, spark):
                advance(done)
        live = _live(home, folders.raw, listing)
        small = small_folders(home, set(live["chunk"]), SMALL_FOLDER)
        if len(small) >= MANY_FOLDERS:
            _join_chunks(folders, home, live.filter(pl.col("chunk").is_in([folder.name for folder in small])))
            live = _live(home, folders.raw, listing)
    keep_only(folders.staged, {staging_version()})
    return live.select("source_file", "chunk")


def scan_documents(folders: Folders, live: pl.DataFrame) -> pl.LazyFrame:
    """STAGED documents of the files in `live` (from `stage_new`), with `duplicate_of` over the whole collection."""
    with step("Looking for copies"):
        copies = _copies(folders, _scan(folders, live, "sketches", SKETCHES).drop("part").collect())
    keep_only(folders.staged / staging_version(), set(live["chunk"]))
    documents = (
        _scan(folders, live, "documents", {**DOCUMENTS, **KEY}).drop("duplicate_of").join(copies.lazy(), on="document_id", how="left")
    )
    return documents.select(list(STAGED)).sort("source_file", "source_record", "file_start")


def _copies(folders: Folders, sketches: pl.DataFrame) -> pl.DataFrame:
    """What `find_copies` says of all `sketches`; where the last run's findings are there, only what is new is compared with the others."""
    home = folders.staged / staging_version()
    kept = home / "copies.parquet"
    copies = None
    if kept.is_file():
        before = pl.read_parquet(kept)
        went = before.join(sketches, on=IDENTITY, how="anti", nulls_equal=True).select(IDENTITY)
        pieces = [path for chunk in folders_in(home) for path in sorted(chunk.glob("sketches-*.parquet"))] if went.height else []
        gone = pl.scan_parquet(pieces).drop("part") if pieces else sketches.clear().lazy()
        found = gone.join(went.lazy(), on=IDENTITY, how="semi", nulls_equal=True).unique(IDENTITY).collect()
        if found.height == went.height:
            copies = update_copies(sketches, before, found)
    if copies is None:
        copies = find_copies(sketches)
    write(sketches.select(IDENTITY).join(copies, on="document_id", how="left"), kept)
    return copies


def scan_quarantine(folders: Folders, live: pl.DataFrame) -> pl.LazyFrame:
    """QUARANTINE of the files in `live`."""
    return _scan(folders, live, "quarantine", QUARANTINE).drop("part").sort(pl.all())


def read_part(folders: Folders, part: str) -> pl.DataFrame:
    """The documents of one piece as they were read (DOCUMENTS with `extract_key`), withdrawn ones too."""
    return pl.read_parquet(_piece(folders.staged / staging_version(), part, "documents"))


def accounted_files(listing: pl.LazyFrame, quarantine: pl.LazyFrame) -> pl.LazyFrame:
    """What has to be accounted for: the listing, and each sidecar that is in quarantine itself (source_file, content_hash, size_bytes)."""
    owners = listing.select(source_file=pl.col("source_file") + ".json")
    broken = quarantine.join(owners, on="source_file", how="semi").join(listing, on="source_file", how="anti")
    sidecars = broken.group_by("source_file").agg(pl.col("content_hash").max()).with_columns(size_bytes=pl.lit(None, pl.Int64))
    columns = ["source_file", "content_hash", "size_bytes"]
    return pl.concat([listing.select(columns), sidecars.select(columns)]).sort("source_file")


def _live(home: Path, root: Path, listing: pl.DataFrame) -> pl.DataFrame:
    """FILES of the listing that are staged under the stamp they have, each from its newest chunk."""
    indexes = [folder / "files.parquet" for folder in folders_in(home)]
    if not indexes:
        return pl.DataFrame(schema=FILES)
    staged = pl.scan_parquet(indexes).filter(pl.col("root") == str(root))
    newest = (
        staged.join(listing.lazy().select("source_file", "stamp"), on=["source_file", "stamp"], how="semi")
        .sort("chunk")
        .unique("source_file", keep="last")
    )
    return newest.sort("source_file").collect()


def _chunks(files: list[tuple[RawFile, str]]) -> Iterator[list[tuple[RawFile, str]]]:
    chunk: list[tuple[RawFile, str]] = []
    size = 0
    for file, stamp in files:
        if chunk and (size + file.size > CHUNK_BYTES or len(chunk) >= CHUNK_FILES):
            yield chunk
            chunk, size = [], 0
        chunk.append((file, stamp))
        size += file.size
    if chunk:
        yield chunk


def _files(folders: Folders, missing: pl.DataFrame) -> list[tuple[RawFile, str]]:
    """The files of a listing with the stamp that they had there."""
    listed = missing.select("source_file", "stamp", "size_bytes").iter_rows()
    if folders.address:
        return [(file_in_store(name, size, stamp), stamp) for name, stamp, size in listed]
    files = find_files(folders.raw, {name.rpartition("/")[0] for name in missing["source_file"]})
    if not files.keys() >= set(missing["source_file"]):  # gone, or in a folder whose name is told otherwise
        files = find_files(folders.raw)
    gone = Unreadable("It went away during the run.")
    return [(files.get(name) or RawFile(name, folders.raw / name, failure=gone), stamp) for name, stamp, _ in listed]


def _stage_chunks(home: Path, folders: Folders, files: list[tuple[RawFile, str]], spark: Spark | None) -> Iterator[int]:
    """Read files into new chunks; how many with each. They are filed under the stamp of the listing, taken before: a later change is seen
    by the next run."""
    chunks: dict[str, list[tuple[RawFile, str]]] = {}
    name = "0"
    for some in _chunks(files):
        name = next_name(home, "\0".join(f"{file.source_file}\0{stamp}" for file, stamp in some), name)
        chunks[name] = some
    given = ((name, [file for file, _ in some]) for name, some in chunks.items())
    if folders.address:
        assert spark
        for name, made in read_in_store(spark, folders.address, given):
            _write_chunk(home / name, folders.raw, chunks[name], ((piece, pl.read_parquet(content)) for piece, content in made))
            yield len(chunks[name])
        return
    for name, raw_files in given:
        with confined() as read:
            _write_chunk(home / name, folders.raw, chunks[name], read_pieces(name, raw_files, read))
        yield len(raw_files)


def _write_chunk(path: Path, root: Path, files: list[tuple[RawFile, str]], pieces: Iterable[tuple[str, pl.DataFrame]]) -> None:
    failed: set[str] = {file.source_file for file, _ in files if file.failure}
    with new_folder(path) as folder:
        for name, frame in pieces:
            write(frame, folder / f"{name}.parquet")
            if name.startswith("quarantine"):
                failed |= set(frame.filter(pl.col("reason") == Unreadable.reason)["source_file"])
        index = [(file.source_file, stamp, str(root), file.source_file not in failed, path.name) for file, stamp in files]
        write(pl.DataFrame(index, schema=FILES, orient="row"), folder / "files.parquet")


def _join_chunks(folders: Folders, home: Path, live: pl.DataFrame) -> None:
    """Write the chunks of `live` (FILES) as one."""
    chunk = next_name(home, "\0".join(live["source_file"] + "\0" + live["stamp"]))
    mine = live.select("source_file", "chunk")
    with new_folder(home / chunk) as folder:
        for kind, schema in {"documents": {**DOCUMENTS, **KEY}, "quarantine": QUARANTINE, "sketches": SKETCHES}.items():
            write(_scan(folders, mine, kind, schema).with_columns(part=pl.lit(f"{chunk}/000")), folder / f"{kind}-000.parquet")
        write(live.with_columns(chunk=pl.lit(chunk)), folder / "files.parquet")


def _scan(folders: Folders, live: pl.DataFrame, kind: str, schema: Schema) -> pl.LazyFrame:
    """Rows of one kind of the files in `live`; sidecars go with their text file."""
    home = folders.staged / staging_version()
    pieces = [path for chunk in sorted(set(live["chunk"])) for path in sorted((home / chunk).glob(f"{kind}-*.parquet"))]
    if not pieces:
        return empty({**schema, **PART}).lazy()
    owned = pl.concat([live, live.with_columns(pl.col("source_file") + ".json")]) if kind == "quarantine" else live
    mine = owned.unique().lazy().select("source_file", "chunk")
    rows = pl.scan_parquet(pieces).with_columns(chunk=pl.col("part").str.split("/").list.first())
    return rows.join(mine, on=["source_file", "chunk"], how="semi").select(*schema, "part")


def _piece(home: Path, part: str, kind: str) -> Path:
    chunk, piece = part.split("/")
    return home / chunk / f"{kind}-{piece}.parquet"
