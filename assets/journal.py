"""What each run did, a line when it starts and one when it ends: published with the next file, in its table pipeline_runs.

state/runs.jsonl is only ever appended to, so that a killed run leaves its first line; a torn line is passed over. What a published file
tells of is taken out by the run that published it.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from assets.folders import Folders
from assets.versions import extraction_version, staging_version, tumen_version
from warehouse.errors import one_line
from warehouse.history import Run

Entry = dict[str, Any]
_begun: dict[str, float] = {}  # run → time.monotonic(), which a clock that is put back does not touch


def begin(folders: Folders, run_id: str) -> None:
    """Note that a run starts."""
    _begun[run_id] = time.monotonic()
    _append(folders, {"run_id": run_id, "started_at": _now()})


def end(folders: Folders, run_id: str, outcome: str, reason: object = None) -> None:
    """Note how a run ended, with the line that the user read where it failed."""
    told = None if reason is None else one_line(reason)
    _append(folders, {"run_id": run_id, "outcome": outcome, "reason": told, "seconds": _seconds(run_id)})


def note_unchanged(folders: Folders, begun: float) -> None:
    """Note a run that found nothing new, on a disk that takes it: such a run needs to write nothing."""
    run_id = str(uuid.uuid4())
    _begun[run_id] = begun
    with contextlib.suppress(OSError):
        _append(folders, {"run_id": run_id, "started_at": _now(), "outcome": "unchanged", "reason": None, "seconds": _seconds(run_id)})


def entries(folders: Folders) -> list[Entry]:
    """One entry for each run of the journal, in the order of their starts; `ended` is the outcome of one that never told it."""
    found: dict[str, Entry] = {}
    for entry in _lines(folders):
        kept = found.setdefault(entry["run_id"], {"outcome": "ended", "reason": None, "seconds": None})
        reason = entry.get("reason") or kept["reason"]
        kept.update({**entry, "reason": reason})
    return [entry for entry in found.values() if "started_at" in entry]


def has_ended(folders: Folders, run_id: str) -> bool:
    """True where the journal tells how the run ended."""
    return any(entry["run_id"] == run_id and "outcome" in entry for entry in _lines(folders))


def publishing_run(folders: Folders, run_id: str) -> Run:
    """What the published file is told of the run that makes it, and of those since the last one."""
    others = entries(folders)
    started = next((entry["started_at"] for entry in others if entry["run_id"] == run_id), _now())
    return Run(
        run_id=run_id,
        started_at=datetime.fromisoformat(started),
        tumen_version=tumen_version(),
        readers_version=staging_version(),
        rules_version=extraction_version(),
        begun=_begun.get(run_id),
        others=[entry for entry in others if entry["run_id"] != run_id],
    )


def forget_published(folders: Folders, run_id: str) -> None:
    """Take out every run but the one that has just published the others; its own end is still to be told."""
    kept = [entry for entry in _lines(folders) if entry["run_id"] == run_id]
    unfinished = folders.journal.with_name(folders.journal.name + ".unfinished")
    unfinished.write_text("".join(json.dumps(entry) + "\n" for entry in kept), encoding="utf-8")
    os.replace(unfinished, folders.journal)


def _lines(folders: Folders) -> Iterator[Entry]:
    try:
        lines = folders.journal.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        with contextlib.suppress(ValueError):
            entry = json.loads(line)
            if isinstance(entry, dict) and isinstance(entry.get("run_id"), str):
                yield entry


def _append(folders: Folders, entry: Entry) -> None:
    folders.journal.parent.mkdir(parents=True, exist_ok=True)
    torn = folders.journal.is_file() and not folders.journal.read_bytes().endswith(b"\n")
    with folders.journal.open("a", encoding="utf-8") as journal:
        journal.write("\n" * torn + json.dumps(entry) + "\n")


def _now() -> str:
    return datetime.now(UTC).replace(tzinfo=None).isoformat()


def _seconds(run_id: str) -> float | None:
    return round(time.monotonic() - _begun[run_id], 3) if run_id in _begun else None
