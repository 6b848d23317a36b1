"""Relations of the numbers of a row, the rows that break them, and what would mend those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, product

import numpy as np

from sales_core.importing.files.table import Column, Table
from sales_core.importing.formats.declarations import Field
from sales_core.importing.rows.cells import Cells
from sales_core.importing.rows.column_values import Values, values_of
from sales_core.importing.rows.mends import may_be_thousandfold
from sales_core.values.arrays import Ints, Mask
from sales_core.values.money import AMOUNT_SCALE

FACTORS = (10, 100, 1000)
"""What a slip of the decimal mark makes of a number."""

_RELATIONS: tuple[tuple[str, ...], ...] = (
    ("quantity", "unit_price"),
    ("quantity", "unit_price", "tax"),
    ("quantity", "unit_price", "discount"),
    ("quantity", "unit_price", "discount", "tax"),
    ("unit_price", "tax"),
    ("unit_price",),
)
"""What may give the amount: the product of the first two, less the discount, with the tax."""

_TERMS = ("amount", "quantity", "unit_price", "discount", "tax")

_CENT = AMOUNT_SCALE // 100
_LARGEST = 2**62
_MOST = 20
"""One row in this many may break a relation that holds for the file."""
_TELLING = 10 * _CENT
"""A smaller amount would be right within a cent whatever it is."""
_THOUSAND = 1000
_LARGE = _THOUSAND * AMOUNT_SCALE
_BLOCK = 1 << 16
"""Rows that are looked at in one piece, each of which takes fifty bytes then."""


SAMPLE = 5_000
"""Rows that a relation is tried in before it is tried in all."""


@dataclass(frozen=True)
class Relation:
    """A relation of columns.

    Attributes:
        names: Their fields, the amount first.
        rows: Marks those that can tell (bool, one a row).
        columns: By field, as read.
        values: The same in ten-thousandths.
        added: Those that are added to the product of quantity and price, or to the first one
            behind the amount; the others are taken off, whatever their sign.
    """

    names: tuple[str, ...]
    rows: Mask
    columns: Mapping[str, Column]
    values: Mapping[str, Values]
    added: frozenset[str] = frozenset({"tax"})

    def blocks(self) -> Iterator[Ints]:
        """Give the rows that can tell, some at a time: those of a long file fill much memory."""
        for start in range(0, len(self.rows), _BLOCK):
            yield start + np.flatnonzero(self.rows[start : start + _BLOCK])

    def first(self, count: int) -> Ints:
        """Give some of the first rows that can tell, at most so many."""
        return np.flatnonzero(self.rows[: 2 * count])[:count]

    @property
    def others(self) -> tuple[str, ...]:
        """What is added and taken off."""
        return self.names[3 if self.is_product else 2 :]

    @property
    def is_product(self) -> bool:
        """Tell whether the amount is made of quantity and price."""
        return self.names[1] == "quantity"

    def __str__(self) -> str:
        """Write it with the names of the columns."""
        headers = {name: self.columns[name].header.strip() for name in self.names}
        made = " x ".join(headers[name] for name in self.names[1 : -len(self.others) or None])
        for name in self.others:
            made += f" {'+' if name in self.added else '-'} {headers[name]}"
        return f"{made} = {headers['amount']}"

    def _taken(self, rows: Ints) -> list[Ints]:
        in_a_row = len(rows) > 0 and int(rows[-1]) - int(rows[0]) + 1 == len(rows)
        some = slice(int(rows[0]), int(rows[-1]) + 1) if in_a_row else rows
        return [self.values[name][some] for name in self.names]

    @cached_property
    def broken(self) -> Ints:
        """The rows that can tell in which it does not hold as written."""
        return np.concatenate([rows[self.wrong(rows)] for rows in self.blocks()])

    def fails(self, share: int, *samples: int) -> bool:
        """Tell whether more than one row in ``share`` of the first ones breaks it."""
        firsts = map(self.first, samples)
        return any(share * int(self.wrong(some).sum()) > len(some) for some in firsts)

    def wrong(self, rows: Ints) -> Mask:
        """Mark those of some rows in which the relation does not hold as written."""
        blocks = [rows[at : at + _BLOCK] for at in range(0, len(rows), _BLOCK)]
        holds = [self._holds(self._taken(block)) for block in blocks]
        return ~np.concatenate([np.zeros(0, np.bool_), *holds])

    def mended(self, first: int | None = None) -> Ints | None:
        """Give those of the rows, or of some first ones, in which it holds once divided.

        None where that leaves too many in which it does not hold.
        """
        if first is None:
            count, wrong = int(np.count_nonzero(self.rows)), self.broken
        else:
            rows = self.first(first)
            count, wrong = len(rows), rows[self.wrong(rows)]
        values = self._taken(wrong)
        wholes = [_may_be_thousandfold(self.columns[name], wrong) for name in self.names]
        right: Ints = wrong[self._mended(values, wholes)]
        return right if (len(wrong) - len(right)) * _MOST <= count else None

    def made(self, row: int) -> int:
        """Give the amount that the other columns make in a row, in ten-thousandths."""
        return int(self._made(self._taken(np.array([row])))[0])

    def slips(self, rows: Ints) -> Iterator[tuple[str, int, Ints]]:
        """Give the rows, all wrong, that are right with one number a plain factor larger.

        Yields:
            The column, the factor (negative: so many times smaller), and the rows.
        """
        for at, name in enumerate(self.names):
            for factor in FACTORS:
                for sign in (1, -1):
                    values = self._taken(rows)
                    small = np.abs(values[at]) < _LARGEST // (factor * factor)
                    scaled = values[at] * factor if sign > 0 else values[at] // factor
                    values[at] = np.where(small, scaled, 0)
                    right = self._holds(values) & small & (np.abs(values[0]) >= _TELLING)
                    if right.any():
                        yield name, sign * factor, rows[right]

    def _made(self, values: Sequence[Ints]) -> Ints:
        """Give what the columns behind the first one, the amount, make of it."""
        made, *rest = values[1:]
        if self.is_product:
            price = rest.pop(0)
            fits = np.abs(made) < _LARGEST // np.maximum(np.abs(price), 1)
            product = made * np.where(fits, price, 0) // AMOUNT_SCALE
            made = np.where(fits, product, np.int64(_LARGEST))
        for name, value in zip(self.others, rest, strict=True):
            made = made + (value if name in self.added else -np.abs(value))
        return np.asarray(made, np.int64)

    def _holds(self, values: Sequence[Ints]) -> Mask:
        """Mark the rows in which the amount, the first column, is what the others give."""
        return np.asarray(np.abs(self._made(values) - values[0]) <= _CENT, np.bool_)

    def _mended(self, values: Sequence[Ints], wholes: Sequence[Mask]) -> Mask:
        """Mark the rows, all wrong as written, that are right once some numbers are divided."""
        found = np.zeros(len(values[0]), np.bool_)
        places = [place for place, whole in enumerate(wholes) if whole.any()]
        for count in range(1, len(places) + 1):
            for chosen in combinations(places, count):
                divided = [
                    each // _THOUSAND if place in chosen else each
                    for place, each in enumerate(values)
                ]
                may = np.logical_and.reduce([wholes[place] for place in chosen])
                large = np.max([np.abs(values[place]) for place in chosen], axis=0) >= _LARGE
                tells = np.abs(divided[0]) >= _TELLING
                found |= may & tells & (large | (0 in chosen)) & self._holds(divided)
        return found


def relations_of(
    table: Table,
    at: Mapping[Field, int],
    cells: Cells,
    sales: Mask,
) -> Iterator[Relation]:
    """Give the relations that a file may hold to, the plainest first, each with rows to tell.

    Args:
        table: The columns as read.
        at: Position of each field's column.
        cells: Their values.
        sales: The rows that would count.
    """
    known = [parts for parts in _RELATIONS if {"amount", *parts} <= at.keys()]
    used = {name for name in at if any(name in ("amount", *parts) for parts in known)}
    columns: dict[str, Column] = {str(name): table.columns[at[name]] for name in used}
    found = {name: values_of(table, cells, name) for name in columns}
    values = {name: each for name, (each, _) in found.items()}
    for parts in known:
        names = ("amount", *parts)
        rows = np.logical_and.reduce([found[name][1] for name in names]) & sales
        if rows.any():
            yield Relation(names, rows, columns, values)


def sums_of(
    table: Table, at: Mapping[Field, int], cells: Cells, sales: Mask, beside: Mapping[int, Values]
) -> Iterator[Relation]:
    """Give sums of two or three terms, the first of them quantity x price where the file has it.

    Args:
        table: The columns as read.
        at: Position of each field's column.
        cells: Their values.
        sales: The rows that would count.
        beside: Further columns of money that may be added or taken off.
    """
    if not beside or "amount" not in at:
        return
    columns: dict[str, Column] = {
        str(name): table.columns[place] for name, place in at.items() if name in _TERMS
    }
    values = {name: values_of(table, cells, name)[0] for name in columns}
    columns |= {str(place): table.columns[place] for place in beside}
    values |= {str(place): each for place, each in beside.items()}
    is_product = {"quantity", "unit_price"} <= at.keys()
    terms = [name for name in columns if name not in ("amount", "quantity")]
    firsts = [("quantity", "unit_price")] if is_product else [(name,) for name in terms]
    rows = sales & cells.amount_known
    for first in firsts:
        rest = [name for name in terms if name not in first]
        for chosen in chain(combinations(rest, 1), combinations(rest, 2)):
            for signs in product((True, False), repeat=len(chosen)):
                added = frozenset(name for name, plus in zip(chosen, signs, strict=True) if plus)
                yield Relation(("amount", *first, *chosen), rows, columns, values, added)


def _may_be_thousandfold(column: Column, rows: Ints) -> Mask:
    """Mark those of some rows whose number may have had three decimals."""
    codes, inverse = np.unique(column.codes[rows], return_inverse=True)
    found = [may_be_thousandfold(column.texts[code]) for code in codes.tolist()]
    return np.array(found, np.bool_)[inverse]
