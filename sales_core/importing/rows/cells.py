"""The cells of a table, parsed: each distinct text once, faults as issues of their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sales_core.importing.files.table import TOTAL, Codes, Column, Table
from sales_core.importing.formats.declarations import NUMERIC, Field
from sales_core.importing.plan import ImportPlan
from sales_core.importing.rows.amount_once import counted_once
from sales_core.importing.rows.amounts import Amounts, amount_where, find_amounts
from sales_core.importing.rows.discount_rates import read_percents
from sales_core.importing.rows.faults import Fault, Faults
from sales_core.importing.rows.given_back import given_back_rows, negative
from sales_core.importing.rows.mends import divided_back, mended_day
from sales_core.importing.rows.numbers import Numbers, parse_numbers
from sales_core.importing.rows.other_currency import (
    in_currency,
    other_currencies,
    refuse_other_currency,
)
from sales_core.importing.rows.row_rules import no_sales
from sales_core.values.arrays import Ints, Mask
from sales_core.values.dates import FORM_WORDS, read_date
from sales_core.values.lines import DETAILS
from sales_core.values.money import QUANTITY_SCALE
from sales_core.values.names import LONGEST_NAME, NO_VALUE, clean_name

_AMOUNT_FIELDS: tuple[Field, ...] = ("amount", "unit_price", "credit")
"""Where an amount is missing, by the first of these that the file has."""

_EPOCH = np.datetime64(0, "D")
_NAME_FIELDS: dict[str, Field] = {
    "product": "item",
    "location": "location",
    "payment_method": "payment_method",
}


@dataclass(frozen=True)
class Names:
    """A column of names: ``names`` (distinct, cleaned) and ``codes`` (one a row)."""

    names: list[str]
    codes: Codes


@dataclass(frozen=True)
class Cells:
    """The columns of a table as values, one a row; rows with a fault hold anything.

    Attributes:
        days: Days since 1970-01-01 (int32).
        quantity: Thousandths (int64).
        amount: Ten-thousandths (int64).
        amount_known: Where the amount could be read (bool).
        names: By column of a frame of lines.
        details: Amounts that may be missing, by column of a frame of lines.
        order_ids: As written, one text a row; None where the file has none.
        ignored: Rows that are no sales (bool).
        totals: Those of them that state a total (bool).
        rounded: How many amounts had more than four decimals.
        dashes: How many cells held a dash, as spreadsheets write zero.
        bracketed: How many cells held a negative number in parentheses.
        unsigned: How many rows were given back though their amounts bear no minus.
        beside: The rows of the table that the values beyond its rows were found beside
            (int64); those are lines of their own, such as refunds.
    """

    days: npt.NDArray[np.int32]
    quantity: Ints
    amount: Ints
    amount_known: Mask
    names: Mapping[str, Names]
    details: Mapping[str, Numbers | None]
    order_ids: pa.ChunkedArray | None
    ignored: Mask
    totals: Mask
    rounded: int
    dashes: int
    bracketed: int
    unsigned: int
    beside: Ints = made(default_factory=lambda: np.zeros(0, np.int64))

    def table_rows(self, rows: Ints) -> Ints:
        """Give the rows of the table that some lines stand in."""
        count = len(self.days) - len(self.beside)
        if len(self.beside) == 0:
            return rows
        return np.where(rows < count, rows, self.beside[np.maximum(rows - count, 0)])

    def order_ids_of(self, rows: Ints) -> pa.Array:
        """Give the trimmed order ids of some rows (ascending positions); "" for no value."""
        if self.order_ids is None:
            return pa.repeat(pa.scalar(""), len(rows))
        rows = self.table_rows(rows)
        first, count = int(rows[0]), len(rows)
        contiguous = int(rows[-1]) - first + 1 == count and bool(np.all(np.diff(rows) == 1))
        texts = (
            self.order_ids.slice(first, count)
            if contiguous
            else self.order_ids.take(pa.array(rows))
        )
        trimmed = pc.utf8_trim_whitespace(texts.combine_chunks())
        no_value = pc.is_in(trimmed, value_set=pa.array(sorted(NO_VALUE)))
        return pc.if_else(no_value, "", trimmed)


def parse_cells(
    table: Table, plan: ImportPlan, at: Mapping[Field, int], currency: str, faults: Faults
) -> Cells:
    """Parse the columns of a table by a plan.

    Args:
        table: The columns as read.
        plan: Date order, decimal mark and where the amount comes from.
        at: Position of each field's column.
        currency: The one currency of the database, an ISO 4217 code.
        faults: Collects what is wrong with cells of rows that are sales.
    """
    columns = {field: table.columns[place] for field, place in at.items() if place in table.columns}
    signed = plan.amount_from == "column"
    numbers: dict[str, Numbers] = {
        field: parse_numbers(columns[field], field, plan.mark_of(field), currency, signed=signed)
        for field in NUMERIC
        if field in columns
    }
    numbers |= {name: divided_back(columns, numbers[name], name) for name in plan.thousandfold}
    amounts = find_amounts(table, plan, numbers, currency)
    amount, known = amounts.values, amounts.known
    quantity = _quantities(numbers.get("quantity"), amount)
    for rule in plan.given_back:
        back = given_back_rows(table, rule)
        amount, quantity = negative(amount, back), negative(quantity, back)
    totals = np.zeros(table.rows, np.bool_)
    ours = known & in_currency(columns.get("currency"), currency, table.rows)
    summed = amount_where(ours, amount)
    for reason, rows in no_sales(table, plan, at, amount_where(known, amount)):
        faults.leave_out(rows, reason, summed)
        if reason == TOTAL:
            totals |= rows
    if plan.amount_once:
        amount = counted_once(table, amount, faults.left_out)
    refuse_other_currency(columns, numbers, currency, faults)
    _add_faults(columns, numbers, amounts, plan, faults)
    if "currency" in columns:
        faults.add(columns["currency"], other_currencies(columns["currency"], currency))
    return Cells(
        days=_parse_days(columns["date"], plan, faults),
        quantity=quantity,
        amount=amount,
        amount_known=known,
        names={
            name: _parse_names(columns.get(f), table, faults) for name, f in _NAME_FIELDS.items()
        },
        details={detail: numbers.get(detail) for detail in DETAILS},
        order_ids=_checked_order_ids(table, at, faults),
        ignored=faults.left_out,
        totals=totals,
        rounded=amounts.rounded,
        dashes=sum(each.dashes for each in numbers.values()),
        bracketed=sum(each.bracketed for each in numbers.values()),
        unsigned=int(np.count_nonzero((amount != amounts.values) & ~faults.left_out)),
    )


def _add_faults(
    columns: Mapping[Field, Column],
    numbers: Mapping[str, Numbers],
    amounts: Amounts,
    plan: ImportPlan,
    faults: Faults,
) -> None:
    """Collect what is wrong with numbers, and the rows without an amount."""
    for name in NUMERIC:
        if name in columns:
            needed = name == "amount" and amounts.needed
            missing = "amount-missing" if needed else None
            faults.add(columns[name], numbers[name].faults, missing=missing)
    if "discount_percent" in columns and plan.amount_from != "column":
        percents = columns["discount_percent"]
        faults.add(percents, read_percents(percents, plan.mark_of("discount_percent")).faults)
    if amounts.beyond:
        faults.add(*amounts.beyond)
    source = next(columns[name] for name in _AMOUNT_FIELDS if name in columns)
    faults.add_rows(source, ~amounts.known, "amount-missing")


def _parse_days(column: Column, plan: ImportPlan, faults: Faults) -> npt.NDArray[np.int32]:
    days = np.zeros(len(column.texts), np.int32)
    wrong: dict[int, Fault] = {}
    for code, text in enumerate(column.texts):
        if found := read_date(text, plan.date_style):
            found = mended_day(found, plan.day_mend)
            days[code] = (np.datetime64(found) - _EPOCH).astype(np.int32)
        elif text.strip() in NO_VALUE:
            wrong[code] = ("date-missing", {})
        else:
            wrong[code] = ("date", {"expected": FORM_WORDS[plan.date_order]})
    faults.add(column, wrong)
    return days[column.codes]


def _parse_names(column: Column | None, table: Table, faults: Faults) -> Names:
    if column is None:
        return Names([""], np.zeros(table.rows, np.int32))
    code_of: dict[str, int] = {}
    codes = np.zeros(len(column.texts), column.codes.dtype)
    wrong: dict[int, Fault] = {}
    for code, text in enumerate(column.texts):
        name = clean_name(text)
        if len(name) > LONGEST_NAME:
            wrong[code] = ("length", {"found": f"{len(name):,}", "limit": LONGEST_NAME})
            name = ""
        codes[code] = code_of.setdefault(name, len(code_of))
    faults.add(column, wrong)
    as_written = len(code_of) == len(codes)  # then each has the code of its text
    return Names(list(code_of), column.codes if as_written else codes[column.codes])


def _checked_order_ids(
    table: Table, at: Mapping[Field, int], faults: Faults
) -> pa.ChunkedArray | None:
    if table.order_ids is None:
        return None
    longest = (pc.max(pc.utf8_length(chunk)).as_py() or 0 for chunk in table.order_ids.chunks)
    if max(longest, default=0) > LONGEST_NAME:
        too_long = pc.greater(pc.utf8_length(table.order_ids), LONGEST_NAME).combine_chunks()
        header = table.layout.header[at["order_id"]]
        shown = Column(header, ["…"], np.zeros(table.rows, np.int32))
        mask = too_long.to_numpy(zero_copy_only=False)
        faults.add_rows(shown, mask, "length", found="too many", limit=LONGEST_NAME)
    return table.order_ids


def _quantities(numbers: Numbers | None, amount: Ints) -> Ints:
    """Give the quantities; a line that says none is one piece, sold or given back."""
    if numbers is not None and numbers.known.all():
        return numbers.rows()
    one = np.where(amount < 0, -QUANTITY_SCALE, QUANTITY_SCALE).astype(np.int64)
    if numbers is None:
        return one
    return np.where(numbers.known_rows(), numbers.rows(), one)
