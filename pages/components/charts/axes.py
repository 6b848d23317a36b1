"""Labels of axes: short, without a time zone, and with nothing rounded away that matters."""

from __future__ import annotations

from components.text import MONTHS
from sales_core.values.periods import Grain

AMOUNT_LABEL = "datum.value == 0 ? '0' : replace(format(datum.value, '~s'), 'G', 'B')"
"""Thousands, millions and billions; the format's own sign for billions is that of giga."""


def bucket_label(grain: Grain, *, several_years: bool) -> str:
    """Write the expression that makes an axis label of a day such as ``2025-03-01``.

    The days are texts to Vega: its own dates would move with the reader's time zone.
    It asks for the label of nothing before the data has come.
    """
    number = "toNumber(slice(datum.value, 5, 7))"
    month = f"{list(MONTHS)}[{number} - 1]"
    year = "slice(datum.value, 0, 4)"
    day = f"toNumber(slice(datum.value, 8)) + ' ' + {month}"
    labels: dict[Grain, str] = {
        "year": year,
        "quarter": f"'Q' + ceil({number} / 3) + ' ' + {year}",
        "month": f"{month} + ' ' + {year}",
    }
    label = labels.get(grain, f"{day} + ' ' + {year}" if several_years else day)
    return f"isValid(datum.value) ? {label} : ''"
