"""The assets: raw_files → documents, quarantine → extracts → the tables → warehouse. Each says what; the modules beside say how."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl

from assets import extracts as batches
from assets import staging
from assets.journal import end
from assets.listing import take_listing
from assets.metadata import describe_warehouse
from assets.publishing import country_names, publish_tables, remember_listing
from assets.resources import Engine, FoldersResource, RunLock
from assets.versions import extraction_version, staging_version
from pipeline.extract import DIMENSIONS
from warehouse.checks import checks, run_checks
from warehouse.errors import CheckFailedError
from warehouse.tables import INPUT_TABLES, SCHEMA_VERSION

MADE_BEFORE = ("raw_files", "quarantine", "dim_documents", "dim_countries")
EXTRACTED = tuple(table for table in INPUT_TABLES if table not in MADE_BEFORE)
STORED = "tables"  # the key of the resource that writes and reads frames


@dg.asset(group_name="raw", kinds={"file", "parquet"}, io_manager_key=STORED, code_version="1")
def raw_files(folders: FoldersResource, engine: Engine, lock: RunLock) -> pl.LazyFrame:
    """Every file below the raw root: size, time of change, SHA-256."""
    with lock.retrying():
        return take_listing(folders.get(), folders.leave, engine.spark)


@dg.multi_asset(
    outs={
        name: dg.AssetOut(
            group_name="documents",
            kinds={"polars", "parquet"},
            io_manager_key=STORED,
            code_version=staging_version(),
            description=description,
        )
        for name, description in {
            "documents": "Every article or report, dated, with its language and the document that it copies; only new files are read.",
            "quarantine": "What could not be read, and why.",
            "accounted_files": "Every file that must be in documents or in quarantine.",
        }.items()
    },
)
def staged(
    raw_files: pl.LazyFrame, folders: FoldersResource, engine: Engine, lock: RunLock
) -> tuple[pl.LazyFrame, pl.LazyFrame, pl.LazyFrame]:
    """Read what is new, split and date it, mark near-copies over the whole collection."""
    live = staging.stage_new(folders.get(), raw_files.collect(), engine.spark)
    quarantine = staging.scan_quarantine(folders.get(), live)
    return staging.scan_documents(folders.get(), live), quarantine, staging.accounted_files(raw_files, quarantine)


@dg.asset(group_name="facts", kinds={"polars", "parquet"}, io_manager_key=STORED, code_version=extraction_version())
def extracts(documents: pl.LazyFrame, folders: FoldersResource, engine: Engine, lock: RunLock) -> pl.LazyFrame:
    """Which batch holds the facts of each document; only new documents are read."""
    return batches.extract_new(folders.get(), documents.select("extract_key", "part").collect(), engine.spark).lazy()


@dg.multi_asset(
    outs={
        table: dg.AssetOut(
            group_name="dimensions" if table in DIMENSIONS else "facts",
            kinds={"polars", "parquet"},
            io_manager_key=STORED,
            code_version=extraction_version(),
        )
        for table in EXTRACTED
    },
)
def extracted(extracts: pl.LazyFrame, folders: FoldersResource, lock: RunLock) -> Iterator[dg.Output[Any]]:
    """Sentences, facts and what they speak of, over all batches: what no document shares lies in the files of the batches themselves."""
    live = extracts.collect()
    tables = {**batches.scan_tables(folders.get(), live), **batches.scan_parts(folders.get(), live)}
    for table in EXTRACTED:
        yield dg.Output(tables[table], output_name=table)


@dg.asset(group_name="dimensions", kinds={"csv", "parquet"}, io_manager_key=STORED, code_version=extraction_version())
def dim_countries() -> pl.LazyFrame:
    """Codes of countries in words."""
    return country_names()


def warnings_of(file: Path) -> Iterator[dg.AssetCheckResult]:
    """Each check that warns but stops nothing, on the published file."""
    for result in run_checks(file, "warnings"):
        yield dg.AssetCheckResult(
            passed=result.passed, check_name=result.name, severity=dg.AssetCheckSeverity.WARN, metadata={"found": str(result.first_rows)}
        )


@dg.asset(
    group_name="warehouse",
    kinds={"duckdb"},
    deps=["documents", "quarantine", "accounted_files", "dim_countries", *EXTRACTED],
    check_specs=[
        *(dg.AssetCheckSpec(name, asset="warehouse", description=proves, blocking=True) for name, (proves, _) in checks().items()),
        *(dg.AssetCheckSpec(name, asset="warehouse", description=proves) for name, (proves, _) in checks("warnings").items()),
    ],
    freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=50), warn_window=timedelta(hours=26)),
    code_version=str(SCHEMA_VERSION),
    pool="publishing",
)
def warehouse(folders: FoldersResource, lock: RunLock) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[None]]:
    """The published DuckDB file: built beside the old one, checked, renamed into place. A failed check stops it."""
    try:
        with lock.retrying():
            done = publish_tables(folders.get(), lock.run_id)
    except CheckFailedError as failed:
        yield dg.AssetCheckResult(passed=False, check_name=str(failed.parts["name"]), metadata={"first": str(failed)})
        raise
    remember_listing(folders.get())
    end(folders.get(), lock.run_id, "published" if done else "unchanged")
    proved = [dg.AssetCheckResult(passed=True, check_name=name) for name in checks()]
    found = describe_warehouse(folders.get().warehouse, is_new=done is not None)
    yield dg.MaterializeResult(metadata=found, check_results=[*proved, *warnings_of(folders.get().warehouse)])
