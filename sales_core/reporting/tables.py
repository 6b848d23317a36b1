"""The tables that pages show, to take away: each a question and its answer with typed columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from decimal import Decimal

import pandas as pd

from sales_core.reporting.covered_days import day_states
from sales_core.reporting.figures import FIGURES, TAXES, Figures
from sales_core.reporting.files.typed_table import Column, TypedTable, Value, typed
from sales_core.reporting.filters import Dimension, Filters
from sales_core.reporting.lines_behind import lines_behind
from sales_core.reporting.matching_lines import Part
from sales_core.reporting.product_story import ProductStories
from sales_core.reporting.products import ProductsReport, products_report
from sales_core.reporting.revenue import (
    RevenueReport,
    breakdown,
    daily_revenue_of,
    revenue_report,
)
from sales_core.reporting.unusual import unusual_days
from sales_core.reporting.weekday_model import UnusualDay
from sales_core.reporting.weekdays import weekday_pattern
from sales_core.reporting.what_changed import what_changed
from sales_core.store.database import Database
from sales_core.values.periods import Grain, Period
from sales_core.values.traits import shown_kind

PRODUCT_COLUMNS = ("name", "price", *FIGURES, "first_sold", "last_sold")
STORY_COLUMNS = ("average_price", "before", "change", "percent", "stage")

_SERIES = {
    "day": "Revenue by day",
    "week": "Revenue by week",
    "month": "Revenue by month",
    "quarter": "Revenue by quarter",
    "year": "Revenue by year",
}


def daily_table(database: Database, filters: Filters) -> TypedTable:
    """Give the figures of every day of a period, also of those without sales.

    Raises:
        UnknownNameError: A filter names something that is not there.
        PeriodTooLongError: The period has more days than an answer may have.
    """
    days = revenue_report(database, filters, "day").periods
    assert days is not None  # noqa: S101 - it was asked for by day
    return typed(
        "Daily revenue", days.rename(columns={"start": "date"})[["date", *FIGURES, *TAXES]]
    )


def series_table(report: RevenueReport, grain: Grain | None = None) -> TypedTable:
    """Give the periods of a report: first day, last day and the figures of each.

    The report must have been asked for with a grain, or the table has no rows.
    """
    columns = ["start", "end", *FIGURES, *TAXES]
    frame = pd.DataFrame(columns=columns) if report.periods is None else report.periods[columns]
    return typed(_SERIES[grain or "day"], frame)


def summary_table(report: RevenueReport, filters: Filters, currency: str) -> TypedTable:
    """Give the figures of a report with the filters they are for, a figure a row."""
    chosen = {
        "location": filters.locations,
        "payment method": filters.payment_methods,
        "product": filters.products,
        **{shown_kind(kind): names for kind, names in filters.traits},
    }
    rows: list[tuple[str, Value]] = [
        ("start", report.start),
        ("end", report.end),
        ("currency", currency),
        *((kind, name) for kind, names in chosen.items() for name in names),
        *figure_values(report.figures).items(),
    ]
    names, values = zip(*rows, strict=True)
    return TypedTable(
        "Summary", (Column("figure", "text", names), Column("value", "mixed", values))
    )


def figure_values(figures: Figures) -> dict[str, Decimal | int | None]:
    """Give the figures in the order in which files have them; None for one without a value."""
    names = ("revenue", "gross_sales", "refunds", "orders", "units", "lines", "average_order_value")
    return {name: getattr(figures, name) for name in (*names, *TAXES)}


def breakdown_table(database: Database, filters: Filters, by: Dimension) -> TypedTable:
    """Split the figures of a period by location, payment method or product."""
    return typed(f"By {by.replace('_', ' ')}", breakdown(database, filters, by))


def weekday_table(database: Database, filters: Filters, week_start: int) -> TypedTable:
    """Give what each weekday brings on average."""
    return typed("Weekdays", weekday_pattern(daily_revenue_of(database, filters), week_start))


def unusual_table(database: Database, filters: Filters) -> TypedTable:
    """Give the days that are far from usual."""
    columns = [field.name for field in fields(UnusualDay)]
    days = map(asdict, unusual_days(database, filters))
    return typed("Unusual days", pd.DataFrame(list(days), columns=columns))


def changes_table(database: Database, filters: Filters, before: Filters) -> TypedTable:
    """Give the effects that changed revenue, and under them the difference they add up to."""
    change = what_changed(database, filters, before)
    rows = [asdict(effect) for effect in change.effects]
    rows.append({"name": "difference", "amount": change.difference, "explanation": ""})
    return typed("What changed", pd.DataFrame(rows))


def products_table(report: ProductsReport) -> TypedTable:
    """Give the products of a report, highest revenue first."""
    return typed("Products", report.products[list(PRODUCT_COLUMNS)])


def stories_table(stories: ProductStories) -> TypedTable:
    """Give products as ``products_table`` does, and behind that what became of each."""
    return typed("Products", stories.products[[*PRODUCT_COLUMNS, *STORY_COLUMNS]])


def days_table(database: Database, period: Period) -> TypedTable:
    """Tell of each day of a period whether it has sales (``covered_days.day_states``)."""
    return typed("Days", day_states(database, period))


def price_table(history: pd.DataFrame) -> TypedTable:
    """Give the prices a product had (``product_story.price_history``)."""
    return typed("Prices", history)


def lines_table(database: Database, filters: Filters, part: Part = "all") -> TypedTable:
    """Give all lines behind a number, by day, order id and product; see ``lines_behind``."""
    return typed("Rows", lines_behind(database, filters, part, most=None).lines)


TABLES: Mapping[str, Callable[[Database, Filters], TypedTable]] = {
    "daily": daily_table,
    "products": lambda database, filters: products_table(products_report(database, filters)),
    "locations": lambda database, filters: breakdown_table(database, filters, "location"),
    "payment-methods": lambda database, filters: breakdown_table(
        database, filters, "payment_method"
    ),
    "weekdays": lambda database, filters: weekday_table(database, filters, 0),
    "rows": lines_table,
}
"""Tables that can be asked for by a name alone."""
