from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from sales_core.errors import UnknownNameError
from sales_core.imports import undo_import
from sales_core.reporting.download import lines_csv
from sales_core.reporting.filters import Filters
from sales_core.reporting.lines_behind import LineOrder, lines_behind
from sales_core.reporting.matching_lines import Part
from sales_core.reporting.revenue import revenue_report
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FIRST = mindbody_csv(
    sale(date="3/28/2025", order_id="7", item="Tea", amount="10.125", quantity="1.5"),
    sale(date="3/28/2025", order_id="7", item="Cake", amount="4.5", payment_method="Card"),
    sale(date="3/28/2025", order_id="7", item="Tea", amount="1", location="Shop"),
    sale(date="3/30/2025", order_id="8", item="Tea", amount="-12", quantity="-1"),
)
SECOND = mindbody_csv(
    sale(date="3/29/2025", order_id="9", item="=Tea", amount="2", unit_price="---"),
    sale(date="3/29/2025", order_id="9", item="=Tea", amount="2", unit_price="---"),
)


def bring(database: Database) -> None:
    load(database, FIRST, name="first.csv")
    load(database, SECOND, name="second.csv")


def test_every_line_comes_with_its_file_and_line_number(database: Database) -> None:
    bring(database)
    found = lines_behind(database, Filters(end=date(2025, 3, 29))).lines
    assert found.to_dict("records") == [
        {
            "sale_date": date(2025, 3, 28),
            "order_id": "7",
            "product": product,
            "location": location,
            "payment_method": payment_method,
            "quantity": quantity,
            "amount": amount,
            "unit_price": 100_000,
            "file": "first.csv",
            "line": line,
            "import_id": 1,
        }
        for product, location, payment_method, quantity, amount, line in (
            ("Cake", "Hall", "Card", 1_000, 45_000, 3),
            ("Tea", "Hall", "Cash", 1_500, 101_250, 2),
            ("Tea", "Shop", "Cash", 1_000, 10_000, 4),
        )
    ] + [
        {
            "sale_date": date(2025, 3, 29),
            "order_id": "9",
            "product": "=Tea",
            "location": "Hall",
            "payment_method": "Cash",
            "quantity": 1_000,
            "amount": 20_000,
            "unit_price": None,
            "file": "second.csv",
            "line": line,
            "import_id": 2,
        }
        for line in (2, 3)
    ]


@pytest.mark.parametrize(
    ("order", "amounts"),
    [
        ("date", [45_000, 101_250, 10_000, 20_000, 20_000, -120_000]),
        ("amount", [-120_000, 101_250, 45_000, 20_000, 20_000, 10_000]),
    ],
)
def test_lines_come_by_day_or_the_largest_first(
    database: Database, order: LineOrder, amounts: list[int]
) -> None:
    bring(database)
    assert lines_behind(database, Filters(), order=order).lines["amount"].tolist() == amounts
    assert (
        lines_behind(database, Filters(), order=order, most=2).lines["amount"].tolist()
        == (amounts[:2])
    )


@SQLITE
def test_the_figures_are_of_all_lines_not_of_those_shown(database: Database) -> None:
    bring(database)
    behind = lines_behind(database, Filters(), most=1)
    assert len(behind.lines) == 1
    assert behind.figures == revenue_report(database, Filters()).figures


@SQLITE
@pytest.mark.parametrize(
    ("part", "lines", "revenue", "orders"),
    [("all", 6, "7.625", 3), ("sales", 5, "19.625", 3), ("refunds", 1, "-12", 0)],
)
def test_a_figure_of_sales_or_of_refunds_has_its_own_lines(
    database: Database, part: Part, lines: int, revenue: str, orders: int
) -> None:
    bring(database)
    behind = lines_behind(database, Filters(), part)
    assert (len(behind.lines), behind.figures.lines) == (lines, lines)
    assert (str(behind.figures.revenue), behind.figures.orders) == (revenue, orders)
    assert len(cells(lines_csv(database, Filters(), part))) == 1 + lines


@SQLITE
def test_lines_of_an_import_undone_are_behind_nothing(database: Database) -> None:
    bring(database)
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    assert set(lines_behind(database, Filters()).lines["file"]) == {"second.csv"}


@SQLITE
def test_without_data_there_are_no_lines(database: Database) -> None:
    for filters in (Filters(), Filters(date(2025, 1, 1), date(2025, 1, 31))):
        behind = lines_behind(database, filters)
        assert behind.lines.empty
        assert str(behind.lines["amount"].dtype) == "int64"
        assert (behind.figures.lines, behind.figures.average_order_value) == (0, None)
        assert len(cells(lines_csv(database, filters))) == 1


@SQLITE
def test_a_name_that_is_not_there_is_told(database: Database) -> None:
    bring(database)
    with pytest.raises(UnknownNameError, match="no product 'Coffee'"):
        lines_behind(database, Filters(products=("Coffee",)))


@SQLITE
def test_the_download_has_all_lines_exactly_and_no_formula(database: Database) -> None:
    bring(database)
    found = cells(lines_csv(database, Filters()))
    assert found[0] == [
        "sale_date", "order_id", "product", "location", "payment_method", "quantity", "amount",
        "unit_price", "file", "line", "import_id",
    ]  # fmt: skip
    assert found[2] == [
        "2025-03-28", "7", "Tea", "Hall", "Cash", "1.5", "10.125", "10", "first.csv", "2", "1",
    ]  # fmt: skip
    assert found[4] == [
        "2025-03-29", "9", "'=Tea", "Hall", "Cash", "1", "2", "", "second.csv", "2", "2",
    ]  # fmt: skip
    assert found[6][5:7] == ["-1", "-12"]
    total = revenue_report(database, Filters()).figures.revenue
    assert sum(Decimal(row[6]) for row in found[1:]) == total


def cells(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
