"""Category, staff, channel, kept columns, hours and taxes on the Revenue page."""

from __future__ import annotations

from typing import Any

from components.money import money_text
from streamlit.testing.v1 import AppTest

from sales_core.importing.questions import Answers
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import revenue_report
from tests.builders import load
from tests.test_breakdowns import SHOP

DAYS = "2025-03-01..2025-04-03"


def texts(page: AppTest) -> str:
    return " ".join(str(each.value) for each in (*page.markdown, *page.caption, *page.info))


def test_what_lines_say_is_a_breakdown_and_a_filter(app: Any) -> None:
    load(app.database, SHOP, answers=Answers(keep=("Size",)))
    page = app.open("revenue", period=DAYS)
    heads = [head.value for head in page.header]
    assert {"By category", "By staff", "By Size", "By location"} <= set(heads)
    narrowed = app.open("revenue", period=DAYS, category="Coffee", staff="Ana")
    wanted = Filters(traits=(("category", ("Coffee",)), ("staff", ("Ana",))))
    figures = revenue_report(app.database, wanted).figures
    shown = {metric.label.split(",")[0]: metric.value for metric in narrowed.metric}
    assert shown["Revenue"] == money_text(figures.revenue)


def test_hours_and_taxes_have_their_tabs(app: Any) -> None:
    load(app.database, SHOP)
    taxes = texts(app.open("revenue", period=DAYS, tab="Taxes"))
    figures = revenue_report(app.database, Filters()).figures
    assert money_text(figures.net_revenue) in taxes
    assert figures.why_not_all_taxes in taxes
    hours = app.open("revenue", period=DAYS, tab="Hours")
    assert not hours.exception
    assert any("Hour" in table.value.columns for table in hours.dataframe) or hours.dataframe


def test_without_times_and_taxes_the_page_says_so(app: Any) -> None:
    load(
        app.database, b"Date,Order ID,Product,Total\n2025-03-01,1,Tea,5.00\n2025-03-02,2,Tea,6.50\n"
    )
    assert "say no times" in texts(app.open("revenue", tab="Hours"))
    assert "states a tax" in texts(app.open("revenue", tab="Taxes"))
