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
    for die_at in range(3, changes, changes // 7):
        site.write()
        killed += site.run(die_at=die_at)["status"] == -9
        site.require_whole()
    assert killed >= 6
    finish(site)


@pytest.mark.faults
def test_two_hundred_kills_over_growing_input(site: Site) -> None:
    site.write()
    done = site.run()
    changes, seconds = int(re.findall(r"changes (\d+)", done["said"])[-1]), done["seconds"]
    killed = 0
    while killed < 200:
        site.write()
        point = {"die_at": site.draw.randint(1, changes)} if killed % 2 else {"die_after": site.draw.uniform(0.01, seconds)}
        status = site.run(**point)["status"]
        assert status in (0, -9)
        killed += status == -9
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
