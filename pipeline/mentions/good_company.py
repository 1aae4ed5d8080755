"""Weak words count only in company: beside words of trade, beside other goods, or where the same text trades in them elsewhere."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.goods_load import categories_with
from pipeline.text.spans import outside

STRONG, WEAK, DISCOURSE, IDLE = 0.9, 0.7, 0.6, 0.5
_NEAR = 45  # characters between a weak word and the word of trade or the strong good beside it
_LIST_GAP = 7  # room for a comma, "and" or "or"
_KEY = ["document_id", "start_char", "end_char", "lexicon"]
_ONE = r"(?i)\b(?:an?|the|one|his|her|their|its|my|your|our|this|that|each|every|another|by|under)(?: [\w'-]+)? $"
ORIGIN = (
    r"(?:^|[^\w])(?:[A-Z][a-z]+(?:an|ese|ish|ench|utch|raqi|raeli|aiti|hai)|U\.?S\.?|UK|[A-Z][a-z]+'s)(?:-(?:made|produced|grown|mined))? $"
)


def in_company(terms: pl.DataFrame, sentences: pl.DataFrame, context: pl.DataFrame) -> pl.DataFrame:
    """`terms` (see `find_forms`, none forbidden) that stand for merchandise, with `rule` and `confidence`.

    `context` has `pattern` and `reach`: see `load_trade_context`. A carrier (ship, truck) has to be bought, sold or delivered
    itself. A weak word accepted once counts in its whole document: one sense per discourse (Gale, Church and Yarowsky 1992).
    """
    is_carrier = pl.col("is_carrier") | (pl.col("hs_chapter") == "89").fill_null(False) & (pl.col("category") != "arms")
    anywhere = any_of(context, "sentence", "trade")
    near, before, after, measured = (any_of(context, reach) for reach in ("near", "before", "after", "measure"))
    strong = terms.filter("is_strong")
    weak = terms.filter(~pl.col("is_strong")).filter(~_is_single() | pl.col("after").str.contains(after))
    weak = weak.filter(~(_is_force() & pl.col("after").str.contains(any_of(context, "acting"))))
    carriers, weak = weak.filter(is_carrier), weak.filter(~is_carrier)
    sold = carriers.filter(pl.col("before").str.contains(before) | pl.col("after").str.contains(after))
    wordy = sentences.join(weak.select("sentence_id").unique(), on="sentence_id", how="semi").filter(pl.col("plain").str.contains(anywhere))
    trading = sentences.join(terms.select("document_id").unique(), on="document_id", how="semi").filter(
        pl.col("plain").str.contains(any_of(context, "trade", "document"))
    )
    on_trade = pl.col("document_id").is_in(trading["document_id"].unique().implode())
    traded = weak.filter(
        pl.col("sentence_id").is_in(wordy["sentence_id"].implode())
        | pl.col("before").str.contains(measured)
        | pl.col("after").str.contains(after)
        | (on_trade & pl.col("before").str.tail(_NEAR).str.contains(near))
        | (on_trade & pl.col("after").str.head(_NEAR).str.contains(near))
        | (on_trade & pl.col("before").str.contains(ORIGIN) & pl.col("category").is_in(categories_with("raw")))
    )
    again = _again(_without(weak, traded), traded)
    rest = _without(weak, pl.concat([traded, again]))
    moves = pl.col("category").is_in(sorted({*categories_with("moves")} & {*categories_with("hardware")}))
    listed = _beside_goods(rest.filter(on_trade & ~moves), pl.concat([strong, traded, again]))
    movers = pl.concat([_without(carriers, sold), rest.filter(on_trade & moves)])
    listed_carriers = _beside_goods(movers, pl.concat([strong, traded]), gap=_LIST_GAP)
    parts = [
        (strong.filter(on_trade), "good term", STRONG),
        (strong.filter(~on_trade), "good term, no word of trade", IDLE),
        (sold, "vehicle as ware", WEAK),
        (listed_carriers, "vehicle in a list", DISCOURSE),
        (traded, "weak term in company", WEAK),
        (again, "weak term again", DISCOURSE),
        (listed, "weak term beside a good", WEAK),
    ]
    return pl.concat(
        [part.with_columns(pl.lit(rule).alias("rule"), pl.lit(confidence).alias("confidence")) for part, rule, confidence in parts]
    )


def _is_single() -> pl.Expr:
    """One particular thing (*the car*, *a cow*, *by boat*): the singular of a kind that is counted in pieces."""
    singular = ~pl.col("surface").str.contains(r"(?:s|craft|cattle|sheep|fish|geese|men)$")
    pieces = pl.col("category").is_in(categories_with("piece"))
    bare_pieces = pl.col("category").is_in(categories_with("moves"))
    return singular & (bare_pieces | (pieces & pl.col("before").str.contains(_ONE)))


def _is_force() -> pl.Expr:
    """Arms, vehicles and aircraft, which may also act: *jets attacked*."""
    return pl.col("category").is_in([*categories_with("moves"), "arms"])


def _again(weak: pl.DataFrame, traded: pl.DataFrame) -> pl.DataFrame:
    """Weak terms of the same good, or the same HS heading, as one that is traded in the same document."""
    kinds = weak.filter(~pl.col("category").is_in(categories_with("once")))
    same_good = kinds.join(traded.select("document_id", "good_id").unique(), on=["document_id", "good_id"], how="semi")
    headed = traded.filter(pl.col("hs_heading").is_not_null()).select("document_id", "hs_heading").unique()
    return pl.concat([same_good, kinds.join(headed, on=["document_id", "hs_heading"], how="semi")]).unique(_KEY, maintain_order=True)


def _without(spans: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    return spans.join(others.select(_KEY), on=_KEY, how="anti")


def _beside_goods(weak: pl.DataFrame, goods: pl.DataFrame, *, gap: int = _NEAR) -> pl.DataFrame:
    """Weak terms with another good at most `gap` characters away, or with two in the sentence, that they are no part of."""
    numbered = outside(weak, goods).with_row_index("_row")
    others = goods.select(
        "sentence_id", pl.col("start_char").alias("_from"), pl.col("end_char").alias("_to"), pl.col("good_id").alias("_good")
    )
    near = (pl.col("_from") - pl.col("end_char") < gap) & (pl.col("start_char") - pl.col("_to") < gap)
    close = (
        numbered.select("_row", "sentence_id", "start_char", "end_char")
        .join(others, on="sentence_id")
        .group_by("_row")
        .agg(near.any().alias("_near"), pl.col("_good").n_unique().alias("_goods"))
        .filter(pl.col("_near") | ((pl.col("_goods") > 1) & pl.lit(gap == _NEAR)))
    )
    return numbered.join(close.select("_row"), on="_row", how="semi").drop("_row")


def any_of(context: pl.DataFrame, *reach: str) -> str:
    """One pattern for all of `context` with one of the given reaches."""
    patterns = context.filter(pl.col("reach").is_in(reach))["pattern"].to_list()
    edge = "" if set(reach) & {"before", "after", "measure", "acting"} else r"\b"
    return f"(?i){edge}(?:{'|'.join(patterns)}){edge}"
