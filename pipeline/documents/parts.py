"""What readers take and give: a part of a raw file, the records found in it, and the bounds that hold for the whole file."""

from __future__ import annotations

import gzip
import io
from dataclasses import dataclass, field
from typing import BinaryIO, cast

import pyarrow as pa

from pipeline.documents import limits
from pipeline.documents.failures import Bomb, ReadFailure, TooLarge
from pipeline.documents.sidecar import Metadata


@dataclass(frozen=True)
class Record:
    """A text as read. `metadata` wins over what the text says; `page` (the head of a web page or mail) wins over it too, as a header.

    `is_whole` says that the text is one article and is not to be split.
    """

    text: str
    source_record: int | None = None
    metadata: Metadata = field(default_factory=Metadata)
    page: Metadata | None = None
    is_whole: bool = False


Found = Record | ReadFailure


@dataclass
class Budget:
    """How much may still be unpacked of one raw file, counted over all that is nested in it."""

    packed: int
    unpacked: int = 0

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked; raises Bomb beyond the bounds."""
        self.unpacked += size
        if self.unpacked > limits.FREE_BYTES and self.unpacked > limits.MAX_RATIO * self.packed:
            raise Bomb(f"It has {self.packed} bytes and unpacks to more than {limits.MAX_RATIO} times as many.")
        if self.unpacked > limits.MAX_UNPACKED_BYTES:
            raise Bomb(f"It unpacks to more than {limits.MAX_UNPACKED_BYTES // 1024**3} GiB.")


@dataclass(frozen=True)
class Part:
    """A file, or a file inside one: its name (only a label), format and bytes. `metadata` and `page`: what its container says of it."""

    name: str
    form: str
    stream: BinaryIO
    budget: Budget
    compression: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    page: Metadata | None = None
    charset: str | None = None


Named = Part | tuple[str, Found]  # what a container holds: parts to be read, or with a name what came of one already


class _Counted(io.RawIOBase):
    """The bytes of a decompressor, counted as they come, in its own pieces: what comes before damage is not lost."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read1(len(buffer))  # type: ignore[attr-defined]
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


class Forward:
    """A stream for a library of another language: it may read and ask where it is, but neither go back nor close it."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._place = stream, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._place += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._place

    def seek(self, offset: int, whence: int = 0) -> int:
        """Not to be had."""
        raise io.UnsupportedOperation("seek")

    def close(self) -> None:
        """Nothing: whoever opened the stream closes it."""


def counted(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """`stream`, whose bytes are unpacked ones, with each of them taken from the budget."""
    return cast(BinaryIO, io.BufferedReader(_Counted(stream, budget), 256 * 1024))


def unpacked(part: Part) -> BinaryIO:
    """The bytes of a part, decompressed on the way. Arrow reads Zstandard, which Python 3.11 does not."""
    if part.compression == "gzip":
        return counted(cast(BinaryIO, gzip.GzipFile(fileobj=part.stream)), part.budget)
    if part.compression == "zstd":
        return counted(cast(BinaryIO, pa.CompressedInputStream(pa.PythonFile(Forward(part.stream), mode="r"), "zstd")), part.budget)
    return part.stream


def at_random(part: Part) -> BinaryIO:
    """The bytes of a part for a reader that seeks: held in memory where they come out of a decompressor."""
    return held(unpacked(part)) if part.compression else part.stream


def held(stream: BinaryIO) -> BinaryIO:
    """A stream in memory. Raises TooLarge."""
    return io.BytesIO(read_all(stream, limits.MAX_NESTED_BYTES))


def read_all(stream: BinaryIO, bound: int) -> bytes:
    """The rest of a stream; raises TooLarge where it has more than `bound` bytes."""
    data = stream.read(bound + 1)
    if len(data) > bound:
        raise TooLarge(f"It has more than {bound // limits.MIB} MiB.")
    return data
