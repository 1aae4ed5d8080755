"""Exports of a published warehouse: its tables and views in the formats of other tools, never anything else than what is in it.

parquet and csv: every table and view, the index of the search left out · geojson: routes and places · ftm: FollowTheMoney entities.
A folder is written whole or not at all, and only ever replaces an earlier export.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError
from warehouse.export_ftm import write_ftm
from warehouse.export_geojson import write_geojson
from warehouse.export_tables import write_csv, write_parquet
from warehouse.reading import first_line, open_warehouse, require_schema

# Beside the files of an export: what it is, and that the folder may be replaced by the next one.
MARK = "tumen-export.json"

Write = Callable[[duckdb.DuckDBPyConnection, Path], dict[str, int]]
FORMATS: dict[str, Write] = {"parquet": write_parquet, "csv": write_csv, "geojson": write_geojson, "ftm": write_ftm}


class ExportFolderError(WarehouseError):
    """Nothing was exported: {folder} is not empty and no earlier export; choose another folder."""


class UnknownFormatError(WarehouseError):
    """Nothing was exported: there is no format {given}; choose one of {known}."""


class ExportFailedError(WarehouseError):
    """Nothing was exported to {folder}: {reason}"""


@dataclass(frozen=True)
class Exported:
    """Where an export lies, and how many rows each of its files (or folders of files) has."""

    folder: Path
    rows: dict[str, int]


def export(warehouse: Path, to: str, folder: Path) -> Exported:
    """Write the published file `warehouse` in the format `to` (one of FORMATS) into `folder`, which it makes or replaces.

    Raises WarehouseNotReadableError, OtherSchemaError, UnknownFormatError, ExportFolderError or ExportFailedError.
    """
    if to not in FORMATS:
        raise UnknownFormatError(given=to, known=", ".join(FORMATS))
    folder = Path(folder).resolve()
    require_replaceable(folder)
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    try:
        with open_warehouse(warehouse) as session:
            require_schema(session, warehouse)
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            rows = FORMATS[to](session, unfinished)
        note = {"made_by": "tumen export", "format": to, "rows": rows}
        (unfinished / MARK).write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
        put_in_place(unfinished, folder)
    except (duckdb.Error, OSError) as error:
        raise ExportFailedError(folder=folder, reason=first_line(error)) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return Exported(folder, rows)


def require_replaceable(folder: Path) -> None:
    """Raise unless the folder is missing, empty, or holds an earlier export."""
    if not folder.exists():
        return
    if not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file()):
        raise ExportFolderError(folder=folder)


def put_in_place(new: Path, folder: Path) -> None:
    """Rename the new folder into the place of the old one."""
    old = folder.with_name(f".{folder.name}.replaced")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.replace(folder, old)
    os.replace(new, folder)
    shutil.rmtree(old, ignore_errors=True)
