"""Each check finds its fault, stops the publish with one line, and passes on a sound warehouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from warehouse.checks import checks, run_checks
from warehouse.errors import CheckFailedError
from warehouse.publish import Published, publish

Frames = dict[str, pl.DataFrame]
Staged = Callable[[Frames], dict[str, Path]]
FACTS = ("fact_trade_goods", "fact_actors", "fact_places", "fact_dates", "fact_routes", "fact_trade_flows")


def change(table: str, **columns: pl.Expr) -> Callable[[Frames], None]:
    """Spoil the first row of a table."""

    def spoil(frames: Frames) -> None:
        frame = frames[table]
        frames[table] = pl.concat([frame.head(1).with_columns(**columns), frame.slice(1)])

    return spoil


def drop_first(table: str) -> Callable[[Frames], None]:
    return lambda frames: frames.update({table: frames[table].slice(1)})


def repeat_first(table: str) -> Callable[[Frames], None]:
    return lambda frames: frames.update({table: pl.concat([frames[table], frames[table].head(1)])})


CASES: list[tuple[str, Callable[[Frames], None]]] = [
    *(("evidence", change(table, start_char=pl.col("start_char") - 1, end_char=pl.col("end_char") - 1)) for table in FACTS),
    ("evidence", change("fact_places", surface=pl.col("surface") + "x")),
    ("evidence", change("fact_dates", end_char=pl.col("end_char") + 1)),
    ("evidence", change("sentences", text=pl.col("text").str.to_uppercase())),
    ("evidence", change("fact_actors", start_char=pl.col("start_char") + 10**7, end_char=pl.col("end_char") + 10**7)),
    ("evidence_in_sentence", change("fact_places", sentence_id=pl.lit("d2:0"))),
    ("evidence_in_sentence", change("fact_dates", sentence_id=pl.lit("d1:99"))),
    *(("keys_unique", repeat_first(table)) for table in ("dim_documents", "raw_files", "fact_routes")),
    *(("facts_unique", repeat_first(table)) for table in ("fact_trade_flows", "fact_actors")),
    ("keys_unique", lambda f: f.update(dim_goods=pl.concat([f["dim_goods"], f["dim_goods"].head(1).with_columns(name=pl.lit("flour"))]))),
    ("keys_found", drop_first("dim_goods")),
    ("keys_found", drop_first("dim_actors")),
    ("keys_found", drop_first("dim_places")),
    ("keys_found", change("fact_trade_flows", route_id=pl.lit("r9"))),
    ("keys_found", change("fact_routes", via_place_ids=pl.lit(["cn/nowhere"]))),
    ("keys_found", change("fact_routes", origin_place_id=pl.lit("cn/nowhere"))),
    ("keys_found", change("fact_trade_flows", importer_actor_id=pl.lit("nobody"))),
    ("keys_found", change("dim_documents", duplicate_of=pl.lit("d9"))),
    ("accounting", drop_first("raw_files")),
    ("accounting", drop_first("quarantine")),
    ("sentences_numbered", change("sentences", sentence_number=pl.col("sentence_number") + 1)),
    ("ranges", change("fact_dates", date_from=pl.lit(date(2026, 1, 1)))),
    ("ranges", change("fact_trade_goods", quantity_low=pl.lit(21.0))),
    ("codes", change("fact_trade_flows", importer_country=pl.lit("XX"))),
    ("codes", change("dim_actors", country=pl.lit("China"))),
    ("codes", change("dim_goods", hs_chapter=pl.lit("00"))),
    ("codes", change("dim_goods", hs_heading=pl.lit("2701"))),
    ("codes", change("fact_trade_goods", currency=pl.lit("yuan"))),
]


def test_every_check_says_what_it_proves_and_passes_on_a_sound_warehouse(small: Path) -> None:
    results = run_checks(small)
    assert [result.name for result in results] == list(checks())
    assert all(result.passed and result.failing == 0 and result.first_rows == [] for result in results)
    assert all(result.proves.endswith((".", ":", "surface")) and len(result.proves) > 30 for result in results)


@pytest.mark.parametrize(("check", "spoil"), CASES)
def test_a_fault_stops_the_publish(
    check: str, spoil: Callable[[Frames], None], frames: Frames, staged: Staged, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No check reads a view, and most of a small publish goes into them.
    monkeypatch.setattr("warehouse.load.create_views", lambda session: None)
    spoil(frames)
    with pytest.raises(CheckFailedError) as failed:
        publish(staged(frames), target)
    assert failed.value.parts["name"] == check, str(failed.value)
    assert "\n" not in str(failed.value)
    assert list(target.parent.iterdir()) == []


def test_a_changed_file_fails_the_contract(published: Published) -> None:
    published.path.chmod(0o644)
    with duckdb.connect(str(published.path)) as session:
        session.execute("ALTER TABLE dim_goods RENAME COLUMN category TO class")
        session.execute("CREATE TABLE notes (word VARCHAR)")
    contract = next(result for result in run_checks(published.path) if result.name == "contract")
    assert contract.failing == 3
    assert {(row["table_name"], row["column_name"]) for row in contract.first_rows} == {
        ("dim_goods", "category"),
        ("dim_goods", "class"),
        ("notes", "word"),
    }


def test_a_row_number_that_leads_astray_is_found(published: Published) -> None:
    published.path.chmod(0o644)
    with duckdb.connect(str(published.path)) as session:
        session.execute("UPDATE search_documents SET first_sentence = first_sentence + 1")
        session.execute("INSERT INTO history_facts VALUES ('fact_dates', 0, 'd3', NULL, NULL, NULL, NULL, NULL)")
    found = next(result for result in run_checks(published.path) if result.name == "rows_found")
    assert (found.failing, {row["table_name"] for row in found.first_rows}) == (4, {"search_documents", "fact_dates"})


def test_of_unchanged_documents_only_what_crosses_documents_is_asked(published: Published) -> None:
    published.path.chmod(0o644)
    with duckdb.connect(str(published.path)) as session:
        session.execute("UPDATE fact_dates SET surface = 'May' WHERE document_id = 'd1'")
        session.execute("UPDATE fact_actors SET actor_id = 'nobody' WHERE document_id = 'd1'")

    def failing(changed: list[str] | None) -> set[str]:
        return {result.name for result in run_checks(published.path, changed=changed) if not result.passed}

    assert failing(None) == failing(["d1"]) == {"evidence", "keys_found"}
    assert failing(["d2"]) == failing([]) == {"keys_found"}


def test_evidence_holds_in_long_texts_and_long_surfaces(frames: Frames, staged: Staged, target: Path) -> None:
    text = "".join(f"é\U0001f6a2{number}\x00\n" for number in range(50_000))
    document = frames["dim_documents"].tail(1).with_columns(text=pl.lit(text))
    spans = [(0, len(text)), (19_999, 20_001), (20_000, 40_000), (399_999, 400_001), (500, 30_501), (len(text) - 1, len(text))]
    sentences = [{"document_id": "d3", "sentence_id": f"d3:{n}", "sentence_number": n, "zone": "body"} for n in range(len(spans))]
    rows = [row | {"start_char": a, "end_char": b, "text": text[a:b]} for row, (a, b) in zip(sentences, spans, strict=True)]
    few = {"raw_files": frames["raw_files"].slice(2, 1), "dim_documents": document, "sentences": pl.DataFrame(rows)}
    publish(staged(few), target)
    rows[4]["text"] = text[500:30_500] + "!"
    with pytest.raises(CheckFailedError, match="check evidence found 1 bad row"):
        publish(staged(few | {"sentences": pl.DataFrame(rows)}), target)
