"""JSON lines: a record for each line that holds one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from pipeline.documents import limits
from pipeline.documents.encodings import BOMS, decode
from pipeline.documents.failures import Binary, Empty, MetadataInvalid, ReadFailure, RecordInvalid, TooLarge
from pipeline.documents.parts import Found, Record, read_all
from pipeline.documents.sidecar import Metadata, clean, parse_metadata


def read_lines(stream: BinaryIO) -> Iterator[Found]:
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
    longest = limits.MAX_DOCUMENT_BYTES
    first = stream.readline(longest + 1)
    mark, encoding = next(((mark, name) for mark, name in BOMS if first.startswith(mark)), (b"", "utf-8"))
    if encoding != "utf-8":
        whole = decode(first + read_all(stream, limits.MAX_FILE_BYTES)).text
        yield from (line.encode() for line in whole.split("\n"))
        return
    line = first[len(mark) :]
    while line:
        if len(line) > longest:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limits.MIB)
            yield TooLarge(f"The line has more than {longest // limits.MIB} MiB.")
        else:
            yield line
        line = stream.readline(longest + 1)


def _read_record(number: int, line: bytes) -> Iterator[Found]:
    try:
        values = _parse_line(line)
    except ReadFailure as failure:
        yield _numbered(number, failure)
        return
    yield from read_values(number, values)


def read_values(number: int, values: Mapping[str, object]) -> Iterator[Found]:
    """The record of one object (`text`, and any of the keys of a sidecar), after a failure for what of it cannot be used."""
    try:
        text, metadata, problems = _parse_values(values)
    except ReadFailure as failure:
        yield _numbered(number, failure)
        return
    if problems:
        yield MetadataInvalid(f"Record {number}: {' '.join(problems)}")
    yield Record(text, number, metadata)


def _numbered(number: int, failure: ReadFailure) -> ReadFailure:
    return type(failure)(f"Record {number}: {failure.detail}".rstrip(": "))


def _parse_line(line: bytes) -> Mapping[str, object]:
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
    return values


def _parse_values(values: Mapping[str, object]) -> tuple[str, Metadata, list[str]]:
    text = values.get("text")
    if not isinstance(text, str):
        raise RecordInvalid("It has no text." if text is None else f"Its text is a {type(text).__name__}, not a string.")
    if not text.strip():
        raise Empty("Its text is blank.")
    if "\0" in text:
        raise Binary("Its text has NUL characters.")
    return clean(text), *parse_metadata(values)
