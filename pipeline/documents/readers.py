"""One raw file → its records: the whole of a text, the article of a page, each line of JSON lines, each file in an archive or mail."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.documents import limits
from pipeline.documents.archives import DAMAGE, read_tar, read_zip
from pipeline.documents.encodings import decode
from pipeline.documents.failures import (
    Bomb,
    BrokenArchive,
    MetadataInvalid,
    ReaderFailed,
    ReadFailure,
    TooDeep,
    TooHungry,
    Unreadable,
    Unsupported,
)
from pipeline.documents.feeds import read_feed
from pipeline.documents.files import RawFile, file_format
from pipeline.documents.lines import read_lines
from pipeline.documents.mails import read_mail
from pipeline.documents.office import read_docx
from pipeline.documents.pages import read_page
from pipeline.documents.parts import Budget, Found, Named, Part, Record, at_random, read_all, unpacked
from pipeline.documents.pdfs import read_pdf
from pipeline.documents.sidecar import Metadata
from pipeline.documents.tables import read_table
from pipeline.documents.web_archives import read_warc

CONTAINERS: dict[str, Callable[[Part], Iterator[Named]]] = {
    "zip": read_zip,
    "tar": read_tar,
    "mail": read_mail,
    "warc": read_warc,
    "feed": read_feed,
}
PLAIN = ("text", "markdown", "jsonl")  # decoded only, in a time that their size tells; all others go through a parser
MAX_LABEL = 200


def read_records(file: RawFile) -> Iterator[Found]:
    """The records of a file, and a failure for each part that cannot be read; raises ReadFailure where nothing more can be."""
    if file.failure:
        raise file.failure
    form, compression = file_format(file.path.name)
    if form is None:
        raise Unsupported(f"Its suffix is {file.path.suffix!r}." if file.path.suffix else "It has no suffix.")
    try:
        with file.path.open("rb") as stream:
            yield from _read(Part(file.source_file, form, stream, Budget(file.size), compression))
    except (ReadFailure, GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a library in Rust that panics raises no Exception
        raise _failure(error, is_packed=bool(compression) or form in CONTAINERS) from error


def is_plain(file: RawFile) -> bool:
    """Whether a file is only decoded, and not given to a parser that a hostile one could lead astray."""
    return file_format(file.path.name)[0] in (None, *PLAIN)


def _read(part: Part, depth: int = 0) -> Iterator[Found]:
    if part.form in CONTAINERS:
        if depth >= limits.MAX_DEPTH:
            raise TooDeep(f"It lies in {depth} others.")
        yield from _read_container(CONTAINERS[part.form](part), depth)
    elif part.form == "jsonl":
        yield from read_lines(unpacked(part))
    elif part.form == "parquet":
        yield from read_table(at_random(part), part.budget)
    elif part.form == "html":
        text, said = read_page(read_all(unpacked(part), limits.MAX_PAGE_BYTES), part.charset)
        yield Record(text, page=said.over(part.page or Metadata()), is_whole=True)
    else:
        yield Record(_text(part), page=part.page)


def _text(part: Part) -> str:
    if part.form == "pdf":
        return read_pdf(unpacked(part))
    if part.form == "docx":
        return read_docx(at_random(part), part.budget)
    return decode(read_all(unpacked(part), limits.MAX_FILE_BYTES), part.charset).text


def _read_container(members: Iterator[Named], depth: int) -> Iterator[Found]:
    """What the members of a container hold, counted through from 1; in what went wrong stand the number and the member's name."""
    number = 0
    for member in members:
        label, beside, found_in = _opened(member, depth)
        for found in found_in:
            number += 1
            if isinstance(found, Record):
                yield replace(found, source_record=number, metadata=found.metadata.over(beside))
                continue
            yield type(found)(f"Record {number} ({label}): {found.detail}".removesuffix(": "))
            number -= isinstance(found, MetadataInvalid)  # its record comes next


def _opened(member: Named, depth: int) -> tuple[str, Metadata, Iterator[Found]]:
    if isinstance(member, Part):
        return _label(member.name), member.metadata, _guarded(member, depth + 1)
    return _label(member[0]), Metadata(), iter([member[1]])


def _guarded(part: Part, depth: int) -> Iterator[Found]:
    """A member's records. Its failure costs only itself, unless it is one of the whole file's bounds."""
    try:
        yield from _read(part, depth)
    except (Bomb, MemoryError):
        raise
    except ReadFailure as failure:
        yield failure
    except (GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        yield _failure(error, is_packed=True)


def _failure(error: BaseException, *, is_packed: bool) -> ReadFailure:
    """What an exception of a library means for the file."""
    said = f"{error}".strip()[:200]
    if isinstance(error, MemoryError):
        return TooHungry()
    if isinstance(error, RecursionError):
        return TooDeep()
    if isinstance(error, (*DAMAGE, zlib.error, gzip.BadGzipFile)):
        return BrokenArchive(f"{said}." if said else "")
    if isinstance(error, OSError):
        return BrokenArchive(f"{said}.") if is_packed and not error.strerror else Unreadable(f"{error.strerror or said}.")
    return ReaderFailed(f"{type(error).__name__}: {said}")


def _label(name: str) -> str:
    """The name of a member as a label: one printable line of bounded length."""
    shown = "".join(char if char.isprintable() else "?" for char in name.encode("utf-8", "replace").decode())
    return shown if len(shown) <= MAX_LABEL else f"…{shown[-MAX_LABEL:]}"
