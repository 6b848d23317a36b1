"""What a file says about how it is meant: one module a clue, none knowing another.

Each has a function ``claims``: a ``View`` of the file in, matters, claims and
sentences out. A new clue is a module with its table of cases, named here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sales_core.importing.claims import Said
from sales_core.importing.clues import (
    arithmetic,
    bought,
    broken_rows,
    bundles,
    currencies,
    damaged_amounts,
    discount_parts,
    far_days,
    flags,
    gift_cards,
    gross_discounts,
    journal,
    near_prices,
    number_kinds,
    one_swapped,
    order_numbers,
    paid_beside,
    price_doubts,
    price_of_row,
    product_doubts,
    refunds_beside,
    remarks,
    repeated,
    repeats,
    rivals,
    scaled_amounts,
    shifted_years,
    siblings,
    sides,
    states,
    swapped_days,
    tagged_rows,
    totals,
    two_dates,
)
from sales_core.importing.view import View

Clue = Callable[[View], Iterator[Said]]

CLUES_OF_ANY: tuple[Clue, ...] = (
    rivals.claims,
    siblings.claims,
    currencies.claims,
    damaged_amounts.claims,
    swapped_days.claims,
    one_swapped.claims,
    far_days.claims,
    shifted_years.claims,
    order_numbers.claims,
    broken_rows.claims,
)
"""Clues about every file, a declared format's among them."""

CLUES_OF_UNDECLARED: tuple[Clue, ...] = (
    repeats.claims,
    bundles.claims,
    price_doubts.claims,
    near_prices.claims,
    scaled_amounts.claims,
    product_doubts.claims,
    discount_parts.claims,
    gross_discounts.claims,
    price_of_row.claims,
    states.claims,
    remarks.claims,
    number_kinds.claims,
    flags.claims,
    refunds_beside.claims,
    paid_beside.claims,
    sides.claims,
    journal.claims,
    bought.claims,
    gift_cards.claims,
    totals.claims,
    arithmetic.claims,
    repeated.claims,
    tagged_rows.claims,
    two_dates.claims,
)
"""Clues about files whose columns no declaration explains."""
