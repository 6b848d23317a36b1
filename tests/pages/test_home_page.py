from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from sales_core.errors import DatabaseUnreachableError
from sales_core.imports import list_imports
from sales_core.store.schema import daily_product_revenue

Settled = Callable[[AppTest], AppTest]


def test_first_run_welcomes_and_offers_two_ways_on(app: Any) -> None:
    page = app.open("home")
    assert page.title[0].value == "Welcome"
    assert [button.label for button in page.button] == ["Upload a sales export", "Load the sample"]


def test_one_click_loads_the_sample(app: Any, settled: Settled) -> None:
    page = app.open("home")
    page.button(key="load-sample").click().run()
    page = settled(page)
    assert page.title[0].value == "At a glance"
    (record,) = list_imports(app.database)
    assert (record.file_name, record.imported_by) == ("sales.csv", "web page")
    assert record.rows.read == record.rows.imported


def test_latest_figures_are_anchored_to_the_last_day_of_data(filled: Any) -> None:
    page = filled.open("home")
    labels = [metric.label for metric in page.metric]
    assert labels == ["Revenue, last day", "Revenue, last 7 days", "Revenue, last 30 days"]
    assert "the last day of your data" in page.caption[0].value


def test_one_unit_is_one(app: Any, export: Any) -> None:
    app.load("one.csv", export("03/22/2025,1,Tea,North,1,3.50,Cash"))
    told = [each.value for each in app.open("home").markdown]
    assert ":small[1 order · average order S\\$3.50 · 1 unit]" in told


def test_health_shows_five_equal_totals(filled: Any) -> None:
    table = filled.open("home").table[1].value
    assert len(table) == 5
    assert table["Revenue, SGD"].nunique() == 1
    assert table[""].str.contains("check_circle").all()


def test_health_shows_where_totals_differ(filled: Any) -> None:
    with filled.database.writing() as connection:
        table = daily_product_revenue
        wrong = update(table).values(gross_sales=table.c.gross_sales + 1)
        connection.execute(wrong)
    page = filled.open("home")
    marks = list(page.table[1].value[""])
    assert [":red[" in mark for mark in marks] == [False, False, False, False, True]
    assert "verify" in page.error[0].value


def test_unreachable_database_is_a_sentence_and_works_again_later(
    filled: Any, settled: Settled
) -> None:
    fault = DatabaseUnreachableError("The database does not answer.")
    with patch("components.store.database", side_effect=fault):
        page = filled.open("home")
    assert "does not answer" in page.error[0].value
    assert "DATABASE" in page.error[0].value
    page.button(key="try-again").click().run()
    assert settled(page).title[0].value == "At a glance"


def test_the_cards_open_their_days_whatever_is_chosen(filled: Any, settled: Settled) -> None:
    page = filled.open("home", period="2026-03-01..2026-03-31", location="Online Store")
    links = [link.proto for link in page.get("page_link") if link.proto.label != "Revenue"]
    cards = [proto.query_string for proto in links if proto.page == "revenue"]
    assert cards[1] == "period=last-7-days&location=Online+Store"
    page.query_params["period"] = "last-7-days"
    page = settled(page.switch_page("revenue.py").run())
    assert any(each.value.startswith("25 Oct 2026 – 31 Oct 2026 · 7") for each in page.caption)
