"""What rows are called that hold a total instead of a sale."""

from __future__ import annotations

from functools import cache

from sales_core.importing.vocabulary.header_names import words
from sales_core.importing.vocabulary.languages import words_of


def is_total(text: str) -> bool:
    """Tell whether a cell names a total: "Total", "Grand Total:", "Total March", "Tea Total"."""
    said = words(text)
    starts, ends = _edges()
    return said in _totals() or said.startswith(starts) or said.endswith(ends)


def _totals() -> frozenset[str]:
    return words_of("totals", "perhaps_totals")


@cache
def _edges() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give how a text begins and ends that names a total; short words are no end."""
    named = _totals()
    ends = (f" {total}" for total in named if len(total) > 3 or not total.isascii())
    return tuple(f"{total} " for total in named), tuple(ends)
