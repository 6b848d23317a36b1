"""While the invented sales count, every page says so, and one click takes them out."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sales_core.store.import_log import all_records
from tests.pages.conftest import NOON, settled
from tests.pages.uploads import drop

OWN = "03/22/2025,1,Tea,North,1,3.50,Cash"


def said(page: AppTest) -> str:
    return " ".join(each.value for each in page.markdown)


def removing(page: AppTest) -> Any:
    return page.button(key="remove-sample")


@pytest.mark.parametrize("name", ["home", "upload", "imports", "products", "revenue", "settings"])
def test_every_page_says_that_sales_are_invented(filled: Any, name: str) -> None:
    assert "These are invented sales" in said(settled(filled.open(name)))


@pytest.mark.parametrize("name", ["home", "revenue", "imports"])
def test_without_the_sample_nothing_is_said(app: Any, export: Any, name: str) -> None:
    app.load("own.csv", export(OWN))
    assert "invented" not in said(settled(app.open(name)))


def test_it_is_known_by_its_bytes_under_any_name(app: Any, sample: bytes) -> None:
    app.load("my sales.csv", sample, now=NOON.replace(year=2026, month=11))
    assert "These are invented sales" in said(settled(app.open("revenue")))


def test_one_click_removes_it_and_one_brings_it_back(filled: Any) -> None:
    page = filled.open("home")
    revenue = page.metric[0].value
    page = settled(removing(page).click().run())
    assert "The invented sales are gone" in said(page)
    assert page.title[0].value == "Welcome"
    page = settled(page.button(key="bring-sample-back").click().run())
    assert "These are invented sales" in said(page)
    assert page.metric[0].value == revenue


def test_the_way_back_goes_with_the_next_change_of_data(filled: Any, export: Any) -> None:
    page = settled(removing(filled.open("imports")).click().run())
    filled.load("own.csv", export(OWN))
    assert "gone" not in said(settled(page.run()))


def test_the_first_own_file_offers_to_remove_it(filled: Any, export: Any) -> None:
    page = settled(drop(filled.open("upload"), ("own.csv", export(OWN))))
    assert "would add up with yours" in said(page)
    assert removing(page).label == "Remove the sample first"
    page = settled(removing(page).click().run())
    (ready,) = (each for each in page.button if each.label.startswith("Import"))
    page = settled(ready.click().run())
    assert "invented" not in said(page)
    with filled.database.reading() as connection:
        assert [bool(each.undone_at) for each in all_records(connection)] == [False, True]


def test_both_together_are_told_on_every_page(filled: Any, export: Any) -> None:
    filled.load("own.csv", export(OWN))
    page = settled(filled.open("revenue"))
    assert "Invented sales are among your figures" in said(page)
    page = settled(removing(page).click().run())
    assert page.metric[0].value == "S\\$3.50"


def test_the_sample_itself_is_no_own_file(filled: Any, sample: bytes) -> None:
    page = settled(drop(filled.open("upload"), ("again.csv", sample)))
    assert "would add up with yours" not in said(page)
