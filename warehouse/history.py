"""What was published when: documents and facts with the runs that brought and withdrew them, carried from the old file to the new one.

The history is no part of what follows from the texts: it lives in the published file alone (tables HISTORY), and each publication adds what
differs from the file that it replaces. A copy is kept beside the state, for the case that the published file goes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.reading import literal, new_session
from warehouse.tables import FACTS, HISTORY, SCHEMA_VERSION, sql_files

# How a fact was found is no part of what it says: when only this changes, it is the same fact. Ids made from the sentence are not either.
NOT_SAID = {"sentence_id", "route_id", "confidence", "rule", "lexicon", "cue"}
# Kept of every former run; the run that publishes is added from the tables themselves.
Row = Mapping[str, object]


@dataclass(frozen=True)
class Run:
    """The run that publishes: its id, when it started (UTC, naive), what made its rows, and what is known of `others` since the last."""

    run_id: str
    started_at: datetime
    tumen_version: str | None = None
    readers_version: str | None = None
    rules_version: str | None = None
    begun: float | None = None  # time.monotonic() at the start
    others: Sequence[Row] = field(default_factory=tuple)


def write_history(session: duckdb.DuckDBPyConnection, run: Run, checks: int, *, only_changed: bool = False) -> None:
    """Fill HISTORY of the new file, the default database of `session`. Attached as `before`, if any: the file whose place it takes, or what
    was kept of it. `only_changed`: the new file has its history so far, and only the documents in temp.changed may have more."""
    known = columns_before(session)
    if only_changed:
        keep_unchanged(session)
    only = "SEMI JOIN temp.changed USING (document_id)" if only_changed else ""
    recall(session, known, only)
    add_runs(session, run.others)
    moment = session.execute(
        "SELECT greatest($now, (SELECT max(started_at) + INTERVAL 1 MICROSECOND FROM was_pipeline_runs WHERE run_id <> $run))",
        {"now": run.started_at, "run": run.run_id},
    ).fetchall()[0][0]
    now = {"now": moment, "run": run.run_id}
    session.execute(DOCUMENTS.format(only=only), now)
    for table in FACTS:
        columns = [name for name, *_ in session.execute(f"DESCRIBE {table}").fetchall()]
        if table in known:
            compare(session, table, [name for name in columns if name in known[table]], now, only)
    session.execute(KEPT)
    session.execute(
        "INSERT INTO history_facts FROM new_history_facts ORDER BY fact_table, document_id, loaded_at, withdrawn_at, fact_row, fact"
    )
    session.execute(
        "INSERT INTO pipeline_runs FROM was_pipeline_runs WHERE run_id <> $run ORDER BY started_at, run_id", {"run": run.run_id}
    )
    versions = {name: getattr(run, name) for name in ("tumen_version", "readers_version", "rules_version")}
    seconds = None if run.begun is None else round(time.monotonic() - run.begun, 3)
    session.execute(THIS_RUN, {**now, **versions, "seconds": seconds, "checks": checks, "schema_version": SCHEMA_VERSION})
    for table in ("was_pipeline_runs", "was_history_documents", "was_history_facts", "new_history_facts"):
        session.execute(f"DROP TABLE temp.{table}")


def columns_before(session: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Table → its columns in the old file; nothing where there is none."""
    found: dict[str, list[str]] = {}
    columns = (
        "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'before' AND schema_name = 'main' AND NOT internal"
    )
    for table, column in session.execute(columns).fetchall():
        found.setdefault(table, []).append(column)
    return found


def keep_unchanged(session: duckdb.DuckDBPyConnection) -> None:
    """Leave in HISTORY what is told of unchanged documents, with the rows where their facts lie now; the rest is told anew."""
    for table in ("history_documents", "history_facts"):
        session.execute(f"DELETE FROM {table} WHERE document_id IN (FROM temp.changed)")
    session.execute("DELETE FROM pipeline_runs")
    kept = "SELECT DISTINCT fact_table FROM history_facts WHERE fact_row IS NOT NULL"
    for (table,) in session.execute(kept).fetchall():
        session.execute(MOVED.format(table=table), {"table": table})


def recall(session: duckdb.DuckDBPyConnection, known: Mapping[str, Sequence[str]], only: str) -> None:
    """The history as the old file has it, in temporary tables was_*; of an older schema its documents, loaded nobody knows when."""
    for table in HISTORY:
        session.execute(f"CREATE OR REPLACE TEMP TABLE was_{table} AS FROM {table} LIMIT 0")
        source = "dim_documents" if table == "history_documents" and table not in known else table
        columns = [name for name, *_ in session.execute(f"DESCRIBE {table}").fetchall() if name in known.get(source, ())]
        if columns:
            narrowed = "" if table == "pipeline_runs" else only
            session.execute(f"INSERT INTO temp.was_{table} BY NAME SELECT {', '.join(columns)} FROM before.{source} {narrowed}")
    session.execute("CREATE OR REPLACE TEMP TABLE new_history_facts AS FROM history_facts LIMIT 0")


def add_runs(session: duckdb.DuckDBPyConnection, runs: Iterable[Row]) -> None:
    """Take in what is told of runs, in the place of what the old file said of them."""
    for run in runs:
        session.execute("DELETE FROM temp.was_pipeline_runs WHERE run_id = $run_id AND outcome <> 'published'", {"run_id": run["run_id"]})
        session.execute("UPDATE temp.was_pipeline_runs SET seconds = $seconds WHERE run_id = $run_id", pick(run, "run_id", "seconds"))
        session.execute(OTHER_RUN, pick(run, "run_id", "started_at", "seconds", "outcome", "reason"))


def pick(row: Row, *names: str) -> dict[str, object]:
    """The named values of a row; None where it has none."""
    return {name: row.get(name) for name in names}


def compare(session: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str], now: Mapping[str, object], only: str) -> None:
    """What `table` of the new file no longer has, and what it has had for a shorter time than the document; `columns` both have."""
    said = "hash(" + ", ".join(f"f.{name}" for name in columns if name not in NOT_SAID) + ")"
    given = {**now, "table": table}
    session.execute(f"CREATE OR REPLACE TEMP TABLE was AS {WAS.format(table=table, said=said, only=only)}", {"table": table})
    session.execute(
        f"CREATE OR REPLACE TEMP TABLE is_now AS SELECT f.rowid AS fact_row, f.document_id, {said} AS said FROM {table} f {only}"
    )
    session.execute(GONE.format(table=table), given)
    session.execute(LATER, given)
    session.execute("DROP TABLE temp.was")
    session.execute("DROP TABLE temp.is_now")


def keep_copy(target: Path, copy: Path) -> None:
    """Make `copy` the published file under a second name, which costs nothing; on another disk only its HISTORY is copied."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    unfinished = copy.with_name(copy.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        os.link(target, unfinished)
    except OSError:
        copy_history(target, unfinished)
    os.replace(unfinished, copy)


def copy_history(target: Path, copy: Path) -> None:
    """A new database `copy` with the HISTORY of the published file."""
    session = new_session()
    try:
        session.execute(f"ATTACH {literal(target)} AS published (READ_ONLY)")
        session.execute(f"ATTACH {literal(copy)} AS copy (RECOVERY_MODE no_wal_writes)")
        for ddl in (sql_files("schema")[table] for table in HISTORY):
            session.execute("USE copy")
            session.execute(ddl)
        for table in HISTORY:
            session.execute(f"INSERT INTO copy.{table} FROM published.{table}")
        session.execute("USE memory")
        session.execute("DETACH copy")
    finally:
        session.close()


DOCUMENTS = """
INSERT INTO history_documents
WITH open AS (
    SELECT * FROM temp.was_history_documents WHERE withdrawn_at IS NULL
),
stays AS (
    SELECT * FROM temp.was_history_documents WHERE withdrawn_at IS NOT NULL
    UNION ALL
    SELECT o.* REPLACE ($now AS withdrawn_at, $run AS withdrawn_by) FROM open o ANTI JOIN dim_documents d USING (document_id)
    UNION ALL
    SELECT
        d.document_id, d.source_file, d.title, d.publisher, d.published_on, d.content_hash,
        CASE WHEN o.document_id IS NULL THEN $now ELSE o.loaded_at END,
        CASE WHEN o.document_id IS NULL THEN $run ELSE o.loaded_by END,
        NULL,
        NULL
    FROM dim_documents d {only}
    LEFT JOIN open o USING (document_id)
)
FROM stays ORDER BY document_id, loaded_at NULLS FIRST
"""
WAS = """
SELECT
    f.rowid AS fact_row,
    f.document_id,
    {said} AS said,
    CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END AS loaded_at,
    CASE WHEN h.fact_row IS NULL THEN d.loaded_by ELSE h.loaded_by END AS loaded_by
FROM before.{table} f {only}
LEFT JOIN temp.was_history_facts h ON h.fact_table = $table AND h.fact_row = f.rowid
LEFT JOIN temp.was_history_documents d ON d.document_id = f.document_id AND d.withdrawn_at IS NULL
"""
GONE = """
INSERT INTO temp.new_history_facts
SELECT $table, NULL, w.document_id, w.loaded_at, w.loaded_by, $now, $run, to_json(f)::VARCHAR
FROM before.{table} f
JOIN (FROM temp.was ANTI JOIN temp.is_now USING (document_id, said)) w ON w.fact_row = f.rowid
"""
LATER = """
INSERT INTO temp.new_history_facts
WITH first AS (
    SELECT
        document_id, said, arg_min(loaded_by, loaded_at) AS loaded_by, min(loaded_at) AS loaded_at, bool_or(loaded_at IS NULL) AS is_older
    FROM temp.was GROUP BY document_id, said
),
told AS (
    SELECT
        n.fact_row,
        n.document_id,
        CASE WHEN f.said IS NULL THEN $now WHEN f.is_older THEN NULL ELSE f.loaded_at END AS loaded_at,
        CASE WHEN f.said IS NULL THEN $run WHEN f.is_older THEN NULL ELSE f.loaded_by END AS loaded_by
    FROM temp.is_now n
    LEFT JOIN first f USING (document_id, said)
)
SELECT $table, t.fact_row, t.document_id, t.loaded_at, t.loaded_by, NULL, NULL, NULL
FROM told t
JOIN history_documents d ON d.document_id = t.document_id AND d.withdrawn_at IS NULL
WHERE t.loaded_at IS DISTINCT FROM d.loaded_at
"""
# A document's facts lie together, in an order of their own: they move as one.
MOVED = """
UPDATE history_facts SET fact_row = fact_row + n.first - w.first
FROM (SELECT document_id, min(rowid) AS first FROM before.{table} GROUP BY document_id) w
JOIN (SELECT document_id, min(rowid) AS first FROM {table} GROUP BY document_id) n USING (document_id)
WHERE history_facts.fact_table = $table AND history_facts.document_id = w.document_id AND fact_row IS NOT NULL AND n.first <> w.first
"""
KEPT = "INSERT INTO temp.new_history_facts FROM temp.was_history_facts WHERE withdrawn_at IS NOT NULL"
OTHER_RUN = """
INSERT INTO temp.was_pipeline_runs BY NAME
SELECT $run_id AS run_id, $started_at::TIMESTAMP AS started_at, $seconds::DOUBLE AS seconds, $outcome AS outcome, $reason AS reason
WHERE $outcome <> 'published' AND $run_id NOT IN (SELECT run_id FROM temp.was_pipeline_runs)
"""
ALL_FACTS = " UNION ALL ".join(f"SELECT document_id FROM {table}" for table in FACTS)
THIS_RUN = f"""
INSERT INTO pipeline_runs
WITH new AS (
    SELECT document_id FROM history_documents WHERE loaded_by = $run AND withdrawn_at IS NULL
),
facts AS (
    SELECT
        (SELECT count(*) FROM ({ALL_FACTS})) AS facts,
        (SELECT count(*) FROM ({ALL_FACTS}) SEMI JOIN new USING (document_id)) AS of_new_documents
)
SELECT
    $run,
    $now,
    $seconds,
    'published',
    NULL,
    (SELECT count(*) FROM raw_files),
    (SELECT count(*) FROM dim_documents),
    (SELECT count(*) FROM history_documents WHERE loaded_by = $run),
    (SELECT count(*) FROM history_documents WHERE withdrawn_by = $run),
    facts,
    of_new_documents + (SELECT count(*) FROM history_facts WHERE loaded_by = $run AND withdrawn_at IS NULL),
    (SELECT count(*) FROM history_facts WHERE withdrawn_by = $run),
    $checks,
    $tumen_version,
    $schema_version,
    $readers_version,
    $rules_version
FROM facts
"""
