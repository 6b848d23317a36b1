"""From bytes to a reading: the plan with its evidence, the questions, the faults, the typed lines.

Nothing is stored here and nothing is guessed: what the file cannot prove is a
question, and while one is open there are no lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sales_core.importing.clues.kinds import (
    cancelled_rules,
    cancelled_told,
    kind_columns,
    kind_rules,
)
from sales_core.importing.clues.named_currency import other_currencies, take_own_currency
from sales_core.importing.files.careful_reader import read_carefully
from sales_core.importing.files.clean_reader import read_clean
from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.layout import find_layout
from sales_core.importing.files.table import Layout, Table
from sales_core.importing.formats.declarations import ExportFormat, Field, RowRule
from sales_core.importing.formats.export_formats import format_title
from sales_core.importing.interpretation.columns import (
    AmountFrom,
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
from sales_core.importing.interpretation.first import Proofs, prove
from sales_core.importing.interpretation.unread import refuse_unreadable, unread
from sales_core.importing.issues import FileRefusedError, refused
from sales_core.importing.plan import ImportPlan
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading, counted_up
from sales_core.importing.rows.cells import parse_cells
from sales_core.importing.rows.faults import Faults
from sales_core.importing.rows.fill_down import filled_down
from sales_core.importing.rows.own_totals import own_totals, totals_told
from sales_core.importing.rows.quantity_units import without_units
from sales_core.importing.rows.row_rules import rows_ruled

_MONEY: tuple[Field, ...] = ("amount", "unit_price", "credit", "debit")


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
            rows_read=table.all_rows,
        )  # fmt: skip
    kinds = [] if known else [table.columns[place] for place in kind_columns(layout, at.values())]
    cancelled = cancelled_rules(kinds)
    left = cancelled if answers.cancelled == "leave" else ()
    told += () if left else tuple(cancelled_told(kinds))
    rules = (*kind_rules(kinds), *left)
    plan = _plan(layout, known, headers, proofs, amount_from=amount_from, rules=rules)
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


def _plan(
    layout: Layout,
    known: ExportFormat | None,
    columns: Mapping[str, str],
    proofs: Proofs,
    *,
    amount_from: AmountFrom,
    rules: Iterable[RowRule],
) -> ImportPlan:
    """Write down what was declared and what was proved.

    Args:
        layout: The header, and how its text is written.
        known: The declared export format, if it is one.
        columns: Header by field.
        proofs: The forms of dates and numbers; no question is open.
        amount_from: What gives the amount of a line.
        rules: Rows that the file itself says are no sales.
    """
    return ImportPlan(
        format=known.name if known else None,
        encoding=layout.encoding,
        delimiter=layout.delimiter,
        header_line=layout.header_line,
        columns=columns,
        date_order=proofs.date_form,
        decimal_mark=proofs.decimal_mark,
        decimal_marks=proofs.decimal_marks,
        amount_from=amount_from,
        rules=(*present_rules(layout, known), *rules),
        amount_else=present(layout, known.amount_else if known else ()),
        fill_down=known.fill_down if known else (),
        quote=layout.quote,
        given_back=present_given_back(layout, known),
    )


def _format_evidence(known: str | None, columns: Mapping[str, str]) -> str:
    named = ", ".join(f"{name} = {header.strip()}" for name, header in columns.items())
    title = format_title(known)
    return f"{title}: all its columns are there ({named})." if known else f"{title}: {named}."
