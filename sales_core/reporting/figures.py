"""The figures, each defined once, and where the daily tables hold them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from sales_core.store.order_counts import Counted
from sales_core.store.rollups import STATED
from sales_core.values.money import amount_decimal, average, quantity_decimal

FIGURES = ("revenue", "gross_sales", "refunds", "orders", "units", "lines")
"""Columns of a frame of figures: int64; amounts in ten-thousandths, units in thousandths.

``orders`` is Int64: NA where a line that is no refund line has no order id.
"""

SUMMED = ("lines", "gross_sales", "refunds", "units", "orders", "unnumbered")
"""Columns of a frame of sums: int64; what the daily tables hold."""

DAY_SUMMED = (*SUMMED, *STATED)
"""The same with what lines state of tax and discounts, where they are summed by day."""

TAXES = ("net_revenue", "tax", "discounts", "lines_without_tax", "revenue_without_tax")
"""Figures of taxes and discounts: net revenue + tax + revenue without tax = revenue."""

DEFINITIONS = {
    "revenue": "Sum of the amounts of the lines, refunds included: gross sales + refunds.",
    "gross_sales": "Sum of the amounts of the lines that are not refund lines.",
    "refunds": "Sum of the amounts of the refund lines (negative quantity or amount); negative.",
    "orders": "Lines with one sale date, location and order id are an order; it counts if it has "
    "a line that is not a refund line. None where such a line has no order id and others share its "
    "day and location.",
    "units": "Sum of the quantities; refunds subtract.",
    "average_order_value": "Revenue / orders; none without orders and where they are not known.",
    "unnumbered": "Lines that are not refund lines, have no order id, and are not alone on their "
    "day and location.",
    "lines": "Rows of the exports: a product in an order, sold or refunded.",
    "tax": "Sum of the taxes that lines state, those of refunds subtracted; none where no line "
    "states one.",
    "net_revenue": "Revenue of the lines that state their tax, without it. Net revenue + tax + "
    "revenue without tax = revenue.",
    "discounts": "Sum of the discounts that lines state; the amounts are those after discounts.",
    "lines_without_tax": "Lines that do not state whether or how much tax they hold.",
    "revenue_without_tax": "Sum of the amounts of the lines that state no tax.",
}


@dataclass(frozen=True)
class Figures:
    """What a period, a product or any other selection of lines comes to, exactly.

    ``unnumbered`` counts the lines without an order id that are no refund lines; where there
    is one, the orders and their average are None, for nobody knows them. ``tax`` and
    ``net_revenue`` are None where no line states a tax.
    """

    revenue: Decimal
    gross_sales: Decimal
    refunds: Decimal
    orders: int | None
    units: Decimal
    lines: int
    average_order_value: Decimal | None
    unnumbered: int = 0
    discounts: Decimal = Decimal(0)
    tax: Decimal | None = None
    net_revenue: Decimal | None = None
    lines_without_tax: int = 0
    revenue_without_tax: Decimal = Decimal(0)

    @property
    def why_no_orders(self) -> str:
        """Say why the orders are not known; "" where they are."""
        return why_no_orders(self.unnumbered)

    @property
    def why_not_all_taxes(self) -> str:
        """Say how many lines state no tax, where others do; "" for none."""
        if self.tax is None or not self.lines_without_tax:
            return ""
        count = self.lines_without_tax
        if count == 1:
            return "1 line states no tax and is not in net revenue."
        return f"{count:,} lines state no tax and are not in net revenue."


def why_no_orders(unnumbered: int) -> str:
    """Say why orders are not known, by how many lines have no order id; "" for none.

    Example:
        >>> why_no_orders(1)
        '1 line has no order number, so orders and their average are not known.'
    """
    if not unnumbered:
        return ""
    have = "line has" if unnumbered == 1 else "lines have"
    return f"{unnumbered:,} {have} no order number, so orders and their average are not known."


def figures_of(sums: dict[str, int]) -> Figures:
    """Make figures from stored sums.

    Args:
        sums: ``gross_sales``, ``refunds`` (ten-thousandths), ``units``
            (thousandths), ``orders``, ``lines`` and ``unnumbered``; with what lines state
            (STATED) where that is known.
    """
    orders = Counted(sums["orders"], sums["unnumbered"]).known
    revenue = sums["gross_sales"] + sums["refunds"]
    return Figures(
        revenue=amount_decimal(revenue),
        gross_sales=amount_decimal(sums["gross_sales"]),
        refunds=amount_decimal(sums["refunds"]),
        orders=orders,
        units=quantity_decimal(sums["units"]),
        lines=sums["lines"],
        average_order_value=None if orders is None else average(revenue, orders),
        unnumbered=sums["unnumbered"],
        **_taxes(sums, revenue),
    )


def _taxes(sums: dict[str, int], revenue: int) -> dict[str, Any]:
    """Give the figures of taxes and discounts from stored sums."""
    if "tax" not in sums:
        return {}
    taxed = sums["lines"] > sums["untaxed"]
    net = revenue - sums["untaxed_revenue"] - sums["tax"]
    return {
        "discounts": amount_decimal(sums["discounts"]),
        "tax": amount_decimal(sums["tax"]) if taxed else None,
        "net_revenue": amount_decimal(net) if taxed else None,
        "lines_without_tax": sums["untaxed"],
        "revenue_without_tax": amount_decimal(sums["untaxed_revenue"]),
    }


def total(frame: pd.DataFrame) -> dict[str, int]:
    """Sum a frame of sums of which the orders add up, too (days, locations)."""
    return {name: int(frame[name].sum()) for name in DAY_SUMMED if name in frame}


def with_taxes(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame of sums with the figures TAXES in the place of what lines state.

    Args:
        frame: ``revenue``, ``lines`` and STATED (int64), and whatever else.

    Returns:
        ``net_revenue`` and ``tax`` as Int64, NA where no line states a tax.
    """
    none = (frame["lines"] <= frame["untaxed"]).fillna(value=True)
    net = frame["revenue"] - frame["untaxed_revenue"] - frame["tax"]
    renamed = {"untaxed": "lines_without_tax", "untaxed_revenue": "revenue_without_tax"}
    tax = frame["tax"].astype("Int64").mask(none)
    return frame.assign(tax=tax, net_revenue=net.astype("Int64").mask(none)).rename(columns=renamed)


def known(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame of sums as one of figures: orders are NA where they are not known.

    Args:
        frame: FIGURES and ``unnumbered`` (int64), and whatever else.

    Returns:
        The same without ``unnumbered``; ``orders`` as Int64.
    """
    orders = frame["orders"].astype("Int64").mask((frame["unnumbered"] > 0).fillna(value=False))
    return frame.assign(orders=orders).drop(columns="unnumbered")
