"""The report of a month in words: every text of the page, amounts exact and aligned."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sales_core.reporting.figures import Figures
from sales_core.reporting.monthly.month import Before, Month, Part
from sales_core.reporting.revenue import Dimension
from sales_core.values.currencies import decimals_of
from sales_core.values.money import amount_decimal, quantity_decimal

NONE = "–"

MOST: dict[Dimension, int] = {"product": 14, "payment_method": 7, "location": 5}
"""Parts that are named; the others are summed."""

TITLES: dict[Dimension, tuple[str, str]] = {
    "product": ("Best products", "product"),
    "payment_method": ("Payment methods", "payment method"),
    "location": ("Locations", "location"),
}

LONGEST = 38
"""Columns of a name, of which letters of East Asia take two."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def words_of(month: Month, currency: str) -> dict[str, Any]:
    """Write all that stands on the page.

    Args:
        month: What the report says.
        currency: ISO 4217 code of the amounts.

    Returns:
        Texts, and lists of them, by the names that ``report.typ`` knows.
    """
    so_far = f", to {_day(month.until)}" if month.until else ""
    return {
        "title": f"Sales, {month_name(month.period.start)}{so_far}",
        "about": f"Amounts in {currency} · tax included where the files have it · "
        f"{month.days_with_sales} days with sales",
        "figures": _figures(month.figures, currency),
        "compared": [*_compared("the month before", month.before, currency),
                     *_compared("a year before", month.year_ago, currency)],
        "chart": "Revenue by day. Paler: Saturdays and Sundays.",
        "parts": {by: _table(month.parts[by], by, currency) for by in MOST},
        "proof": _proof(month, currency),
        "agree": month.agree,
        "told": "",
    }  # fmt: skip


def month_name(day: date) -> str:
    """Write a month, as in ``March 2026``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def shortened(name: str, longest: int = LONGEST) -> str:
    """Cut a name that would take more than a line.

    Example:
        >>> shortened("Tea"), shortened("A" * 50, 6)
        ('Tea', 'AAAAA…')
    """
    width = 0
    for at, sign in enumerate(name):
        width += 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if width > longest - (at < len(name) - 1):
            return name[:at].rstrip() + "…"
    return name


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"


def _figures(figures: Figures, currency: str) -> list[tuple[str, str]]:
    average = figures.average_order_value
    orders = NONE if figures.orders is None else f"{figures.orders:,}"
    return [
        ("Revenue", money([figures.revenue], currency)[0]),
        ("Gross sales", money([figures.gross_sales], currency)[0]),
        ("Refunds", money([figures.refunds], currency)[0]),
        ("Orders", orders),
        ("Average order", NONE if average is None else money([average], currency)[0]),
        ("Units", f"{figures.units.normalize():,f}"),
    ]


def _compared(what: str, before: Before | None, currency: str) -> list[str]:
    if before is None:
        return []
    (then,) = money([before.figures.revenue], currency)
    name = month_name(before.period.start)
    if before.percent is None:
        return [f"{then} {what} ({name})"]
    return [f"{before.percent:+,.1f} % against {what} ({name}: {then})"]


def _table(parts: Sequence[Part], by: Dimension, currency: str) -> dict[str, Any]:
    """Write the largest parts, the sum of the others, and the sum of all."""
    most = MOST[by]
    shown = list(parts) if len(parts) <= most + 1 else list(parts[:most])
    others = parts[len(shown) :]
    title, word = TITLES[by]
    names = [shortened(part.name) or f"No {word}" for part in shown]
    rest = Part("", sum(each.revenue for each in others), sum(each.units for each in others))
    every = Part("", sum(each.revenue for each in parts), sum(each.units for each in parts))
    rows = [*shown, *([rest] if others else []), every]
    names += [*([f"{len(others):,} others"] if others else []), "All"]
    amounts = money([amount_decimal(row.revenue) for row in rows], currency)
    shares = [_share(row.revenue, every.revenue) for row in rows]
    units = [f"{quantity_decimal(row.units):,f}" for row in rows]
    return {
        "title": title,
        "units": by == "product",
        "rows": [list(row) for row in zip(names, units, amounts, shares, strict=True)],
    }


def _share(part: int, whole: int) -> str:
    """Give a part in percent of a positive whole, to a tenth."""
    return NONE if whole <= 0 else f"{Decimal(part) * 100 / whole:.1f} %"


def _proof(month: Month, currency: str) -> str:
    amounts = {way: amount_decimal(each) for way, each in month.sums.items()}
    if month.agree:
        (total,) = money([amounts["lines"]], currency)
        lines = f"{month.figures.lines:,}"
        return (
            f"All totals agree: the {lines} lines of the files, the days, the locations, the "
            f"payment methods and the products each come to {total} {currency}."
        )
    each = "; ".join(f"{way} {money([amount], currency)[0]}" for way, amount in amounts.items())
    return f"THE TOTALS DIFFER: {each}. Run verify, then rebuild, before this page is used."


def money(amounts: Sequence[Decimal], currency: str) -> list[str]:
    """Write amounts that stand under each other exactly, with the same decimals."""
    decimals = max([decimals_of(currency), *map(_decimals, amounts)])
    return [f"{amount:,.{decimals}f}" for amount in amounts]


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
