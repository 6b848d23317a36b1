from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sales_core.errors import PeriodTooLongError, UnknownNameError
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import breakdown, daily_revenue_of, revenue_report
from sales_core.store.database import Database
from sales_core.values.periods import GRAINS, Grain, PeriodReversedError
from tests.builders import load, mindbody_csv, sale

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

SHOP = mindbody_csv(
    sale(date="3/28/2025", order_id="1", item="Tea", amount="10.125", payment_method="Cash"),
    sale(date="3/28/2025", order_id="1", item="Cake", amount="4.5", payment_method="Card"),
    sale(date="3/28/2025", order_id="1", item="Tea", amount="1", location="Shop"),
    sale(date="3/31/2025", order_id="2", item="Tea", amount="-5", quantity="-1"),
    sale(date="4/1/2025", order_id="3", item="Tea", amount="0", quantity="-1"),
    sale(date="4/1/2025", order_id="3", item="Cake", amount="4", quantity="2"),
)


def test_the_figures_of_all_data(database: Database) -> None:
    load(database, SHOP)
    report = revenue_report(database, Filters())
    assert (report.start, report.end, report.periods) == (date(2025, 3, 28), date(2025, 4, 1), None)
    found = report.figures
    assert (str(found.revenue), str(found.gross_sales), str(found.refunds)) == (
        "14.625", "19.625", "-5",
    )  # fmt: skip
    assert (found.orders, found.units, found.lines) == (3, Decimal(3), 6)
    assert str(found.average_order_value) == "4.875"


def test_an_order_of_two_payment_methods_is_one_under_both(database: Database) -> None:
    load(database, SHOP)
    orders = {
        chosen: revenue_report(database, Filters(payment_methods=chosen)).figures.orders
        for chosen in (("Cash",), ("Card",), ("Cash", "Card"))
    }
    assert orders == {("Cash",): 3, ("Card",): 1, ("Cash", "Card"): 3}


def test_days_without_lines_are_there_with_a_grain_and_not_without(database: Database) -> None:
    load(database, SHOP)
    report = revenue_report(database, Filters(), "day")
    assert report.periods is not None
    assert report.periods["revenue"].tolist() == [156_250, 0, 0, -50_000, 40_000]
    days = daily_revenue_of(database, Filters())
    assert days["sale_date"].dt.strftime("%m-%d").tolist() == ["03-28", "03-31", "04-01"]
    assert days["revenue"].tolist() == [156_250, -50_000, 40_000]


@SQLITE
@pytest.mark.parametrize(
    ("week_start", "starts"),
    [(0, ["03-28", "03-31"]), (6, ["03-28", "03-30"]), (1, ["03-28", "04-01"])],
    ids=["monday", "sunday", "tuesday"],
)
def test_weeks_start_where_they_are_told_to(
    database: Database, week_start: int, starts: list[str]
) -> None:
    load(database, SHOP)
    report = revenue_report(database, Filters(), "week", week_start)
    assert report.periods is not None
    assert [f"{day:%m-%d}" for day in report.periods["start"]] == starts
    assert report.periods["revenue"].sum() == 146_250


@SQLITE
@pytest.mark.parametrize(
    ("filters", "start", "end"),
    [
        (Filters(start=date(2025, 3, 30)), date(2025, 3, 30), date(2025, 4, 1)),
        (Filters(end=date(2025, 3, 30)), date(2025, 3, 28), date(2025, 3, 30)),
        (Filters(start=date(2026, 1, 1)), date(2026, 1, 1), date(2026, 1, 1)),
        (Filters(end=date(2020, 1, 1)), date(2020, 1, 1), date(2020, 1, 1)),
        (Filters(date(2020, 1, 1), date(2030, 1, 1)), date(2020, 1, 1), date(2030, 1, 1)),
    ],
    ids=["open-end", "open-start", "after-all-data", "before-all-data", "around-all-data"],
)
def test_the_ends_of_a_period_are_those_of_the_data_where_none_are_said(
    database: Database, filters: Filters, start: date, end: date
) -> None:
    load(database, SHOP)
    report = revenue_report(database, filters, "month")
    assert (report.start, report.end) == (start, end)
    assert report.periods is not None
    assert report.periods["start"].iloc[0] == start
    assert report.periods["end"].iloc[-1] == end


@pytest.mark.parametrize("grain", [None, *GRAINS])
@SQLITE
def test_without_data_there_is_nothing_and_no_average(
    database: Database, grain: Grain | None
) -> None:
    report = revenue_report(database, Filters(), grain)
    assert (report.start, report.end, report.figures.orders) == (None, None, 0)
    assert str(report.figures.revenue) == "0"
    assert report.figures.average_order_value is None
    assert report.periods is None or len(report.periods) == 0
    one_day = Filters(date(2025, 3, 28), date(2025, 3, 28))
    asked = revenue_report(database, one_day, grain)
    assert asked.periods is None or asked.periods["lines"].tolist() == [0]
    assert breakdown(database, Filters(), "location").empty


@SQLITE
@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(locations=("Barn",)), "There is no location 'Barn'. There is: Hall, Shop."),
        (Filters(payment_methods=("Cash", "cash")),
         "There is no payment method 'cash'. There is: Card, Cash."),
        (Filters(products=("",)), "There is no product ''. There is: Cake, Tea."),
    ],
)  # fmt: skip
def test_an_unknown_name_is_told_with_those_there_are(
    database: Database, filters: Filters, said: str
) -> None:
    load(database, SHOP)
    with pytest.raises(UnknownNameError) as fault:
        revenue_report(database, filters)
    assert str(fault.value) == said


def test_a_reversed_period_is_refused() -> None:
    with pytest.raises(PeriodReversedError, match="starts on 2025-03-02 and ends before that"):
        Filters(date(2025, 3, 2), date(2025, 3, 1))


@SQLITE
def test_an_answer_of_too_many_days_is_refused_in_a_sentence(database: Database) -> None:
    load(database, SHOP)
    ages = Filters(date(1000, 1, 1), date(2999, 12, 31))
    with pytest.raises(PeriodTooLongError, match="40,000 days"):
        revenue_report(database, ages, "day")
    report = revenue_report(database, ages, "year")
    assert report.periods is not None
    assert len(report.periods) == 2_000
    assert str(revenue_report(database, ages).figures.revenue) == "14.625"
