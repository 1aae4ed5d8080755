"""Where things lie: the raw texts, the published file, and the state that makes the next run cheap."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Folders:
    """`raw` is the root of the texts, `warehouse` the published file, `state` a folder of Tumen's own, `lexicon` the user's lines."""

    raw: Path
    warehouse: Path
    state: Path
    lexicon: Path | None = None
    address: str | None = None  # of the root of the texts, where it is no folder of this machine (s3a://…); `raw` only names it then

    @property
    def home(self) -> Path:
        """Dagster's instance."""
        return self.state / "dagster"

    @property
    def work(self) -> Path:
        """The intermediate results of the next four; locked by the run that writes them."""
        return self.state / "work"

    @property
    def staged(self) -> Path:
        """Documents as read from the raw files, in chunks."""
        return self.work / "staged"

    @property
    def extracts(self) -> Path:
        """Tables as extracted from the documents, in batches."""
        return self.work / "extracts"

    @property
    def tables(self) -> Path:
        """The tables of the last run, one Parquet file each."""
        return self.work / "tables"

    @property
    def journal(self) -> Path:
        """What is known of runs that the published file does not yet tell of."""
        return self.state / "runs.jsonl"

    @property
    def history(self) -> Path:
        """The last published file under a second name, for the history in it."""
        return self.state / "history.duckdb"

    @property
    def published_documents(self) -> Path:
        """Which documents were published last."""
        return self.work / "published.parquet"

    @property
    def record(self) -> Path:
        """What was published last."""
        return self.work / "published.json"

    def table(self, name: str) -> Path:
        """The Parquet file of one table or asset."""
        return self.tables / f"{name}.parquet"

    def parts(self, name: str) -> Path:
        """The folder of a table that lies in parts."""
        return self.tables / name

    def files(self, name: str) -> list[Path]:
        """The Parquet files of one table or asset."""
        return sorted(self.parts(name).glob("*.parquet")) or [self.table(name)]


def resolve_folders(
    raw: str | Path | None = None,
    warehouse: str | Path | None = None,
    state: str | Path | None = None,
    lexicon: str | Path | None = None,
) -> Folders:
    """The folders given, else those of TUMEN_RAW, TUMEN_WAREHOUSE, TUMEN_STATE and TUMEN_LEXICON, else the usual ones in the checkout (or
    current folder); usually there is no lexicon of the user's. The raw root may be the address of an object store."""
    root = PROJECT if (PROJECT / "pyproject.toml").is_file() else Path.cwd()
    given = {"raw": raw, "warehouse": warehouse, "state": state}
    usual = {"raw": "raw", "warehouse": "warehouse/tumen.duckdb", "state": ".state"}
    chosen = {name: given[name] or os.environ.get(f"TUMEN_{name.upper()}") or root / usual[name] for name in usual}
    paths = {name: Path(path).expanduser().absolute() for name, path in chosen.items()}
    own = lexicon or os.environ.get("TUMEN_LEXICON")
    address = str(chosen["raw"]) if "://" in str(chosen["raw"]) else None
    if address:
        paths["raw"] = Path(address)
    return Folders(**paths, lexicon=Path(own).expanduser().absolute() if own else None, address=address)
