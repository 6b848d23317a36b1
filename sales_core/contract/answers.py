"""What both faces, HTTP and command line, take and answer, as plain data.

Amounts and quantities are exact decimal texts without trailing zeros, days and
moments are ISO 8601. Nothing here computes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, get_args

import pandas as pd

from sales_core.contract.breakdowns import kept_columns, taxes_by_column, taxes_of
from sales_core.errors import ImportNotFoundError, OptionError
from sales_core.importing.interpretation.columns import FIELDS
from sales_core.importing.interpretation.traits import TRAIT_FIELDS
from sales_core.importing.questions import Answers, Cancelled
from sales_core.imports import ImportOptions
from sales_core.reporting.pace import Pace
from sales_core.reporting.products import ProductsReport
from sales_core.reporting.revenue import RevenueReport
from sales_core.store.import_log import ImportRecord
from sales_core.store.notes import Note
from sales_core.values.dates import DATE_ORDERS
from sales_core.values.money import DecimalMark, amount_text, decimal_text, quantity_text

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "date_order": DATE_ORDERS,
    "decimal": get_args(DecimalMark),
    "cancelled": get_args(Cancelled),
    "on_bad_rows": ("stop", "skip"),
    "on_changed": ("keep", "replace"),
}
"""The choices that can be made for an import, and what each can be."""

LONGEST_FILE_NAME = 200
"""Characters of a file name that are kept."""


def import_number(number: int) -> int:
    """Give back the number of an import if it can be one; databases do not count further.

    Raises:
        ImportNotFoundError: No import can have this number.
    """
    if not 0 < number < 2**31:
        raise ImportNotFoundError(number)
    return number


def import_options(
    chosen: Mapping[str, str | None],
    columns: Iterable[str],
    answers: Iterable[str] = (),
    keep: Iterable[str] = (),
) -> ImportOptions:
    """Read the choices for an import.

    Args:
        chosen: Value by name, the names as in ``OPTIONS``; None or no entry
            leaves what is usual.
        columns: Columns said by hand, each as ``FIELD=HEADER``.
        answers: Answers to questions by their name, each as ``NAME=CHOICE``.
        keep: Headers of columns to keep as breakdowns; one empty text keeps none.

    Raises:
        OptionError: A value, a field or the form of a column or an answer cannot be used.
    """
    named = _answers(answers)
    columns = [*columns, *(f"{k[7:]}={v}" for k, v in named.items() if k.startswith(_COLUMN))]
    chosen = {**{_OPTION_OF[k]: v for k, v in named.items() if k in _OPTION_OF}, **_said(chosen)}
    for name, value in chosen.items():
        if value is not None and value not in OPTIONS[name]:
            raise OptionError(f"{name} is {value!r}. It must be one of {', '.join(OPTIONS[name])}.")
    said: dict[str, Any] = {name: value for name, value in chosen.items() if value is not None}
    return ImportOptions(
        Answers(
            said.get("date_order"),
            said.get("decimal"),
            _columns(columns),
            said.get("cancelled"),
            {k: v for k, v in named.items() if k not in _OPTION_OF and not k.startswith(_COLUMN)},
            kept_columns(keep),
        ),
        on_bad_rows=said.get("on_bad_rows", "stop"),
        on_changed=said.get("on_changed", "keep"),
    )


def shown_name(name: str) -> str:
    """Make a file name from outside fit to be shown: no folders, no control signs, not long."""
    last = re.split(r"[/\\]", name)[-1]
    visible = "".join(sign for sign in last if unicodedata.category(sign) not in _HIDDEN)
    return " ".join(visible.split())[:LONGEST_FILE_NAME] or "unnamed"


def import_record(record: ImportRecord) -> dict[str, Any]:
    """Give an import as both faces list it; ``completes`` only where it completes another."""
    return {
        "id": record.id,
        "file": record.file_name,
        "sha256": record.file_sha256,
        "format": record.plan.get("format"),
        "imported_at": record.imported_at.isoformat(timespec="seconds"),
        "imported_by": record.imported_by,
        "undone_at": record.undone_at.isoformat(timespec="seconds") if record.undone_at else None,
        "rows": asdict(record.rows),
        "amount": {name: amount_text(units) for name, units in asdict(record.amount).items()},
        "first_date": _day(record.first_date),
        "last_date": _day(record.last_date),
        "orders": record.known_orders,
    } | ({"completes": record.completes} if record.completes else {})


def revenue_answer(report: RevenueReport, currency: str) -> dict[str, Any]:
    """Give the revenue of a period; ``periods`` only where a grain was asked for."""
    figures = report.figures
    average = figures.average_order_value
    answer: dict[str, Any] = {
        "start": _day(report.start),
        "end": _day(report.end),
        "currency": currency,
        "revenue": decimal_text(figures.revenue),
        "gross_sales": decimal_text(figures.gross_sales),
        "refunds": decimal_text(figures.refunds),
        "orders": figures.orders,
        "units": decimal_text(figures.units),
        "average_order_value": None if average is None else decimal_text(average),
        **taxes_of(figures),
    }
    if report.periods is not None:
        answer["periods"] = _periods(report.periods)
    return answer


def products_answer(report: ProductsReport) -> dict[str, Any]:
    """Give the products of a period, by revenue, highest first."""
    return {
        "start": _day(report.start),
        "end": _day(report.end),
        "products": [_product(row) for row in report.products.itertuples(index=False)],
    }


def pace_answer(found: Pace | None, currency: str) -> dict[str, Any]:
    """Give how the month of the last day of data is doing; only ``heading_for`` is rounded."""
    if found is None:
        return {"month": None, "currency": currency, "why_no_heading": "There are no sales yet."}
    heading = found.heading
    return {
        "month": found.month.start.isoformat()[:7],
        "start": _day(found.so_far.start),
        "end": _day(found.so_far.end),
        "currency": currency,
        "revenue": amount_text(found.revenue),
        "before": {
            "start": _day(found.before.start),
            "end": _day(found.before.end),
            "revenue": None if found.revenue_before is None else amount_text(found.revenue_before),
        },
        "heading_for": heading
        and {
            "revenue": amount_text(heading.revenue),
            "low": amount_text(heading.low),
            "high": amount_text(heading.high),
        },
        "why_no_heading": found.why or None,
    }


def note_answer(note: Note) -> dict[str, Any]:
    """Give a note on a day."""
    return {"id": note.id, "day": _day(note.day), "text": note.text}


_FIELDS: tuple[str, ...] = (*FIELDS, *TRAIT_FIELDS)

_COLUMN = "column:"
_OPTION_OF = {"date-order": "date_order", "decimal-mark": "decimal", "cancelled": "cancelled"}
"""Questions that have an option of their own."""


def _said(chosen: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name: value for name, value in chosen.items() if value is not None}


def _answers(pairs: Iterable[str]) -> dict[str, str]:
    """Read answers; a name may hold the sign that parts it from the choice, a choice does not."""
    found: dict[str, str] = {}
    for pair in pairs:
        part = pair.partition if pair.startswith(_COLUMN) else pair.rpartition
        name, parted, choice = (text.strip() for text in part("="))
        if not parted or not name or not choice:
            raise OptionError(f"{pair!r} says no answer. Write NAME=CHOICE, as the question says.")
        if name in found:
            raise OptionError(f"The question {name!r} is answered twice. Answer it once.")
        found[name] = choice
    return found


_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _columns(pairs: Iterable[str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for pair in pairs:
        field, found, header = pair.partition("=")
        field = field.strip()
        if not found or not header.strip():
            raise OptionError(f"{pair!r} says no column. Write FIELD=HEADER, as in date=Sale Date.")
        if field not in _FIELDS:
            raise OptionError(f"There is no field {field!r}. The fields are: {', '.join(_FIELDS)}.")
        if field in columns:
            raise OptionError(f"The column of {field} is given twice. Give it once.")
        columns[field] = header.strip()
    return columns


def _periods(periods: pd.DataFrame) -> list[dict[str, Any]]:
    """Give a row for each day, week, ...; made by column, which takes a third of the time."""
    amounts = ("revenue", "gross_sales", "refunds")
    written: dict[str, Iterable[Any]] = {
        **{name: map(_day, periods[name]) for name in ("start", "end")},
        **{name: map(amount_text, periods[name].tolist()) for name in amounts},
        "orders": (None if orders is pd.NA else orders for orders in periods["orders"].tolist()),
        "units": map(quantity_text, periods["units"].tolist()),
        **taxes_by_column(periods),
    }
    return [dict(zip(written, row, strict=True)) for row in zip(*written.values(), strict=True)]


def _product(row: Any) -> dict[str, Any]:
    return {
        "name": row.name,
        "price": None if pd.isna(row.price) else amount_text(row.price),
        "revenue": amount_text(row.revenue),
        "units": quantity_text(row.units),
        "orders": None if pd.isna(row.orders) else int(row.orders),
        "first_sold": _day(row.first_sold),
        "last_sold": _day(row.last_sold),
    }


def _day(day: date | None) -> str | None:
    return None if day is None or pd.isna(day) else day.isoformat()[:10]
