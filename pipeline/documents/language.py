"""The language of a text, by py3langid held to the languages that news comes in; plain English is told by resiliparse, which is faster.

On 607 short samples (40 characters to a paragraph, 17 languages, most of them single English sentences about trade) it told 604,
resiliparse's detector 577 with much the same languages and a rule for East Asian scripts, the two together as below 603. lingua told 316 of
322, where py3langid unrestricted told 314, is nine to fifty times as slow and takes 96 MB. Of 900 paragraphs in 15 other languages
resiliparse took none for English, so that its word is enough there.
"""

from __future__ import annotations

from functools import cache

import polars as pl
from py3langid.langid import MODEL_FILE, LanguageIdentifier
from resiliparse.parse.lang import detect_fast

LANGUAGES = [
    "ar", "az", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "hy", "id",
    "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "mn", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw",
    "ta", "tg", "th", "tk", "tr", "uk", "ur", "uz", "vi", "zh",
]  # fmt: skip
SAMPLE = 800
PLAIN_LENGTH, PLAIN_RANK = 200, 550  # resiliparse's rank is a distance: English paragraphs have 370 to 440
MIN_CONFIDENCE = 0.12  # "Coal exports halted" has 0.18, "Dandong" 0.08
PERHAPS_ENGLISH = 0.07  # an English line full of foreign names keeps 0.08 and more for English, a line in another language 0.03 and less


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of a text's language; None where there is too little text to tell."""
    if len(text) >= PLAIN_LENGTH and detect_fast(text, cutoff=PLAIN_RANK)[0] == "en":
        return "en"
    if sum(map(str.isalpha, text[:SAMPLE])) < 2:
        return None
    ranks = _identifier().rank(text)
    language, confidence = ranks[0]
    if confidence < MIN_CONFIDENCE:
        return None
    return "en" if dict(ranks)["en"] >= PERHAPS_ENGLISH else str(language)


def with_language(documents: pl.DataFrame) -> pl.DataFrame:
    """`documents` (text, language) with `language` told where it is null.

    The sample is the beginning and the middle of the text, for a page may begin with a menu in another language.
    """
    half = SAMPLE // 2
    body = pl.col("text").str.strip_chars()
    middle = (body.str.len_chars() // 2).clip(half)
    sample = pl.concat_str(body.str.slice(0, half), pl.lit(" "), body.str.slice(middle, half))
    unknown = documents.select(pl.when(pl.col("language").is_null()).then(sample)).to_series()
    told = pl.Series("told", [None if text is None else detect_language(text) for text in unknown], dtype=pl.String)
    return documents.with_columns(pl.coalesce(pl.col("language"), told).alias("language"))
