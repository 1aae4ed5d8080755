"""A run over what is kept gives the tables that a run from nothing gives, and reads only what is new."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from assets import extracts, staging
from assets.folders import Folders
from assets.parquet import folders_in
from tests.assets.conftest import NOTE, OTHER, first_words, put, run_plain

TEXTS = [NOTE, OTHER, NOTE + " Officials said so.", "Coal went on.", "", "\x00\x01", "Rail cars of coal crossed at Tumen.\n" * 3]
NAMES = ["a.txt", "b.txt", "deep/er/c.md", "d.jsonl", "e.pdf"]
SIDECARS = ['{"published": "2024-05-06"}', '{"title": "News", "language": "en"}', "{broken"]

changes = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(TEXTS)),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("sidecar"), st.sampled_from(NAMES[:2]), st.sampled_from(SIDECARS)),
    st.tuples(st.just("rules"), st.sampled_from(["1", "2"]), st.just("")),
)


def apply(raw: Path, change: tuple[str, str, str]) -> None:
    kind, name, text = change
    if kind == "write":
        put(raw / name, json.dumps({"text": text}) + '\n{"text": 5}\n' if name.endswith(".jsonl") else text)
    elif kind == "remove":
        (raw / name).unlink(missing_ok=True)
    elif kind == "sidecar":
        put(raw / f"{name}.json", text)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(changes, min_size=1, max_size=3), min_size=1, max_size=4))
def test_incremental_equals_full(rounds: list[list[tuple[str, str, str]]]) -> None:
    with (
        TemporaryDirectory() as folder,
        patch.object(extracts, "extract_apart", first_words),
        patch.object(extracts, "extraction_version") as rules,
    ):
        folders = Folders(Path(folder, "raw"), Path(folder, "w.duckdb"), Path(folder, "state"))
        folders.raw.mkdir()
        rules.return_value = "1"
        for number, round_ in enumerate(rounds):
            for change in round_:
                apply(folders.raw, change)
                rules.return_value = change[1] if change[0] == "rules" else rules.return_value
            kept = run_plain(folders)
            anew = run_plain(replace(folders, state=Path(folder, f"fresh-{number}")))
            assert set(kept) == set(anew)
            for table in anew:
                assert_frame_equal(kept[table], anew[table])


def test_only_new_and_changed_documents_are_read(folders: Folders, read_texts: list[str]) -> None:
    put(folders.raw / "a.txt", NOTE)
    put(folders.raw / "b.txt", OTHER)
    run_plain(folders)
    assert sorted(read_texts) == sorted([NOTE, OTHER])
    read_texts.clear()
    put(folders.raw / "c.txt", "Coal went by rail.")
    put(folders.raw / "a.txt", NOTE)  # touched, the text is the same
    run_plain(folders)
    assert read_texts == ["Coal went by rail."]


def test_an_unchanged_file_is_not_opened_again(folders: Folders, read_texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    put(folders.raw / "a.txt", NOTE)
    before = run_plain(folders)
    monkeypatch.setattr("assets.pieces.stage_batches", lambda *given: pytest.fail("a file was read again"))
    monkeypatch.setattr("assets.listing._hash", lambda *given: pytest.fail("a file was hashed again"))
    assert_frame_equal(run_plain(folders)["documents"], before["documents"])


def test_a_new_date_beside_the_text_reads_it_again(folders: Folders, read_texts: list[str]) -> None:
    put(folders.raw / "a.txt", NOTE)
    run_plain(folders)
    put(folders.raw / "a.txt.json", '{"published": "2020-01-02"}')
    after = run_plain(folders)
    assert read_texts == [NOTE, NOTE]
    assert after["documents"]["published_on"].to_list() == [pl.Series(["2020-01-02"]).str.to_date()[0]]


def test_changed_rules_read_every_document_once(folders: Folders, read_texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    put(folders.raw / "a.txt", NOTE)
    put(folders.raw / "b.txt", OTHER)
    run_plain(folders)
    monkeypatch.setattr(extracts, "extraction_version", lambda: "other rules")
    run_plain(folders)
    run_plain(folders)
    assert len(read_texts) == 4
    assert [path.name for path in folders.extracts.iterdir()] == ["other rules"]


def test_a_removed_file_takes_its_documents_and_their_actors_along(folders: Folders, read_texts: list[str]) -> None:
    put(folders.raw / "a.txt", "Traders sell coal. " + NOTE)
    put(folders.raw / "b.txt", "Tank cars of oil arrived at the border.")
    assert run_plain(folders)["dim_actors"]["name"].to_list() == ["Tank"]
    (folders.raw / "b.txt").unlink()
    after = run_plain(folders)
    assert after["dim_actors"]["name"].to_list() == ["Traders"]
    assert after["documents"]["source_file"].to_list() == ["a.txt"]


def test_a_file_that_cannot_be_opened_is_tried_again(folders: Folders, read_texts: list[str]) -> None:
    (folders.raw / "a.txt").symlink_to(folders.raw / "later.dat")
    assert run_plain(folders)["quarantine"]["reason"].to_list() == ["unreadable"]
    put(folders.raw / "later.dat", NOTE)
    assert run_plain(folders)["documents"]["source_file"].to_list() == ["a.txt"]


def test_what_a_killed_run_left_unfinished_is_not_seen(folders: Folders, read_texts: list[str]) -> None:
    put(folders.raw / "a.txt", NOTE)
    before = run_plain(folders)
    for kept in (folders.staged, folders.extracts):
        done = next(path for path in next(kept.iterdir()).iterdir() if path.is_dir())
        half = shutil.copytree(done, done.with_name("000099-abc.unfinished"))
        next(half.glob("*.parquet")).write_bytes(b"PAR1")
        for sketches in half.glob("sketches-*.parquet"):
            sketches.write_bytes(b"PAR1")
    assert_frame_equal(run_plain(folders)["documents"], before["documents"])
    put(folders.raw / "b.txt", OTHER)
    (folders.raw / "a.txt").unlink()
    assert run_plain(folders)["documents"].height == 1
    assert not list(folders.work.rglob("*.unfinished"))


def test_a_run_killed_while_it_clears_away_leaves_no_half_of_a_folder(folders: Folders, read_texts: list[str]) -> None:
    def die(folder: Path, **given: object) -> None:
        if folder.is_dir():
            next(folder.glob("*.parquet")).unlink()
            raise KeyboardInterrupt

    put(folders.raw / "a.txt", NOTE)
    run_plain(folders)
    put(folders.raw / "a.txt", OTHER)
    for _ in range(2):  # a chunk, then a batch
        with patch("assets.parquet.shutil.rmtree", die), pytest.raises(KeyboardInterrupt):
            run_plain(folders)
        assert all((path / "documents.parquet").is_file() for path in folders_in(next(folders.extracts.iterdir())))
        assert all((path / "files.parquet").is_file() for path in folders_in(next(folders.staged.iterdir())))
    assert run_plain(folders)["documents"]["text"].to_list() == [OTHER]
    assert not list(folders.work.rglob("*.unfinished"))


def test_the_same_name_below_another_root_is_another_file(folders: Folders, read_texts: list[str], tmp_path: Path) -> None:
    one, two = put(folders.raw / "a.txt", NOTE), put(tmp_path / "other" / "a.txt", NOTE[::-1])
    os.utime(two, ns=(one.stat().st_atime_ns, one.stat().st_mtime_ns))
    run_plain(folders)
    assert run_plain(replace(folders, raw=tmp_path / "other"))["documents"]["text"].to_list() == [NOTE[::-1]]


def test_batches_are_cut_by_text_and_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracts, "BATCH_BYTES", 10)
    monkeypatch.setattr(extracts, "BATCH_DOCUMENTS", 3)
    frames = [pl.DataFrame({"text": ["x" * 4] * 4}), pl.DataFrame({"text": ["y" * 50]}), pl.DataFrame({"text": ["z"] * 5})]
    batches = list(extracts.cut(frames))
    assert pl.concat(batches)["text"].to_list() == pl.concat(frames)["text"].to_list()
    assert all(batch.height <= 3 for batch in batches)
    assert all(batch["text"].str.len_bytes().sum() <= 14 for batch in batches if "y" * 50 not in batch["text"].to_list())


def test_a_withdrawn_document_leaves_the_others_of_its_batch_alone(folders: Folders, read_texts: list[str]) -> None:
    for name in "abc":
        put(folders.raw / f"{name}.txt", f"{name} coal went by rail.")
    run_plain(folders)
    read_texts.clear()
    (folders.raw / "b.txt").unlink()
    after = run_plain(folders)
    assert read_texts == []
    assert after["fact_actors"]["surface"].to_list() == ["a", "c"]
    assert after["dim_actors"]["name"].to_list() == ["a", "c"]


def test_a_stopped_extraction_goes_on_where_it_was(folders: Folders, read_texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracts, "BATCH_DOCUMENTS", 2)
    for number in range(6):
        put(folders.raw / f"{number}.txt", f"Coal went by rail {number}.")
    extract = extracts.extract_apart

    def stop_in_the_second_batch(documents: pl.DataFrame) -> dict[str, pl.DataFrame]:
        if len(read_texts) >= 2:
            raise KeyboardInterrupt
        return extract(documents)

    monkeypatch.setattr(extracts, "extract_apart", stop_in_the_second_batch)
    with pytest.raises(KeyboardInterrupt):
        run_plain(folders)
    assert len(read_texts) == 2
    monkeypatch.setattr(extracts, "extract_apart", extract)
    assert run_plain(folders)["sentences"].height == 6
    assert len(read_texts) == 6


def test_many_small_batches_and_chunks_become_one(folders: Folders, read_texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracts, "MANY_FOLDERS", 3)
    monkeypatch.setattr(staging, "MANY_FOLDERS", 3)
    for number in range(7):
        put(folders.raw / f"{number}.txt", f"Coal went by rail {number}." if number != 4 else "\x00\x01")
        put(folders.raw / f"{number}.txt.json", "{broken" if number == 5 else '{"title": "News"}')
        if number == 1:
            (folders.raw / "1.txt").unlink()
        kept = run_plain(folders)
        for home in (folders.staged, folders.extracts):
            assert len([path for path in next(home.iterdir()).iterdir() if path.is_dir()]) <= 3
    assert sorted(read_texts) == [f"Coal went by rail {number}." for number in range(7) if number not in (1, 4)]
    anew = run_plain(replace(folders, state=folders.state / "anew"))
    for table in anew:
        assert_frame_equal(kept[table], anew[table])


def test_a_text_of_another_time_is_read(folders: Folders, read_texts: list[str]) -> None:
    for name, moment in {"old.txt": 1, "new.txt": 4_000_000_000}.items():
        os.utime(put(folders.raw / name, f"{name} coal."), (moment, moment))
    assert set(run_plain(folders)["documents"]["source_file"]) == {"new.txt", "old.txt"}


def test_processes_give_what_one_gives(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folders.raw / "a.txt", NOTE)
    put(folders.raw / "b.txt", OTHER)
    monkeypatch.setattr(extracts, "BATCH_DOCUMENTS", 1)
    alone = run_plain(replace(folders, state=folders.state / "alone"))
    monkeypatch.setattr(extracts, "WORTH_PROCESSES", 2)
    monkeypatch.setattr(extracts, "cores", lambda: 2)
    together = run_plain(replace(folders, state=folders.state / "together"))
    assert together["fact_trade_flows"].height
    for table, frame in alone.items():
        assert_frame_equal(together[table], frame)
