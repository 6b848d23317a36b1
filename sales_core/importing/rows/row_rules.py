"""Rows that are no sales: blank, repeated headers, titles, totals, and what a format declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from sales_core.importing.files.header_row import known_fields, names_columns
from sales_core.importing.files.table import BLANK, REPEATED, TITLE, TOTAL, Column, Table
from sales_core.importing.formats.declarations import Field, RowRule
from sales_core.importing.issues import refused
from sales_core.importing.plan import ImportPlan
from sales_core.importing.rows.repeated_rows import REPEATED_ROWS, again
from sales_core.importing.rows.total_rows import dated_totals
from sales_core.importing.vocabulary.header_names import folded
from sales_core.importing.vocabulary.languages import says
from sales_core.importing.vocabulary.total_names import is_total
from sales_core.values.arrays import Ints, Mask
from sales_core.values.dates import read_date

NOT_MADE, CANCELLED = "payments that were not made", "cancelled orders"
"""What states say of rows."""


def no_sales(
    table: Table, plan: ImportPlan, at: Mapping[Field, int], amount: Ints
) -> Iterator[tuple[str, Mask]]:
    """Find the rows that are no sales.

    Args:
        table: The columns as read.
        plan: Form of the dates, and the rules of the export format.
        at: Position of each field's column.
        amount: Ten-thousandths, one a row; 0 where unknown.

    Yields:
        What they are, and which (bool, one a row).

    Raises:
        FileRefusedError: One of them is the header of another table.
    """
    dates = table.columns[at["date"]]
    dateless = np.array(
        [read_date(text, plan.date_style) is None for text in dates.texts], np.bool_
    )
    rows = np.flatnonzero(dates.rows_with(dateless))
    if len(rows):
        money = [at[name] for name in ("amount", "quantity", "unit_price") if name in at]
        yield from _furniture(table, dates, money, rows)
    if plan.format is None:
        yield TOTAL, dated_totals(table, at, amount)
    if plan.times > 1:
        yield REPEATED_ROWS, again(table, plan.times)
    for rule in plan.rules:
        column = column_of(table, rule.column[0])
        if column is not None:
            yield rule.reason, _ruled(column, rule, amount)


def column_of(table: Table, header: str) -> Column | None:
    """Give the column with a name, if it was read."""
    for at, name in enumerate(table.layout.header):
        if folded(name) == folded(header) and (column := table.column(at)):
            return column
    return None


def _ruled(column: Column, rule: RowRule, amount: Ints) -> Mask:
    """Mark the rows that a rule leaves out."""

    def found(text: str, wanted: tuple[str, ...]) -> bool:
        said = text.strip().casefold()
        if rule.within:
            return any(word in said for word in wanted)
        return said in wanted

    chosen = [
        (bool(rule.only) and not found(text, rule.only)) or found(text, rule.never)
        for text in column.texts
    ]
    rows = column.rows_with(np.array(chosen, np.bool_))
    return rows & (amount < 0) if rule.negative else rows


def _furniture(
    table: Table, dates: Column, money: list[int], rows: Ints
) -> Iterator[tuple[str, Mask]]:
    """Sort rows without a date into blank ones, repeated headers, titles and totals."""
    kinds: dict[str, Mask] = {}
    header = folded(dates.header)
    order_ids = None if table.order_ids is None else table.order_ids.take(pa.array(rows))
    for place, row in enumerate(rows.tolist()):
        cells = {at: one.texts[one.codes[row]].strip() for at, one in table.columns.items()}
        texts = [text for text in cells.values() if text]
        order_id = (order_ids[place].as_py() or "").strip() if order_ids is not None else ""
        texts += [order_id] if order_id else []
        dated = dates.texts[dates.codes[row]].strip()
        if not texts:
            kind = BLANK
        elif names_columns(texts) and (
            _of_refunds(texts, table.layout.header) or not _repeats(table, cells, dated, money)
        ):
            line = int(table.line_of(rows[place : place + 1])[0])
            raise refused("two-tables", line=line, found=", ".join(texts)[:80])
        elif dated and (folded(dated) == header or names_columns(texts)):
            kind = REPEATED
        elif any(map(is_total, texts)):
            kind = TOTAL
        elif (
            len(texts) == 1
            and not any(sign.isdecimal() for sign in dated)
            and not any(cells.get(at) for at in money)
        ):
            kind = TITLE
        else:
            continue
        kinds.setdefault(kind, np.zeros(table.rows, np.bool_))[row] = True
    yield from kinds.items()


def _of_refunds(texts: list[str], header: tuple[str, ...]) -> bool:
    """Tell whether a header further down speaks of refunds, as that of the sales does not."""
    back = [any(says(text, "refund", "refund_names") for text in each) for each in (texts, header)]
    return back == [True, False]


def _repeats(table: Table, cells: Mapping[int, str], dated: str, money: list[int]) -> bool:
    """Tell whether the cells of a row are the names of their own columns, or others for them.

    A section may call its dates otherwise; where date and amounts stand in their
    columns, it is no table of its own.
    """
    header = {at: table.columns[at].header for at, text in cells.items() if text}
    if all(folded(cells[at]) == folded(name) for at, name in header.items()):
        return True
    sums = {at for at in money if cells.get(at)}
    fields = {
        at: (known_fields((cells[at],)), known_fields((name,))) for at, name in header.items()
    }
    return "date" in known_fields((dated,)) and all(
        found & wanted or not (at in sums or (found and wanted))
        for at, (found, wanted) in fields.items()
    )
