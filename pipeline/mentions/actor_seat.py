"""Where a named body sits, by the words beside its name: *X, a Turkish company*; *Hong Kong-registered X*; *X of Pusan*."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import context_words, load_class_nouns
from pipeline.lexicon.places_load import load_gazetteer
from pipeline.lexicon.sources import cached
from pipeline.mentions.actor_country import country_words
from pipeline.mentions.actor_frames import LEGAL_FORM, in_context, with_texts

_TOWN = (
    r"(?:(?:St\.?|San|Santa|Los|Las|New|Port|Hong|Abu|Ho|El|Al|Kuala|Tel|Buenos|Rio|Sao|Cape|North|South|West|East) )?"
    r"[A-Z][A-Za-z'-]+(?: City)?"
)
_NATION = (
    r"(United (?:Arab Emirates|Kingdom|States)"
    r"|(?:(?:North|South|East|West|New|Saudi|Hong|Sri|Costa|El|San|Sierra|Ivory|Puerto|Dominican|Czech) )?[A-Z][A-Za-z.]+)"
)
_TOWN_FIRM = rf"^(?:,| -) the ({_TOWN}) (?:[A-Za-z0-9&'-]+ ){{0,4}}?([a-z-]+)\b"
_KINDS = ["company", "organisation", "media"]


@cached
def _seats() -> pl.DataFrame:
    """`_named`, `_beside` (its country), `_town`: names of countries, nationalities and capitals, and of towns, ports and provinces,
    the likeliest of each name."""
    towns = load_gazetteer().filter((pl.col("prior") > 2) & (pl.col("country").str.len_bytes() == 2)).sort("prior", descending=True)
    parts = [
        country_words().select(pl.col("term").alias("_named"), pl.col("country").alias("_beside"), pl.lit(False).alias("_town")),
        towns.select(pl.col("term").alias("_named"), pl.col("country").alias("_beside"), pl.lit(True).alias("_town")),
    ]
    return pl.concat(parts).unique("_named", keep="first", maintain_order=True)


@cached
def firm_nouns() -> list[str]:
    """Class nouns of firms and other bodies, in both numbers."""
    nouns = load_class_nouns().filter(pl.col("kind").is_in(_KINDS))["noun"].to_list()
    several = [
        noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeou" else noun + "s" for noun in nouns if not noun.endswith("s")
    ]
    return [*nouns, *several]


def with_seats(actors: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """`actors` with the country of firms and other bodies that had none, where words beside one mention of the name tell it.

    A country told at one mention holds for all of that name in the document, short forms included.
    """
    numbered = with_texts(actors, sentences).with_row_index("_row")
    open_ = pl.col("kind").is_in(_KINDS) & pl.col("country").is_null() & ~pl.col("rule").str.starts_with("named")
    whole = open_ & ((pl.col("kind") == "company") | ~pl.col("inherits"))
    beside = _told_beside(in_context(numbered.filter(whole), sentences, 110))
    found = numbered.join(beside, on="_row", how="left", maintain_order="left")
    name = pl.coalesce("name", "plain_surface").str.replace_all(LEGAL_FORM, "")
    found = found.with_columns(pl.coalesce("country", "_beside").alias("_told"), name.alias("_name"))
    found = found.with_columns(pl.col("_name").str.extract(r"^(\S+)", 1).alias("_head"))
    told = pl.col("_told").drop_nulls().first()
    same = told.over("document_id", "kind", "_name")
    short = pl.when((pl.col("_name") == pl.col("_head")) & (pl.col("kind") == "company")).then(told.over("document_id", "kind", "_head"))
    country = pl.when(open_).then(pl.coalesce("_told", same, short))
    own = pl.when(country.is_not_null()).then(pl.lit("own")).otherwise("country_from")
    return found.with_columns(pl.coalesce(country, "country").alias("country"), own.alias("country_from")).select(actors.columns)


def _told_beside(bodies: pl.DataFrame) -> pl.DataFrame:
    """`_row` and `_beside`, the country that the words right before and behind each of `bodies` tell, for those that they tell."""
    names = bodies.select("_row", *(name.alias(f"{at:02}{kind}") for at, (kind, name) in enumerate(_names_beside())))
    told = names.unpivot(index="_row", value_name="_named").drop_nulls().join(_seats(), on="_named")
    known = told.filter(~pl.col("_town") | pl.col("variable").str.ends_with("town"))
    return known.sort("_row", "variable").unique("_row", keep="first", maintain_order=True).select("_row", "_beside")


def _names_beside() -> list[tuple[str, pl.Expr]]:
    """Names in the places beside a body's where its country stands, the surest first; in those called *town* a town may stand too."""
    before, after = pl.col("before"), pl.col("after")
    quality = r"(?:[A-Za-z0-9&'-]+ ){0,4}?"
    listed = r"(?:[A-Z][A-Za-z0-9.&+-]*,? (?:and |& )?){0,6}"  # Chinese companies X and (Y)
    seated = context_words("seated")
    behind = r"^(?: ?[<(][A-Za-z0-9 .-]+[>)])?(?:,| -| --)(?: which is| who is)? (?:an?|the|one of(?: the)?) "
    classed = rf"\b{_NATION}(?:'s)? (?:[a-z0-9][A-Za-z0-9&'-]* ){{0,4}}?((?:[a-z-]+ )?([a-z-]+))(?:,| -| --|:| called| named)? {listed}$"
    nouns = pl.lit(pl.Series(firm_nouns())).implode()
    is_firm = before.str.extract(classed, 2).is_in(nouns) | before.str.extract(classed, 3).is_in(nouns)
    where = rf"^,?(?: which is| a[A-Za-z0-9 ]{{1,40}})? {seated} (?:in|at|near) (?:the )?(?:[a-z]+ )*({_TOWN})"
    return [
        ("nation", after.str.extract(rf"^ ?\({_NATION}\)", 1)),
        ("town", before.str.extract(rf"({_TOWN})-{seated} (?:(?:and|but) [A-Za-z0-9-]+ )?{quality}$", 1)),
        ("nation", after.str.extract(rf"{behind}(?:[a-z][A-Za-z0-9&'-]* ){{0,4}}?{_NATION}(?:'s)? ", 1)),
        ("town", after.str.extract(rf"{behind}{quality}({_TOWN})(?:-{seated}|'s)\b", 1)),
        ("town", after.str.extract(where, 1)),
        ("nation", after.str.extract(rf"^(?:, [^,;.]{{3,60}})?,? {seated} in (?:the )?(?:[a-z]+ )*{_NATION}", 1)),
        ("nation", pl.when(is_firm).then(before.str.extract(classed, 1))),
        ("nation", before.str.extract(rf"\b{_NATION} (?:[a-z][A-Za-z0-9-]* ){{0,2}}$", 1)),
        ("nation", before.str.extract(rf"{_NATION}'s? (?:[a-z][A-Za-z0-9-]* ){{0,4}}$", 1)),
        ("town", after.str.extract(rf"^(?: of|, of| in) ({_TOWN})", 1)),
        ("town", before.str.extract(rf"({_TOWN}) {context_words('seat')} of $", 1)),
        ("town", pl.when(after.str.extract(_TOWN_FIRM, 2).is_in(nouns)).then(after.str.extract(_TOWN_FIRM, 1))),
    ]
