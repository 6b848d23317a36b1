"""Links from page to page, clicked in a browser while the bar's choices stand in the address."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CARDS = {
    "31 Oct 2026": "period=latest-day",
    "25 Oct 2026 – 31 Oct 2026": "period=last-7-days",
    "2 Oct 2026 – 31 Oct 2026": "period=last-30-days",
}
"""The links of the cards on Home, and the days that they ask for."""

CHOSEN = "?period=2026-03-01..2026-03-31&location=Online+Store"


def open_card(page: Any, days: str) -> None:
    main = page.get_by_test_id("stMain")
    main.get_by_role("link").filter(has_text=re.compile(f"(arrow_forward|^)\\s*{days}$")).click()
    page.wait_for_url("**/revenue*")


def shown_days(page: Any) -> str:
    return str(page.locator(".st-key-period-menu button").first.inner_text())


@pytest.mark.parametrize("asked", ["", CHOSEN], ids=["plain", "narrowed"])
@pytest.mark.parametrize("days", CARDS)
def test_a_card_of_home_opens_its_days(visit: Any, days: str, asked: str) -> None:
    page = visit.open("/" + asked)
    open_card(page, days)
    visit.settle()
    assert CARDS[days] in page.url
    assert ("location=Online+Store" in page.url) == bool(asked)
    assert days in shown_days(page)


def test_what_a_card_chose_goes_along(visit: Any) -> None:
    page = visit.open("/" + CHOSEN)
    open_card(page, "25 Oct 2026 – 31 Oct 2026")
    visit.settle()
    page.get_by_role("link", name="Products", exact=True).first.click()
    page.wait_for_url("**/products?*period=last-7-days*")
