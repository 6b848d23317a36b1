"""A file that can be read again and again, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.table import Layout, Table
from sales_core.importing.files.tables import read_table
from sales_core.importing.formats.declarations import ExportFormat, Field


@dataclass(frozen=True)
class Source:
    """A file that can be read again and again, and what is known of it.

    Attributes:
        export: The file.
        layout: Its header, and how its text is written.
        known: The declared export format, if it is one.
        currency: The one currency of the database, an ISO 4217 code.
        today: The day it is; None where nobody says it.
    """

    export: SalesExport
    layout: Layout
    known: ExportFormat | None
    currency: str
    today: date | None = None

    def table(self, at: Mapping[Field, int], others: Iterable[int] = ()) -> Table:
        """Read the columns of some fields and some others, unless they were read before."""
        places, order_id = {*at.values(), *others}, at.get("order_id")
        for table in self._read:
            if table.order_id == order_id and places <= {*table.columns, order_id}:
                return table
        table = read_table(self.export, self.layout, places, order_id)
        self._read.append(table)
        return table

    @cached_property
    def _read(self) -> list[Table]:
        return []

    @cached_property
    def everything(self) -> Table:
        """All columns, each as texts and codes."""
        return self.table({}, range(len(self.layout.header)))
