"""What the report of a month says: figures, days, the largest parts, and that they agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from sales_core.errors import SalesError
from sales_core.reporting.comparison import percent_change
from sales_core.reporting.figures import Figures
from sales_core.reporting.filters import Filters, choose, data_range
from sales_core.reporting.matching_lines import figures_of_lines
from sales_core.reporting.revenue import Dimension, breakdown, revenue_report
from sales_core.reporting.taxes_and_hours import tax_table
from sales_core.store.database import Database
from sales_core.values.periods import Period, add_months, bucket_start, month_end


@dataclass(frozen=True)
class Before:
    """An earlier month, and how far the revenue of this one is from it.

    Attributes:
        period: Its days.
        figures: What it came to.
        percent: The change of revenue in percent; None where it says nothing.
    """

    period: Period
    figures: Figures
    percent: Decimal | None


@dataclass(frozen=True)
class Part:
    """A product, location or payment method.

    Attributes:
        name: As it is shown; "" for lines without one.
        revenue: Ten-thousandths.
        units: Thousandths.
    """

    name: str
    revenue: int
    units: int


@dataclass(frozen=True)
class Rate:
    """The lines of one rate of tax.

    Attributes:
        name: In percent, as the files state it; "" where they state none.
        net: Revenue of the lines that state their tax, without it (ten-thousandths).
        tax: The taxes they state.
        untaxed: Revenue of the lines that state none.
    """

    name: str
    net: int
    tax: int
    untaxed: int

    @property
    def revenue(self) -> int:
        """Give the revenue of all of them."""
        return self.net + self.tax + self.untaxed


@dataclass(frozen=True)
class Month:
    """A month of sales.

    Attributes:
        period: First to last day of the calendar month.
        until: The last day of data in it, where it ends earlier.
        figures: What it came to.
        days: Revenue of each day of the month (ten-thousandths).
        parts: By what it is broken down: all of its parts, highest revenue first.
        before: The month before; None without data for all of it.
        year_ago: The same month a year before; None without data for all of it.
        days_with_sales: How many days have lines.
        sums: The revenue of the month added up in several ways (ten-thousandths).
        taxes: By rate of tax; empty where there is none.
    """

    period: Period
    until: date | None
    figures: Figures
    days: tuple[int, ...]
    parts: dict[Dimension, tuple[Part, ...]]
    before: Before | None
    year_ago: Before | None
    days_with_sales: int
    sums: dict[str, int]
    taxes: tuple[Rate, ...] = ()

    @property
    def agree(self) -> bool:
        """Tell whether all sums are the same."""
        return len(set(self.sums.values())) == 1


class NoSalesError(SalesError):
    """A report was asked for a month without sales."""

    code = "no-sales"

    def __init__(self, month: date | None, data: Period | None) -> None:
        if data is None or month is None:
            super().__init__("There are no sales yet, so there is nothing to report.")
            return
        super().__init__(
            f"There are no sales in {month:%Y-%m}, so there is nothing to report. "
            f"Sales are from {data.start} to {data.end}."
        )


def reported_month(data: Period) -> date:
    """Give the first day of the month that is reported where nobody says which.

    The last month that the data has to its end; with less than a whole one, the last.

    Example:
        >>> reported_month(Period(date(2026, 1, 5), date(2026, 3, 30)))
        datetime.date(2026, 2, 1)
        >>> reported_month(Period(date(2026, 3, 5), date(2026, 3, 30)))
        datetime.date(2026, 3, 1)
    """
    last = bucket_start(data.end, "month")
    if data.end == month_end(data.end):
        return last
    return max(add_months(last, -1), bucket_start(data.start, "month"))


def month_of(database: Database, month: date | None = None) -> Month:
    """Ask all that the report of a month says.

    Args:
        database: Where the lines are.
        month: Any day of it; None for ``reported_month``.

    Raises:
        NoSalesError: The month has no lines.
    """
    with database.reading() as connection:
        data = data_range(connection)
    if data is None:
        raise NoSalesError(month, data)
    first = bucket_start(month or reported_month(data), "month")
    period = Period(first, month_end(first))
    filters = Filters(period.start, period.end)
    report = revenue_report(database, filters, "day")
    if report.figures.lines == 0 or report.periods is None:
        raise NoSalesError(first, data)
    parts = {by: _parts(breakdown(database, filters, by)) for by in _WAYS}
    with database.reading() as connection:
        lines = figures_of_lines(connection, choose(connection, filters))
    days = tuple(int(each) for each in report.periods["revenue"])
    sums = {"lines": _stored(lines.revenue), "days": sum(days)}
    taxes = _taxes(tax_table(database, filters)) if report.figures.tax else ()
    if taxes:
        sums["taxes"] = sum(rate.revenue for rate in taxes)
    sums |= {_WAYS[by]: sum(each.revenue for each in found) for by, found in parts.items()}
    return Month(
        period,
        data.end if data.end < period.end else None,
        report.figures,
        days,
        parts,
        _before(database, report.figures, add_months(first, -1), data),
        _before(database, report.figures, add_months(first, -12), data),
        int((report.periods["lines"] > 0).sum()),
        sums,
        taxes,
    )


_WAYS: dict[Dimension, str] = {
    "location": "locations",
    "payment_method": "payment methods",
    "product": "products",
}


def _parts(frame: pd.DataFrame) -> tuple[Part, ...]:
    rows = zip(frame["name"], frame["revenue"], frame["units"], strict=True)
    return tuple(Part(str(name), int(revenue), int(units)) for name, revenue, units in rows)


def _taxes(frame: pd.DataFrame) -> tuple[Rate, ...]:
    columns = ("net_revenue", "tax", "revenue_without_tax")
    sums = frame[list(columns)].fillna(0).astype("int64")
    rows = zip(frame["rate"], *(sums[name] for name in columns), strict=True)
    return tuple(Rate(str(name), int(net), int(tax), int(out)) for name, net, tax, out in rows)


def _before(database: Database, now: Figures, first: date, data: Period) -> Before | None:
    """Ask for an earlier month; a part of one would make a change out of missing days."""
    period = Period(first, month_end(first))
    if data.start > first + timedelta(days=6):  # shops may open on the second or after a holiday
        return None
    figures = revenue_report(database, Filters(period.start, period.end)).figures
    if figures.lines == 0:
        return None
    return Before(period, figures, percent_change(now.revenue, figures.revenue))


def _stored(amount: Decimal) -> int:
    return int(amount.scaleb(4))
