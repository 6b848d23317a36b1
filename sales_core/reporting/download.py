"""Reports as CSV: UTF-8 with a byte order mark, ISO dates, exact decimals.

Text cells that a spreadsheet would take for a formula get an apostrophe in
front; numbers are never touched.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from sales_core.reporting.figures import FIGURES, Figures
from sales_core.reporting.filters import Filters, choose
from sales_core.reporting.lines_behind import Line, read_lines
from sales_core.reporting.matching_lines import Part
from sales_core.reporting.product_story import ProductStories
from sales_core.reporting.products import ProductsReport
from sales_core.reporting.revenue import RevenueReport
from sales_core.store.database import Database
from sales_core.values.money import amount_text, decimal_text, quantity_text

PRODUCT_COLUMNS = ("name", "price", *FIGURES, "first_sold", "last_sold")
STORY_COLUMNS = ("average_price", "before", "change", "percent", "stage")

_FORMULA = re.compile(r"^[\s\u00a0\ufeff]*[=+\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"^[+-]?[0-9]+(?:[.,][0-9]+)*$")


def safe_text(text: str) -> str:
    """Neutralise a text cell that a spreadsheet would run as a formula.

    Source: OWASP ASVS 5.0, 1.2.10. A text that is a plain number stays as it is.

    Example:
        >>> safe_text("=1+1"), safe_text("-12.50"), safe_text("Tea")
        ("'=1+1", '-12.50', 'Tea')
    """
    return "'" + text if _FORMULA.match(text) and not _NUMBER.match(text) else text


def revenue_csv(report: RevenueReport) -> bytes:
    """Write the periods of a report: start, end and the figures of each.

    The report must have been asked for with a grain.
    """
    rows: list[list[str]] = []
    if report.periods is not None:
        rows = [
            [str(row["start"]), str(row["end"]), *_sums(row)]
            for row in report.periods.to_dict("records")
        ]
    return csv_bytes(("start", "end", *FIGURES), rows)


def summary_csv(report: RevenueReport, filters: Filters, currency: str) -> bytes:
    """Write the figures of a report with the filters they are for, a figure a row."""
    chosen = [
        ("location", filters.locations),
        ("payment method", filters.payment_methods),
        ("product", filters.products),
    ]
    rows = [
        ["start", str(report.start or "")],
        ["end", str(report.end or "")],
        ["currency", currency],
        *([name, safe_text(value)] for name, values in chosen for value in values),
        *([name, value] for name, value in figure_texts(report.figures).items()),
    ]
    return csv_bytes(("figure", "value"), rows)


def products_csv(report: ProductsReport) -> bytes:
    """Write the products of a report, highest revenue first."""
    rows = map(_product, report.products.to_dict("records"))
    return csv_bytes(PRODUCT_COLUMNS, rows)


def product_stories_csv(stories: ProductStories) -> bytes:
    """Write products as ``products_csv`` does, and behind that what became of each."""
    rows = (
        [
            *_product(row),
            *(_amount_or_none(row[name]) for name in ("average_price", "before", "change")),
            "" if row["percent"] is None else decimal_text(row["percent"]),
            row["stage"] or "",
        ]
        for row in stories.products.to_dict("records")
    )
    return csv_bytes((*PRODUCT_COLUMNS, *STORY_COLUMNS), rows)


def lines_csv(database: Database, filters: Filters, part: Part = "all") -> bytes:
    """Write all lines behind a number, by day, order id and product; see ``lines_behind``.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    with database.reading() as connection:
        lines = read_lines(connection, choose(connection, filters), part)
        return csv_bytes(Line._fields, map(_line, lines))


def figure_texts(figures: Figures) -> dict[str, str]:
    """Give the figures as exact texts; "" for a figure that has no value."""
    average = figures.average_order_value
    return {
        "revenue": decimal_text(figures.revenue),
        "gross_sales": decimal_text(figures.gross_sales),
        "refunds": decimal_text(figures.refunds),
        "orders": "" if figures.orders is None else str(figures.orders),
        "units": decimal_text(figures.units),
        "lines": str(figures.lines),
        "average_order_value": "" if average is None else decimal_text(average),
    }


def _product(row: Mapping[Hashable, Any]) -> list[str]:
    return [
        safe_text(row["name"]),
        _amount_or_none(row["price"]),
        *_sums(row),
        str(row["first_sold"] or ""),
        str(row["last_sold"] or ""),
    ]


def _amount_or_none(stored: Any) -> str:
    return "" if pd.isna(stored) else amount_text(stored)


def _sums(row: Mapping[Hashable, Any]) -> list[str]:
    write: dict[str, Callable[[Any], str]] = {
        "orders": lambda count: "" if pd.isna(count) else str(count),
        "lines": str,
        "units": quantity_text,
    }
    return [write.get(name, amount_text)(row[name]) for name in FIGURES]


_known_text = lru_cache(65_536)(safe_text)  # names, prices and quantities repeat in a million lines
_known_amount = lru_cache(65_536)(amount_text)
_known_quantity = lru_cache(65_536)(quantity_text)


def _line(line: Line) -> list[str]:
    return [
        str(line.sale_date),
        safe_text(line.order_id),
        *map(_known_text, (line.product, line.location, line.payment_method)),
        _known_quantity(line.quantity),
        _known_amount(line.amount),
        "" if line.unit_price is None else _known_amount(line.unit_price),
        _known_text(line.file),
        str(line.line),
        str(line.import_id),
    ]


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write cells as CSV, with the byte order mark by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
