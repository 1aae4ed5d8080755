"""Parquet files that are whole or not there: written under another name, flushed, renamed."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from warehouse.publish import flush

UNFINISHED = ".unfinished"
# Every run adds a folder to what is kept: when so many are small, they become one.
MANY_FOLDERS = 32
SMALL_FOLDER = 256 * 1024


def write(frame: pl.LazyFrame | pl.DataFrame, path: Path) -> None:
    """Write a frame to `path`, streaming where it is lazy; what was there stays until the new file is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + UNFINISHED)
    frame.lazy().sink_parquet(unfinished)
    flush(unfinished)
    os.replace(unfinished, path)


def write_parts(parts: Mapping[str, Path | pl.LazyFrame], path: Path) -> None:
    """Fill the folder `path` with one file for each part: a frame, or a file that is there already, which gets a second name."""
    with new_folder(path) as folder:
        for name, part in parts.items():
            if isinstance(part, pl.LazyFrame):
                write(part, folder / f"{name}.parquet")
                continue
            try:
                os.link(part, folder / f"{name}.parquet")
            except OSError:  # a file system without second names
                shutil.copyfile(part, folder / f"{name}.parquet")


def to_bytes(frame: pl.DataFrame) -> bytes:
    """A Parquet file in memory."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, that gets its name `path` when the block ends well. Takes the place of one with that name."""
    unfinished = path.with_name(path.name + UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        yield unfinished
        flush(unfinished)
        shutil.rmtree(path, ignore_errors=True)
        os.replace(unfinished, path)
        flush(path.parent)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def folders_in(path: Path) -> list[Path]:
    """The complete folders inside `path`, sorted by name; what a killed run left unfinished is not among them."""
    return sorted(child for child in path.glob("*") if child.is_dir() and not child.name.endswith(UNFINISHED))


def small_folders(path: Path, names: set[str], largest: int) -> list[Path]:
    """Those of the named folders inside `path` whose files have together no more than `largest` bytes, sorted by name."""
    sizes = {path / name: sum(file.stat().st_size for file in (path / name).iterdir()) for name in sorted(names)}
    return [folder for folder, size in sizes.items() if size <= largest]


def next_name(path: Path, content: str, last: str = "0") -> str:
    """NUMBER-NAME for a new folder inside `path`: numbered after those in it and the `last` name given, named by what is in it."""
    number = max(int(name.split("-")[0]) for name in (last, *(folder.name for folder in folders_in(path)))) + 1
    return f"{number:06d}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def keep_only(path: Path, names: set[str]) -> None:
    """Remove every folder inside `path` that is not named, unfinished ones too."""
    for child in path.glob("*"):
        if child.is_dir() and child.name not in names:
            shutil.rmtree(child, ignore_errors=True)
