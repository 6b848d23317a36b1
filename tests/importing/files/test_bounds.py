"""No text takes more time than its length asks for: twice the letters, twice the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from sales_core.importing.files.encodings import encoding_told, find_encoding
from sales_core.importing.files.layout import find_layout
from sales_core.importing.issues import FileRefusedError
from tests.builders import export_of

SIZE = 4_000
TIMES = 8
"""How many times longer the second text is; eight squared is sixty-four."""


def _seconds(work: Callable[[], object]) -> float:
    def once() -> float:
        started = time.perf_counter()
        with suppress(FileRefusedError):
            work()
        return time.perf_counter() - started

    return min(once() for _ in range(2))


def _is_linear(make: Callable[[int], Callable[[], object]]) -> bool:
    short, long = _seconds(make(SIZE)), _seconds(make(SIZE * TIMES))
    return long < max(short, 0.01) * TIMES * 3


@pytest.mark.parametrize(
    "filler", ["a", " ", "ä", "1", ",", ";", "'", '"', "\t", "ž", "Kè", "3 ", "ab,", "x;y\n"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1250"])
def test_a_layout_is_found_in_linear_time(filler: str, encoding: str) -> None:
    def make(size: int) -> Callable[[], object]:
        row = f"2025-01-13,Tée,5,{filler * (size // len(filler))}\n"
        content = ("Date,Item,Amount,Note\n" + row * 2).encode(encoding, errors="replace")
        return lambda: find_layout(export_of(content))

    assert _is_linear(make)


@pytest.mark.parametrize("filler", ["a", "ä", "ab ", "é,", "žx"])
def test_an_encoding_is_found_in_linear_time(filler: str) -> None:
    def make(size: int) -> Callable[[], object]:
        text = "é" + filler * (size // len(filler))
        content = text.encode("cp1250")
        return lambda: (find_encoding(content), encoding_told(text, "cp1250"))

    assert _is_linear(make)
