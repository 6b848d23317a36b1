"""Rows that are the sum of others, whatever they are called: totals, no sales.

A row is a candidate where something about it is unlike the other rows: a cell
that is filled elsewhere is empty, or a text stands in these rows alone. It is a
total where each candidate is the sum of the rows since the candidate before, of
all rows above, or all the same of the rows below. Two such rows over several
rows each prove it; what may be chance is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sales_core.importing.claims import (
    Choice,
    Claim,
    Matter,
    Said,
    as_written,
    rows_text,
    with_rules,
)
from sales_core.importing.files.table import TOTAL, Codes, Column
from sales_core.importing.formats.declarations import RowRule
from sales_core.importing.view import View
from sales_core.importing.vocabulary.total_names import is_total
from sales_core.values.arrays import Ints, Mask
from sales_core.values.money import amount_text

_PLAIN = re.compile(r"^[\w .:'-]{2,40}$")
"""What the name of a total is written with, unlike a formula."""

LEAVE, COUNT = "leave", "count"

_MOST = 1_000
"""Rows of one text, or without one, up to which they may be totals; sales are more."""

_FEWEST = 3
"""Rows that another one may be the sum of by chance, in pieces and money."""


class _Sums(NamedTuple):
    """Rows that are sums.

    Attributes:
        column: Where they are told from the others.
        text: What stands there; "" for nothing.
        rows: Which rows of the table.
        over: Of how many rows each is the sum.
    """

    column: Column
    text: str
    rows: Ints
    over: Ints


def claims(view: View) -> Iterator[Said]:
    """Find rows that are the sum of others; they are left out if that is no chance."""
    sales = np.flatnonzero(view.sales)
    if len(sales) < 2:
        return
    amounts = view.cells.amount[sales]
    found = max(_candidates(view, sales, amounts), key=_strength, default=None)
    if found is None:
        return
    name = f"totals:{found.column.header.strip()}"
    said = f"with {found.text!r}" if found.text else "without a text"
    where = f"{said} in {found.column.header.strip()!r}"
    lines = view.table.line_of(found.rows)
    count = len(found.rows)
    example = (
        f"line {int(lines[0])} is {amount_text(int(view.cells.amount[found.rows[0]]))}, "
        f"the sum of {rows_text(int(found.over[0]))}"
    )
    rule = RowRule((found.column.header,), TOTAL, never=(found.text.casefold(),))
    yield Matter(
        name,
        "totals",
        f"{'The row' if count == 1 else f'Each of the {count:,} rows'} {where} is the sum of "
        f"others ({example}), so it may be a total, and its sales would count twice. "
        "Is it a total or a sale?",
        (
            Choice(LEAVE, with_rules([rule]), "A total: leave it out"),
            Choice(COUNT, as_written, "A sale: count it"),
        ),
    )
    if _is_sure(found):
        yield Claim(
            name,
            LEAVE,
            "proves",
            f"{count:,} rows are sums of the rows above them, so they are totals and left out: "
            f"the rows {where}.",
            count,
        )


def _candidates(view: View, sales: Ints, amounts: Ints) -> Iterator[_Sums]:
    """Give the sets of rows, alike in one column, of which each is the sum of others."""
    places = {*view.free, *(view.at[n] for n in ("item", "location", "order_id") if n in view.at)}
    counted = _counted(view, sales)
    for place in sorted(places):
        column = view.table.column(place)
        if column is None:
            continue
        codes = column.codes[sales]
        counts = np.bincount(codes, minlength=len(column.texts))
        for code in _telling(column, codes, counts, counted=counted):
            chosen = codes == code
            over = _sums_over(amounts, chosen)
            if over is None:
                continue
            found = _Sums(column, column.texts[code].strip(), sales[chosen], over)
            if _is_named(found) or over.max() > 1:  # one row like another is no sum
                yield found


def _counted(view: View, sales: Ints) -> bool:
    """Tell whether the last row, or the first, counts as many pieces as all others together."""
    pieces = view.cells.quantity[sales]
    ends = {int(pieces[0]), int(pieces[-1])}
    return (
        "quantity" in view.at
        and len(sales) > _FEWEST
        and int(pieces.sum()) in {2 * end for end in ends}
    )


def _telling(column: Column, codes: Codes, counts: Ints, *, counted: bool) -> set[int]:
    """Give the texts that may be those of totals: none at all, a total's name, the last, the first.

    The last and the first count where the others repeat, or where pieces are summed as well.
    Nothing is looked at in a column of which most cells are empty.
    """
    blank = {code for code, text in enumerate(column.texts) if counts[code] and not text.strip()}
    if sum(int(counts[code]) for code in blank) * 2 > len(codes):
        return set()
    named = {
        code for code, text in enumerate(column.texts[:_MOST]) if counts[code] and is_total(text)
    }
    repeats = 2 * np.count_nonzero(counts) <= len(codes)
    ends = {int(codes[0]), int(codes[-1])} if repeats or counted else set()
    return {code for code in blank | named | ends if 2 * counts[code] <= len(codes) + 1}


def _sums_over(amounts: Ints, chosen: Mask) -> Ints | None:
    """Tell of how many rows each chosen row is the sum, of those above it or of those below."""
    if not 0 < np.count_nonzero(chosen) <= min(_MOST, len(amounts) - 1):
        return None
    if not amounts[chosen].any():
        return None
    above = _sums_above(amounts, chosen)
    below = None if above is not None else _sums_above(amounts[::-1], chosen[::-1])
    return above if below is None else below[::-1]


def _sums_above(amounts: Ints, chosen: Mask) -> Ints | None:
    """Tell it of rows that are the sum of those since the chosen one before, or of all above."""
    at = np.flatnonzero(chosen)
    upto = np.concatenate([[0], np.cumsum(np.where(chosen, 0, amounts))])
    rows = np.concatenate([[0], np.cumsum(~chosen)])
    before = np.concatenate([[0], at[:-1]])
    near_rows, above_rows = rows[at] - rows[before], rows[at]
    of_near = (amounts[at] == upto[at] - upto[before]) & (near_rows > 0)
    of_above = (amounts[at] == upto[at]) & (above_rows > 0)
    if (of_near | of_above).all():
        return np.where(of_near, near_rows, above_rows)
    return None


def _strength(found: _Sums) -> tuple[int, int, int]:
    return (len(found.rows), int(_is_named(found)), int(found.over.max()))


def _is_named(found: _Sums) -> bool:
    return bool(_PLAIN.match(found.text)) and is_total(found.text)


def _is_sure(found: _Sums) -> bool:
    """Tell totals from chance: several rows that are sums of several, or sums with the name."""
    several = int(np.count_nonzero(found.over > 1))
    if _is_named(found):
        return several > 0 or len(found.rows) > 1
    return several > 1 and several == len(found.rows)
