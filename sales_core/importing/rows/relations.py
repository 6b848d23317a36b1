"""Relations of the numbers of a row, the rows that break them, and what would mend those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from sales_core.importing.files.table import Column, Table
from sales_core.importing.formats.declarations import Field
from sales_core.importing.rows.cells import Cells
from sales_core.importing.rows.mends import may_be_thousandfold
from sales_core.values.money import AMOUNT_SCALE, QUANTITY_SCALE

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

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

_FACTORS_OF = ("quantity", "unit_price")

_CENT = AMOUNT_SCALE // 100
_LARGEST = 2**62
_MOST = 20
"""One row in this many may break a relation that holds for the file."""
_TELLING = 10 * _CENT
"""A smaller amount would be right within a cent whatever it is."""
_THOUSAND = 1000


@dataclass(frozen=True)
class Relation:
    """A relation of columns.

    Attributes:
        names: Their fields, the amount first.
        places: The rows that can tell.
        columns: By field, as read.
        values: The same in ten-thousandths, one a row.
    """

    names: tuple[str, ...]
    places: Ints
    columns: Mapping[str, Column]
    values: Mapping[str, Ints]

    def __str__(self) -> str:
        """Write it with the names of the columns."""
        headers = {name: self.columns[name].header.strip() for name in self.names}
        made = " x ".join(headers[name] for name in self.names if name in _FACTORS_OF)
        for name in self.names[1:]:
            if name not in _FACTORS_OF:
                made += f" {'+' if name == 'tax' else '-'} {headers[name]}"
        return f"{made} = {headers['amount']}"

    def _taken(self, rows: Ints) -> list[Ints]:
        taken = [self.values[name] for name in self.names]
        return taken if len(rows) == len(taken[0]) else [each[rows] for each in taken]

    def wrong(self, rows: Ints) -> Mask:
        """Mark those of some rows in which the relation does not hold as written."""
        return ~_holds(self.names, self._taken(rows))

    def mended(self, rows: Ints) -> Ints | None:
        """Give those of some rows in which it holds once numbers are divided.

        None where that leaves too many in which it does not hold.
        """
        wrong = rows[self.wrong(rows)]
        values = self._taken(wrong)
        wholes = [_may_be_thousandfold(self.columns[name], wrong) for name in self.names]
        right: Ints = wrong[_mended(self.names, values, wholes)]
        return right if (len(wrong) - len(right)) * _MOST <= len(rows) else None

    def made(self, row: int) -> int:
        """Give the amount that the other columns make in a row, in ten-thousandths."""
        return int(_made(self.names, self._taken(np.array([row])))[0])

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
                    right = _holds(self.names, values) & small & (np.abs(values[0]) >= _TELLING)
                    if right.any():
                        yield name, sign * factor, rows[right]


def relations_of(
    table: Table, at: Mapping[Field, int], cells: Cells, sales: Mask
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
    found = {name: _values(table, cells, name) for name in columns}
    values = {name: each for name, (each, _) in found.items()}
    for parts in known:
        names = ("amount", *parts)
        rows = np.logical_and.reduce([found[name][1] for name in names]) & sales
        if len(places := np.flatnonzero(rows)):
            yield Relation(names, places, columns, values)


def _values(table: Table, cells: Cells, name: str) -> tuple[Ints, Mask]:
    """Give a column in ten-thousandths, and where it is known."""
    everywhere = np.ones(table.rows, np.bool_)
    if name == "amount":
        return cells.amount, cells.amount_known
    if name == "quantity":
        return cells.quantity * (AMOUNT_SCALE // QUANTITY_SCALE), everywhere
    numbers = cells.details.get(name)
    if numbers is None:
        return np.zeros(table.rows, np.int64), ~everywhere
    optional = name in ("tax", "discount")
    return numbers.rows(), everywhere if optional else numbers.known_rows()


def _may_be_thousandfold(column: Column, rows: Ints) -> Mask:
    """Mark those of some rows whose number may have had three decimals."""
    codes, inverse = np.unique(column.codes[rows], return_inverse=True)
    found = [may_be_thousandfold(column.texts[code]) for code in codes.tolist()]
    return np.array(found, np.bool_)[inverse]


def _made(names: Sequence[str], values: Sequence[Ints]) -> Ints:
    """Give what the columns behind the first one, the amount, make of it."""
    made, *rest = values[1:]
    others = list(zip(names[2:], rest, strict=True))
    if names[1] == "quantity":
        price = others.pop(0)[1]
        fits = np.abs(made) < _LARGEST // np.maximum(np.abs(price), 1)
        made = np.where(fits, made * np.where(fits, price, 0) // AMOUNT_SCALE, np.int64(_LARGEST))
    for name, value in others:
        made = made + (value if name == "tax" else -np.abs(value))
    return np.asarray(made, np.int64)


def _holds(names: Sequence[str], values: Sequence[Ints]) -> Mask:
    """Mark the rows in which the amount, the first column, is what the others give."""
    return np.asarray(np.abs(_made(names, values) - values[0]) <= _CENT, np.bool_)


def _mended(names: Sequence[str], values: Sequence[Ints], wholes: Sequence[Mask]) -> Mask:
    """Mark the rows, all wrong as written, that are right once some numbers are divided."""
    found = np.zeros(len(values[0]), np.bool_)
    places = [place for place, whole in enumerate(wholes) if whole.any()]
    for count in range(1, len(places) + 1):
        for chosen in combinations(places, count):
            divided = [
                each // _THOUSAND if place in chosen else each for place, each in enumerate(values)
            ]
            may = np.logical_and.reduce([wholes[place] for place in chosen])
            large = np.logical_or.reduce([_is_large(values[place]) for place in chosen])
            tells = np.abs(divided[0]) >= _TELLING
            found |= may & tells & (large | (0 in chosen)) & _holds(names, divided)
    return found


def _is_large(values: Ints) -> Mask:
    return np.asarray(np.abs(values) >= _THOUSAND * AMOUNT_SCALE, np.bool_)
