"""A disk that is full or read-only, and two runs at once: one line, nothing destroyed, and the next run finishes the work."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import Site
from tests.faults.test_crash import finish


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 MB of its own; only where this user may mount one."""
    place = tmp_path / "small disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)], capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a file system")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def failed_in_one_line(told: dict[str, object]) -> bool:
    wrong = [
        line for line in str(told["said"]).splitlines() if "Traceback" in line or line.startswith(("Nothing was", "tumen:", "Tumen failed"))
    ]
    return told["status"] == 1 and len(wrong) == 1 and "Traceback" not in str(told["said"])


@pytest.mark.faults
def test_a_file_that_cannot_grow_stops_the_run_and_nothing_else(site: Site) -> None:
    site.write()
    before = site.folders.warehouse.read_bytes()
    told = site.run(largest_file=400_000)
    assert failed_in_one_line(told), told
    assert site.folders.warehouse.read_bytes() == before
    finish(site)


@pytest.mark.faults
def test_a_full_and_a_read_only_disk(site: Site, small_disk: Path) -> None:
    shutil.move(site.folders.state, small_disk / "state")
    site.folders.state.symlink_to(small_disk / "state")
    site.write()
    filler = small_disk / "filler"
    subprocess.run(["dd", "if=/dev/zero", f"of={filler}", "bs=64k"], capture_output=True, check=False)  # until there is no room
    told = site.run()
    assert failed_in_one_line(told), told
    site.require_whole()
    filler.unlink()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    told = site.run()
    assert failed_in_one_line(told), told
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    finish(site)
