from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from components.charts.files import chart_file
from components.charts.revenue import specification
from components.charts.revenue_data import Drawing, chart_data
from components.figures import change_of
from components.money import exact_text
from streamlit.testing.v1 import AppTest

from sales_core.reporting.comparison import compare
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import breakdown, revenue_report
from sales_core.reporting.what_changed import what_changed
from sales_core.values.comparing import compared_with
from sales_core.values.periods import Period
from tests.pages.amounts_shown import amount_of

Settled = Callable[[AppTest], AppTest]
Export = Callable[..., bytes]

MARCH = {"from_": "2026-03-01", "to": "2026-03-31"}
SHOWN = Period(date(2026, 3, 1), date(2026, 3, 31))
FILTERS = Filters(SHOWN.start, SHOWN.end)


def earlier(app: Any) -> Any:
    before = compared_with(SHOWN, "previous period")
    assert before
    return compare(app.database, FILTERS, before, "day")


def test_figures_are_compared_with_the_days_that_are_written_out(filled: Any) -> None:
    page = filled.open("revenue", **MARCH)
    said = next(each.value for each in page.caption if "Compared with" in each.value)
    assert "1 Feb 2026 – 28 Feb 2026 · 28 days" in said
    figures = revenue_report(filled.database, FILTERS).figures
    before = earlier(filled).figures
    assert page.metric[0].delta == change_of(figures, before, "revenue")
    percent = (figures.revenue - before.revenue) / before.revenue * 100
    assert page.metric[0].delta == f"{percent:+.1f}%"


def test_without_earlier_sales_nothing_is_compared(filled: Any) -> None:
    page = filled.open("revenue", period="2025-09-02..2025-10-01")
    assert not page.metric[0].delta
    assert any("none of the 30 days compared with" in each.value for each in page.markdown)


def test_the_rows_behind_a_figure_come_to_the_figure(filled: Any, settled: Settled) -> None:
    page = filled.open("revenue", **MARCH)
    page.button(key="rows-revenue").click().run()
    page = settled(page)
    revenue = exact_text(revenue_report(filled.database, FILTERS).figures.revenue)
    assert any(f"**{revenue}**" in each.value and "same" in each.value for each in page.markdown)
    (rows,) = [each.value for each in page.dataframe if "order_id" in each.value]
    assert rows["amount"].sum() == amount_of(revenue)
    assert set(rows["file"]) == {"sales.csv"}
    page.run()
    assert not any("order_id" in each.value for each in settled(page).dataframe)


def test_rows_that_are_not_there_are_a_sentence(app: Any, settled: Settled, export: Export) -> None:
    app.load("one.csv", export("03/22/2025,1,Tea,North,1,3.50,Cash"))
    page = app.open("revenue")
    page.button(key="rows-refunds").click().run()
    assert any("no refunds" in each.value for each in settled(page).info)


def test_what_changed_adds_up_on_the_page(filled: Any) -> None:
    page = filled.open("revenue", tab="What changed", **MARCH)
    (table,) = [each.value for each in page.dataframe]
    amounts = [Decimal(str(each)) for each in table["amount"]]
    assert sum(amounts[:-1]) == amounts[-1]
    before = compared_with(SHOWN, "previous period")
    assert before
    change = what_changed(filled.database, FILTERS, Filters(before.start, before.end))
    assert amounts[-1] * 10_000 == change.difference


def test_parts_that_nobody_opened_are_not_asked_for(filled: Any) -> None:
    page = filled.open("revenue", tab="Weekdays", **MARCH)
    (table,) = [each.value for each in page.dataframe]
    assert len(table) == 7
    assert table["orders"].sum() == revenue_report(filled.database, FILTERS).figures.orders


def test_each_product_has_its_share_and_change(filled: Any) -> None:
    page = filled.open("revenue", **MARCH)
    table = page.dataframe[2].value
    expected = breakdown(filled.database, FILTERS, "product")
    assert list(table["name"]) == list(expected["name"])
    assert table["share"].sum() == pytest.approx(100)
    assert all(re.fullmatch(r"–|[+-][\d,]+\.\d%", text) for text in table["change"])


def test_a_chart_shows_a_begun_bucket_and_what_stands_beside(filled: Any) -> None:
    report = revenue_report(filled.database, FILTERS, "week")
    assert report.periods is not None
    drawn = chart_data(report.periods, None, Drawing("week"))
    assert drawn["begun"] == [True, False, False, False, False, True]
    with_february = chart_data(
        revenue_report(filled.database, FILTERS, "day").periods,  # type: ignore[arg-type]
        earlier(filled).periods,
        Drawing("day"),
    )
    assert with_february["then_when"][-1] == "–"
    assert with_february["change"][-1] == "–"


def test_cumulative_ends_at_the_whole(filled: Any) -> None:
    report = revenue_report(filled.database, FILTERS, "day")
    assert report.periods is not None
    drawn = chart_data(report.periods, None, Drawing("day", "cumulative", average=True))
    assert amount_of(drawn["revenue"][-1]) == report.figures.revenue
    assert "average" not in drawn


def test_a_moving_average_begins_where_it_can(filled: Any) -> None:
    report = revenue_report(filled.database, FILTERS, "day")
    assert report.periods is not None
    drawn = chart_data(report.periods, None, Drawing("day", average=True))
    assert drawn["average"].count(None) == 6
    assert drawn["average"][6] == pytest.approx(sum(drawn["height"][:7]) / 7)


def test_a_chart_is_a_picture_too(filled: Any) -> None:
    report = revenue_report(filled.database, FILTERS, "day")
    compared = earlier(filled)
    svg = chart_file(report, compared, Drawing("day"), "SGD", "svg").decode()
    assert svg.startswith("<svg")
    assert "Revenue by day, SGD" in svg
    assert "1 Feb 2026" in svg
    png = chart_file(report, compared, Drawing("day"), "SGD", "png")
    assert png.startswith(b"\x89PNG")


def test_the_specification_holds_no_data(filled: Any) -> None:
    report = revenue_report(filled.database, FILTERS, "day")
    assert report.periods is not None
    drawn = chart_data(report.periods, earlier(filled).periods, Drawing("day"))
    written = json.dumps(specification(drawn, Drawing("day"), "SGD", 300, choosing=True))
    assert "datasets" not in written
    assert "2026-03" not in written


def test_a_comparison_that_reaches_beyond_the_data_is_doubted(filled: Any) -> None:
    page = filled.open("revenue", period="2026-01-01..2026-10-31", compare="previous-year")
    assert any("only 61 of the 304 days" in each.value for each in page.markdown)
    page = filled.open("revenue", **MARCH)
    assert not any("in your data" in each.value for each in page.markdown)


def test_what_changed_wants_days_with_sales_to_compare_with(filled: Any) -> None:
    page = filled.open("revenue", tab="What changed", compare="none")
    assert "Choose above what to compare with" in page.info[0].value
    assert not page.dataframe
