"""Ten thousand ways to spoil a folder: a generator of hostile files, and the run over them in a process whose memory is measured."""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa

from tests.documents.doors import OTHER, TEXT, docx_file, mail_file, pdf_file, rss_file, tar_file, warc_record, zip_file

MIB = 1024**2
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp949", "gb18030", "shift_jis", "koi8-r", "utf-7", "cp037", "mac-roman")
WORDS = (
    f"{TEXT} {OTHER} 신의주 Владивосток 丹东 Café “said” \x1b[31m \x00 \u202e =cmd() <script> '; DROP TABLE x -- \ud7ff\ufffe \r\n".split(
        " "
    )
)
SUFFIXES = (
    ".txt", ".md", ".html", ".jsonl", ".pdf", ".docx", ".eml", ".warc", ".zip", ".tar", ".xml", ".rss", ".txt.gz", ".jsonl.zst", ".tar.gz",
    ".tgz", ".warc.gz", ".zip.gz", ".docx.zst", ".pdf.gz", ".parquet", ".bin", "", ".txt.json", ".gz",
)  # fmt: skip
Made = tuple[str, bytes]


def hostile_files(seed: int, number: int) -> Iterator[Made]:
    """(suffix, bytes) of so many files, the same ones for the same seed."""
    chance = random.Random(seed)
    ways: list[tuple[Callable[[random.Random], Made], int]] = [
        (_noise, 20), (_cut, 25), (_flipped, 25), (_misnamed, 8), (_encoded, 15), (_lines, 8), (_nested, 6), (_page, 6), (_bomb, 2),
        (_large, 1),
    ]  # fmt: skip
    for way in chance.choices([way for way, _ in ways], [weight for _, weight in ways], k=number):
        yield way(chance)


def fill(root: Path, seed: int, number: int) -> int:
    """Write hostile files below `root`, under hostile names, some of them links, pipes and folders; how many entries that are."""
    chance = random.Random(seed + 1)
    for place, (suffix, data) in enumerate(hostile_files(seed, number)):
        folder = root / chance.choice(["", "sub", "a b", "=x", "..."])
        folder.mkdir(parents=True, exist_ok=True)
        odd = chance.choice(
            [b"", b"", b"", b"\n", b"\x1b[31m", b"\xff\xfe", "밀".encode(), b"'\"", b"-rf ", b"x" * 200, b"%s{}", b"\xe2\x80\xae"]
        )
        path = os.fsencode(folder) + b"/" + odd + str(place).encode() + suffix.encode()
        kind = chance.random()
        if kind < 0.005:
            os.symlink(chance.choice([b"/etc/passwd", b"nowhere", path, b"..", b"/dev/zero"]), path)
        elif kind < 0.008:
            os.mkfifo(path)
        elif kind < 0.01:
            os.mkdir(path)
        else:
            Path(os.fsdecode(path)).write_bytes(data)
    return number


def _text(chance: random.Random, most: int = 400) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(0, most)))


def _sound(chance: random.Random) -> Made:
    """A file with nothing wrong but its words."""
    text, page = _text(chance), f"<html><title>{_text(chance, 9)}</title><p>{_text(chance)}</p></html>".encode("utf-8", "replace")
    plain = text.encode("utf-8", "replace")
    makers: dict[str, Callable[[], bytes]] = {
        ".txt": lambda: plain,
        ".html": lambda: page,
        ".jsonl": lambda: "\n".join(json.dumps({"text": _text(chance, 40), "title": 3}) for _ in range(5)).encode(),
        ".pdf": lambda: pdf_file(*[[TEXT, OTHER] * chance.randint(0, 9) for _ in range(chance.randint(1, 4))]),
        ".docx": lambda: docx_file(TEXT, OTHER),
        ".eml": lambda: mail_file(TEXT, "<p>page</p>", a__pdf=pdf_file([OTHER]), b__zip=zip_file({"a.txt": plain})),
        ".warc": lambda: warc_record("https://example.org/a", page) + warc_record("https://example.org/b", plain, "text/plain", coded=True),
        ".rss": lambda: rss_file((TEXT, "https://example.org/1", f"<p>{OTHER}</p>")),
        ".zip": lambda: zip_file({"a.txt": plain, "b/c.html": page, "../d.eml": mail_file(OTHER), "e.txt.json": b"{}"}),
        ".tar": lambda: tar_file({"a.txt": plain, "/b.pdf": pdf_file([TEXT]), "a.txt.json": b"[]"}, packed=False),
    }
    suffix = chance.choice(list(makers))
    data = makers[suffix]()
    packing = chance.random()
    if packing < 0.2:
        return f"{suffix}.gz", gzip.compress(data, 1)
    return (f"{suffix}.zst", bytes(pa.Codec("zstd").compress(data, asbytes=True))) if packing < 0.3 else (suffix, data)


def _noise(chance: random.Random) -> Made:
    return chance.choice(SUFFIXES), chance.randbytes(chance.choice([0, 1, 7, 100, 5000]))


def _cut(chance: random.Random) -> Made:
    suffix, data = _sound(chance)
    return suffix, data[: chance.randint(0, len(data))]


def _flipped(chance: random.Random) -> Made:
    suffix, data = _sound(chance)
    spoiled = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        if spoiled:
            place = chance.randrange(len(spoiled))
            spoiled[place : place + chance.choice([0, 1, 1, 4])] = chance.choice([b"", b"\xff", chance.randbytes(4), b"\x7f\xff\xff\xff"])
    return suffix, bytes(spoiled)


def _misnamed(chance: random.Random) -> Made:
    return chance.choice(SUFFIXES), _sound(chance)[1]


def _encoded(chance: random.Random) -> Made:
    data = _text(chance).encode(chance.choice(ENCODINGS), "replace")
    spoil = chance.choice([b"", b"\0", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf5\x80\x80\x80", b"\xef\xbb\xbf", b"\xff\xfe\0\0"])
    place = chance.randint(0, len(data))
    return chance.choice([".txt", ".html", ".jsonl", ".eml", ".xml"]), data[:place] + spoil + data[place:]


def _lines(chance: random.Random) -> Made:
    line = chance.choice(
        ["---", "Title: x\nDate: y", "February 02, 2026 at 09:48PM", "MOSCOW, March 5, 2019 (Agency) -- x", "", "{}", "--b"]
    )
    return chance.choice([".txt", ".jsonl", ".eml", ".md"]), f"{line}\n".encode() * chance.choice([10, 1000, 20_000])


def _nested(chance: random.Random) -> Made:
    depth = chance.choice([10, 300, 20_000])
    inner = zip_file({"a.txt": TEXT.encode()})
    for _ in range(min(depth, 12)):
        inner = zip_file({"a.zip": inner})
    return chance.choice([
        (".html", b"<div>" * depth + TEXT.encode()), (".jsonl", b'{"text": ' + b"[" * depth), (".rss", b"<rss>" + b"<a>" * depth),
        (".docx", docx_file(body="<w:p>" * depth)), (".zip", inner), (".txt.json", b"[" * depth),
        (".eml", b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(min(depth, 2000)))),
    ])  # fmt: skip


def _page(chance: random.Random) -> Made:
    piece = chance.choice(
        ["<p>", "<a x=1 ", "<table><tr>", "&lt;", "<!--", "<script>", "<b><i></b>", "<svg><p>", "]]>", "<title>", "\x00<p>"]
    )
    return ".html", (piece * chance.choice([10, 3000]) + _text(chance)).encode("utf-8", "replace")


def _bomb(chance: random.Random) -> Made:
    zeros, blanks = bytes(chance.choice([40, 90]) * MIB), b" " * (40 * MIB)
    return chance.choice([
        lambda: (".txt.gz", gzip.compress(zeros, 1)),
        lambda: (".jsonl.zst", bytes(pa.Codec("zstd").compress(b"[" * (40 * MIB), asbytes=True))),
        lambda: (".zip", zip_file({"a.txt": blanks, "b.html": blanks})),
        lambda: (".tar.gz", gzip.compress(tar_file({"a.txt": zeros}, packed=False), 1)),
        lambda: (".docx", docx_file("x" * (40 * MIB))),
        lambda: (".warc.gz", gzip.compress(warc_record("https://example.org", gzip.compress(zeros, 1)), 1)),
    ])()  # fmt: skip


def _large(chance: random.Random) -> Made:
    return chance.choice([
        (".txt", f"{TEXT} ".encode() * 40_000), (".txt", ("밀가루 " * 1_000_000).encode()), (".txt", b"a" * (20 * MIB)),
        (".html", b"<p>x</p>" * 500_000), (".eml", b"Subject: x\n\n" + b"a\n" * 3_000_000),
        (".jsonl", b'{"text": "' + b"a " * (4 * MIB) + b'"}'),
        (".zip", zip_file({f"{n}.txt": TEXT.encode() for n in range(3000)})), (".pdf", pdf_file([TEXT])[:-150] + b"1 0 obj\n" * 500_000),
    ])  # fmt: skip


def main(raw: Path, work: Path) -> None:
    """Stage a folder; print how many entries it has, how many are in neither table, the reasons, and MiB and seconds taken."""
    from assets.folders import Folders
    from assets.listing import list_frame
    from assets.staging import scan_documents, scan_quarantine, stage_new
    from pipeline.documents.files import list_files

    begun = time.monotonic()
    folders = Folders(raw, work / "tumen.duckdb", work)
    files = {file.source_file: file for file in list_files(raw)}
    live = stage_new(folders, list_frame(files))
    documents = scan_documents(folders, live).select("source_file", "document_id", "text").collect()
    quarantine = scan_quarantine(folders, live).collect()
    told = set(documents["source_file"]) | set(quarantine["source_file"])
    spent = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    found = {
        "files": len(files),
        "lost": sorted(set(files) - told)[:10],
        "documents": documents.height,
        "is_unique": bool(documents["document_id"].is_unique().all()),
        "nul": int(documents["text"].str.contains("\0", literal=True).sum()),
        "reasons": dict(quarantine["reason"].value_counts(sort=True).iter_rows()),
        "failed": quarantine.filter(reason="reader failed")["detail"].unique().sort().head(20).to_list(),
        "mib": sum(spent),
        "seconds": round(time.monotonic() - begun),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
