"""A terminal to look around in the published file: Harlequin, an extra of the installation."""

from __future__ import annotations

import importlib.util
import locale
import sys
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.reading import open_warehouse


class ShellMissingError(WarehouseError):
    """tumen shell needs Harlequin, which is not installed: say make shell once, or ask with tumen query."""


class NoTerminalError(WarehouseError):
    """tumen shell needs a terminal to draw on, and input or output is none: ask with tumen query."""


def shell_command(warehouse: Path) -> list[str]:
    """The command that opens the published file read-only. Raises ShellMissingError, NoTerminalError or WarehouseNotReadableError."""
    if importlib.util.find_spec("harlequin") is None:
        raise ShellMissingError()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminalError()
    with open_warehouse(warehouse):
        pass
    # Without a language of the user's own Harlequin would end with a page of advice on locales.
    plain = locale.setlocale(locale.LC_CTYPE).split(".")[0] in ("C", "POSIX")
    numbers = ["--locale", "C"] if plain else []
    return [sys.executable, "-m", "harlequin", "--adapter", "duckdb", "--read-only", *numbers, str(warehouse)]
