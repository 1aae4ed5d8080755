"""News feeds, against a real server on this machine: what is asked, what is filed, and what a failing feed costs."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import dagster as dg
import pytest

from assets import feeds as feeds_module
from assets.definitions import defs
from assets.feed_list import Feed, FeedList, FeedListError, load_feed_list
from assets.feeds import Fetched, fetch_feeds
from assets.folders import Folders
from pipeline.documents import limits
from tests.assets.conftest import put, run_plain
from tests.documents.doors import OTHER, TEXT, rss_file

ONE, TWO = ("Flour up", "https://example.org/1", f"<p>{TEXT}</p>"), ("Coal", "https://example.org/2", f"<p>{OTHER}</p>")
Headers = dict[str, str]


@dataclass
class Server:
    """What is answered on each path (status, headers, body), and what was asked."""

    url: str = ""
    answers: dict[str, tuple[int, Headers, bytes]] = field(default_factory=dict)
    asked: list[tuple[str, Headers]] = field(default_factory=list)

    def feed(self, path: str, **more: object) -> Feed:
        return Feed(path.strip("/"), f"{self.url}{path}", **{"minutes": 0, **more})  # type: ignore[arg-type]


@pytest.fixture
def server() -> Iterator[Server]:
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, dict(self.headers)))
            status, headers, body = told.answers.get(self.path, (404, {}, b""))
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        told.url = f"http://127.0.0.1:{running.server_port}"
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield told
        running.shutdown()


@pytest.fixture
def fetch(folders: Folders) -> Callable[..., list[Fetched]]:
    def run(*feeds: Feed, **more: object) -> list[Fetched]:
        return list(fetch_feeds(folders, FeedList(feeds, **{"delay_seconds": 0.0, **more})))  # type: ignore[arg-type]

    return run


Fetch = Callable[..., list[Fetched]]


def filed(folders: Folders) -> list[dict[str, str]]:
    return [json.loads(line) for file in sorted(folders.raw.rglob("*.jsonl")) for line in file.read_text().splitlines()]


def test_only_new_entries_are_filed_and_nothing_is_sent_twice(folders: Folders, server: Server, fetch: Fetch) -> None:
    feed = server.feed("/news")
    server.answers["/news"] = (200, {"ETag": '"a"', "Last-Modified": "Tue, 05 Mar 2024 09:00:00 GMT"}, rss_file(ONE))
    assert fetch(feed) == [Fetched("news", 1, "1 new")]
    assert fetch(feed) == [Fetched("news", 0, "nothing new")]
    server.answers["/news"] = (200, {"ETag": '"b"'}, rss_file(ONE, TWO))
    assert fetch(feed) == [Fetched("news", 1, "1 new")]
    assert [(line["title"], line["url"], line["published"], line["publisher"]) for line in filed(folders)] == [
        ("Flour up", "https://example.org/1", "2024-03-05", "Border News"),
        ("Coal", "https://example.org/2", "2024-03-05", "Border News"),
    ]
    asked = [headers for _, headers in server.asked]
    assert "If-None-Match" not in asked[0]
    assert (asked[1]["If-None-Match"], asked[1]["If-Modified-Since"]) == ('"a"', "Tue, 05 Mar 2024 09:00:00 GMT")
    assert all(headers["User-Agent"].startswith("Tumen/") for headers in asked)


def test_entries_become_documents(folders: Folders, server: Server, fetch: Fetch, read_texts: list[str]) -> None:
    server.answers["/news"] = (200, {}, rss_file(ONE, TWO))
    fetch(server.feed("/news", publisher="Own name"))
    documents = run_plain(folders)["documents"].sort("source_record")
    assert documents["source_file"].str.starts_with("feeds/news/").all()
    assert documents.select("text", "publisher").rows() == [(f"Flour up\n\n{TEXT}", "Own name"), (f"Coal\n\n{OTHER}", "Own name")]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((404, {}, b""), "the server answered 404"),
        ((200, {}, b"<html>no feed</html>"), "no RSS or Atom feed"),
        ((200, {}, rss_file()), "no entries"),
        ((200, {}, b"x" * 200_000), "more than"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(4_000_000))), "more than"),
        ((200, {"Content-Length": "500000"}, rss_file(ONE)), ""),
        ((302, {"Location": "/failing"}, b""), "redirects"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "file:"),
    ],
    ids=["gone", "page", "blank", "large", "bomb", "cut", "circle", "file"],
)
def test_a_feed_that_fails_stops_nothing(
    folders: Folders, server: Server, fetch: Fetch, answer: tuple[int, Headers, bytes], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_FEED_BYTES", 100_000)
    monkeypatch.setattr(limits, "MIB", 50_000)
    server.answers |= {"/failing": answer, "/news": (200, {}, rss_file(ONE))}
    failed, done = fetch(server.feed("/failing"), server.feed("/news"))
    assert failed.is_failed
    assert said in failed.said
    assert "\n" not in failed.said
    assert done == Fetched("news", 1, "1 new")
    assert len(filed(folders)) == 1


def test_entries_without_text_are_counted(folders: Folders, server: Server, fetch: Fetch) -> None:
    server.answers["/news"] = (200, {}, rss_file(ONE, ("", "https://example.org/3", "")))
    assert fetch(server.feed("/news")) == [Fetched("news", 1, "1 new, 1 without text")]


def test_a_server_that_is_not_there_stops_nothing(folders: Folders, server: Server, fetch: Fetch) -> None:
    server.answers["/news"] = (200, {}, rss_file(ONE))
    failed, done = fetch(Feed("nobody", "http://127.0.0.1:9/"), server.feed("/news"))
    assert (failed.is_failed, done.new) == (True, 1)


def test_a_server_that_says_wait_is_left_alone(folders: Folders, server: Server, fetch: Fetch) -> None:
    server.answers["/busy"] = (503, {"Retry-After": "3600"}, b"")
    assert fetch(server.feed("/busy"))[0].said == "the server answered 503 Service Unavailable"
    assert "asked to wait until" in fetch(server.feed("/busy"))[0].said
    assert len(server.asked) == 1


def test_a_feed_is_not_asked_again_at_once(folders: Folders, server: Server, fetch: Fetch) -> None:
    server.answers["/news"] = (200, {}, rss_file(ONE))
    fetch(server.feed("/news", minutes=30))
    assert "less than 30 minutes ago" in fetch(server.feed("/news", minutes=30))[0].said
    assert len(server.asked) == 1


def test_one_host_is_asked_with_pauses(folders: Folders, server: Server, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(feeds_module.time, "sleep", slept.append)
    fetch(server.feed("/a"), server.feed("/b"), delay_seconds=5.0, contact="editor@example.org")
    assert slept[0] == 0
    assert 4 < slept[1] <= 5
    assert "editor@example.org" in server.asked[0][1]["User-Agent"]


def test_a_slow_answer_is_left(folders: Folders, server: Server, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_module, "MAX_SECONDS", -1)
    server.answers["/news"] = (200, {}, rss_file(ONE))
    assert "seconds" in fetch(server.feed("/news"))[0].said


@pytest.mark.parametrize("loss", ["state", "last note"])
def test_nothing_is_filed_twice_when_the_state_is_lost(folders: Folders, server: Server, fetch: Fetch, loss: str) -> None:
    server.answers["/news"] = (200, {"ETag": '"a"'}, rss_file(ONE))
    fetch(server.feed("/news"))
    note = folders.state / "feeds" / "news.json"
    if loss == "state":
        note.unlink()
    else:  # killed between the entries and the note of them
        note.write_text(json.dumps({**json.loads(note.read_text()), "seen": [], "filed": 0, "etag": ""}))
    server.answers["/news"] = (200, {"ETag": '"b"'}, rss_file(ONE, TWO))
    assert fetch(server.feed("/news")) == [Fetched("news", 1, "1 new")]
    assert len(filed(folders)) == 2


def test_an_answer_that_could_not_be_filed_is_asked_for_again(
    folders: Folders, server: Server, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/news"] = (200, {"ETag": '"a"'}, rss_file(ONE))

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(feeds_module, "_file", full)
        assert "No space left" in fetch(server.feed("/news"))[0].said
    assert fetch(server.feed("/news")) == [Fetched("news", 1, "1 new")]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("no toml", "line 1"),
        ("feed = []\n", "unknown key feed"),
        ('[[feeds]]\nname = "../up"\nurl = "https://example.org"\n', "small letters"),
        ('[[feeds]]\nname = "a"\nurl = "file:///etc/passwd"\n', "no http"),
        ('[[feeds]]\nname = "a"\nurl = "https://"\n', "no http"),
        ('[[feeds]]\nname = "a"\nurl = "https://example.org"\nminute = 3\n', "unknown key minute"),
        ('[[feeds]]\nname = "a"\nurl = "https://example.org"\nminutes = "3"\n', "wrong type"),
        ('[[feeds]]\nname = "a"\nurl = "https://e.org"\n[[feeds]]\nname = "a"\nurl = "https://f.org"\n', "one name"),
        ('contact = "a\\nb"\n', "line of ASCII"),
    ],
)
def test_a_list_that_is_none_is_one_line(tmp_path: Path, text: str, wrong: str) -> None:
    put(tmp_path / "feeds.toml", text)
    with pytest.raises(FeedListError, match=wrong) as told:
        load_feed_list(tmp_path / "feeds.toml")
    assert "\n" not in str(told.value)


def list_of(server: Server, folders: Folders, *names: str) -> Path:
    told = "".join(f'[[feeds]]\nname = "{name}"\nurl = "{server.url}/{name}"\nminutes = 0\n' for name in names)
    return put(folders.state.parent / "feeds.toml", f"delay_seconds = 0\n{told}")


def test_the_command_tells_of_each_feed(folders: Folders, server: Server, command: Callable[..., tuple[int, str, str]]) -> None:
    server.answers["/news"] = (200, {}, rss_file(ONE))
    listed = str(list_of(server, folders, "news", "gone"))
    assert command("feeds", "--feeds", listed) == (0, "news: 1 new\ngone: failed, the server answered 404 Not Found\n", "")
    assert command("feeds", "--feeds", str(list_of(server, folders, "gone")))[0] == 1
    status, _, wrong = command("feeds", "--feeds", str(folders.raw / "none.toml"))
    assert (status, wrong.count("\n")) == (1, 1)


def test_the_asset_says_what_came_and_the_refresh_leaves_it_alone(folders: Folders, server: Server) -> None:
    server.answers["/news"] = (200, {}, rss_file(ONE, TWO))
    where = {"raw": str(folders.raw), "warehouse": str(folders.warehouse), "state": str(folders.state)}
    config = {
        "resources": {"folders": {"config": where}},
        "ops": {"feeds": {"config": {"file": str(list_of(server, folders, "news", "gone"))}}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
    result = defs.resolve_job_def("fetch").execute_in_process(run_config=config)
    metadata = result.asset_materializations_for_node("feeds")[0].metadata
    assert (metadata["new"].value, metadata["failed"].value) == (2, ["gone"])
    assert "404" in str(metadata["feeds"].value)
    selected = defs.resolve_job_def("refresh").asset_layer.selected_asset_keys  # type: ignore[attr-defined]
    assert dg.AssetKey("feeds") not in selected
