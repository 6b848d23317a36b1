"""The first interpretation: columns by name and look, then the forms of their dates and numbers.

What proofs leave open of a form is a matter with the forms that are left; so
are columns that are as good as each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sales_core.importing.claims import Matter
from sales_core.importing.files.table import Table
from sales_core.importing.formats.as_found import as_found
from sales_core.importing.interpretation.column_looks import Columns
from sales_core.importing.interpretation.columns import (
    amount_source,
    choose_columns,
    extra_columns,
    missing_columns,
    missing_header,
)
from sales_core.importing.interpretation.forms import forms_of
from sales_core.importing.interpretation.lines_below import Below, lines_below, number_of_sales
from sales_core.importing.interpretation.own_currency import take_own_currency
from sales_core.importing.interpretation.source import Source
from sales_core.importing.interpretation.traits import find_traits
from sales_core.importing.interpretation.unread import refuse_dates_above, refuse_unreadable
from sales_core.importing.issues import FileRefusedError, refused
from sales_core.importing.plan import ImportPlan
from sales_core.importing.questions import Answers
from sales_core.importing.rows.fill_down import filled_down
from sales_core.importing.rows.quantity_units import without_units
from sales_core.importing.vocabulary.header_names import folded


@dataclass(frozen=True)
class Interpretation:
    """One way to read a file.

    Attributes:
        table: The columns that were read.
        columns: Which column is which field, and which are as good.
        plan: How the rows are read.
        evidence: Why, in sentences.
        open: Forms that the values leave open; the plan has the first choice of each.
    """

    table: Table
    columns: Columns
    plan: ImportPlan
    evidence: tuple[str, ...]
    open: tuple[Matter, ...]


def interpret(source: Source, answers: Answers) -> Interpretation:
    """Find the columns of a file and the forms of its dates and numbers.

    Args:
        source: The file.
        answers: What a person has said about it, or what is assumed for once.

    Raises:
        FileRefusedError: No date or no amount is found, or they cannot be read.
    """
    layout, known = source.layout, source.known
    columns = _columns(source, answers)
    traits = find_traits(layout, columns.at, answers.columns, answers.keep or ())
    below, columns = _filled(source, columns, traits)
    at = columns.at
    amount_from = amount_source(at)
    if amount_from is None:
        raise missing_columns(layout.header, at)
    table = without_units(below.table, at)
    if table.rows == 0:
        raise FileRefusedError(table.odd[0].issue) if table.odd else refused("no-rows")
    forms = forms_of(source, table, at, answers)
    declared = as_found(known, layout.header)
    plan = ImportPlan(
        format=known.name if known else None,
        encoding=layout.encoding,
        delimiter=layout.delimiter,
        header_line=layout.header_line,
        columns={name: layout.header[place] for name, place in at.items()},
        date_order=forms.date_form,
        calendar=forms.setting.calendar,
        language=forms.setting.language,
        decimal_mark=forms.decimal_mark,
        decimal_marks=forms.decimal_marks,
        amount_from=amount_from,
        quote=layout.quote,
        proved=forms.proved,
        header_sha256=layout.fingerprint,
        **{**vars(declared), "fill_down": declared.fill_down or below.filled},
        traits=traits,
        amount_once=below.once or bool(known and known.amount_once),
    )
    return Interpretation(table, columns, plan, (*below.told, *forms.evidence), forms.open)


def _columns(source: Source, answers: Answers) -> Columns:
    """Find the columns of a file.

    Raises:
        FileRefusedError: No date or no amount is found.
    """
    layout, known = source.layout, source.known
    columns = choose_columns(layout, known, answers.columns)
    take_own_currency(columns, layout.header, source.currency)
    at = columns.at
    lacking = "date" not in at or amount_source(at) is None
    if not layout.header_line:
        if lacking:
            raise missing_header(layout, at)
        return columns
    refuse_unreadable(layout, known, answers.columns, at)
    if "date" not in at:
        refuse_dates_above(layout, at)
    if lacking:
        raise missing_columns(layout.header, at)
    return columns


def _filled(source: Source, columns: Columns, traits: Mapping[str, str]) -> tuple[Below, Columns]:
    """Read the columns, and give rows that begin empty the cells of the row above."""
    layout, known, at = source.layout, source.known, columns.at
    wanted = {folded(header) for header in traits.values()}
    said = {place for place, header in enumerate(layout.header) if folded(header) in wanted}
    extra = extra_columns(layout, known, columns) | said
    table = source.table(at, extra)
    if known is not None or table.rows == 0:
        filled = filled_down(table, known.fill_down if known else ())
        return Below(filled, at, columns.rivals), columns
    if (number := number_of_sales(table, at)) is not None:
        at = {**at, "order_id": number}
        table = source.table(at, extra)
    below = lines_below(table, at, columns.rivals)
    return below, replace(columns, at=below.at, rivals=below.rivals)
