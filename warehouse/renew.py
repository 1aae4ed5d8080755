"""From the old file to the new one where few documents changed: a copy in which only the rows that may differ are made again.

By the same SQL that makes a whole file. How it is done is told in tables.py: some tables are made anew; of the stored views those rows
whose key is touched, from inputs narrowed to that key. The narrowed inputs are temporary tables of the same name, which SQL finds first.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.history import write_history
from warehouse.load import Inputs, Past, attached, derive, load_table, open_target, parquet_files
from warehouse.tables import (
    ACTOR,
    CORRIDOR,
    DOCUMENT,
    FROM_PROGRAM,
    GOOD,
    INPUT_TABLES,
    LINK,
    MADE_ANEW,
    NARROWED,
    SCHEMA_VERSION,
    SORTED_BY,
    STORED,
    TABLES,
    sql_files,
)

# Of more touched documents than this share of all, a whole build costs little more.
MOST_TOUCHED = 0.2


class NotRenewableError(Exception):
    """The old file cannot be carried on: {reason}"""


@dataclass(frozen=True)
class Changes:
    """What differs from the file that the run `since` published: documents that came, went or are told otherwise, and facts of no other."""

    since: str
    documents: Collection[str]


def renew(
    file: Path, tables: Inputs, changes: Changes, past: Past, *, tumen_version: str | None, published_at: datetime | None, spill: Path
) -> None:
    """Write the new database `file` from a copy of the old one, `past.before`. Raises NotRenewableError where that is no ground to build
    on, InputNotLoadedError, or duckdb.Error."""
    files = parquet_files(tables)
    if past.before is None:
        raise NotRenewableError("there is none")
    shutil.copyfile(past.before, file)
    with open_target(file, spill) as session, attached(session, past.before):
        require_carried_on(session, changes)
        session.execute("CREATE TEMP TABLE changed (document_id VARCHAR)")
        session.execute("INSERT INTO temp.changed SELECT unnest($documents)", {"documents": list(changes.documents)})
        for table in INPUT_TABLES:
            renew_input(session, table, files.get(table, []))
        # Rows move when deleted ones are cleared away, which happens here: from now on row numbers may be kept.
        session.execute("CHECKPOINT target")
        for table in sql_files("derived"):
            if table in MADE_ANEW:
                session.execute(f"DELETE FROM {table}")
            if table not in FROM_PROGRAM:
                derive(session, table, tumen_version, published_at)
        find_touched_documents(session)
        renew_views(session)
        write_history(session, past.run, past.checks, only_changed=True)


def require_carried_on(session: duckdb.DuckDBPyConnection, changes: Changes) -> None:
    """Raise NotRenewableError unless the old file is of this schema and by the run that the changes are told from."""
    version = session.execute("SELECT schema_version FROM before.main.warehouse_info").fetchall()
    last = session.execute(
        "SELECT run_id FROM before.main.pipeline_runs WHERE outcome = 'published' ORDER BY started_at DESC LIMIT 1"
    ).fetchall()
    if version != [(SCHEMA_VERSION,)] or last != [(changes.since,)]:
        raise NotRenewableError("it is of another schema or another run")


def renew_input(session: duckdb.DuckDBPyConnection, table: str, files: list[str]) -> None:
    """Bring an input table up to date: of the changed documents all rows, of what belongs to no document the rows that differ."""
    columns = [name for name, *_ in session.execute(f"DESCRIBE {table}").fetchall()]
    if "document_id" in columns:
        session.execute(f"DELETE FROM {table} WHERE document_id IN (FROM temp.changed)")
        if files:
            load_table(session, table, files, only="SEMI JOIN temp.changed USING (document_id)")
        return
    key = SORTED_BY[table][0]
    session.execute(f"CREATE OR REPLACE TEMP TABLE given AS FROM {table} LIMIT 0")
    if files:
        load_table(session, table, files, into="temp.given")
    session.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM (FROM {table} EXCEPT ALL FROM temp.given))")
    order = ", ".join(f"{name} NULLS FIRST" for name in SORTED_BY[table])
    session.execute(f"INSERT INTO {table} FROM (FROM temp.given EXCEPT ALL FROM {table}) ORDER BY {order}")
    session.execute("DROP TABLE temp.given")


def find_touched_documents(session: duckdb.DuckDBPyConnection) -> None:
    """temp.touched_document_id: the changed documents, those with a fact about something of a dimension that is told otherwise now, and all
    originals and copies of these, before or now. Raises NotRenewableError where that is too many."""
    if session.execute("(FROM before.main.dim_countries EXCEPT FROM dim_countries) LIMIT 1").fetchall():
        raise NotRenewableError("the names of countries changed")
    session.execute(TOUCHED_DOCUMENTS)
    touched, documents = session.execute(
        "SELECT (SELECT count(*) FROM temp.touched_document_id), (SELECT count(*) FROM dim_documents)"
    ).fetchall()[0]
    if touched > MOST_TOUCHED * documents:
        raise NotRenewableError("too many documents are touched")


def renew_views(session: duckdb.DuckDBPyConnection) -> None:
    """Bring the stored rows of every view in STORED up to date: those of one key together, in the order of their files."""
    for window in sql_files("windows").values():
        session.execute(window)
    for told in TOUCHED:
        session.execute(f"CREATE TEMP TABLE {touched(told)} AS SELECT {', '.join(told)} FROM ({TOUCHED[told]})")
    for key in dict.fromkeys(STORED.values()):
        views = [view for view in sql_files("views") if STORED.get(view, ()) == key]
        if key is None:
            for view in views:
                session.execute(as_renewed(view))
                session.execute(f"CREATE OR REPLACE TABLE stored.{view} AS FROM temp.renewed_view")
            continue
        for name in NARROWED[key]:
            if name not in views:
                narrow(session, name, key)
        for view in views:
            renew_view(session, view, key)
            if view in NARROWED[key]:
                narrow(session, view, key)
        for name in NARROWED[key]:
            session.execute(f"DROP TABLE temp.{name}")


def as_renewed(view: str) -> str:
    """The statement that makes a view as temp.renewed_view, which reads narrowed tables where there are any."""
    create = sql_files("views")[view]
    return create[: create.index("COMMENT ON VIEW")].replace(f"CREATE VIEW {view} AS", "CREATE OR REPLACE TEMP VIEW renewed_view AS", 1)


def narrow(session: duckdb.DuckDBPyConnection, name: str, key: tuple[str, ...]) -> None:
    """A temporary table with the touched rows of a table or view, which hides it."""
    order = "ORDER BY r.rowid" if name in TABLES else ""
    session.execute(f"CREATE TEMP TABLE {name} AS FROM target.main.{name} r SEMI JOIN temp.{touched(key)} t ON {same(key)} {order}")


def renew_view(session: duckdb.DuckDBPyConnection, view: str, key: tuple[str, ...]) -> None:
    """Make the touched rows of one stored view again."""
    session.execute(as_renewed(view))
    session.execute("CREATE OR REPLACE TEMP TABLE renewed AS FROM temp.renewed_view")
    old = f"SELECT r.rowid FROM stored.{view} r SEMI JOIN temp.{touched(key)} t ON {same(key)}"
    session.execute(f"DELETE FROM stored.{view} WHERE rowid IN ({old})")
    session.execute(f"INSERT INTO stored.{view} FROM temp.renewed")
    if view == "trade_flows":
        for other in TOUCHED:
            session.execute(f"INSERT INTO temp.{touched(other)} SELECT {', '.join(other)} FROM ({TOUCHED[other]})")
        for statement in RENUMBERED:
            session.execute(statement)


def touched(key: Sequence[str]) -> str:
    """The temporary table of the touched values of a key."""
    return "touched_" + "_".join(key)


def same(key: Sequence[str]) -> str:
    """The condition that r and t have the same values of a key."""
    return " AND ".join(f"r.{name} IS NOT DISTINCT FROM t.{name}" for name in key)


def rows_of_touched(table: str, columns: str) -> str:
    """The select of `columns` from the rows of touched documents."""
    return f"SELECT DISTINCT {columns} FROM {table} SEMI JOIN temp.{touched(DOCUMENT)} USING (document_id)"


def told_otherwise(table: str, key: str) -> str:
    """The select of what a dimension of the old file tells otherwise, or what the new one has no more."""
    return f"SELECT {key} FROM (FROM before.main.{table} EXCEPT FROM {table})"


TOUCHED_DOCUMENTS = f"""
CREATE TEMP TABLE {touched(DOCUMENT)} AS
WITH goods AS ({told_otherwise("dim_goods", "good_id")}),
actors AS ({told_otherwise("dim_actors", "actor_id")}),
places AS ({told_otherwise("dim_places", "place_id")}),
told AS (
    FROM temp.changed
    UNION ALL SELECT document_id FROM fact_trade_goods WHERE good_id IN (FROM goods)
    UNION ALL SELECT document_id FROM fact_actors WHERE actor_id IN (FROM actors)
    UNION ALL SELECT document_id FROM fact_places WHERE place_id IN (FROM places)
    UNION ALL SELECT document_id FROM fact_trade_flows
        WHERE good_id IN (FROM goods) OR exporter_actor_id IN (FROM actors) OR importer_actor_id IN (FROM actors)
    UNION ALL SELECT document_id FROM (
        SELECT document_id, unnest([origin_place_id, destination_place_id] || via_place_ids) AS place_id FROM fact_routes
    ) WHERE place_id IN (FROM places)
),
sources AS (
    SELECT document_id, original_document_id FROM document_sources
    UNION ALL SELECT document_id, original_document_id FROM before.main.document_sources
),
families AS (
    SELECT original_document_id FROM sources SEMI JOIN told USING (document_id)
)
SELECT DISTINCT document_id FROM sources SEMI JOIN families USING (original_document_id)
"""
FLOW = (*CORRIDOR, *GOOD)
# The values of each key that rows of touched documents have; asked of the old stored rows and again of the new ones.
TOUCHED = {
    **{key: rows_of_touched("stored.trade_flows", ", ".join(key)) for key in (FLOW, CORRIDOR, GOOD)},
    LINK: rows_of_touched("stored.trade_routes", ", ".join(LINK)),
    ACTOR: f"""
        {rows_of_touched("stored.trade_flows", "unnest([exporter_actor_id, importer_actor_id]) AS actor_id")}
        UNION {rows_of_touched("fact_actors", "actor_id")}
        UNION {rows_of_touched("before.main.fact_actors", "actor_id")}
        UNION {told_otherwise("dim_actors", "actor_id")}
        UNION SELECT actor_id FROM (FROM dim_actors EXCEPT FROM before.main.dim_actors)
    """,
}
# Numbers in order of time move for all that comes later; steps for the tellings of the touched flows alone.
RENUMBERED = (
    """
    UPDATE stored.trade_routes AS r SET route_number = n.number
    FROM (SELECT rowid AS place, number_in_time(published_on, document_id, route_number) AS number FROM stored.trade_routes) n
    WHERE r.rowid = n.place AND r.route_number <> n.number
    """,
    f"""
    CREATE TEMP TABLE moved AS
    SELECT f.*, f.document_id IN (FROM temp.{touched(DOCUMENT)}) AS is_touched
    FROM (
        SELECT rowid AS place, document_id, flow_number, number_in_time(seen_on, document_id, flow_number) AS number FROM stored.trade_flows
    ) f
    WHERE flow_number <> number
    """,
    "UPDATE stored.trade_flows AS f SET flow_number = m.number FROM temp.moved m WHERE f.rowid = m.place",
    """
    UPDATE stored.sanction_listed_flows AS f SET flow_number = m.number
    FROM temp.moved m WHERE f.flow_number = m.flow_number AND NOT m.is_touched
    """,
    "DROP TABLE temp.moved",
    f"""
    UPDATE stored.trade_flows AS f SET step = n.step, previous_status = n.previous_status
    FROM (
        SELECT
            r.rowid AS place,
            step_of(r.exporter_country, r.importer_country, r.good_id, r.flow_number) AS step,
            previous_status_of(r.exporter_country, r.importer_country, r.good_id, r.flow_number, r.status, r.is_repeat) AS previous_status
        FROM stored.trade_flows r SEMI JOIN temp.{touched(FLOW)} t ON {same(FLOW)}
    ) n
    WHERE f.rowid = n.place AND (f.step <> n.step OR f.previous_status IS DISTINCT FROM n.previous_status)
    """,
)
