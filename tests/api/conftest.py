from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from starlette.testclient import TestClient

from sales_core.store.database import Database, open_database
from tests.api.clients import MakeClient, make_app


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    database = open_database(sqlite_url)
    yield database
    database.close()


@pytest.fixture
def make_client(request: pytest.FixtureRequest) -> Iterator[MakeClient]:
    """Give a function that makes clients; ``address`` is where they call from.

    The database is made when a request needs it, which many do not.
    """
    with ExitStack() as stack:

        def make(
            get_database: Callable[[], Database] = lambda: request.getfixturevalue("database"),
            *,
            address: str = "127.0.0.1",
            url: str = "http://127.0.0.1",
            **settings: Any,
        ) -> TestClient:
            app = make_app(get_database, **settings)
            return stack.enter_context(TestClient(app, base_url=url, client=(address, 50_000)))

        yield make


@pytest.fixture
def client(make_client: MakeClient) -> TestClient:
    return make_client()
