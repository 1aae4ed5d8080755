"""Which documents are copies of an earlier one: the same text, or most of it with a new head, a cut tail or re-worded sentences.

A text is taken as the set of its four-word shingles; two texts match where most of the shorter one's set lies in the other's. Each text
keeps its lowest hashes only (a bottom-k sketch: Broder, "On the resemblance and containment of documents", 1997), which are enough to
estimate that share, so that comparing needs the sketches and never again the texts.

Weekly prices and customs returns repeat a form with other figures, which makes them news and no copies. So shingles with a figure are kept
twice in one number, without and with their figures: where two texts share the first but not the second, the form was filled in anew.
"""

from __future__ import annotations

import polars as pl

from pipeline.schema import Schema

SHINGLE = 4
SKETCH_SIZE = 256
MIN_CONTAINMENT = 0.52  # share of the shorter text that the longer one holds
MIN_WITH_FIGURES = 0.45  # the same where figures speak for it
MIN_OF_JOINED = 0.8  # the same where the longer text is mostly another: it must hold the shorter nearly whole
JOINED = 0.3  # a text of less than this share of the other's words is joined with others
MIN_LENGTH_RATIO = 0.1
MIN_SHARED = 4
MIN_FORMS = 4  # fewer shared forms tell nothing of the figures in them
MIN_SAME_FIGURES = 0.7
FORM = 2**32
MIN_WORDS = 12  # shorter texts are copies only where all words are the same
HOLDERS = 8  # the earliest holders of a hash are whom its later ones are compared with
THINNING = 4  # of a long text's hashes one in so many is enough to find whom it resembles
MIN_VOTES = 4
PORTION = 2_000_000  # hashes looked at together
PAIRS = 20_000  # pairs compared together
SEED = 7
SKETCH_CHARS = 8 * 1024 * 1024
METHOD = (
    f"bottom{SKETCH_SIZE}-shingle{SHINGLE}-forms-polars{pl.__version__}"  # sketches of another method cannot be compared: make them anew
)

SKETCHES: Schema = {
    "document_id": pl.String,
    "published_on": pl.Date,
    "source_file": pl.String,
    "source_record": pl.Int64,
    "file_start": pl.Int64,
    "words": pl.Int64,
    "wording": pl.UInt64,
    "hashes": pl.List(pl.UInt64),
    "forms": pl.List(pl.UInt64),
}
ORDER = ["published_on", "source_file", "source_record", "file_start", "document_id"]
# What names a sketch without its hashes; with the copy that was found it is all that the next run needs of documents that stay.
IDENTITY = [name for name in SKETCHES if name != "hashes"]
KNOWN: Schema = {**{name: SKETCHES[name] for name in IDENTITY}, "duplicate_of": pl.String}
WORD = r"[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{L}\p{N}]+"


def sketch(documents: pl.DataFrame) -> pl.DataFrame:
    """SKETCHES of `documents`, one row each: what `find_copies` needs, to be kept for the next run together with METHOD.

    `words` counts the words, `wording` is the hash of all of them in order, `hashes` the lowest hashes of the text's shingles, `forms` the
    lowest of its shingles with a figure: the upper half of the number without the figures, the lower half with them.
    """
    piece = (documents["text"].str.len_bytes().cum_sum() // SKETCH_CHARS).alias("_piece")
    parts = [_sketch(part) for part in documents.with_columns(piece).partition_by("_piece", maintain_order=True)]
    return pl.concat(parts) if parts else pl.DataFrame(schema=dict(SKETCHES))


def _sketch(documents: pl.DataFrame) -> pl.DataFrame:
    numbered = documents.with_row_index("number")
    texts = numbered.select("number", word=pl.col("text").str.to_lowercase().str.extract_all(WORD))
    is_figure = pl.col("word").str.contains(r"^[0-9]")
    words = texts.explode("word", empty_as_null=False).select("number", is_figure=is_figure, hash=pl.col("word").hash(seed=SEED))
    spread = [pl.col("hash").shift(-n).alias(str(n)) for n in range(SHINGLE)]
    masked = [pl.when(pl.col("is_figure")).then(0).otherwise("hash").shift(-n).alias(str(n)) for n in range(SHINGLE)]
    has_figure = pl.any_horizontal(pl.col("is_figure").shift(-n) for n in range(SHINGLE))
    is_whole = pl.col("number") == pl.col("number").shift(1 - SHINGLE)  # a shingle ends where its text ends
    shingles = words.select(
        "number", is_whole=is_whole, has_figure=has_figure, shingle=pl.struct(spread), form=pl.when(has_figure).then(pl.struct(masked))
    )
    whole = shingles.filter("is_whole").with_columns(pl.col("shingle", "form").hash(seed=SEED))
    lowest = whole.group_by("number").agg(hashes=_lowest("shingle"))
    both = pl.col("form") // FORM * FORM + pl.col("shingle") // FORM
    forms = whole.filter("has_figure").group_by("number").agg(forms=_lowest(both))
    wording = words.group_by("number", maintain_order=True).agg(words=pl.len(), wording=pl.col("hash").implode().hash(seed=SEED).first())
    sketches = numbered
    for part in (wording, lowest, forms):
        sketches = sketches.join(part, on="number", how="left", maintain_order="left")
    filled = sketches.with_columns(pl.col("words").fill_null(0), pl.col("hashes", "forms").fill_null(pl.lit([], pl.List(pl.UInt64))))
    return filled.select(pl.col(name).cast(dtype) for name, dtype in SKETCHES.items())


def _lowest(hashes: str | pl.Expr) -> pl.Expr:
    return (pl.col(hashes) if isinstance(hashes, str) else hashes).unique().bottom_k(SKETCH_SIZE).sort()


def find_copies(sketches: pl.DataFrame, known: pl.DataFrame | None = None) -> pl.DataFrame:
    """(document_id, duplicate_of) of each document that has an earlier copy: the earliest that matches it.

    Earlier is by day of publication, unknown days last, then by source file and place in it. With `known` (SKETCHES of documents of former
    runs) only pairs with at least one of `sketches` are looked at: an old document gets a row where a new one turns out to be the earlier.
    """
    everything = sketches.with_columns(is_new=True)
    if known is not None and known.height:
        everything = pl.concat([everything, known.with_columns(is_new=False)])
    ranked = everything.sort(ORDER, nulls_last=True).with_row_index("rank")
    return _earliest(ranked, pl.concat([_same_wording(ranked), _near(ranked)]))


def update_copies(sketches: pl.DataFrame, before: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame | None:
    """As `find_copies(sketches)`, from what was found in a former run: only pairs with a new document are compared.

    `before`: KNOWN of that run; `gone`: SKETCHES of those of its documents that are no longer there, or there under another day or text.
    None where a document came or went that others are compared by (HOLDERS): then all have to be compared anew, or the result would
    depend on the order in which documents came.
    """
    fresh = sketches.join(before, on=IDENTITY, how="anti", nulls_equal=True)
    if _is_disturbed(sketches, fresh, gone):
        return None
    lost = before.filter(pl.col("duplicate_of").is_in(gone["document_id"].implode()))
    again = pl.concat([fresh["document_id"], lost["document_id"], gone["document_id"]]).implode()
    ranked = sketches.with_columns(is_new=pl.col("document_id").is_in(again)).sort(ORDER, nulls_last=True).with_row_index("rank")
    ranks = ranked.select("document_id", "rank")
    kept = before.filter(~pl.col("document_id").is_in(again)).drop_nulls("duplicate_of").select("document_id", "duplicate_of")
    old = kept.join(ranks, on="document_id").join(ranks.rename({"rank": "earlier", "document_id": "duplicate_of"}), on="duplicate_of")
    same = _same_wording(ranked.with_columns(is_new=True))
    return _earliest(ranked, pl.concat([same, _near(ranked), old.select("rank", "earlier")]))


def _is_disturbed(sketches: pl.DataFrame, fresh: pl.DataFrame, gone: pl.DataFrame) -> bool:
    """Whether some hash has other earliest holders than before, those that came or went aside."""
    left = pl.concat([sketches.with_columns(went=False), gone.with_columns(went=True)])
    came = pl.col("document_id").is_in(fresh["document_id"].implode()) & ~pl.col("went")
    ranked = left.with_columns(came=came, is_new=came | pl.col("went")).sort(ORDER, nulls_last=True).with_row_index("rank")
    rows = _of_new(_probes(ranked, "came", "went").lazy().explode("hash", empty_as_null=False).drop_nulls("hash"))
    stays = ~pl.col("came") & ~pl.col("went")
    windows = rows.group_by("hash").agg(
        before=pl.col("rank").filter(~pl.col("came")).bottom_k(HOLDERS).sort(),
        now=pl.col("rank").filter(~pl.col("went")).bottom_k(HOLDERS).sort(),
        stays=pl.col("rank").filter(stays),
    )
    lasting = windows.select(*(pl.col(name).list.set_intersection("stays").list.sort() for name in ("before", "now")))
    return bool(lasting.select((pl.col("before") != pl.col("now")).any()).collect().item())


def _earliest(ranked: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """(document_id, duplicate_of) from (rank, earlier): of several the earliest."""
    best = pairs.group_by("rank").agg(pl.col("earlier").min())
    names = ranked.select("rank", "document_id")
    named = best.join(names, on="rank").join(names.rename({"rank": "earlier", "document_id": "duplicate_of"}), on="earlier")
    return named.select("document_id", "duplicate_of").sort("document_id")


def with_duplicates(documents: pl.DataFrame, copies: pl.DataFrame) -> pl.DataFrame:
    """`documents` with `duplicate_of` from `copies` (`find_copies`); null where there is none. The order of rows is kept."""
    return documents.drop("duplicate_of", strict=False).join(copies, on="document_id", how="left", maintain_order="left")


def _same_wording(ranked: pl.DataFrame) -> pl.DataFrame:
    same = ranked.filter(pl.col("words") > 0).select("rank", "is_new", earlier=pl.col("rank").min().over("wording", "words"))
    touched = same.filter(pl.col("rank") != pl.col("earlier"))
    news = ranked.filter("is_new")["rank"].implode()
    return touched.filter(pl.col("is_new") | pl.col("earlier").is_in(news)).select("rank", "earlier")


def _near(ranked: pl.DataFrame) -> pl.DataFrame:
    """Pairs whose sketches share enough. Candidates come from the earliest holders of each hash: their number grows with the texts, not
    with its square, however often a phrase of boilerplate is repeated. Hashes are taken in portions, to bound the memory."""
    able = ranked.filter(pl.col("words") >= MIN_WORDS)
    probes = _probes(ranked)
    portions = max(1, int(probes["hash"].list.len().sum()) // PORTION + 1)
    votes = pl.concat([_votes(probes, portion, portions) for portion in range(portions)])
    pairs = votes.group_by("rank", "earlier").agg(pl.col("votes").sum()).filter(pl.col("votes") >= MIN_VOTES)
    news = able.filter("is_new")["rank"].implode()
    fresh = pairs.filter(pl.col("rank").is_in(news) | pl.col("earlier").is_in(news)).select("rank", "earlier").sort("rank", "earlier")
    parts = [_verified(able, part) for part in fresh.iter_slices(PAIRS)]
    return pl.concat(parts) if parts else fresh


def _probes(ranked: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """(rank, is_new, hash, the named columns): the hashes by which each text that is long enough looks for others."""
    wanted = pl.element() % THINNING == 0
    thin = pl.when(pl.col("hashes").list.len() < SKETCH_SIZE // 2).then("hashes").otherwise(pl.col("hashes").list.filter(wanted))
    return ranked.filter(pl.col("words") >= MIN_WORDS).select("rank", "is_new", *columns, hash=thin)


def _of_new(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The rows whose hash some new text has."""
    return rows.join(rows.filter("is_new").select("hash").unique(), on="hash", how="semi")


def _votes(probes: pl.DataFrame, portion: int, portions: int) -> pl.DataFrame:
    """(rank, earlier, votes): how many hashes of one portion a text shares with each of their earliest holders."""
    part = (pl.element() // THINNING) % portions == portion
    rows = probes.lazy().with_columns(pl.col("hash").list.filter(part)).explode("hash", empty_as_null=False).drop_nulls("hash")
    rows = rows if probes["is_new"].all() else _of_new(rows)
    holders = rows.group_by("hash").agg(earlier=pl.col("rank").bottom_k(HOLDERS), count=pl.len())
    telling = holders.filter(pl.col("count") > 1).select("hash", "earlier").explode("earlier", empty_as_null=False)
    held = rows.select("rank", "hash").join(telling, on="hash").filter(pl.col("earlier") < pl.col("rank"))
    return held.group_by("rank", "earlier").agg(votes=pl.len()).collect()


def _verified(able: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """The candidates that match. Two sketches compare up to the lower of their highest hashes; one that is not full is complete."""
    limit = pl.when(pl.col("hashes").list.len() == SKETCH_SIZE).then(pl.col("hashes").list.last()).otherwise(pl.lit(2**64 - 1, pl.UInt64))
    sides = able.select("rank", "words", "hashes", "forms", limit=limit)
    pairs = candidates.join(sides, on="rank").join(sides.rename(lambda name: f"{name}_b"), left_on="earlier", right_on="rank_b")
    ratio = pl.min_horizontal("words", "words_b") / pl.max_horizontal("words", "words_b")
    alike = pairs.with_columns(ratio=ratio).filter(pl.col("ratio") >= MIN_LENGTH_RATIO)
    common = alike.with_columns(bound=pl.min_horizontal("limit", "limit_b")).with_row_index("pair")
    left = common.select("pair", "bound", hash="hashes").explode("hash").filter(pl.col("hash") <= pl.col("bound"))
    right = common.select("pair", "bound", hash="hashes_b").explode("hash").filter(pl.col("hash") <= pl.col("bound"))
    counts = (
        common.select("pair", "rank", "earlier", "ratio", *_figures())
        .join(left.group_by("pair").agg(a=pl.len()), on="pair")
        .join(right.group_by("pair").agg(b=pl.len()), on="pair")
        .join(left.join(right, on=["pair", "hash"]).group_by("pair").agg(shared=pl.len()), on="pair")
    )
    told = pl.col("shared_forms") >= MIN_FORMS
    least = pl.when(pl.col("ratio") < JOINED).then(MIN_OF_JOINED).when(told).then(MIN_WITH_FIGURES).otherwise(MIN_CONTAINMENT)
    enough = (pl.col("shared") >= MIN_SHARED) & (pl.col("shared") >= least * pl.min_horizontal("a", "b"))
    return counts.filter(enough & (~told | (pl.col("same_figures") >= MIN_SAME_FIGURES))).select("rank", "earlier")


def _figures() -> tuple[pl.Expr, pl.Expr]:
    """How many forms two texts share, and the share of these that have the same figures in both."""
    form = pl.element() // FORM
    shared = pl.col("forms").list.eval(form).list.set_intersection(pl.col("forms_b").list.eval(form)).list.len()
    same = pl.col("forms").list.set_intersection("forms_b").list.eval(form.unique()).list.len()
    return shared.alias("shared_forms"), (same / shared).alias("same_figures")
