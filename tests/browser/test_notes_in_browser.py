"""Notes in the chart and saved views in the bar, as a browser sees them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from sales_core.store.database import open_database
from sales_core.store.notes import read_notes, remove_note
from sales_core.store.saved_views import delete_view, read_views
from sales_core.values.actors import BY_COMMAND

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OCTOBER = "/revenue?period=2026-10-01..2026-10-31"


@pytest.fixture(autouse=True)
def _leave_nothing_behind(server: Any) -> Iterator[None]:
    yield
    database = open_database(server.database_url)
    for note in read_notes(database):
        remove_note(database, note.id, now=datetime.now(UTC), actor=BY_COMMAND)
    for view in read_views(database):
        delete_view(database, view.name, now=datetime.now(UTC), actor=BY_COMMAND)
    database.close()


def test_a_note_is_written_and_appears_in_the_chart(visit: Any) -> None:
    page = visit.open(OCTOBER)
    page.get_by_role("button", name="Add a note").click()
    page.get_by_role("textbox", name="Note").fill("Street fair <b>")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("dialog").wait_for(state="hidden")
    page.get_by_text("Street fair <b>").first.wait_for()
    page.locator("[aria-label*='Notes: Street fair <b>.']").first.wait_for(state="attached")
    page.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Remove this note").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    page.get_by_role("button", name="Put it back").click()
    page.get_by_role("button", name="Change").wait_for()


def test_an_empty_note_is_refused_in_the_open_dialog(visit: Any) -> None:
    page = visit.open(OCTOBER)
    page.get_by_role("button", name="Add a note").click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("dialog").get_by_text("The note is empty").wait_for()


def test_a_view_is_saved_and_opened_from_another_page(visit: Any) -> None:
    page = visit.open("/revenue?period=last-7-days&location=Online+Store&tab=Weekdays")
    menu = page.locator(".st-key-saved-menu button").first
    menu.click()
    page.get_by_role("textbox", name="Save what is shown as").fill("Online week")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Online week").first.wait_for()
    page.get_by_role("link", name="Home", exact=True).first.click()
    page.wait_for_url(lambda url: "/revenue" not in url)
    visit.settle()
    page.locator(".st-key-saved-menu button").first.click()
    page.locator(".st-key-saved-0 button").click()
    page.wait_for_url("**/revenue?*period=last-7-days*")
    visit.settle()
    assert "location=Online" in page.url
    assert "Online week" in page.locator(".st-key-saved-menu button").first.inner_text()
