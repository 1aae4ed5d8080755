"""Places in sentences: countries, provinces, cities, ports, crossings, zones, waters and regions, each with its country."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.places_geonames import slug
from pipeline.lexicon.places_load import load_class_words, load_gazetteer, load_nationalities
from pipeline.mentions.place_candidates import (
    LIST,
    NATIONALITY,
    again_names,
    any_of,
    before_country,
    class_words,
    cue_words,
    known_names,
    shaped_names,
    vessel_names,
)
from pipeline.mentions.place_country import WELL_KNOWN, choose, clear, countries_named, infer_country, with_anchor
from pipeline.mentions.place_reading import is_told, is_trusted, with_company, with_person
from pipeline.schema import PLACES, conform, empty
from pipeline.text.spans import KEYS, longest, outside, with_context, with_surface

_WIDTH = 60  # characters of context on either side
_PORT_AFTER = r"^ (?:[Pp]ort|[Ss]eaport|[Hh]arbou?r|[Oo]il [Tt]erminal|[Tt]erminal|ports|anchorage)\b"
_PORT_BEFORE = (
    r"\b(?:[Pp]orts?|[Ss]eaports?|[Hh]arbou?rs?|[Oo]il [Tt]erminals?|port cit(?:y|ies)|port towns?) "
    r"(?:of|at|in|such as|like|including) (?:the )?$"
)
_KOREAN_AREA = r"-(?:gun|kun|gu|ku|do)$"  # county, ward, province
_SURE = [
    "name after class word",
    "names with class word",
    "name before country",
    "name before province",
    "name in country",
    "name at a distance",
    "road",
]
_CONFIDENCE = {"strong": 0.93, "fair": 0.75, "weak": 0.65, "small": 0.6}


def find_places(sentences: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Mentions of places in `sentences`: the columns of PLACES, sorted, none overlapping.

    `documents` belongs to the common signature of the find functions; the sentences say enough. `kind` is port where the text speaks of
    the place as a port; `country` is null for seas, blocs and states of the past; `border` holds both countries of a border feature.
    Method: every name of the gazetteer and every name with a class word is a candidate; the company that a name needs, persons' names
    and the countries of the document decide (place_reading, place_country).
    """
    if sentences.is_empty():
        return empty(PLACES)
    readings = _outermost(_readings(known_names(sentences), sentences))
    named = countries_named(readings)
    lasting = with_company(readings, named)
    strong = lasting.filter(pl.col("kind").is_in(["country", "admin"]))
    known = _known(with_anchor(lasting, strong), named)
    shaped = pl.concat([shaped_names(sentences), before_country(sentences, strong)])
    unknown = _unknown(shaped, known, named, sentences)
    both = pl.concat([known, unknown, _again(unknown, known, sentences)], how="diagonal_relaxed")
    kept = longest(both.select(*KEYS, "tie", pl.exclude(*KEYS, "tie")))
    places = kept.filter(pl.col("kind") != NATIONALITY)
    return conform(with_surface(_finished(places, sentences), sentences), PLACES).sort("document_id", "start_char")


def _readings(spans: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """One row for each reading of each known name, nationality words among them, with `before` and `after`."""
    gazetteer = load_gazetteer()
    people = (
        load_nationalities().filter(~pl.col("is_noun")).unique("term", keep="first", maintain_order=True)
        .select("term", pl.lit(NATIONALITY).alias("kind"), "country", pl.lit("strong").alias("trust"), pl.lit(9.0).alias("prior"),
                pl.lit("").alias("needs"), pl.lit("").alias("forbids"), pl.lit("").alias("place_id"), "lexicon")
    )  # fmt: skip
    table = pl.concat([gazetteer, people], how="diagonal_relaxed")
    return with_context(spans, sentences, width=_WIDTH).join(table, on="term", maintain_order="left")


def _outermost(readings: pl.DataFrame) -> pl.DataFrame:
    """`readings` without those inside a longer name that stands by itself: the *Korea* of *North Korea*."""
    sure = (pl.col("trust") == "strong") & (pl.col("needs") == "")
    outer = longest(readings.filter(sure).select(KEYS).unique())
    return pl.concat([outside(readings, outer), readings.join(outer, on=KEYS, how="semi", maintain_order="left"), _wider(readings, outer)])


def _wider(readings: pl.DataFrame, outer: pl.DataFrame) -> pl.DataFrame:
    """`readings` whose span reaches beyond the span of `outer` that it overlaps."""
    spans = readings.select(KEYS).unique(maintain_order=True)
    right = outer.select("sentence_id", pl.col("start_char").alias("_from"), pl.col("end_char").alias("_to"))
    beyond = (
        spans.join(right, on="sentence_id")
        .filter((pl.col("start_char") < pl.col("_to")) & (pl.col("_from") < pl.col("end_char")))
        .filter((pl.col("start_char") < pl.col("_from")) | (pl.col("end_char") > pl.col("_to")))
    )
    return readings.join(beyond.select(KEYS).unique(), on=KEYS, how="semi", maintain_order="left")


def _known(readings: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Spans of known names that are places here, each with its best reading, grown by the class word that stands with it."""
    in_document = named.select("document_id", "country", is_named=True)
    well_known = (pl.col("trust") == "strong") & (pl.col("prior") >= WELL_KNOWN)
    telling = clear(readings).filter(
        (pl.col("kind").is_in(["country", NATIONALITY, "admin"]) | well_known) & pl.col("country").is_not_null()
    )
    near = telling.select("sentence_id", "country").unique().sort("sentence_id", "country")
    gathered = near.group_by("sentence_id").agg(pl.col("country").alias("sentence_countries"))
    trusted = (
        readings.join(gathered, on="sentence_id", how="left", maintain_order="left")
        .with_columns(pl.col("sentence_countries").fill_null([]))
        .join(in_document, on=["document_id", "country"], how="left", maintain_order="left")
        .with_columns(pl.col("is_named").fill_null(False))
        .with_columns(_trusted=is_trusted())
        .filter(pl.col("_trusted") | _told_elsewhere() | (pl.col("kind") == NATIONALITY))
        .drop("_trusted")
    )
    best = with_person(choose(trusted, named, near))
    told = best.filter(~pl.col("is_person") | (pl.col("kind") == NATIONALITY))
    return _grown(told.drop("sentence_countries"))


def _told_elsewhere() -> pl.Expr:
    """Whether the document shows at another mention that this place is meant: one sense of a name in a document."""
    telling = pl.col("_trusted") & ((pl.col("trust") == "fair") | is_told())
    return telling.any().over("document_id", "place_id", "term")


def _grown(spans: pl.DataFrame) -> pl.DataFrame:
    """Spans that take in the class word behind them: *Jilin province*; not for countries, seas and regions, nor *Black Sea port*."""
    words = class_words("after", unknown=False)
    region = (pl.col("kind") == "other") & pl.col("country").is_not_null()
    fits = pl.col("kind").is_in(["admin", "city", "port", "zone", "crossing"]) | region
    tail = pl.col("after").str.extract(rf"^( {words})(?:$|[^\w-])").fill_null("")
    word = tail.str.strip_chars().str.to_lowercase()
    new = fits & (tail != "") & ~pl.col("term").str.to_lowercase().str.ends_with(word)
    grown = spans.with_columns(_tail=pl.when(new).then(tail).otherwise(pl.lit("")), _word=pl.when(new).then(word).otherwise(pl.lit("")))
    kinds = load_class_words().filter(pl.col("position") == "after").select(pl.col("word").alias("_word"), pl.col("kind").alias("_class"))
    typed = grown.join(kinds, on="_word", how="left", maintain_order="left")
    city_of_it = (pl.col("kind") == "admin") & (pl.col("_class") == "city")
    other = (pl.col("kind").is_in(["city", "admin"]) & (pl.col("_class") != pl.col("kind")) & ~city_of_it).fill_null(False)
    return typed.with_columns(
        pl.when(pl.col("_tail") != "").then(pl.lit("known name with class word")).otherwise(pl.lit("known name")).alias("rule"),
        (pl.col("end_char") + pl.col("_tail").str.len_chars().cast(pl.Int64)).alias("end_char"),
        (pl.col("surface") + pl.col("_tail")).alias("surface"),
        pl.col("after").str.slice(pl.col("_tail").str.len_chars()).alias("after"),
        pl.when(other).then("_class").otherwise("kind").alias("kind"),
        pl.when(other).then(pl.format("{}/{}", "place_id", "_class")).otherwise("place_id").alias("place_id"),
        pl.when(other).then(pl.col("name") + pl.col("_tail")).otherwise("name").alias("name"),
        pl.col("trust").replace_strict(_CONFIDENCE, return_dtype=pl.Float64).alias("confidence"),
        tie=pl.when(pl.col("_tail") == "").then(0).otherwise(1),
    ).drop("_tail", "_word", "_class")


def _unknown(shaped: pl.DataFrame, known: pl.DataFrame, named: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Spans of names that the gazetteer lacks, with kind from the class word and country from what stands near."""
    words = load_class_words().with_columns(pl.col("word").str.to_lowercase()).select("word", pl.col("kind").alias("_kind"))
    last = pl.col("term").str.to_lowercase().str.extract(rf"({class_words('after', unknown=True).lower()})$")
    first = pl.col("term").str.to_lowercase().str.extract(rf"^({class_words('inside', unknown=True).lower()}) ")
    ahead = pl.col("before").str.to_lowercase().str.extract(rf"({class_words('before', unknown=True).lower()}) (?:the )?$")
    behind = pl.when(pl.col("rule") == "names with class word").then(
        pl.col("after").str.to_lowercase().str.extract(rf"\b({class_words('after two', unknown=True).lower()})\b")
    )
    typed = (
        with_context(shaped, sentences, width=_WIDTH)
        .with_columns(word=pl.coalesce(last, first, ahead, behind))
        .join(words.unique("word", keep="first"), on="word", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce(
                pl.when(pl.col("rule") == "road").then(pl.lit("other")),
                "_kind",
                pl.when(pl.col("term").str.contains(_KOREAN_AREA)).then(pl.lit("admin")),
                pl.lit("city"),
            ).alias("kind"),
            pl.col("term").alias("name"),
            pl.when(pl.col("rule") == "name after in").then(0.5).otherwise(0.6).alias("confidence"),
            tie=pl.lit(2, pl.Int32),
        )
    )
    typed = typed.join(vessel_names(sentences), on=["document_id", "term"], how="anti")
    not_where = pl.col("before").str.contains(rf"\b{any_of(cue_words('not where'))} [Ii]n $")
    typed = typed.filter(~((pl.col("rule") == "name after in") & not_where))
    places = known.filter(pl.col("kind") != NATIONALITY)
    start, span = ["document_id", "start_char"], ["document_id", "start_char", "end_char"]
    inside = pl.col("rule") == "class word and name"  # where the head of it is a known name, that name is all
    whole = typed.filter(inside).join(places.select(start), on=start, how="anti")
    tailed = pl.col("end_char") - pl.col("word").str.len_chars().fill_null(0).cast(pl.Int64) - 1  # Gulf region: the Gulf and no more
    rest = (
        typed.filter(~inside)
        .with_columns(_stem=tailed)
        .join(places.select(*start, pl.col("end_char").alias("_stem")), on=[*start, "_stem"], how="anti")
    )
    lone = pl.concat([rest.drop("_stem"), whole]).join(places.select(span), on=span, how="anti")
    placed = infer_country(lone, known, named)
    area = pl.coalesce(pl.col("country").str.to_lowercase(), "kind")
    return placed.with_columns(pl.concat_str(area, slug(pl.col("name")), separator="/").alias("place_id")).drop("word", "_kind")


def _again(unknown: pl.DataFrame, known: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Spans of the names of `unknown` elsewhere in their documents, with the same reading: one sense in a document."""
    sure = unknown.filter(pl.col("rule").is_in(_SURE)).unique(["document_id", "term"], keep="first", maintain_order=True)
    found = outside(again_names(sentences, sure.select("document_id", "term")), known).join(unknown.select(KEYS), on=KEYS, how="anti")
    told = with_context(found, sentences, width=_WIDTH)
    same = told.join(
        sure.select("document_id", "term", "kind", "name", "country", "place_id", "confidence"),
        on=["document_id", "term"],
        maintain_order="left",
    )
    person = pl.col("before").str.contains(rf"(?:^|[^\w]){any_of([*cue_words('title'), *cue_words('vessel')])} \"?$")
    return same.filter(~person).with_columns(tie=pl.lit(2, pl.Int32))


def _finished(places: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """`places` with the kind port where the text speaks of one, also through a list: *the ports of A, B and C*, *A and B ports*."""
    context = with_context(places.drop("before", "after"), sentences, width=_WIDTH).sort("document_id", "start_char")
    joined = pl.col("sentence_id").eq_missing(pl.col("sentence_id").shift(1)) & (
        pl.col("before").str.slice(-(pl.col("start_char") - pl.col("end_char").shift(1)).clip(0, 6)).str.contains(rf"^{LIST}(?:the )?$")
    )
    port = pl.col("before").str.contains(_PORT_BEFORE) | pl.col("after").str.contains(_PORT_AFTER)
    chained = context.with_columns(_chain=(~joined.fill_null(False)).cum_sum(), _port=port)
    unplaced = (pl.col("kind") == "port") & pl.col("latitude").is_null()
    is_port = (pl.col("_port").any().over("_chain") & pl.col("kind").is_in(["city", "admin"])) | unplaced
    as_port = is_port & ~pl.col("place_id").str.ends_with("/port")
    return chained.with_columns(
        pl.when(as_port).then(pl.lit("port")).otherwise("kind").alias("kind"),
        pl.when(as_port & pl.col("latitude").is_not_null()).then(pl.col("place_id") + "/port").otherwise("place_id").alias("place_id"),
    )
