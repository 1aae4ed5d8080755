"""The report as an asset: a page beside the published file, made anew whenever that is."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from assets.folders import Folders
from assets.resources import FoldersResource
from warehouse.report.build import write_report


def report_page(folders: Folders) -> Path:
    """Where the report of a warehouse lies unless somebody says otherwise: beside it."""
    return folders.warehouse.with_suffix(".html")


@dg.asset(group_name="warehouse", kinds={"html"}, deps=["warehouse"], automation_condition=dg.AutomationCondition.eager())
def report(folders: FoldersResource) -> dg.MaterializeResult[None]:
    """The report: one self-contained HTML page on the published file."""
    page = report_page(folders.get())
    size = write_report(folders.get().warehouse, page)
    return dg.MaterializeResult(metadata={"dagster/uri": page.as_uri(), "size_bytes": size})
