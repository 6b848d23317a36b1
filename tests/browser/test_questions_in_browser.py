"""A file that asks, as a person meets it: figures of each choice, answers, what is remembered."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from sales_core.imports import list_imports
from sales_core.store.database import Database

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASKS = "Sold on,Ticket,What,Paid\n{month}/04/2024,1,Tea,3.50\n{month}/05/2024,2,Pie,4.25\n"


def written(folder: Path, name: str, month: str) -> Path:
    file = folder / name
    file.write_text(ASKS.format(month=month), encoding="utf-8")
    return file


def test_a_question_is_answered_anew_imported_and_remembered(
    visit: Any, database: Database, tmp_path: Path
) -> None:
    page = visit.open("/upload")
    visit.drop(written(tmp_path, "asks.csv", "03"))
    month = page.get_by_role("button", name="Month first: 03/04/2024 is 4 March 2024")
    day = page.get_by_role("button", name="Day first: 03/04/2024 is 3 April 2024")
    day.wait_for()
    page.get_by_text("S$7.75 · 2 rows · 4 Mar 2024 – 5 Mar 2024").wait_for()
    page.get_by_text("S$7.75 · 2 rows · 3 Apr 2024 – 3 May 2024").wait_for()
    assert "03/04/2024" in page.locator("table").first.inner_text()

    month.click()
    page.get_by_role("button", name=re.compile(r"Import$")).wait_for()
    page.get_by_role("button", name="Change").click()
    day.click()
    page.get_by_text("2 sales, 3 Apr to 3 May 2024, S$7.75.").wait_for()
    page.get_by_role("button", name=re.compile(r"Import$")).click()
    page.get_by_text(re.compile("^Imported as import")).wait_for()
    assert str(list_imports(database)[0].first_date) == "2024-04-03"

    page.get_by_role("button", name="Upload other files").click()
    visit.settle()
    visit.drop(written(tmp_path, "next.csv", "06"))
    assert page.get_by_role("button", name="first:").count() == 0
    told = page.get_by_test_id("stMain").inner_text()
    assert "Answered as for asks.csv" in told
    assert "dates have the day first" in told
    assert "6 Apr to 6 May 2024" in told
    page.get_by_role("button", name=re.compile(r"Import$")).wait_for()


def test_a_question_fits_a_phone(visit: Any, tmp_path: Path) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open("/upload")
    file = tmp_path / "phone.csv"
    header = "Day,Ticket,What was sold and to whom,Total,Amount Paid\n"
    rows = "2024-01-02,1,Tea,40,40\n2024-01-03,2,Pie,50,50\n2024-01-04,3,Pie,80,60\n"
    file.write_text(header + rows, encoding="utf-8")
    visit.drop(file)
    for name in ("Total", "Amount Paid"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box["height"] >= 40
        assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_text("Line 4 of the file").wait_for()
