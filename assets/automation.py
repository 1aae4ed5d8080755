"""When the flow runs by itself: every day, and when the raw folder has changed and come to rest."""

from __future__ import annotations

import os

import dagster as dg
import polars as pl

from assets.alerts import Alert
from assets.folders import Folders
from assets.listing import LISTING, find_files, list_frame, listing_digest
from assets.parquet import write
from assets.resources import FoldersResource, note_failure
from pipeline.schema import empty
from warehouse.errors import one_line

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("report", "feeds"),
    description="Read what is new, extract, check and publish.",
    executor_def=dg.in_process_executor,
    hooks={note_failure},
)
EVERY_DAY = os.environ.get("TUMEN_SCHEDULE") or "0 6 * * *"
daily_schedule = dg.ScheduleDefinition(name="daily_schedule", job=refresh, cron_schedule=EVERY_DAY, execution_timezone="UTC")


@dg.run_failure_sensor(monitored_jobs=[refresh])
def alert_on_failure(context: dg.RunFailureSensorContext, alert: Alert) -> None:
    """Tell the program in TUMEN_ALERT of a failed run; once for each, after its retries."""
    alert.send(f"Tumen run {context.dagster_run.run_id} failed: {reason_of(context)}")


def reason_of(context: dg.RunFailureSensorContext) -> str:
    """The line that a user would read: what the failed step raised, without the stack."""
    errors = [event.step_failure_data.error for event in context.get_step_failure_events() if event.step_failure_data.error]
    said = [(error.cause or error).message for error in errors] or [context.failure_event.message or "no reason was given"]
    return one_line(said[0])


@dg.sensor(job=refresh, minimum_interval_seconds=30)
def raw_sensor(context: dg.SensorEvaluationContext, folders: FoldersResource) -> dg.RunRequest | dg.SkipReason:
    """A run when files were added, changed or removed and are at rest; what changed since the last tick is left for the next."""
    try:
        moving, settled = look(folders.get())
    except OSError as error:
        return dg.SkipReason(f"The raw folder cannot be listed: {error}")
    if settled is None:
        return dg.SkipReason(f"{len(moving)} files are still changing." if moving else "Nothing has changed.")
    leave = {"folders": {"config": {**folders.model_dump(), "leave": moving}}}
    return dg.RunRequest(run_key=settled, run_config={"resources": leave} if moving else {})


def look(folders: Folders) -> tuple[list[str], str | None]:
    """The files that changed since the last look, and what names the rest where that differs from the last run's listing (else None)."""
    now = list_frame(find_files(folders.raw))
    seen_file = folders.state / "seen.parquet"
    seen = pl.read_parquet(seen_file) if seen_file.is_file() else empty(LISTING)
    write(now, seen_file)
    known_file = folders.table("raw_files")
    known = pl.read_parquet(known_file) if known_file.is_file() else empty(LISTING)
    moving = now.join(seen, on=["source_file", "stamp"], how="anti")["source_file"].to_list()
    left = pl.col("source_file").is_in(moving)
    before, after = listing_digest(known.filter(~left)), listing_digest(now.filter(~left))
    last_run = known_file.stat().st_mtime_ns if known_file.is_file() else 0  # a listing may come back: A, B, A again
    return moving, None if before == after else f"{after[:16]}-{last_run}"
