"""The first ten minutes of a shop in Germany: nothing is set, nobody opens a shell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import served
from tests.browser.windows import visiting

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EUROS = "Datum;Beleg;Artikel;Betrag (EUR)\n28.03.2025;1;Tee;1.234,50\n29.03.2025;2;Torte;7,00\n"
PLAIN = "Date,Order,Item,Amount\n2025-03-28,1,Tea,10\n2025-03-29,2,Pie,7\n"


def test_a_first_run(browser: Any, tmp_path: Path) -> None:
    euros, plain = tmp_path / "umsatz.csv", tmp_path / "plain.csv"
    euros.write_text(EUROS, "utf-8")
    plain.write_text(PLAIN, "utf-8")
    database_url = f"sqlite:///{tmp_path / 'sales.db'}"
    with (
        served(tmp_path, database_url, "") as server,
        visiting(browser, server.url, "de-DE") as visit,
    ):
        page = visit.open("/")
        page.get_by_role("heading", name="Welcome").wait_for()
        page.get_by_role("button", name=re.compile("Load the sample")).click()
        page.get_by_text("These are invented sales").wait_for()
        visit.settle()

        visit.open("/upload")  # the sample's currency would not fit, so it goes first
        visit.drop(euros)
        page.get_by_role("button", name="Remove the sample first").click()
        page.get_by_text("The invented sales are gone").wait_for()
        page.get_by_text("2 sales, 28 to 29 Mar 2025, 1.241,50").wait_for()
        visit.settle()
        page.get_by_role("button", name=re.compile(r"Import$")).click()
        page.get_by_text(re.compile("^Imported as import")).wait_for()
        visit.open("/revenue")
        assert visit.figure("Revenue") == "1.241,50\xa0€"
        assert "invented" not in page.inner_text("body")

        visit.open("/imports")
        page.get_by_role("button", name=re.compile("Undo this import")).click()
        page.get_by_role("button", name="Undo the import").click()
        page.get_by_text(re.compile("is undone")).first.wait_for()
        visit.settle()
        visit.open("/upload")
        visit.drop(plain)
        page.get_by_text("does not say which currency its amounts are in").wait_for()
        first = page.locator("button", has_text=re.compile(r"\([A-Z]{3}\)")).first
        assert "Euro (EUR)" in first.inner_text()
        page.get_by_role("button", name=re.compile("British Pound")).click()
        page.get_by_text("2 sales, 28 to 29 Mar 2025, 17,00").wait_for()
        visit.settle()
        page.get_by_role("button", name=re.compile(r"Import$")).click()
        page.get_by_text(re.compile("^Imported as import")).wait_for()
        visit.open("/settings")
        page.get_by_text("British Pound (GBP)").wait_for()
