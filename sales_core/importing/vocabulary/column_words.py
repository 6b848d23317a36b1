"""Words in the names of columns that no alias knows: what they may hold, and what they never do."""

from __future__ import annotations

import re

from sales_core.importing.vocabulary.header_names import key, plain, words
from sales_core.importing.vocabulary.languages import joined, says, words_of

_SCALED = re.compile(r"['’ ($€£]000s?\b|\bt€|\bk€|\bin k\b|[(\[]k[)\]]|\bk ?(?:usd|eur|gbp|chf)\b")
"""Thousands said by signs, which no language has."""


def names_money(header: str) -> bool:
    """Tell whether a name says that a column holds the amounts of sales."""
    said = set(words(header).split())
    if said & words_of("decoys", "not_sold"):
        return False
    return bool(said & words_of("sold")) or _holds(header, "sold_inside")


def names_count(header: str, *, perhaps: bool = False) -> bool:
    """Tell whether a name says (or, ``perhaps``, may say) how many pieces were sold."""
    said = set(words(header).split())
    if said & (words_of("not_counted", "decoys") - {"number", "no"}):
        return False
    counted = words_of("counted", *(["perhaps_counted"] if perhaps else []))
    return bool(said & counted) or _holds(header, "counted_inside")


def names_each(header: str) -> bool:
    """Tell whether a name says that a price is that of one piece."""
    return bool(set(words(header).split()) & words_of("each")) or _holds(header, "each_inside")


def names_scale(header: str) -> bool:
    """Tell whether a name says that numbers are in thousands or in hundredths of money."""
    signs = _SCALED.search(header.casefold().replace("_", " "))
    inside = any(word in plain(header) for word in words_of("scales_inside"))
    return bool(signs) or inside or says(header, "scales")


def names_pieces(header: str) -> bool:
    """Tell whether the name of an amount says that it counts pieces or weighs."""
    return says(header, "piece_names")


def names_something_else(header: str) -> bool:
    """Tell whether a name says that numbers are none that may be added up as sales."""
    others = words_of("decoys", "not_sold") - {"order", "orders"}
    return bool(set(words(header).split()) & others)


def _holds(header: str, inside: str) -> bool:
    """Tell whether a name holds one of the words of a key, blanks aside."""
    said = key(header)
    return any(word in said for word in joined(inside))
