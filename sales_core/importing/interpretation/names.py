"""Columns found by their names: the best known names of a field first."""

from __future__ import annotations

from collections.abc import Iterable

from sales_core.importing.files.looks import confirms, values_of
from sales_core.importing.files.table import Layout
from sales_core.importing.formats.declarations import Field
from sales_core.importing.issues import refused
from sales_core.importing.vocabulary.aliases import ALIAS_TIERS, FEE_WORDS, NET_OF_FEES
from sales_core.importing.vocabulary.header_names import folded, key, words

_ESSENTIAL: tuple[Field, ...] = (
    "date", "order_id", "item", "amount", "quantity", "unit_price", "credit", "debit",
)  # fmt: skip


def columns_named(layout: Layout, name: Field, used: Iterable[int]) -> tuple[int, ...]:
    """Give the columns of the first tier that is there, the best known first.

    Args:
        layout: The header, and the first rows, which must agree with the names.
        name: The field.
        used: Positions of columns that hold something else.

    Raises:
        FileRefusedError: Several columns bear one and the same name.
    """
    places: dict[str, list[int]] = {}
    for at in sorted(set(range(len(layout.header))) - set(used)):
        places.setdefault(key(layout.header[at]), []).append(at)
    fees = any(set(words(header).split()) & FEE_WORDS for header in layout.header)
    for tier in ALIAS_TIERS[name]:
        found: list[int] = []
        for alias in (alias.replace(" ", "") for alias in tier):
            net = name == "amount" and fees and alias in NET_OF_FEES
            if alias in places and not net:
                found += _agreeing(layout, name, places[alias])
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def the_only_one(layout: Layout, at: list[int]) -> int:
    """Give the only position of some.

    Raises:
        FileRefusedError: There are several.
    """
    if len(at) > 1:
        raise refused("duplicate-column", found=repr(layout.header[at[0]]))
    return at[0]


def _agreeing(layout: Layout, name: Field, at: list[int]) -> list[int]:
    """Give the columns of one name whose values agree with it."""
    if not all(confirms(name, values_of(layout, place)) for place in at):
        return []
    if len(at) > 1 and name not in _ESSENTIAL:
        return []
    if len({folded(layout.header[place]) for place in at}) > 1:
        return at  # the name with and without tax: as good as each other
    return [the_only_one(layout, at)]
