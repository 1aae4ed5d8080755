"""Names and words that would steer a terminal, a page or a spreadsheet: whatever is printed of them is plain."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assets import cli
from assets.folders import Folders
from tests.assets.conftest import put
from tests.documents.doors import TEXT, zip_file

STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HOSTILE = "\x1b[31mRed\x1b]0;title\x07\u202e <script>alert(1)</script> '; DROP TABLE dim_documents; -- \x9b2J"
Command = Callable[..., tuple[int, str, str]]


def test_nothing_printed_steers_a_terminal(folders: Folders, read_texts: list[str], command: Command) -> None:
    put(folders.raw / "\x1b[31m\u202ename.txt", f"{HOSTILE}\n\n{TEXT}")
    put(folders.raw / "\x1b]0;x\x07.bin", b"")
    put(folders.raw / "a.zip", zip_file({"\x1b[2J.bin": b"", "b.txt": HOSTILE.encode()}))
    status, said, wrong = command("run")
    assert (status, wrong) == (0, "")
    assert "quarantined" in said
    for printed in (
        said,
        *command("query", "--full", "SELECT source_file, text FROM dim_documents ORDER BY ALL")[1:],
        *command("query", "SELECT * FROM quarantine")[1:],
        *command("query", f"SELECT {HOSTILE}")[1:],
        *command("explain", str(folders.raw / "\x1b[31m\u202ename.txt"))[1:],
        *command("explain", str(folders.raw / "\x1b[31mnone.txt"))[1:],
    ):
        assert not STEERING.search(printed), printed


def test_the_page_listens_on_this_machine_only(folders: Folders, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(cli.os, "execv", lambda program, arguments: started.append(arguments) or 0)
    monkeypatch.setattr("assets.run.prepare_home", lambda home: None)
    command("ui", "--port", "3999")
    host = started[0].index("--host")
    assert started[0][host + 1] == "127.0.0.1"
