"""What both faces answer about breakdowns, taxes and hours, as plain data; see ``contract``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from sales_core.errors import OptionError
from sales_core.reporting.figures import TAXES, Figures
from sales_core.reporting.filters import Filters
from sales_core.values.money import amount_text, decimal_text, quantity_text
from sales_core.values.traits import kept_kind


def asked_traits(
    kept: Iterable[str] = (), **named: Iterable[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read filters by traits as both faces take them.

    Args:
        kept: Columns that a person keeps, each as ``COLUMN=NAME``.
        named: Names by kind.

    Raises:
        OptionError: One of ``kept`` has another form.
    """
    asked = {kind: list(names) for kind, names in named.items()}
    for pair in kept:
        header, parted, name = pair.rpartition("=")
        if not parted or not header.strip():
            raise OptionError(f"{pair!r} is no filter. Write COLUMN=NAME, as in Size=L.")
        asked.setdefault(kept_kind(" ".join(header.split())), []).append(name.strip())
    return tuple((kind, tuple(names)) for kind, names in asked.items() if names)


def kept_columns(keep: Iterable[str]) -> tuple[str, ...] | None:
    """Read which columns are kept: None where nobody said any."""
    said = [header.strip() for header in keep]
    return tuple(dict.fromkeys(filter(None, said))) if said else None


def taxes_of(figures: Figures) -> dict[str, Any]:
    """Give the figures of taxes and discounts; null where no line states a tax."""
    net, tax = figures.net_revenue, figures.tax
    return {
        "net_revenue": None if net is None else decimal_text(net),
        "tax": None if tax is None else decimal_text(tax),
        "discounts": decimal_text(figures.discounts),
        "lines_without_tax": figures.lines_without_tax,
        "revenue_without_tax": decimal_text(figures.revenue_without_tax),
    }


def taxes_of_row(row: Any) -> dict[str, Any]:
    """Give the same of a row of a frame with the columns ``figures.TAXES``."""
    made: dict[str, Any] = {}
    for name in TAXES:
        stored = getattr(row, name)
        if name == "lines_without_tax":
            made[name] = int(stored)
        else:
            made[name] = None if pd.isna(stored) else amount_text(int(stored))
    return made


def taxes_by_column(frame: pd.DataFrame) -> dict[str, list[int | str | None]]:
    """Give the same of all rows of a frame, a list for each figure."""
    written: dict[str, list[int | str | None]] = {}
    for name in TAXES:
        stored = frame[name].tolist()
        if name != "lines_without_tax":
            stored = [None if units is pd.NA else amount_text(units) for units in stored]
        written[name] = stored
    return written


def breakdown_answer(
    parts: pd.DataFrame, filters: Filters, kind: str, currency: str
) -> dict[str, Any]:
    """Give the parts of a breakdown, highest revenue first."""
    taxed = "tax" in parts
    return {
        **_asked(filters, currency),
        "by": kind,
        "parts": [_part(row, taxed=taxed) for row in parts.itertuples(index=False)],
    }


def taxes_answer(table: pd.DataFrame, filters: Filters, currency: str) -> dict[str, Any]:
    """Give taxes by month and rate; a rate that nobody states is null."""
    return {
        **_asked(filters, currency),
        "taxes": [_rate(row) for row in table.itertuples(index=False)],
    }


def hours_answer(hours: pd.DataFrame, filters: Filters, currency: str) -> dict[str, Any]:
    """Give the hours of the days of the week, Monday 1; an hour that nobody states is null."""
    return {
        **_asked(filters, currency),
        "hours": [_hour(row) for row in hours.itertuples(index=False)],
    }


def _part(row: Any, *, taxed: bool) -> dict[str, Any]:
    return {"name": row.name, **_figures(row), **(taxes_of_row(row) if taxed else {})}


def _rate(row: Any) -> dict[str, Any]:
    return {
        "month": row.month.isoformat()[:7],
        "tax_rate": row.rate or None,
        "revenue": amount_text(row.revenue),
        "lines": int(row.lines),
        **taxes_of_row(row),
    }


def _hour(row: Any) -> dict[str, Any]:
    hour = int(row.hour) if row.hour else None
    return {"weekday": int(row.weekday), "hour": hour, "days": int(row.days), **_figures(row)}


def _asked(filters: Filters, currency: str) -> dict[str, Any]:
    return {"start": _day(filters.start), "end": _day(filters.end), "currency": currency}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _figures(row: Any) -> dict[str, Any]:
    return {
        "revenue": amount_text(row.revenue),
        "gross_sales": amount_text(row.gross_sales),
        "refunds": amount_text(row.refunds),
        "orders": None if pd.isna(row.orders) else int(row.orders),
        "units": quantity_text(row.units),
        "lines": int(row.lines),
    }
