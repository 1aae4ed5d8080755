"""Full-text search inside the file: what is found, in what order, and what is not searched."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from warehouse.publish import publish
from warehouse.reading import query

ARTICLES = {
    "a": ("Coal ships wait", ["Three ships with coal lie off the port.", "The weather is fair."]),
    "b": ("Notes on harbours", ["The port was built long ago.", "Companies repaired its cranes.", "Fish is sold there too."]),
    "c": (None, ["Café owners in Besançon buy coal.", "Nobody asked why; coal, coal and coal again."]),
    "d": ("Menu", ["Coal port: read more."]),
    "e": (None, []),
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    documents, sentences = [], []
    for name, (title, texts) in ARTICLES.items():
        text = " ".join(texts) or "-"
        head = {
            "document_id": name,
            "source_file": f"{name}.txt",
            "source_record": None,
            "file_start": 0,
            "title": title,
            "publisher": None,
        }
        rest = {"url": None, "language": "en", "published_on": None, "published_basis": None, "text": text, "content_hash": name}
        documents.append(head | rest | {"duplicate_of": None})
        for number, sentence in enumerate(texts):
            start = text.index(sentence)
            place = {"document_id": name, "sentence_id": f"{name}:{number}", "sentence_number": number, "start_char": start}
            sentences.append(place | {"end_char": start + len(sentence), "zone": "furniture" if name == "d" else "body", "text": sentence})
    files = [{"source_file": f"{name}.txt", "content_hash": None, "size_bytes": 1} for name in ARTICLES]
    for table, rows in {"dim_documents": documents, "sentences": sentences, "raw_files": files}.items():
        pl.DataFrame(rows, infer_schema_length=None).write_parquet(folder / f"{table}.parquet")
    return publish({path.stem: path for path in folder.glob("*.parquet")}, folder / "tumen.duckdb").path


def found(file: Path, words: str) -> list[str]:
    return query(file, f"SELECT document_id FROM search('{words}')")["document_id"].to_list()


def test_documents_come_best_first_with_their_best_sentence(file: Path) -> None:
    rows = query(file, "FROM search('coal port')")
    assert rows["document_id"].to_list()[0] == "a"
    assert set(rows["document_id"]) == {"a", "b", "c"}
    assert rows["score"].is_sorted(descending=True)
    assert rows.row(0, named=True) | {"score": None} == {
        "score": None,
        "words_found": 2,
        "document_id": "a",
        "title": "Coal ships wait",
        "outlet": None,
        "published_on": None,
        "best_sentence": "Three ships with coal lie off the port.",
        "source_file": "a.txt",
        "url": None,
        "duplicate_of": None,
    }


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("SHIP", ["a"]),
        ("companies", ["b"]),
        ("company", ["b"]),
        ("harbour", ["b"]),
        ("cafe besancon", ["c"]),
        ("CAFÉ", ["c"]),
        ("menu", ["d"]),
        ("coal''s; DROP", ["c", "a"]),
        ("read more", []),
        ("nowhere", []),
        ("", []),
    ],
)
def test_case_accents_and_plurals_do_not_matter_and_furniture_is_not_searched(words: str, documents: list[str], file: Path) -> None:
    assert found(file, words) == documents


def test_sentences_are_found_by_themselves(file: Path) -> None:
    rows = query(file, "FROM search_sentences('coal port')")
    assert rows["sentence"].to_list()[0] == "Three ships with coal lie off the port."
    assert rows.height == 4
    assert query(file, "FROM search_sentences('coal', most := 1)").height == 1
    assert query(file, "FROM search('coal', most := 1)").height == 1


def test_a_word_that_most_documents_have_is_left_out_beside_a_rarer_one(tmp_path: Path) -> None:
    number = 20_010
    texts = [f"the port of {'Nampo' if n % 10_000 == 0 else 'call'}" for n in range(number)]
    names = [f"{n:05}" for n in range(number)]
    head = {"document_id": names, "source_file": [f"{name}.txt" for name in names], "text": texts, "content_hash": names}
    rest = dict.fromkeys(("source_record", "title", "publisher", "url", "language", "published_on", "published_basis", "duplicate_of"))
    frame = pl.DataFrame(head).with_columns(file_start=0, **{name: pl.lit(value) for name, value in rest.items()})
    places = {"sentence_id": [f"{name}:0" for name in names], "sentence_number": 0, "start_char": 0, "zone": "body"}
    frames = {"dim_documents": frame, "raw_files": frame.select("source_file", "content_hash", size_bytes=1)}
    frames["sentences"] = pl.DataFrame({"document_id": names, "text": texts} | places).with_columns(end_char=pl.col("text").str.len_chars())
    for table, rows in frames.items():
        rows.write_parquet(tmp_path / f"{table}.parquet")
    file = publish({table: tmp_path / f"{table}.parquet" for table in frames}, tmp_path / "tumen.duckdb").path
    assert found(file, "the port of Nampo") == ["00000", "10000", "20000"]
    assert query(file, "SELECT sentence_id FROM search_sentences('the port of Nampo')")["sentence_id"].to_list() == [
        "00000:0",
        "10000:0",
        "20000:0",
    ]
    assert len(found(file, "the")) == 50, "where nothing is rarer, it counts"


def test_a_word_stems_to_its_singular(file: Path) -> None:
    words = {
        "ships": "ship",
        "companies": "company",
        "gas": "gas",
        "bus": "bus",
        "glass": "glass",
        "oxes": "oxe",
        "series": "sery",
        "5s": "5s",
    }
    values = ", ".join(f"('{word}')" for word in words)
    rows = query(file, f"SELECT word, search_stem(word) AS stem FROM (VALUES {values}) t(word)").rows()
    assert dict(rows) == words
