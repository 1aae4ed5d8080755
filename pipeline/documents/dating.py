"""When a document was published, who published it and what it is called, from its first and last lines.

A full date in running prose is never taken: it must stand where feeds, agencies and sites put the day of publication. Whatever lacks a year
is left alone. All of it is columnar; the texts themselves are not touched.
"""

from __future__ import annotations

import polars as pl

from pipeline.documents.calendar_words import DATE, MONTH, to_day

HEAD_LINES, TAIL_LINES = 6, 6
HEAD_CHARS, TAIL_CHARS = 3000, 1200
LONG_LINE = r"(?m)^([^\n]{200})[^\n]+$"  # no line that tells a day is as long; its beginning may be a dateline
YEAR = r"[0-9]{4}"

TIME = r"(?:[ ,]+(?:at )?\d{1,2}[:.]\d\d[^\n]{0,30})?"
LABEL_END = r"(?:[^.\n]|[ap]\.m\.|[.:]\d){0,50}$"
CLOCK_STAMP = rf"(?im)^({DATE}) at \d{{1,2}}:\d\d ?[AP]M$"
PUBLISHED = (
    r"(?im)^(?:first |originally )?(?:published|posted|released|issued|publication date|pubdate)(?: on| at| by [^|\n]{1,60} on)?[: ]+"
    rf"(?:\d{{1,2}}[:.]\d\d[^\n]{{0,12}}, )?({DATE}){LABEL_END}"
)
UPDATED = rf"(?im)^(?:last )?(?:updated|modified|edited)(?: on| at)?[: ]+({DATE}){LABEL_END}"

NAMES = r"[A-Z][\w.'’-]*(?:[ ,/]+[A-Z][\w.'’-]*){0,4}"
DASH = r"(?:--?|–|—)"
AGENCY = r"(?:\([^)\n]{2,40}\)|/[^/\n]{2,20}/)"
DATELINES = (
    rf"(?m)^[(\[“\"]?{NAMES}, \(?((?i:{DATE}))\)?,? ?{AGENCY}? ?(?:{DASH}|:)[ \w“\"]",  # BEIJING, March 3, 2019 (Agency) -
    rf"(?m)^[(\[“\"]?{NAMES}, ((?i:{DATE})) {AGENCY}[. ]",  # MOSCOW, 5 March 2019 /AGENCY/.
    rf"(?m)^(?:{NAMES}[,:]? ?)?\([A-Z][\w .&-]{{1,30}}\) ?{DASH}? ?((?i:{DATE}))",  # (Agency) 2019-03-03
    rf"(?m)^(?:{NAMES}[,:]? ?)?\([A-Z][\w .&-]{{1,30}}, ((?i:{DATE}))\)",  # (Agency, 3 March 2019)
    rf"(?m)^[A-Z][A-Z .,'’-]{{2,40}} ?{DASH} ?((?i:{DATE})) ?{DASH}",  # BEIJING — March 3, 2019 —
)
LABELLED = rf"(?im)^(?:date|dated|sent|published|pubdate|publication date)[ \t]*:[ \t\"]*({DATE})"
DATE_FIRST = rf"(?m)^[(\[]?((?i:{DATE}))[)\]]?(?:{TIME}|[ \t]*[|·•/][^\n]{{0,60}}|[ \t]+{DASH}[ \t]+[^\n.]{{0,40}})$"
DATE_LAST = rf"(?m)^[^\n]{{1,90}}[|·•–—\])][ \t]*(?:(?i:published|posted|updated|on|date)[: ]+)?((?i:{DATE})){TIME}$"
CREDITED = rf"(?m)^(?:By [^\n]{{2,60}}|{NAMES}),[ \t]*((?i:{DATE})){TIME}$"
HEADERS = (LABELLED, DATE_FIRST, DATE_LAST, CREDITED)
MAX_HEADER_DAYS = 2  # a head with more lines of dates is a chronology

FEED_NAME = rf"(?im)^{DATE} at \d{{1,2}}:\d\d ?[AP]M\nby (\S[^\n]{{0,99}})$"
SOURCE_NAME = r"(?im)^(?:source|publisher|publication|outlet|from)[ \t]*:[ \t]*(\S[^\n]{1,79})$"
AGENCY_NAME = rf"(?m)^[(\[“\"]?{NAMES}, (?:\d{{1,2}} )?{MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})? [(/]([A-Z][\w .&-]{{1,30}})[)/] ?(?:{DASH}|\.)"
TITLE_KEY = r"(?im)^(?:title|headline|subject)[ \t]*:[ \t]*[\"“]?(\S[^\n]{1,299}?)[\"”]?$"
NO_TITLE = rf"^(?:[^\pL]*$|\p{{Ll}}|(?i:by |posted|published|updated|photo|date:|{DATE}))|[.,;:。][\"'”’)\]]*$"


def with_dating(documents: pl.DataFrame) -> pl.DataFrame:
    """`documents` (text; title, publisher, published_on as the sidecar has them; page_published_on as the page has it) with
    `title`, `publisher`, `published_on` and `published_basis` (sidecar, stamp, dateline or header) filled in where the text tells."""
    lines = documents.with_columns(_head=_first_lines(), _tail=_last_lines())
    lines = lines.with_columns(_top=_with_year("_head"), _end=_with_year("_tail"))
    stamp = _first_day((CLOCK_STAMP, PUBLISHED, UPDATED), "_end", "_top")
    dateline = _first_day(DATELINES, "_top")
    header = pl.when(pl.col("_top").str.count_matches(DATE_FIRST) <= MAX_HEADER_DAYS).then(_first_day(HEADERS, "_top"))
    found = lines.with_columns(_stamp=stamp, _dateline=dateline, _header=header)
    ranked = {
        "published_on": "sidecar", "page_published_on": "header", "_stamp": "stamp", "_dateline": "dateline", "_header": "header",
    }  # fmt: skip
    publisher = [("_tail", FEED_NAME), ("_head", FEED_NAME), ("_head", SOURCE_NAME), ("_head", AGENCY_NAME)]
    return found.with_columns(
        published_on=pl.coalesce(*ranked),
        published_basis=pl.coalesce(pl.when(pl.col(column).is_not_null()).then(pl.lit(basis)) for column, basis in ranked.items()),
        publisher=pl.coalesce("publisher", *(_found(*place) for place in publisher)),
        title=pl.coalesce("title", _found("_head", TITLE_KEY), _title_line()),
    ).drop("_head", "_tail", "_top", "_end", "_stamp", "_dateline", "_header", "page_published_on")


def _first_day(patterns: tuple[str, ...], *columns: str) -> pl.Expr:
    """The day of the first pattern that is found, pattern by pattern."""
    return pl.coalesce(to_day(_found(column, pattern)) for pattern in patterns for column in columns)


def _found(column: str, pattern: str) -> pl.Expr:
    return pl.col(column).str.extract(pattern).str.strip_chars()


def _with_year(column: str) -> pl.Expr:
    """The lines that hold a year; null where none does, which no pattern is then tried on."""
    lines = pl.col(column).str.split("\n").list.eval(pl.element().filter(pl.element().str.contains(YEAR))).list.join("\n")
    return pl.when(pl.col(column).str.contains(YEAR)).then(lines)


def _first_lines() -> pl.Expr:
    return _lines(pl.col("text").str.strip_chars_start().str.slice(0, HEAD_CHARS)).list.head(HEAD_LINES).list.join("\n")


def _last_lines() -> pl.Expr:
    return _lines(pl.col("text").str.strip_chars_end().str.tail(TAIL_CHARS)).list.tail(TAIL_LINES).list.join("\n")


def _lines(part: pl.Expr) -> pl.Expr:
    """Lines that hold a letter or digit, trimmed, long ones cut; Markdown's signs of a heading are no part of a line."""
    return (
        part.str.replace_all(r"[\u{a0}\t ]+", " ")
        .str.replace_all(r"[ ]*[\r\n]+[ ]*", "\n")
        .str.replace_all(LONG_LINE, "$1…")
        .str.replace_all(r"(?m)^(?:#+ |[*_]+)|[*_]+$", "")
        .str.replace_all(r"(?m)^[^\pL\pN\n]*$\n?", "")
        .str.strip_chars()
        .str.split("\n")
    )


def _title_line() -> pl.Expr:
    """The first line where it is short, does not end as a sentence, and something longer follows."""
    lines = pl.col("_head").str.split("\n")
    first = lines.list.get(0, null_on_oob=True).str.strip_chars()
    longest = lines.list.slice(1).list.eval(pl.element().str.len_chars()).list.max()
    is_title = (first.str.len_chars().is_between(2, 150)) & (longest > first.str.len_chars()) & ~first.str.contains(NO_TITLE)
    return pl.when(is_title).then(first)
