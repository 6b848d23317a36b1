"""What clues look at: the table, how it would be read so far, and its cells as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from sales_core.importing.files.table import Column, Table
from sales_core.importing.formats.declarations import ExportFormat, Field
from sales_core.importing.plan import ImportPlan
from sales_core.importing.rows.cells import Cells
from sales_core.importing.rows.numbers import Numbers, parse_numbers
from sales_core.importing.rows.own_marks import own_mark
from sales_core.importing.rows.relations import Relation, relations_of
from sales_core.values.arrays import Mask


@dataclass(frozen=True)
class Sibling:
    """A form that earlier files of the same header have proved by their own values.

    Attributes:
        matter: The name of the matter: "date-order" or "decimal-mark".
        choice: The form.
        files: How many of them proved it; none proved another.
    """

    matter: str
    choice: str
    files: int


@dataclass(frozen=True)
class Surroundings:
    """What is known beside the file itself.

    Attributes:
        today: The day it is; None where nobody says it.
        siblings: What earlier files of the same header have proved.
        likely_currencies: Currencies to choose from where the file proves none and the database
            has none yet, the likeliest first, code and name; empty: nobody is there to be asked.
    """

    today: date | None = None
    siblings: tuple[Sibling, ...] = ()
    likely_currencies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class View:
    """One file as it would be read if nobody asked.

    Attributes:
        table: The columns that were read; clues look at distinct texts and codes.
        plan: How it would be read.
        at: Position of each field's column.
        cells: The fields as values, one a row, by that plan.
        currency: The one currency of the database, an ISO 4217 code.
        known: The declared export format, if it is one.
        rivals: Positions of columns that are as good for a field, the taken one included.
        chosen: Header by field, from a person: what was said is not doubted.
        around: What is known beside the file.
    """

    table: Table
    plan: ImportPlan
    at: Mapping[Field, int]
    cells: Cells
    currency: str
    known: ExportFormat | None = None
    rivals: Mapping[Field, tuple[int, ...]] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    around: Surroundings = field(default_factory=Surroundings)

    def column(self, name: Field) -> Column | None:
        """Give the column of a field; None where the file has none."""
        return self.table.columns.get(self.at[name]) if name in self.at else None

    def header(self, place: int) -> str:
        """Give the name of a column as a person reads it."""
        return self.table.layout.header[place].strip()

    @cached_property
    def free(self) -> tuple[int, ...]:
        """Positions of the columns that were read and are no field's."""
        used = set(self.at.values())
        return tuple(place for place in self.table.columns if place not in used)

    @cached_property
    def sales(self) -> Mask:
        """Rows that would count: no titles, totals and the like, with an amount (bool, a row)."""
        return self.cells.amount_known & ~self.cells.ignored

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Relations of quantity, price, discount and tax that may give the amount."""
        return tuple(relations_of(self.table, self.at, self.cells, self.sales))

    @cached_property
    def _numbers(self) -> dict[int, Numbers]:
        return {}

    def numbers(self, place: int) -> Numbers:
        """Give a column as numbers in ten-thousandths, under the mark that it is written with."""
        if place not in self._numbers:
            column = self.table.columns[place]
            mark = own_mark(column.texts) or self.plan.decimal_mark
            self._numbers[place] = parse_numbers(column, "amount", mark, self.currency)
        return self._numbers[place]

    def is_money(self, place: int) -> bool:
        """Tell whether all values of a column are numbers, and there are some."""
        numbers = self.numbers(place)
        blank = np.array([not text.strip() for text in self.table.columns[place].texts], np.bool_)
        return bool(numbers.known.any() and (numbers.known | blank).all())

    def amount_of(self, rows: Mask) -> int:
        """Sum the amounts of some rows, in ten-thousandths."""
        return int(self.cells.amount[rows & self.cells.amount_known].sum())
