"""Clients of the real routes over a real database."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from sales_core.api import Door, routes
from sales_core.settings import Settings
from sales_core.store.backups.schedule import Backups
from sales_core.store.database import Database
from tests.api.exports import SMALL

NOW = datetime(2025, 4, 18, 8, 15, tzinfo=UTC)
SETTINGS = Settings("sqlite://", "SGD", None, 1024 * 1024)

MakeClient = Callable[..., TestClient]


def make_app(
    get_database: Callable[[], Database], *, backups: Backups | None = None, **settings: Any
) -> Starlette:
    """Make a server of nothing but the routes, behind the door of the real one."""
    used = replace(SETTINGS, **settings)
    door = Middleware(Door, used.network, "127.0.0.1")
    given = routes(get_database, used, lambda: NOW, backups=backups)
    return Starlette(routes=given, middleware=[door])


def upload(client: TestClient, content: bytes = SMALL, name: str = "a.csv", **fields: Any) -> Any:
    """Import a file that must be imported, and give the answer."""
    answer = client.post("/api/import-sales", files={"file": (name, content)}, data=fields)
    assert answer.status_code == 201, answer.text
    return answer.json()


def exact(text: str) -> Any:
    """Read JSON without making floats."""
    return json.loads(text, parse_float=Decimal)


def assert_refused(answer: Any, status: int, *words: str) -> None:
    """Check that an answer is a reason in a sentence that holds some words, and nothing else."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert set(answer.json()) == {"error"}
    sentence = answer.json()["error"]
    assert sentence.endswith("."), sentence
    for word in words:
        assert word in sentence
