"""One raw file → its records: the whole of a text file, the article of a web page, each line of a JSON lines file."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa

from pipeline.documents.encodings import BOMS, decode
from pipeline.documents.failures import (
    Binary,
    BrokenArchive,
    Empty,
    MetadataInvalid,
    ReadFailure,
    RecordInvalid,
    TooLarge,
    Unreadable,
    Unsupported,
)
from pipeline.documents.files import RawFile, file_format
from pipeline.documents.pages import read_page
from pipeline.documents.sidecar import Metadata, clean, parse_metadata

MAX_DOCUMENT_BYTES = 64 * 1024 * 1024  # of one article: a thousand-page book has 3 MB
MAX_FILE_BYTES = 256 * 1024 * 1024  # of a text file with many articles, decompressed; JSON lines have no bound
MAX_PAGE_BYTES = 32 * 1024 * 1024  # of a web page, whose tree takes many times its size


@dataclass(frozen=True)
class Record:
    """A text as read. `metadata` wins over what the text says; `page` (a web page's head) wins over it too, as a header."""

    text: str
    source_record: int | None = None
    metadata: Metadata = field(default_factory=Metadata)
    page: Metadata | None = None


def read_records(file: RawFile) -> Iterator[Record | ReadFailure]:
    """The records of a file, and a failure for each part that cannot be read; raises ReadFailure where nothing more can be."""
    if file.failure:
        raise file.failure
    form, compression = file_format(file.path.name)
    if form is None:
        raise Unsupported(f"Its suffix is {file.path.suffix!r}." if file.path.suffix else "It has no suffix.")
    try:
        with _open(file.path, compression) as stream:
            if form == "jsonl":
                yield from _read_lines(stream)
            elif form == "html":
                text, page = read_page(_read_all(stream, MAX_PAGE_BYTES))
                yield Record(text, page=page)
            else:
                yield Record(decode(_read_all(stream, MAX_FILE_BYTES)).text)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BrokenArchive(f"{error}.") from error
    except OSError as error:
        if compression and not error.strerror:
            raise BrokenArchive(f"{error}.") from error
        raise Unreadable(f"{error.strerror or error}.") from error


def _open(path: Path, compression: str | None) -> BinaryIO:
    """The file's bytes, decompressed on the way. Arrow reads Zstandard, which Python 3.11 does not."""
    if compression == "gzip":
        return cast(BinaryIO, gzip.open(path, "rb"))
    if compression == "zstd":
        with path.open("rb"):  # for the system's own error, without the machine's path
            return cast(BinaryIO, io.BufferedReader(pa.input_stream(str(path), compression="zstd")))
    return path.open("rb")


def _read_all(stream: BinaryIO, bound: int) -> bytes:
    data = stream.read(bound + 1)
    if len(data) > bound:
        raise TooLarge(f"It has more than {bound // 1024**2} MiB.")
    return data


def _read_lines(stream: BinaryIO) -> Iterator[Record | ReadFailure]:
    """A record for each line that holds one. Lines count from 1, blank ones too, so that a number leads back to its line.

    Line by line, not `scan_ndjson`: one bad line stops that one, and its answer has no line numbers. Reading is far from the slowest step.
    """
    number = 0
    seen = False
    for number, line in enumerate(_lines(stream), start=1):
        if isinstance(line, ReadFailure):
            yield type(line)(f"Record {number}: {line.detail}")
        elif line.strip():
            yield from _read_record(number, line)
        else:
            continue
        seen = True
    if not seen:
        raise Empty(f"It has {number} blank lines." if number else "")


def _lines(stream: BinaryIO) -> Iterator[bytes | ReadFailure]:
    """Lines as UTF-8 without byte order mark, none of them longer than a document may be."""
    first = stream.readline(MAX_DOCUMENT_BYTES + 1)
    mark, encoding = next(((mark, name) for mark, name in BOMS if first.startswith(mark)), (b"", "utf-8"))
    if encoding != "utf-8":
        whole = decode(first + _read_all(stream, MAX_FILE_BYTES)).text
        yield from (line.encode() for line in whole.split("\n"))
        return
    line = first[len(mark) :]
    while line:
        if len(line) > MAX_DOCUMENT_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1024 * 1024)
            yield TooLarge(f"The line has more than {MAX_DOCUMENT_BYTES // 1024**2} MiB.")
        else:
            yield line
        line = stream.readline(MAX_DOCUMENT_BYTES + 1)


def _read_record(number: int, line: bytes) -> Iterator[Record | ReadFailure]:
    try:
        text, metadata, problems = _parse_record(line)
    except ReadFailure as failure:
        yield type(failure)(f"Record {number}: {failure.detail}".rstrip(": "))
        return
    if problems:
        yield MetadataInvalid(f"Record {number}: {' '.join(problems)}")
    yield Record(text, number, metadata)


def _parse_record(line: bytes) -> tuple[str, Metadata, list[str]]:
    try:
        source = line.decode("utf-8")
    except UnicodeDecodeError:
        source = decode(line).text
    try:
        values = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise RecordInvalid(f"It is not JSON: {error}.") from error
    if not isinstance(values, dict):
        raise RecordInvalid(f"It is a {type(values).__name__}, not an object.")
    text = values.get("text")
    if not isinstance(text, str):
        raise RecordInvalid("It has no text." if text is None else f"Its text is a {type(text).__name__}, not a string.")
    if not text.strip():
        raise Empty("Its text is blank.")
    if "\0" in text:
        raise Binary("Its text has NUL characters.")
    return clean(text), *parse_metadata(values)
