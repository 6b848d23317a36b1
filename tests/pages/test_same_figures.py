"""The pages, the command line and the HTTP interface say the same, to the last digit."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import pytest
from components import shared
from components.figures import LABELS
from starlette.testclient import TestClient

from sales_core.cli import run
from sales_core.values.money import decimal_text
from sales_core.values.periods import Period
from sales_core.values.presets import suitable_grain
from tests.api.clients import make_app
from tests.pages.amounts_shown import exact_of

NAMES = {label: name for name, label in LABELS.items()}

ALL = {"period": "2025-09-02..2026-10-31"}

VIEWS: dict[str, dict[str, Any]] = {
    "all data": ALL,
    "one day": {"period": "2026-01-15..2026-01-15"},
    "a month by week": {"period": "2026-03-01..2026-03-31", "grain": "week"},
    "a day without sales": {"period": "2026-02-18..2026-02-18"},
    "a location": {"period": "2026-01-01..2026-06-30", "location": "Online Store"},
    "a payment method": ALL | {"payment_method": "Cash", "grain": "quarter"},
    "two payment methods": ALL | {"payment_method": ["Cash", "Misc. (Gift Card)"]},
    "a product by card": ALL
    | {"product": "Day Pass", "payment_method": "Credit card (Visa/MC-Keyed)"},
}


def plain(metric: Any) -> str | None:
    """Write a figure of a page as the contract does."""
    return None if metric.value == "–" else decimal_text(exact_of(metric))


@pytest.fixture
def by_command_line(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., dict[str, Any]]:
    """Give a function that asks the command line about the app's database."""
    monkeypatch.setenv("SALES_CURRENCY", "SGD")

    def ask(command: str, question: list[tuple[str, str]]) -> dict[str, Any]:
        monkeypatch.setenv("DATABASE_URL", shared.settings().database_url)
        options = [f"--{name.replace('_', '-')}={value}" for name, value in question]
        capfdbinary.readouterr()
        assert run([command, *options, "--json"]) == 0
        answer: dict[str, Any] = json.loads(capfdbinary.readouterr().out)
        return answer

    return ask


def by_api(app: Any, path: str, question: list[tuple[str, str]]) -> dict[str, Any]:
    client = TestClient(
        make_app(lambda: app.database), base_url="http://127.0.0.1", client=("127.0.0.1", 50_000)
    )
    answer = client.get(f"{path}?{urlencode(question)}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def question_of(asked: dict[str, Any]) -> list[tuple[str, str]]:
    """Give what an address asks for as the command line and the API are asked."""
    start, end = asked["period"].split("..")
    question = [("start", start), ("end", end)]
    for kind in ("location", "payment_method", "product"):
        named = asked.get(kind, [])
        question += [(kind, name) for name in ([named] if isinstance(named, str) else named)]
    return question


@pytest.mark.parametrize("asked", VIEWS.values(), ids=VIEWS.keys())
def test_revenue(
    filled: Any, by_command_line: Callable[..., dict[str, Any]], asked: dict[str, Any]
) -> None:
    page = filled.open("revenue", tab="Table", **asked)
    shown = {NAMES[each.label]: plain(each) for each in page.metric}
    question = question_of(asked)
    if not page.dataframe:
        assert set(shown.values()) == {"0", None}
        return
    days = Period(*map(date.fromisoformat, asked["period"].split("..")))
    question.append(("by", asked.get("grain") or suitable_grain(days)))
    answers = (
        by_command_line("revenue", question),
        by_api(filled, "/api/metrics/revenue/figures", question),
    )
    assert answers[0] == answers[1]
    told = {name: None if value is None else str(value) for name, value in answers[0].items()}
    assert shown == {name: told[name] for name in shown}
    (series,) = [each.value for each in page.dataframe if "gross_sales" in each.value]
    for row, period in zip(series.to_dict("records"), answers[0]["periods"], strict=True):
        assert str(row["start"])[:10] == period["start"]
        for name in ("revenue", "gross_sales", "refunds", "units"):
            assert decimal_text(Decimal(str(row[name]))) == period[name]
        assert row["orders"] == period["orders"]


@pytest.mark.parametrize(
    "asked", [ALL, VIEWS["a location"], VIEWS["two payment methods"]], ids=["all", "some", "two"]
)
def test_products(
    filled: Any, by_command_line: Callable[..., dict[str, Any]], asked: dict[str, Any]
) -> None:
    page = filled.open("products", **asked)
    question = question_of(asked)
    answers = (
        by_command_line("products", question),
        by_api(filled, "/api/products", question),
    )
    assert answers[0] == answers[1]
    table = page.dataframe[0].value
    assert len(table) == len(answers[0]["products"])
    for row, product in zip(table.to_dict("records"), answers[0]["products"], strict=True):
        assert row["name"] == product["name"]
        for name in ("price", "revenue", "units"):
            value = None if pd.isna(row[name]) else decimal_text(Decimal(str(row[name])))
            assert value == product[name]
        assert row["orders"] == product["orders"]
        for name in ("first_sold", "last_sold"):
            assert str(row[name])[:10] == str(product[name])
