"""tumen shell: what it needs, and Harlequin itself on a terminal of the test's own: tables, an answer, no writing, a clean end."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse import shell
from warehouse.errors import WarehouseNotReadableError
from warehouse.publish import Published

ESCAPE = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[\]P_][^\x1b\x07]*(\x07|\x1b\\)|[@-_])")
F2_EDITOR, F6_CATALOG, DOWN, ENTER, RUN, QUIT = b"\x1b[12~", b"\x1b[17~", b"\x1b[B", b"\r", b"\n", b"\x11"
SELECT_ALL = b"\x01"


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell.importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)


def test_without_the_extra_it_says_what_to_install(published: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(shell.ShellMissingError, match="make shell"):
        shell.shell_command(published.path)


@pytest.mark.usefixtures("on_a_terminal")
@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_without_a_terminal_it_says_so_and_waits_for_nothing(published: Published, monkeypatch: pytest.MonkeyPatch, stream: str) -> None:
    monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: False, raising=False)
    with pytest.raises(shell.NoTerminalError):
        shell.shell_command(published.path)


@pytest.mark.usefixtures("on_a_terminal")
def test_the_command_opens_the_file_read_only_and_no_other(published: Published, tmp_path: Path) -> None:
    command = shell.shell_command(published.path)
    assert "--read-only" in command
    assert command[-1] == str(published.path)
    with pytest.raises(WarehouseNotReadableError):
        shell.shell_command(tmp_path / "missing.duckdb")


@pytest.mark.usefixtures("on_a_terminal")
@pytest.mark.parametrize(("spoken", "given"), [("C.UTF-8", True), ("C", True), ("de_DE.UTF-8", False)])
def test_a_machine_without_a_language_is_no_matter(published: Published, monkeypatch: pytest.MonkeyPatch, spoken: str, given: bool) -> None:
    monkeypatch.setattr(shell.locale, "setlocale", lambda category: spoken)
    assert ("--locale" in shell.shell_command(published.path)) is given


class Screen:
    """A program on a terminal of 45 lines; what it drew since the last look, without colours."""

    def __init__(self, command: list[str], home: Path) -> None:
        self.terminal, there = pty.openpty()
        fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 45, 160, 0, 0))
        settings = {**os.environ, "TERM": "xterm-256color", "HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_STATE_HOME": str(home)}
        self.program = subprocess.Popen(command, stdin=there, stdout=there, stderr=there, env=settings, start_new_session=True)
        os.close(there)
        self.drawn = b""

    def type(self, *keys: bytes) -> None:
        for key in keys:
            os.write(self.terminal, key)
            self.read(0.4)

    def read(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                try:
                    self.drawn += os.read(self.terminal, 65536)
                except OSError:  # the program has ended
                    return

    def shows(self, words: str, seconds: float = 60) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if words in ESCAPE.sub(b"", self.drawn).decode("utf-8", "replace"):
                self.drawn = b""
                return True
            self.read(0.5)
        return False


@pytest.fixture
def screen(published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    if importlib.util.find_spec("harlequin") is None:
        pytest.skip("Harlequin is not installed: make shell")
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    opened = Screen(shell.shell_command(published.path), tmp_path)
    yield opened
    opened.program.kill()
    opened.program.wait()
    os.close(opened.terminal)


def test_harlequin_shows_the_views_answers_writes_nothing_and_ends(screen: Screen, published: Published) -> None:
    before = hashlib.sha256(published.path.read_bytes()).digest()
    assert screen.shows("tumen db")
    screen.type(F6_CATALOG)
    assert screen.shows("Insert Name")
    screen.type(ENTER)
    assert screen.shows("main sch")
    screen.type(DOWN, ENTER)
    assert screen.shows("actor_flows")
    screen.type(F2_EDITOR, SELECT_ALL, b"select upper(min(name)) || count(*) from dim_countries where country = 'KP'", RUN)
    assert screen.shows("NORTH KOREA1")
    screen.type(F2_EDITOR, SELECT_ALL, b"create table mine (i int)", RUN)
    assert screen.shows('Cannot execute statement of type "CREATE"')
    screen.type(ENTER, QUIT)
    assert screen.program.wait(30) == 0
    screen.read(1)
    assert "Locale Not Set" not in ESCAPE.sub(b"", screen.drawn).decode("utf-8", "replace")
    assert hashlib.sha256(published.path.read_bytes()).digest() == before
    assert [path.name for path in published.path.parent.iterdir() if path.suffix == ".wal"] == []
