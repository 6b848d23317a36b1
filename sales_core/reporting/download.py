"""Reports as CSV; see ``files.csv_file`` for how cells are written."""

from __future__ import annotations

from functools import lru_cache

from sales_core.reporting.figures import Figures
from sales_core.reporting.files.csv_file import POINT, CsvForm, csv_bytes, safe_text, write_csv
from sales_core.reporting.filters import Filters, choose
from sales_core.reporting.lines_behind import Line, read_lines
from sales_core.reporting.matching_lines import Part
from sales_core.reporting.product_story import ProductStories
from sales_core.reporting.products import ProductsReport
from sales_core.reporting.revenue import RevenueReport
from sales_core.reporting.tables import (
    figure_values,
    products_table,
    series_table,
    stories_table,
    summary_table,
)
from sales_core.store.database import Database
from sales_core.values.money import amount_text, decimal_text, quantity_text


def revenue_csv(report: RevenueReport) -> bytes:
    """Write the periods of a report: start, end and the figures of each.

    The report must have been asked for with a grain.
    """
    return write_csv(series_table(report))


def summary_csv(report: RevenueReport, filters: Filters, currency: str) -> bytes:
    """Write the figures of a report with the filters they are for, a figure a row."""
    return write_csv(summary_table(report, filters, currency))


def products_csv(report: ProductsReport) -> bytes:
    """Write the products of a report, highest revenue first."""
    return write_csv(products_table(report))


def product_stories_csv(stories: ProductStories) -> bytes:
    """Write products as ``products_csv`` does, and behind that what became of each."""
    return write_csv(stories_table(stories))


def lines_csv(
    database: Database, filters: Filters, part: Part = "all", form: CsvForm = POINT
) -> bytes:
    """Write all lines behind a number, by day, order id and product; see ``lines_behind``.

    They are written as they are read: there may be millions.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    with database.reading() as connection:
        lines = read_lines(connection, choose(connection, filters), part)
        return csv_bytes(Line._fields, (_line(line, form.decimal) for line in lines), form)


def figure_texts(figures: Figures) -> dict[str, str]:
    """Give the figures as exact texts; "" for a figure that has no value."""
    return {
        name: "" if value is None else str(value) if isinstance(value, int) else decimal_text(value)
        for name, value in figure_values(figures).items()
    }


_known_text = lru_cache(65_536)(safe_text)  # names, prices and quantities repeat in a million lines


@lru_cache(65_536)
def _known_amount(stored: int, mark: str) -> str:
    return amount_text(stored).replace(".", mark)


@lru_cache(65_536)
def _known_quantity(stored: int, mark: str) -> str:
    return quantity_text(stored).replace(".", mark)


def _line(line: Line, mark: str) -> list[str]:
    return [
        str(line.sale_date),
        safe_text(line.order_id),
        *map(_known_text, (line.product, line.location, line.payment_method)),
        _known_quantity(line.quantity, mark),
        _known_amount(line.amount, mark),
        "" if line.unit_price is None else _known_amount(line.unit_price, mark),
        _known_text(line.file),
        str(line.line),
        str(line.import_id),
    ]
