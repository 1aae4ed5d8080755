"""Trade flows and routes: the sentences that carry trade, read clause by clause, document by document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from pipeline.facts.clauses import Proposition, read_clauses
from pipeline.facts.discourse import Discourse
from pipeline.facts.grammar import govern
from pipeline.facts.route import Leg, read_legs
from pipeline.facts.units import Unit, read_units
from pipeline.lexicon.trade import load_trade_words

_LAW = re.compile(r"ban|bar|prohib|outlaw|forbid|target|embargo|sanction|from ")
_HOLDERS = re.compile(r"^(?:(?:shipping|cargo|freight) )?(?:containers?|cargo(?:es|s)?|boxes|crates|goods|items|products|parcels|pallets|freight)$")
_PASSAGES = ("crossing", "water")


def find_flows(sentences: pl.DataFrame, goods: pl.DataFrame, actors: pl.DataFrame, places: pl.DataFrame, adjectives: pl.DataFrame, dates: pl.DataFrame) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Flow and route rows (dicts) of `sentences`, from settled mentions.

    `adjectives` are spans of nationality words with `country`. Rows carry offsets, roles as codes and mention references.
    """
    words = load_trade_words()
    mentions = _mentions(goods, actors, places, adjectives, dates)
    lines = (
        sentences.filter(pl.col("zone").is_in(["title", "body"]))
        .filter(pl.col("plain").str.to_lowercase().str.contains(words.trigger_pattern()) | pl.col("sentence_id").is_in(places["sentence_id"].implode()))
        .select("document_id", "sentence_id", "start_char", "end_char", "plain")
        .sort("document_id", "start_char")
    )
    by_sentence: dict[str, list[dict[str, Any]]] = {
        key: list(rows) for key, rows in groupby(mentions.iter_rows(named=True), itemgetter("sentence_id"))
    }
    counts = _countries(mentions)
    flows: list[dict[str, Any]] = []
    routes: list[dict[str, Any]] = []
    for document_id, rows in groupby(lines.iter_rows(named=True), itemgetter("document_id")):
        discourse = Discourse(counts.get(document_id, Counter()))
        for row in rows:
            units = read_units(row["plain"], row["start_char"], by_sentence.get(row["sentence_id"], []), words)
            govern(units)
            propositions = read_clauses(units, row["plain"], row["start_char"])
            discourse.hear(units)
            sides = {id(p): _pairs(p, discourse) for p in propositions}
            flows.extend(flow for p in propositions for flow in _flows(p, sides[id(p)], row))
            for leg in read_legs(units, propositions, row["plain"], row["start_char"]):
                pairs = sides[id(leg.source)] if leg.source else _leg_pairs(leg, discourse)
                routes.extend(_route(leg, a, b, row) for a, b in pairs if a != b and (a or b))
    return flows, routes


def _mentions(goods: pl.DataFrame, actors: pl.DataFrame, places: pl.DataFrame, adjectives: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """All mentions in one frame with `kind`, `countries` and the id of what they mention, in text order."""
    none = pl.lit(None, pl.String)
    spans = ["document_id", "sentence_id", "start_char", "end_char", "surface"]
    parts = [
        goods.select(*spans, pl.lit("good").alias("kind"), pl.concat_list("origin_country").list.drop_nulls().alias("countries"), pl.col("good_id").alias("id"), none.alias("place_kind"), none.alias("border")),
        actors.select(*spans, pl.lit("actor").alias("kind"), pl.concat_list("country").list.drop_nulls().alias("countries"), pl.col("actor_id").alias("id"), pl.col("kind").alias("place_kind"), none.alias("border")),
        places.select(
            *spans, pl.when(pl.col("kind").is_in(_PASSAGES)).then(pl.lit("passage")).otherwise(pl.lit("place")).alias("kind"),
            pl.concat_list("country").list.drop_nulls().alias("countries"), pl.col("place_id").alias("id"), pl.col("kind").alias("place_kind"), pl.col("border"),
        ),
        adjectives.select(*spans, pl.lit("adjective").alias("kind"), pl.concat_list("country").list.drop_nulls().alias("countries"), none.alias("id"), none.alias("place_kind"), none.alias("border")),
        dates.select(*spans, pl.lit("date").alias("kind"), pl.lit([], pl.List(pl.String)).alias("countries"), none.alias("id"), none.alias("place_kind"), none.alias("border")),
    ]  # fmt: skip
    return pl.concat(parts).sort("document_id", "sentence_id", "start_char", pl.col("start_char") - pl.col("end_char"), "kind")


def _countries(mentions: pl.DataFrame) -> dict[str, Counter[str]]:
    counted = mentions.filter(pl.col("kind") != "good").explode("countries").drop_nulls("countries").group_by("document_id", "countries").len()
    out: dict[str, Counter[str]] = {}
    for document_id, country, number in counted.sort("document_id", "len", "countries", descending=[False, True, False]).iter_rows():
        out.setdefault(document_id, Counter())[country] = number
    return out


def _flows(p: Proposition, pairs: list[tuple[str | None, str | None]], row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The flow rows of one proposition: each good, from each exporter to each importer."""
    for exporter, importer in pairs:
        if exporter == importer or (not p.goods and (exporter is None or importer is None) and p.status.value != "blocked"):
            continue
        origins = {id(g): g.countries[0] for g in p.goods if g.countries}
        first_origin = next(iter(origins.values()), None)
        for good in _wares(p.goods) or [None]:
            origin = origins.get(id(good), first_origin) if good is not None else None
            yield _flow(p, good, exporter, importer, origin, row)


def _wares(goods: list[Unit]) -> list[Unit]:
    """The goods without what only holds them: containers of weapons are weapons, containers alone stand for all trade."""
    return [good for good in goods if good.countries or not _HOLDERS.search(good.text)]


def _pairs(p: Proposition, discourse: Discourse) -> list[tuple[str | None, str | None]]:
    """Exporter and importer of a proposition, as codes; None is a side that the text leaves open."""
    exporters = discourse.countries(p.exporters)
    importers = discourse.countries(p.importers, frozenset(exporters))
    exporters = discourse.countries(p.exporters, frozenset(importers)) or exporters
    if p.frame.subject == "both" or (p.both and not (exporters or importers)):
        return _two_way(p, discourse, exporters, importers)
    if not exporters:
        exporters = tuple(dict.fromkeys(g.countries[0] for g in p.goods if g.countries and g.countries[0] not in importers))[:1]
    if not exporters and not importers:
        gates = [u for u in p.stops if u.prep in ("via", "through", "across", "over") and u.countries]
        if p.goods and gates:
            exporters = gates[0].countries[:1]
        elif p.goods and (pair := discourse.last_pair()):
            return [pair]
        else:
            return []
    whole = bool(exporters and importers)
    pairs = [(a, b) for a in exporters or (None,) for b in importers or (None,)]
    if whole:
        for exporter, importer in pairs:
            if exporter != importer:
                discourse.remember(exporter, importer)  # type: ignore[arg-type]
        return pairs
    if p.frame.subject == "holder" and not exporters:
        return []
    if p.frame.subject == "holder" or p.frame.good == "none" or (not importers and not p.by_subject and p.status.value == "blocked" and _LAW.match(p.status.cue)):
        return pairs  # a ban names whom it binds: the other side stays open
    filled = [(a or discourse.partner(b or ""), b or discourse.partner(a or "")) for a, b in pairs]
    if len(filled) == 1 and p.goods and filled[0][0] and filled[0][1]:
        discourse.remember(*filled[0])  # type: ignore[arg-type]
    return filled


def _two_way(p: Proposition, discourse: Discourse, exporters: tuple[str, ...], importers: tuple[str, ...]) -> list[tuple[str | None, str | None]]:
    """Both directions of trade that names none, between the first side and each other one."""
    sides = discourse.countries(p.both) or tuple(dict.fromkeys([*exporters, *importers]))
    if len(sides) == 1 and (other := discourse.partner(sides[0])):
        sides = (sides[0], other)
    if not sides and p.status.value != "reported":
        sides = discourse.here() if len(discourse.here()) == 2 else discourse.last_pair() or ()
    if len(sides) < 2:
        return []
    if len(sides) == 2:
        discourse.remember(sides[0], sides[1])
    return [(a, b) for a in sides for b in sides if a != b and (a == sides[0] or b == sides[0])]


def _flow(p: Proposition, good: Unit | None, exporter: str | None, importer: str | None, origin: str | None, row: dict[str, Any]) -> dict[str, Any]:
    status = p.good_status.get(good.start, p.status) if good else p.status
    return {
        "document_id": row["document_id"],
        "sentence_id": row["sentence_id"],
        "start_char": min(p.start, good.start if good else p.start),
        "end_char": max(p.end, good.end if good else p.end),
        "good_id": good.mention["id"] if good else None,
        "good_surface": good.mention["surface"] if good else None,
        "exporter_country": exporter,
        "importer_country": importer,
        "origin_country": origin if origin != exporter else None,
        "exporter_actor_id": next((u.mention["id"] for u in p.exporters if u.kind == "actor"), None),
        "importer_actor_id": next((u.mention["id"] for u in p.importers if u.kind == "actor"), None),
        "status": status.value,
        "is_illicit": p.frame.is_illicit,
        "rule": p.rule,
        "lexicon": f"trade_frames.csv:{p.frame.line}",
        "cue": status.cue or p.trigger.text,
    }


def _leg_pairs(leg: Leg, discourse: Discourse) -> list[tuple[str | None, str | None]]:
    """From and to of a way that no trade word tells: both directions where it names none."""
    if leg.both:
        sides = leg.both[0].sides if leg.both[0].kind == "passage" else discourse.countries(leg.both)
        if len(sides) == 1 and (other := discourse.partner(sides[0])):
            sides = (sides[0], other)
        return [(a, b) for a in sides[:2] for b in sides[:2] if a != b]
    origins, destinations = discourse.countries(leg.origins), discourse.countries(leg.destinations)
    return [(a, b) for a in origins or (None,) for b in destinations or (None,)]


def _route(leg: Leg, origin: str | None, destination: str | None, row: dict[str, Any]) -> dict[str, Any]:
    stops = sorted(leg.stops, key=lambda s: s.start)
    first = next((s for s in leg.origins if s in stops), None)
    last = next((s for s in leg.destinations if s in stops), None)
    return {
        "document_id": row["document_id"],
        "sentence_id": row["sentence_id"],
        "start_char": min([leg.start, *(s.start for s in stops)]),
        "end_char": max([leg.end, *(s.end for s in stops)]),
        "origin_country": origin,
        "destination_country": destination,
        "origin_place_id": first.mention["id"] if first else None,
        "destination_place_id": last.mention["id"] if last else None,
        "via_place_ids": list(dict.fromkeys(s.mention["id"] for s in stops)),
        "mode": leg.mode or None,
        "status": leg.status,
        "rule": leg.rule,
        "cue": leg.cue,
    }
