"""The bar, the chart, the downloads and the address, as a browser sees them."""

from __future__ import annotations

import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from components.money import plain_amount

from sales_core.reporting.download import product_stories_csv, revenue_csv, summary_csv
from sales_core.reporting.files.csv_file import COMMA, write_csv
from sales_core.reporting.filters import Filters
from sales_core.reporting.product_story import product_stories
from sales_core.reporting.revenue import revenue_report
from sales_core.reporting.tables import daily_table, series_table
from sales_core.store.database import Database
from sales_core.values.money import AMOUNT_SCALE
from sales_core.values.periods import Period

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUARTER = "/revenue?period=2026-01-01..2026-03-31"
DOUBTED = "/revenue?period=2026-01-01..2026-10-30&compare=previous-year&tab=What+changed"
FILTERS = Filters(date(2026, 1, 1), date(2026, 3, 31))
QUARTER_BEFORE = Period(date(2025, 10, 1), date(2025, 12, 31))

WATCH_SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver(found => shifts.push(...found.getEntries().map(one => one.value)))
        .observe({type: 'layout-shift'});
}"""
"""How much of the page moved, and how far, as a browser counts it; below 0.1 is called good."""

SHOWS = "text => document.querySelector('[data-testid=stMain]')?.innerText === text"


def download(page: Any, label: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label, exact=True).click()
    return bytes(Path(waiting.value.path()).read_bytes())


def shown_days(page: Any) -> str:
    return str(page.locator(".st-key-period-menu button").first.inner_text())


def test_choices_are_in_the_address_and_survive_a_reload(visit: Any) -> None:
    page = visit.open("/revenue")
    page.locator(".st-key-period-menu button").first.click()
    page.locator(".st-key-period-is-last-7-days button").click()
    page.wait_for_url("**period=last-7-days*")
    page.locator(".st-key-period-is-last-7-days").wait_for(state="hidden")
    visit.settle()
    page.get_by_test_id("stButtonGroup").get_by_text("week", exact=True).click()
    page.get_by_role("heading", name="Revenue by week").wait_for()
    visit.settle()
    assert "period=last-7-days" in page.url
    assert "grain=week" in page.url
    before = visit.figure("Revenue")
    page.reload()
    page.get_by_role("heading", name="Revenue by week").wait_for()
    visit.settle()
    assert visit.figure("Revenue") == before


@pytest.mark.parametrize("first", ["/", "/products", "/revenue"])
def test_what_is_chosen_goes_along_from_page_to_page(visit: Any, first: str) -> None:
    asked = "?period=2026-03-01..2026-03-31&location=Online+Store"
    page = visit.open(first + asked)
    for name, path in (("Products", "/products"), ("Home", "/"), ("Revenue", "/revenue")):
        if path == first:
            continue
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url(f"**{path}?*period=2026-03-01..2026-03-31*")
        visit.settle()
        assert "location=Online+Store" in page.url
        assert "March 2026" in shown_days(page)


def test_a_copied_address_shows_the_same_in_another_browser(visit: Any, browser: Any) -> None:
    page = visit.open(
        f"{QUARTER}&compare=previous-year&payment_method=Cash&tab=Weekdays&grain=month"
    )
    page.locator("svg text").filter(has_text="Sunday").first.wait_for()
    page.wait_for_timeout(500)
    texts = page.get_by_test_id("stMain").inner_text()
    other = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    other.goto(page.url)
    other.wait_for_function(SHOWS, arg=texts)  # the texts of charts come last
    other.context.close()


def test_two_people_look_at_different_days_at_once(visit: Any, browser: Any) -> None:
    page = visit.open("/revenue?period=2026-01-01..2026-01-31")
    january = visit.figure("Revenue")
    other = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    other.goto(f"{visit.url}/revenue?period=2026-02-01..2026-02-28")
    other.get_by_test_id("stMetricValue").first.wait_for()
    page.locator(".st-key-step-1 button").first.click()
    page.wait_for_url("**period=2026-02-01..2026-*")
    visit.settle()
    february = visit.figure("Revenue")
    assert february != january
    assert other.get_by_test_id("stMetricValue").first.inner_text() == february
    other.context.close()


def test_a_reload_in_the_middle_of_loading_does_no_harm(visit: Any) -> None:
    visit.page.goto(visit.url + QUARTER)
    visit.page.wait_for_timeout(150)
    visit.page.reload()
    visit.page.get_by_test_id("stMetricValue").first.wait_for()
    visit.settle()
    assert visit.page.get_by_test_id("stException").count() == 0
    assert visit.figure("Revenue")


def test_nothing_jumps_when_the_days_or_their_grain_change(visit: Any) -> None:
    page = visit.open(f"{QUARTER}&grain=week")
    page.locator("svg.marks, canvas.marks").last.wait_for()
    visit.settle()
    page.evaluate(WATCH_SHIFTS)
    page.get_by_test_id("stButtonGroup").get_by_text("month", exact=True).click()
    page.get_by_role("heading", name="Revenue by month").wait_for()
    visit.settle()
    page.locator(".st-key-step-1 button").first.click()
    page.wait_for_url("**period=2026-04-01..2026-06-30*")
    visit.settle()
    assert page.evaluate("shifts.reduce((all, one) => all + one, 0)") < 0.02


def test_a_clicked_bar_opens_its_rows(visit: Any, database: Database) -> None:
    page = visit.open(f"{QUARTER}&grain=month")
    chart = page.get_by_test_id("stVegaLiteChart").last
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.75)
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("the same as on the page").wait_for()
    february = revenue_report(database, Filters(date(2026, 2, 1), date(2026, 2, 28))).figures
    assert plain_amount(int(february.revenue * AMOUNT_SCALE)) in dialog.inner_text()
    assert "1 Feb 2026 – 28 Feb 2026" in dialog.inner_text()


def test_a_dragged_range_is_zoomed_into(visit: Any) -> None:
    page = visit.open(f"{QUARTER}&grain=month")
    chart = page.get_by_test_id("stVegaLiteChart").last
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    height = box["y"] + box["height"] * 0.4
    page.mouse.move(box["x"] + box["width"] * 0.5, height)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, height + 3, steps=6)
    page.mouse.move(box["x"] + box["width"] * 0.9, height + 6, steps=6)
    page.mouse.up()
    page.wait_for_url("**period=2026-02-01..2026-*")
    assert page.url.split("..")[1].startswith("2026-03-31")


def test_daily_revenue_is_two_clicks_from_home(visit: Any, database: Database) -> None:
    page = visit.open("/?period=2026-01-01..2026-03-31")
    page.locator(".st-key-downloads button").first.click()
    daily = write_csv(daily_table(database, FILTERS))
    assert download(page, "Daily revenue") == daily
    assert sum(Decimal(line.split(b",")[1].decode()) for line in daily.splitlines()[1:]) == (
        revenue_report(database, FILTERS).figures.revenue
    )


def test_downloads_are_the_bytes_of_the_core(first_visit: Any, database: Database) -> None:
    page = first_visit.open(f"{QUARTER}&grain=week")
    report = revenue_report(database, FILTERS, "week")
    page.locator(".st-key-downloads button").first.click()
    assert download(page, "By week") == revenue_csv(report)
    assert download(page, "Summary") == summary_csv(report, FILTERS, "SGD")
    assert download(page, "Chart, PNG").startswith(b"\x89PNG")
    assert b"<svg" in download(page, "Chart, SVG")
    receipt = json.loads(download(page, "Receipt"))
    assert str(report.figures.revenue) in json.dumps(receipt)
    page.get_by_text("CSV 1,5", exact=True).click()
    first_visit.settle()
    assert download(page, "By week") == write_csv(series_table(report, "week"), COMMA)
    page = first_visit.open("/products?period=2026-01-01..2026-03-31")
    page.locator(".st-key-downloads button").first.click()
    page.get_by_text("CSV", exact=True).click()
    first_visit.settle()
    shown = product_stories_csv(product_stories(database, FILTERS, QUARTER_BEFORE))
    sold = [line for line in shown.splitlines(keepends=True) if not line.endswith(b"stopped\r\n")]
    assert download(page, "Products") == b"".join(sold)


@pytest.mark.parametrize("look", [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("home", "/"),
        ("upload", "/upload"),
        ("imports", "/imports?import=1"),
        ("products", "/products?period=2026-01-01..2026-06-30"),
        ("product", "/products?product=Day+Pass"),
        ("revenue", QUARTER),
        ("what-changed", f"{QUARTER}&tab=What+changed"),
        ("unusual-days", "/revenue?tab=Unusual+days&compare=none"),
        ("no-lines", "/revenue?period=2020-01-01..2020-12-31"),
    ],
)
def test_pages_are_pictured(
    visit: Any, tmp_path: Path, name: str, path: str, look: tuple[Any, int]
) -> None:
    scheme, width = look
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.page.emulate_media(color_scheme=scheme)
    page = visit.open(path)
    page.wait_for_timeout(500)
    inner = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(5000, max(900, inner))})
    page.wait_for_timeout(300)
    folder = Path(os.environ.get("PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    picture = folder / f"{name}-{scheme}-{width}.png"
    page.screenshot(path=picture)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.get_by_test_id("stException").count() == 0
    assert picture.stat().st_size > 10_000
