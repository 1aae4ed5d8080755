"""Quantities, shares and amounts of money: figures with their unit, bounds and precision, as the text gives them.

The span is the whole expression with its approximator (*at least RMB 300,000*), without article. `low` and `high` are the bounds that the
text states, never a midpoint: *more than 500 t* has no high, *up to 500 t* no low, *tens of thousands of tons* low 10,000 and no high.
"""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.calendar_load import any_of, number_words
from pipeline.lexicon.units_load import MEASURES, load_units
from pipeline.mentions.quantity_grammar import CUE, SLOTS, WEIGHED, Rule, rules
from pipeline.schema import QUANTITIES, conform, empty
from pipeline.text.plain import in_ascii, plain
from pipeline.text.spans import find_pattern, longest, with_context

_COUNTED = rf"^ (?i:{any_of('count_after')})\b"
_WEIGHTS = r"(?i)\b(?:weigh\w*|tons?|tonnes?|kilo\w*|kgs?|bushels?)\b"
_TESTED = ("n", "scale", "joint", "unit", "money", "pound", "share")
_LOOSE = ("a", "an", "half a", "one")  # number words that need a scale or, half and one, a unit


def find_quantities(sentences: pl.DataFrame) -> pl.DataFrame:
    """Quantities in `sentences`; the columns of QUANTITIES, in text order.

    `measure` is quantity, money or share; `unit` the canonical code of units.csv (kg, t, l, m3, bbl, piece, head, container; % and pp for
    shares, in per cent), null for a bare count of things (600 monkeys); `currency` ISO 4217, null where the word or sign belongs to
    several (won, ¥). Times, ages and hours are left out; figures of dates are not told apart from counts here.
    """
    searched = sentences.filter(pl.col("plain").str.contains(CUE))
    matches = [matched for rule in rules() if (lines := _lines_for(rule, searched)).height and (matched := _match(lines, rule)).height]
    if not matches:
        return empty(QUANTITIES)
    found = pl.concat(matches, how="diagonal")
    missing = [pl.lit(None, dtype=pl.String).alias(name) for name in SLOTS if name not in found.columns]
    found = longest(found.with_columns(missing))
    return conform(_read(found), QUANTITIES).sort("document_id", "start_char")


def _lines_for(rule: Rule, sentences: pl.DataFrame) -> pl.DataFrame:
    return sentences.filter(pl.col("plain").str.contains(in_ascii(rule.cue))) if rule.cue else sentences


def _match(sentences: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """The matches of one rule that stand in the right company, with a column for each named group."""
    spans = find_pattern(sentences, rule.pattern)
    if spans.is_empty():
        return spans
    found = with_context(spans, sentences.select("sentence_id", "start_char", "plain"), width=40)
    found = found.filter(~pl.col("before").str.contains(rule.not_before))
    if rule.needs_after:
        found = found.filter(pl.col("after").str.contains(rule.needs_after))
    if rule.not_after:
        found = found.filter(~pl.col("after").str.contains(rule.not_after))
    filled = found.with_columns(
        pl.col("matched").str.extract_groups(rule.pattern).struct.unnest(),
        pl.lit(rule.name).alias("rule"), pl.lit(rule.measure).alias("measure"), pl.lit(rule.confidence).alias("confidence"),
    )  # fmt: skip
    filled = filled.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in _TESTED if name not in filled.columns)
    word, counted = pl.col("n").str.to_lowercase(), pl.coalesce("unit", "money", "pound", "share")
    bare = word.is_in(["a", "an"]) | (word.is_in(_LOOSE) & counted.is_null())
    joined = (pl.col("joint") != " and ") | pl.col("before").str.contains(r"(?i)\bbetween $")
    year = (
        (pl.col("rule").str.starts_with("count"))
        & pl.col("matched").str.contains(r"^(?:1[89]|20)\d\d$")
        & ~pl.col("after").str.contains(_COUNTED)
    )
    weight = pl.col("before").str.contains(_WEIGHTS) | pl.col("after").str.contains(WEIGHED)
    misread = (weight != (rule.measure == "quantity")) & rule.name.startswith("pounds of")  # money or weight, by the company
    changed = (pl.col("joint") == " to ") & pl.col("before").str.contains(r"(?i)\bfrom $")
    compound = (pl.col("joint") == "-") & ~pl.col("n").str.contains(r"\d")  # twenty-five is no range
    return filled.filter(
        ~compound.fill_null(False),
        ~(bare & pl.col("scale").is_null()).fill_null(False),
        joined.fill_null(True),
        ~changed.fill_null(False),
        ~year,
        ~misread,
    ).drop("matched", "before")


def _lookup(column: str, dimensions: tuple[str, ...], value: str) -> pl.Expr:
    """The code, scale or line of units.csv for the words in `column`; empty codes are null."""
    lines = load_units().filter(pl.col("dimension").is_in(dimensions)).select(plain(pl.col("word")).alias("word"), value, "case")
    exact = dict(lines.select("word", value).iter_rows())
    loose = {word.lower(): found for word, found in lines.filter(pl.col("case") != "exact").select("word", value).iter_rows()}
    dtype = lines.schema[value]
    text = pl.col(column).str.strip_chars(" -")
    found = text.replace_strict(exact, default=None, return_dtype=dtype).fill_null(
        text.str.to_lowercase().replace_strict(loose, default=None, return_dtype=dtype)
    )
    return pl.when(found != "").then(found) if dtype == pl.String else found


def _value(column: str) -> pl.Expr:
    """A figure (grouped by commas or spaces, a point or one comma for decimals) or number word."""
    text = pl.col(column).str.to_lowercase()
    half = pl.when(text.str.ends_with(" and a half")).then(0.5).otherwise(0.0)
    word = text.str.replace(" and a half$", "").replace_strict(number_words(), default=None, return_dtype=pl.Float64)
    grouped = text.str.contains(r"^\d{1,3}(?:[ ,]\d{3})+")
    figure = (
        pl.when(grouped)
        .then(text.str.replace_all("[ ,]", ""))
        .otherwise(text.str.replace(",", ".", literal=True))
        .cast(pl.Float64, strict=False)
    )
    return word.fill_null(figure) + half


def _bounds(bound: pl.Expr, low: pl.Expr, high: pl.Expr) -> list[pl.Expr]:
    """`low` and `high` where a bound leaves one side open."""
    return [
        pl.when(bound.fill_null("").str.ends_with("most")).then(None).otherwise(low).alias("low"),
        pl.when(bound.fill_null("").str.ends_with("least")).then(None).otherwise(high).alias("high"),
    ]


def _read(found: pl.DataFrame) -> pl.DataFrame:
    """Measures of the matches: figures times scale, bounds, unit and currency."""
    scales = ("scale", "short scale")
    counted = (*MEASURES, "time", "share", "money")
    bound = pl.coalesce(
        _lookup("post", ("post least", "post most", "post about"), "dimension"), _lookup("_bound", ("about", "least", "most"), "dimension")
    )
    own, other = _lookup("scale", scales, "scale").fill_null(1.0), _lookup("scale2", scales, "scale").fill_null(1.0)
    shared = pl.col("n2").is_not_null() & pl.col("scale").is_null() & (_value("n") < _value("n2"))
    factor = pl.coalesce(*[_lookup(name, counted, "scale") for name in ("unit", "money")], pl.lit(1.0))
    first = _value("n") * pl.when(shared).then(other).otherwise(own)
    second = _value("n2") * other
    vague = _lookup("vague", ("vague", "scale"), "scale")
    fraction = _lookup("fraction", ("fraction",), "scale")
    single = pl.coalesce(first, vague, fraction) * factor
    last = pl.when(pl.col("n2").is_not_null()).then(second * factor).when(pl.col("vague").is_not_null()).then(None).otherwise(single)
    spoken = pl.col("bound").str.replace(r"(?i)^(?:an? |the )", "")
    read = found.with_columns(spoken.alias("_bound")).with_columns(bound.alias("_side"), single.alias("low"), last.alias("high"))
    timed = _lookup("unit", ("time",), "dimension").is_not_null()
    line = pl.coalesce(
        *[
            _lookup(name, dims, "lexicon")
            for name, dims in (("sign", ("sign",)), ("money", ("money",)), ("unit", counted), ("share", ("share",)), ("pound", ("pound",)))
        ]
    )
    weight = (pl.col("measure") == "quantity") & pl.col("pound").is_not_null()
    return (
        read.filter(~timed, pl.col("low").is_not_null(), pl.col("high").is_null() | (pl.col("low") <= pl.col("high")))
        .with_columns(
            *_bounds(pl.col("_side"), pl.col("low"), pl.col("high")),
            pl.when(weight).then(pl.lit("lb")).otherwise(
                pl.coalesce(_lookup("unit", MEASURES, "code"), *[_lookup(name, (name,), "code") for name in ("share", "fraction")])
            ).alias("unit"),
            pl.when(pl.col("measure") == "money").then(
                pl.coalesce(_lookup("sign", ("sign",), "code"), _lookup("money", ("money",), "code"), _lookup("pound", ("pound",), "code"))
            ).alias("currency"),
            (pl.col("_side").fill_null("").str.ends_with("about") | pl.col("vague").is_not_null()).alias("is_approximate"),
            line.alias("lexicon"),
        )
        .drop("_side", "_bound")
    )  # fmt: skip
