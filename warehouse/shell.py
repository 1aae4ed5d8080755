"""A terminal to look around in the published file: Harlequin, an extra of the installation."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.reading import open_warehouse


class ShellMissingError(WarehouseError):
    """tumen shell needs Harlequin, which is not installed: install it with pip install harlequin, or ask with tumen query."""


def shell_command(warehouse: Path) -> list[str]:
    """The command that opens the published file read-only. Raises ShellMissingError or WarehouseNotReadableError."""
    if importlib.util.find_spec("harlequin") is None:
        raise ShellMissingError()
    with open_warehouse(warehouse):
        pass
    return [sys.executable, "-m", "harlequin", "--adapter", "duckdb", "--read-only", str(warehouse)]
