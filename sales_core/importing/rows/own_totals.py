"""The totals that a file states itself, compared with the sums of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sales_core.importing.files.table import Table
from sales_core.importing.formats.declarations import Field
from sales_core.importing.plan import ImportPlan
from sales_core.importing.rows.cells import Cells
from sales_core.values.money import NumberTextError, amount_text, read_number, to_amount

FEWEST_DECIMALS = 2
"""A total is taken as exact to a hundredth at least, however it is written."""


@dataclass(frozen=True)
class OwnTotal:
    """A total that is stated beside the rows; amounts in ten-thousandths.

    Attributes:
        line: Line number in the file; 0 where a person said it.
        stated: The total as stated.
        summed: The sum of the rows it is for.
        decimals: How many decimals it is stated with.
    """

    line: int
    stated: int
    summed: int
    decimals: int

    @property
    def difference(self) -> int:
        """Give how much the sum of the rows is above the total."""
        return self.summed - self.stated

    @property
    def agrees(self) -> bool:
        """Tell whether the sum is the total, as far as its decimals go."""
        last = 10 ** max(0, 4 - max(self.decimals, FEWEST_DECIMALS))
        return self.difference == 0 or 2 * abs(self.difference) <= last > 1


def stated_total(text: str, plan: ImportPlan, summed: int, line: int = 0) -> OwnTotal | None:
    """Compare a total, as written, with a sum; None where the text is no amount.

    Args:
        text: The total; spaces around it do not matter.
        plan: Says which sign separates decimals.
        summed: Ten-thousandths.
        line: Where it stands in the file.
    """
    try:
        value = read_number(text.strip(), plan.decimal_mark).value
        stated, _ = to_amount(value)
    except NumberTextError:
        return None
    exponent = value.as_tuple().exponent
    return OwnTotal(line, stated, summed, max(0, -int(exponent)))


def own_totals(
    table: Table, plan: ImportPlan, at: Mapping[Field, int], cells: Cells
) -> tuple[OwnTotal, ...]:
    """Compare totals with the rows they can be for, and take what comes nearest.

    That is the rows since the total before, all rows above, or all rows.

    Args:
        table: The columns as read.
        plan: How they are read; derived amounts have no totals.
        at: Position of each field's column.
        cells: The same columns as values.
    """
    if plan.amount_from != "column":
        return ()
    written = sorted(_written(table, at, cells))
    if not written:
        return ()
    lines = table.line_of(np.arange(table.rows))
    counted = np.where(cells.amount_known & ~cells.ignored, cells.amount, 0)
    sums = np.concatenate([[0], np.cumsum(counted)])
    whole, before = int(sums[-1]), 0
    found: list[OwnTotal] = []
    for line, text in written:
        above = int(sums[np.searchsorted(lines, line)])
        compared = (
            stated_total(text, plan, summed, line) for summed in (above - before, above, whole)
        )
        near = sorted(filter(None, compared), key=lambda total: abs(total.difference))
        found += near[:1]
        before = above
    return tuple(found)


def totals_told(totals: tuple[OwnTotal, ...]) -> tuple[str, ...]:
    """Say whether the totals of a file agree with its rows."""
    wrong = [total for total in totals if not total.agrees]
    told = [
        f"Attention: the file's own total on line {total.line} is {amount_text(total.stated)}; "
        f"its rows come to {amount_text(total.summed)}, which is "
        f"{amount_text(abs(total.difference))} {'more' if total.difference > 0 else 'less'}."
        for total in wrong[:3]
    ]
    right = len(totals) - len(wrong)
    if right == 1:
        line = next(total.line for total in totals if total.agrees)
        told.append(f"The rows agree with the file's own total on line {line}.")
    elif right:
        told.append(f"The rows agree with {right:,} totals that the file states itself.")
    return tuple(told)


def _written(table: Table, at: Mapping[Field, int], cells: Cells) -> Iterator[tuple[int, str]]:
    """Give the line and the text of each total: of whole rows, and of rows of few cells."""
    amounts = table.columns[at["amount"]]
    rows = np.flatnonzero(cells.totals)
    for row, line in zip(rows.tolist(), table.line_of(rows).tolist(), strict=True):
        yield line, amounts.texts[amounts.codes[row]]
    for line, texts in table.totals:
        for text in texts[-1:]:
            yield line, text
