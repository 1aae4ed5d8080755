"""Groups by the role that they play in trade: *Chinese trading companies*, *arms smugglers*, *North Korean workers*."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import alternatives, context_words, load_role_modifiers, load_roles
from pipeline.mentions.actor_country import adjective_pattern, code_of, noun_pattern, place_words, seat_behind
from pipeline.mentions.actor_frames import as_candidates, drop_left, headlines_lowered, in_context, is_headline, take_left
from pipeline.text.spans import find_terms

_LABOUR = "worker"  # the role that counts where labour is what is traded


def find_roles(sentences: pl.DataFrame) -> pl.DataFrame:
    """Role nouns as candidates; nationality and trade words before them are in the span.

    A bare role takes the country of the last mention of the same role that names one, else of the place where it is.
    """
    roles = load_roles()
    lines = headlines_lowered(sentences)
    found = find_terms(lines, roles["term"].to_list()).join(roles, on="term", maintain_order="left")
    if found.is_empty():
        return as_candidates(found)
    headlines = sentences.filter(is_headline()).select("sentence_id", pl.lit(True).alias("_headline"))
    found = in_context(found, lines, 90).join(headlines, on="sentence_id", how="left", maintain_order="left")
    spans = _with_nations(_with_trade_words(found.with_columns(pl.col("_headline").fill_null(False))))
    kept = spans.filter(_is_wanted(), *_is_role())
    explicit = pl.coalesce("_inside", "_possessive")
    earlier = explicit.forward_fill().over("document_id", "role", order_by="start_char")
    labour = pl.col("role") == _LABOUR
    clause = code_of(pl.col("after").str.extract(rf"^,? (?:that|which|who) are (?:[a-z]+ ){{0,3}}({adjective_pattern()}) ", 1))
    country = pl.coalesce(explicit, clause, earlier, pl.when(~labour).then(seat_behind()))
    abroad = pl.col("before").str.contains(rf"(?i)\b{context_words('of no one country')} (?:[a-z-]+ )?$")  # Asian buyers
    country = pl.when(~abroad | explicit.is_not_null()).then(country)
    own = country.is_not_null() | pl.col("_two") | abroad
    here = pl.col("after").str.contains(r"^ here\b")
    known = pl.when(own).then(pl.lit("own")).when(here).then(pl.lit("here"))
    told = known.when(labour).then(pl.lit("labour")).otherwise(pl.lit("document"))
    named = kept.with_columns(
        country.alias("country"),
        pl.concat_str(pl.col("_words").str.to_lowercase(), pl.col("role")).str.strip_chars().alias("name"),
        told.alias("country_from"),
        pl.when(own).then(0.85).when(pl.col("needs") == "none").then(0.75).otherwise(0.6).alias("confidence"),
    )
    return as_candidates(named, rule="role", kind="group")


def _with_trade_words(found: pl.DataFrame) -> pl.DataFrame:
    """Spans with the trade words before the noun: `_words`, and `_traded`, whether they alone make a trade role of it."""
    modifiers = load_role_modifiers()
    every = alternatives(modifiers["modifier"].to_list())
    counting = alternatives(modifiers.filter(pl.col("counts") == "yes")["modifier"].to_list())
    one = rf"\b(?:{every})"
    listed = rf"(?:(?:{one}, )*{one}(?: {one})*,? and )?"  # coal, steel and grain (traders); no comma of another clause
    grown = take_left(found, rf"(?i:{listed}(?:{one}[ -])*)")
    return grown.with_columns(pl.col("taken").str.contains(rf"(?i)\b(?:{counting})\b").alias("_traded"), pl.col("taken").alias("_words"))


def _with_nations(grown: pl.DataFrame) -> pl.DataFrame:
    """Spans with the nationality: `_inside`, its country; `_two`, whether there are two; `_possessive`, the country of *China's*."""
    adjective, noun = adjective_pattern(), noun_pattern()
    quality = f"(?:{context_words('group quality')} )?"
    spans = take_left(grown, rf"\b(?:{adjective}(?:(?:,? and |/|-|, ){adjective})*|{noun}(?:-based)?) {quality}")
    as_place = pl.col("taken").str.contains(rf"^{noun} ") & ~pl.col("taken").str.contains(rf"^{adjective} ")
    governed = pl.col("before").str.contains(r"(?i)\b(?:in|to|from|for|with|within|of|into|and|by) $")
    astray = as_place & governed  # in Vietnam traders say
    spans = pl.concat([spans.filter(~astray), drop_left(spans.filter(astray), f"{noun} {quality}")]).sort("document_id", "start_char")
    return spans.with_columns(
        code_of(pl.col("taken").str.extract(rf"^(?:\W*)({adjective}|{noun})", 1)).alias("_inside"),
        code_of(pl.col("before").str.extract(rf"({noun})'s? (?:[\w-]+ ){{0,2}}$", 1)).alias("_possessive"),
        pl.col("taken").str.contains(r" and |,").alias("_two"),
    ).with_columns(pl.coalesce("_possessive", _town_country()).alias("_possessive"))


def _town_country() -> pl.Expr:
    """The country of a town in *a Karachi-based trader*."""
    towns = place_words()
    named = pl.col("before").str.extract(r"([A-Z][a-z]+)-based (?:[a-z-]+ )*$", 1)
    return named.replace_strict(towns["place"].to_list(), towns["place_country"].to_list(), default=None, return_dtype=pl.String)


def _is_wanted() -> pl.Expr:
    """What the lexicon asks for stands before the noun. Bare *workers* count after qualified ones in the document."""
    needs, plural = pl.col("needs"), pl.col("is_plural")
    qualified = pl.col("_inside").is_not_null() | pl.col("_traded")
    met = qualified.cum_max().over("document_id", "role", order_by="start_char")
    again_ok = (pl.col("role") == _LABOUR) | needs.is_in(["plural any", "plural speaks"])
    bare = (pl.col("taken") == "") & (pl.col("_words") == "")
    pointed = pl.col("before").str.contains(r"(?i)\b(?:the|these|those|their|its|such|by|of|all|many|and|sent|as|other|some|told|most) $")
    again = again_ok & plural & bare & pointed & met
    return (
        pl.when(again | (needs == "none"))
        .then(pl.lit(True))
        .when(needs == "plural")
        .then(plural | (qualified & _one()))
        .when(needs == "plural any")
        .then(qualified & plural)
        .when(needs == "plural speaks")
        .then(plural & (qualified | pl.col("after").str.contains(rf"^ {context_words('speech')}\b")))
        .when(needs == "plural nation")
        .then(pl.col("_inside").is_not_null() & plural)
        .when(needs == "nation one")
        .then(pl.col("_inside").is_not_null() & (plural | _one()))
        .otherwise(qualified)
    )


def _one() -> pl.Expr:
    """*one tea broker*, *the Honduran supplier*: somebody, not what a country or a firm is (*is a supplier*, *, a supplier*)."""
    before = pl.col("before")
    said = before.str.contains(r"(?i)(?:^|[^,\w-] ?|\w )(?:an?|one|another|the|this|that) (?:[a-z-]+ )?$")
    be = r"(?:is|was|are|were|be|been|being|as|become|became|remains?|remained)"
    return said & ~before.str.contains(rf"(?i)(?:\b{be}|,| -) (?:an?|the) (?:[a-z-]+ )?$")


def _is_role() -> list[pl.Expr]:
    """Conditions against parts of names, countries in a rank (*the largest exporter*) and other senses."""
    surface, before, after = pl.col("surface"), pl.col("before"), pl.col("after")
    rank = context_words("rank")
    capital = surface.str.contains(r"^[A-Z]") & ~pl.col("_headline")
    return [
        ~(capital & before.str.contains(r"[A-Z][\w'-]* $") & pl.col("_inside").is_null()),
        ~(capital & before.str.contains(r"\w")),
        ~before.str.contains(rf"(?i)\b{rank} (?:[\w-]+ )*$") | pl.col("is_plural") | before.str.contains(r"\b(?:A|a|One|one) [a-z]+ $"),
        ~before.str.contains(rf"(?i)\b(?:among|one of|world's) (?:(?-i:[a-z']+) )*{rank} $"),
        ~after.str.contains(rf"^(?:-[a-z]|'s? (?:market|club)\b| {context_words('group compound')}\b)"),
        ~before.str.contains(r"\w-$"),
        ~((pl.col("role") == "carrier") & pl.col("_words").str.contains(rf"(?i)\b{context_words('cargo carrier')}\b")),
        ~(before.str.contains(r"[A-Z][\w.)]*(?:,| -) an? $") & pl.col("role").str.contains(r"(?:company|firm|line|house|maker)$")),
        ~after.str.contains(r"^ [A-Z][A-Za-z]+") | pl.col("is_plural") | pl.col("_headline"),
    ]
