"""A warehouse's input with many documents on few flows: who told what when, who cites and who copies whom."""

from __future__ import annotations

from datetime import date
from typing import Any

# One telling a line: document, publisher, day, outlets cited, exporter, importer, good, status; a copy names its original.
TELLINGS = [
    ("a", "Border Gazette", date(2024, 1, 10), "", "CN", "KP", "rice", "planned", None),
    ("b", "The Border Gazette", date(2024, 2, 10), "", "CN", "KP", "rice", "reported", None),
    ("c", "Harbour Times", date(2024, 2, 12), "", "CN", "KP", "rice", "reported", None),
    ("d", "Valley Post", date(2024, 2, 13), "Border Gazette", "CN", "KP", "rice", "reported", None),
    ("e", "Copy Shop", date(2024, 2, 14), "", "CN", "KP", "rice", "reported", "c"),
    ("f", None, date(2024, 3, 1), "", "CN", "KP", "rice", "blocked", None),
    ("g", "Valley Post", date(2024, 3, 2), "Distant News Agency", "RU", "KP", "diesel", "reported", None),
    ("h", "Harbour Times", date(2024, 3, 3), "Distant News", "RU", "KP", "diesel", "reported", None),
    ("i", "Harbour Times", date(2024, 1, 5), "", None, "KP", "diesel", "requested", None),
    ("j", "Harbour Times", date(2024, 4, 1), "", "RU", "KP", "wheat", "requested", None),
    ("k", "Harbour Times", date(2024, 3, 1), "", "RU", "KP", "wheat", "reported", None),
    ("l", "Harbour Times", None, "", "KP", "CN", "coal", "reported", None),
    ("m", "Harbour Times", date(2024, 5, 1), "", "RU", "KP", None, "requested", None),
    ("n", "Far Copy Shop", date(2024, 3, 5), "", "CN", "KP", "rice", "reported", "e"),
    ("o", "Far Copy Shop", date(2024, 5, 2), "", "KP", "CN", "squid", "reported", "e"),
]


def evidence(document: str, start: int, end: int, text: str) -> dict[str, Any]:
    span = {"document_id": document, "sentence_id": f"{document}:0", "start_char": start, "end_char": end, "surface": text[start:end]}
    return span | {"confidence": 0.9, "rule": "by_hand", "lexicon": None}


def told() -> dict[str, list[dict[str, Any]]]:
    """Input tables for the tellings; each text is its good, its status and whom it cites."""
    tables: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("raw_files", "dim_documents", "sentences", "fact_trade_flows", "fact_actors", "fact_routes", "dim_actors")
    }
    for document, publisher, day, cited, exporter, importer, good, status, original in TELLINGS:
        text = f"{good or 'trade'} {status} {cited}".strip()
        head = {
            "document_id": document,
            "source_file": f"{document}.txt",
            "source_record": None,
            "file_start": 0,
            "title": f"Story {document}",
        }
        rest = {"publisher": publisher, "url": None, "language": "en", "published_on": day, "published_basis": day and "sidecar"}
        tables["dim_documents"].append(head | rest | {"text": text, "content_hash": document, "duplicate_of": original})
        tables["raw_files"].append({"source_file": f"{document}.txt", "content_hash": None, "size_bytes": 1})
        place = {"document_id": document, "sentence_id": f"{document}:0", "sentence_number": 0, "start_char": 0, "end_char": len(text)}
        tables["sentences"].append(place | {"zone": "body", "text": text})
        if cited:
            tables["fact_actors"].append(evidence(document, text.index(cited), len(text), text) | {"actor_id": f"xx/media/{cited}"})
        sides = {"good_id": good, "good_surface": good, "exporter_country": exporter, "importer_country": importer, "origin_country": None}
        actors = {"exporter_actor_id": "cn/company/mill" if exporter == "CN" else None, "importer_actor_id": None}
        route = {"route_id": "r" if document == "a" else None, "status": status, "is_illicit": document == "g"}
        when = {"date_from": day, "date_to": day, "date_basis": day and "published", "cue": None}
        tables["fact_trade_flows"].append(evidence(document, 0, len(text), text) | sides | actors | route | when)
    names = {cited for *_, cited in [(row[3],) for row in TELLINGS] if cited}
    tables["dim_actors"] = [{"actor_id": f"xx/media/{name}", "name": name, "kind": "media", "country": None} for name in sorted(names)]
    tables["dim_actors"].append({"actor_id": "cn/company/mill", "name": "Mill", "kind": "company", "country": "CN"})
    ends = {"origin_country": "CN", "destination_country": "KP", "origin_place_id": None, "destination_place_id": "kp/nampo"}
    way = {"route_id": "r", "via_place_ids": ["cn/dalian", "kp/nampo"], "mode": "sea", "status": "planned", "cue": None}
    tables["fact_routes"].append(evidence("a", 0, 4, "rice planned") | ends | way)
    tables["dim_goods"] = [
        {"good_id": good, "name": good, "hs_chapter": chapter, "hs_heading": None, "category": None}
        for good, chapter in (("rice", "10"), ("wheat", "10"), ("diesel", "27"), ("coal", "27"), ("squid", "03"))
    ]
    tables["dim_places"] = [
        {"place_id": place, "name": place[3:].title(), "kind": "port", "country": place[:2].upper(), "latitude": None, "longitude": None}
        for place in ("cn/dalian", "kp/nampo")
    ]
    return tables
