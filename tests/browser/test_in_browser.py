from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from components.money import money_text

from sales_core.imports import list_imports, undo_import
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import revenue_report
from sales_core.sample.writing import write_sample
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEADER = "Sale Date,Sale ID,Item name,Location,Quantity,Total Paid w/ Payment Method,Payment Method"
BEACON = "![x](https://beacon.example/x.png) **b** [l](https://beacon.example) :tada: $a^2$"
PAGES = ("/", "/upload", "/imports", "/products", "/revenue")


def test_upload_preview_import_receipt(visit: Any, database: Database, tmp_path: Path) -> None:
    file = tmp_path / "walk-in.csv"
    file.write_text(f"{HEADER}\n1/15/2026,9001,Tea,North,1,3.50,Cash\n", "utf-8")
    page = visit.open("/upload")
    visit.drop(file)
    page.get_by_text("1 sale, 15 Jan 2026, S$3.50.").wait_for()
    page.reload()  # what was dropped is still there
    page.get_by_text("1 sale, 15 Jan 2026, S$3.50.").wait_for()
    visit.settle()
    page.get_by_text("Why it is read this way").click()
    page.get_by_test_id("stTable").get_by_text("To import").wait_for()

    page.get_by_role("button", name=re.compile(r"Import$")).click()
    page.get_by_text(re.compile("^Imported as import")).wait_for()
    visit.settle()
    assert "Every row and every amount is accounted for" in page.inner_text("body")

    page.get_by_role("link", name="Revenue of these days").click()
    page.get_by_role("heading", name="Revenue", exact=True).wait_for()
    visit.settle()
    assert "period=2026-01-15..2026-01-15" in page.url
    day = date(2026, 1, 15)
    expected = revenue_report(database, Filters(day, day)).figures
    assert visit.figure("Revenue") == money_text(expected.revenue).replace("\\", "")


def test_a_row_is_corrected_in_the_grid_and_stays_so_when_the_page_is_left(
    visit: Any, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "mistyped.csv"
    good, bad = "2/2/2024,9101,Tea,North,1,3.50,Cash", "32/2/2024,9102,Tea,North,1,4,Cash"
    file.write_text(f"{HEADER}\n2/22/2024,9100,Tea,North,1,1,Cash\n{good}\n{bad}\n", "utf-8")
    page = visit.open("/upload")
    visit.drop(file)
    page.get_by_test_id("stRadio").get_by_text("Correct them here").click()
    page.get_by_text("None of 1 row is corrected yet").wait_for()
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    grid.locator(".dvn-scroller").dblclick(position={"x": 200, "y": 50})
    cell = page.locator("#portal textarea")  # the grid opens it after the double click
    cell.fill("2/3/2024")
    cell.press("Enter")
    page.get_by_text("1 of 1 row corrected").wait_for()

    page.get_by_role("link", name="Imports").first.click()
    page.get_by_role("heading", name="Imports", exact=True).wait_for()
    page.get_by_role("link", name="Upload").first.click()
    page.get_by_text("1 of 1 row corrected").wait_for()
    page.get_by_role("button", name="Import with these corrections").click()
    page.get_by_text(re.compile("1 row was corrected here")).wait_for()
    day = date(2024, 2, 3)
    assert str(revenue_report(database, Filters(day, day)).figures.revenue) == "4"


def test_an_import_goes_on_while_another_page_is_shown(
    visit: Any, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "many.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        write_sample(stream, 120_000, seed=3)
    page = visit.open("/upload")
    visit.drop(file)
    page.get_by_role("button", name=re.compile(r"Import$")).click()
    page.get_by_test_id("stProgress").wait_for()
    page.get_by_role("link", name="Products").first.click()
    page.get_by_role("heading", name="Products", exact=True).wait_for()
    page.get_by_test_id("stProgress").get_by_text("Importing many.csv").wait_for()
    page.get_by_text("many.csv is imported: 120,000 sales.").wait_for()
    page.get_by_role("link", name="Upload").first.click()
    page.get_by_text(re.compile("^Imported as import")).wait_for()
    (record,) = [one for one in list_imports(database) if one.file_name == "many.csv"]
    undo_import(database, record.id, now=datetime(2026, 11, 3, tzinfo=UTC), actor=BY_COMMAND)


def test_a_whole_folder_can_be_dropped(visit: Any, database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    (folder / "older").mkdir(parents=True)
    (folder / "b.csv").write_text(f"{HEADER}\n1/20/2023,1,Tea,North,1,3.50,Cash\n", "utf-8")
    (folder / "older" / "a.csv").write_text(f"{HEADER}\n1/21/2023,2,Tea,North,1,4,Cash\n", "utf-8")
    (folder / "logo.png").write_bytes(b"\x89PNG")
    page = visit.open("/upload")
    place = page.get_by_test_id("stFileUploaderDropzone").bounding_box()
    devtools = page.context.new_cdp_session(page)
    for event in ("dragEnter", "dragOver", "drop"):
        data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
        at = {"x": place["x"] + 300, "y": place["y"] + 20}
        devtools.send("Input.dispatchDragEvent", {"type": event, **at, "data": data})
    page.get_by_text("2 of 2 files are ready: 2 sales, 20 to 21 Jan 2023, S$7.50.").wait_for()
    page.get_by_text("1 file is no sales export: logo.png.").wait_for()
    page.get_by_role("button", name="Import all 2 that are ready").click()
    page.get_by_text("2 files are imported.").wait_for()
    for record in list_imports(database)[:2]:
        undo_import(database, record.id, now=datetime(2026, 11, 3, tzinfo=UTC), actor=BY_COMMAND)


def test_same_day_link_opens_that_day(visit: Any, database: Database) -> None:
    page = visit.open("/revenue?period=2026-01-15..2026-01-15")
    day = date(2026, 1, 15)
    expected = revenue_report(database, Filters(day, day)).figures
    assert visit.figure("Revenue") == money_text(expected.revenue).replace("\\", "")
    assert visit.figure("Orders") == f"{expected.orders:,}"
    assert page.url.endswith("?period=2026-01-15..2026-01-15")
    assert page.get_by_role("dialog").count() == 0


@pytest.mark.parametrize(("grain", "marks"), [("day", 1), ("week", 61), ("month", 14), ("year", 2)])
def test_chart_is_drawn(visit: Any, grain: str, marks: int) -> None:
    page = visit.open(f"/revenue?period=2025-09-02..2026-10-31&grain={grain}")
    drawn = page.locator('[aria-roledescription="bar"], [aria-roledescription="area mark"]')
    drawn.first.wait_for()
    assert drawn.count() == marks


def test_selected_import_is_in_the_address(visit: Any) -> None:
    page = visit.open("/imports?import=1")
    assert page.get_by_role("heading", name="Import 1: sales.csv").is_visible()
    assert "2,500" in page.get_by_test_id("stTable").inner_text()


def test_text_of_a_file_fetches_nothing_and_links_nowhere(visit: Any, tmp_path: Path) -> None:
    file = tmp_path / "beacon.csv"
    rows = (f'2/{day}/2024,{day},"{BEACON}","{BEACON}",1,2,"{BEACON}"' for day in (14, 15))
    bad = f'"{BEACON}",3,Tea,North,1,"{BEACON}",Cash'
    file.write_text("\n".join((HEADER, *rows, bad)) + "\n", "utf-8")
    page = visit.open("/upload")
    visit.drop(file)
    page.get_by_test_id("stRadio").get_by_text("Leave them out").click()
    visit.settle()
    page.get_by_role("button", name=re.compile("Import without 1 row")).click()
    page.get_by_text(re.compile("^Imported as import")).wait_for()
    for path in PAGES:
        visit.open(path)
        assert page.locator('a[href*="beacon.example"]').count() == 0


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_a_phone(visit: Any, path: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open(path)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.get_by_test_id("stException").count() == 0
