"""Actors and what binds them as FollowTheMoney entities, one JSON object a line, for the tools of OpenSanctions, OpenAleph and others.

Firms become Company, state bodies PublicBody, persons Person, other bodies and media Organization. Groups (traders, smugglers) name
nobody and are left out; so are vessels, which are no actors here. An Article stands for each document that mentions one of them, unless it
is a copy of one that does, Documentation ties the two, and a flow between two named actors is an UnknownLink with the trade in words as
its role.
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
# Of a document and its copies, the first that mentions an actor.
FIRST_MENTIONS = """
SELECT f.document_id, f.actor_id, min(f.start_char) AS start_char
FROM fact_actors f
JOIN dim_actors a USING (actor_id)
JOIN dim_documents d USING (document_id)
JOIN document_sources o USING (document_id)
WHERE a.kind <> 'group'
GROUP BY f.document_id, f.actor_id, o.original_document_id, d.published_on
QUALIFY row_number() OVER (
    PARTITION BY o.original_document_id, f.actor_id
    ORDER BY f.document_id <> o.original_document_id, d.published_on NULLS LAST, f.document_id
) = 1
"""
ARTICLES = f"""
SELECT document_id, title, publisher, url, language, strftime(published_on, '%Y-%m-%d') AS published_on, source_file
FROM dim_documents
WHERE document_id IN (SELECT document_id FROM ({FIRST_MENTIONS}))
ORDER BY document_id
"""
MENTIONS = f"""
SELECT m.document_id, m.actor_id, any_value(s.text) AS quotation
FROM ({FIRST_MENTIONS}) m
JOIN fact_actors f USING (document_id, actor_id, start_char)
LEFT JOIN sentences s USING (sentence_id)
GROUP BY m.document_id, m.actor_id
ORDER BY m.document_id, m.actor_id
"""
LINKS = """
SELECT
    f.document_id, f.start_char, f.end_char, f.exporter_actor_id, f.importer_actor_id, f.good,
    f.good_id, f.status, f.is_illicit, strftime(f.date_from, '%Y-%m-%d') AS date_from, strftime(f.date_to, '%Y-%m-%d') AS date_to,
    f.quotation, f.url, f.outlet AS publisher
FROM trade_flows f
JOIN dim_actors seller ON seller.actor_id = f.exporter_actor_id AND seller.kind <> 'group'
JOIN dim_actors buyer ON buyer.actor_id = f.importer_actor_id AND buyer.kind <> 'group'
WHERE NOT f.is_repeat AND f.exporter_actor_id <> f.importer_actor_id
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
