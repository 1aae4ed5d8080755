"""The grammar of dates: Rust regular expressions over the working copy, with named groups for what each word says.

Groups: `wd` weekday; `day`, `mon`, `year` and `day2`, `mon2`, `year2` of a range; `part` (early, the end of); `n` a number of
`unit`; `dir` (last, this, next); `ord` an ordinal (`ord2` of a range); `season`, `holiday`, `dec` (decade), `word` (yesterday);
`yrel`, `mrel`, `wrel` a year, month or week named by its relation (last year); `a`, `b`, `sep` of a numeric date.
Where several rules match, the longest span wins, then the earlier rule.
"""

# ruff: noqa: E501 (one rule a line)
from __future__ import annotations

from dataclasses import dataclass

from pipeline.lexicon.calendar_load import any_of
from pipeline.lexicon.sources import cached

SLOTS = (
    "wd", "day", "mon", "year", "day2", "mon2", "year2", "part", "n", "unit", "dir", "ord", "ord2", "season", "holiday", "dec", "word",
    "yrel", "mrel", "wrel", "a", "b", "sep",
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One way to write a date. `kind` says how it is resolved; the contexts are regular expressions on the plain text beside the
    span (`needs_*` must match, `not_*` must not)."""

    name: str
    kind: str
    pattern: str
    needs_before: str = ""
    needs_after: str = ""
    not_before: str = ""
    not_after: str = ""


def _name(kinds: str, group: str) -> str:
    """A month or weekday in full or shortened with or without its dot, in ordinary or capital letters."""
    full, short = any_of(kinds), any_of(f"{kinds}_short")
    return rf"(?P<{group}>(?:{full}|{full.upper()})\b|(?:{short}|{short.upper()})\b\.?)"


def _loose(group: str, body: str) -> str:
    return rf"(?P<{group}>(?i:{body}))"


_YEAR = r"(?:1[5-9]|20)\d\d"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_NUMBER = rf"(?:\d{{1,3}}|{_TENS}[- ](?:one|two|three|four|five|six|seven|eight|nine)\b|{any_of('number')}\b)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
_DASH = r" ?- ?"
_FUNCTION = (
    r"(?:and|or|but|that|which|when|while|where|as|to|at|in|on|by|for|from|with|without|after|before|because|since|until|under|over|"
    r"is|are|was|were|has|had|have|will|would|could|may|he|she|it|they|we|the|a|an|its|their|his|there|this|amid|during|due|despite|"
    r"alone|so|if|than|compared|versus|against|through|via|following|not)"
)
STOPS = rf"^(?:$|\s*[.,;:!?)\]\"]|'|\s*-\s|\s+{_FUNCTION}\b)"  # nothing that would make the span a modifier follows
_UNITS = r"(?P<unit>(?i:days?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries)\b)"


@dataclass(frozen=True)
class _Macros:
    mon: str
    mon2: str
    wd: str
    y: str
    yp: str
    part: str
    last_this_next: str
    n: str
    ordinal: str


def _macros() -> _Macros:
    y = rf"(?P<year>{_YEAR})\b"
    related = r"(?:this|last|next|that|that same|this same|the same|the following|the next|the previous|the preceding|the current|the coming|the past|the) year\b"
    part = rf"(?:(?i:the )?(?i:very )?{_loose('part', any_of('part'))}(?: |-)(?i:the )?)?"
    days = rf"(?:{any_of('weekday')}|{any_of('weekday').upper()})\b|{any_of('weekday_short')}\b\.?"
    return _Macros(
        mon=_name("month", "mon"),
        mon2=_name("month", "mon2"),
        wd=rf"(?:(?P<wd>{days})(?:, | (?:the )?))?",
        y=y,
        yp=rf"(?:{y}|{_loose('yrel', related)})",
        part=part,
        last_this_next=_loose("dir", any_of("direction")),
        n=_loose("n", _NUMBER),
        ordinal=_loose("ord", r"\d\d?(?:st|nd|rd|th)|" + any_of("ordinal")),
    )


_CONNECTED = r"(?i:from|between) $"  # `from 5 to 12 May` is two dates, `5 to 12 May` one


def _day_rules(m: _Macros) -> list[Rule]:
    year, short = rf"(?:(?:,|, ?| | of |, of | in ){m.yp})?", r"^(?:\d|[,.]\d|%| ?(?:percent|per cent|tons?|tonnes?)\b)"
    days = rf"(?P<day>{_DAY})(?:{_DASH}(?P<day2>{_DAY}))?"
    to_days = rf"(?P<day>{_DAY}) (?i:to|through|until) (?P<day2>{_DAY})"
    return [
        Rule("iso day", "day", rf"(?P<year>{_YEAR})(?P<sep>[-/.])(?P<mon>0[1-9]|1[0-2])[-/.](?P<day>0[1-9]|[12]\d|3[01])", not_before=r"[\w/.-]$", not_after=r"^(?:\d|-\d|/)"),
        Rule("month day", "day", rf"{m.wd}{m.mon} (?i:the )?{days}{year}", not_after=short),
        Rule("last month day", "day", rf"{m.last_this_next} {m.mon} {days}", not_after=short),
        Rule("month day to day", "day", rf"{m.mon} {to_days}{year}", not_before=_CONNECTED, not_after=short),
        Rule("day month", "day", rf"{m.wd}(?i:the )?{days}(?: of|,)? {m.mon}{year}", not_before=r"[\d.,/$-]$", not_after=r"^\d"),
        Rule("day to day month", "day", rf"{to_days}(?: of)? {m.mon}{year}", not_before=_CONNECTED + r"|[\d.,/$-]$", not_after=r"^\d"),
        Rule("day-month-year", "day", rf"(?P<day>{_DAY})-{m.mon}-(?P<year>{_YEAR}|\d\d)\b", not_before=r"[\w-]$"),
        Rule("month day - month day", "day", rf"{m.mon} (?P<day>{_DAY})(?:,? {m.y})?{_DASH}{m.mon2} (?P<day2>{_DAY})(?:,? (?P<year2>{_YEAR})\b)?", not_after=r"^\d"),
        Rule("day month - day month", "day", rf"(?P<day>{_DAY}) {m.mon}(?: {m.y})?{_DASH}(?P<day2>{_DAY}) {m.mon2}(?:,? (?P<year2>{_YEAR})\b)?", not_before=r"[\d.,/$-]$"),
        Rule("numeric day", "numeric", rf"(?P<a>\d\d?)(?P<sep>[./-])(?P<b>\d\d?)[./-](?P<year>{_YEAR}|\d\d)\b", not_before=r"[\w./$-]$", not_after=r"^[./-]?\d"),
        Rule("day of the month", "day", r"the (?P<day>\d\d?(?:st|nd|rd|th)) of (?P<mrel>(?:this|last|next|that|the same|the following|the previous) month)\b"),
        Rule("the nth", "day only", r"the (?P<day>\d\d?(?:st|nd|rd|th))\b", needs_before=r"(?i:\b(?:on|since|by|until|from|as of|before) )$", needs_after=STOPS, not_after=r"^,? (?:and |or )?\d|^.{0,20} of (?:each|every) "),
        Rule("second day of a range", "second day", rf"(?P<day>{_DAY})(?:,? {m.yp})?", needs_before=rf"\b{m.mon} {_DAY},? (?:to|and|or|until|through) $", needs_after=STOPS),
        Rule("first day of a range", "first day", rf"(?i:the )?(?P<day>{_DAY})", needs_after=rf"^ (?:to|and|or|until|through) (?i:the )?{_DAY}(?: of)? {m.mon}", not_before=r"[\d.,/$-]$"),
        Rule("day word", "day word", _loose("word", any_of("day_word")) + r"\b", not_before=r"(?:USA|Russia|India|Korea|Africa|China|Psychology|History) $"),
        Rule("weekday", "weekday", rf"(?:{m.last_this_next} )?(?P<wd>(?:{any_of('weekday')}|{any_of('weekday').upper()}))\b(?:,? (?:of )?(?P<wrel>(?:last|this|next) week)\b)?",
             not_before=rf"(?i:\b(?:every|each|alternate|other) )$|\b{any_of('not_before_day')} $|-$", not_after=rf"^(?: {any_of('not_after_day')}\b|-)"),
    ]  # fmt: skip


def _month_rules(m: _Macros) -> list[Rule]:
    year = rf"(?:,|, | of |, of | | in |-){m.yp}"
    names = rf"\b{any_of('not_before_month')} $"
    return [
        Rule("month year", "month", rf"(?i:the month of )?{m.part}{m.mon}{year}", not_before=r"\d $"),
        Rule("months", "month", rf"{m.mon}(?: ?- ?|-to-|-through-|/){m.mon2}(?:(?:,|, | of |, of | | in ){m.yp}(?:[-/](?P<year2>{_YEAR}|\d\d)\b)?)?"),
        Rule("month year - month year", "month", rf"{m.mon} {m.y}{_DASH}{m.mon2} (?P<year2>{_YEAR})\b"),
        Rule("last month by name", "month", rf"{m.part}{m.last_this_next} {m.mon}(?:'s)?"),
        Rule("month", "month", rf"(?i:the month of )?{m.part}(?P<mon>(?:{any_of('month')}|{any_of('month').upper()})\b|(?:Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)",
             not_before=rf"{names}|(?i:\b(?:every|each|\d) )$|[\w]-$", not_after=r"^(?: \d{1,2}\b|(?:-[a-z])|\.[a-z])"),
    ]  # fmt: skip


def _year_rules(m: _Macros) -> list[Rule]:
    tail = rf"(?:(?:-|/)(?P<year2>{_YEAR}|\d\d)\b)?"
    fiscal = r"(?i:fiscal|financial|marketing|crop|calendar|school|academic|tax)"
    number = r"[\w#=@.,$%&/\x10-\x16]$|[A-Za-z\d]-$"
    return [
        Rule("years", "year", rf"(?P<year>{_YEAR})(?:{_DASH}|/)(?P<year2>{_YEAR}|\d\d)\b", not_before=r"[\w#=@.,$%&/-]$", not_after=r"^(?:[-/]\d|%|[.,]\d)"),
        Rule("fiscal year", "fiscal", rf"(?:the )?(?:{fiscal} year|(?i:fiscal)|FY) ?{m.y}{tail}"),
        Rule("year fiscal", "fiscal", rf"(?:the )?{m.y}{tail} {fiscal} year\b"),
        Rule("two-digit year", "year", r"'(?P<year>\d\d)\b", needs_before=r"(?i:\b(?:in|of|since|spring|summer|fall|winter|autumn) )$"),
        Rule("year", "year", rf"{m.part}(?i:the year )?{m.y}", not_before=number, not_after=r"^[-/]\d\d\b"),
        Rule("year end", "year", rf"(?:the )?(?P<part>(?i:{any_of('year_part')})\b)(?: {m.y})?", needs_before=r"(?i:\b(?:by|at|in|since|until|before|the|of|for|from|to|around|near|through) )$"),
        Rule("decade", "decade", rf"{m.part}(?i:the )?(?P<dec>{_YEAR[:-2]}0'?s)(?:{_DASH}(?P<year2>{_YEAR[:-2]}0)'?s)?\b", not_before=r"(?i:in (?:his|her|their) )$|[$\w]$"),
        Rule("short decade", "decade", r"(?i:the )(?i:(?P<part>early|mid|late)(?: |-))?(?P<dec>'?[2-9]0'?s)\b", not_after=r"^[- ](?:year|percent|degrees|mph)"),
        Rule("second decade", "decade", r"(?P<dec>'?[2-9]0'?s)\b", needs_before=r"(?i:\d0'?s(?:,|,? and|,? or| to) (?:the )?)$"),
        Rule("decade in words", "decade", rf"(?i:the )(?i:(?P<part>early|mid|late)(?: |-))?(?P<dec>(?i:{any_of('decade_word')}))\b"),
        Rule("century", "century", rf"{m.part}(?i:the )?{m.ordinal}[ -](?i:century)\b"),
        Rule("second century", "century", rf"{m.part}{m.ordinal} (?i:centuries)\b"),
        Rule("first century", "century", rf"{m.part}{m.ordinal}", needs_after=rf"^(?:,| and| or| to) (?:the )?(?:early |mid-|late )?{m.ordinal}[ -](?:century|centuries)\b"),
    ]  # fmt: skip


def _fraction_rules(m: _Macros) -> list[Rule]:
    of = rf"(?:(?: of|,| in)?(?: the)?(?: fiscal| financial)? {m.yp})"
    quarter = r"(?P<ord>(?i:first|second|third|fourth|final|last|1st|2nd|3rd|4th))(?: (?:fiscal|calendar))?[ -](?i:quarter)\b"
    return [
        Rule("quarter of a year", "quarter", rf"(?i:the )?{quarter}{of}"),
        Rule("quarterly result", "quarter", r"(?P<ord>(?i:first|second|third|fourth))-(?i:quarter)", needs_before=r"(?i:\ba )$", needs_after=r"^ [a-z]"),
        Rule("quarter", "quarter", rf"(?i:the )?{quarter.replace('|last', '')}", not_before=r"(?i:\b(?:last|a|one|every|each) )$", not_after=r"^(?:-?final| final| mile| century)"),
        Rule("year and quarter", "quarter", rf"(?i:the )?{m.y} {quarter}"),
        Rule("period of a year", "same period", rf"(?i:the ){m.y} (?i:period|quarter)\b"),
        Rule("several quarters", "quarters", rf"(?i:the )?(?P<ord>(?i:first|last|final)) {m.n} (?i:quarters)(?:{of})?"),
        Rule("Q1", "quarter", rf"\bQ(?P<ord>[1-4])(?:-Q?(?P<ord2>[1-4]))?(?:(?:,? ?(?:of |in )?(?:FY ?)?(?:{m.yp}|(?P<year2>'\d\d)\b)))?\b"),
        Rule("1Q", "quarter", rf"\b(?P<ord>[1-4])Q ?(?:(?:FY ?)?(?P<year>{_YEAR}|\d\d)\b)?"),
        Rule("2025 Q1", "quarter", rf"{m.y}[ -]?Q(?P<ord>[1-4])\b"),
        Rule("H1", "half", rf"\bH(?P<ord>[12])(?: ?(?:of |in )?(?:FY ?)?(?:{m.yp}))"),
        Rule("1H", "half", rf"\b(?P<ord>[12])H ?(?P<year>{_YEAR}|\d\d)\b"),
        Rule("half of a year", "half", rf"(?i:the )?(?P<ord>(?i:first|second|latter|last|1st|2nd))[ -](?i:half)(?: of| in|,)?(?: the)?(?: fiscal| financial)? {m.yp}"),
        Rule("half", "half", r"(?i:the )?(?P<ord>(?i:first|second))[ -](?i:half)\b", needs_before=r"(?i:\b(?:in|for|during|over|from) (?:the )?)$", needs_after=STOPS + r"|^ [a-z]", not_after=r"^ of\b"),
        Rule("first months of a period", "first of", rf"(?i:the )?(?P<ord>(?i:first|last|final|opening|closing)) {m.n} {_UNITS}(?: of| in)(?: the)? (?:{m.yp}|{m.mon}(?:,? {m.y})?|(?P<mrel>(?i:this|last|next) month))"
             .replace(f"(?:,? {m.y})", rf"(?:,? (?P<year2>{_YEAR})\b)")),
        Rule("first months", "first of", rf"(?i:the )(?P<ord>(?i:first)) {m.n} (?P<unit>(?i:months|quarters))\b", needs_before=r"(?i:\b(?:in|for|during|over|of) )$", not_after=r"^ of\b"),
        Rule("season", "season", rf"{m.part}(?:{m.last_this_next} )?(?i:the )?{_loose('season', any_of('season'))}(?:(?: of|,| in)? (?:{m.yp}(?:[-/](?P<year2>{_YEAR}|\d\d)\b)?))", not_before=r"\b(?:Arab|Prague) $"),
        Rule("last season", "season", rf"{m.part}{m.last_this_next} {_loose('season', any_of('season'))}\b"),
        Rule("the season", "season", rf"{m.part}(?i:the )(?P<season>spring|summer|autumn|fall|winter)\b", needs_before=r"(?i:\b(?:in|into|over|during|by|since|until|through|for|from|throughout|late|early) )$", needs_after=STOPS, not_after=r"^ (?:of|from|in)\b"),
        Rule("part of a season", "season", r"(?P<part>(?i:early|mid|late))(?: |-)(?P<season>spring|summer|autumn|winter)\b", not_before=r"(?i:\b(?:every|each) )$"),
        Rule("holiday", "holiday", rf"(?:{m.last_this_next} )?(?P<holiday>{any_of('holiday')})(?:(?:,| of| in)? {m.yp})?", not_before=r"[\w-]$", not_after=rf"^(?:\w| (?:Offensive|{any_of('not_after_day')})\b)"),
        Rule("new year", "new year", r"(?i:the )(?:[Nn]ew [Yy]ear)\b", not_after=r"^'"),
    ]  # fmt: skip


def _relative_rules(m: _Macros) -> list[Rule]:
    unit = r"(?P<unit>(?i:weekend|week|month|quarter|(?:fiscal |calendar |financial )?year|decade|century))\b"
    about = rf"(?:(?i:{any_of('approximator')}) )?"
    count = rf"{about}{m.n}(?P<part> and a half)? {_UNITS}(?: and a half)?"
    one = r"(?P<unit>(?i:day|week|month|year|decade))"
    ends = r"^(?:$|\s*[.,;:!?)\"-]|\s+(?:and|but|when|while|as|in|at|to|with|because|by|on|for|from)\b|')"
    return [
        Rule("week of", "week", rf"(?i:the )?(?i:week|seven days) (?:of|ending|ended|beginning|starting|from|through|to)(?: on)? {m.wd}(?:{m.mon} (?P<day>{_DAY})|(?P<day2>{_DAY}) (?P<mon2>{any_of('month')}))(?:,? {m.y})?"),
        Rule("last week", "shift", rf"{m.part}{m.last_this_next} {unit}", not_after=r"^(?:-on-| after (?:next|that|the)\b)"),
        Rule("same period", "same period", rf"(?i:the (?:same|corresponding|equivalent|like|comparable) (?:period|months?|quarter|half|time|weeks?|span)(?: (?:of|in))?) (?:{m.yp}|(?i:(?:a|one|the) year )(?P<dir>(?i:earlier|before|ago|previously)))"),
        Rule("year-ago period", "same period", r"(?i:(?:the )?(?:comparable )?(?:year-(?:ago|earlier)|prior-year)(?: (?:period|quarter|month|half|level|figure))?)\b"),
        Rule("the quarter", "anchored", r"(?P<dir>(?i:the)) (?P<unit>(?i:quarter))\b", needs_before=r"(?i:\b(?:for|in|during|throughout) )$", needs_after=STOPS + r"|^ ended", not_after=r"^ (?:of|that|before|after)\b"),
        Rule("end of the year", "of the unit", rf"(?i:the )?(?i:very )?{_loose('part', any_of('part'))} the {unit}", not_after=r"^(?: (?:of|that|before|after|earlier|later)\b|-)"),
        Rule("the year", "of the unit", rf"(?i:the ){unit}", needs_before=r"(?i:\b(?:for|during|throughout|so far in) )$", needs_after=STOPS, not_after=r"^(?: (?:of|that|before|after|earlier|later|to|in which|when)\b|-)"),
        Rule("the weekend", "shift", r"(?i:the )(?P<unit>(?i:weekend))\b", needs_before=r"(?i:\b(?:over|during|on|at|in|by|before|after|for|this|through|of) )$", not_after=r"^ (?:of|after|before)\b"),
        Rule("past period", "window", rf"(?i:the |these |this )?(?P<dir>(?i:past|last|previous|preceding|next|coming|following)) {m.n} {_UNITS}"),
        Rule("the past period", "window", rf"(?i:the )(?P<dir>(?i:past|last|coming)) (?P<part>(?i:half[- ]))?{_UNITS}", not_after=r"^(?: of\b|s\b)"),
        Rule("the next period", "window", r"(?i:the )(?P<dir>(?i:next|following)) (?P<unit>(?i:week|month|year|decade|quarter))\b", needs_before=r"(?i:\b(?:over|within|during|for|throughout) )$"),
        Rule("ago", "ago", rf"{count} (?i:ago)\b"),
        Rule("from now", "from now", rf"{about}{m.n} (?:{_UNITS} from now|{_UNITS.replace('<unit>', '<word>')}'? time)\b"),
        Rule("later", "later", rf"{count} (?P<dir>(?i:later|earlier|afterwards?|previously|hence))\b", not_after=r"^ than\b"),
        Rule("years before", "later", rf"{count} (?P<dir>(?i:before|after))\b", needs_after=r"^(?:$|\s*[.,;:!?)])"),
        Rule("the year before", "later", rf"(?i:the ){one} (?P<dir>(?i:before|after|earlier|later))\b", needs_after=ends),
        Rule("the same day", "anchored", rf"{m.part}(?P<dir>(?i:the same|that same|this same|the very same|that very|that|the following|the next|the very next|the previous|the preceding|the prior|the ensuing|the subsequent|the latest)) (?P<unit>(?i:day|morning|afternoon|evening|night|weekend|week|month|quarter|year|decade))\b",
             not_after=r"^(?:-|'?s\b| as\b| after | before | of )"),
    ]  # fmt: skip


@cached
def rules() -> tuple[Rule, ...]:
    """All rules, the more telling ones first."""
    m = _macros()
    return (*_day_rules(m), *_month_rules(m), *_fraction_rules(m), *_relative_rules(m), *_year_rules(m))


_NAMES = "|".join(any_of(kind) for kind in ("month", "month_short", "weekday", "holiday", "season", "day_word", "decade_word"))
_UNIT_NAMES = "days?|weeks?|weekend|fortnights?|months?|quarters?|half|years?|year-end|midyear|decades?|century|centuries|morning|night"
# A sentence without any of these holds no date, and is not searched rule by rule.
CUE = rf"\d{{4}}|\d[./-]\d|\d(?:st|nd|rd|th)\b|'\d\d|\d0s\b|\b[QH][1-4]|\b[1-4][QH]|\b(?i:{_NAMES}|{_UNIT_NAMES})\b"
