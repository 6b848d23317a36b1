from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from sales_core.reporting.coverage import coverage
from sales_core.store.database import Database
from tests.api.clients import assert_refused, upload
from tests.api.exports import SMALL, export, sale


def test_imports_are_listed_newest_first(client: TestClient) -> None:
    assert client.get("/api/imports").json() == {"imports": []}
    upload(client, SMALL, "first.csv")
    upload(client, export(sale("4/15/2025", paid="7.5")), "second.csv")
    found = client.get("/api/imports").json()["imports"]
    assert [(record["id"], record["file"]) for record in found] == [
        (2, "second.csv"),
        (1, "first.csv"),
    ]
    assert found[0] | {"sha256": ""} == {
        "id": 2,
        "file": "second.csv",
        "sha256": "",
        "format": "mindbody-sales",
        "imported_at": "2025-04-18T08:15:00+00:00",
        "imported_by": "API",
        "undone_at": None,
        "rows": {
            "read": 1,
            "imported": 1,
            "already_imported": 0,
            "rejected": 0,
            "ignored": 0,
            "replaced": 0,
        },
        "amount": {
            "read": "7.5",
            "imported": "7.5",
            "already_imported": "0",
            "rejected": "0",
            "replaced": "0",
        },
        "first_date": "2025-04-15",
        "last_date": "2025-04-15",
        "orders": 1,
    }


def test_an_import_is_undone_once(client: TestClient, database: Database) -> None:
    upload(client)
    answer = client.delete("/api/imports/1")
    assert answer.status_code == 200
    assert answer.json()["undone_at"] == "2025-04-18T08:15:00+00:00"
    assert client.get("/api/imports").json()["imports"] == [answer.json()]
    assert coverage(database).lines == 0
    assert_refused(client.delete("/api/imports/1"), 409, "already undone")
    assert upload(client)["import_id"] == 2


@pytest.mark.parametrize("number", ["2", "0", "-1", "2147483648", "9" * 30])
def test_an_import_that_there_is_not(client: TestClient, database: Database, number: str) -> None:
    upload(client)
    assert_refused(client.delete(f"/api/imports/{number}"), 404, f"no import {number}")
    assert coverage(database).imports == 1


@pytest.mark.parametrize("number", ["abc", "1.5", "1;DROP", "%00"])
def test_what_is_no_number_of_an_import(client: TestClient, number: str) -> None:
    assert_refused(client.delete(f"/api/imports/{number}"), 400, "import_id")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/api/imports?limit=1"), ("DELETE", "/api/imports/1?really=1")]
)
def test_unknown_parameters_are_refused(client: TestClient, method: str, path: str) -> None:
    upload(client)
    assert_refused(client.request(method, path), 400, "There are none here")
    assert client.get("/api/imports").json()["imports"][0]["undone_at"] is None


def test_what_an_undo_would_change_is_told_day_by_day(client: TestClient) -> None:
    upload(client, export(sale("4/15/2025", paid="7.5")), "a.csv")
    assert client.get("/api/imports/1/undo").json() == {
        "status": "preview",
        "import_id": 1,
        "file": "a.csv",
        "undone_with_it": [],
        "revenue_before": "7.5",
        "revenue_after": "0",
        "difference": "-7.5",
        "days": [
            {
                "date": "2025-04-15",
                "revenue_before": "7.5",
                "revenue_after": "0",
                "difference": "-7.5",
            }
        ],
        "unchanged_days": 0,
    }
    assert client.get("/api/imports").json()["imports"][0]["undone_at"] is None
    client.delete("/api/imports/1")
    assert_refused(client.get("/api/imports/1/undo"), 409, "already undone")
    assert_refused(client.get("/api/imports/2/undo"), 404, "no import 2")


def test_an_import_that_was_undone_is_redone_once(client: TestClient, database: Database) -> None:
    upload(client)
    lines = coverage(database).lines
    assert_refused(client.post("/api/imports/1/redo"), 409, "is not undone")
    client.delete("/api/imports/1")
    answer = client.post("/api/imports/1/redo")
    assert (answer.status_code, answer.json()["undone_at"]) == (200, None)
    assert coverage(database).lines == lines
    client.delete("/api/imports/1")
    upload(client)
    assert_refused(client.post("/api/imports/1/redo"), 409, "imported again as import 2")
    assert_refused(client.post("/api/imports/3/redo"), 404, "no import 3")


def test_a_sale_leads_to_the_files_that_hold_it(client: TestClient) -> None:
    upload(client, export(sale("4/15/2025", paid="7.5")), "a.csv")
    upload(client, export(sale("4/15/2025", paid="7.5"), sale("4/16/2025")), "b.csv")
    answer = client.get("/api/where?date=2025-04-15")
    assert answer.status_code == 200, answer.text
    (line,) = answer.json()["lines"]
    assert line["amount"] == "7.5"
    assert line["files"] == [
        {"import_id": 1, "file": "a.csv", "line": 2, "counts": True},
        {"import_id": 2, "file": "b.csv", "line": 2, "counts": False},
    ]
    assert client.get("/api/where?date=2025-04-15&order_id=none").json()["lines"] == []
    assert_refused(client.get("/api/where"), 400, "date is missing")
    assert_refused(client.get("/api/where?date=15.4.2025"), 400, "date")
