"""The figures, each defined once, and where the daily tables hold them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from sales_core.values.money import amount_decimal, average, quantity_decimal

FIGURES = ("revenue", "gross_sales", "refunds", "orders", "units", "lines")
"""Columns of a frame of figures: int64; amounts in ten-thousandths, units in thousandths."""

DEFINITIONS = {
    "revenue": "Sum of the amounts of the lines, refunds included: gross sales + refunds.",
    "gross_sales": "Sum of the amounts of the lines that are not refund lines.",
    "refunds": "Sum of the amounts of the refund lines (negative quantity or amount); negative.",
    "orders": "Lines with one sale date, location and order id are an order; it counts if it has "
    "a line that is not a refund line.",
    "units": "Sum of the quantities; refunds subtract.",
    "average_order_value": "Revenue / orders; none without orders.",
    "lines": "Rows of the exports: a product in an order, sold or refunded.",
}


@dataclass(frozen=True)
class Figures:
    """What a period, a product or any other selection of lines comes to, exactly."""

    revenue: Decimal
    gross_sales: Decimal
    refunds: Decimal
    orders: int
    units: Decimal
    lines: int
    average_order_value: Decimal | None


def figures_of(sums: dict[str, int]) -> Figures:
    """Make figures from stored sums.

    Args:
        sums: ``gross_sales``, ``refunds`` (ten-thousandths), ``units``
            (thousandths), ``orders`` and ``lines``.
    """
    revenue = sums["gross_sales"] + sums["refunds"]
    return Figures(
        revenue=amount_decimal(revenue),
        gross_sales=amount_decimal(sums["gross_sales"]),
        refunds=amount_decimal(sums["refunds"]),
        orders=sums["orders"],
        units=quantity_decimal(sums["units"]),
        lines=sums["lines"],
        average_order_value=average(revenue, sums["orders"]),
    )


def total(frame: pd.DataFrame) -> dict[str, int]:
    """Sum a frame of figures of which the orders add up, too (days, locations)."""
    return {name: int(frame[name].sum()) for name in FIGURES if name != "revenue"}
