"""Which encodings of a text give known column names: the surest sign in a file of sales."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import get_args

from sales_core.importing.formats.declarations import Field
from sales_core.importing.vocabulary.header_names import key
from sales_core.importing.vocabulary.languages import field_names

_LINES = 12
_CELLS = re.compile(r"[;,\t|\"]")


def most_known_names(head: bytes, encodings: Sequence[str]) -> list[str]:
    """Give those encodings under which most column names with other than ASCII letters are known.

    Args:
        head: The first bytes of a file.
        encodings: Python's names of those under which it is text.

    Returns:
        Their names; none where no such name is known under any.
    """
    known = {encoding: _known_names(head, encoding) for encoding in encodings}
    most = max(known.values(), default=0)
    return [encoding for encoding in encodings if known[encoding] == most > 0]


def _known_names(head: bytes, encoding: str) -> int:
    lines = re.split(rb"[\r\n]+", head[:8192])[:_LINES]
    text = "\n".join(line.decode(encoding, errors="ignore") for line in lines)
    rows = ([cell.strip() for cell in _CELLS.split(line)] for line in text.split("\n"))
    known = ([cell for cell in row if len(cell) > 1 and key(cell) in _names()] for row in rows)
    return max(sum(not cell.isascii() for cell in row) if len(row) > 1 else 0 for row in known)


@cache
def _names() -> frozenset[str]:
    return frozenset(
        name.replace(" ", "") for field in get_args(Field) for name in field_names(field)
    )
