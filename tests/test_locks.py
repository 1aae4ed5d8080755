"""What is installed is what was looked at: every library with its hashes, from no place that is named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", [f"requirements{extra}.lock" for extra in ("", "-dev", "-shell", "-spark")])
def test_every_library_is_pinned_with_hashes_and_no_host_is_named(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    pinned = re.split(r"\n(?=\S)", lock.strip())
    assert len(pinned) > 30
    assert [entry for entry in pinned if not re.match(r"[a-z0-9][\w.-]*(\[[\w,-]+\])?==[\w.!+-]+", entry)] == []
    assert [entry for entry in pinned if "--hash=sha256:" not in entry] == []
    assert "://" not in lock
    assert "index" not in lock.replace("importlib", "")


def test_what_is_needed_is_locked() -> None:
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    missing = [entry for entry in needed if not re.search(rf"(?mi)^{re.split('[<>=]', entry)[0]}==", lock)]
    assert missing == []


@pytest.mark.parametrize("extra", ["dev", "shell", "spark"])
def test_an_extra_brings_no_other_version_of_what_is_there(extra: str) -> None:
    locks = [(ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", f"requirements-{extra}.lock")]
    base, more = (dict(re.findall(r"(?m)^([a-z0-9][\w.-]*)(?:\[[\w,-]+\])?==([^ \n]+(?: ;[^\\\n]+)?)", lock)) for lock in locks)
    assert len(base) > 30
    assert {name: more.get(name) for name in base} == base
