from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qsl

import pytest
from components.home.freshness import reach_text
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from sales_core.errors import DatabaseUnreachableError
from sales_core.imports import list_imports
from sales_core.store.chosen_settings import change_setting
from sales_core.store.schema import daily_product_revenue
from sales_core.values.actors import BY_COMMAND

Settled = Callable[[AppTest], AppTest]


def test_first_run_welcomes_and_offers_two_ways_on(app: Any) -> None:
    page = app.open("home")
    assert page.title[0].value == "Welcome"
    assert [button.label for button in page.button] == ["Upload a sales export", "Load the sample"]


def test_one_click_loads_the_sample(app: Any, settled: Settled) -> None:
    page = app.open("home")
    page.button(key="load-sample").click().run()
    page = settled(page)
    assert page.title[0].value == "At a glance"
    (record,) = list_imports(app.database)
    assert (record.file_name, record.imported_by) == ("sales.csv", "web page")
    assert record.rows.read == record.rows.imported


def test_the_month_the_latest_day_and_week_stand_above_the_bar(filled: Any) -> None:
    page = filled.open("home", period="2026-03-01..2026-03-31", location="Online Store")
    labels = [metric.label for metric in page.metric]
    assert labels == [
        "October 2026, the whole month",
        "Latest day, Sat 31 Oct 2026",
        "Last 7 days",
    ]
    now = [metric.value for metric in page.metric]
    assert now == [metric.value for metric in filled.open("home").metric]


def test_a_month_that_is_over_says_up_to_where_it_is_known(app: Any, sample: bytes) -> None:
    first, *rows = sample.decode().splitlines()
    begun = [row for row in rows if not re.match(r"10/(1[89]|2\d|3\d)/2026", row)]
    app.load(
        "begun.csv", "\n".join([first, *begun]).encode(), now=datetime(2026, 11, 1, tzinfo=UTC)
    )
    page = app.open("home")
    assert page.metric[0].label == "October 2026, up to 17 Oct 2026"
    assert "1 Sep 2026 – 17 Sep 2026" in page.metric[0].delta
    assert any("With the last 14 days, which are not here" in each.value for each in page.markdown)


def test_the_month_of_today_says_what_it_is_heading_for(
    app: Any, sample: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *rows = sample.decode().splitlines()
    begun = [row for row in rows if not re.match(r"10/(1[89]|2\d|3\d)/2026", row)]
    app.load(
        "begun.csv", "\n".join([first, *begun]).encode(), now=datetime(2026, 11, 1, tzinfo=UTC)
    )
    monkeypatch.setattr("components.home.month.reader_today", lambda: date(2026, 10, 18))
    page = app.open("home")
    assert page.metric[0].label == "October 2026 so far"
    (told,) = [each.value for each in page.markdown if "Heading for about" in each.value]
    assert "14 days to come" in told


def test_a_goal_shows_how_far_it_is_reached(filled: Any) -> None:
    told = [each.value for each in filled.open("home").markdown]
    assert not any("the goal" in each for each in told)
    now = datetime(2026, 11, 1, tzinfo=UTC)
    change_setting(filled.database, "monthly_goal", Decimal(10_000), now=now, actor=BY_COMMAND)
    page = filled.open("home")
    (bar,) = page.get("progress")
    assert bar.proto.value == 50
    assert "of the goal" in bar.proto.text
    assert any("short of it" in each.value for each in page.markdown)


def test_three_days_say_why_nothing_can_be_said(app: Any, export: Any) -> None:
    app.load("few.csv", export(*(f"03/2{day}/2025,{day},Tea,North,1,3.50,Cash" for day in "123")))
    told = " ".join(each.value for each in app.open("home").markdown)
    assert "Too little before it to estimate the whole month" in told
    assert "The data does not reach back to the month before" in told
    assert "Too little before it to say what is usual" in told
    assert "Too little of the four weeks before is in your data to say what is falling" in told


@pytest.mark.parametrize(
    ("last", "today", "told"),
    [
        (date(2026, 10, 31), date(2026, 10, 31), "your data reaches to today, Saturday, 31 Oct"),
        (date(2026, 10, 31), date(2026, 11, 1), "your data reaches to yesterday, Saturday,"),
        (date(2026, 10, 31), date(2026, 11, 28), "your data ends on Saturday, 31 Oct 2026, 28 day"),
        (date(2026, 10, 31), date(2026, 10, 30), "your data ends on Saturday, 31 Oct 2026"),
    ],
)
def test_how_far_the_data_reaches_is_told(last: date, today: date, told: str) -> None:
    assert reach_text(last, today).startswith(told)


def test_one_line_of_proof_opens_all_sums(filled: Any, settled: Settled) -> None:
    page = filled.open("home")
    assert any("All totals agree" in each.value for each in page.markdown)
    page = settled(page.button(key="sums-of-all").click().run())
    (table,) = [each.value for each in page.table]
    assert table.index.tolist()[:5] == [
        "All lines",
        "By day",
        "By location",
        "By payment method",
        "By product",
    ]
    assert table.iloc[:, 0].nunique() == 1
    assert table[""].str.contains("check_circle").all()


def test_totals_that_differ_are_shown_at_once(filled: Any) -> None:
    with filled.database.writing() as connection:
        table = daily_product_revenue
        wrong = update(table).values(gross_sales=table.c.gross_sales + 1)
        connection.execute(wrong)
    page = filled.open("home")
    marks = list(page.table[0].value[""])
    assert [":red[" in mark for mark in marks] == [False, False, False, False, True]
    assert "verify" in page.error[0].value


def test_unreachable_database_is_a_sentence_and_works_again_later(
    filled: Any, settled: Settled
) -> None:
    fault = DatabaseUnreachableError("db.internal does not answer.")
    with patch("components.store.database", side_effect=fault):
        page = filled.open("home")
    assert "cannot be used at the moment" in page.error[0].value
    assert "db.internal" not in page.error[0].value
    page.button(key="try-again").click().run()
    assert settled(page).title[0].value == "At a glance"


def links(page: AppTest) -> dict[str, dict[str, str]]:
    """Give the parameters of the links below the ways to the pages, by what they say."""
    found = [each.proto for each in page.get("page_link")][5:]
    return {each.label: dict(parse_qsl(each.query_string)) for each in found}


def test_each_question_of_the_morning_is_one_click_away(filled: Any, settled: Settled) -> None:
    found = links(filled.open("home"))
    assert found["Last month against the one before"] == {"period": "last-month"}
    assert found["This year"] == {"period": "year-to-date"}
    why = found["Why it differed"]
    assert why == {
        "period": "latest-day",
        "compare": "2026-10-24..2026-10-24",
        "tab": "What changed",
    }
    page = filled.open("revenue", **why)
    assert any("than 24 Oct 2026" in each.value for each in settled(page).markdown)
