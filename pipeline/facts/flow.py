"""Trade flows and routes: the sentences that carry trade, read clause by clause, document by document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from pipeline.facts.clauses import read_clauses
from pipeline.facts.consignments import AGAINST
from pipeline.facts.corridors import corridors, leg_corridors
from pipeline.facts.discourse import Discourse
from pipeline.facts.grammar import HOLDERS, IN_RETURN, govern
from pipeline.facts.legs import Leg
from pipeline.facts.propositions import Proposition
from pipeline.facts.route import read_legs
from pipeline.facts.units import Unit, read_units
from pipeline.lexicon.routes import means_pattern
from pipeline.lexicon.trade import TradeWords, load_illicit_cues, load_trade_words
from pipeline.text.plain import in_ascii

_HOLDERS = re.compile(
    r"^(?:(?:shipping|cargo|freight) )?(?:containers?|cargo(?:es|s)?|boxes|crates|goods|items|products|parcels|pallets|freight)$"
)
_DAY = r"(?:, [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?(?: ?\([A-Z][\w. ]+\))?"
_SEAT = r"(?:, [A-Z][\w. ]{2,20}?)"
_SOURCE = r"(?: ?\([A-Z][\w. ]+\))"
_DATELINE = (  # QUITO, March 11 (Reuters) - ; Amman, Jordan -- ; Paris (AFP) -- ; up to the report's first letter
    rf"^((?:[A-Z][A-Z'. ]{{2,24}}{_SEAT}?{_DAY}|[A-Z][\w'. ]{{2,24}}{_SEAT}{_DAY}|[A-Z][\w'. ]{{2,24}}{_SOURCE})"
    r"(?: - | ?-- ?))[A-Z\"']"
)
_TONNAGE = r"\b(?:tons|tonnes|cargo|cargoes|freight)\b"
_FROM_TO = r"\bfrom\s.{3,80}\sto\s"
_MEANS_GOODS = rf"\b(?:it|they|them|these|those|goods|cargo|{'|'.join(sorted(HOLDERS))})\b"
_BYSTANDERS = ("media", "organisation")  # they tell of trade and take no side in it
_PARTIES = ("place", "actor", "adjective")
_ORDER = ("document_id", "sentence_id", "start_char", pl.col("start_char") - pl.col("end_char"), "kind")


def find_flows(
    sentences: pl.DataFrame, goods: pl.DataFrame, actors: pl.DataFrame, places: pl.DataFrame, adjectives: pl.DataFrame, dates: pl.DataFrame
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Flow and route rows (dicts) of `sentences`, from settled mentions.

    `adjectives` are spans of nationality words with `country`. Rows carry offsets, roles as codes and mention references.
    """
    words = load_trade_words()
    mentions = _mark_datelines(_mentions(goods, actors, places, adjectives, dates), sentences)
    counts = _countries(mentions)
    flows: list[dict[str, Any]] = []
    routes: list[dict[str, Any]] = []
    lines = _heard(_lines(sentences, goods, places, words), mentions)
    read = mentions.join(lines.filter("carries"), on="sentence_id", how="semi", maintain_order="left")
    by_sentence: dict[str, list[dict[str, Any]]] = {
        key: list(rows) for key, rows in groupby(read.iter_rows(named=True), itemgetter("sentence_id"))
    }
    for document_id, group in groupby(lines.iter_rows(named=True), itemgetter("document_id")):
        rows = list(group)
        spoken_of: Proposition | None = None  # the trade told last, whose goods *they* or *it* may mean
        discourse = Discourse(document_id, counts.get(document_id, Counter()), is_on_trade=rows[0]["speaks_of_trade"])
        unheard: list[tuple[Callable[[list[Any]], None], list[Any]]] = []  # until a sentence tells of trade: in most documents none does
        for row in rows:
            if not row["carries"]:
                spoken_of = None
                unheard.append((discourse.hear_named, row["named"] or []))
                continue
            here = by_sentence.get(row["sentence_id"], [])
            units = read_units(row["plain"], row["start_char"], here, words)
            govern(units)
            propositions = read_clauses(units, row["plain"], row["start_char"], spoken_of)
            spoken_of = next(
                (p for p in reversed(propositions) if p.goods or p.exporters or p.importers), spoken_of if propositions else None
            )
            legs = read_legs(units, propositions, row["plain"], row["start_char"])
            unheard.append((discourse.hear, units))
            if not (propositions or legs):
                continue
            for hear, told in unheard:
                hear(told)
            unheard.clear()
            sides = {id(p): corridors(p, discourse) for p in propositions}
            flows.extend(flow for p in propositions for flow in _flows(p, sides[id(p)], row))
            for leg in legs:
                source = leg.source
                pairs = source.ways if source else leg_corridors(leg, discourse)
                routes.extend(_route(leg, a, b, row) for a, b in pairs if a != b and (a or b))
    return flows, routes


def _lines(sentences: pl.DataFrame, goods: pl.DataFrame, places: pl.DataFrame, words: TradeWords) -> pl.DataFrame:
    """Sentences of the running text in order, with `carries`: whether there is trade or transport to read in them.

    That asks for a trade word beside a good, or for all trade or a means of transport beside a place or a country's people.
    """
    text = pl.col("plain").str.to_lowercase()
    with_good = pl.col("sentence_id").is_in(goods["sentence_id"].unique().implode())
    return (
        sentences.filter(pl.col("zone").is_in(["title", "body"]))
        .select(
            "document_id", "sentence_id", "start_char", "end_char", "plain",
            pl.any_horizontal(
                (with_good | text.str.contains(_MEANS_GOODS)) & text.str.contains(words.trigger_pattern()),
                with_good & text.str.contains(f"{IN_RETURN}|{AGAINST}"),
                (with_good | text.str.contains(_TONNAGE)) & text.str.contains(_FROM_TO),
                text.str.contains(words.alone_pattern()),
                text.str.contains(means_pattern()),
            ).alias("carries"),
            text.str.contains(words.foreign_pattern()).alias("speaks_of_trade"),
        )
        .sort("document_id", "start_char")
    )  # fmt: skip


def _heard(lines: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """`lines` of the documents with trade to read, up to the last that carries it, with `named`: the countries of the parties in order.

    `speaks_of_trade` is now said of the document as a whole. One that names no country has no side of trade.
    """
    lines = lines.join(mentions.filter(_has_side()), on="document_id", how="semi", maintain_order="left")
    told = lines.group_by("document_id").agg(pl.col("speaks_of_trade").any(), pl.col("start_char").filter("carries").max().alias("_last"))
    heard = lines.drop("speaks_of_trade").join(told, on="document_id", maintain_order="left")
    heard = heard.filter(pl.col("start_char") <= pl.col("_last"))
    parties = mentions.filter(pl.col("kind").is_in(_PARTIES)).join(heard.filter(~pl.col("carries")), on="sentence_id", how="semi")
    named = parties.explode("countries").drop_nulls("countries")
    named = named.sort(*_ORDER).group_by("sentence_id", maintain_order=True).agg(pl.col("countries").alias("named"))
    return heard.join(named, on="sentence_id", how="left", maintain_order="left")


def _has_side() -> pl.Expr:
    return (pl.col("countries").list.len() > 0) | pl.col("border").is_not_null()


def _mentions(
    goods: pl.DataFrame, actors: pl.DataFrame, places: pl.DataFrame, adjectives: pl.DataFrame, dates: pl.DataFrame
) -> pl.DataFrame:
    """All mentions in one frame with `kind`, `countries` and the id of what they mention, in text order."""
    side = pl.when(~pl.col("kind").is_in(_BYSTANDERS)).then(pl.col("country")).alias("_side")
    lies_between = (pl.col("kind") == "water") | ((pl.col("kind") == "crossing") & pl.col("border").is_not_null())
    passage = pl.when(lies_between).then(pl.lit("passage")).otherwise(pl.lit("place"))
    parts = [
        _part(goods, pl.lit("good"), country="origin_country", id="good_id"),
        _part(actors.with_columns(side), pl.lit("actor"), country="_side", id="actor_id", place_kind="kind"),
        _part(places, passage, country="country", id="place_id", place_kind="kind", border="border"),
        _part(adjectives, pl.lit("adjective"), country="country"),
        _part(dates, pl.lit("date")),
    ]
    return pl.concat(parts).sort(*_ORDER)


def _mark_datelines(mentions: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Give the place that opens a report, where it was written, the kind `dateline`: it is no side of what the report tells."""
    opening = sentences.select("sentence_id", pl.col("start_char").alias("_start"), pl.col("plain").str.head(120).alias("_plain"), "text")
    dashed = pl.col("text").str.extract(r"^([A-Z][\w'. ]{2,24} ?[\u2014\u2013] ?)", 1).str.len_chars()
    line = pl.max_horizontal(pl.col("_plain").str.extract(in_ascii(_DATELINE), 1).str.len_bytes(), dashed).fill_null(0)
    is_dateline = (pl.col("kind") == "place") & (pl.col("end_char") - pl.col("_start") <= line)
    return (
        mentions.join(opening, on="sentence_id", maintain_order="left")
        .with_columns(pl.when(is_dateline).then(pl.lit("dateline")).otherwise("kind").alias("kind"))
        .drop("_start", "_plain", "text")
    )


def _part(frame: pl.DataFrame, kind: pl.Expr, *, country: str = "", id: str = "", place_kind: str = "", border: str = "") -> pl.DataFrame:
    """Spans of one kind with `kind`, `countries`, `id`, `place_kind` and `border`, read from the columns named; null where none is."""

    def column(name: str) -> pl.Expr:
        return pl.col(name) if name else pl.lit(None, pl.String)

    return frame.select(
        "document_id",
        "sentence_id",
        "start_char",
        "end_char",
        "surface",
        kind.alias("kind"),
        pl.concat_list(column(country)).list.drop_nulls().alias("countries"),
        column(id).alias("id"),
        column(place_kind).alias("place_kind"),
        column(border).alias("border"),
    )


def _countries(mentions: pl.DataFrame) -> dict[str, Counter[str]]:
    counted = (
        mentions.filter(~pl.col("kind").is_in(["good", "dateline"]))
        .explode("countries")
        .drop_nulls("countries")
        .group_by("document_id", "countries")
        .len()
    )
    out: dict[str, Counter[str]] = {}
    for document_id, country, number in counted.sort("document_id", "len", "countries", descending=[False, True, False]).iter_rows():
        out.setdefault(document_id, Counter())[country] = number
    return out


def _flows(p: Proposition, pairs: list[tuple[str | None, str | None]], row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The flow rows of one proposition: each good, from each exporter to each importer."""
    origins = {g.start: g.countries[0] for g in p.goods if g.countries}
    first_origin = next(iter(origins.values()), None)
    for exporter, importer in pairs if not p.names_no_good else ():
        if not p.goods:
            if exporter != importer and (p.status.value == "blocked" or p.rule.endswith("passive") or (exporter and importer)):
                yield _flow(p, None, exporter, importer, None, row)
            continue
        for good in _wares(p.goods) or [None]:
            origin = origins.get(good.start, first_origin) if good else None
            for supplier in _suppliers(p, good, exporter, origin):
                if supplier != importer:
                    yield _flow(p, good, supplier, importer, origin, row)


def _suppliers(p: Proposition, good: Unit | None, exporter: str | None, origin: str | None) -> tuple[str | None, ...]:
    """The exporter of one good of a list: its own *from*, else that of the clause; where only origins tell, its own origin."""
    own = p.own_exporters.get(good.start) if good else None
    if own and own is not p.exporters and {id(u) for u in own} != {id(u) for u in p.exporters}:
        return tuple(dict.fromkeys(c for u in own if u.kind != "pronoun" for c in u.countries)) or (exporter,)
    if not p.exporters and good and origin and exporter in {g.countries[0] for g in p.goods if g.countries}:
        return good.countries or (origin,)
    return (exporter,)


def goods_of(p: Proposition) -> list[str]:
    """The goods of a proposition as the text names them, in its order; none where it tells of all trade."""
    return [good.mention["surface"] for good in _wares(p.goods) if good is not None]


def _wares(goods: list[Unit]) -> list[Unit | None]:
    """The goods without what only holds them: containers of weapons are weapons, containers alone stand for all trade."""
    return [good for good in goods if good.countries or not _HOLDERS.search(good.text)]


def _flow(
    p: Proposition, good: Unit | None, exporter: str | None, importer: str | None, origin: str | None, row: dict[str, Any]
) -> dict[str, Any]:
    is_called_illicit = load_illicit_cues().search(row["plain"].lower()) is not None
    status = p.good_status.get(good.start, p.status) if good else p.status
    is_here = good is not None and good.start >= row["start_char"]  # and not told of in the sentence before
    return {
        "document_id": row["document_id"],
        "sentence_id": row["sentence_id"],
        "start_char": min(p.start, good.start if good and is_here else p.start),
        "end_char": max(p.end, good.end if good and is_here else p.end),
        "good_id": good.mention["id"] if good else None,
        "good_surface": good.mention["surface"] if good else None,
        "exporter_country": exporter,
        "importer_country": importer,
        "origin_country": origin if origin != exporter else None,
        "exporter_actor_id": next((u.mention["id"] for u in p.exporters if u.kind == "actor"), None),
        "importer_actor_id": next((u.mention["id"] for u in p.importers if u.kind == "actor"), None),
        "status": status.value,
        "is_illicit": p.frame.is_illicit or (status.value != "requested" and is_called_illicit),
        "exporter_from": _filled_from(exporter, p.exporters, p, good),
        "importer_from": _filled_from(importer, p.importers, p, good),
        "rule": f"{p.rule} by {p.basis}",
        "sureness": p.sureness,
        "lexicon": f"trade_frames.csv:{p.frame.line}",
        "cue": status.cue or p.trigger.text,
    }


def _filled_from(country: str | None, side: list[Unit], p: Proposition, good: Unit | None) -> str:
    """What one side of a flow rests on: words of its clause, the origin of the good, the rest of the document, or nothing."""
    if country is None:
        return "open"
    told = next((u for u in (*side, *p.both, *p.own_exporters.get(good.start if good else -1, ())) if country in u.countries), None)
    if told is None:
        told = next((u for u in side if u.kind == "pronoun"), None)
    if told is not None:
        return f"clause: {told.mention['surface'] if told.mention else told.text}"
    return "origin of the good" if any(country in g.countries for g in p.goods) else "rest of the document"


def _route(leg: Leg, origin: str | None, destination: str | None, row: dict[str, Any]) -> dict[str, Any]:
    stops = leg.stops
    ends = (u for u in (*leg.origins, *leg.destinations, *leg.both, *leg.crossed) if u.kind == "place" and u not in stops)
    passed = sorted((*stops, *ends), key=lambda s: s.start)
    first = next((s for s in leg.origins if s in stops), None)
    last = next((s for s in leg.destinations if s in stops), None)
    return {
        "document_id": row["document_id"],
        "sentence_id": row["sentence_id"],
        "start_char": min([leg.start, *(s.start for s in passed if s.start >= row["start_char"])]),
        "end_char": max([leg.end, *(s.end for s in passed if s.start >= row["start_char"])]),
        "origin_country": origin,
        "destination_country": destination,
        "origin_place_id": first.mention["id"] if first else None,
        "destination_place_id": last.mention["id"] if last else None,
        "via_place_ids": list(dict.fromkeys(s.mention["id"] for s in passed)),
        "mode": leg.mode or None,
        "status": leg.status,
        "rule": f"{leg.rule} by {'place' if stops else 'mode'}",
        "cue": leg.cue,
    }
