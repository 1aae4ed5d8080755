"""The report in a real browser: no error, no request, charts drawn, filters that filter, pictures taken. Needs Debian's chromium."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from warehouse.publish import Published
from warehouse.report.build import write_report

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
LARGEST = 5_000_000

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine: apt-get install chromium")

# Written into a copy of the page as one more script, to look at it as its reader does once it is drawn.
TRY_FILTERS = """
const seen = {};
const shown = (id) => [...document.querySelectorAll(id + " tbody tr")].filter((row) => !row.hidden).length;
const wait = setInterval(() => {
  if (document.documentElement.dataset.ready !== "yes") return;
  clearInterval(wait);
  seen.all = shown("#flows-rows");
  const status = document.getElementById("by-status");
  status.value = "blocked";
  status.dispatchEvent(new Event("input", { bubbles: true }));
  seen.blocked = shown("#flows-rows");
  seen.told = document.getElementById("told").textContent;
  seen.chart = document.getElementById("table-goods").textContent;
  document.body.dataset.seen = JSON.stringify(seen);
}, 20);
"""


def browse(page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Open a page headless; what it writes to its console is on standard error."""
    assert BROWSER
    profile = page.parent / "profile"
    usual = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--enable-logging=stderr",
        f"--user-data-dir={profile}",
    ]
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--virtual-time-budget=10000",
    ]
    return subprocess.run([BROWSER, *usual, *quiet, *options, page.as_uri()], capture_output=True, text=True, timeout=120, check=True)


def console(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in done.stderr.splitlines() if "CONSOLE" in line]


@pytest.fixture
def page(published: Published, tmp_path: Path) -> Path:
    file = tmp_path / "report.html"
    assert write_report(published.path, file) < LARGEST
    return file


def test_the_page_draws_its_charts_without_an_error_or_a_request(page: Path) -> None:
    log = page.parent / "net.json"
    done = browse(page, f"--log-net-log={log}", "--dump-dom")
    assert console(done) == []
    assert 'data-ready="yes"' in done.stdout
    for name in ("map", "months", "goods", "corridors", "confidence"):
        assert re.search(rf'id="chart-{name}"[^>]*>\s*<div[^>]*>\s*<svg|id="chart-{name}"[^>]*>\s*<svg', done.stdout), name
    asked = set(re.findall(r'"url":\s*"((?:https?|wss?|ftp)://[^"]+)"', log.read_text(encoding="utf-8", errors="replace")))
    own = ("google.com", "googleapis.com", "gvt1.com")  # what the browser itself asks for, whatever the page
    assert not [address for address in asked if not any(host in address for host in own)]


def test_filters_narrow_tables_and_charts(page: Path) -> None:
    written = page.read_text(encoding="utf-8")
    without_policy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", written)
    head, _, tail = without_policy.rpartition("</body>")
    page.write_text(f"{head}<script>{TRY_FILTERS}</script></body>{tail}", encoding="utf-8")
    done = browse(page, "--dump-dom")
    assert console(done) == []
    found = re.search(r'data-seen="([^"]+)"', done.stdout)
    assert found
    seen = json.loads(found.group(1).replace("&quot;", '"'))
    assert (seen["all"], seen["blocked"]) == (3, 1)
    assert seen["told"].startswith("1 of 3 flows, 1 of 3 rows of distinct flows")
    assert "coal" in seen["chart"]
    assert "wheat flour" not in seen["chart"]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("desktop", ["--window-size=1280,2400"]),
        ("phone", ["--window-size=390,2400"]),
        ("dark", ["--window-size=1280,2400", "--blink-settings=preferredColorScheme=0"]),
    ],
)
def test_pictures_are_taken(page: Path, name: str, options: list[str]) -> None:
    picture = page.parent / f"{name}.png"
    assert console(browse(page, *options, f"--screenshot={picture}")) == []
    assert picture.stat().st_size > 20_000


def test_it_prints(page: Path) -> None:
    paper = page.parent / "report.pdf"
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    assert paper.read_bytes().startswith(b"%PDF")
