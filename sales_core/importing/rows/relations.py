"""Relations of the numbers of a row, and rows in which they hold once some are divided by 1,000."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from sales_core.values.money import AMOUNT_SCALE

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_CENT = AMOUNT_SCALE // 100
_LARGEST = 2**62
_MOST = 20
"""One row in this many may break a relation that holds for the file."""
_TELLING = 10 * _CENT
"""A smaller amount would be right within a cent whatever it is."""
_THOUSAND = 1000


@dataclass(frozen=True)
class Relation:
    """A relation of columns: their names, the rows that can tell, and the columns by name."""

    names: tuple[str, ...]
    places: Ints
    columns: Mapping[str, tuple[Ints, Mask, Mask]]

    def _taken(self, rows: Ints) -> list[Ints]:
        return [self.columns[name][0][rows] for name in self.names]

    def wrong(self, rows: Ints) -> Mask:
        """Mark those of some rows in which the relation does not hold as written."""
        return ~_holds(self.names, self._taken(rows))

    def mended(self, rows: Ints) -> Ints | None:
        """Give those of some rows in which it holds once numbers are divided.

        None where that leaves too many in which it does not hold.
        """
        wrong = rows[self.wrong(rows)]
        values = self._taken(wrong)
        wholes = [self.columns[name][2][wrong] for name in self.names]
        right: Ints = wrong[_mended(self.names, values, wholes)]
        return right if (len(wrong) - len(right)) * _MOST <= len(rows) else None


def _holds(names: Sequence[str], values: Sequence[Ints]) -> Mask:
    """Mark the rows in which the amount, the first column, is what the others give."""
    amount, *rest = values
    made = rest[0]
    others = list(zip(names[2:], rest[1:], strict=True))
    if names[1] == "quantity":
        price = others.pop(0)[1]
        fits = np.abs(made) < _LARGEST // np.maximum(np.abs(price), 1)
        made = np.where(fits, made * np.where(fits, price, 0) // AMOUNT_SCALE, np.int64(_LARGEST))
    for name, value in others:
        made = made + (value if name == "tax" else -np.abs(value))
    return np.asarray(np.abs(made - amount) <= _CENT, np.bool_)


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
