from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
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
    assert page.subheader[0].value == "No sales yet"
    assert not page.metric


def test_figures_equal_the_core(filled: Any) -> None:
    page = filled.open("revenue", from_="2026-01-01", to="2026-01-31")
    expected = revenue_report(filled.database, Filters(date(2026, 1, 1), date(2026, 1, 31))).figures
    assert figure(page, "Revenue") == money_text(expected.revenue)
    assert figure(page, "Refunds") == money_text(expected.refunds)
    assert figure(page, "Orders") == f"{expected.orders:,}"
    assert figure(page, "Average order value") == money_text(expected.average_order_value)


def test_same_day_period_from_the_address(filled: Any) -> None:
    page = filled.open("revenue", from_="2026-01-15", to="2026-01-15")
    assert page.date_input(key="from").value == page.date_input(key="to").value
    assert any(each.value.startswith("15 Jan 2026 · 1 day") for each in page.caption)


@pytest.mark.parametrize("words", ["tomorrow", "2026-02-31", "", "1970-01-01"])
def test_days_that_are_no_days_leave_the_default(filled: Any, words: str) -> None:
    page = filled.open("revenue", from_=words)
    assert page.date_input(key="from").value == date(2025, 9, 2)


def test_reversed_period_is_exchanged_and_said(filled: Any, settled: Settled) -> None:
    right = filled.open("revenue", from_="2026-01-01", to="2026-01-31")
    page = filled.open("revenue", from_="2026-01-31", to="2026-01-01")
    assert "first day is after the last" in page.info[0].value
    assert figure(page, "Revenue") == figure(right, "Revenue")
    page.button(key="exchange").click().run()
    page = settled(page)
    assert page.date_input(key="from").value == date(2026, 1, 1)
    assert not page.info


def test_presets_set_both_days(filled: Any, settled: Settled) -> None:
    page = filled.open("revenue")
    last = page.date_input(key="to").value
    [days] = [each for each in page.get("button_group") if "Last 7 days" in each.options]
    days.set_value("Last 7 days").run()
    page = settled(page)
    assert (last - page.date_input(key="from").value).days == 6
    assert page.date_input(key="to").value == last


def test_grain_comes_from_the_length_or_the_address(filled: Any) -> None:
    assert "Revenue by month" in [head.value for head in filled.open("revenue").subheader]
    page = filled.open("revenue", grain="quarter")
    assert "Revenue by quarter" in [head.value for head in page.subheader]
    spec = json.loads(page.get("vega_lite_chart")[0].proto.spec)
    assert spec["layer"][0]["encoding"]["tooltip"][1]["field"] == "revenue"


def test_period_without_lines_says_where_the_data_is(filled: Any, settled: Settled) -> None:
    page = filled.open("revenue", from_="2020-01-01", to="2020-12-31")
    assert "no lines in this period" in page.info[0].value
    assert figure(page, "Average order value") == "–"
    page.button(key="all-days").click().run()
    assert figure(settled(page), "Orders") == figure(filled.open("revenue"), "Orders")


def test_parts_add_up_to_the_whole(filled: Any) -> None:
    page = filled.open("revenue")
    whole = exact_of(page.metric[0])
    for table in page.dataframe:
        assert table.value["revenue"].sum() == whole


def test_default_period_follows_the_data(app: Any, settled: Settled, export: Export) -> None:
    app.load("first.csv", export("03/22/2025,1,Tea,North,1,3.50,Cash"))
    page = app.open("revenue")
    app.load("second.csv", export("04/22/2025,2,Tea,North,1,3.50,Cash"))
    page = settled(page.run())
    assert page.date_input(key="to").value == date(2025, 4, 22)


def test_the_address_says_what_is_compared_and_which_names(filled: Any) -> None:
    page = filled.open(
        "revenue",
        from_="2026-03-01",
        to="2026-03-31",
        compare="previous year",
        location="Online Store",
    )
    assert page.radio(key="compare").value == "previous year"
    assert page.multiselect(key="location").value == ["Online Store"]
    filters = Filters(date(2026, 3, 1), date(2026, 3, 31), locations=("Online Store",))
    assert figure(page, "Revenue") == money_text(
        revenue_report(filled.database, filters).figures.revenue
    )


def test_a_name_that_is_not_there_is_left_out_and_said(filled: Any, settled: Settled) -> None:
    page = AppTest.from_file(filled.root / "pages" / "navigation.py", default_timeout=60)
    page.query_params["location"] = "**Moon** base"
    page = settled(page.run())
    (told,) = [each.value for each in page.warning if "does not have" in each.value]
    assert "**Moon**" not in told
    assert figure(page, "Revenue") == figure(filled.open("home"), "Revenue")


def test_steps_go_back_and_forward_by_the_length_of_the_period(
    filled: Any, settled: Settled
) -> None:
    page = filled.open("revenue", from_="2026-03-01", to="2026-03-31")
    page.button(key="step--1").click().run()
    page = settled(page)
    assert page.date_input(key="to").value == date(2026, 2, 28)
    page.button(key="step-1").click().run()
    assert settled(page).date_input(key="to").value == date(2026, 3, 31)


def test_everything_is_one_click_away(filled: Any, settled: Settled) -> None:
    page = filled.open("revenue", location="Online Store", payment_method="Cash")
    page.button(key="widen").click().run()
    page = settled(page)
    assert not page.multiselect(key="location").value
    assert not page.multiselect(key="payment_method").value


def test_without_order_numbers_orders_are_none_and_the_reason_is_there(app: Any) -> None:
    """Figures that nobody knows are a dash, and the page says why."""
    rows = [["2025-01-13", "10.00", "Tea"], ["2025-01-13", "20.00", "Pie"]]
    load(app.database, csv_bytes(["Date", "Amount", "Item"], *rows))
    page = app.open("revenue", from_="2025-01-01", to="2025-01-31")
    assert not page.exception
    assert (figure(page, "Orders"), figure(page, "Average order value")) == ("–", "–")
    why = "2 lines have no order number, so orders and their average are not known."
    assert any(each.value == why for each in page.caption)
    for name in ("home", "products", "imports"):
        assert not app.open(name).exception
