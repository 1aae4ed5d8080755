"""The command line: exit status and one clear line, from any folder, whatever the paths are."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assets import cli
from assets.folders import Folders, resolve_folders
from assets.progress import Lines, reporting, step
from tests.assets.conftest import NOTE, OTHER, put
from warehouse.lock import publisher_lock

Command = Callable[..., tuple[int, str, str]]


def test_run_publishes_and_sums_up(folders: Folders, read_texts: list[str], command: Command) -> None:
    put(folders.raw / "a.txt", NOTE)
    put(folders.raw / "b.txt", b"")
    status, said, wrong = command("run")
    assert (status, wrong) == (0, "")
    assert "2 files, 1 document (0 copies), 1 quarantined" in said
    assert "quarantined b.txt: empty" in said
    assert said.rstrip().endswith(str(folders.warehouse))


def test_a_second_run_is_over_before_dagster_starts(folders: Folders, read_texts: list[str], command: Command) -> None:
    put(folders.raw / "a.txt", NOTE)
    command("run")
    assert "Nothing has changed since the last run." in command("run")[1]
    put(folders.raw / "b.txt", OTHER)
    assert "2 documents" in command("run")[1]


def test_a_warehouse_that_went_away_is_made_again(folders: Folders, read_texts: list[str], command: Command) -> None:
    put(folders.raw / "a.txt", NOTE)
    command("run")
    folders.warehouse.unlink()
    read_texts.clear()
    assert command("run")[0] == 0
    assert folders.warehouse.is_file()
    assert read_texts == []


def test_force_reads_everything_anew(folders: Folders, read_texts: list[str], command: Command) -> None:
    put(folders.raw / "a.txt", NOTE)
    command("run")
    command("run", "--force")
    assert read_texts == [NOTE, NOTE]


def test_no_raw_folder_is_one_line_and_status_1(folders: Folders, command: Command) -> None:
    folders.raw.rmdir()
    status, _, wrong = command("run")
    assert status == 1
    assert wrong.count("\n") == 1
    assert "is not a folder" in wrong
    assert not folders.warehouse.exists()


def test_a_file_of_somebody_else_in_the_place_of_the_warehouse_is_kept(folders: Folders, read_texts: list[str], command: Command) -> None:
    put(folders.warehouse, "my notes")
    status, _, wrong = command("run")
    assert status == 1
    assert wrong.count("\n") == 1
    assert "Traceback" not in wrong
    assert folders.warehouse.read_text() == "my notes"


def test_a_second_run_at_once_waits_and_then_says_so(folders: Folders, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assets.resources.WAIT_SECONDS", 0.1)
    folders.work.mkdir(parents=True)
    with publisher_lock(folders.work, 0):
        status, _, wrong = command("run")
    assert status == 1
    assert wrong.count("\n") == 1
    assert "another run" in wrong


def test_a_failure_that_nobody_expected_is_one_line_with_the_details_in_a_file(
    folders: Folders, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assets.publishing.is_current", lambda folders: 1 / 0)
    status, _, wrong = command("run")
    assert status == 1
    assert wrong.count("\n") == 1
    assert "error.log" in wrong
    assert "ZeroDivisionError" in (folders.state / "error.log").read_text()


def test_query_shows_rows_and_a_wrong_one_is_one_line(folders: Folders, read_texts: list[str], command: Command) -> None:
    put(folders.raw / "a.txt", NOTE)
    command("run")
    status, said, _ = command("query", "SELECT surface FROM fact_actors")
    assert status == 0
    assert "Seoul," in said
    assert "\x1b" not in command("query", "SELECT chr(27) || '[31m red' AS text")[1]
    status, _, wrong = command("query", "SELECT nonsense")
    assert status == 1
    assert wrong.count("\n") == 1
    assert command("query", "DROP TABLE fact_actors")[0] == 1


def test_query_shows_whole_texts_when_asked(folders: Folders, read_texts: list[str], command: Command) -> None:
    put(folders.raw / "a.txt", NOTE)
    command("run")
    ask = "SELECT repeat('coal ', 40) || 'the end' AS words"
    assert "the end" not in command("query", ask)[1]
    assert "the end" in command("query", "--full", ask)[1]


def test_query_without_a_warehouse_is_one_line(command: Command) -> None:
    status, _, wrong = command("query", "SELECT 1")
    assert status == 1
    assert "there is no such file" in wrong


def test_explain_without_its_file_is_one_line(command: Command, tmp_path: Path) -> None:
    status, _, wrong = command("explain", str(tmp_path / "none.txt"))
    assert status == 1
    assert wrong.count("\n") == 1


def test_version(command: Command) -> None:
    assert command("version")[1].startswith("tumen ")


def test_stopping_says_that_nothing_is_lost(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(given: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_version", stop)
    status, _, wrong = command("version")
    assert status == cli.STOPPED
    assert "goes on from there" in wrong


def test_folders_come_from_options_then_environment_then_the_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TUMEN_RAW", "TUMEN_WAREHOUSE", "TUMEN_STATE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    assert resolve_folders().raw == Path(cli.__file__).parent.parent / "raw"
    monkeypatch.setenv("TUMEN_RAW", "in")
    assert resolve_folders(state="here").raw == tmp_path / "in"
    assert resolve_folders(state="here").state == tmp_path / "here"


def test_the_command_works_from_another_folder(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "assets.cli", "version"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parent.parent)},
    )
    assert found.returncode == 0
    assert found.stdout.startswith("tumen")


def test_lines_tell_of_each_step(capsys: pytest.CaptureFixture[str]) -> None:
    with reporting(Lines()), step("Reading files", 1200) as advance:
        advance(5)
    assert capsys.readouterr().out == "Reading files: 1,200\n"
