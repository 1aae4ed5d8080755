"""A PDF → its text, page by page, through PDFium, the engine of a browser that is fuzzed without pause.

pypdf reads in pure Python. What PDFium may still do to its process is why files of
such formats are read in one of their own (see `assets/confined.py`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from pipeline.documents import limits
from pipeline.documents.failures import Broken, Empty, Encrypted, TooLarge
from pipeline.documents.parts import read_all
from pipeline.documents.sidecar import clean

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

HYPHEN = re.compile(r"[\x02\ufffe\ufffd]?\xad|[\x02\ufffe]")  # where PDFium joined a word that a line's end had cut
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
NUMBER = re.compile(r"\s*(?:[-–—]\s*)?(?:[Pp]age\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—])?\s*")
SENTENCE_END = re.compile(r"[.!?:]['\"”’)\]]*\s*$")
FULL = 0.6  # a line of so much of the widest one's length goes on in the next


def read_pdf(stream: BinaryIO) -> str:
    """The text of a PDF: lines of a paragraph joined, pages parted by a blank line, page numbers left out. Raises ReadFailure."""
    from pypdfium2 import PdfDocument, PdfiumError  # here, for most folders hold no PDF, and each run would wait for it
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    data = read_all(stream, limits.MAX_PDF_BYTES)
    if b"%PDF-" not in data[:1024]:
        raise Broken("It does not begin like a PDF.") if data.strip() else Empty()
    try:
        with PdfDocument(data) as document:
            if len(document) > limits.MAX_PDF_PAGES:
                raise TooLarge(f"It has {len(document)} pages, more than {limits.MAX_PDF_PAGES}.")
            pages, length = [], 0
            for number in range(len(document)):
                pages.append(_page(document, number))
                length += len(pages[-1])
                if length > limits.MAX_DOCUMENT_BYTES:
                    raise TooLarge(f"Its first {number + 1} pages have more than {limits.MAX_DOCUMENT_BYTES // limits.MIB} MiB of text.")
    except PdfiumError as error:
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD:
            raise Encrypted() from error
        raise Broken(f"{error}.") from error
    text = _joined([page for page in pages if page])
    if not text.strip():
        raise Empty("The PDF has no text; where it is scanned, put it through text recognition.")
    return text


def _page(document: PdfDocument, number: int) -> str:
    """Text of a page, blank where it is damaged: the others are read."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
        found = page.get_textpage()
        text = found.get_text_bounded()
        found.close()
        page.close()
    except PdfiumError:
        return ""
    plain = CONTROLS.sub("", HYPHEN.sub("", text.replace("\r\n", "\n")).replace("\r", ""))
    return _paragraphs(clean(plain).split("\n"))


def _paragraphs(lines: list[str]) -> str:
    """The lines of a page, those of one paragraph joined by a blank, for where a line ends is the page's affair, not the sentence's."""
    for end in (0, -1):
        if lines and NUMBER.fullmatch(lines[end]):
            lines.pop(end)
    widest = max(map(len, lines), default=0)
    joined: list[str] = []
    runs_on = False
    for line in map(str.strip, lines):
        if runs_on and line:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        runs_on = bool(line) and len(line) >= FULL * widest and not SENTENCE_END.search(line)
    return "\n".join(joined).strip()


def _joined(pages: list[str]) -> str:
    """Pages put together; a sentence that goes on over the page is not cut."""
    parts: list[str] = []
    for page in pages:
        if parts and page[0].islower() and not SENTENCE_END.search(parts[-1][-5:]):
            parts.append(" ")
        elif parts:
            parts.append("\n\n")
        parts.append(page)
    return "".join(parts)
