"""From bytes to a reading: the plan with its evidence, the questions, the faults, the typed lines.

Nothing is stored here and nothing is guessed: what the file cannot prove is a
question, and while one is open there are no lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from sales_core.importing.careful_reader import read_carefully
from sales_core.importing.cells import Cells, parse_cells
from sales_core.importing.clean_reader import read_clean
from sales_core.importing.counting import far_days, gained_and_lost, left_out, numbers_told
from sales_core.importing.declarations import Field
from sales_core.importing.export import SalesExport
from sales_core.importing.export_formats import format_title
from sales_core.importing.faults import Faults
from sales_core.importing.fields import (
    amount_source,
    choose_columns,
    extra_columns,
    find_format,
    missing_columns,
    missing_header,
    present,
    present_given_back,
    present_rules,
)
from sales_core.importing.fill_down import filled_down
from sales_core.importing.issues import FileRefusedError, RowIssue, refused
from sales_core.importing.kinds import cancelled_rules, cancelled_told, kind_columns, kind_rules
from sales_core.importing.layout import find_layout
from sales_core.importing.lines import TypedRows
from sales_core.importing.named_currency import other_currencies, take_own_currency
from sales_core.importing.own_totals import OwnTotal, own_totals, totals_told
from sales_core.importing.plan import ImportPlan
from sales_core.importing.proving import prove
from sales_core.importing.quantity_units import without_units
from sales_core.importing.questions import Answers, Question
from sales_core.importing.row_rules import rows_ruled
from sales_core.importing.table import Layout, OddRow, Table
from sales_core.importing.unread_columns import refuse_unreadable, unread

_MONEY: tuple[Field, ...] = ("amount", "unit_price", "credit", "debit")

SUM_LIMIT = 2**53
"""Stored units that amounts or quantities of one file may add up to, whatever their sign.

A thousandth of what int64 holds, so that a thousand such files cannot wrap a sum.
"""


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
        rows_read: Rows under the header, blank lines not counted.
        rows_rejected: Rows with a fault.
        rows_ignored: Rows that are no sales.
        amount_read: Ten-thousandths; readable amounts of all rows but the ignored ones.
        amount_rejected: Ten-thousandths; readable amounts of the rejected rows.
        rejected_lines: Line numbers of the rejected rows, ascending (int64).
        lines: The good rows; None while a question is open.
        totals: What the file itself says its rows come to.
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


def read_export(export: SalesExport, answers: Answers, currency: str) -> Reading:
    """Read a file: find out how it is written, prove it, and parse it by that.

    Args:
        export: The file.
        answers: What a person has said about it.
        currency: The one currency of the database, an ISO 4217 code.

    Raises:
        FileRefusedError: The file as a whole cannot be read.
    """
    layout = find_layout(export)
    known = find_format(layout.header)
    if known and known.no_sales and not answers.columns:
        raise refused("no-sales", title=known.title, found=known.no_sales)
    columns = choose_columns(layout, known, answers.columns)
    take_own_currency(columns, layout.header, currency)
    at = columns.at
    amount_from = amount_source(at)
    if "date" not in at or amount_from is None:
        if not layout.header_line:
            raise missing_header(layout, at)
        refuse_unreadable(layout, known, answers.columns, at)
        raise missing_columns(layout.header, at)
    if layout.header_line:
        refuse_unreadable(layout, known, answers.columns, at)
    headers: dict[str, str] = {name: layout.header[place] for name, place in at.items()}
    format_name = known.name if known else None
    table = read_table(export, layout, at, extra_columns(layout, known, columns))
    table = without_units(filled_down(table, known.fill_down if known else ()), at)
    if table.rows == 0:
        raise FileRefusedError(table.odd[0].issue) if table.odd else refused("no-rows")

    def everything() -> Table:
        return read_table(export, layout, {}, range(len(layout.header)))

    proofs = prove(table, columns, answers, currency, everything, known=known)
    evidence = (
        _format_evidence(format_name, headers),
        *export.told,
        *layout.told,
        *columns.told,
        *proofs.evidence,
        *other_currencies((headers[name] for name in _MONEY if name in headers), currency),
        known.note if known else unread(layout, at.values()),
    )
    told = tuple(said for said in evidence if said)
    if proofs.questions:
        return Reading(
            table.sha256, layout, format_name, headers, None, told, proofs.questions,
            rows_read=table.rows + len(table.odd) + table.blank + sum(table.titles.values()),
        )  # fmt: skip
    kinds = [] if known else [table.columns[place] for place in kind_columns(layout, at.values())]
    cancelled = cancelled_rules(kinds)
    left = cancelled if answers.cancelled == "leave" else ()
    told += () if left else tuple(cancelled_told(kinds))
    plan = ImportPlan(
        format=format_name,
        encoding=layout.encoding,
        delimiter=layout.delimiter,
        header_line=layout.header_line,
        columns=headers,
        date_order=proofs.date_form,
        decimal_mark=proofs.decimal_mark,
        decimal_marks=proofs.decimal_marks,
        amount_from=amount_from,
        rules=(*present_rules(layout, known), *kind_rules(kinds), *left),
        amount_else=present(layout, known.amount_else if known else ()),
        fill_down=known.fill_down if known else (),
        quote=layout.quote,
        given_back=present_given_back(layout, known),
    )
    faults = Faults(table)
    cells = parse_cells(table, plan, at, currency, faults)
    totals = own_totals(table, plan, at, cells)
    told += totals_told(totals)
    read = counted_up(table, plan, cells, faults, told, totals=totals)
    return replace(read, cancelled=rows_ruled(table, cancelled))


def read_table(
    export: SalesExport, layout: Layout, at: Mapping[Field, int], others: Iterable[int] = ()
) -> Table:
    """Read the columns of some fields and some others, fast where the file is clean.

    Raises:
        FileRefusedError: The file cannot be read to its end.
    """
    wanted = sorted({*at.values(), *others})
    order_id = at.get("order_id")
    return read_clean(export, layout, wanted, order_id) or read_carefully(
        export, layout, wanted, order_id
    )


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

    Raises:
        FileRefusedError: Its sums are too large.
    """
    counted = cells.amount_known & ~cells.ignored
    gained, lost = gained_and_lost(cells.amount, counted)
    pieces_gained, pieces_lost = gained_and_lost(cells.quantity, counted)
    if max(gained - lost, pieces_gained - pieces_lost) >= SUM_LIMIT:
        raise refused("totals-range")
    evidence += (*numbers_told(cells), *left_out(table, faults))
    if cells.dashes:
        evidence += (f"{cells.dashes:,} cells hold a dash, as spreadsheets write zero.",)
    good = np.flatnonzero(~faults.rejected & ~cells.ignored)
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
        rows_read=table.rows + len(table.odd) + table.blank + sum(table.titles.values()),
        rows_rejected=int(np.count_nonzero(faults.rejected)) + len(table.odd),
        rows_ignored=int(np.count_nonzero(cells.ignored))
        + table.blank
        + sum(table.titles.values()),
        amount_read=gained + lost,
        amount_rejected=sum(gained_and_lost(cells.amount, counted & faults.rejected)),
        rejected_lines=faults.lines(),
        lines=TypedRows(replace(table, columns={}), good, cells),
        totals=totals,
    )


def _format_evidence(known: str | None, columns: Mapping[str, str]) -> str:
    named = ", ".join(f"{name} = {header.strip()}" for name, header in columns.items())
    title = format_title(known)
    return f"{title}: all its columns are there ({named})." if known else f"{title}: {named}."
