"""Files read together, as the frames that staging keeps of them: `documents`, `quarantine` and `sketches`, in pieces of bounded size."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import polars as pl

from pipeline.documents.files import RawFile
from pipeline.documents.near_copies import sketch
from pipeline.documents.stage import Read, stage_batches

PART = {"part": pl.String}  # chunk and piece that hold the row: "000012-9f…/000"
KEY = {"extract_key": pl.String}  # names the document with everything that extraction looks at
READ_BY_EXTRACTION = ["document_id", "title", "publisher", "url", "language", "published_on", "published_basis", "content_hash"]


def read_pieces(chunk: str, files: Iterable[RawFile], read: Read) -> Iterator[tuple[str, pl.DataFrame]]:
    """What a chunk holds of `files`: name (documents-000) and frame."""
    for piece, (documents, quarantine) in enumerate(stage_batches(files, read)):
        part = f"{chunk}/{piece:03d}"
        for kind, frame in {"documents": with_key(documents), "quarantine": quarantine, "sketches": sketch(documents)}.items():
            yield f"{kind}-{piece:03d}", frame.with_columns(part=pl.lit(part))


def with_key(documents: pl.DataFrame) -> pl.DataFrame:
    """`documents` with `extract_key`, a hash of all that extraction looks at."""
    rows = documents.select(pl.concat_str([pl.col(name).cast(pl.String).fill_null("\0") for name in READ_BY_EXTRACTION], separator="\x1f"))
    keys = [hashlib.sha256(row.encode()).hexdigest()[:32] for row in rows.to_series()]
    return documents.with_columns(pl.Series("extract_key", keys, dtype=pl.String))
