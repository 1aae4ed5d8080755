"""Which place of that name: the country that stands beside it, the countries of the document, the size of the place."""

from __future__ import annotations

import polars as pl

from pipeline.mentions.place_candidates import NATIONALITY
from pipeline.text.rivals import tell

_LINK = r"^((?:, (?:in )?| \(| in )(?:the )?(?:(?:[a-z]+ern|central|upper|lower|rural) )?)[A-Z]"  # Tripoli, in northern Lebanon
WELL_KNOWN = 6.9  # a place of this `prior` speaks for its country
_UNNAMED = 2.0  # set back a state of which the text says nothing else
_CITY = 4.9  # least `prior` of a town that tells the reading of the name behind it
# Weights beside `prior`, which is about log10 of the population.
_NAMED, _MOST, _NEAR, _FRONT, _TOLD, _BESIDE = 1.2, 0.5, 1.2, 3.0, 5.0, 10.0


def countries_named(spans: pl.DataFrame) -> pl.DataFrame:
    """How often each document speaks of each country: document_id, country, `times`, `is_most`.

    `spans` (term, kind, country, trust) are occurrences of names; only countries, nationalities, capitals and well-known places count.
    """
    plain = clear(spans).filter((pl.col("trust") == "strong") & pl.col("country").is_not_null() & (pl.col("needs") == ""))
    once = plain.sort("prior", "place_id", "country", descending=[True, False, False]).unique(
        ["document_id", "start_char", "end_char"], keep="first", maintain_order=True
    )
    counted = once.filter((pl.col("kind").is_in(["country", NATIONALITY])) | (pl.col("prior") >= WELL_KNOWN))
    times = counted.group_by("document_id", "country").agg(pl.len().alias("times")).sort("document_id", "country")
    return times.with_columns(is_most=pl.col("times") == pl.col("times").max().over("document_id"))


def clear(readings: pl.DataFrame) -> pl.DataFrame:
    """`readings` of names that are not the name of a country and of a well-known place elsewhere too, such as Georgia; a town called
    Lebanon takes nothing from the country. Nor does a city count that is another's name where its country is named (Tripoli)."""
    span = ["document_id", "start_char", "end_char"]
    rival = pl.col("needs").str.starts_with("@").any().over(span) & (pl.col("kind") != "country")
    of_country = (pl.col("kind") == "country").any().over(span)
    places = pl.col("country").filter(pl.col("trust") == "strong").n_unique().over(span)
    return readings.filter(~(of_country & (places > 1)) & ~rival)


def with_anchor(readings: pl.DataFrame, strong: pl.DataFrame) -> pl.DataFrame:
    """`readings` with `is_anchored`: their country, or a province of it, stands right behind (*X, Arkansas*; *X in Iran*), and `has_front`:
    a town of their country stands before (the Georgia of *Savannah, Georgia*).

    `strong` are spans of countries and provinces: document_id, start_char, country.
    """
    named = strong.filter(pl.col("country").is_not_null()).select("document_id", "start_char", "country")
    linked = pl.col("after").str.extract(_LINK).str.len_chars().cast(pl.Int64)
    behind = named.unique().rename({"start_char": "_start"}).with_columns(_behind=True)
    towns = readings.filter((pl.col("kind") == "city") & (pl.col("prior") >= _CITY))
    front = towns.select("document_id", (pl.col("end_char") + 2).alias("start_char"), "country", has_front=True).unique()
    return (
        readings.join(front, on=["document_id", "start_char", "country"], how="left", maintain_order="left")
        .with_columns(_start=pl.col("end_char") + linked)
        .join(behind, on=["document_id", "_start", "country"], how="left", maintain_order="left")
        .with_columns(
            pl.col("has_front").fill_null(False) & pl.col("before").str.ends_with(", "),
            is_anchored=pl.col("_behind").fill_null(False),
        )
        .drop("_behind", "_start")
    )


def choose(readings: pl.DataFrame, named: pl.DataFrame, in_sentence: pl.DataFrame) -> pl.DataFrame:
    """The best reading of each span.

    `named` as from countries_named; `in_sentence`: sentence_id, country of names in it. Equal readings fall to the smaller id.
    """
    scored = (
        readings.join(named.select("document_id", "country", "times", "is_most"), on=["document_id", "country"], how="left")
        .join(in_sentence.with_columns(_near=True), on=["sentence_id", "country"], how="left")
        .with_columns(
            score=pl.col("prior")
            + pl.when(pl.col("times").is_not_null()).then(_NAMED).otherwise(0.0)
            + pl.when(pl.col("is_most").fill_null(False)).then(_MOST).otherwise(0.0)
            + pl.when(pl.col("_near").fill_null(False)).then(_NEAR).otherwise(0.0)
            + pl.when(pl.col("has_front")).then(_FRONT).otherwise(0.0)
            + pl.when(pl.col("is_anchored").any().over("document_id", "place_id")).then(_TOLD).otherwise(0.0)
            + pl.when(pl.col("is_anchored")).then(_BESIDE).otherwise(0.0)
            - pl.when(_is_other_state()).then(_UNNAMED).otherwise(0.0)
        )
    )
    ordered = scored.sort("document_id", "start_char", "end_char", pl.col("score").neg(), "place_id")
    best = ordered.unique(["document_id", "start_char", "end_char"], keep="first", maintain_order=True)
    tell(ordered, best)
    return best.drop("times", "is_most", "_near")


def _is_other_state() -> pl.Expr:
    """The country of a name that is a province too, where the text speaks of the province's country and never of this one: Georgia."""
    span = ["document_id", "start_char", "end_char"]
    province = ((pl.col("kind") == "admin") & pl.col("is_most").fill_null(False)).any().over(span)
    return (pl.col("kind") == "country") & pl.col("times").is_null() & province


def infer_country(unknown: pl.DataFrame, known: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """`unknown` spans with `country`: of the place that stands nearest to the name in a sentence of the document (those behind it count as
    half as far), else the country that the document names most, if there is one. One name has one country in a document."""
    others = known.select("sentence_id", pl.col("start_char").alias("_from"), pl.col("end_char").alias("_to"), "country")
    heads = pl.col("_from") == pl.col("start_char")  # the Southampton of Southampton Container Port
    near = (
        unknown.select("document_id", "sentence_id", "start_char", "end_char", "name")
        .join(others, on="sentence_id")
        .filter(pl.col("country").is_not_null(), (pl.col("_from") >= pl.col("end_char")) | (pl.col("_to") <= pl.col("start_char")) | heads)
        .with_columns(
            _gap=pl.when(heads)
            .then(-1.0)
            .when(pl.col("_from") >= pl.col("end_char"))
            .then((pl.col("_from") - pl.col("end_char")) / 2)
            .otherwise((pl.col("start_char") - pl.col("_to")).cast(pl.Float64))
        )
        .sort("document_id", "_gap", "start_char", "_from", "country")
        .unique(["document_id", "name"], keep="first", maintain_order=True)
        .select("document_id", "name", pl.col("country").alias("_near"))
    )
    most = (
        named.filter("is_most")
        .with_columns(_tied=pl.len().over("document_id"))
        .filter(pl.col("_tied") == 1)
        .select("document_id", pl.col("country").alias("_most"))
    )
    return (
        unknown.join(near, on=["document_id", "name"], how="left", maintain_order="left")
        .join(most, on="document_id", how="left", maintain_order="left")
        .with_columns(pl.coalesce("_near", "_most").alias("country"))
        .drop("_near", "_most")
    )
