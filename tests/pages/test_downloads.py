"""The one Download button: what each page offers, and that a closed menu costs nothing."""

from __future__ import annotations

from typing import Any

import pytest
from components import store, take_away

MARCH = {"period": "2026-03-01..2026-03-31"}
MENU = "downloads"


def opened(page: Any) -> list[str]:
    """Open the menu and give what it offers."""
    page.session_state[MENU] = True
    page.run()
    assert not page.exception
    return [each.label for each in page.download_button]


PARTS = ["By product", "By location", "By payment method"]


@pytest.mark.parametrize(
    ("page", "query", "offered"),
    [
        ("home", {}, [*PARTS, "Days with and without sales", "Receipt"]),
        (
            "revenue",
            MARCH,
            ["Summary", *PARTS, "Taxes", "Weekdays", "Unusual days", "What changed", "Chart, PNG",
             "Chart, SVG", "Receipt"],
        ),
        (
            "revenue",
            {"period": "all", "compare": "none", "grain": "week"},
            ["By week", "Summary", *PARTS, "Taxes", "Weekdays", "Unusual days", "Chart, PNG",
             "Chart, SVG",
             "Receipt"],
        ),
        ("products", {}, ["Products", "Receipt"]),
        (
            "products",
            {"product": "Oat Cookie", "period": "all"},
            ["By month", "Summary", "By location", "By payment method", "Prices", "Chart, PNG",
             "Chart, SVG", "Receipt"],
        ),
    ],
)  # fmt: skip
def test_daily_revenue_comes_first_and_then_every_table(
    filled: Any, page: str, query: dict[str, str], offered: list[str]
) -> None:
    shown = filled.open(page, **query)
    assert not shown.download_button
    assert opened(shown) == ["Daily revenue", *offered, "Report as PDF"]


def test_a_breakdown_is_taken_away_as_it_is_shown(filled: Any) -> None:
    """Of a narrowed page, the table has the other rows, too."""
    page = filled.open("revenue", location="Online Store", **MARCH)
    view = page.session_state["view"]
    (offer,) = take_away._parts(view, ("location",))
    shown = store.breakdown(view.filters.without("location"), "location")
    names = offer.ask().columns[0].values
    assert list(names) == shown["name"].tolist()
    assert len(shown) > 1


def test_a_workbook_can_hold_all_of_them(filled: Any) -> None:
    page = filled.open("revenue", **MARCH)
    opened(page)
    page.segmented_control(key="download-form").set_value("Excel").run()
    assert "All in one workbook" in [each.label for each in page.download_button]


def test_without_sales_there_is_nothing_to_take(filled: Any) -> None:
    page = filled.open("revenue", period="2020-01-01..2020-01-31")
    assert not opened(page)


def test_a_journal_is_made_for_the_program_that_is_chosen(filled: Any) -> None:
    page = filled.open("revenue", **MARCH)
    opened(page)
    page.selectbox(key="journal").select("Xero").run()
    assert "Journal" in [each.label for each in page.download_button]
    assert any("Together" in each.value for each in page.caption)
    page.selectbox(key="journal").select("hledger").run()
    assert not any("Together" in each.value for each in page.caption)


def test_a_journal_that_cannot_be_is_told_why(filled: Any) -> None:
    page = filled.open("revenue", period="2025-12-01..2026-01-31")
    opened(page)
    page.selectbox(key="journal").select("DATEV").run()
    assert "one calendar year" in page.warning[0].value
    assert "Journal" not in [each.label for each in page.download_button]


@pytest.mark.parametrize(
    ("query", "month"),
    [
        ({}, "October 2026"),
        (MARCH, "March 2026"),
        ({"period": "2026-03-05..2026-04-06"}, "March 2026"),
    ],
)
def test_the_report_is_of_the_last_whole_month_shown(
    filled: Any, query: dict[str, str], month: str
) -> None:
    page = filled.open("revenue", **query)
    opened(page)
    chosen = page.selectbox(key="report-month")
    assert chosen.format_func(chosen.value) == month


@pytest.mark.parametrize("days", ["2026-11-01..2026-11-30", "2020-01-01..2020-01-31"])
def test_the_menu_opens_where_the_days_shown_have_no_data(filled: Any, days: str) -> None:
    assert "Receipt" in opened(filled.open("home", period=days))
