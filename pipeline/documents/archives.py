"""Archives: the files inside a .zip or a .tar. Nothing is unpacked to disk, so that a name inside leads nowhere; it is only a label."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, Self, cast

from pipeline.documents import limits
from pipeline.documents.failures import Bomb, BrokenArchive, Encrypted, LinkOutside, NotAFile, ReadFailure, SidecarInvalid, Unsupported
from pipeline.documents.files import SIDECAR_SUFFIX, file_format
from pipeline.documents.parts import Budget, Named, Part, at_random, counted, held, unpacked
from pipeline.documents.sidecar import MAX_SIDECAR_BYTES, Metadata, parse_sidecar

# What the libraries raise for damaged bytes.
DAMAGE = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)
# Headers of a tar that only say more of the next one, and that tarfile reads whole.
EXTENSIONS = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)


def read_zip(part: Part) -> Iterator[Named]:
    """The files in a .zip, in its own order, each as a part or as why it is none. Raises BrokenArchive."""
    try:
        archive = zipfile.ZipFile(at_random(part))
    except ValueError as error:  # a directory that lies before the beginning, a name in no encoding
        raise BrokenArchive(f"{error}.") from error
    with archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        _refuse_crowd(len(members))
        names = {info.filename for info in members}
        for info in members:
            if _is_sidecar(info.filename, names):
                continue
            yield from _zip_member(archive, info, part.budget)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Iterator[Named]:
    if info.flag_bits & 1:
        yield info.filename, Encrypted()
    elif (info.external_attr >> 16) & 0o170000 == 0o120000:
        yield info.filename, LinkOutside("It is a link inside an archive.")
    else:
        metadata, problem = _zip_sidecar(archive, info.filename + SIDECAR_SUFFIX, budget)
        if problem:
            yield info.filename + SIDECAR_SUFFIX, problem
        with archive.open(info) as stream:
            yield member(info.filename, counted(cast(BinaryIO, stream), budget), budget, metadata)


def _zip_sidecar(archive: zipfile.ZipFile, name: str, budget: Budget) -> tuple[Metadata, ReadFailure | None]:
    try:
        with archive.open(name) as stream:
            return _sidecar(counted(cast(BinaryIO, stream), budget).read(MAX_SIDECAR_BYTES + 1))
    except KeyError:
        return Metadata(), None
    except (*DAMAGE, OSError, RuntimeError) as error:  # RuntimeError: it asks for a password
        return Metadata(), BrokenArchive(f"{error}.")


def read_tar(part: Part) -> Iterator[Named]:
    """The files in a .tar, in its own order, each as a part or as why it is none. Read twice: a sidecar may come after its text."""
    start = part.stream.tell()
    sidecars = _tar_sidecars(unpacked(replace(part, budget=Budget(part.budget.packed))))
    part.stream.seek(start)
    seen = 0
    with _tar(unpacked(part)) as archive:
        for info in archive:
            if info.isdir():
                continue
            seen += 1
            _refuse_crowd(seen)
            if info.issym() or info.islnk():
                yield info.name, LinkOutside("It is a link inside an archive.")
            elif not info.isreg():
                yield info.name, NotAFile("It is a pipe or device.")
            elif info.name not in sidecars:
                metadata, problem = sidecars.get(info.name + SIDECAR_SUFFIX, (Metadata(), None))
                if problem:
                    yield info.name + SIDECAR_SUFFIX, problem
                yield member(info.name, cast(BinaryIO, archive.extractfile(info)), part.budget, metadata)


def _tar_sidecars(stream: BinaryIO) -> Mapping[str, tuple[Metadata, ReadFailure | None]]:
    """What the sidecars of an archive say, by their name. Damage further on is left for the second reading to tell."""
    found: dict[str, tuple[Metadata, ReadFailure | None]] = {}
    names: set[str] = set()
    try:
        with _tar(stream) as archive:
            for info in archive:
                names.add(info.name)
                if info.isreg() and info.name.endswith(SIDECAR_SUFFIX) and len(found) < limits.MAX_MEMBERS:
                    found[info.name] = _sidecar(cast(BinaryIO, archive.extractfile(info)).read(MAX_SIDECAR_BYTES + 1))
    except (*DAMAGE, OSError):
        pass
    return {name: said for name, said in found.items() if _is_sidecar(name, names)}


def _tar(stream: BinaryIO) -> tarfile.TarFile:
    """A tar read from its beginning to its end, without seeking, and holding no list of its members."""
    return tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header)


class _Header(tarfile.TarInfo):
    """A header that is damaged ends the reading, where tarfile would take it for the end; and its extension has a bound."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            header = super().frombuf(buf, encoding, errors)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError) as error:  # type: ignore[attr-defined]
            raise tarfile.ReadError(str(error)) from error
        if header.type in EXTENSIONS and header.size > limits.MIB:
            raise tarfile.ReadError("a header has more than 1 MiB")
        return header


def member(name: str, stream: BinaryIO, budget: Budget, metadata: Metadata) -> Named:
    """A file in an archive as a part; what must be read at random is held in memory."""
    form, compression = file_format(name)
    if form is None:
        return name, Unsupported()
    if form in ("zip", "tar", "pdf", "docx"):
        try:
            stream = held(stream)
        except ReadFailure as failure:
            return name, failure
    return Part(name, form, stream, budget, compression, metadata)


def _is_sidecar(name: str, names: set[str]) -> bool:
    owner = name.removesuffix(SIDECAR_SUFFIX)
    return owner != name and owner in names and file_format(owner)[0] is not None


def _sidecar(data: bytes) -> tuple[Metadata, ReadFailure | None]:
    try:
        metadata, problems = parse_sidecar(data)
    except ReadFailure as failure:
        return Metadata(), failure
    return metadata, SidecarInvalid(" ".join(problems)) if problems else None


def _refuse_crowd(number: int) -> None:
    if number > limits.MAX_MEMBERS:
        raise Bomb(f"It holds more than {limits.MAX_MEMBERS} files.")
