"""Find expressions of time and read the numbers in them: sentences in, one row for each expression out, nothing resolved yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import polars as pl

from pipeline.lexicon.calendar_load import FIRST_YEAR, any_of, load_calendar, load_holidays, number_words, ordinal_words, values_of
from pipeline.mentions.date_grammar import CUE, SLOTS, STOPS, Rule, rules
from pipeline.text.plain import in_ascii
from pipeline.text.spans import find_pattern, longest, outside, with_context

_ADDRESS = r"(?:https?://|www\.)[^\s)>\]]+|\]\([^)\s]+\)"  # a day in the address of a page is no date of the text
_CONTEXT = 200
_AT_ONCE = 6  # rules asked for in one search: the automaton of more does not fit its cache
_CLASS, _GROUP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]"), re.compile(r"\([^()]*\)")
_TIMES = {"fortnight": 2.0, "decade": 10.0, "century": 100.0}
_CENTURY_TURN = 50  # '49 is 2049, '50 is 1950


def find_slots(sentences: pl.DataFrame) -> pl.DataFrame:
    """Expressions of time in `sentences`, longest first, with what their words say.

    Out: the span, `rule`, `kind`, `lexicon`, `before`, `after`, `sentence_number` and the read slots: `wd` 1–7, `day`, `mon`, `y`,
    `day2`, `mon2`, `y2`, `part`, `n` (a number of `unit`s), `off` (-1 last, 0 this, 1 next), `ord`, `ord2`, `season`, `holiday`,
    `yoff`, `moff`, `woff` (steps of the year, month or week named by its relation), `anchored` (steps count from a date told
    before). A frame without columns where nothing is found.
    """
    searched = sentences.filter(pl.col("plain").str.contains(CUE)).select(
        "document_id", "sentence_id", "sentence_number", "start_char", "end_char", "text", "plain"
    )
    addresses = find_pattern(searched, _ADDRESS)
    told = enumerate(zip(rules(), sentences_with(searched, rules()), strict=True))
    matches = [matched for rank, (rule, lines) in told if lines.height and (matched := _match(lines, rule, rank)).height]
    if not matches:
        return pl.DataFrame()
    found = pl.concat(matches, how="diagonal")
    found = outside(found, addresses)
    missing = [pl.lit(None, dtype=pl.String).alias(name) for name in SLOTS if name not in found.columns]
    kept = longest(
        found.with_columns(missing), first=[pl.col("start_char") - pl.col("end_char"), pl.col("start_char"), pl.col("rank")]
    ).filter(_is_date())
    return _read(kept).sort("document_id", "start_char")


def sentences_with(sentences: pl.DataFrame, rules: Sequence[Rule]) -> Iterator[pl.DataFrame]:
    """For each of `rules` the sentences that it may match in: most rules match in few."""
    for start in range(0, len(rules), _AT_ONCE):
        block = rules[start : start + _AT_ONCE]
        lines = sentences.filter(pl.col("plain").str.contains(in_ascii("|".join(_in_company(rule) for rule in block))))
        for rule in block:
            needs_more = lines.height and (rule.needs_before or rule.needs_after)
            yield lines.filter(pl.col("plain").str.contains(in_ascii(_in_company(rule)))) if needs_more else lines


def _in_company(rule: Rule) -> str:
    """The pattern of a rule without its names, between what it needs beside it as far as that is tied to it by one anchor."""
    ahead = rule.needs_before.removesuffix("$") if _is_tied(rule.needs_before, "$") else ""
    behind = rule.needs_after.removeprefix("^") if _is_tied(rule.needs_after, "^") else ""
    return re.sub(r"\(\?P<\w+>", "(?:", f"(?:{ahead}(?:{rule.pattern}){behind})")


def _is_tied(pattern: str, anchor: str) -> bool:
    """Whether the one anchor of `pattern` stands at its end, or start, and holds for all of it."""
    bare = _CLASS.sub("", pattern)
    ends = bare.endswith("$") if anchor == "$" else bare.startswith("^")
    while (flat := _GROUP.sub("", bare)) != bare:
        bare = flat
    return ends and "|" not in bare and len(re.findall(r"[$^]", _CLASS.sub("", pattern))) == 1


def _match(sentences: pl.DataFrame, rule: Rule, rank: int) -> pl.DataFrame:
    """The matches of one rule that stand in the right company, with a column for each named group."""
    spans = find_pattern(sentences, rule.pattern)
    if spans.is_empty():
        return spans
    found = with_context(spans, sentences.select("sentence_id", "start_char", "plain"), width=_CONTEXT)
    for column, needed, unwanted in (("before", rule.needs_before, rule.not_before), ("after", rule.needs_after, rule.not_after)):
        if needed:
            found = found.filter(pl.col(column).str.contains(needed))
        if unwanted:
            found = found.filter(~pl.col(column).str.contains(unwanted))
    groups = [pl.col("matched").str.extract_groups(rule.pattern).struct.unnest()] if "(?P<" in rule.pattern else []
    return found.select(
        pl.exclude("matched"), *groups, pl.lit(rank).alias("rank"), pl.lit(rule.name).alias("rule"), pl.lit(rule.kind).alias("kind")
    ).join(sentences.select("sentence_id", "sentence_number"), on="sentence_id", how="left", maintain_order="left")


def _is_date() -> pl.Expr:
    """Whether a span that won is a date in its company; a loser inside a refused winner stays out."""
    may = ~((pl.col("rule") == "month") & pl.col("surface").str.contains("^(?:May|MAY)$")) | pl.col("before").str.contains(
        r"(?i:\b(?:in|since|until|till|through|during|before|after|late|early|mid|between|from|by|for|last|next|this|of)[ -])$"
        r"|'s $|(?i:between|from) .{3,20} (?:and|to) $"
    )
    named = (pl.col("rule") == "month") & pl.col("surface").str.contains("^(?:April|June|August|May|Jan|March)$")
    name = pl.col("after").str.contains(r"^ [A-Z][a-z]+") & ~pl.col("before").str.contains(
        r"(?i:\b(?:in|since|until|till|through|during|for|from|to|by)) $|'s $|(?i:between) .{3,20} and $"
    )
    # Jan and Jun are names of people: Jennifer Jun, the author; but China Jan exports rise
    person = (
        (pl.col("rule") == "month")
        & pl.col("surface").is_in(["Jan", "Jun"])
        & pl.col("before").str.contains(r"[A-Z][a-z]+ $")
        & ~pl.col("after").str.contains(r"^ [a-z]+ [a-z]+")
    )
    marching = (
        (pl.col("rule") == "month")
        & (pl.col("surface") == "March")
        & pl.col("after").str.contains(r"^ (?:on|against|for|to|of|toward|towards|through)\b")
        & ~pl.col("before").str.contains(r"(?i:\b(?:in|since|from|between|during|by|until)) $")
    )
    shown = pl.col("surface").is_in(["Today", "TODAY"]) & pl.col("before").str.contains(r"\w $")
    return may & ~(named & name) & ~person & ~marching & ~shown & ~_is_count()


def _is_count() -> pl.Expr:
    """Whether a bare year is a number of things, an hour or part of a name: 2000 tons, 1800 GMT, Resolution 2371."""
    bare = (pl.col("rule") == "year") & pl.col("surface").str.contains(r"^\d{4}$")
    named = pl.col("before").str.contains(rf"\b{any_of('not_before_year')}[ -]$")
    glued = pl.col("after").str.contains(r"^(?:[.,]\d|%|[A-Za-z/\x10-\x16]|-(?:[A-Zb-z0-9]|a[a-z]))") & ~pl.col("after").str.contains(
        "^-(?:built|made|model|era|style|vintage|born)"
    )
    things = pl.col("after").str.contains(rf"^[ -](?:[A-Z][\w.]* ){{0,2}}(?i:{any_of('count_after')})\b") & ~pl.col("before").str.contains(
        r"(?i)\b(?:in|since|the|by|from|until|till|during|after|before|of|for) $"
    )
    things &= ~pl.col("after").str.contains(r"^ est\b")  # an estimate of that year, not Eastern Standard Time
    noun = pl.col("after").str.contains(r"^ [a-z]+") & ~pl.col("after").str.contains(STOPS)
    counted = pl.col("before").str.contains(rf"\b(?i:{any_of('count_before')}) $") & noun
    early = pl.col("surface").cast(pl.Int64, strict=False) < FIRST_YEAR
    return bare & (named | glued | things | counted | early)


def _number(column: str) -> pl.Expr:
    """Figures or number words as a number."""
    word = pl.col(column).str.to_lowercase()
    return word.replace_strict(number_words(), default=None, return_dtype=pl.Float64).fill_null(word.cast(pl.Float64, strict=False))


def _figure(column: str) -> pl.Expr:
    return pl.col(column).str.extract(r"(\d+)").cast(pl.Int64, strict=False)


def _month(column: str) -> pl.Expr:
    names = {word[:3]: int(value) for word, value in values_of("month").items()}
    named = pl.col(column).str.slice(0, 3).str.to_lowercase().replace_strict(names, default=None, return_dtype=pl.Int64)
    return named.fill_null(pl.col(column).cast(pl.Int64, strict=False))


def _ordinal(column: str) -> pl.Expr:
    words = ordinal_words() | {"latter": -1, "opening": 1, "closing": -1}
    word = pl.col(column).str.to_lowercase()
    return word.replace_strict(words, default=None, return_dtype=pl.Int64).fill_null(word.cast(pl.Int64, strict=False))


def _steps(column: str) -> pl.Expr:
    """-1 for last, 0 for this, 1 for next and their kin, of `last year` as of `last`."""
    steps = {word: int(value) for word, value in values_of("direction", "relation", "relation_now").items()}
    return _related(column).replace_strict(steps, default=None, return_dtype=pl.Int64)


def _related(column: str) -> pl.Expr:
    """`last` of `Last year`."""
    return pl.col(column).str.to_lowercase().str.replace(" (?:year|month|week)$", "")


def _full_year(figure: pl.Expr, beside: pl.Expr) -> pl.Expr:
    """A year from two or four figures; two belong to the century of `beside`, or of the years around now."""
    century = pl.when(beside.is_not_null()).then(beside // 100 * 100).when(figure < _CENTURY_TURN).then(2000).otherwise(1900)
    return pl.when(figure < 100).then(century + figure).otherwise(figure)


def _read(found: pl.DataFrame) -> pl.DataFrame:
    """The slots of `found` as numbers."""
    season = {word: int(value) for word, value in values_of("season").items()}
    weekday = {word[:3]: int(value) for word, value in values_of("weekday").items()}
    decade = {word: int(value) for word, value in values_of("decade_word").items()}
    nothing = pl.lit(None, dtype=pl.Int64)
    anchored = sorted(set(values_of("relation")) - set(values_of("direction")))
    dec = pl.col("dec").str.to_lowercase()
    figure = _figure("dec")
    decade_year = dec.replace_strict(decade, default=None, return_dtype=pl.Int64).fill_null(
        pl.when(figure >= 100).then(figure).when(figure >= 30).then(figure + 1900).otherwise(figure + 2000)
    )
    counted = pl.col("kind").is_in(["ago", "later", "from now"])
    unit = (
        pl.col("unit").str.to_lowercase().str.replace("(?:fiscal|calendar|financial) ", "").str.replace("ies$", "y").str.replace("s$", "")
    )
    return (
        found.with_columns(_lexicon())
        .with_columns(
            pl.col("wd").str.slice(0, 3).str.to_lowercase().replace_strict(weekday, default=None, return_dtype=pl.Int64),
            _figure("day"), _figure("day2"), _month("mon"), _month("mon2"), _figure("a"), _figure("b"),
            pl.coalesce(_full_year(_figure("year"), nothing), decade_year, _year_of_event()).alias("y"),
            pl.col("part").str.to_lowercase().replace(values_of("part", "year_part")),
            _number("n").alias("n"),
            unit.replace({"morning": "day", "afternoon": "day", "evening": "day", "night": "day", "fortnight": "week"}).alias("unit"),
            pl.when(counted | (unit == "fortnight")).then(unit.replace_strict(_TIMES, default=1.0, return_dtype=pl.Float64))
            .otherwise(1.0).alias("_times"),
            _steps("dir").alias("off"), _steps("yrel").alias("yoff"), _steps("mrel").alias("moff"), _steps("wrel").alias("woff"),
            _ordinal("ord"), _ordinal("ord2"),
            pl.col("season").str.to_lowercase().replace_strict(season, default=None, return_dtype=pl.Int64),
            pl.col("holiday").str.to_lowercase(),
            pl.col("word").str.to_lowercase().replace_strict(
                {word: int(value) for word, value in values_of("day_word").items()}, default=None, return_dtype=pl.Int64
            ),
            pl.any_horizontal(_related(name).is_in(anchored) for name in ("yrel", "mrel", "wrel")).fill_null(False)
            .alias("anchored"),
        )
        .with_columns(_full_year(_figure("year2"), pl.col("y")).alias("y2"), pl.col("n") * pl.col("_times"))
        .with_columns(pl.when(counted & pl.col("unit").is_in(["decade", "century"])).then(pl.lit("year")).otherwise("unit").alias("unit"))
        .with_columns(
            pl.when(_a_week_ago()).then(pl.lit("day")).otherwise("unit").alias("unit"),
            pl.when(_a_week_ago()).then(7.0).otherwise("n").alias("n"),
        )
        .with_columns(
            pl.when(_year_end()).then(pl.lit("of the unit")).otherwise("kind").alias("kind"),
            pl.when(_year_end()).then(pl.lit("year")).otherwise("unit").alias("unit"),
        )
        .drop("year", "year2", "dir", "yrel", "mrel", "wrel", "dec", "_times", "rank")
    )  # fmt: skip


def _year_of_event() -> pl.Expr:
    """The year of a day that is in the calendar once only, as D-Day."""
    once = load_holidays().group_by("holiday").agg(pl.col("year").first(), pl.len()).filter(pl.col("len") == 1)
    years = dict(once.select("holiday", "year").iter_rows())
    return pl.col("holiday").str.to_lowercase().replace_strict(years, default=None, return_dtype=pl.Int64)


def _year_end() -> pl.Expr:
    """Whether the span is `year-end` or `midyear` with no year named."""
    return (pl.col("rule") == "year end") & pl.col("y").is_null()


def _a_week_ago() -> pl.Expr:
    """*A week ago* is a day; *two weeks ago* and *about a week ago* are some day of that week."""
    return (pl.col("rule") == "ago") & (pl.col("unit") == "week") & pl.col("surface").str.contains(r"^(?i:a|one) week ago$")


def _lexicon() -> pl.Expr:
    """The line of calendar.csv behind the most telling word of the span."""
    lines = {
        word.lower(): line
        for word, line in load_calendar()
        .filter(pl.col("kind").is_in(["month", "month_short", "weekday", "season", "holiday", "day_word"]))
        .select("word", "lexicon")
        .iter_rows()
    }
    word = pl.coalesce("holiday", "mon", "wd", "season", "word").str.strip_chars(".").str.to_lowercase()
    return word.replace_strict(lines, default=None, return_dtype=pl.String).alias("lexicon")
