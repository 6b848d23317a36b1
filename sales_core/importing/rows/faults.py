"""Collecting the faults of rows: every one counted, the first thousand told one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sales_core.importing.files.table import Column, Table
from sales_core.importing.issues import RowIssue, issue
from sales_core.values.arrays import Mask
from sales_core.values.names import NO_VALUE

TOLD = 1_000
"""Row issues of one column told one by one; more are only counted."""


Fault = tuple[str, Mapping[str, Any]]
"""Code of the catalogue, and the facts of its sentence."""


class Faults:
    """The faults found so far in the rows of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._told: list[RowIssue] = [row.issue for row in table.odd]
        self.rejected: Mask = np.zeros(table.rows, np.bool_)
        self.left_out: Mask = np.zeros(table.rows, np.bool_)
        self.reasons: dict[str, int] = {}
        self.sums: dict[str, int] = {}

    def leave_out(self, rows: Mask, reason: str, amount: npt.NDArray[np.int64]) -> None:
        """Leave rows out that are no sales, and count why; nothing in them is a fault.

        Args:
            rows: Which (bool, one a row).
            reason: What they are.
            amount: Ten-thousandths, one a row; 0 where unknown or in another currency.
        """
        fresh = rows & ~self.left_out
        if count := int(np.count_nonzero(fresh)):
            self.reasons[reason] = self.reasons.get(reason, 0) + count
            self.sums[reason] = self.sums.get(reason, 0) + sum(amount[fresh].tolist())
            self.left_out |= rows

    def add(
        self,
        column: Column,
        wrong: Mapping[int, Fault],
        missing: str | None = None,
    ) -> None:
        """Add the faults of a column.

        Args:
            column: Where they are.
            wrong: Code of the catalogue and facts, by position of the text.
            missing: Code for cells without a value; None where they may be empty.
        """
        found = dict(wrong)
        if missing:
            empty = (code for code, text in enumerate(column.texts) if text.strip() in NO_VALUE)
            found |= dict.fromkeys(empty, (missing, {}))
        if not found:
            return
        chosen = np.zeros(len(column.texts), np.bool_)
        chosen[list(found)] = True
        rows = np.flatnonzero(column.rows_with(chosen) & ~self.left_out)
        self.rejected[rows] = True
        self._tell(column, rows, found)

    def add_rows(self, column: Column, rows: Mask, name: str, **facts: Any) -> None:
        """Add one kind of fault for the marked rows (bool, one a row of the table)."""
        fresh = np.flatnonzero(rows & ~self.left_out & ~self.rejected)
        self.rejected[fresh] = True
        self._tell(column, fresh, dict.fromkeys(range(len(column.texts)), (name, facts)))

    def lines(self) -> npt.NDArray[np.int64]:
        """Give the line numbers of all rejected rows, ascending."""
        odd = np.array([row.issue.line for row in self._table.odd], np.int64)
        return np.sort(np.concatenate([odd, self._table.line_of(np.flatnonzero(self.rejected))]))

    def issues(self) -> tuple[RowIssue, ...]:
        """Give the issues, by line."""
        return tuple(sorted(self._told, key=lambda told: told.line))

    def _tell(
        self,
        column: Column,
        rows: npt.NDArray[np.int64],
        found: Mapping[int, Fault],
    ) -> None:
        lines = self._table.line_of(rows[:TOLD]).tolist()
        for line, code in zip(lines, column.codes[rows[:TOLD]].tolist(), strict=True):
            name, facts = found[code]
            text = column.texts[code].strip()
            self._told.append(issue(name, line=line, column=column.header, value=text, **facts))
