"""Many runs, one after the other: exact at every step, and nothing that only ever grows."""

from __future__ import annotations

import json

import pytest

from assets.parquet import MANY_FOLDERS
from tests.faults.conftest import Site
from warehouse.reading import query


def soak(site: Site, runs: int, compare_every: int) -> None:
    """Runs over a folder that changes before each, compared with a run from nothing now and then."""
    renewals = []
    for number in range(1, runs + 1):
        for _ in range(site.draw.randint(1, 3)):
            site.write()
        told = site.run()
        assert told["status"] == 0, told
        site.require_whole()
        if number % compare_every == 0:
            assert site.contents() == site.anew().contents()
        renewals.append(json.loads(site.folders.record.read_text(encoding="utf-8"))["whole"]["renewals"])
    assert runs < 10 or 0 < sum(number > 0 for number in renewals) < runs, "both ways to publish are taken"
    outcomes = dict(query(site.folders.warehouse, "SELECT outcome, count(*) FROM pipeline_runs GROUP BY outcome").rows())
    assert set(outcomes) <= {"published", "unchanged"}
    assert sum(outcomes.values()) == runs + 1
    for kept in (site.folders.staged, site.folders.extracts):
        (version,) = kept.iterdir()
        assert len([path for path in version.iterdir() if path.is_dir()]) <= MANY_FOLDERS + 1
    assert not list(site.folders.work.rglob("*.unfinished"))


def test_a_few_runs(site: Site) -> None:
    soak(site, runs=2, compare_every=2)


@pytest.mark.faults
def test_a_hundred_runs(site: Site) -> None:
    soak(site, runs=100, compare_every=20)
