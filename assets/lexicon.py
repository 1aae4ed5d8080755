"""A line more for a lexicon of the user's own."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from pathlib import Path

from pipeline.lexicon.own import make_line
from pipeline.lexicon.sources import OWN_LISTS, LexiconError


def add_line(folder: Path, kind: str, term: str, given: Mapping[str, str], *, is_weak: bool = False, overrides: bool = False) -> str:
    """Append a checked line to the right list of `folder`, which is made where it is missing; file:line and the line itself."""
    name, told = make_line(folder, kind, term, given, is_weak=is_weak, overrides=overrides)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.csv"
    before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    header = next(csv.reader(before.splitlines()), None) or OWN_LISTS[name]
    if left := [column for column, value in told.items() if value and column not in header]:
        raise LexiconError(f"{path}:1: there is no column {', '.join(left)}")
    with path.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, extrasaction="ignore", lineterminator="\n")
        if not before.strip():
            writer.writeheader()
        elif not before.endswith("\n"):
            stream.write("\n")
        writer.writerow(told)
        stream.flush()
        os.fsync(stream.fileno())
    lines = path.read_text(encoding="utf-8").splitlines()
    return f"{path}:{len(lines)}: {lines[-1]}"
