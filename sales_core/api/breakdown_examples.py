"""What the documentation shows of answers about breakdowns, taxes and hours."""

from __future__ import annotations

TAXES = {
    "net_revenue": "6211.65",
    "tax": "559.048",
    "discounts": "120.5",
    "lines_without_tax": 0,
    "revenue_without_tax": "0",
}

_SUMS = {
    "revenue": "6770.698",
    "gross_sales": "6823.454",
    "refunds": "-52.756",
    "orders": 144,
    "units": "190",
    "lines": 171,
}

_ASKED = {"start": "2025-03-05", "end": "2025-03-09", "currency": "SGD"}

BREAKDOWN = {**_ASKED, "by": "category", "parts": [{"name": "Coffee", **_SUMS, **TAXES}]}

TAX_TABLE = {
    **_ASKED,
    "taxes": [{"month": "2025-03", "tax_rate": "9", "revenue": "6770.698", "lines": 171, **TAXES}],
}

HOURS = {**_ASKED, "hours": [{"weekday": 1, "hour": 9, "days": 1, **_SUMS}]}
