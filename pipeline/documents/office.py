"""A Word document → its text: word/document.xml read as a stream, through defusedxml, which refuses entities and outside references.

python-docx would hold a tree of the whole in memory and needs lxml; what is wanted are the letters of the paragraphs, in order.
"""

from __future__ import annotations

import zipfile
from typing import BinaryIO, cast
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from pipeline.documents import limits
from pipeline.documents.failures import Broken, Empty, Encrypted, TooDeep, TooLarge
from pipeline.documents.parts import Budget, counted
from pipeline.documents.sidecar import clean

MAIN = "word/document.xml"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
# Names of elements, whatever their namespace: transitional and strict documents have different ones.
MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
UNREAD = {"Fallback", "del", "moveFrom", "instrText", "delText"}  # told again elsewhere, or struck out


def read_docx(stream: BinaryIO, budget: Budget) -> str:
    """The paragraphs of a document, one a line, cells of a table parted by tabs. Raises ReadFailure."""
    if stream.read(4) == OLD_OFFICE:
        raise Encrypted("It may also be of an older Office: save it as .docx.")
    stream.seek(0)
    letters = _Letters()
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(letters)
    try:
        with zipfile.ZipFile(stream) as package, package.open(MAIN) as main:
            told = counted(cast(BinaryIO, main), budget)
            while data := told.read(256 * 1024):
                letters.size += len(data)
                if letters.size > limits.MAX_XML_BYTES:
                    raise TooLarge(f"Its text part has more than {limits.MAX_XML_BYTES // limits.MIB} MiB.")
                parser.feed(data)
            parser.close()
    except KeyError as error:
        raise Broken("It has no text part.") from error
    except RuntimeError as error:
        raise Encrypted() from error
    except (SAXException, DefusedXmlException, ValueError) as error:
        raise Broken(f"{error}.") from error
    text = clean("".join(letters.found)).strip("\n")
    if not text.strip():
        raise Empty("The document has no text; it may be a picture.")
    return text


class _Letters(ContentHandler):
    """The letters of the text elements, with line ends where paragraphs and rows end."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.size = 0
        self._depth = 0
        self._unread = 0
        self._is_text = False
        self._in_cell = 0

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:  # noqa: N802
        self._depth += 1
        if self._depth > limits.MAX_XML_DEPTH:
            raise TooDeep(f"It has more than {limits.MAX_XML_DEPTH} levels of elements.")
        local = name[1]
        self._unread += local in UNREAD
        self._is_text = local == "t"
        self._in_cell += local == "tc"
        if local in MARKS and not self._unread:
            self.found.append(MARKS[local])

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        self._depth -= 1
        self._is_text = False
        local = name[1]
        self._unread -= local in UNREAD
        self._in_cell -= local == "tc"
        if local == "p":
            self.found.append(" " if self._in_cell else "\n")
        elif local == "tc" and not self._in_cell:
            self.found.append("\t")
        elif local == "tr" and not self._in_cell:
            self.found.append("\n")

    def characters(self, content: str) -> None:
        if self._is_text and not self._unread:
            self.found.append(content)
