"""All that Dagster knows of Tumen: assets, checks, the job, what starts it, and what it is given."""

from __future__ import annotations

import dagster as dg

from assets import feeding, flow, reporting
from assets.alerts import Alert
from assets.automation import alert_on_failure, daily_schedule, raw_sensor, refresh
from assets.resources import Engine, FoldersResource, ParquetTables, RunLock

# Configured when a run is launched, by default with the usual folders; the others follow this one.
_folders = FoldersResource.configure_at_launch()

defs = dg.Definitions(
    assets=dg.load_assets_from_modules([feeding, flow, reporting]),
    jobs=[refresh, feeding.fetch],
    schedules=[daily_schedule, feeding.feeds_schedule],
    sensors=[raw_sensor, alert_on_failure],
    resources={
        "folders": _folders,
        "engine": Engine.configure_at_launch(folders=_folders),
        "lock": RunLock.configure_at_launch(folders=_folders),
        "alert": Alert(),
        flow.STORED: ParquetTables(folders=_folders),
    },
    executor=dg.in_process_executor,
)
