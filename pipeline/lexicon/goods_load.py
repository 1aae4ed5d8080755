"""The goods lexicon: every line of goods/*.csv checked, and the forms in which its term stands in text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from pipeline.lexicon.sources import GOODS as COLUMNS
from pipeline.lexicon.sources import LexiconError, cached, own_lines

FOLDER = Path(__file__).parent
_HS = r"^(?:(?:0[1-9]|[1-68]\d|7[0-689]|9[0-7])(?:\d\d)?(?:\||$)){1,3}$"
_ARTICLES = ["a", "an", "the"]


class GoodsColumnsError(LexiconError):
    """A file of the goods lexicon has other columns than term,name,hs,category,trust,needs,not_before,not_after,comment."""


class GoodsLineError(LexiconError):
    """A line of the goods lexicon has an unknown category or trust, no term or name, or an HS code that is none."""


class GoodsTermTwiceError(LexiconError):
    """A term stands on two lines of the goods lexicon."""


@cached
def load_goods() -> pl.DataFrame:
    """The goods lexicon as forms (see `goods_forms`): the shipped lines, and the user's, which win over a shipped one of the same term."""
    own, shipped = own_goods(), read_goods([FOLDER / "goods"])
    return goods_forms(pl.concat([own, shipped.join(own, on="term", how="anti", maintain_order="left")]))


def own_goods() -> pl.DataFrame:
    """The user's lines, checked as the shipped ones: a name left out is the term, a trust left out is strong."""
    lines = own_lines("goods").with_columns(pl.when(pl.col(name) != "").then(name).alias(name) for name in COLUMNS)
    lines = lines.with_columns(pl.coalesce("name", "term").alias("name"), pl.col("trust").fill_null("strong"), pl.lit(0).alias("_rank"))
    _check(lines)
    return lines.drop("_rank")


@cached
def categories_with(trait: str) -> list[str]:
    """Categories of goods_categories.csv with a trait.

    piece: counted in pieces; moves: carries or moves itself, so often spoken of in use; once: a find elsewhere in the text proves
    nothing; raw: bulk goods (*Russian oil*); hardware: has parts; model: has model names before it; branded: sold under names.
    """
    frame = _read(FOLDER / "goods_categories.csv")
    return frame.filter(pl.col("traits").str.split("|").list.contains(trait))["category"].to_list()


@cached
def load_heads() -> pl.DataFrame:
    """Words that end the name of a good: `head`, `rule` (keep, chapter, fixed, class), `hs`, `category`, `comment`, `lexicon`."""
    return _read(FOLDER / "goods_heads.csv")


@cached
def load_modifiers() -> pl.DataFrame:
    """Words before a good: `modifier`, `use` (grade: belongs to the span; class: names a class before a head; both), `hs`, `category`."""
    return _read(FOLDER / "goods_modifiers.csv")


@cached
def load_trade_context() -> pl.DataFrame:
    """Words that show a thing to be merchandise: `pattern` (regular expression) and `reach`.

    Reach is trade (anywhere in the sentence, and makes the text one on trade), document (only the latter), sentence (anywhere in
    it), near (within some words, in a text on trade), before or after (directly beside: also for vehicles and ships), measure
    (a quantity directly before), frame (directly before a good, known or not), acting (directly after what acts and is no ware).
    """
    return _read(FOLDER / "trade_context.csv")


@cached
def load_frame_stop() -> frozenset[str]:
    """Words that are no goods though they stand where goods stand (*exports of services*)."""
    return frozenset(_read(FOLDER / "goods_frame_stop.csv")["word"])


def read_goods(folders: Sequence[Path]) -> pl.DataFrame:
    """The lines of all CSV files in `folders`, checked: COLUMNS (empty text is null) and `lexicon` (folder/file:line).

    Raises GoodsColumnsError, GoodsLineError, GoodsTermTwiceError. A later folder's line replaces a term of an earlier folder.
    """
    parts = []
    for rank, folder in enumerate(folders):
        for path in sorted(folder.glob("*.csv")):
            frame = _read(path, f"{folder.name}/{path.name}")
            if frame.columns != [*COLUMNS, "lexicon"]:
                raise GoodsColumnsError(f"{path}: {','.join(frame.columns)}")
            parts.append(frame.with_columns(pl.lit(rank).alias("_rank")))
    lines = pl.concat(parts) if parts else pl.DataFrame(schema=dict.fromkeys([*COLUMNS, "lexicon"], pl.String) | {"_rank": pl.Int32})
    _check(lines)
    return (
        lines.sort("_rank", descending=True, maintain_order=True)
        .unique("term", keep="first", maintain_order=True)
        .drop("_rank")
        .sort("lexicon")
    )


def goods_forms(lines: pl.DataFrame) -> pl.DataFrame:
    """One row a form of a term (singular, plural): what `find_goods` looks up.

    Out: `form` (marks as spaces; lower case unless `is_cased`), `term`, `good_id`, `name`, `hs_chapter`, `hs_heading`,
    `category`, `is_strong`, `is_cased`, `is_carrier`, `needs` (pattern), `not_before`, `not_after` (lists, lower case), `lexicon`.
    """
    with_hs = _settle_names(lines.with_row_index("_at"))
    comment = pl.col("comment").fill_null("")
    base = with_hs.select(
        "_at", "term", "name", "hs_chapter", "hs_heading", "category", "lexicon",
        pl.col("name").pipe(slug).alias("good_id"),
        (pl.col("trust") == "strong").alias("is_strong"),
        pl.col("term").str.contains(r"[A-Z]").alias("is_cased"),
        comment.str.contains(r"\bcarrier\b").alias("is_carrier"),
        comment.str.contains("!s", literal=True).alias("_no_plural"),
        (pl.lit(r"(?i)\b(?:") + pl.col("needs") + pl.lit(r")\b")).alias("needs"),
        _words("not_before"),
        _words("not_after"),
    )  # fmt: skip
    own = base.with_columns(pl.col("term").alias("form"), pl.lit(0).alias("_order"))
    plurals = (
        base.filter(~pl.col("_no_plural"))
        .with_columns(plurals_of(pl.col("term")).alias("form"), pl.lit(1).alias("_order"))
        .explode("form")
        .with_columns(pl.col("not_before").list.set_difference(_ARTICLES), pl.col("not_after").list.set_difference(["to"]))
    )
    return (
        pl.concat([own, plurals])
        .with_columns(pl.col("form").str.replace_all(r"[^A-Za-z0-9]", " "))
        .sort("_order", "_at", "form")
        .unique("form", keep="first", maintain_order=True)
        .drop("_order", "_no_plural", "_at")
    )


def plurals_of(term: pl.Expr) -> pl.Expr:
    """A list of plural forms of `term`; of *X of Y* the plural of X, of a term in capitals or with a number also *'s*."""
    last = r"^(.*[ -])?(\S+)$"
    head = term.str.extract(r"^(\S+)( of .*)$", 1)
    tail = term.str.extract(r"^(\S+)( of .*)$", 2)
    word = pl.coalesce(head, term.str.extract(last, 2))
    lead = pl.when(head.is_null()).then(term.str.extract(last, 1).fill_null("")).otherwise(pl.lit(""))
    ended = (
        pl.when(word.str.contains(r"[A-Z0-9]$"))
        .then(pl.concat_list(word + "s", word + "'s"))
        .when(word.str.contains(r"(?:s|x|z|ch|sh)$"))
        .then(pl.concat_list(word + "es"))
        .when(word.str.contains(r"[^aeiou]y$"))
        .then(pl.concat_list(word.str.head(-1) + "ies"))
        .when(word.str.contains(r"(?:ife|l[f]|eaf)$"))
        .then(pl.concat_list(word + "s", word.str.replace(r"fe?$", "ves")))
        .when(word.str.contains(r"[^aeiou]o$"))
        .then(pl.concat_list(word + "s", word + "es"))
        .when(word.str.contains(r"(?:craft|man)$"))
        .then(pl.concat_list(word.str.replace(r"man$", "men")))
        .otherwise(pl.concat_list(word + "s"))
    )
    return _around(lead, ended, tail.fill_null(""))


def slug(name: pl.Expr) -> pl.Expr:
    """`name` in lower case, its words joined by hyphens."""
    return name.str.to_lowercase().str.replace_all(r"[^a-z0-9]+", "-").str.strip_chars("-")


def _around(lead: pl.Expr, forms: pl.Expr, tail: pl.Expr) -> pl.Expr:
    first, second = forms.list.get(0), forms.list.get(1, null_on_oob=True)
    return pl.concat_list(lead + first + tail, lead + second + tail).list.drop_nulls()


def _words(column: str) -> pl.Expr:
    words = pl.col(column).str.to_lowercase().str.replace_all("-", " ", literal=True).str.split("|")
    return words.list.eval(pl.element().str.strip_chars_end(".")).fill_null([]).alias(column)


def _settle_names(lines: pl.DataFrame) -> pl.DataFrame:
    """`lines` with `hs_chapter` and `hs_heading`, the same for all lines of one name; a term of another chapter is its own name."""
    hs = lines.with_columns(
        pl.col("hs").str.head(2).alias("hs_chapter"),
        pl.when(pl.col("hs").str.contains(r"^\d{4}$")).then("hs").alias("hs_heading"),
        (pl.col("term") != pl.col("name")).alias("_other"),
    ).sort("_other", "_at")
    first = hs.group_by("name", maintain_order=True).agg(pl.col("hs_chapter").first().alias("_chapter"))
    apart = pl.col("hs_chapter").ne_missing(pl.col("_chapter"))
    named = (
        hs.join(first, on="name", how="left")
        .with_columns(pl.when(apart).then("term").otherwise("name").alias("name"))
        .sort("_other", "_at")
    )
    settled = named.group_by("name", maintain_order=True).agg(
        pl.col("hs_chapter").first(),
        pl.when(pl.col("hs_heading").drop_nulls().n_unique() == 1)
        .then(pl.col("hs_heading").drop_nulls().first())
        .otherwise(pl.col("hs_heading").first()),
        pl.col("category").first(),
    )
    return named.drop("hs_chapter", "hs_heading", "category", "_other", "_chapter").join(settled, on="name", how="left").sort("_at")


def _check(lines: pl.DataFrame) -> None:
    categories = _read(FOLDER / "goods_categories.csv")["category"]
    reasons = {
        "no term": pl.col("term").is_null(),
        "no name": pl.col("name").is_null(),
        "term with blanks around it": pl.col("term") != pl.col("term").str.strip_chars(),
        "term is not ASCII": pl.col("term").str.contains(r"[^\x20-\x7e]"),
        "not an HS code (a chapter of two digits or a heading of four, several joined by |)": ~pl.col("hs").fill_null("").str.contains(_HS)
        & pl.col("hs").is_not_null(),
        "no such category (see pipeline/lexicon/goods_categories.csv)": ~pl.col("category").is_in(categories.implode()).fill_null(False),
        "trust is neither strong nor weak": ~pl.col("trust").is_in(["strong", "weak"]).fill_null(False),
    }
    for reason, is_wrong in reasons.items():
        if (wrong := lines.filter(is_wrong)).height:
            raise GoodsLineError(
                f"{wrong['lexicon'][0]}: {reason}: {','.join(value or '' for value in wrong.drop('lexicon', '_rank').row(0))}"
            )
    twice = lines.filter(pl.struct("term", "_rank").is_duplicated())
    if twice.height:
        raise GoodsTermTwiceError(f"{twice['term'][0]!r}: {', '.join(twice.filter(pl.col('term') == twice['term'][0])['lexicon'])}")


def _read(path: Path, shown: str | None = None) -> pl.DataFrame:
    """A CSV file as text with `lexicon`, where each line stands."""
    frame = pl.read_csv(path, infer_schema=False)
    shown = shown or path.name
    return frame.with_row_index("_line", offset=2).with_columns(pl.format("{}:{}", pl.lit(shown), "_line").alias("lexicon")).drop("_line")
