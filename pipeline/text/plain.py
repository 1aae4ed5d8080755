"""The working copy of a text: pure ASCII, one character for one code point, so that every offset found in it holds in the text.

Accents are folded, quotation marks and dashes made plain, spaces made spaces. Currency signs become control characters of
their own, and any other letter or sign becomes OTHER. ASCII keeps byte and code point offsets the same and regular
expressions fast.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import polars as pl

POUND, EURO, YEN, WON, ROUBLE, DEGREE, RUPEE = "\x10", "\x11", "\x12", "\x13", "\x14", "\x15", "\x16"
OPEN, CLOSE, MASK, OTHER = "\x02", "\x03", "\x1e", "\x1f"

_SIGNS = {
    **dict.fromkeys("‘’‚‛′´`ʼʻ", "'"),
    **dict.fromkeys("“”„‟«»″〝〞", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", OTHER),
    "…": ".", "·": ".", "•": "*", "。": ".", "，": ",", "、": ",", "：": ":", "；": ";", "（": "(", "）": ")", "×": "x",
    "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\r": " ", "\x0b": " ", "\x0c": " ",
    "£": POUND, "€": EURO, "¥": YEN, "￥": YEN, "₩": WON, "₽": ROUBLE, "°": DEGREE, "º": DEGREE, "₹": RUPEE,
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "t", "ı": "i", "ß": "s", "æ": "a", "œ": "o",
}  # fmt: skip
_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\t\n\r\x0b\x0c"] + ["\x7f"]

_ASCII = {"w": "0-9A-Za-z_", "d": "0-9", "s": r"\t-\r "}  # what these classes of Unicode hold of ASCII


@cache
def _foldings() -> tuple[list[str], list[str]]:
    """Characters and what stands for them, aligned: signs, control characters and the accented Latin letters."""
    table = dict.fromkeys(_CONTROLS, OTHER) | _SIGNS
    for code in [*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00), *range(0xFF01, 0xFF5F)]:
        letter = chr(code)
        base = unicodedata.normalize("NFKD", letter)[0]
        if letter not in table and base.isascii():
            table[letter] = base
    return list(table), list(table.values())


def plain(text: pl.Expr) -> pl.Expr:
    """An expression for the working copy of `text`: ASCII, the same number of characters as `text` has code points."""
    signs, replacements = _foldings()
    return text.str.replace_many(signs, replacements).str.replace_all(r"[^\x00-\x7f]", OTHER)


@cache
def in_ascii(pattern: str) -> str:
    r"""A Rust regular expression that finds the same as `pattern` in the working copy and costs a part of it.

    \w, \d, \s and \b know all scripts: large automata, the more so where they are counted ([\w.]{3,50}).
    """
    depth = 0  # of classes: [\w.-]

    def ascii_only(found: re.Match[str]) -> str:
        nonlocal depth
        token = found.group()
        depth += token.startswith("[") - (token == "]")
        kind = token[1:]
        if token[0] == "\\" and kind.lower() in _ASCII:
            letters = _ASCII[kind.lower()]
            return f"[^{letters}]" if kind.isupper() else letters if depth else f"[{letters}]"
        return rf"(?-u:{token})" if token in (r"\b", r"\B") else token

    return re.sub(r"\\.|\[\^?\]?|\]", ascii_only, pattern)
