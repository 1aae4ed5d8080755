"""Whether a sentence speaks of a date as past or to come: read from the verbs beside it."""

from __future__ import annotations

import re

import polars as pl

from pipeline.lexicon.calendar_load import any_of, load_calendar, words_of
from pipeline.mentions.date_grammar import STOPS
from pipeline.text.plain import in_ascii

# Participles after an auxiliary of the future tell nothing of the past: will be shipped, is to be opened.
_FUTURE = r"\b(will|would|shall|may|to|expected|scheduled|due|set|planned|slated)"
_FUTURE_PARTICIPLE = rf"{_FUTURE} (?:(?:also|not|likely|soon|still|only|now|then|once|[a-z]+ly) )?(?:be |have been )\w+"
_BARE_PAST = r"\b\w{2,}ed\b"
_LOOSE = ["month", "day"]  # kinds that stand before a noun: its January intake, the July 1 deadline
_GOVERNED = r"(?i)\b(?:in|on|by|since|until|till|during|of|throughout|early|mid|late)[ -]$|^$"
_CLOCK = r"(?:(?:noon|midnight|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?)(?: [A-Z]{2,4})?,? (?:on )?)?"  # until 9 a.m. EST Tuesday
_NOUN = r"^ [a-z]+"
_RANGE = r"(?:/| to | and | or |-)"


def with_tense(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` (with `before`, `after`: plain text beside the span) with `tense`: past, said, future or null.

    The last verb before the date decides, or the first behind it where the date opens the sentence. `said` is a verb of
    saying: it is past, but the day may belong to what is said; so may a month before a noun (has raised its January intake) or
    behind *for*. *For May shipment* is to come.
    """
    cues = load_calendar().filter(pl.col("kind") == "tense")
    tenses = dict(cues.select("word", "value").iter_rows())
    words = "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(set(tenses) - {"may"}, key=lambda word: (-len(word), word)))
    cue = in_ascii(rf"\b(?i:{words})\b|\bmay\b|{_BARE_PAST}|'ll\b")  # May is a month

    no_verbs = words_of("no_verb")  # in -ed, but no verb of the past: United, preferred, indeed

    def read(text: pl.Expr) -> pl.Expr:
        found = text.str.replace_all(in_ascii(_FUTURE_PARTICIPLE), "${1}").str.extract_all(cue)
        return found.list.eval(pl.element().filter(~pl.element().str.to_lowercase().is_in(no_verbs)))

    def of(verb: pl.Expr) -> pl.Expr:
        low = verb.str.to_lowercase()
        return low.replace_strict(tenses, default=None, return_dtype=pl.String).fill_null(
            pl.when(low.str.ends_with("ed")).then(pl.lit("past"))
        )

    clause = pl.col("before").str.replace(r"^.*[;\"]", "")
    frame = frame.with_columns(of(read(clause).list.last()).alias("_before"))
    before, after = pl.col("_before"), pl.col("_after")
    asked = before.is_null() | (before == "future")  # elsewhere the verb behind is not heard
    frame = frame.with_columns(of(read(pl.when(asked).then(pl.col("after"))).list.first()).alias("_after"))
    ahead = pl.col("before").str.contains(
        rf"(?i)\b(?:by|until|till|through|starting|beginning|commencing|effective|before|as of) {_CLOCK}$"
    )
    headline = (
        pl.col("before").str.contains(in_ascii(r"\bto [a-z]+(?: [\w'-]+){0,8} ?(?:on |in |by )?$")) & before.is_null() & after.is_null()
    )
    future = pl.lit("future")
    purpose = pl.col("before").str.contains(rf"(?i)\bfor (?:the )?(?:{any_of('month')}{_RANGE})?$")
    to_come = purpose & pl.col("after").str.contains(rf"^(?:{_RANGE}[A-Z][a-z]+)? ?(?:early |prompt )?(?i:{any_of('for_delivery')})\b")
    before_noun = pl.col("after").str.contains(_NOUN) & ~pl.col("after").str.contains(STOPS) & ~pl.col("before").str.contains(_GOVERNED)
    loose = pl.col("kind").is_in(_LOOSE) & (before_noun | purpose | pl.col("before").str.contains(r"(?i)\bfrom $"))
    owned = (pl.col("kind") == "weekday") & pl.col("after").str.starts_with("'s ") & (before == "future")  # appeal Monday's ruling
    told = pl.when(loose).then(before.replace("past", "said")).otherwise(before)
    return frame.with_columns(
        pl.when(owned).then(pl.when(after == "future").then(after))
        .when(headline | to_come).then(future)
        .when(ahead & (before == "past")).then(None)
        .when(ahead).then(pl.coalesce(before.replace("said", "future"), pl.when(after == "past").then(after), future))
        .otherwise(pl.coalesce(told, pl.when(loose).then(after.replace("past", "said")).otherwise(after))).alias("tense")
    ).drop("_before", "_after")  # fmt: skip
