"""What lies below a raw root: every file once, with its sidecar, or with the reason why it cannot be read."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.documents.failures import LinkOutside, NotAFile, ReadFailure, Unreadable

FORMATS = {
    ".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".pdf": "pdf", ".docx": "docx", ".eml": "mail",
    ".warc": "warc", ".zip": "zip", ".tar": "tar", ".rss": "feed", ".atom": "feed", ".xml": "feed",
    ".parquet": "parquet",
}  # fmt: skip
COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}
SHORT_FORMS = {".tgz": ".tar.gz", ".tzst": ".tar.zst"}
SIDECAR_SUFFIX = ".json"


@dataclass(frozen=True)
class RawFile:
    """One file below the raw root.

    `source_file` is its path below the root with forward slashes; bytes of a name that are no UTF-8 are written as \\xNN. `where` it
    lies is made a path when somebody asks: of most files nobody does. `stamp` changes when the file or its sidecar changes (size and
    time of modification), and is empty for a file with a `failure`.
    """

    source_file: str
    where: Path | str
    sidecar: Path | None = None
    size: int = 0
    stamp: str = ""
    failure: ReadFailure | None = None

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(self.where)


def file_format(name: str) -> tuple[str | None, str | None]:
    """(format, compression) of a file name: ("jsonl", "zstd") for `news.jsonl.zst`; (None, None) where it is not read."""
    stem, suffix = os.path.splitext(name.lower())
    if suffix in SHORT_FORMS:
        stem, suffix = os.path.splitext(stem + SHORT_FORMS[suffix])
    compression = COMPRESSIONS.get(suffix)
    if compression:
        suffix = os.path.splitext(stem)[1]
    kind = FORMATS.get(suffix)
    return (kind, compression) if kind else (None, None)


def list_files(root: Path, folders: Collection[str] | None = None) -> list[RawFile]:
    """Every file below `root` at any depth, sorted by `source_file`; sidecars go with their text file.

    Links are read only where they lead to a file inside the root. What cannot be read comes with its `failure`, also a folder
    that bears the name of a text file. `folders`: only what lies in these itself, named as in `source_file`, "" for the root.
    Raises NotADirectoryError where `root` is no folder.
    """
    if not root.is_dir():
        raise NotADirectoryError(f"{root} is not a folder: give the folder that holds the raw files")
    home = root.resolve()
    chosen = None if folders is None else [os.path.join(home, folder) if folder else str(home) for folder in folders]
    return sorted(_walk(home, chosen), key=lambda file: file.source_file)


def _walk(home: Path, chosen: list[str] | None) -> Iterator[RawFile]:
    """The files of `home` and of its folders, or of the chosen ones, without recursion (a tree may be deep)."""
    waiting = [str(home)] if chosen is None else chosen
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as found:
                entries = {entry.name: entry for entry in found}
        except OSError as error:
            if chosen is None:
                yield RawFile(_name(home, here), here, failure=Unreadable(_said(error)))
            continue
        sidecars = {name for name in entries if _is_sidecar(name, entries)}
        for name, entry in entries.items():
            if entry.is_dir(follow_symlinks=False):
                if chosen is None:
                    waiting.append(entry.path)
                if file_format(name)[0]:
                    yield RawFile(_name(home, entry.path), entry.path, failure=NotAFile("It is a folder."))
            elif name not in sidecars:
                yield _inspect(home, entry, entries.get(name + SIDECAR_SUFFIX) if name + SIDECAR_SUFFIX in sidecars else None)


def _is_sidecar(name: str, entries: dict[str, os.DirEntry[str]]) -> bool:
    """NAME.ext.json beside a NAME.ext that is read; a folder is no sidecar."""
    owner = name.removesuffix(SIDECAR_SUFFIX)
    if owner == name or owner not in entries or not file_format(owner)[0]:
        return False
    return not entries[name].is_dir(follow_symlinks=False) and not entries[owner].is_dir(follow_symlinks=False)


def _inspect(home: Path, entry: os.DirEntry[str], beside: os.DirEntry[str] | None) -> RawFile:
    """One file. Of most there are very many, so that plain strings stand for paths here."""
    name, path, sidecar = _name(home, entry.path), entry.path, Path(beside.path) if beside else None
    try:
        if entry.is_symlink():
            target = Path(path).resolve(strict=True)
            if not target.is_relative_to(home):
                raise LinkOutside("It leads out of the raw root.")
            status = target.stat()
        else:
            status = entry.stat()
        if stat.S_ISDIR(status.st_mode):
            raise LinkOutside("It leads to a folder.")
        if not stat.S_ISREG(status.st_mode):
            raise NotAFile("It is a pipe, socket or device.")
    except ReadFailure as failure:
        return RawFile(name, path, sidecar, failure=failure)
    except RuntimeError:
        return RawFile(name, path, sidecar, failure=Unreadable("It is a link to itself."))
    except OSError as error:
        nothing = entry.is_symlink() and isinstance(error, FileNotFoundError)
        detail = "It is a link to nothing." if nothing else _said(error)
        return RawFile(name, path, sidecar, failure=Unreadable(detail))
    return RawFile(name, path, sidecar, status.st_size, f"{_mark(status)}{_sidecar_mark(sidecar)}")


def _mark(status: os.stat_result) -> str:
    return f"{status.st_size}-{status.st_mtime_ns}"


def _sidecar_mark(sidecar: Path | None) -> str:
    if sidecar is None:
        return ""
    try:
        return f"+{_mark(sidecar.stat())}"
    except OSError:
        return "+unreadable"


def _name(home: Path, path: str) -> str:
    relative = path.removeprefix(str(home)).lstrip(os.sep).replace(os.sep, "/") or "."
    return relative if relative.isascii() else os.fsencode(relative).decode("utf-8", "backslashreplace")


def _said(error: OSError) -> str:
    """What the system said, without the machine's path in it."""
    return f"{error.strerror or type(error).__name__}."
