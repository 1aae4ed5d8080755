"""What can go wrong with a warehouse: one class for each failure, its docstring the sentence that the user reads."""

from __future__ import annotations

import re

LONGEST = 300


def one_line(value: object, longest: int = LONGEST) -> str:
    """`value` as one printable line: control characters (terminal escapes too) and line ends become blanks; cut at `longest` characters."""
    line = re.sub(r"[\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+", " ", str(value)).strip()
    return line if len(line) <= longest else line[: longest - 1] + "…"


class WarehouseError(Exception):
    """The warehouse failed: {reason}"""

    def __init__(self, **parts: object) -> None:
        self.parts = parts
        super().__init__((type(self).__doc__ or "").format(**{name: one_line(part) for name, part in parts.items()}))


class PublishError(WarehouseError):
    """Nothing was published: {reason}"""


class NotAWarehouseError(PublishError):
    """Nothing was published: {path} is {found}, not a Tumen warehouse; move it away or choose another file."""


class NewerWarehouseError(PublishError):
    """Nothing was published: {path} was made by a newer Tumen (schema {found}, this one writes {known}); update Tumen."""


class WarehouseInUseError(PublishError):
    """Nothing was published: {path} is open for writing in another program; close it there and run again."""


class PublishLockedError(PublishError):
    """Nothing was published: another run has been publishing to {folder} for more than {seconds} seconds; try again when it is done."""


class InputNotLoadedError(PublishError):
    """Nothing was published: table {table} could not be loaded: {reason}"""


class CheckFailedError(PublishError):
    """Nothing was published: check {name} found {failing} bad row(s), first {first}"""


class BuildFailedError(PublishError):
    """Nothing was published to {path}, which is as it was before: {reason}"""


class WarehouseNotReadableError(WarehouseError):
    """Cannot read the warehouse {path}: {reason}"""


class OtherSchemaError(WarehouseError):
    """{path} was published by another Tumen (schema {found}, this one reads {known}): publish it again with tumen run."""


class QueryError(WarehouseError):
    """The query failed: {reason}"""


class CommentMissingError(WarehouseError):
    """Every table and column needs a comment in the DDL; none on: {names}"""


class QuestionError(WarehouseError):
    """The question {name} of the cookbook cannot be read: {reason}"""
