"""The report of a month: what it says, that it proves itself, and that it is one page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sales_core.reporting.monthly.chart import days_chart
from sales_core.reporting.monthly.month import (
    Month,
    NoSalesError,
    Part,
    Rate,
    month_of,
    reported_month,
)
from sales_core.reporting.monthly.pdf import monthly_pdf, set_page
from sales_core.reporting.monthly.wording import MOST, shortened, words_of
from sales_core.store.database import Database
from sales_core.values.money_forms import money_form
from sales_core.values.number_forms import number_form
from sales_core.values.periods import Period
from tests.builders import load, mindbody_csv, sale

SAMPLE = Path(__file__).parents[3] / "sales.csv"

SALES = mindbody_csv(
    sale(date="1/1/2025", amount="80", order_id="1"),
    sale(date="2/1/2025", amount="100", order_id="2"),
    sale(date="2/28/2025", amount="-0.5", quantity="-1", order_id="3"),
    sale(date="3/2/2025", amount="10.25", payment_method="---", order_id="4"),
    sale(date="3/31/2025", item="抹茶ラテ", amount="1234.1055", order_id="5"),
    sale(date="3/31/2025", item='#Cake *"[$x$]', amount="5", location="Shop", order_id="6"),
)

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def load_all(database: Database) -> None:
    assert load(database, SALES).status == "imported"


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_a_month_says_what_it_came_to(database: Database) -> None:
    load_all(database)
    month = month_of(database, date(2025, 3, 17))
    assert (month.period.start, month.period.end) == (date(2025, 3, 1), date(2025, 3, 31))
    assert len(month.days) == 31
    assert (month.days[1], month.days[30]) == (102_500, 12_391_055)
    assert month.days_with_sales == 2
    assert month.agree
    assert set(month.sums.values()) == {12_493_555}
    assert set(month.sums) == {"lines", "days", "locations", "payment methods", "products"}
    assert month.before
    assert month.before.period.start == date(2025, 2, 1)
    assert month.before.percent is not None
    assert month.year_ago is None


def test_a_part_of_a_month_is_nothing_to_compare_with(database: Database) -> None:
    load(database, mindbody_csv(sale(date="2/20/2025"), sale(date="3/31/2025", order_id="2")))
    assert month_of(database).before is None


def test_all_texts_are_exact_and_aligned(database: Database) -> None:
    load_all(database)
    said = words_of(month_of(database, date(2025, 3, 1)), money_form("en", "SGD"))
    assert said["title"] == "Sales, March 2025"
    assert dict(said["figures"])["Revenue"] == "S$1,249.3555"
    assert said["compared"] == ["+1,155.6% against the month before (February 2025: S$99.50)"]
    assert said["parts"]["product"]["rows"] == [
        ["抹茶ラテ", "1", "1,234.1055", "98.8%"],
        ["Tea", "1", "10.2500", "0.8%"],
        ['#Cake *"[$x$]', "1", "5.0000", "0.4%"],
        ["All", "3", "1,249.3555", "100.0%"],
    ]
    assert said["parts"]["payment_method"]["rows"][1][0] == "No payment method"
    assert said["proof"] == (
        "All totals agree: the 3 lines of the files, the days, the locations, the payment "
        "methods and the products each come to S$1,249.3555."
    )


def test_a_month_that_is_not_over_says_so(database: Database) -> None:
    load(database, mindbody_csv(sale(date="3/17/2025")))
    assert (
        words_of(month_of(database), money_form("en", "JPY"))["title"]
        == "Sales, March 2025, to 17 March"
    )


def test_what_is_not_named_is_summed(database: Database) -> None:
    load_all(database)
    month = month_of(database, date(2025, 3, 1))
    many = tuple(Part(f"Tea {at}", 10_000, 1_000) for at in range(40))
    rows = words_of(with_products(month, many), money_form("en", "SGD"))["parts"]["product"]["rows"]
    assert len(rows) == MOST["product"] + 2
    assert rows[-2:] == [["26 others", "26", "26.00", "65.0%"], ["All", "40", "40.00", "100.0%"]]


def with_products(month: Month, products: tuple[Part, ...]) -> Month:
    return replace(month, parts={**month.parts, "product": products})


def test_totals_that_differ_are_told_on_the_page(database: Database) -> None:
    load_all(database)
    month = replace(month_of(database), sums={"lines": 10_000, "days": 10_001})
    assert not month.agree
    said = words_of(month, money_form("en", "SGD"))
    assert said["proof"].startswith("THE TOTALS DIFFER: lines S$1.00; days S$1.0001.")
    assert pages(set_page(month, "SGD")) == 1


@pytest.mark.parametrize(
    ("data", "month"),
    [
        (Period(date(2025, 1, 1), date(2025, 3, 31)), date(2025, 3, 1)),
        (Period(date(2025, 1, 1), date(2025, 3, 30)), date(2025, 2, 1)),
        (Period(date(2025, 3, 5), date(2025, 3, 30)), date(2025, 3, 1)),
        (Period(date(2024, 12, 5), date(2025, 1, 30)), date(2024, 12, 1)),
    ],
)
def test_the_last_whole_month_is_reported(database: Database, data: Period, month: date) -> None:
    del database
    assert reported_month(data) == month


def test_a_month_without_sales_is_told(database: Database) -> None:
    with pytest.raises(NoSalesError, match="no sales yet"):
        monthly_pdf(database, "SGD")
    load_all(database)
    with pytest.raises(NoSalesError, match=r"no sales in 2024-02.*from 2025-01-01 to 2025-03-31"):
        monthly_pdf(database, "SGD", date(2024, 2, 1))


def test_the_same_data_gives_the_same_bytes(database: Database) -> None:
    load_all(database)
    february = date(2025, 2, 1)
    pdf = monthly_pdf(database, "SGD", february)
    assert pdf.startswith(b"%PDF-1.7")
    assert pages(pdf) == 1
    assert pdf == monthly_pdf(database, "SGD", february)


def test_letters_without_a_font_are_told(database: Database, monkeypatch: Any) -> None:
    load_all(database)
    told: list[str] = []

    def missing(signs: list[str], *, ignore_system_fonts: bool) -> list[str]:
        del ignore_system_fonts
        told.extend(signs)
        return [sign for sign in signs if sign > "\u3000"]

    monkeypatch.setattr("sales_core.reporting.monthly.pdf._missing", missing)
    month = month_of(database, date(2025, 3, 1))
    assert pages(set_page(month, "SGD")) == 1
    assert {"抹", "茶", "ラ", "テ"} <= set(told)


def test_fonts_are_asked_for_signs(database: Database) -> None:
    from sales_core.reporting.monthly.pdf import _missing

    del database
    assert _missing(list("éЖ"), ignore_system_fonts=True) == []
    assert _missing(["é", "\U0010fffe"], ignore_system_fonts=True) == ["\U0010fffe"]


def test_the_longest_names_and_most_parts_stay_on_one_page(database: Database) -> None:
    load_all(database)
    month = month_of(database, date(2025, 3, 1))
    wide = tuple(Part("茶" * at + "W" * 200, 10**15 + at, 10**9) for at in range(40))
    parts = dict.fromkeys(month.parts, wide)
    full = replace(month, parts=parts, days=(10**15,) * 31)
    assert pages(set_page(full, "SGD")) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Tea", "Tea"), ("", ""), ("W" * 38, "W" * 38), ("W" * 39, "W" * 37 + "…"),
     ("茶" * 19, "茶" * 19), ("茶" * 20, "茶" * 18 + "…")],
)  # fmt: skip
def test_a_name_takes_one_line(database: Database, name: str, shown: str) -> None:
    del database
    assert shortened(name) == shown


def test_the_chart_is_a_drawing_of_every_day(database: Database) -> None:
    del database
    month = Period(date(2025, 2, 1), date(2025, 2, 28))
    drawn = days_chart(month, (100_000_000, -5_000, *(0,) * 26), number_form("de-DE"))
    assert drawn.startswith("<svg")
    assert ">10.000<" in drawn
    assert "#c4553b" in drawn  # a day below zero
    assert "#8fc4b8" in drawn  # the first was a Saturday


def test_the_sample_has_a_report(database: Database) -> None:
    load(database, SAMPLE.read_bytes(), now=datetime(2026, 11, 1, tzinfo=UTC))
    month = month_of(database)
    assert month.agree
    assert month.year_ago is not None
    assert pages(set_page(month, "SGD")) == 1


def test_amounts_are_written_as_the_reader_writes_them(database: Database) -> None:
    load_all(database)
    month = month_of(database, date(2025, 3, 1))
    said = words_of(month, money_form("de-DE", "EUR"))
    assert dict(said["figures"])["Revenue"] == "1.249,3555\u00a0€"
    assert said["parts"]["location"]["rows"][-1][1] == "1.249,3555"
    assert set_page(month, "EUR", "de-DE") != set_page(month, "EUR")


TAXED = b"""Date,Order ID,Product,Qty,Tax,Tax Rate,Total,Payment
2025-03-01,1,Latte,2,0.83,9%,10.00,Card
2025-03-01,1,Book,1,0.23,2.5%,9.25,Card
2025-03-14,2,Latte,-1,0.41,9%,-5.00,Cash
2025-03-20,3,Tea,1,,,4.00,Cash
2025-03-21,4,Rice,1,0.00,0%,3.00,Cash
"""


def test_taxes_stand_by_rate_and_add_up_to_the_revenue(database: Database) -> None:
    assert load(database, TAXED).status == "imported"
    month = month_of(database)
    said = words_of(month, money_form("de-DE", "EUR"))
    assert said["taxes"] == {
        "title": "Tax",
        "head": ["Rate", "Net revenue", "Tax", "Revenue"],
        "rows": [
            ["0\u00a0%", "3,00", "0,00", "3,00"],
            ["2,5\u00a0%", "9,02", "0,23", "9,25"],
            ["9\u00a0%", "4,58", "0,42", "5,00"],
            ["No tax stated", "0,00", "0,00", "4,00"],
            ["All", "16,60", "0,65", "21,25"],
        ],
    }
    assert month.sums["taxes"] == 212_500
    assert "the rates of tax" in said["proof"]
    assert pages(set_page(month, "EUR")) == 1


def test_without_tax_there_is_no_table_of_it(database: Database) -> None:
    load_all(database)
    assert words_of(month_of(database), money_form("en", "SGD"))["taxes"] is None


def test_many_rates_are_summed_and_stay_on_the_page(database: Database) -> None:
    load_all(database)
    month = month_of(database, date(2025, 3, 1))
    taxes = tuple(Rate(str(at), 10**11, 10**10, 10**9) for at in range(1, 20))
    wide = tuple(Part("W" * 200, 10**11 + at, 10**6) for at in range(40))
    full = replace(month, taxes=taxes, parts=dict.fromkeys(month.parts, wide))
    rows = words_of(full, money_form("en", "SGD"))["taxes"]["rows"]
    assert [row[0] for row in rows] == [
        *("1%", "2%", "3%", "4%"), "Other rates", "No tax stated", "All",
    ]  # fmt: skip
    assert pages(set_page(full, "SGD")) == 1
