from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUARTER = "/products?period=2026-01-01..2026-03-31"


def choose_row(visit: Any, row: int) -> None:
    """Click the box before a row of the table, counted from 1."""
    grid = visit.page.get_by_test_id("stDataFrame").first
    grid.locator(".dvn-scroller").click(position={"x": 14, "y": 35 * row + 17})
    visit.settle()


def test_rows_are_chosen_to_compare_products_and_to_open_one(visit: Any) -> None:
    page = visit.open(QUARTER)
    choose_row(visit, 1)
    choose_row(visit, 3)
    page.get_by_role("heading", name="Compared").wait_for()
    page.get_by_role("button", name="Merge these").wait_for()
    choose_row(visit, 3)
    page.get_by_role("button", name=re.compile("^Open ")).click()
    page.get_by_role("button", name="All products").wait_for()
    visit.settle()
    assert "product=" in page.url
    page.get_by_role("heading", name="Price history").wait_for()

    page.get_by_role("button", name="All products").click()
    page.get_by_role("heading", name="Products", exact=True).wait_for()
    page.wait_for_url(lambda url: "product=" not in url)
    visit.settle()
    assert "product=" not in page.url


def test_chosen_products_are_put_up_for_merging(visit: Any) -> None:
    page = visit.open(QUARTER)
    choose_row(visit, 1)
    choose_row(visit, 2)
    page.get_by_role("button", name="Merge these").click()
    page.get_by_role("button", name="Merge 2 products").wait_for()
    visit.settle()
    assert "The name that stays" in page.inner_text("body")
