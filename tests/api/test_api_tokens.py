"""Tokens that were made: they hold until they end, and guessing them is slow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from sales_core.access.network import Network
from sales_core.access.tries import OF_ONE
from sales_core.api import admission
from sales_core.errors import DatabaseUnreachableError
from sales_core.store.api_tokens import list_tokens, make_token, revoke_token
from sales_core.store.audit import audit
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND, Actor, Face, Role
from tests.api.clients import NOW, MakeClient, assert_refused, upload

PUBLIC = "https://sales.example"
NETWORK = Network(hosts=frozenset({"sales.example", "127.0.0.1"}))
TOKEN = "a-long-secret"  # noqa: S105 - not one that opens anything


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def make(database: Database, role: Role = Role.SEE, until: date | None = None) -> str:
    return make_token(database, "till", role, until, actor=BY_COMMAND, now=NOW).shown


@pytest.mark.parametrize("address", ["127.0.0.1", "192.168.1.20"])
def test_a_token_lets_in_from_anywhere_and_a_wrong_one_from_nowhere(
    database: Database, make_client: MakeClient, address: str
) -> None:
    token = make(database)
    client = make_client(lambda: database, address=address, url=PUBLIC, network=NETWORK)
    assert client.get("/api/imports", headers=bearer(token)).status_code == 200
    last = "a" if token[-1] != "a" else "b"
    for wrong in (token[:-1] + last, f"sp_00000000_{token[12:]}", "", "x", token.upper()):
        answer = client.get("/api/imports", headers=bearer(wrong))
        assert_refused(answer, 401, "not known here")
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_token_holds_until_its_last_day_and_until_it_is_revoked(
    database: Database, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = make(database, until=NOW.date())
    client = make_client(lambda: database)
    assert client.get("/api/imports", headers=bearer(token)).status_code == 200
    later = NOW + timedelta(days=1)
    monkeypatch.setattr("tests.api.clients.NOW", later)
    assert client.get("/api/imports", headers=bearer(token)).status_code == 401
    other = make_token(database, "other", Role.SEE, None, actor=BY_COMMAND, now=later).shown
    assert client.get("/api/imports", headers=bearer(other)).status_code == 200
    revoke_token(database, "other", actor=BY_COMMAND, now=later)
    assert client.get("/api/imports", headers=bearer(other)).status_code == 401


def test_what_is_done_with_a_token_is_done_by_its_name(
    database: Database, make_client: MakeClient
) -> None:
    token = make(database, Role.IMPORT)
    client = make_client(lambda: database)
    client.headers.update(bearer(token))
    upload(client)
    with database.reading() as connection:
        told = connection.execute(audit.select().where(audit.c.event == "imported")).one()
    assert (told.actor, told.role, told.face) == ("till", "import", "API")


def test_when_it_was_shown_last_is_noted_now_and_then(
    database: Database, make_client: MakeClient
) -> None:
    token = make(database)
    assert list_tokens(database)[0].used_at is None
    version = database.data_version()
    client = make_client(lambda: database)
    client.get("/api/imports", headers=bearer(token))
    assert list_tokens(database)[0].used_at == NOW
    assert database.data_version() == version  # nothing that is shown has changed


def test_guessing_has_to_wait_and_who_is_right_does_not(
    database: Database, make_client: MakeClient
) -> None:
    token = make(database)
    guessing = make_client(lambda: database, address="203.0.113.7", url=PUBLIC, network=NETWORK)
    for _ in range(OF_ONE):
        assert guessing.get("/api/imports", headers=bearer("wrong")).status_code == 401
    answer = guessing.get("/api/imports", headers=bearer("wrong"))
    assert_refused(answer, 429, "Wait some seconds")
    assert 1 <= int(answer.headers["retry-after"]) <= 10
    other = TestClient(guessing.app, base_url=PUBLIC, client=("203.0.113.8", 1))
    assert other.get("/api/imports", headers=bearer(token)).status_code == 200


def test_a_token_that_cannot_be_looked_for_lets_nobody_in(make_client: MakeClient) -> None:
    def unreachable() -> Database:
        raise DatabaseUnreachableError("hidden.example does not answer")

    client = make_client(unreachable)
    answer = client.get("/api/imports", headers=bearer("sp_00000000_" + "x" * 43))
    assert_refused(answer, 503)
    assert "hidden" not in answer.text
    assert answer.headers["retry-after"]


def test_whoever_is_logged_in_may_read_without_a_token_and_change_nothing(
    database: Database, make_client: MakeClient
) -> None:
    client = make_client(lambda: database, api_token=TOKEN)
    ann = Actor("ann@shop.example", Role.ADMINISTER, Face.PAGES)

    async def logged_in(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] = {admission.VISITOR: ann}
        await client.app(scope, receive, send)

    inside = TestClient(logged_in, base_url="http://127.0.0.1", client=("127.0.0.1", 1))
    assert inside.get("/api/imports").status_code == 200
    assert inside.get("/api/docs").status_code == 200
    assert_refused(inside.delete("/api/imports/1"), 401, "a login is not enough")
    assert inside.get("/api/imports", headers=bearer("wrong")).status_code == 401


def test_nothing_tells_a_token_that_is_there_from_one_that_is_not(
    database: Database, make_client: MakeClient
) -> None:
    token = make(database)
    client = make_client(lambda: database)
    there = client.get("/api/imports", headers=bearer(token[:12] + "x" * 43))
    not_there = client.get("/api/imports", headers=bearer("sp_00000000_" + "x" * 43))
    assert (there.status_code, there.text) == (not_there.status_code, not_there.text)
