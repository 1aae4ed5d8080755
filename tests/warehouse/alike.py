"""What two files must have in common that hold the same documents, however they came into them."""

from __future__ import annotations

from pathlib import Path

from warehouse.reading import open_warehouse
from warehouse.tables import FACTS, HISTORY, TABLES, sql_files

# Numbers within a file, which depend on what was in it before, are taken out of the comparison by what they stand for.
SEARCH = """
SELECT w.word, w.documents, w.sentences, d.document_id, d.words, p.sentence_number, p.times, p.sentence_words, s.sentence_id
FROM search_documents d
LEFT JOIN search_postings p USING (document_number)
LEFT JOIN search_words w USING (word_number)
LEFT JOIN sentences s ON s.rowid = d.first_sentence
"""
OWN_NUMBERS = {"search_documents", "search_words", "search_postings"}


def everything(file: Path) -> dict[str, list[str]]:
    """Every row of every table and view but the history, in an order of its own."""
    queries = {name: f"FROM {name}" for name in (*TABLES, *sql_files("views")) if name not in (*OWN_NUMBERS, *HISTORY)}
    queries |= {"search": SEARCH, "words": "SELECT word, documents, sentences FROM search_words"}
    with open_warehouse(file) as session:
        return {name: sorted(map(str, session.execute(query).fetchall())) for name, query in queries.items()}


def history(file: Path) -> dict[str, list[str]]:
    """The history; for the place of a fact stands what it says."""
    gone = "SELECT * EXCLUDE (fact_row) FROM history_facts WHERE withdrawn_at IS NOT NULL"
    runs = "SELECT * EXCLUDE (seconds) FROM pipeline_runs"
    later = [
        f"SELECT h.loaded_at, f.* FROM {table} f JOIN history_facts h ON h.fact_table = '{table}' AND h.fact_row = f.rowid"
        for table in FACTS
    ]
    with open_warehouse(file) as session:
        return {query: sorted(map(str, session.execute(query).fetchall())) for query in ("FROM history_documents", gone, runs, *later)}
