from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from components.money import money_text
from streamlit.testing.v1 import AppTest

from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import revenue_report
from tests.builders import csv_bytes, load
from tests.pages.amounts_shown import exact_of

Settled = Callable[[AppTest], AppTest]
Export = Callable[..., bytes]


def figure(page: AppTest, label: str) -> str:
    found = [metric.value for metric in page.metric if metric.label.split(",")[0] == label]
    return str(found[0])


def test_without_data_the_page_says_what_to_do(app: Any) -> None:
    page = app.open("revenue")
    assert page.header[0].value == "No sales yet"
    assert not page.metric


def test_figures_equal_the_core(filled: Any) -> None:
    page = filled.open("revenue", period="2026-01-01..2026-01-31")
    expected = revenue_report(filled.database, Filters(date(2026, 1, 1), date(2026, 1, 31))).figures
    assert figure(page, "Revenue") == money_text(expected.revenue)
    assert figure(page, "Refunds") == money_text(expected.refunds)
    assert figure(page, "Orders") == f"{expected.orders:,}"
    assert figure(page, "Average order value") == money_text(expected.average_order_value)


def test_same_day_period_from_the_address(filled: Any) -> None:
    page = filled.open("revenue", period="2026-01-15..2026-01-15")
    assert page.date_input(key="period-from").value == page.date_input(key="period-to").value
    assert any(each.value.startswith("15 Jan 2026 · 1 day") for each in page.caption)


def test_grain_comes_from_the_length_or_the_address(filled: Any) -> None:
    assert "Revenue by day" in [head.value for head in filled.open("revenue").header]
    page = filled.open("revenue", period="all")
    assert "Revenue by month" in [head.value for head in page.header]
    page = filled.open("revenue", grain="quarter")
    assert "Revenue by quarter" in [head.value for head in page.header]
    spec = json.loads(page.get("vega_lite_chart")[0].proto.spec)
    assert spec["layer"][0]["encoding"]["tooltip"][1]["field"] == "revenue"


def test_period_without_lines_says_where_the_data_is(filled: Any, settled: Settled) -> None:
    page = filled.open("revenue", period="2020-01-01..2020-12-31")
    assert "no lines in this period" in page.info[0].value
    assert figure(page, "Average order value") == "–"
    page.button(key="all-days").click().run()
    everything = filled.open("revenue", period="all")
    assert figure(settled(page), "Orders") == figure(everything, "Orders")


def test_parts_add_up_to_the_whole(filled: Any) -> None:
    page = filled.open("revenue")
    whole = exact_of(page.metric[0])
    for table in page.dataframe:
        assert table.value["revenue"].sum() == whole


def test_without_order_numbers_orders_are_none_and_the_reason_is_there(app: Any) -> None:
    """Figures that nobody knows are a dash, and the page says why."""
    rows = [["2025-01-13", "10.00", "Tea"], ["2025-01-13", "20.00", "Pie"]]
    load(app.database, csv_bytes(["Date", "Amount", "Item"], *rows))
    page = app.open("revenue", period="2025-01-01..2025-01-31")
    assert not page.exception
    assert (figure(page, "Orders"), figure(page, "Average order value")) == ("–", "–")
    why = "2 lines have no order number, so orders and their average are not known."
    assert any(each.value == why for each in page.caption)
    for name in ("home", "products", "imports"):
        assert not app.open(name).exception
