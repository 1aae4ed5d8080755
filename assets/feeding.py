"""The feeds as an asset of their own, beside the flow: it writes below the raw root, and the sensor there does the rest."""

# No `from __future__ import annotations` here: Dagster looks at the type of the configuration as the asset is made.
import dagster as dg
import polars as pl

from assets.feed_list import feeds_file, load_feed_list
from assets.feeds import fetch_feeds
from assets.metadata import markdown_table
from assets.resources import FoldersResource


class FeedsConfig(dg.Config):
    """`file`: the list of feeds; empty: that of TUMEN_FEEDS, else feeds.toml in the checkout."""

    file: str = ""


@dg.asset(group_name="raw", kinds={"rss"})
def feeds(context: dg.AssetExecutionContext, config: FeedsConfig, folders: FoldersResource) -> dg.MaterializeResult[None]:
    """New entries of the news feeds in feeds.toml, as JSON lines below the raw root. A feed that fails stops nothing."""
    fetched = list(fetch_feeds(folders.get(), load_feed_list(feeds_file(config.file))))
    for feed in fetched:
        if feed.is_failed:
            context.log.warning(f"{feed.name}: {feed.said}")
    told = pl.DataFrame([(feed.name, feed.new, feed.said) for feed in fetched], schema=["feed", "new", "said"], orient="row")
    failed = [feed.name for feed in fetched if feed.is_failed]
    new = sum(feed.new for feed in fetched)
    return dg.MaterializeResult(metadata={"new": new, "failed": failed, "feeds": dg.MetadataValue.md(markdown_table(told))})


fetch = dg.define_asset_job("fetch", selection=["feeds"], description="Ask the news feeds.", executor_def=dg.in_process_executor)
feeds_schedule = dg.ScheduleDefinition(name="feeds_schedule", job=fetch, cron_schedule="17 * * * *", execution_timezone="UTC")
