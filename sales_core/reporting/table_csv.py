"""Any table of stored figures as CSV, by the names of its columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from sales_core.reporting.download import csv_bytes, safe_text
from sales_core.values.money import amount_text, quantity_text

AMOUNTS = frozenset(
    {
        "amount",
        "average",
        "expected",
        "gross_sales",
        "high",
        "low",
        "price",
        "refunds",
        "revenue",
        "unit_price",
    }
)
"""Columns of ten-thousandths."""

QUANTITIES = frozenset({"quantity", "units"})
"""Columns of thousandths."""


def table_csv(table: pd.DataFrame) -> bytes:
    """Write a table as the other downloads are written: exact decimals, ISO dates, safe texts.

    Args:
        table: Columns named in ``AMOUNTS`` and ``QUANTITIES`` hold stored integers or NA;
            other columns whole numbers, days or texts. The names are the header.
    """
    writers = [_writer(str(name)) for name in table.columns]
    rows = (
        ["" if pd.isna(cell) else write(cell) for write, cell in zip(writers, row, strict=True)]
        for row in table.itertuples(index=False, name=None)
    )
    return csv_bytes([str(name) for name in table.columns], rows)


def _writer(name: str) -> Callable[[Any], str]:
    if name in AMOUNTS:
        return amount_text
    return quantity_text if name in QUANTITIES else _text


def _text(cell: Any) -> str:
    if isinstance(cell, date):  # a moment at midnight, too: pandas' days are moments
        return cell.isoformat()[:10]
    return safe_text(cell) if isinstance(cell, str) else str(cell)
