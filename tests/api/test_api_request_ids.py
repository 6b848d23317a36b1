"""Each request has a number: in its answer, in the audit trail, and in the log where it fails."""

from __future__ import annotations

import logging
import re

import pytest

from sales_core.api.request_ids import HEADER
from sales_core.store.audit import audit
from sales_core.store.database import Database
from tests.api.clients import MakeClient
from tests.api.exports import SMALL
from tests.api.test_api_admission import NETWORK, PUBLIC

BY_PROXY = {"X-Forwarded-For": "203.0.113.7"}


def test_the_number_of_an_answer_stands_in_the_audit_trail(
    database: Database, make_client: MakeClient
) -> None:
    answer = make_client(lambda: database).post(
        "/api/import-sales", files={"file": ("a.csv", SMALL)}, headers={HEADER: "chosen-by-me"}
    )
    number = answer.headers[HEADER]
    assert re.fullmatch("[0-9a-f]{16}", number)
    with database.reading() as connection:
        assert number in connection.scalars(audit.select().with_only_columns(audit.c.request)).all()


@pytest.mark.parametrize(
    ("said", "taken"), [("0123-abcd.X_", True), ("short", False), ("a b c d e f g", False)]
)
def test_a_listed_proxy_may_say_it(make_client: MakeClient, said: str, *, taken: bool) -> None:
    client = make_client(address="192.168.1.20", url=PUBLIC, network=NETWORK)
    answer = client.get("/health", headers={**BY_PROXY, HEADER: said})
    assert (answer.headers[HEADER] == said) == taken


def test_what_is_refused_has_one_too(make_client: MakeClient) -> None:
    client = make_client(api_token="x" * 20)
    first, second = (client.get("/api/imports").headers[HEADER] for _ in range(2))
    assert first != second


def test_it_stands_in_the_log_where_a_request_fails(
    make_client: MakeClient, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Database:
        raise RuntimeError("x")

    client = make_client(broken)
    headers = {"Authorization": "Bearer sp_00000000_" + "x" * 43}
    with caplog.at_level(logging.ERROR):
        answer = client.get("/api/imports", headers=headers)
    assert answer.status_code == 500
    assert f"request {answer.headers[HEADER]}" in caplog.text
