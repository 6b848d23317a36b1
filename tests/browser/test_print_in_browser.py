"""What a page looks like on paper: nothing to click, dark ink on white, few sheets."""

from __future__ import annotations

import re
from typing import Any

import pytest

QUARTER = "/revenue?period=2026-01-01..2026-03-31"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_on_paper_is_read_and_not_clicked(visit: Any, scheme: Any) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    page = visit.open(QUARTER)
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.get_by_test_id("stMetric").first.is_visible()
    assert page.get_by_text("amounts in SGD").is_visible()
    for gone in ("stButton", "stPopover", "stButtonGroup", "stHeader", "stTooltipIcon"):
        found = page.get_by_test_id(gone).all()
        assert not any(each.is_visible() for each in found), gone
    colours = (
        "element => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]"
    )
    background, _ = page.locator(".stApp").evaluate(colours)
    assert background == "rgb(255, 255, 255)"
    _, ink = page.locator("[data-testid='stMetricValue'] div").first.evaluate(colours)
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 60
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))) <= 3
