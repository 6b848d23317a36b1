"""Saved views in the bar: saved, opened, deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from streamlit.testing.v1 import AppTest

from sales_core.store.saved_views import SavedView, read_views, save_view
from sales_core.values.actors import BY_COMMAND

Settled = Callable[[AppTest], AppTest]
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def label(page: AppTest) -> str:
    (menu,) = [each.proto for each in page.get("popover") if "saved-menu" in each.proto.popover.id]
    return str(menu.popover.label)


def test_what_is_shown_is_saved_by_a_name_and_marked(filled: Any, settled: Settled) -> None:
    page = filled.open("revenue", period="last-7-days", location="Online Store")
    assert label(page) == "Save view"
    page.text_input(key="saved-name").set_value("Online *week*")
    page = settled(page.button(key="save-view-now").click().run())
    parameters = {"location": ["Online Store"], "period": ["last-7-days"]}
    assert read_views(filled.database) == (SavedView("Online *week*", "revenue", parameters),)
    assert label(page) == "Online \\*week\\*"


def test_a_view_is_opened_with_one_click(filled: Any, settled: Settled) -> None:
    save_view(
        filled.database, "Week", "revenue", {"period": ["last-7-days"]}, now=NOON, actor=BY_COMMAND
    )
    page = filled.open("revenue", period="last-month", compare="none")
    assert label(page) == "Saved views"
    page = settled(page.button(key="saved-0").click().run())
    assert label(page) == "Week"
    assert any(each.value.startswith("25 Oct 2026 – 31 Oct 2026") for each in page.caption)


def test_a_view_of_another_page_opens_that_page(filled: Any, settled: Settled) -> None:
    save_view(
        filled.database,
        "Best",
        "products",
        {"period": ["year-to-date"]},
        now=NOON,
        actor=BY_COMMAND,
    )
    page = settled(filled.open("home").button(key="saved-0").click().run())
    assert page.title[0].value == "Products"
    assert label(page) == "Best"


def test_a_view_is_deleted(filled: Any, settled: Settled) -> None:
    save_view(filled.database, "Best", "products", {}, now=NOON, actor=BY_COMMAND)
    page = filled.open("products")
    page = settled(page.button(key="delete-saved-0").click().run())
    assert read_views(filled.database) == ()
    assert label(page) == "Save view"


def test_a_deleted_view_can_be_brought_back(filled: Any, settled: Settled) -> None:
    saved = save_view(
        filled.database, "Best", "products", {"period": ["all"]}, now=NOON, actor=BY_COMMAND
    )
    page = settled(filled.open("revenue").button(key="delete-saved-0").click().run())
    page = settled(page.button(key="restore-saved").click().run())
    assert read_views(filled.database) == (saved,)
    assert "restore-saved" not in {each.key for each in page.button}


def test_a_name_that_is_gone_is_told_as_for_any_address(filled: Any, settled: Settled) -> None:
    save_view(
        filled.database, "Old", "revenue", {"location": ["Nowhere"]}, now=NOON, actor=BY_COMMAND
    )
    page = settled(filled.open("revenue").button(key="saved-0").click().run())
    assert any("Nowhere" in each.value for each in page.warning)


def test_a_view_without_a_name_is_refused(filled: Any) -> None:
    page = filled.open("revenue")
    page = page.button(key="save-view-now").click().run()
    assert "needs a name" in page.error[0].value
    assert read_views(filled.database) == ()
