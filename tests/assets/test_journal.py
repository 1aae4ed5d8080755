"""The journal of runs: what a killed or failed run leaves, and what is published of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assets import journal
from assets.folders import Folders
from tests.assets.conftest import NOTE, OTHER, put
from warehouse.reading import query

Command = Callable[..., tuple[int, str, str]]


def test_a_run_without_an_end_ended_and_a_torn_line_is_passed_over(folders: Folders) -> None:
    journal.begin(folders, "killed")
    with folders.journal.open("a") as torn:
        torn.write('{"run_id": "torn", "started')
    journal.begin(folders, "failed")
    journal.end(folders, "failed", "failed", "no\nroom")
    journal.end(folders, "failed", "failed")
    told = {entry["run_id"]: (entry["outcome"], entry["reason"]) for entry in journal.entries(folders)}
    assert told == {"killed": ("ended", None), "failed": ("failed", "no room")}


def test_every_run_is_in_the_table_of_runs(folders: Folders, read_texts: list[str], command: Command) -> None:
    put(folders.raw / "a.txt", NOTE)
    put(folders.warehouse, "somebody's notes")
    assert command("run")[0] == 1
    folders.warehouse.unlink()
    assert command("run")[0] == 0
    assert command("run")[0] == 0
    put(folders.raw / "b.txt", OTHER)
    assert command("run")[0] == 0
    told = query(folders.warehouse, "SELECT outcome, documents, new_documents FROM pipeline_runs").rows()
    assert told[-3:] == [("published", 1, 1), ("unchanged", None, None), ("published", 2, 1)]
    assert query(folders.warehouse, "SELECT count(*) FROM pipeline_runs WHERE seconds IS NULL AND outcome <> 'ended'").item() == 0


def test_force_keeps_the_history(folders: Folders, read_texts: list[str], command: Command) -> None:
    put(folders.raw / "a.txt", NOTE)
    command("run")
    put(folders.raw / "b.txt", OTHER)
    assert command("run", "--force")[0] == 0
    runs = query(folders.warehouse, "SELECT run_id FROM pipeline_runs")["run_id"].to_list()
    loaded = query(folders.warehouse, "SELECT source_file, loaded_by FROM history_documents ORDER BY 1").rows()
    assert loaded == [("a.txt", runs[0]), ("b.txt", runs[-1])]


def test_a_fall_of_documents_is_told_and_stops_nothing(
    folders: Folders, read_texts: list[str], command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(10):
        put(folders.raw / f"{number}.txt", f"Coal {number} went by rail.")
    assert command("run")[2] == ""
    for number in range(8):
        (folders.raw / f"{number}.txt").unlink()
    status, said, told = command("run")
    assert status == 0
    assert "2 documents" in said
    assert told.count("\n") == 1
    assert told.startswith("Warning, not so: No fewer documents than")
