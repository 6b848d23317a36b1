from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sales_core.reporting.filters import Filters
from sales_core.reporting.product_story import STAGES, product_stories
from sales_core.reporting.products import products_report
from sales_core.values.periods import Period

Settled = Callable[[AppTest], AppTest]
Export = Callable[..., bytes]


def names(page: AppTest) -> list[str]:
    return list(page.dataframe[0].value["name"])


def test_without_data_the_page_says_what_to_do(app: Any) -> None:
    assert app.open("products").header[0].value == "No sales yet"


def test_all_products_are_listed_highest_revenue_first(filled: Any) -> None:
    page = filled.open("products", period="all")
    expected = products_report(filled.database, Filters()).products
    assert names(page) == list(expected["name"])
    assert any(each.value.startswith(f"{len(expected)} products") for each in page.caption)


def test_search_finds_part_of_a_name_whatever_the_case(filled: Any, settled: Settled) -> None:
    page = filled.open("products")
    page.text_input(key="search").set_value("cOOkie").run()
    assert names(settled(page)) == ["Oat Cookie"]
    assert any(each.value.startswith("1 of ") for each in page.caption)


def test_search_from_the_address(filled: Any) -> None:
    assert names(filled.open("products", search="oat cookie")) == ["Oat Cookie"]


def test_no_match_says_so_and_offers_all(filled: Any, settled: Settled) -> None:
    page = filled.open("products", search="[x](http://127.0.0.1)")
    assert "No product with" in page.info[0].value
    assert "](http" not in page.info[0].value
    assert not page.dataframe
    page.button(key="clear-search").click().run()
    assert len(names(settled(page))) > 5


def test_period_without_lines(filled: Any) -> None:
    page = filled.open("products", period="2020-01-01..2020-12-31")
    assert "no lines in this period" in page.info[0].value


def test_lines_without_a_product_and_without_a_price_are_shown(app: Any, export: Export) -> None:
    app.load("first.csv", export("03/22/2025,1,---,North,1,3.50,Cash"))
    page = app.open("products")
    assert names(page) == ["(no product)"]


MARCH = {"from_": "2026-03-01", "to": "2026-03-31"}


def test_the_stages_are_in_the_address_and_part_the_products(filled: Any) -> None:
    whole = product_stories(
        filled.database,
        Filters(date(2026, 3, 1), date(2026, 3, 31)),
        Period(date(2026, 2, 1), date(2026, 2, 28)),
    ).products
    for stage in STAGES:
        page = filled.open("products", stage=stage.capitalize(), **MARCH)
        wanted = list(whole[whole["stage"] == stage]["name"])
        shown = names(page) if page.dataframe else []
        assert shown == wanted
        assert bool(page.info) is not bool(wanted)


def test_a_stage_without_a_comparison_says_what_is_missing(filled: Any) -> None:
    page = filled.open("products", stage="Growing", compare="none", **MARCH)
    assert "Choose above what to compare with" in page.info[0].value
    page.button(key="clear-search").click().run()
    table = page.dataframe[0].value
    assert len(table) > 5
    assert not {"percent", "stage"} & set(table.columns)


def test_every_product_has_its_course(filled: Any) -> None:
    table = filled.open("products", **MARCH).dataframe[0].value
    assert {len(course) for course in table["trend"]} == {31 // 7 + 2}
    assert table["share"].sum() == pytest.approx(100)


def test_no_product_of_a_stage_is_said(app: Any, export: Export) -> None:
    app.load("first.csv", export("03/22/2025,1,Tea,North,1,3.50,Cash"))
    page = app.open(
        "products", stage="Stopped", period="latest-day", compare="2025-03-22..2025-03-22"
    )
    assert "No product that is stopped in this period" in page.info[0].value
