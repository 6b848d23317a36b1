"""Each role tries everything: a route that is added is tried, too, or is a fault."""

from __future__ import annotations

import re

import pytest
from fastapi import APIRouter
from starlette.testclient import TestClient

from sales_core.api import WITH_MONEY, WITHOUT_MONEY
from sales_core.api.roles import MAY_IMPORT, MAY_SEE, needed_by
from sales_core.store.api_tokens import make_token
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND, Role
from tests.api.clients import NOW, MakeClient, assert_refused

ROUTES = [route for part in (*WITHOUT_MONEY, *WITH_MONEY) for route in part.router.routes]
TRIED = [
    (method, re.sub(r"\{import_id\}", "1", route.path).replace("{form}", "csv"), needed_by(route))
    for route in ROUTES
    for method in sorted(route.methods)
]

CHANGES = {"POST", "PUT", "PATCH", "DELETE"}


def test_what_changes_something_needs_more_than_to_see() -> None:
    assert len(TRIED) > 15
    too_little = [
        (method, path)
        for method, path, needed in TRIED
        if method in CHANGES and needed in (None, Role.SEE)
    ]
    assert too_little == []


def test_only_health_is_open() -> None:
    assert [path for _, path, needed in TRIED if needed is None] == ["/health"]


def test_a_route_without_a_role_is_a_fault() -> None:
    router = APIRouter()
    router.get("/new")(lambda: 1)
    router.get("/twice", dependencies=[MAY_SEE, MAY_IMPORT])(lambda: 1)
    for route in router.routes:
        with pytest.raises(LookupError, match="whom it needs"):
            needed_by(route)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_do_what_it_may_and_nothing_else(
    database: Database, make_client: MakeClient, role: Role
) -> None:
    made = make_token(database, "till", role, None, actor=BY_COMMAND, now=NOW)
    client = make_client(lambda: database)
    for method, path, needed in TRIED:
        answer = client.request(method, path, headers={"Authorization": f"Bearer {made.shown}"})
        if needed is None or role.may(needed):
            assert answer.status_code not in (401, 403), (method, path, answer.text)
        else:
            assert_refused(answer, 403, "till may", f"--role {needed}")


def test_without_a_token_nobody_from_elsewhere_may_do_anything(
    database: Database, make_client: MakeClient
) -> None:
    client = make_client(lambda: database, api_token="x" * 20)
    for method, path, needed in TRIED:
        answer = client.request(method, path)
        assert (answer.status_code == 401) == (needed is not None), (method, path)


def test_the_description_says_which_role_a_route_needs(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()["paths"]
    for method, path, needed in TRIED:
        pattern = path.replace("/1", "/{import_id}").replace("/csv", "/{form}")
        if pattern in described:
            said = described[pattern][method.lower()]["x-role"]
            assert said == (needed.value if needed else "none"), path
    assert "Needs the role" in client.get("/api/docs").text
