"""Back and forward: each step brings back one choice, with its label, figure and address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import breakdown
from sales_core.store.database import Database

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def pick(menu: str, option: str) -> Callable[[Any], None]:
    """Choose an option of a menu of the bar."""

    def choose(page: Any) -> None:
        page.locator(f".st-key-{menu}-menu button").first.click()
        page.locator(f".st-key-{menu}-is-{option} button").click()
        page.locator(f".st-key-{menu}-is-{option}").wait_for(state="hidden")  # it closes

    return choose


def click(selector: str) -> Callable[[Any], None]:
    return lambda page: page.locator(selector).first.click()


def go(name: str) -> Callable[[Any], None]:
    return lambda page: page.get_by_role("link", name=name, exact=True).first.click()


def grain(name: str) -> Callable[[Any], None]:
    buttons = "stButtonGroup"
    return lambda page: page.get_by_test_id(buttons).get_by_text(name, exact=True).click()


def tab(name: str) -> Callable[[Any], None]:
    return lambda page: page.get_by_role("tab", name=name).click()


CHOICES: tuple[tuple[Callable[[Any], None], str], ...] = (
    (pick("period", "last-month"), "period=last-month"),
    (pick("compare", "previous-year"), "compare=previous-year"),
    (grain("week"), "grain=week"),
    (click(".st-key-step--1 button"), "period=2026-09-01..2026-09-30"),
    (go("Products"), "/products?period=2026-09-01..2026-09-30"),
    (pick("period", "all"), "period=all"),
    (go("Revenue"), "/revenue?period=all"),
    (tab("Weekdays"), "tab=Weekdays"),
    (go("Imports"), "/imports"),
    (go("Revenue"), "/revenue?period=all"),
)
"""Ten choices, and what the address then has."""


def seen(visit: Any) -> tuple[str, str, str]:
    """Give the address, the label of the days, and all that the page says."""
    visit.settle()
    page = visit.page
    page.wait_for_timeout(300)
    visit.settle()
    days = page.locator(".st-key-period-menu button")
    label = days.first.inner_text() if days.count() else ""
    figures = page.get_by_test_id("stMetricValue").all_inner_texts()
    captions = page.get_by_test_id("stCaptionContainer").all_inner_texts()
    return page.url, label, " | ".join([*figures, *captions[:1]])


def test_ten_choices_ten_steps_back_ten_forward(first_visit: Any) -> None:
    page = first_visit.open("/revenue")
    stations = [seen(first_visit)]
    entries = page.evaluate("history.length")
    for choose, wanted in CHOICES:
        choose(page)
        page.wait_for_url(lambda url, wanted=wanted: wanted in url)
        stations.append(seen(first_visit))
    assert page.evaluate("history.length") == entries + len(CHOICES)
    for station in reversed(stations[:-1]):
        page.go_back()
        page.wait_for_url(station[0])
        assert seen(first_visit) == station
    for station in stations[1:]:
        page.go_forward()
        page.wait_for_url(station[0])
        assert seen(first_visit) == station


def test_last_month_against_the_month_before_is_two_clicks_from_home(visit: Any) -> None:
    page = visit.open("/")
    page.locator(".st-key-period-menu button").first.click()
    page.locator(".st-key-period-is-last-month button").click()
    page.wait_for_url("**?period=last-month")
    visit.settle()
    assert "Last month" in page.locator(".st-key-period-menu button").first.inner_text()
    assert "previous period" in page.locator(".st-key-compare-menu button").first.inner_text()


def test_an_old_bookmark_leads_on_and_back_leads_out(visit: Any) -> None:
    page = visit.open("/imports")
    page.goto(f"{visit.url}/revenue?from=2026-03-01&to=2026-03-31&compare=previous+year")
    page.wait_for_url("**/revenue?compare=previous-year&period=2026-03-01..2026-03-31")
    visit.settle()
    assert "March 2026" in page.locator(".st-key-period-menu button").first.inner_text()


def test_a_row_narrows_a_chip_widens_and_back_narrows_again(visit: Any, database: Database) -> None:
    page = visit.open("/revenue?period=2026-03-01..2026-03-31&location=Online+Store")
    narrowed = visit.figure("Revenue")
    page.locator(".st-key-chip-0 button").first.click()
    page.wait_for_url("**/revenue?period=2026-03-01..2026-03-31")
    visit.settle()
    assert visit.figure("Revenue") != narrowed
    assert not page.locator(".st-key-chip-0").count()
    page.go_back()
    page.wait_for_url("**location=Online+Store*")
    visit.settle()
    assert visit.figure("Revenue") == narrowed
    march = Filters(date(2026, 3, 1), date(2026, 3, 31))
    places = list(breakdown(database, march, "location")["name"])
    row = next(at for at, name in enumerate(places) if name != "Online Store")
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 35 * (row + 1.5))
    page.wait_for_url("**location=*&location=*")
    visit.settle()
    assert page.locator("[class*='st-key-chip-']").count() == 2


def test_back_leads_out_of_the_upload_page(visit: Any, tmp_path: Path) -> None:
    page = visit.open("/imports")
    go("Upload")(page)
    page.wait_for_url("**/upload")
    visit.settle()
    file = tmp_path / "april.csv"
    file.write_text("Date,Order,Product,Amount\n2024-04-03,1,Tea,3.50\n", encoding="utf-8")
    visit.drop(file)
    page.wait_for_url("**/upload?drop=*")
    visit.settle()
    dropped = page.url
    page.go_back()
    page.wait_for_url("**/upload")
    visit.settle()
    assert page.get_by_text("1 sale, 3 Apr 2024").count()  # nothing is lost
    page.go_back()
    page.wait_for_url("**/imports")
    visit.settle()
    go("Upload")(page)  # what lies there goes along
    page.wait_for_url(dropped)
