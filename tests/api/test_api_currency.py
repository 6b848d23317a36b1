"""What the API says where another currency is set than that of the database."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from sales_core.settings import Settings
from sales_core.settled import settled
from sales_core.store.database import Database
from tests.api.clients import MakeClient, upload
from tests.api.exports import SMALL

WITHOUT_MONEY = {"/health", "/health/details", "/metrics", "/api/audit"}


@pytest.fixture
def other(client: TestClient, make_client: MakeClient) -> TestClient:
    """Give a client of a server that is set to EUR, while the database has SGD."""
    upload(client)
    return make_client(currency="EUR", currency_is_set=True)


def routes_with_money(client: TestClient) -> list[tuple[str, str]]:
    paths: dict[str, Any] = client.get("/api/openapi.json").json()["paths"]
    return [
        (method, path.format(import_id=1, form="csv"))
        for path, methods in paths.items()
        if path not in WITHOUT_MONEY
        for method in methods
    ]


def test_every_route_with_money_refuses_in_the_same_words(
    other: TestClient, client: TestClient
) -> None:
    days = {"start": "2025-03-01", "end": "2025-04-30"}
    asked = routes_with_money(other)
    assert len(asked) == 17
    for method, path in asked:
        params = days if "/metrics/" in path else None
        files = {"file": ("b.csv", SMALL)} if method == "post" else None
        answer = other.request(method, path, params=params, files=files)
        assert answer.status_code == 503, path
        assert answer.json()["code"] == "currency-differs"
        assert "SALES_CURRENCY is EUR" in answer.json()["error"]
        assert "in SGD" in answer.json()["error"]
        assert "retry-after" not in answer.headers
    assert client.get("/api/imports").json()["imports"][0]["undone_at"] is None


def test_health_says_what_is_the_matter(other: TestClient) -> None:
    answer = other.get("/health")
    assert answer.status_code == 503
    assert answer.json() == {"status": "error", "database": "currency-differs"}


def test_what_shows_no_money_answers(other: TestClient) -> None:
    for path in ("/metrics", "/api/docs", "/api/openapi.json"):
        assert other.get(path).status_code == 200
    assert "sales_lines 4.0" in other.get("/metrics").text


def test_unset_the_currency_of_the_database_counts(
    database: Database, make_client: MakeClient
) -> None:
    upload(make_client(currency="EUR", currency_is_set=True))
    assert settled(Settings(), database).currency == "EUR"
    answer = make_client().get("/api/metrics/revenue/figures")
    assert answer.json()["currency"] == "EUR"
