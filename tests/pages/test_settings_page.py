from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from components import shared, store
from streamlit.testing.v1 import AppTest

from sales_core.settings import Settings
from sales_core.store.backups.schedule import Backups
from tests.pages.conftest import NOON, settled


def control(page: AppTest, label: str) -> Any:
    (found,) = [each for each in page.selectbox if each.label == label]
    return found


def said(page: AppTest) -> str:
    return " ".join(each.value for each in (*page.markdown, *page.caption, *page.error))


def test_numbers_and_days_follow_the_browser_until_somebody_chooses(filled: Any) -> None:
    page = settled(filled.open("settings"))
    assert "S\\$12,345.67, -12.5%" in said(page)
    page = settled(control(page, "Numbers and amounts").set_value("de-DE").run())
    assert store.chosen().number_form == "de-DE"
    assert "12.345,67\xa0S\\$, -12,5\xa0%" in said(page)
    page = settled(control(page, "Days").set_value("ymd").run())
    home = settled(page.switch_page("home.py").run())
    assert home.metric[1].value == "100,50\xa0S\\$"
    assert "2026-10-31" in said(home)
    page = settled(page.switch_page("settings.py").run())
    settled(control(page, "Numbers and amounts").set_value("").run())
    assert store.chosen().number_form is None


def test_a_goal_is_an_exact_amount_and_can_be_taken_back(filled: Any) -> None:
    page = filled.open("settings")
    page = settled(page.text_input[0].set_value("S$12,000.05").run())
    assert store.chosen().monthly_goal == Decimal("12000.05")
    page = settled(page.text_input[0].set_value("a lot").run())
    assert "a lot is no amount" in said(page).replace("\\", "")
    assert store.chosen().monthly_goal == Decimal("12000.05")
    page = settled(page.text_input[0].set_value("").run())
    assert store.chosen().monthly_goal is None


def test_with_imports_the_currency_is_told_and_not_asked(unset: Any, sample: bytes) -> None:
    unset.load("sales.csv", sample, now=NOON.replace(year=2026, month=11))
    page = settled(unset.open("settings"))
    assert "Singapore Dollar (SGD)" in said(page)
    assert "That of the first import, sales\\.csv" in said(page)
    assert not [each for each in page.selectbox if each.label == "Currency"]


def test_an_empty_database_may_be_told_its_currency(unset: Any) -> None:
    page = settled(unset.open("settings"))
    page = settled(control(page, "Currency").set_value("EUR").run())
    assert store.settings().currency == "EUR"
    page = settled(control(page, "Currency").set_value("").run())
    assert store.settings().currency_of_imports is None


def test_what_is_set_outside_is_not_asked(app: Any) -> None:
    shared.use(Settings(shared.settings().database_url, "CHF", currency_is_set=True))
    page = settled(app.open("settings"))
    assert "Swiss Franc (CHF)" in said(page)
    assert "SALES\\_CURRENCY" in said(page)


def test_who_did_what_is_told_when_it_is_opened(filled: Any) -> None:
    page = settled(filled.open("settings"))
    assert not page.dataframe
    page.session_state["trail"] = True
    page = settled(page.run())
    shown = page.dataframe[0].value
    assert list(shown["event"]) == ["imported"]
    assert list(shown["who"]) == ["command line"]
    page = settled(control(page, "Numbers and amounts").set_value("de-DE").run())
    assert list(page.dataframe[0].value["event"]) == ["setting", "imported"]
    assert list(page.dataframe[0].value["who"]) == ["web page", "command line"]
    page = settled(control(page, "Event").set_value("imported").run())
    assert list(page.dataframe[0].value["file"]) == ["sales.csv"]
    page = settled(control(page, "Event").set_value("undone").run())
    assert "Nothing of this kind was done" in page.info[0].value


def test_the_last_backup_is_told_and_a_failed_one_warned_of(filled: Any, tmp_path: Path) -> None:
    page = settled(filled.open("settings"))
    assert "This server makes none" in said(page)
    backups = Backups(tmp_path / "kept", shared.database, lambda: NOON)
    shared.back_up_with(backups)
    try:
        page = settled(filled.open("settings"))
        assert "None yet." in said(page)
        assert backups.look()
        page = settled(filled.open("settings"))
        assert "verified. Nothing has changed since. 1 backup in all." in said(page)
        assert not page.warning
        backups._tell("There is no room for a backup.", OSError())
        page = settled(filled.open("settings"))
        assert "There is no room" in page.warning[0].value
    finally:
        shared.back_up_with(None)
