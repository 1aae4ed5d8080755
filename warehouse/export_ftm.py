"""Actors and what binds them as FollowTheMoney entities, one JSON object a line, for the tools of OpenSanctions, OpenAleph and others.

Firms become Company, state bodies PublicBody, persons Person, other bodies and media Organization. Groups (traders, smugglers) name
nobody and are left out; so are vessels, which are no actors here. An Article stands for each original document that mentions one of
them, Documentation ties the two, and a flow between two named actors is an UnknownLink with the trade in words as its role.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb

from warehouse.export_geojson import rows

Entity = dict[str, Any]
SCHEMATA = {"company": "Company", "government": "PublicBody", "person": "Person", "organisation": "Organization", "media": "Organization"}
LONGEST_NAME = 380

ACTORS = "SELECT actor_id, name, kind, country FROM dim_actors WHERE kind <> 'group' ORDER BY actor_id"
ARTICLES = """
SELECT document_id, title, publisher, url, language, strftime(published_on, '%Y-%m-%d') AS published_on, source_file
FROM dim_documents
WHERE duplicate_of IS NULL
  AND document_id IN (SELECT f.document_id FROM fact_actors f JOIN dim_actors a USING (actor_id) WHERE a.kind <> 'group')
ORDER BY document_id
"""
MENTIONS = """
SELECT f.document_id, f.actor_id, count(*) AS mentions, first(s.text ORDER BY f.start_char) AS quotation
FROM fact_actors f
JOIN dim_actors a USING (actor_id)
JOIN dim_documents d USING (document_id)
LEFT JOIN sentences s ON s.sentence_id = f.sentence_id
WHERE a.kind <> 'group' AND d.duplicate_of IS NULL
GROUP BY f.document_id, f.actor_id
ORDER BY f.document_id, f.actor_id
"""
LINKS = """
SELECT
    f.document_id, f.start_char, f.end_char, f.exporter_actor_id, f.importer_actor_id, coalesce(g.name, 'all trade') AS good,
    f.good_id, f.status, f.is_illicit, strftime(f.date_from, '%Y-%m-%d') AS date_from, strftime(f.date_to, '%Y-%m-%d') AS date_to,
    s.text AS quotation, d.url, d.publisher
FROM fact_trade_flows f
JOIN dim_documents d USING (document_id)
JOIN dim_actors seller ON seller.actor_id = f.exporter_actor_id AND seller.kind <> 'group'
JOIN dim_actors buyer ON buyer.actor_id = f.importer_actor_id AND buyer.kind <> 'group'
LEFT JOIN dim_goods g USING (good_id)
LEFT JOIN sentences s ON s.sentence_id = f.sentence_id
WHERE d.duplicate_of IS NULL AND f.exporter_actor_id <> f.importer_actor_id
ORDER BY f.document_id, f.start_char, f.end_char, f.good_id, f.status, f.exporter_actor_id, f.importer_actor_id
"""


def write_ftm(session: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """entities.ftm.json: one entity a line. The answer counts each schema."""
    counts: dict[str, int] = {}
    seen: set[str] = set()
    with (folder / "entities.ftm.json").open("w", encoding="utf-8") as stream:
        for entity in entities(session):
            if entity["id"] in seen:  # the same trade told twice by one piece of evidence
                continue
            seen.add(entity["id"])
            counts[entity["schema"]] = counts.get(entity["schema"], 0) + 1
            stream.write(json.dumps(entity, ensure_ascii=False, separators=(",", ":")) + "\n")
    return dict(sorted(counts.items()))


def entities(session: duckdb.DuckDBPyConnection) -> Iterator[Entity]:
    """Every entity, those that others point at first."""
    for row in rows(session, ACTORS):
        yield actor(row)
    for row in rows(session, ARTICLES):
        yield article(row)
    for row in rows(session, MENTIONS):
        yield entity(
            "Documentation",
            ("mention", row["document_id"], row["actor_id"]),
            document=[key("document", row["document_id"])],
            entity=[key("actor", row["actor_id"])],
            role=["mentioned"],
            summary=[row["quotation"]],
        )
    for row in rows(session, LINKS):
        yield link(row)


def actor(row: dict[str, Any]) -> Entity:
    """A firm, body or person. The country of a person is that of their nationality or seat, whichever the text told."""
    country = [str(row["country"]).lower()] if row["country"] else []
    return entity(SCHEMATA[row["kind"]], ("actor", row["actor_id"]), name=[row["name"][:LONGEST_NAME]], country=country)


def article(row: dict[str, Any]) -> Entity:
    """A document as an article."""
    return entity(
        "Article",
        ("document", row["document_id"]),
        title=[row["title"]],
        fileName=[str(row["source_file"]).rsplit("/", 1)[-1]],
        publisher=[row["publisher"]],
        sourceUrl=[address(row["url"])],
        publishedAt=[row["published_on"]],
    )


def link(row: dict[str, Any]) -> Entity:
    """A flow between two named actors."""
    named = [row[name] for name in ("document_id", "start_char", "end_char", "exporter_actor_id", "importer_actor_id", "good_id", "status")]
    illicit = ", illicit as the text says" if row["is_illicit"] else ""
    return entity(
        "UnknownLink",
        ("flow", *named),
        subject=[key("actor", row["exporter_actor_id"])],
        object=[key("actor", row["importer_actor_id"])],
        role=[f"supplies {row['good']} ({row['status']}{illicit})"],
        startDate=[row["date_from"]],
        endDate=[row["date_to"]],
        summary=[row["quotation"]],
        sourceUrl=[address(row["url"])],
        publisher=[row["publisher"]],
    )


def entity(schema: str, identity: Iterable[object], **properties: Sequence[str | None]) -> Entity:
    """An entity; properties without a value are left out."""
    held = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": key(*identity), "schema": schema, "properties": {name: values for name, values in sorted(held.items()) if values}}


def key(*identity: object) -> str:
    """The id of an entity, derived from what it stands for: the same warehouse gives the same ids."""
    return "tumen-" + hashlib.sha256("\x00".join(map(str, identity)).encode()).hexdigest()[:24]


def address(url: str | None) -> str | None:
    """An address of the web, or None."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc else None
    except ValueError:
        return None
