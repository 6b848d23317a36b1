"""No text of a cell, however long, makes the reader slower than in proportion to its length."""

from __future__ import annotations

from contextlib import suppress
from time import perf_counter

import pytest

from sales_core.importing.issues import FileRefusedError
from tests.builders import read

SHORT, DOUBLED = 8_000, 4
"""Length of the shortest cell, and how often it is doubled."""

PIECES = {
    "blanks": " ",
    "no-break blanks": "\u00a0",
    "digits": "7",
    "digits in groups": "1,234.",
    "letters": "a",
    "capitals": "A",
    "quotes": "'",
    "dashes": "-",
    "brackets": "(",
    "closed brackets": "()",
    "slashes": "1/",
    "colons": "1:",
    "words": "May ",
    "currencies": "S$ ",
    "blanks in digits": "1 ",
    "accents": "é\u0301",
}
PLACES = ("head", "date", "order", "item", "amount", "free")


def a_file(piece: str, place: str, length: int) -> bytes:
    """Write ten good rows and a cell of as many letters."""
    cell = (piece * length)[:length]
    header = ["Date", "Order ID", "Item", "Amount", "Note"]
    good = [[f"2025-03-{day}", str(day), "Tea", f"{day}.50", "x"] for day in range(13, 23)]
    row = list(good[0])
    if place == "head":
        header[4] = f"N{cell}"
    else:
        row[PLACES.index(place) - 1] = f"1{cell}1"
    return "\n".join(
        ",".join(f'"{text}"' for text in each) for each in [header, *good, row]
    ).encode()


def seconds(content: bytes) -> float:
    started = perf_counter()
    with suppress(FileRefusedError):
        read(content)
    return perf_counter() - started


@pytest.mark.parametrize("place", PLACES)
def test_a_long_cell_takes_time_in_proportion_at_most(place: str) -> None:
    for name, piece in PIECES.items():
        once = min(seconds(a_file(piece, place, SHORT)) for _ in range(2))
        longer = a_file(piece, place, SHORT * 2**DOUBLED)
        # Sixteen times the length; what is quadratic takes 256 times as long.
        most = max(once, 0.02) * 2**DOUBLED * 2
        more = next((spent for _ in range(3) if (spent := seconds(longer)) < most), most)
        assert more < most, (name, once)
