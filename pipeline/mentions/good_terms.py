"""Terms of the goods lexicon in text, with the neighbours that forbid them and the names that swallow them."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.goods_load import categories_with
from pipeline.lexicon.places_load import load_given_names
from pipeline.text.spans import find_pattern, outside, with_context

_KEYS = ["document_id", "sentence_id", "start_char", "end_char"]
_HEADLINE = 0.6  # share of long words with a capital from which a sentence is read as a headline
_ARTICLES = ["a", "an", "the"]
_SHOUTED = 0.85  # the same for a line that ends with a full stop
_OPENS = r"""(?:^|[.:!?(*/|\]\x1f] ?["']?|["'] ?|- )$"""  # what comes before a word with the capital letter of a sentence's start
_ADDRESS = r"(?:https?://|www\.)[^\s)>\]]+|\]\([^)\s]+\)|[\w.-]+@[\w.-]+|#\w+"
_MODAL = (
    r"\b(?:will|would|can|could|may|might|must|shall|should|cannot|[a-z]+n't|they|we|I|he|she|who)(?: [a-z]+ly)? $"
    r"|\bto [a-z]+ly $"
)
_CODED = r"(?:Project|Operation|Exercise|Codename|Code-name|Hurricane|Typhoon|Cyclone)"
_CAPITAL = r"[A-Z][\w'&.-]*"


def find_forms(sentences: pl.DataFrame, forms: pl.DataFrame, nationalities: pl.DataFrame, attributive: str) -> pl.DataFrame:
    """Every occurrence of a form of the lexicon (see `goods_forms`), overlapping ones included.

    `attributive` is a pattern for what follows a good before another noun (*coffee trader*): see `load_trade_context`, reach after.
    Out: the columns of a span, those of `forms`, `before` and `after` (60 characters of the working copy), `is_headline`, and
    `is_forbidden`: a neighbour gives it another sense, or it is a word of somebody's name.
    """
    found = outside(_occurrences(sentences, forms), find_pattern(sentences, _ADDRESS))
    origin = pl.col("before").str.extract(r"((?:[A-Z][\w.]*[ -])?[A-Z][\w.]*) $")
    origins = pl.Series(nationalities["term"].unique()).implode()
    last = origin.str.extract(r"([A-Z][\w.]*)$")
    given = pl.Series(load_given_names()).implode()
    placed = with_context(found, sentences).with_columns(
        _behind_origin=origin.is_in(origins) | last.is_in(origins), _behind_given=last.is_in(given).fill_null(False)
    )
    known = placed.join(_headlines(sentences, found), on="sentence_id", how="left")
    guarded = (pl.col("not_before").list.len() > 0) | (pl.col("not_after").list.len() > 0)
    free = known.filter(~guarded).with_columns(is_forbidden=_in_a_name() | _lacks_needed() | _is_verb())
    bound = known.filter(guarded).with_columns(is_forbidden=_next_to_forbidden(attributive) | _in_a_name() | _lacks_needed() | _is_verb())
    return pl.concat([free, bound]).drop("_plain", "_behind_origin", "_behind_given", "needs", "not_before", "not_after")


def _occurrences(sentences: pl.DataFrame, forms: pl.DataFrame) -> pl.DataFrame:
    """Whole-word occurrences: every mark between words counts as a space, so that one search for " form " finds them all."""
    keys = (" " + forms["form"].str.to_lowercase() + " ").unique().sort().to_list()
    padded = pl.lit(" ") + pl.col("plain").str.to_lowercase().str.replace_all(r"[^a-z0-9 ]", " ") + pl.lit(" ")
    found = (
        sentences.lazy()
        .select("document_id", "sentence_id", "start_char", "text", padded.alias("_padded"))
        .with_columns(pl.col("_padded").str.find_many(keys, overlapping=True).alias("_at"))
        .filter(pl.col("_at").list.len() > 0)
        .with_columns(pl.col("_padded").str.extract_many(keys, overlapping=True).alias("_key"))
        .drop("_padded")
        .explode("_at", "_key")
        .with_columns(pl.col("_at").cast(pl.Int64), (pl.col("_key").str.len_bytes() - 2).cast(pl.Int64).alias("_length"))
        .with_columns(
            pl.col("text").str.slice(pl.col("_at"), pl.col("_length")).alias("surface"),
            (pl.col("start_char") + pl.col("_at")).alias("start_char"),
        )
        .with_columns((pl.col("start_char") + pl.col("_length")).alias("end_char"))
        .drop("text", "_at", "_length")
        .collect()
    )
    known = found.join(forms.with_columns((" " + pl.col("form").str.to_lowercase() + " ").alias("_key")), on="_key")
    written = pl.col("surface").str.replace_all(r"[^A-Za-z0-9]", " ") == pl.col("form")
    return known.filter(~pl.col("is_cased") | written).select(*_KEYS, "surface", pl.exclude(*_KEYS, "surface", "form", "_key"))


def _headlines(sentences: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """`sentence_id`, `_plain` and `is_headline` (most long words have a capital) of the sentences with a find."""
    long_words = pl.col("_plain").str.count_matches(r"\b[A-Za-z]\w{3,}")
    capitals = pl.col("_plain").str.count_matches(r"\b[A-Z]\w{3,}")
    least = pl.when(pl.col("_plain").str.contains(r"[.!?][\"')]*$")).then(_SHOUTED).otherwise(_HEADLINE)
    return (
        sentences.join(found.select("sentence_id").unique(), on="sentence_id", how="semi")
        .select("sentence_id", pl.col("plain").alias("_plain"))
        .with_columns(is_headline=(capitals >= least * long_words) & (capitals > 1))
    )


def _next_to_forbidden(attributive: str) -> pl.Expr:
    """A word of `not_before` or `not_after` stands there; an article forbids nothing in *the car industry*."""
    before = pl.col("before").str.to_lowercase().str.replace_all("-", " ", literal=True)
    after = pl.col("after").str.to_lowercase().str.replace_all("-", " ", literal=True)
    word = r"[\w'.]+"
    left = [before.str.extract(rf'((?:{word} ){{{n}}}{word})["( ]{{1,2}}$') for n in (0, 1, 2)]
    right = [after.str.extract(rf'^[") ]{{0,2}}((?:{word} ){{{n}}}{word})') for n in (0, 1, 2)]
    checks = [
        pl.col(side).list.contains(words.str.strip_chars_end("."))
        for side, all_words in (("not_before", left), ("not_after", right))
        for words in all_words
    ]
    ahead = pl.col("after").str.replace(r"^ (?:and|or) [a-z]+ ", " ")  # a grain and sugar deal
    article = left[0].is_in(_ARTICLES) & ahead.str.contains(attributive)
    checks[0] &= ~article.fill_null(False)
    return pl.any_horizontal([check.fill_null(False) for check in checks])


def _is_verb() -> pl.Expr:
    """A verb by its neighbours (*can fish*, *suits its needs*), or a verb and its particle (*make up* for *make-up*)."""
    one_word = pl.col("surface").str.contains(r"^[A-Za-z]+$") & ~pl.col("is_strong")
    modal = pl.col("before").str.contains(
        r"\b(?:will|would|can|could|may|might|must|shall|should|cannot|[a-z]+n't|they|we|I|he|she|who)(?: [a-z]+ly)? $|\bto [a-z]+ly $"
    )
    has_object = pl.col("after").str.contains(r"^ (?:the|an?|its|their|his|her|them|it|him) ")
    particle = pl.col("term").str.contains(r"-(?:up|in|out|off|on|down|over|away)s?$") & ~pl.col("surface").str.contains("-", literal=True)
    return (one_word & (modal | has_object)) | particle


def _lacks_needed() -> pl.Expr:
    return pl.col("needs").is_not_null() & ~pl.col("_plain").str.contains(pl.col("needs").fill_null("")).fill_null(False)


def _in_a_name() -> pl.Expr:
    """A lower-case term written with a capital inside a run of capitals: a name, unless it ends the name of a product."""
    capital = pl.col("surface").str.contains(r"^[A-Z]") & ~pl.col("is_cased") & ~pl.col("is_headline")
    runs_on = pl.col("after").str.contains(rf"^(?:[ -](?:(?:and|of|for|on|in|&) )?{_CAPITAL}|[A-Z])")
    opens = pl.col("before").str.contains(_OPENS)
    of_name = pl.col("before").str.contains(rf"{_CAPITAL},? (?:of|for|and|&) (?:the )?$")
    behind_capital = pl.col("before").str.contains(rf"{_CAPITAL} $")
    is_product = pl.col("category").is_in(categories_with("branded"))
    alone = ~behind_capital & ~opens
    several = pl.col("surface").str.contains(r"^[A-Z]\S*[ -][A-Z]") & ~is_product & ~opens
    inside = (
        runs_on
        | several
        | pl.col("_behind_given")
        | (~opens & of_name)
        | (behind_capital & ~opens & ~is_product & ~pl.col("_behind_origin").fill_null(False))
        | (alone & ~pl.col("is_strong"))
    )
    speaks = pl.col("after").str.contains(r"^ (?:said|says|told|added|argued|noted)\b")
    acronym = pl.col("surface").str.contains(r"^[A-Z]{2,}$")
    code_name = pl.col("before").str.contains(rf"\b{_CODED} $") & pl.col("surface").str.contains(r"^[A-Z]") & ~pl.col("is_cased")
    return (capital & (inside | acronym | speaks)) | code_name
