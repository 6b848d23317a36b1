"""Breakdowns by what lines say, taxes and hours as tables to take away; see ``tables``."""

from __future__ import annotations

import pandas as pd

from sales_core.reporting.files.typed_table import TypedTable, typed
from sales_core.reporting.filters import Filters
from sales_core.reporting.taxes_and_hours import busy_hours, tax_table
from sales_core.reporting.traits import trait_breakdown
from sales_core.store.database import Database
from sales_core.values.periods import WEEKDAYS
from sales_core.values.traits import shown_kind

_LONGEST_TITLE = 31


def trait_table(database: Database, filters: Filters, kind: str) -> TypedTable:
    """Split the figures of a period by a kind of traits."""
    title = f"By {shown_kind(kind)}"[:_LONGEST_TITLE]
    return typed(title, trait_breakdown(database, filters, kind))


def parts_table(parts: pd.DataFrame, kind: str) -> TypedTable:
    """Give the parts of a breakdown (``traits.parts_of``), named by what they are."""
    return typed(f"By {kind}"[:_LONGEST_TITLE], parts.rename(columns={"name": kind}))


def taxes_table(database: Database, filters: Filters) -> TypedTable:
    """Give taxes by month and rate, the month by its first day."""
    table = tax_table(database, filters).rename(columns={"rate": "tax_rate", "month": "start"})
    return typed("Taxes", table)


def hours_table(database: Database, filters: Filters) -> TypedTable:
    """Give the hours of the days of the week."""
    hours = busy_hours(database, filters)
    names = [WEEKDAYS[number - 1] for number in hours["weekday"]]
    return typed("Hours", hours.assign(weekday=pd.array(names, "str")))
