"""The grammar of quantities: Rust regular expressions over the working copy.

Groups: `bound` the words in front (at least, about, up to); `n`, `scale` and `n2`, `scale2` figures with their million; `joint` what joins the two
ends of a range; `vague` (tens of thousands), `several`; `unit`, `share`, `money`, `sign`, `pound`, `fraction` what is counted; `post` a bound behind.
"""

# ruff: noqa: E501 (one rule a line)
from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipeline.lexicon.calendar_load import any_of, number_words
from pipeline.lexicon.sources import cached
from pipeline.lexicon.units_load import MEASURES, alternation, words
from pipeline.text.plain import plain

SLOTS = ("bound", "sign", "n", "scale", "joint", "n2", "scale2", "unit", "money", "share", "pound", "post", "vague", "several", "fraction")
CUE = r"(?i)\d|\b(?:hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|third|quarters?|fifth|tenth|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|tens|scores|several)\b"

_FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?)"
_GLUED = r"[\w.,/#$-]$"  # a figure that goes on to the left: a model, a law, a decimal
_FUNCTION_AFTER = r"^ (?:of|and|or|to|in|on|at|by|for|from|with|the|was|were|is|are|has|have|had|who|which|that|when|while|as|after|before|until|per|but|out|if|than|then|also|will|would|did|said|more|less|others?|times|each)\b"
WEIGHED = r"^ (?:of (?:[a-z]|\w+ [a-z])|in weight)"
_THING = r"^ (?:[a-z]+-)*[a-z]{3,}|^ (?:North |South )?[A-Z][a-z]+(?:ese|ian|ean|ish|an) [a-z]{3,}"


@dataclass(frozen=True)
class Rule:
    """One way to write a quantity; contexts are regular expressions on the plain text beside the span."""

    name: str
    measure: str
    pattern: str
    confidence: float
    not_before: str = _GLUED
    needs_after: str = ""
    not_after: str = ""
    cue: str = ""  # a part of the pattern that costs little to look for: a sentence without it is not searched


def _signs() -> str:
    """Signs of money as they look in the working copy, where most are control characters."""
    return alternation(words("sign").with_columns(plain(pl.col("word")).alias("word")))


def _spelled() -> str:
    names = sorted(set(number_words()) - {"a couple of"}, key=lambda word: (-len(word), word))
    return rf"(?i:{'|'.join(names)})\b(?i: and a half)?"


@cached
def rules() -> tuple[Rule, ...]:
    """All rules; the longest match wins."""
    scale = rf"(?i:{alternation(words('scale'))})\b"
    bound = rf"(?:(?P<bound>(?i:an? |the )?{alternation(words('about', 'least', 'most'))})(?:(?i: an?| the)? |\b))?"
    post = rf"(?:(?P<post>\+| ?-?{alternation(words('post least', 'post most', 'post about'))}))?"
    figure = rf"(?P<n>{_FIGURE}|{_spelled()})(?:[ -](?P<scale>{scale}))?"
    joint = r"(?P<joint> ?- ?| to | or | and )"
    ranged = rf"{figure}{joint}(?P<n2>{_FIGURE}|{_spelled()})(?:[ -](?P<scale2>{scale}))?"
    signs, short = _signs(), rf"[ -]?(?:{scale}|{alternation(words('short scale'))}\b)"
    paid = rf"(?P<sign>{signs}) ?(?P<n>{_FIGURE})(?P<scale>{short})?"
    vague = rf"(?P<several>(?i:several|many|a few|some|a couple of) )?(?P<vague>{alternation(words('vague'))})(?: of)?"
    several = rf"(?P<several>(?i:several|many|a few|a couple of|a couple)) (?P<vague>{alternation(words('scale'))})(?: of)?"
    unit = rf"(?P<unit>{alternation(words(*MEASURES, 'time'))})\b"
    kind = r"(?: ?- ?| )?(?:(?i:more|additional|full|large|small|such|new) )?"
    money, share = rf"[ -](?P<money>{alternation(words('money'))})\b", rf" ?-?(?P<share>{alternation(words('share'))})"
    pounds = r"[ -](?P<pound>(?i:pounds?))\b"
    no_word = r"^'?[a-z]"
    both = [("", figure), (" range", ranged)]
    return (
        Rule("money sign range", "money", rf"{bound}{paid}{joint}(?:{signs} ?)?(?P<n2>{_FIGURE})(?P<scale2>{short})?{post}", 0.96, r"[\w.]$", not_after=r"^(?:\d|[.,]\d)", cue=signs),
        Rule("money sign", "money", rf"{bound}{paid}{post}", 0.96, r"[\w.]$", not_after=r"^(?:\d|[.,]\d)", cue=signs),
        *[Rule(f"money word{more}", "money", rf"{bound}{number}{post}{money}", 0.95, cue=money) for more, number in both],
        *[Rule(f"pounds of money{more}", "money", rf"{bound}{number}{post}{pounds}", 0.85, cue=pounds) for more, number in both],
        *[Rule(f"pounds of weight{more}", "quantity", rf"{bound}{number}{post}{pounds}", 0.85, cue=pounds) for more, number in both],
        *[Rule(f"share{more}", "share", rf"{bound}{number}{post}{share}", 0.95, not_after=r"^[a-z]", cue=share) for more, number in both],
        *[Rule(f"quantity{more}", "quantity", rf"{bound}{number}{post}{kind}{unit}", 0.94, not_after=no_word, cue=unit) for more, number in both],
        Rule("fraction", "share", rf"{bound}(?P<fraction>{alternation(words('fraction'))})", 0.7, not_before=_GLUED + r"|(?i:\b(?:first|second|latter|last|other|one|and a)[ -])$", needs_after=r"^ of (?:[a-z]|[A-Z][a-z])", cue=alternation(words("fraction"))),
        *[
            Rule(f"{name} {what}", measure, rf"{bound}{pattern} {counted}", 0.85, needs_after=needs, cue=alternation(words(name if name == "vague" else "scale")))
            for name, pattern in (("vague", vague), ("several", several))
            for what, measure, counted, needs in (
                ("money", "money", money.removeprefix("[ -]"), ""),
                ("pounds", "money", pounds.removeprefix("[ -]"), r"^(?:$|[^ ]| (?:$|[^o]|o[^f]))"),
                ("quantity", "quantity", unit, ""),
                ("pounds of weight", "quantity", pounds.removeprefix("[ -]"), WEIGHED),
            )
        ],
        Rule("vague count", "quantity", rf"{bound}{vague.removesuffix('(?: of)?')}", 0.75, _GLUED + r"|(?i:\b(?:the|in|her|his|their|one|two|three) )$", needs_after=r"^ of [a-z]|" + _THING, cue=alternation(words("vague"))),
        Rule("several count", "quantity", rf"{bound}{several.removesuffix('(?: of)?')}", 0.75, needs_after=r"^ of [a-z]|" + _THING, cue=alternation(words("scale"))),
        *[
            Rule(f"count{more}", "quantity", rf"{bound}{number}{post}", 0.8, rf"{_GLUED}|\b{any_of('not_before_year', 'month')} $", _THING, rf"{_FUNCTION_AFTER}|^ {any_of('month')}")
            for more, number in both
        ],
    )  # fmt: skip
