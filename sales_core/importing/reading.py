"""What reading one file gave: the good lines, the faults, and how many of each there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from sales_core.importing.files.table import Layout, OddRow, Table
from sales_core.importing.issues import RowIssue, refused
from sales_core.importing.plan import ImportPlan
from sales_core.importing.questions import Figures, Question
from sales_core.importing.rows.cells import Cells
from sales_core.importing.rows.counting import far_days, gained_and_lost, left_out, numbers_told
from sales_core.importing.rows.faults import Faults
from sales_core.importing.rows.lines import TypedRows
from sales_core.importing.rows.own_totals import OwnTotal
from sales_core.importing.rows.stated import with_stated
from sales_core.importing.rows.traits import with_traits
from sales_core.importing.vocabulary.header_names import folded

SUM_LIMIT = 2**53
"""Stored units that amounts or quantities of one file may add up to, whatever their sign.

A thousandth of what int64 holds, so that a thousand such files cannot wrap a sum.
"""

_REJECTED = 3
"""Rows that must be rejected, all of a file, before that refutes its format."""


@dataclass(frozen=True)
class Reading:
    """What reading one file gave.

    Attributes:
        sha256: Of the file's bytes, in hexadecimal.
        layout: Encoding, delimiter and header.
        format: Name of the declared export format; None for an undeclared one.
        columns: Header by field, as far as they are known.
        plan: How the file is read; None while a question is open.
        evidence: Why the plan says what it says.
        questions: What a person must answer first.
        issues: Faults of rows, by line; at most a thousand for each column.
        odd: Rows that do not fit the header, as read.
        rows_read: Rows under the header, and the refunds that stand beside their sale.
        rows_rejected: Rows with a fault.
        rows_ignored: Rows that are no sales.
        amount_read: Ten-thousandths; readable amounts of all rows but the ignored ones.
        amount_rejected: Ten-thousandths; readable amounts of the rejected rows.
        rejected_lines: Line numbers of the rejected rows, ascending (int64).
        lines: The good rows; None while a question is open.
        totals: What the file itself says its rows come to.
        cancelled: How many rows a state calls cancelled, whether they count or are left out.
        decided: What stands of the questions that the file raised, answered or decided by itself:
            the choice in words, by the name of the question.
        currency: What the amounts are in, an ISO 4217 code; "" where only a part was read.
    """

    sha256: str
    layout: Layout
    format: str | None
    columns: Mapping[str, str]
    plan: ImportPlan | None = None
    evidence: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    issues: tuple[RowIssue, ...] = ()
    odd: tuple[OddRow, ...] = ()
    rows_read: int = 0
    rows_rejected: int = 0
    rows_ignored: int = 0
    amount_read: int = 0
    amount_rejected: int = 0
    rejected_lines: npt.NDArray[np.int64] | None = field(default=None, repr=False, compare=False)
    lines: TypedRows | None = field(default=None, repr=False)
    totals: tuple[OwnTotal, ...] = ()
    cancelled: int = 0
    decided: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""

    @property
    def is_refuted(self) -> bool:
        """Whether rows are there, enough to be no slip, and not one can be read."""
        return (
            self.lines is not None and len(self.lines.rows) == 0 and self.rows_rejected >= _REJECTED
        )

    @property
    def figures(self) -> Figures | None:
        """What the good lines come to; None while a question is open."""
        if self.lines is None:
            return None
        first, last = self.lines.period() or (None, None)
        revenue = self.amount_read - self.amount_rejected
        return Figures(revenue, len(self.lines.rows), first, last, self.rows_rejected)


def counted_up(
    table: Table,
    plan: ImportPlan,
    cells: Cells,
    faults: Faults,
    evidence: tuple[str, ...],
    *,
    totals: tuple[OwnTotal, ...] = (),
) -> Reading:
    """Give the reading of a table whose cells are parsed.

    A refund that stands beside its sale is counted like a row of its own, so that the
    rows and amounts of the receipt add up line by line.

    Raises:
        FileRefusedError: Its sums are too large.
    """
    cells, doubted = with_stated(table, plan, cells)
    cells, kept = with_traits(table, plan, cells)
    evidence += (*doubted, *kept)
    rejected = np.append(faults.rejected, np.zeros(len(cells.beside), np.bool_))
    counted = cells.amount_known & ~cells.ignored
    gained, lost = gained_and_lost(cells.amount, counted)
    pieces_gained, pieces_lost = gained_and_lost(cells.quantity, counted)
    if max(gained - lost, pieces_gained - pieces_lost) >= SUM_LIMIT:
        raise refused("totals-range")
    evidence += (*numbers_told(cells), *left_out(table, faults))
    if cells.dashes:
        evidence += (f"{cells.dashes:,} cells hold a dash, as spreadsheets write zero.",)
    good = np.flatnonzero(~rejected & ~cells.ignored)
    evidence += far_days(cells.days[good])
    return Reading(
        sha256=table.sha256,
        layout=table.layout,
        format=plan.format,
        columns=plan.columns,
        plan=plan,
        evidence=evidence,
        issues=faults.issues(),
        odd=table.odd,
        rows_read=table.all_rows + len(cells.beside),
        rows_rejected=int(np.count_nonzero(faults.rejected)) + len(table.odd),
        rows_ignored=int(np.count_nonzero(cells.ignored)) + table.set_aside,
        amount_read=gained + lost,
        amount_rejected=sum(gained_and_lost(cells.amount, counted & rejected)),
        rejected_lines=faults.lines(),
        lines=TypedRows(_lightened(table, plan), good, cells),
        totals=totals,
    )


def _lightened(table: Table, plan: ImportPlan) -> Table:
    """Let go of all columns but those that were filled down, which rejected rows need."""
    wanted = {folded(name) for name in plan.fill_down}
    kept = {at: one for at, one in table.columns.items() if folded(one.header) in wanted}
    return replace(table, columns=kept)
