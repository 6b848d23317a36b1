"""The bar: what the address says is what is shown, and one choice is one thing in the address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from components.money import money_text
from components.text import plain_name
from streamlit.testing.v1 import AppTest

from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import revenue_report

Settled = Callable[[AppTest], AppTest]
Export = Callable[..., bytes]

MARCH = "2026-03-01..2026-03-31"


def label(page: AppTest, name: str = "period") -> str:
    """Give what a menu of the bar says is chosen."""
    menus = [each.proto for each in page.get("popover")]
    (text,) = [each.popover.label for each in menus if f"{name}-menu" in each.popover.id]
    return str(text).replace("*", "")


def figure(page: AppTest, name: str) -> str:
    return str(next(each.value for each in page.metric if each.label.split(",")[0] == name))


def address(page: AppTest) -> dict[str, list[str]]:
    found = page.query_params.items()
    return {key: [text] if isinstance(text, str) else list(text) for key, text in found}


@pytest.mark.parametrize(
    ("period", "shown", "start", "end"),
    [
        (None, "Last 30 days · 2 Oct 2026 – 31 Oct 2026", "2026-10-02", "2026-10-31"),
        ("last-month", "Last month · October 2026", "2026-10-01", "2026-10-31"),
        ("latest-day", "Latest day · 31 Oct 2026", "2026-10-31", "2026-10-31"),
        ("last-quarter", "Last quarter · July – September 2026", "2026-07-01", "2026-09-30"),
        ("last-year", "Last year · 2025", "2025-01-01", "2025-12-31"),
        ("all", "All · 2 Sep 2025 – 31 Oct 2026", "2025-09-02", "2026-10-31"),
        (MARCH, "March 2026", "2026-03-01", "2026-03-31"),
        ("2026-03-02..2026-03-31", "2 Mar 2026 – 31 Mar 2026", "2026-03-02", "2026-03-31"),
        ("2026-03-02", "2 Mar 2026", "2026-03-02", "2026-03-02"),
    ],
)
def test_label_figure_and_address_say_the_same(
    filled: Any, period: str | None, shown: str, start: str, end: str
) -> None:
    page = filled.open("revenue", **({"period": period} if period else {}))
    assert label(page) == shown
    expected = Filters(date.fromisoformat(start), date.fromisoformat(end))
    report = revenue_report(filled.database, expected)
    assert figure(page, "Revenue") == money_text(report.figures.revenue)
    assert address(page) == ({"period": [period]} if period else {})
    assert not page.warning


@pytest.mark.parametrize(
    "words", ["tomorrow", "2026-02-31", "..", "1970-01-01", "2026-01-01..9999-12-31", "**x**"]
)
def test_days_that_are_no_days_are_told(filled: Any, words: str) -> None:
    page = filled.open("revenue", period=words)
    assert label(page) == "Last 30 days · 2 Oct 2026 – 31 Oct 2026"
    (told,) = [each.value for each in page.warning]
    assert "there are not" in told
    assert "**x**" not in told
    assert "Shown: **Last 30 days** · 2 Oct 2026" in told


@pytest.mark.parametrize(
    ("name", "words", "shown"),
    [
        ("grain", "decade", "auto"),
        ("sums", "some", "each"),
        ("tab", "Nowhere", "Made of"),
        ("average", "maybe", "false"),
        ("compare", "the neighbours", "Previous period"),
    ],
)
def test_other_words_that_say_nothing_are_told(
    filled: Any, name: str, words: str, shown: str
) -> None:
    page = filled.open("revenue", **{name: words})
    (told,) = [each.value for each in page.warning]
    assert words in told
    assert shown in told


def test_reversed_days_are_exchanged_and_said(filled: Any) -> None:
    page = filled.open("revenue", period="2026-03-31..2026-03-01")
    assert "first day is after the last" in page.warning[0].value
    assert label(page) == "March 2026"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"from": "2026-03-01", "to": "2026-03-31"}, {"period": [MARCH]}),
        ({"from": "2026-03-31", "to": "2026-03-01"}, {"period": [MARCH]}),
        ({"from": "2026-10-01"}, {"period": ["2026-10-01..2026-10-31"]}),
        ({"to": "2025-09-30"}, {"period": ["2025-09-02..2025-09-30"]}),
        ({"from": "tomorrow"}, {"period": ["tomorrow.."]}),
        ({"compare": "previous year, same dates"}, {"compare": ["previous-year-same-dates"]}),
        (
            {"compare": "other days", "compare-from": "2026-01-01", "compare-to": "2026-01-31"},
            {"compare": ["2026-01-01..2026-01-31"]},
        ),
        ({"compare": "other days"}, {}),
        ({"compare": "none"}, {"compare": ["none"]}),
        ({"week": "Sunday", "grain": "week"}, {"grain": ["week"]}),
    ],
)
def test_an_old_bookmark_is_written_anew(
    filled: Any, old: dict[str, str], new: dict[str, list[str]]
) -> None:
    page = AppTest.from_file(filled.root / "pages" / "navigation.py", default_timeout=60)
    for name, text in old.items():
        page.query_params[name] = text
    assert address(page.run()) == new
    assert bool(page.warning) is ("tomorrow" in old.values())


def test_a_preset_moves_on_with_the_data(app: Any, settled: Settled, export: Export) -> None:
    app.load("first.csv", export("03/22/2025,1,Tea,North,1,3.50,Cash"))
    page = app.open("revenue", period="last-7-days")
    assert label(page) == "Last 7 days · 16 Mar 2025 – 22 Mar 2025"
    app.load("second.csv", export("04/22/2025,2,Tea,North,1,3.50,Cash"))
    page = settled(page.run())
    assert label(page) == "Last 7 days · 16 Apr 2025 – 22 Apr 2025"


def test_a_first_month_is_shown_whole_and_not_compared(app: Any, export: Export) -> None:
    rows = [f"03/{day:02}/2025,{day},Tea,North,1,3.50,Cash" for day in range(1, 32)]
    app.load("march.csv", export(*rows))
    page = app.open("revenue")
    assert label(page) == "All · March 2025"
    assert label(page, "compare") == "Not compared"
    assert not page.radio
    assert any("nothing to compare" in each.value for each in page.markdown)


def test_a_choice_is_one_parameter_and_closes_its_menu(filled: Any, settled: Settled) -> None:
    page = filled.open("revenue", grain="week", location="Online Store")
    page.session_state["period-menu"] = True
    page.button(key="period-is-last-month").click().run()
    page = settled(page)
    assert address(page) == {
        "grain": ["week"],
        "location": ["Online Store"],
        "period": ["last-month"],
    }
    assert page.session_state["period-menu"] is False
    page.button(key="compare-is-previous-year").click().run()
    assert address(settled(page))["compare"] == ["previous-year"]
    page.button(key="compare-is-").click().run()
    assert "compare" not in address(settled(page))


def test_free_days_are_one_choice(filled: Any, settled: Settled) -> None:
    page = filled.open("revenue")
    page.date_input(key="period-from").set_value(date(2026, 3, 31))
    page.date_input(key="period-to").set_value(date(2026, 3, 1))
    page.button(key="period-show").click().run()
    assert address(settled(page)) == {"period": [MARCH]}
    page.date_input(key="compare-from").set_value(date(2026, 1, 1))
    page.date_input(key="compare-to").set_value(date(2026, 1, 31))
    page.button(key="compare-show").click().run()
    assert address(settled(page))["compare"] == ["2026-01-01..2026-01-31"]
    assert any("Compared with 1 Jan 2026 – 31 Jan 2026" in each.value for each in page.caption)


def test_steps_go_back_and_forward_by_the_length_of_the_period(
    filled: Any, settled: Settled
) -> None:
    page = filled.open("revenue", period=MARCH)
    page.button(key="step--1").click().run()
    assert label(settled(page)) == "February 2026"
    page.button(key="step-1").click().run()
    assert label(settled(page)) == "March 2026"


def test_the_address_says_what_is_compared_and_which_names(filled: Any) -> None:
    page = filled.open("revenue", period=MARCH, compare="previous-year", location="Online Store")
    assert label(page, "compare") == "vs previous year"
    assert page.multiselect(key="location").value == ["Online Store"]
    filters = Filters(date(2026, 3, 1), date(2026, 3, 31), locations=("Online Store",))
    report = revenue_report(filled.database, filters)
    assert figure(page, "Revenue") == money_text(report.figures.revenue)


def test_a_name_that_is_not_there_is_left_out_and_said(filled: Any) -> None:
    page = filled.open("revenue", location="**Moon** base")
    (told,) = [each.value for each in page.warning if "does not have" in each.value]
    assert "**Moon**" not in told
    assert figure(page, "Revenue") == figure(filled.open("revenue"), "Revenue")


def test_a_chip_of_each_name_widens_with_one_click(filled: Any, settled: Settled) -> None:
    page = filled.open("revenue", location="Online Store", payment_method="Cash")
    assert [page.button(key=f"chip-{at}").label for at in (0, 1)] == [
        "Location: Online Store",
        "Payment method: Cash",
    ]
    page.button(key="chip-0").click().run()
    assert address(settled(page)) == {"payment_method": ["Cash"]}
    page.button(key="widen").click().run()
    assert address(settled(page)) == {}
    assert not [each for each in page.button if str(each.key).startswith("chip")]


def test_the_other_rows_of_a_narrowed_page_stay(filled: Any) -> None:
    """All locations are there, and the sum of all of them is that of a page of all."""
    card = "Credit card (Visa/MC-Keyed)"
    whole = filled.open("revenue", period=MARCH, payment_method=card)
    page = filled.open("revenue", period=MARCH, payment_method=card, location="Online Store")
    said = " ".join(each.value for each in page.caption)
    assert f"Only Online Store, {plain_name(card)}" in said
    locations, methods = (page.dataframe[at].value for at in (0, 1))
    assert len(locations) > 1
    assert money_text(locations["revenue"].sum()) == figure(whole, "Revenue")
    assert len(methods) > 1
    assert figure(page, "Revenue") != figure(whole, "Revenue")


@pytest.mark.parametrize("page", ["revenue", "products"])
@pytest.mark.parametrize(
    ("period", "told", "changes"),
    [
        ("last-30-days", "", True),
        ("2025-09-20..2025-10-30", "Only 18 of the 41 days", False),
        ("2025-10-01..2025-10-31", "Only 29 of the 30 days compared with", True),
        ("2026-10-15..2026-11-06", "Only 17 of the 23 days shown", True),
        ("2026-10-25..2026-11-30", "only 7 of the 37 days shown", False),
        ("2026-01-01..2026-10-31", "only 60 of the 304 days", False),
    ],
)
def test_what_changes_are_worth_is_told_wherever_something_is_compared(
    filled: Any,
    page: str,
    period: str,
    told: str,
    changes: bool,  # noqa: FBT001 - a case
) -> None:
    compare = "previous-period" if "2026-01-01" not in period else "previous-year-same-dates"
    found = filled.open(page, period=period, compare=compare)
    said = [each.value for each in found.markdown if "in your data" in each.value]
    assert [told.lower() in each.lower() for each in said] == ([True] if told else [])
    if not changes:
        assert "Changes are not shown" in said[0]
    if page == "revenue":
        assert bool(found.metric[0].delta) is changes
    else:
        assert ("percent" in found.dataframe[0].value.columns) is changes


def test_a_single_day_is_compared_with_its_weekday(filled: Any, settled: Settled) -> None:
    page = filled.open("revenue", period="latest-day")
    assert label(page, "compare") == "vs usual weekday"
    assert any("Compared with a usual Saturday" in each.value for each in page.caption)
    assert page.metric[0].delta
    home = filled.open("home")
    assert page.metric[0].delta.split(" against")[0] == home.metric[1].delta.split(" against")[0]
    page.button(key="compare-is-previous-period").click().run()
    assert label(settled(page), "compare") == "vs previous period"
    assert filled.open("products", period="latest-day").caption


def test_no_control_is_bound_to_the_address() -> None:
    """A bound control replaces an entry of the history, and forbids writing the address at once."""
    pages = Path(__file__).parents[2] / "pages"
    assert not [str(file) for file in pages.rglob("*.py") if "bind=" in file.read_text("utf-8")]
