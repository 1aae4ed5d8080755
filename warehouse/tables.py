"""Which tables, views and functions there are, from the SQL files themselves.

schema/TABLE.sql, derived/NN_TABLE.sql, views/NN_VIEW.sql, macros/NN_NAME.sql; those with a number run in its order.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent

# Raised by one with every change of a table or column that an older Tumen could not have written.
SCHEMA_VERSION = 4


@cache
def sql_files(folder: str) -> dict[str, str]:
    """The SQL files of one folder beside this module: name without ordering number and suffix → text, in file order."""
    return {path.stem.lstrip("0123456789_"): path.read_text(encoding="utf-8") for path in sorted((HERE / folder).glob("*.sql"))}


def definitions_version() -> str:
    """A hash of all SQL and data that a file is made by: one that was made by others is made anew."""
    files = sorted(path for path in HERE.rglob("*") if path.suffix in (".sql", ".csv") and "report" not in path.relative_to(HERE).parts)
    parts = (path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes() for path in files)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


TABLES: tuple[str, ...] = tuple(sql_files("schema"))
VIEWS: tuple[str, ...] = tuple(sql_files("views"))
# The dictionary is filled last, from the comments of all the others.
DERIVED: tuple[str, ...] = (*sql_files("derived"), "data_dictionary")
# What was published when, carried from file to file; all other tables follow from the texts alone.
HISTORY: tuple[str, ...] = ("history_documents", "history_facts", "pipeline_runs")
INPUT_TABLES: tuple[str, ...] = tuple(table for table in TABLES if table not in (*DERIVED, *HISTORY))
FACTS: tuple[str, ...] = tuple(table for table in TABLES if table.startswith("fact_"))

# Derived tables by how they are brought up to date when few documents changed. Made anew, since that is cheap; those of the search index
# do it themselves (see temp.changed in their files); the rest come with the program.
MADE_ANEW: frozenset[str] = frozenset({"dim_dates", "document_sources", "lexicon_candidates", "warehouse_info"})
FROM_PROGRAM: frozenset[str] = frozenset({"dim_hs_chapters", "sanction_provisions"})

# Views whose rows are put together once, when the file is published, since they join or count whole tables. The rows lie in the schema
# `stored`; the view itself keeps its name and its comments and reads them there. Of each the columns that tell which rows may differ when
# few documents changed: a row depends only on rows of NARROWED with the same values there. None: all rows, since that is cheap.
DOCUMENT = ("document_id",)
CORRIDOR = ("exporter_country", "importer_country")
GOOD = ("good_id",)
LINK = ("origin_country", "destination_country")
ACTOR = ("actor_id",)
STORED: dict[str, tuple[str, ...] | None] = {
    "trade_routes": DOCUMENT,
    "trade_flows": DOCUMENT,
    "flow_places": None,
    "flow_totals": CORRIDOR,
    "flows_by_month": CORRIDOR,
    "new_goods_on_corridor": CORRIDOR,
    "flow_outcomes": GOOD,
    "corridors": CORRIDOR,
    "route_activity": LINK,
    "crossing_activity": None,
    "goods_of_actor": ACTOR,
    "actor_activity": ACTOR,
    "document_brief": DOCUMENT,
    "good_amounts": DOCUMENT,
    "sanction_listed_flows": DOCUMENT,
}
# What such a view reads of the touched rows alone. Documents go by families: an original and its copies are touched together.
NARROWED: dict[tuple[str, ...], tuple[str, ...]] = {
    DOCUMENT: ("dim_documents", "document_sources", "sentences", *FACTS, "trade_routes", "trade_flows"),
    CORRIDOR: ("trade_flows",),
    GOOD: ("trade_flows", "flow_totals"),
    LINK: ("trade_routes",),
    ACTOR: ("actor_flows", "fact_actors", "dim_actors"),
}

# Without these there is nothing to account for; every other input table may be missing, which means empty.
REQUIRED: frozenset[str] = frozenset({"raw_files", "dim_documents", "sentences"})

# Facts lie in reading order of their document, so that one document is one stretch of the file.
EVIDENCE_ORDER = ("document_id", "start_char", "end_char")
SORTED_BY: dict[str, tuple[str, ...]] = {
    "raw_files": ("source_file",),
    "quarantine": ("source_file", "reason", "detail", "content_hash"),
    "dim_documents": ("source_file", "source_record", "file_start", "document_id"),
    "dim_goods": ("good_id",),
    "dim_actors": ("actor_id",),
    "dim_places": ("place_id",),
    "dim_countries": ("country",),
    "sentences": ("document_id", "sentence_number"),
    "unknown_terms": (*EVIDENCE_ORDER, "term"),
    "fact_trade_goods": (*EVIDENCE_ORDER, "good_id"),
    "fact_actors": (*EVIDENCE_ORDER, "actor_id"),
    "fact_places": (*EVIDENCE_ORDER, "place_id"),
    "fact_dates": (*EVIDENCE_ORDER, "date_from", "date_to"),
    "fact_routes": (*EVIDENCE_ORDER, "route_id"),
    "fact_trade_flows": (*EVIDENCE_ORDER, "good_surface", "good_id", "exporter_country", "importer_country", "status"),
}
