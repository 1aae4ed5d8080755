"""A run may die at any point: the last published file stays whole, and the next run finishes the work."""

from __future__ import annotations

import re

import pytest

from tests.faults.conftest import Site
from warehouse.reading import query


def test_killed_at_changes_all_over_the_run(site: Site) -> None:
    site.write()
    changes = int(re.findall(r"changes (\d+)", site.run()["said"])[-1])
    assert changes > 40
    killed = 0
    for die_at in range(3, changes, changes // 3):
        site.write()
        killed += site.run(die_at=die_at)["status"] == -9
        site.require_whole()
    assert killed >= 3
    finish(site)


@pytest.mark.faults
def test_two_hundred_kills_over_growing_input(site: Site) -> None:
    """At a change that the run makes to a file, or at any moment; every tenth time in the real command, else without Dagster."""
    site.write()
    told = {plain: site.run(without_dagster=plain) for plain in (True, False) if not site.write()}
    changes = {plain: int(re.findall(r"changes (\d+)", done["said"])[-1]) for plain, done in told.items()}
    killed = 0
    while killed < 200:
        site.write()
        plain = killed % 10 > 0
        at = {"die_at": site.draw.randint(1, changes[plain])} if killed % 2 else {"die_after": site.draw.uniform(0, told[plain]["seconds"])}
        ended = site.run(without_dagster=plain, **at)
        assert ended["status"] in (0, -9), ended
        killed += ended["status"] == -9
        site.require_whole()
    finish(site)


def finish(site: Site) -> None:
    """After one more run every text is a document, the tables are those of an undisturbed run, and nothing half-made is left."""
    told = site.run()
    assert told["status"] == 0, told
    files = {path.name for path in site.folders.raw.glob("*.txt")}
    assert set(query(site.folders.warehouse, "SELECT source_file FROM dim_documents")["source_file"]) == files
    assert site.contents() == site.anew().contents()
    assert [path.name for path in site.folders.warehouse.parent.iterdir()] == [site.folders.warehouse.name]
    assert not list(site.folders.work.rglob("*.unfinished"))
