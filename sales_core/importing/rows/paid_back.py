"""Columns of what was paid back of a sale, parsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from sales_core.importing.files.table import Column, Table
from sales_core.importing.formats.declarations import RefundColumn
from sales_core.importing.plan import ImportPlan
from sales_core.importing.rows.faults import Fault, Faults
from sales_core.importing.rows.numbers import parse_numbers
from sales_core.importing.rows.row_rules import column_of
from sales_core.values.arrays import Days, Ints, Mask
from sales_core.values.dates import FORM_WORDS, possible_dates, read_date

NO_DAY = np.iinfo(np.int32).min
"""Stands for the day of a refund that has none of its own."""

_EPOCH = np.datetime64(0, "D")


@dataclass(frozen=True)
class PaidBack:
    """What one column says was paid back, one a row of the table.

    Attributes:
        rule: The column, and how it is meant.
        amounts: Ten-thousandths without a sign (int64); 0 where nothing was.
        days: Days since 1970-01-01 of the refunds (int32), or ``NO_DAY``; None where the
            file has no dates of them.
    """

    rule: RefundColumn
    amounts: Ints
    days: Days | None


def read_paid_back(
    table: Table, plan: ImportPlan, currency: str, faults: Faults
) -> tuple[PaidBack, ...]:
    """Parse the refund columns of a plan.

    Args:
        table: The columns as read.
        plan: The columns, and how dates and numbers are written.
        currency: The one currency of the database, an ISO 4217 code.
        faults: Collects what is wrong with their cells.
    """
    found = []
    for rule in plan.refunds:
        column = column_of(table, rule.column[0])
        if column is None:
            continue
        numbers = parse_numbers(column, "amount", plan.decimal_mark, currency)
        faults.add(column, numbers.faults)
        amounts = _without_sign(numbers.values, rule, column, faults)[column.codes]
        dated = column_of(table, rule.date[0]) if rule.date else None
        days = None if dated is None else _days(dated, plan, amounts != 0, faults)
        found.append(PaidBack(rule, amounts, days))
    return tuple(found)


def _without_sign(values: Ints, rule: RefundColumn, column: Column, faults: Faults) -> Ints:
    """Take off the sign that the refunds of a column bear; another one is a fault of its row."""
    minus = rule.sign == "minus" or (rule.sign == "any" and not (values > 0).any())
    amounts = -values if minus else values
    wrong: dict[int, Fault] = {
        code: ("refund-sign", {}) for code in np.flatnonzero(amounts < 0).tolist()
    }
    faults.add(column, wrong)
    return np.maximum(amounts, 0)


def _days(column: Column, plan: ImportPlan, needed: Mask, faults: Faults) -> Days:
    """Read the days of refunds; an empty cell says none, and rows without a refund need none."""
    days = np.full(len(column.texts), NO_DAY, np.int32)
    wrong: list[int] = []
    for code, text in enumerate(column.texts):
        day = read_date(text, plan.date_style) or _plain_day(text)
        if day:
            days[code] = (np.datetime64(day) - _EPOCH).astype(np.int32)
        elif text.strip():
            wrong.append(code)
    if wrong:
        chosen = np.zeros(len(column.texts), np.bool_)
        chosen[wrong] = True
        rows = column.rows_with(chosen) & needed
        faults.add_rows(column, rows, "date", expected=FORM_WORDS[plan.date_order])
    return days[column.codes]


def _plain_day(text: str) -> date | None:
    """Read a day that can be read in one way only."""
    found = set(possible_dates(text).values())
    return found.pop() if len(found) == 1 else None
