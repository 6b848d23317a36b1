"""Links from page to page, clicked in a browser while the bar's choices stand in the address."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CARDS = {
    "This month": ("period=month-to-date", "October 2026"),
    "Last month against the one before": ("period=last-month", "October 2026"),
    "Why it differed": ("period=latest-day", "Latest day"),
    "Why they differed": ("period=last-7-days", "Last 7 days"),
}
"""The links of the cards on Home, the days that they ask for, and how the bar says them."""

CHOSEN = "?period=2026-03-01..2026-03-31&location=Online+Store"


def open_card(page: Any, label: str) -> None:
    main = page.get_by_test_id("stMain")
    main.get_by_role("link").filter(has_text=re.compile(f"(arrow_forward|^)\\s*{label}$")).click()
    page.wait_for_url("**/revenue*")


def shown_days(page: Any) -> str:
    return str(page.locator(".st-key-period-menu button").first.inner_text())


@pytest.mark.parametrize("asked", ["", CHOSEN], ids=["plain", "narrowed"])
@pytest.mark.parametrize("label", CARDS)
def test_a_card_of_home_opens_its_days_of_everything(visit: Any, label: str, asked: str) -> None:
    page = visit.open("/" + asked)
    open_card(page, label)
    visit.settle()
    parameter, days = CARDS[label]
    assert parameter in page.url
    assert "location" not in page.url
    assert days in shown_days(page)


def test_why_the_latest_day_differed_is_one_click_away(visit: Any) -> None:
    page = visit.open("/")
    open_card(page, "Why it differed")
    visit.settle()
    page.get_by_text(re.compile("(more|less) than .*24")).first.wait_for()


def test_what_a_card_chose_goes_along(visit: Any) -> None:
    page = visit.open("/" + CHOSEN)
    open_card(page, "Why they differed")
    visit.settle()
    page.get_by_role("link", name="Products", exact=True).first.click()
    page.wait_for_url("**/products?*period=last-7-days*")
