from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.api.clients import MakeClient, assert_refused, exact, upload
from tests.api.exports import export, sale

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "mindbody__sales_2025.csv"
BOTH = ("/api/metrics/revenue", "/api/metrics/revenue/daily")
MARCH = {"start": "2025-03-01", "end": "2025-03-31"}


def test_the_revenue_of_a_period_is_exact(client: TestClient) -> None:
    upload(client)
    answer = client.get("/api/metrics/revenue", params=MARCH)
    assert answer.status_code == 200
    assert exact(answer.text) == {
        "total_revenue_sgd": Decimal("29.875"),
        "average_order_value_sgd": Decimal("9.9583"),
    }


def test_daily_revenue_has_only_days_with_lines_in_their_order(client: TestClient) -> None:
    upload(client)
    answer = client.get("/api/metrics/revenue/daily", params=MARCH)
    assert exact(answer.text) == [
        {"date": "2025-03-28", "revenue_sgd": Decimal("14.625")},
        {"date": "2025-03-30", "revenue_sgd": Decimal("15.25")},
    ]
    assert '"revenue_sgd": 14.625}' in answer.text


def test_a_day_whose_lines_cancel_out_is_there(client: TestClient) -> None:
    upload(client, export(sale("3/28/2025"), sale("3/28/2025", "2", paid="-10", quantity="-1")))
    answer = client.get("/api/metrics/revenue/daily", params=MARCH)
    assert answer.text == '[{"date": "2025-03-28", "revenue_sgd": 0}]'


@pytest.mark.parametrize("period", [MARCH, {"start": "2020-01-01", "end": "2020-01-01"}])
def test_without_sales_revenue_is_0_and_the_average_nothing(
    client: TestClient, period: dict[str, str]
) -> None:
    total = client.get("/api/metrics/revenue", params=period)
    assert total.text == '{"total_revenue_sgd": 0, "average_order_value_sgd": null}'
    assert client.get("/api/metrics/revenue/daily", params=period).text == "[]"


@pytest.mark.parametrize("path", BOTH)
@pytest.mark.parametrize(("start", "end"), [("0001-01-01", "9999-12-31"), ("1900-1-1", "2100-1-1")])
def test_any_range_of_days_can_be_asked_for(
    client: TestClient, path: str, start: str, end: str
) -> None:
    upload(client)
    answer = client.get(path, params={"start": start, "end": end})
    assert answer.status_code == 200
    assert answer.json() == client.get(path, params=MARCH).json()


def test_the_names_end_in_the_currency(make_client: MakeClient) -> None:
    client = make_client(currency="EUR", currency_is_set=True)
    upload(client)
    assert set(client.get("/api/metrics/revenue", params=MARCH).json()) == {
        "total_revenue_eur",
        "average_order_value_eur",
    }
    days = client.get("/api/metrics/revenue/daily", params=MARCH).json()
    assert set(days[0]) == {"date", "revenue_eur"}


@pytest.mark.parametrize("path", BOTH)
@pytest.mark.parametrize(
    "days",
    [
        ("2025-03-28", "2025-03-28"),
        ("2025-3-28", "2025-3-28"),
        ("2025-03-28", "2025-3-28"),
    ],
)
def test_days_can_be_written_short(client: TestClient, path: str, days: tuple[str, str]) -> None:
    upload(client)
    answer = client.get(path, params={"start": days[0], "end": days[1]})
    assert "14.625" in answer.text


@pytest.mark.parametrize("path", BOTH)
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("", "start"),
        ("start=2025-03-01", "end"),
        ("end=2025-03-01", "start"),
        ("start=&end=2025-03-01", "start"),
        ("start=2025-02-30&end=2025-03-01", "2025-02-30"),
        ("start=20250305&end=2025-03-09", "20250305"),
        ("start=abc&end=2025-03-09", "abc"),
        ("start=2025-03-05T00:00&end=2025-03-09", "2025-03-05T00:00"),
        ("start=05/03/2025&end=2025-03-09", "05/03/2025"),
        ("start=0000-01-01&end=2025-03-09", "0000-01-01"),
        ("start=2025-03-05&end=2025-13-01", "2025-13-01"),
        ("start=٢٠٢٥-03-05&end=2025-03-09", "٢٠٢٥-03-05"),
        ("start=2025-03-09&end=2025-03-05", "2025-03-09"),
        ("start=2025-03-05&end=2025-03-09&end=2025-03-09", "end is given 2 times"),
        ("start=2025-03-05&start=2025-03-06&end=2025-03-09", "start is given 2 times"),
        ("start=2025-03-05&end=2025-03-09&by=day", "'by'"),
        ("start=2025-03-05&end=2025-03-09&Start=2025-03-05", "'Start'"),
    ],
)
def test_what_is_no_period_is_refused_with_a_sentence(
    client: TestClient, path: str, query: str, named: str
) -> None:
    assert_refused(client.get(f"{path}?{query}"), 400, named)


def test_products_come_by_revenue_with_exact_texts(client: TestClient) -> None:
    upload(client)
    answer = client.get("/api/products").json()
    assert (answer["start"], answer["end"]) == ("2025-03-28", "2025-03-30")
    assert answer["products"][0] == {
        "name": "Tea",
        "price": "20.25",
        "revenue": "25.375",
        "units": "2",
        "orders": 2,
        "first_sold": "2025-03-28",
        "last_sold": "2025-03-30",
    }
    assert [product["name"] for product in answer["products"]] == ["Tea", "Cake"]


@pytest.mark.parametrize(
    ("query", "revenue"),
    [
        ("start=2025-3-30", ["15.25"]),
        ("end=2025-03-29", ["10.125", "4.5"]),
        ("start=2025-03-29&end=2025-03-29", []),
    ],
)
def test_products_of_part_of_the_data(client: TestClient, query: str, revenue: list[str]) -> None:
    upload(client)
    answer = client.get(f"/api/products?{query}").json()
    assert [product["revenue"] for product in answer["products"]] == revenue


@pytest.mark.parametrize("query", ["start=x", "by=day", "start=2025-03-02&end=2025-03-01"])
def test_products_refuse_other_parameters(client: TestClient, query: str) -> None:
    assert_refused(client.get(f"/api/products?{query}"), 400)


NAMES = [
    ("location=Hall", "25.375"),
    ("location=Hall&location=Caf%C3%A9", "29.875"),
    ("payment_method=Card", "15.25"),
    ("product=Cake", "4.5"),
    ("product=Tea&product=Cake&payment_method=Cash", "14.625"),
    ("location=Hall&payment_method=Cash&product=Tea", "10.125"),
]
PERIOD = "start=2025-03-01&end=2025-03-31"


@pytest.mark.parametrize(("names", "revenue"), NAMES)
def test_every_question_can_be_about_some_names(
    client: TestClient, names: str, revenue: str
) -> None:
    upload(client)
    expected = Decimal(revenue)
    total = exact(client.get(f"/api/metrics/revenue?{PERIOD}&{names}").text)
    assert total["total_revenue_sgd"] == expected
    days = exact(client.get(f"/api/metrics/revenue/daily?{names}&{PERIOD}").text)
    assert sum(day["revenue_sgd"] for day in days) == expected
    assert client.get(f"/api/metrics/revenue/figures?{names}").json()["revenue"] == revenue
    products = client.get(f"/api/products?{names}").json()["products"]
    assert sum(Decimal(product["revenue"]) for product in products) == expected


def test_lines_without_a_name_are_asked_for_by_nothing(client: TestClient) -> None:
    upload(client, export(sale("3/28/2025", place="---"), sale("3/28/2025", "2", paid="3")))
    assert client.get("/api/metrics/revenue/figures?location=").json()["revenue"] == "10"


@pytest.mark.parametrize("path", [*BOTH, "/api/metrics/revenue/figures", "/api/products"])
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("location=Barn", "There is no location 'Barn'"),
        ("payment_method=Card&payment_method=card", "There is no payment method 'card'"),
        ("product=%3Cscript%3E", "There is no product '<script>'"),
        ("locations=Hall", "There is no parameter 'locations'"),
        ("end=2025-03-31", "end is given 2 times"),
    ],
)
def test_names_that_are_not_there_are_told(
    client: TestClient, path: str, query: str, named: str
) -> None:
    upload(client)
    assert_refused(client.get(f"{path}?{PERIOD}&{query}"), 400, named)


def test_all_figures_of_a_period(client: TestClient) -> None:
    upload(client)
    answer = client.get("/api/metrics/revenue/figures").json()
    assert answer == {
        "start": "2025-03-28",
        "end": "2025-03-30",
        "currency": "SGD",
        "revenue": "29.875",
        "gross_sales": "34.875",
        "refunds": "-5",
        "orders": 3,
        "units": "3",
        "average_order_value": "9.9583",
        "net_revenue": "29.875",
        "tax": "0",
        "discounts": "0",
        "lines_without_tax": 0,
        "revenue_without_tax": "0",
    }
    by_day = client.get("/api/metrics/revenue/figures?by=day&location=Hall").json()["periods"]
    assert [(day["start"], day["revenue"]) for day in by_day] == [
        ("2025-03-28", "10.125"),
        ("2025-03-29", "0"),
        ("2025-03-30", "15.25"),
    ]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("by=hour", "'hour'"),
        ("by=day&by=week", "by is given 2 times"),
        ("by=day&start=0001-01-01&end=9999-12-31", "more than 40,000 days"),
        ("start=2025-03-09&end=2025-03-05", "2025-03-09"),
    ],
)
def test_figures_that_cannot_be_given_are_refused(
    client: TestClient, query: str, named: str
) -> None:
    assert_refused(client.get(f"/api/metrics/revenue/figures?{query}"), 400, named)


def test_products_without_data(client: TestClient) -> None:
    assert client.get("/api/products").json() == {"start": None, "end": None, "products": []}


def test_the_real_export(client: TestClient) -> None:
    if not CORPUS.exists():
        pytest.skip(f"NOT TESTED: the real export {CORPUS} is not there")
    answer = client.post("/api/import-sales", files={"file": ("s.csv", CORPUS.read_bytes())})
    assert (answer.status_code, answer.json()["imported_rows"]) == (201, 1661)
    period = {"start": "2025-03-05", "end": "2025-03-09"}
    days = exact(client.get("/api/metrics/revenue/daily", params=period).text)
    assert days[0] == {"date": "2025-03-05", "revenue_sgd": Decimal("408.096")}
    assert [day["date"] for day in days] == sorted(day["date"] for day in days)
    assert sum(day["revenue_sgd"] for day in days) == Decimal("6770.698")
    total = exact(client.get("/api/metrics/revenue", params=period).text)
    assert total["total_revenue_sgd"] == Decimal("6770.698")
    products = client.get("/api/products").json()["products"]
    assert sum(Decimal(product["revenue"]) for product in products) == Decimal("64508.628")
