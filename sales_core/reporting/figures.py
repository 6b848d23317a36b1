"""The figures, each defined once, and where the daily tables hold them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from sales_core.store.order_counts import Counted
from sales_core.values.money import amount_decimal, average, quantity_decimal

FIGURES = ("revenue", "gross_sales", "refunds", "orders", "units", "lines")
"""Columns of a frame of figures: int64; amounts in ten-thousandths, units in thousandths.

``orders`` is Int64: NA where a line that is no refund line has no order id.
"""

SUMMED = ("lines", "gross_sales", "refunds", "units", "orders", "unnumbered")
"""Columns of a frame of sums: int64; what the daily tables hold."""

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
}


@dataclass(frozen=True)
class Figures:
    """What a period, a product or any other selection of lines comes to, exactly.

    ``unnumbered`` counts the lines without an order id that are no refund lines; where there
    is one, the orders and their average are None, for nobody knows them.
    """

    revenue: Decimal
    gross_sales: Decimal
    refunds: Decimal
    orders: int | None
    units: Decimal
    lines: int
    average_order_value: Decimal | None
    unnumbered: int = 0

    @property
    def why_no_orders(self) -> str:
        """Say why the orders are not known; "" where they are."""
        return why_no_orders(self.unnumbered)


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
            (thousandths), ``orders``, ``lines`` and ``unnumbered``.
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
    )


def total(frame: pd.DataFrame) -> dict[str, int]:
    """Sum a frame of sums of which the orders add up, too (days, locations)."""
    return {name: int(frame[name].sum()) for name in SUMMED}


def known(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame of sums as one of figures: orders are NA where they are not known.

    Args:
        frame: FIGURES and ``unnumbered`` (int64), and whatever else.

    Returns:
        The same without ``unnumbered``; ``orders`` as Int64.
    """
    orders = frame["orders"].astype("Int64").mask((frame["unnumbered"] > 0).fillna(value=False))
    return frame.assign(orders=orders).drop(columns="unnumbered")
