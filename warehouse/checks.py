"""The checks of a warehouse: each checks/NAME.sql is a query for the offending rows; its first comment line says what it proves.

One row of checks/ stops the publication; those of warnings/ are told and stop nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import CheckFailedError, one_line
from warehouse.reading import ALIAS, open_warehouse
from warehouse.tables import FACTS, sql_files

FIRST_ROWS = 5
# The second line of a check that compares nothing across documents.
BY_DOCUMENT = "-- Of each document by itself."


@dataclass(frozen=True)
class CheckResult:
    """One check: its name, what it proves, how many rows offend, and the first few of them as column → value in words."""

    name: str
    proves: str
    failing: int
    first_rows: list[dict[str, str | None]]

    @property
    def passed(self) -> bool:
        """True where no row offends."""
        return self.failing == 0


def checks(folder: str = "checks") -> dict[str, tuple[str, str]]:
    """Name of each check of a folder → what it proves, its SQL."""
    return {name: (sql.splitlines()[0].removeprefix("--").strip(), sql) for name, sql in sql_files(folder).items()}


def run_checks(warehouse: Path, folder: str = "checks", changed: Collection[str] | None = None) -> list[CheckResult]:
    """Run every check of a folder on a warehouse file, read-only; beside it the tables as the DDL has them are attached as `ddl`.

    `changed`: all other documents lie as they were in a file that passed; what holds of each document by itself is asked of these alone.
    """
    with open_warehouse(warehouse) as session:
        session.execute("ATTACH ':memory:' AS ddl")
        session.execute("USE ddl")
        for create in sql_files("schema").values():
            session.execute(create)
        session.execute(f"USE {ALIAS}")
        found = checks(folder)
        alone = {name for name, (_, sql) in found.items() if changed is not None and sql.splitlines()[1] == BY_DOCUMENT}
        results = {name: run_check(session, name, *found[name]) for name in found if name not in alone}
        if changed is not None:
            session.execute("CREATE TEMP TABLE changed AS SELECT unnest($changed::VARCHAR[]) AS document_id", {"changed": list(changed)})
            for table in ("dim_documents", "sentences", "unknown_terms", *FACTS):
                session.execute(f"CREATE TEMP TABLE {table} AS FROM {ALIAS}.main.{table} SEMI JOIN temp.changed USING (document_id)")
        results |= {name: run_check(session, name, *found[name]) for name in alone}
        return [results[name] for name in found]


def run_check(session: duckdb.DuckDBPyConnection, name: str, proves: str, sql: str) -> CheckResult:
    """Run one check in an open warehouse."""
    found = session.execute(f"SELECT *, count(*) OVER () AS failing FROM (\n{sql.rstrip().rstrip(';')}\n) LIMIT {FIRST_ROWS}")
    columns = [column[0] for column in found.description or []]
    rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    failing = int(rows[0]["failing"]) if rows else 0
    shown = [{key: None if value is None else one_line(value) for key, value in row.items() if key != "failing"} for row in rows]
    return CheckResult(name, proves, failing, shown)


def require_passed(results: Iterable[CheckResult]) -> None:
    """Raise CheckFailedError for the first check that did not pass."""
    for result in results:
        if not result.passed:
            first = ", ".join(f"{key}={value}" for key, value in result.first_rows[0].items() if value is not None)
            raise CheckFailedError(name=result.name, failing=result.failing, first=first)
