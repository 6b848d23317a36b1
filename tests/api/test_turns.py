"""Questions take turns, and nobody who waits keeps others from being answered."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from sales_core.api import figures
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import revenue_report
from sales_core.store.database import Database
from tests.builders import load, mindbody_csv, sale

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ASKED = "/api/metrics/revenue?start=2025-03-01&end=2025-03-31"


@sqlite_only
def test_a_few_questions_at_once_and_others_are_answered_meanwhile(
    client: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(database, mindbody_csv(sale()))
    working: list[int] = []
    most: list[int] = []
    go_on = threading.Event()

    def slow(database: Database, filters: Filters) -> Any:
        working.append(1)
        most.append(len(working))
        go_on.wait(30)
        working.pop()
        return revenue_report(database, filters)

    monkeypatch.setattr(figures, "revenue_report", slow)
    with ThreadPoolExecutor(12) as people:
        asked = [people.submit(client.get, ASKED) for _ in range(12)]
        assert client.get("/health").status_code == 200
        assert client.get("/api/imports").status_code == 200
        go_on.set()
        answers = [each.result() for each in asked]
    assert [answer.json()["total_revenue_sgd"] for answer in answers] == [10] * 12
    assert max(most) <= 2
