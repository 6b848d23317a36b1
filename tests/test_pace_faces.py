"""The pace of the month says the same on the command line and over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sales_core.cli import run
from sales_core.store.database import open_database
from tests.api.clients import make_app
from tests.builders import load, mindbody_csv, sale

FIRST, LAST = date(2025, 1, 1), date(2025, 4, 10)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{tmp_path / 'sales.db'}"
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.delenv("SALES_CURRENCY", raising=False)
    return address


@pytest.fixture
def answers(url: str, capfdbinary: pytest.CaptureFixture[bytes]) -> Iterator[Any]:
    """Give a function that asks both faces the same and gives the one answer."""
    with closing(open_database(url)) as database:
        face = make_app(lambda: database)
        client = TestClient(face, base_url="http://localhost", client=("127.0.0.1", 1))

        def ask(**names: str) -> Any:
            options = [part for name, value in names.items() for part in (f"--{name}", value)]
            capfdbinary.readouterr()
            assert run(["pace", "--json", *options]) == 0
            told = json.loads(capfdbinary.readouterr().out)
            assert client.get("/api/metrics/pace", params=names).json() == told
            return told

        yield ask


def test_without_data_there_is_no_month(answers: Any) -> None:
    assert answers() == {
        "month": None,
        "currency": "SGD",
        "why_no_heading": "There are no sales yet.",
    }


def test_both_faces_tell_the_month_so_far(
    answers: Any, url: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    days = [FIRST + timedelta(days=at) for at in range((LAST - FIRST).days + 1)]
    rows = [
        sale(date=f"{day:%m/%d/%Y}", order_id=str(at), location="Hall" if at % 2 else "Shop")
        for at, day in enumerate(days)
    ]
    with closing(open_database(url)) as database:
        load(database, mindbody_csv(*rows))
    assert answers() == {
        "month": "2025-04",
        "start": "2025-04-01",
        "end": "2025-04-10",
        "currency": "SGD",
        "revenue": "100",
        "before": {"start": "2025-03-01", "end": "2025-03-10", "revenue": "100"},
        "heading_for": {"revenue": "300", "low": "300", "high": "300"},
        "why_no_heading": None,
    }
    assert answers(location="Hall")["revenue"] == "50"
    capfdbinary.readouterr()
    assert run(["pace"]) == 0
    assert "Heading for about 300; four of five times 300 to 300." in (
        capfdbinary.readouterr().out.decode()
    )
