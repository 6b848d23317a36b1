"""The report of a month in words: every text of the page, amounts exact and aligned."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sales_core.reporting.figures import Figures
from sales_core.reporting.monthly.month import Before, Month, Part, Rate
from sales_core.reporting.revenue import Dimension
from sales_core.values.money import amount_decimal, divided, quantity_decimal
from sales_core.values.money_forms import MoneyForm, decimals_needed

NONE = "–"

MOST: dict[Dimension, int] = {"product": 14, "payment_method": 7, "location": 5}
"""Parts that are named; the others are summed."""

MOST_BESIDE_TAXES = 9
"""Products that are named where a table of taxes stands below them."""

TITLES: dict[Dimension, tuple[str, str]] = {
    "product": ("Best products", "product"),
    "payment_method": ("Payment methods", "payment method"),
    "location": ("Locations", "location"),
}

MOST_RATES = 4
"""Rates of tax that are named."""

LONGEST = 38
"""Columns of a name, of which letters of East Asia take two."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def words_of(month: Month, form: MoneyForm) -> dict[str, Any]:
    """Write all that stands on the page.

    Args:
        month: What the report says.
        form: How amounts and numbers are written.

    Returns:
        Texts, and lists of them, by the names that ``report.typ`` knows.
    """
    so_far = f", to {_day(month.until)}" if month.until else ""
    return {
        "title": f"Sales, {month_name(month.period.start)}{so_far}",
        "about": f"Amounts in {form.currency} · tax included where the files have it · "
        f"{form.number.whole(month.days_with_sales)} days with sales",
        "figures": _figures(month.figures, form),
        "compared": [*_compared("the month before", month.before, form),
                     *_compared("a year before", month.year_ago, form)],
        "chart": "Revenue by day. Paler: Saturdays and Sundays.",
        "parts": {by: _table(month.parts[by], by, _most(month, by), form) for by in MOST},
        "taxes": _taxes(month.taxes, form) if month.taxes else None,
        "proof": _proof(month, form),
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


def _figures(figures: Figures, form: MoneyForm) -> list[tuple[str, str]]:
    average = figures.average_order_value
    orders = NONE if figures.orders is None else form.number.whole(figures.orders)
    return [
        ("Revenue", form.exact(figures.revenue)),
        ("Gross sales", form.exact(figures.gross_sales)),
        ("Refunds", form.exact(figures.refunds)),
        ("Orders", orders),
        ("Average order", NONE if average is None else form.exact(average)),
        ("Units", _number(figures.units, form)),
    ]


def _compared(what: str, before: Before | None, form: MoneyForm) -> list[str]:
    if before is None:
        return []
    then = form.exact(before.figures.revenue)
    name = month_name(before.period.start)
    if before.percent is None:
        return [f"{then} {what} ({name})"]
    change = form.number.change(int(before.percent.scaleb(1)))
    return [f"{change} against {what} ({name}: {then})"]


def _most(month: Month, by: Dimension) -> int:
    return MOST_BESIDE_TAXES if month.taxes and by == "product" else MOST[by]


def _table(parts: Sequence[Part], by: Dimension, most: int, form: MoneyForm) -> dict[str, Any]:
    """Write the largest parts, the sum of the others, and the sum of all."""
    shown = list(parts) if len(parts) <= most + 1 else list(parts[:most])
    others = parts[len(shown) :]
    title, word = TITLES[by]
    names = [shortened(part.name) or f"No {word}" for part in shown]
    rest = Part("", sum(each.revenue for each in others), sum(each.units for each in others))
    every = Part("", sum(each.revenue for each in parts), sum(each.units for each in parts))
    rows = [*shown, *([rest] if others else []), every]
    names += [*([f"{form.number.whole(len(others))} others"] if others else []), "All"]
    amounts = aligned([amount_decimal(row.revenue) for row in rows], form)
    shares = [_share(row.revenue, every.revenue, form) for row in rows]
    columns = [names, amounts, shares]
    head = ["", "Revenue", "Share"]
    if by == "product":
        columns.insert(1, [_number(quantity_decimal(row.units), form) for row in rows])
        head.insert(1, "Units")
    return {"title": title, "head": head, "rows": [list(row) for row in zip(*columns, strict=True)]}


def _taxes(rates: Sequence[Rate], form: MoneyForm) -> dict[str, Any]:
    """Write net revenue, tax and revenue of each rate; apart from them what states no tax."""
    rows: list[tuple[Any, ...]] = [
        (_rate(each.name, form), each.net, each.tax, each.net + each.tax) for each in rates
    ]
    rows = [row for row in rows if row[1] or row[2]]
    if len(rows) > MOST_RATES:
        rest = zip(*(row[1:] for row in rows[MOST_RATES:]), strict=True)
        rows = [*rows[:MOST_RATES], ("Other rates", *map(sum, rest))]
    if untaxed := sum(each.untaxed for each in rates):
        rows.append(("No tax stated", 0, 0, untaxed))
    sums = zip(*(row[1:] for row in rows), strict=True)
    rows.append(("All", *map(sum, sums)))
    columns = [
        aligned([amount_decimal(amount) for amount in column], form)
        for column in list(zip(*rows, strict=True))[1:]
    ]
    written = zip((row[0] for row in rows), *columns, strict=True)
    return {
        "title": "Tax",
        "head": ["Rate", "Net revenue", "Tax", "Revenue"],
        "rows": [list(row) for row in written],
    }


def _rate(name: str, form: MoneyForm) -> str:
    before, behind = form.number.percent
    return f"{before}{name.replace('.', form.number.decimal)}{behind}" if name else "Not stated"


def _share(part: int, whole: int, form: MoneyForm) -> str:
    """Give a part in percent of a positive whole, to a tenth."""
    if whole <= 0:
        return NONE
    before, behind = form.number.percent
    return f"{before}{form.number.fixed(divided(part * 1000, whole), 1)}{behind}"


def _proof(month: Month, form: MoneyForm) -> str:
    amounts = {way: form.exact(amount_decimal(each)) for way, each in month.sums.items()}
    if month.agree:
        lines = form.number.whole(month.figures.lines)
        return (
            f"All totals agree: the {lines} lines of the files, the days, the locations, the "
            f"payment methods{', the rates of tax' if month.taxes else ''} and the products each "
            f"come to {amounts['lines']}."
        )
    each = "; ".join(f"{way} {amount}" for way, amount in amounts.items())
    return f"THE TOTALS DIFFER: {each}. Run verify, then rebuild, before this page is used."


def aligned(amounts: Sequence[Decimal], form: MoneyForm) -> list[str]:
    """Write amounts that stand under each other exactly, with the same decimals, without sign."""
    decimals = max([form.decimals, *map(decimals_needed, amounts)])
    return [form.number.fixed(int(amount.scaleb(decimals)), decimals) for amount in amounts]


def _number(value: Decimal, form: MoneyForm) -> str:
    decimals = decimals_needed(value)
    return form.number.fixed(int(value.scaleb(decimals)), decimals)
