"""Where one article ends and the next begins in a text that holds several. The text is only cut, never edited.

Four things show it: the stamp lines of a feed, blocks of header lines, agencies' datelines, and separator lines. A stamp or a block may
open or close its article; each file is taken to do one of the two throughout.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

from pipeline.documents.calendar_words import MONTH

HEADER_KEYS = "title headline subject date published posted publisher source from author byline by url link guid language"

STAMP = re.compile(
    rf"^[ \t]*{MONTH} \d{{1,2}}, \d{{4}} at \d{{1,2}}:\d\d ?[AP]M[ \t]*\r?$"  # February 02, 2026 at 09:48PM
    r"(?:\n[ \t]*by[ \t][^\n]{1,100}$)?",
    re.MULTILINE | re.IGNORECASE,
)
HEADER = re.compile(rf"^(?:[ \t]*(?:{HEADER_KEYS.replace(' ', '|')})[ \t]*:[^\n]{{1,400}}(?:\n|\Z)){{2,}}", re.MULTILINE | re.IGNORECASE)
DATELINE = re.compile(
    r"^[ \t]*[A-Z][A-Z .,'’/-]{2,50}, "  # VLADIVOSTOK,
    rf"(?:\d{{1,2}} )?{MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})? "  # March 5, 2019
    r"(?:\([^)\n]{2,40}\)|/[^/\n]{2,20}/) ?(?:-|–|—|\.)",  # (Agency) --
    re.MULTILINE,
)
RULE = re.compile(r"^[ \t]*([-=*#_~])(?:[ \t]*\1){2,}[ \t]*\r?$", re.MULTILINE)
SENTENCE_END = re.compile(r"[.!?。！？][\"'”’)\]]*(?:\s|$)")
NO_TITLE_END = re.compile(r"[.,;:。，；：][\"'”’)\]]*$")

MIN_ARTICLE = 60  # characters other than blanks; less is a title, a menu or a remark of its neighbour
LONG_RULE = 8
MAX_TITLE = 150

Span = tuple[int, int]


def split_articles(text: str) -> list[Span]:
    """(start, end) of each article in `text`: in order, without gap or overlap, so that the slices put together are the text."""
    if "\n" not in text:
        return [(0, len(text))] if text else []
    stamps = [match.span() for match in STAMP.finditer(text)]
    blocks = [match.span() for match in HEADER.finditer(text)]
    datelines = [match.span() for match in DATELINE.finditer(text)]
    rules = _separators(text)
    cuts: set[int] = set()
    if stamps:
        cuts |= _cuts_by_marks(text, stamps)
    if len(blocks) > 1:
        cuts |= _cuts_by_marks(text, blocks)
    if len(datelines) > 1 and not cuts:
        cuts |= {_above_title(text, start) for start, _ in datelines}
    cuts |= _cuts_by_rules(text, rules)
    return _joined(text, sorted(cuts - {0, len(text)}))


def looks_like_title(line: str) -> bool:
    """A short line that does not end as a sentence does."""
    line = line.strip()
    return 0 < len(line) <= MAX_TITLE and not NO_TITLE_END.search(line) and any(map(str.isalpha, line))


def _cuts_by_marks(text: str, marks: list[Span]) -> set[int]:
    if _marks_open(text, marks):
        return {_above_title(text, start) for start, _ in marks}
    return {_next_line(text, end) for _, end in marks}


def _marks_open(text: str, marks: list[Span]) -> bool:
    """Whether each mark stands above its article rather than below: told by what is left over at the two ends of the file."""
    before, after = text[: marks[0][0]], text[marks[-1][1] :]
    heading = [line for line in before[-4 * MAX_TITLE :].splitlines() if line.strip()]
    if not heading or (len(before) <= 4 * MAX_TITLE and len(heading) <= 4 and all(map(looks_like_title, heading))):
        return bool(after.strip())
    if _weight(after) < MIN_ARTICLE:
        return False
    blank_above = sum(text[:start].endswith(("\n\n", "\n\r\n")) for start, _ in marks)
    blank_below = sum(bool(re.match(r"\r?\n?\r?\n\s*?(?:\n|$)", text[end : end + 20])) for _, end in marks)
    return blank_above > blank_below


def _above_title(text: str, start: int) -> int:
    """Start of the title right above `start`, where one stands there behind a blank line, a separator or a closing sentence."""
    head = text[max(0, start - 3 * MAX_TITLE) : start]
    lines = head.splitlines(keepends=True)
    skipped = 0
    while lines and not lines[-1].strip():
        skipped += len(lines.pop())
    if not lines or not looks_like_title(lines[-1]) or RULE.match(lines[-1]):
        return start
    above = lines[-2].strip() if len(lines) > 1 else ""
    return start - skipped - len(lines[-1]) if not above or RULE.match(above) or SENTENCE_END.search(above[-3:]) else start


def _separators(text: str) -> list[Span]:
    """Lines of one repeated sign, those left out that underline the title above them."""
    found = []
    for match in RULE.finditer(text):
        above = text[text.rfind("\n", 0, max(match.start() - 1, 0)) + 1 : match.start()].strip()
        if not (looks_like_title(above) and abs(len(above) - len(match.group().strip())) <= 2):
            found.append(match.span())
    return found


def _cuts_by_rules(text: str, rules: list[Span]) -> set[int]:
    """Cuts below separator lines. Short ones (`* * *`) also part the sections of one article: most must be followed by a title."""
    cuts = {span: _next_line(text, span[1]) for span in rules}
    long = {span for span in rules if len("".join(text[slice(*span)].split())) >= LONG_RULE}
    short = [span for span in rules if span not in long]
    titled = [span for span in short if _opens_article(text, cuts[span])]
    return {cuts[span] for span in (*long, *(titled if 2 * len(titled) > len(short) else ()))}


def _opens_article(text: str, start: int) -> bool:
    head = list(islice((line for line in text[start : start + 2000].splitlines() if line.strip()), 2))
    if head and (DATELINE.match(head[0]) or STAMP.match(head[0])):
        return True
    return len(head) == 2 and looks_like_title(head[0]) and (len(head[1]) > len(head[0]) or bool(SENTENCE_END.search(head[1])))


def _joined(text: str, cuts: list[int]) -> list[Span]:
    """Spans between cuts; one that is no article (a title, a table, a remark) goes to its neighbour."""
    if not cuts:
        return [(0, len(text))]
    spans: list[Span] = []
    waiting = 0  # where a title began that waits for its article
    for start, end in pairwise([0, *cuts, len(text)]):
        if _is_article(text, start, end):
            spans.append((waiting, end))
            waiting = end
        elif spans and not _is_heading(text[start:end]):
            spans[-1] = (spans[-1][0], end)
            waiting = end
    if waiting < len(text):
        last = spans.pop()[0] if spans else 0
        spans.append((last, len(text)))
    return spans


def _is_article(text: str, start: int, end: int) -> bool:
    return _weight(text[start:end]) >= MIN_ARTICLE and SENTENCE_END.search(text, start, end) is not None


def _is_heading(part: str) -> bool:
    lines = [line for line in part[: 4 * MAX_TITLE].splitlines() if line.strip() and not RULE.match(line)]
    return len(part) <= 4 * MAX_TITLE and len(lines) <= 2 and all(map(looks_like_title, lines))


def _weight(part: str) -> int:
    """Characters other than blanks, separators left out, counted no further than needed."""
    return len("".join(RULE.sub("", part[: 40 * MIN_ARTICLE]).split()))


def _next_line(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1
