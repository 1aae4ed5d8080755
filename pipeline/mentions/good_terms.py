"""Terms of the goods lexicon in text, with the neighbours that forbid them and the names that swallow them."""

from __future__ import annotations

import polars as pl

from pipeline.text.spans import find_pattern, find_terms, outside, with_context

_NAMED_KINDS = ["food", "beverage_tobacco", "consumer_goods", "medicine_medical", "textiles_clothing", "luxury", "feed"]
_OPENS = r"""(?:^|[.:!?(*/|\]\x1f] ?["']?|["'] ?|- )$"""  # what comes before a word with the capital letter of a sentence's start
_ADDRESS = r"(?:https?://|www\.)[^\s)>\]]+|\]\([^)\s]+\)|[\w.-]+@[\w.-]+|#\w+"
_CAPITAL = r"[A-Z][\w'&.-]*"


def find_forms(sentences: pl.DataFrame, forms: pl.DataFrame) -> pl.DataFrame:
    """Every occurrence of a form of the lexicon (see `goods_forms`), overlapping ones included.

    `sentences` with `is_headline`. Out: the columns of a span, those of `forms`, `before` and `after` (60 characters of the
    working copy), and `is_forbidden`: a neighbour gives it another sense, or it is a word of somebody's name.
    """
    spaced = sentences.with_columns(pl.col("plain").str.replace_all("-", " ", literal=True))
    cased = forms["is_cased"]
    found = pl.concat(
        [
            find_terms(spaced, forms.filter(~cased)["form"].to_list(), ignore_case=True),
            find_terms(spaced, forms.filter(cased)["form"].to_list(), ignore_case=False),
        ]
    ).rename({"term": "form"})
    found = outside(found, find_pattern(sentences, _ADDRESS))
    known = with_context(found.join(forms, on="form", how="inner"), sentences)
    headline = sentences.select("sentence_id", "is_headline", pl.col("plain").alias("_plain"))
    return (
        known.join(headline, on="sentence_id", how="left")
        .with_columns(is_forbidden=_next_to_forbidden() | _in_a_name() | _lacks_needed() | _is_verb())
        .drop("_plain", "needs", "not_before", "not_after", "form")
    )


def _next_to_forbidden() -> pl.Expr:
    before = pl.col("before").str.to_lowercase().str.replace_all("-", " ", literal=True)
    after = pl.col("after").str.to_lowercase().str.replace_all("-", " ", literal=True)
    word = r"[\w']+"
    checks = [pl.col("not_before").list.contains(before.str.extract(rf'((?:{word} ){{{n}}}{word})["( ]{{1,2}}$')) for n in (0, 1, 2)]
    checks += [pl.col("not_after").list.contains(after.str.extract(rf'^[") ]{{0,2}}((?:{word} ){{{n}}}{word})')) for n in (0, 1, 2)]
    guarded = (pl.col("not_before").list.len() > 0) | (pl.col("not_after").list.len() > 0)
    return guarded & pl.any_horizontal([check.fill_null(False) for check in checks])


def _is_verb() -> pl.Expr:
    """A noun such as *make-up* or *pick-up* that is written as a verb and its particle."""
    return pl.col("term").str.contains(r"-(?:up|in|out|off|on|down|over|away)s?$") & ~pl.col("surface").str.contains("-", literal=True)


def _lacks_needed() -> pl.Expr:
    return pl.col("needs").is_not_null() & ~pl.col("_plain").str.contains(pl.col("needs").fill_null("")).fill_null(False)


def _in_a_name() -> pl.Expr:
    """A lower-case term written with a capital inside a run of capitals: a name, unless it ends the name of a product."""
    capital = pl.col("surface").str.contains(r"^[A-Z]") & ~pl.col("is_cased") & ~pl.col("is_headline")
    runs_on = pl.col("after").str.contains(rf"^(?:[ -](?:(?:and|of|for|&) )?{_CAPITAL}|[A-Z])")
    opens = pl.col("before").str.contains(_OPENS)
    of_name = pl.col("before").str.contains(rf"{_CAPITAL},? (?:of|for|and|&) (?:the )?$")
    behind_capital = pl.col("before").str.contains(rf"{_CAPITAL} $")
    is_product = pl.col("category").is_in(_NAMED_KINDS)
    alone = ~behind_capital & ~opens
    several = pl.col("surface").str.contains(r"^[A-Z]\S*[ -][A-Z]") & ~is_product & ~opens
    inside = runs_on | several | (~opens & of_name) | (behind_capital & ~opens & ~is_product & ~_after_nationality()) | (alone & ~pl.col("is_strong"))
    return capital & inside


def _after_nationality() -> pl.Expr:
    """The word before looks like an adjective of nationality (*Russian Oil*)."""
    return pl.col("before").str.contains(r"\b[A-Z][a-z]*(?:an|ese|ish|ench|utch|raqi|raeli|hai) $")
