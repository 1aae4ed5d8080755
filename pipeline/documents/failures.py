"""Why a raw file, or a part of one, did not become a document. The docstring of each class is what the user reads."""

from __future__ import annotations


class ReadFailure(Exception):  # noqa: N818 - each subclass is named for what went wrong
    """The file could not be read."""

    reason = "unreadable"

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The class's sentence, then what is particular to this file."""
        text = (self.__doc__ or "").strip()
        return f"{text} {self.detail}".strip()


class Unreadable(ReadFailure):
    """The file cannot be opened or read: check its permissions, its disk, or the link it hangs on."""


class BrokenArchive(ReadFailure):
    """The compressed file is damaged or cut short: fetch it again."""

    reason = "broken archive"


class Broken(ReadFailure):
    """The file is damaged or is not what its name says: fetch it again, or mend its name."""

    reason = "damaged"


class Encrypted(ReadFailure):
    """The file asks for a password: put it here without one."""

    reason = "encrypted"


class Bomb(ReadFailure):
    """The file unpacks to more than is read of one: unpack it by hand, look what it is, and put its texts here in parts."""

    reason = "unpacks to too much"


class TooDeep(ReadFailure):
    """It is nested deeper than is read: unpack it by hand, and put what is inside here."""

    reason = "nested too deep"


class TooSlow(ReadFailure):
    """Reading took more time than a file may take: what was read until then is kept; split the file, or save it as plain text."""

    reason = "took too long"


class TooHungry(ReadFailure):
    """Reading took more memory than a file may take: what was read until then is kept; split the file, or save it as plain text."""

    reason = "took too much memory"


class LeftOut(ReadFailure):
    """Parts that hold no article are left out; the others are read."""

    reason = "parts left out"


class NotAFile(ReadFailure):
    """A folder, pipe or device stands where a text file is expected; files inside a folder are read on their own."""

    reason = "not a file"


class LinkOutside(ReadFailure):
    """The link is not followed, for it leads to a folder or out of the raw root: put the file itself there."""

    reason = "link not followed"


class Unsupported(ReadFailure):
    """The format is not read: convert it to one that is, such as .txt, .html, .pdf or .docx (README.md has the list)."""

    reason = "unsupported format"


class Empty(ReadFailure):
    """The file holds no text."""

    reason = "empty"


class Binary(ReadFailure):
    """The content is not text: it has NUL bytes, control characters or the mark of a binary format."""

    reason = "binary"


class Undecodable(ReadFailure):
    """The character encoding cannot be told: save the file as UTF-8."""

    reason = "undecodable"


class TooLarge(ReadFailure):
    """It is larger than is read in one piece: split the file, or write its articles as JSON lines."""

    reason = "too large"


class SidecarInvalid(ReadFailure):
    """The sidecar is left out (its text file is read): it must be a JSON object with title, publisher, url, published, language."""

    reason = "sidecar invalid"


class MetadataInvalid(ReadFailure):
    """A value is left out (the rest is read): texts must be strings, published an ISO date such as 2024-03-05."""

    reason = "metadata invalid"


class RecordInvalid(ReadFailure):
    """A record is left out (the others are read): each line must be a JSON object with a text."""

    reason = "record invalid"


class ReaderFailed(ReadFailure):
    """The reader met something that it was not made for: report it with the file."""

    reason = "reader failed"
