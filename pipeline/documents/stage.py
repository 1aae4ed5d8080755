"""Raw files → frames of documents and quarantine. Every file that is given ends in one of the two, whatever it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from pipeline.documents import limits
from pipeline.documents.dating import with_dating
from pipeline.documents.failures import (
    Empty,
    MetadataInvalid,
    ReaderFailed,
    ReadFailure,
    RecordInvalid,
    SidecarInvalid,
    TooLarge,
    Unreadable,
)
from pipeline.documents.files import SIDECAR_SUFFIX, RawFile
from pipeline.documents.language import with_language
from pipeline.documents.parts import Found, Record
from pipeline.documents.readers import read_records
from pipeline.documents.segments import split_articles
from pipeline.documents.sidecar import MAX_SIDECAR_BYTES, Metadata, parse_sidecar
from pipeline.schema import DOCUMENTS, QUARANTINE, conform, empty

BATCH_CHARS = 32 * 1024 * 1024
BATCH_DOCUMENTS = 50_000
MAX_REFUSALS = 1000  # rows of quarantine for one file; the rest are counted in one more

ROW = {
    "source_file": pl.String,
    "source_record": pl.Int64,
    "file_start": pl.Int64,
    "title": pl.String,
    "publisher": pl.String,
    "url": pl.String,
    "language": pl.String,
    "published_on": pl.Date,
    "page_published_on": pl.Date,
    "text": pl.String,
}
Row = dict[str, Any]
Read = Callable[[RawFile], Iterator[Found]]


@dataclass
class _Batch:
    """Rows until there are enough for a frame."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Row] = field(default_factory=list)
    chars: int = 0

    @property
    def is_full(self) -> bool:
        return self.chars >= BATCH_CHARS or len(self.rows) + len(self.problems) >= BATCH_DOCUMENTS

    def take(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        frames = _documents(self.rows), pl.DataFrame(self.problems, schema=dict(QUARANTINE)).sort(pl.all())
        self.rows, self.problems, self.chars = [], [], 0
        return frames


def stage_batches(files: Iterable[RawFile], read: Read = read_records) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """(documents, quarantine) of `files` (from `list_files`), in pieces of bounded size, so that the memory needed does not grow with them.

    `read` gives the records of a file, here or in another process.

    The columns are DOCUMENTS and QUARANTINE of `pipeline.schema`; `duplicate_of` is null (see `near_copies`). A file whose reading
    stops half way has its documents up to there and a row in quarantine. Never raises for what a file holds.
    """
    batch = _Batch()
    for file in files:
        for row in _read(file, read):
            if "reason" in row:
                batch.problems.append(row)
            else:
                batch.rows.append(row)
                batch.chars += len(row["text"])
            if batch.is_full:
                yield batch.take()
    if batch.rows or batch.problems:
        yield batch.take()


def stage(files: Iterable[RawFile]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(documents, quarantine) of all `files` at once: for a handful of files, or a caller that makes its own batches."""
    batches = list(stage_batches(files))
    if not batches:
        return empty(DOCUMENTS), empty(QUARANTINE)
    return pl.concat([documents for documents, _ in batches]), pl.concat([problems for _, problems in batches])


def stage_text(text: str, source_file: str = "text") -> pl.DataFrame:
    """Documents of a text that is no file (typed, piped): split, dated and with its language as a file's would be."""
    return _documents([row for row in _articles(source_file, Record(text), Metadata()) if "text" in row])


def _read(file: RawFile, read: Read) -> Iterator[Row]:
    """Rows of documents and of quarantine; at least one for any file."""
    seen = False
    refused = 0
    try:
        beside = Metadata()
        if file.sidecar:
            beside, problem = _read_sidecar(file)
            if problem:
                yield _quarantined(file.source_file + SIDECAR_SUFFIX, problem)
        for found in read(file):
            if isinstance(found, ReadFailure):
                refused += 1
                seen = seen or not isinstance(found, MetadataInvalid)
                if refused <= MAX_REFUSALS:
                    yield _quarantined(file.source_file, found)
                continue
            for row in _articles(file.source_file, found, beside):
                seen = True
                yield row
        if refused > MAX_REFUSALS:
            yield _quarantined(file.source_file, RecordInvalid(f"{refused - MAX_REFUSALS} more records like the ones listed."))
        if not seen:
            raise Empty()
    except ReadFailure as failure:
        yield _quarantined(file.source_file, failure, _hash(file))
    except Exception as error:  # the run goes on whatever one file does
        yield _quarantined(file.source_file, ReaderFailed(f"{type(error).__name__}: {error}"[:500]), _hash(file))


def _read_sidecar(file: RawFile) -> tuple[Metadata, ReadFailure | None]:
    """What the sidecar says, and what is wrong with it."""
    assert file.sidecar is not None
    try:
        if not file.sidecar.resolve().is_relative_to(file.path.parent.resolve()):
            raise SidecarInvalid("It is a link that leads elsewhere.")
        with file.sidecar.open("rb") as stream:
            metadata, problems = parse_sidecar(stream.read(MAX_SIDECAR_BYTES + 1))
    except ReadFailure as failure:
        return Metadata(), failure
    except OSError as error:
        return Metadata(), Unreadable(f"{error.strerror or error}.")
    return metadata, SidecarInvalid(" ".join(problems)) if problems else None


def _articles(source_file: str, record: Record, beside: Metadata) -> Iterator[Row]:
    """A row for each article of a record; a record's own metadata go before the sidecar's, both before a page's."""
    said = record.metadata.over(beside)
    page = record.page or Metadata()
    spans = [(0, len(record.text))] if record.is_whole else split_articles(record.text)
    longest = limits.MAX_DOCUMENT_BYTES
    title = said.title or page.title
    for start, end in spans:
        text = record.text[start:end]
        if len(text) > longest // 4 and len(text.encode()) > longest:
            where = f"Record {record.source_record}: " if record.source_record else ""
            detail = f"{where}The article at character {start} has {len(text)} characters, more than {longest // limits.MIB} MiB."
            yield _quarantined(source_file, TooLarge(detail), hashlib.sha256(text.encode()).hexdigest())
            continue
        yield {
            "source_file": source_file,
            "source_record": record.source_record,
            "file_start": start,
            "title": title if len(spans) == 1 else None,
            "publisher": said.publisher or page.publisher,
            "url": said.url or page.url,
            "language": said.language,
            "published_on": said.published,
            "page_published_on": page.published,
            "text": text,
        }


def _documents(rows: list[Row]) -> pl.DataFrame:
    if not rows:
        return empty(DOCUMENTS)
    documents = with_language(with_dating(pl.DataFrame(rows, schema=ROW)))
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in documents["text"]]
    keys = documents.select("source_file", pl.col("source_record").cast(pl.String).fill_null(""), "file_start", "text").iter_rows()
    ids = [hashlib.sha256("\0".join(map(str, key)).encode()).hexdigest()[:16] for key in keys]
    named = documents.with_columns(pl.Series("document_id", ids), pl.Series("content_hash", hashes))
    return conform(named, DOCUMENTS).sort("source_file", "source_record", "file_start")


def _quarantined(source_file: str, failure: ReadFailure, content_hash: str | None = None) -> Row:
    return {"source_file": source_file, "reason": failure.reason, "detail": failure.sentence, "content_hash": content_hash}


def _hash(file: RawFile) -> str | None:
    """SHA-256 of the file as it lies there; None where it cannot be read. A part of a file that was refused has none."""
    if file.failure:
        return None
    try:
        with file.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
