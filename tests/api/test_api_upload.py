from __future__ import annotations

import asyncio
import errno
import hashlib
import sqlite3
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient
from starlette.types import Message

from sales_core.api import upload as receiving
from sales_core.errors import DatabaseBusyError, DatabaseUnreachableError, StorageFullError
from sales_core.reporting.coverage import coverage
from sales_core.store import database as store
from sales_core.store.database import Database, open_database
from tests.api.clients import MakeClient, assert_refused, make_app, upload
from tests.api.exports import AMBIGUOUS, BROKEN, SMALL, export, sale

PATH = "/api/import-sales"


def multipart(content: bytes, name: str = "a.csv") -> bytes:
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + content + b"\r\n--b--\r\n"


def test_a_new_export_is_imported(client: TestClient, database: Database) -> None:
    answer = client.post(PATH, files={"file": ("march.csv", SMALL)})
    assert answer.status_code == 201
    told = answer.json()
    assert told["imported_rows"] == 4
    assert (told["status"], told["import_id"], told["file"]) == ("imported", 1, "march.csv")
    assert told["sha256"] == hashlib.sha256(SMALL).hexdigest()
    assert told["format"] == "mindbody-sales"
    assert told["amount"]["imported"] == "29.875"
    assert (told["first_date"], told["last_date"], told["orders"]) == (
        "2025-03-28",
        "2025-03-30",
        3,
    )
    assert coverage(database).lines == 4


def test_the_same_file_again_changes_nothing(client: TestClient, database: Database) -> None:
    upload(client)
    before = database.data_version()
    answer = client.post(PATH, files={"file": ("other name.csv", SMALL)})
    assert answer.status_code == 200
    assert (answer.json()["imported_rows"], answer.json()["status"]) == (0, "already_imported")
    assert answer.json()["import_id"] == 1
    assert database.data_version() == before


def test_an_overlapping_export_adds_what_is_new(client: TestClient) -> None:
    first = export(sale("3/28/2025"), sale("3/29/2025", "2"))
    second = export(sale("3/29/2025", "2"), sale("3/31/2025", "3"))
    assert upload(client, first)["imported_rows"] == 2
    assert upload(client, second)["imported_rows"] == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["empty"]),
        (b"\n \n", []),
        (export(), ["no rows"]),
        (b"hello\nworld\n", []),
        (b"a,b\n1,2\n", []),
        (b"\x89PNG\r\n\x1a\n\0\0", []),
        (b"PK\x03\x04" + b"\0" * 50, []),
    ],
)
def test_what_is_no_sales_export_is_refused(
    client: TestClient, database: Database, content: bytes, words: list[str]
) -> None:
    answer = client.post(PATH, files={"file": ("a.csv", content)})
    assert answer.status_code == 422
    told = answer.json()
    assert told["status"] == "refused"
    assert told["import_id"] is None
    for word in words:
        assert word in told["error"]
    assert coverage(database).imports == 0


def test_bad_rows_are_told_and_can_be_left_out(client: TestClient) -> None:
    refused = client.post(PATH, files={"file": ("a.csv", BROKEN)})
    assert refused.status_code == 422
    issues = {(told["line"], told["column"], told["value"]) for told in refused.json()["issues"]}
    assert {(3, "Total Paid w/ Payment Method", "ten"), (4, "Sale Date", "x")} <= issues
    told = upload(client, BROKEN, on_bad_rows="skip")
    assert (told["imported_rows"], told["rows"]["rejected"]) == (1, 2)


def test_a_question_is_asked_and_can_be_answered(client: TestClient) -> None:
    asked = client.post(PATH, files={"file": ("a.csv", AMBIGUOUS)})
    assert asked.status_code == 422
    assert [question["code"] for question in asked.json()["questions"]] == ["date-order"]
    told = upload(client, AMBIGUOUS, date_order="dmy")
    assert (told["first_date"], told["last_date"]) == ("2025-03-04", "2025-04-03")


def test_columns_can_be_said(client: TestClient) -> None:
    content = b"Wann,Was,Eins,Zwei\n2025-03-28,Tea,1.50,2.50\n"
    assert client.post(PATH, files={"file": ("a.csv", content)}).status_code == 422
    told = upload(client, content, column=["date=Wann", "amount=Eins", "item=Was"])
    assert told["amount"]["imported"] == "1.5"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"date_order": "ydm"}, ["date_order", "'ydm'", "mdy, dmy, ymd"]),
        ({"date_order": ""}, ["date_order"]),
        ({"decimal": ","}, ["decimal", "point, comma"]),
        ({"on_bad_rows": "ignore"}, ["on_bad_rows", "stop, skip"]),
        ({"on_changed": "yes"}, ["on_changed", "keep, replace"]),
        ({"date_order": ["mdy", "mdy"]}, ["date_order is given more than once"]),
        ({"column": "date"}, ["FIELD=HEADER"]),
        ({"column": "date="}, ["FIELD=HEADER"]),
        ({"column": "when=Date"}, ["'when'", "date, order_id"]),
        ({"column": ["date=A", "date=B"]}, ["twice"]),
        ({"dry_run": "1"}, ["'dry_run'", "date_order"]),
    ],
)
def test_choices_that_there_are_not_are_refused(
    client: TestClient, database: Database, fields: dict[str, Any], words: list[str]
) -> None:
    answer = client.post(PATH, files={"file": ("a.csv", SMALL)}, data=fields)
    assert_refused(answer, 400, *words)
    assert coverage(database).imports == 0


def test_a_parameter_in_the_address_is_refused(client: TestClient) -> None:
    answer = client.post(f"{PATH}?date_order=mdy", files={"file": ("a.csv", SMALL)})
    assert_refused(answer, 400, "'date_order'")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (None, b""),
        ("text/csv", SMALL),
        ("application/json", b"{}"),
        ("application/x-www-form-urlencoded", b"file=abc"),
        ("multipart/form-data", multipart(SMALL)),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"no boundary anywhere"),
        ("multipart/form-data; boundary=b", multipart(SMALL)[:40]),
        ("multipart/form-data; boundary=b", multipart(SMALL).replace(b'"file"', b'"data"')),
        ("multipart/form-data; boundary=b", multipart(SMALL).replace(b"; filename=", b"; x=")),
        ("multipart/form-data; boundary=b", multipart(SMALL).replace(b' name="file";', b"")),
        ("multipart/form-data; boundary=b", multipart(SMALL)[:-7] + multipart(SMALL)),
        (
            "multipart/form-data; boundary=b",
            multipart(SMALL).replace(b"\r\n\r\n", b"\r\nX: y" * 10_000 + b"\r\n\r\n", 1),
        ),
    ],
)
def test_a_form_that_is_none_is_refused(
    client: TestClient, database: Database, content_type: str | None, body: bytes
) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    assert_refused(client.post(PATH, content=body, headers=headers), 400)
    assert coverage(database).imports == 0


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("march.csv", "march.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\march 1.csv", "march 1.csv"),
        ("a\x07b\x1b[31m.csv", "ab[31m.csv"),
        ("a\u202evsc.exe", "avsc.exe"),
        ("Umsätze März.csv", "Umsätze März.csv"),
        ("x" * 300 + ".csv", "x" * 200),
        ("   ", "unnamed"),
        ("..", ".."),
        ("![x](http://evil.example/x.png)", "x.png)"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_a_file_name_is_only_shown(client: TestClient, given: str, shown: str) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = client.post(PATH, content=multipart(SMALL, given), headers=headers)
    assert answer.json()["file"] == shown
    assert client.get("/api/imports").json()["imports"][0]["file"] == shown


@pytest.mark.parametrize(("over", "status"), [(0, 201), (1, 413)])
def test_the_limit_is_exact(make_client: MakeClient, over: int, status: int) -> None:
    client = make_client(upload_limit=len(SMALL) - over)
    answer = client.post(PATH, files={"file": ("a.csv", SMALL)})
    assert answer.status_code == status
    if over:
        assert_refused(answer, 413, "larger than", "SALES_UPLOAD_LIMIT_MB")


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run in a thread of its own: Playwright's loop may run in this one, for the whole session."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


def ask(database: Database, headers: list[tuple[bytes, bytes]], body: Iterator[bytes]) -> Any:
    """Send a request by hand: the body goes only as far as it is asked for."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": next(body), "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": PATH,
        "raw_path": PATH.encode(),
        "query_string": b"",
        "headers": [(b"host", b"localhost"), *headers],
        "client": ("127.0.0.1", 1),
        "root_path": "",
    }
    app = make_app(lambda: database, upload_limit=100_000)
    run(app(scope, receive, send))
    return sent[0]["status"]


FORM = (b"content-type", b"multipart/form-data; boundary=b")


def test_a_body_said_to_be_too_large_is_not_read(database: Database) -> None:
    headers = [FORM, (b"content-length", b"99999999999")]
    assert ask(database, headers, iter(())) == 413


@pytest.mark.parametrize("said", [[], [(b"content-length", b"10")]])
def test_a_body_that_does_not_end_is_read_to_the_limit_only(
    database: Database, said: list[tuple[bytes, bytes]]
) -> None:
    pieces = iter([multipart(b"")[:70], *[b"x" * 10_000] * 1_000])
    assert ask(database, [FORM, *said], pieces) == 413
    assert len(list(pieces)) > 980


@pytest.mark.parametrize("said", [b"abc", b"-1", b"1e3", b""])
def test_a_content_length_that_is_no_number(database: Database, said: bytes) -> None:
    assert ask(database, [FORM, (b"content-length", said)], iter(())) == 400


def test_a_body_that_does_not_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "IDLE_SECONDS", 0.01)

    async def forever() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    async def wait() -> None:
        await receiving._limited(forever, 10)()

    with pytest.raises(HTTPException) as told:
        run(wait())
    assert told.value.status_code == 408


def test_nothing_is_left_on_disk(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    upload(client)
    client.post(PATH, files={"file": ("a.csv", BROKEN)})
    assert list(folder.iterdir()) == []


def test_while_another_process_writes_it_says_try_again(
    make_client: MakeClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0)
    database = open_database(f"sqlite:///{tmp_path}/sales.db")
    other = sqlite3.connect(tmp_path / "sales.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        client = make_client(lambda: database)
        answer = client.post(PATH, files={"file": ("a.csv", SMALL)})
        assert_refused(answer, 503, "Another import")
        assert int(answer.headers["retry-after"]) > 0
        assert client.get("/health").status_code == 200
    finally:
        other.close()
        database.close()


@pytest.mark.parametrize(
    ("fault", "status", "word"),
    [
        (DatabaseBusyError(), 503, "Another import"),
        (DatabaseUnreachableError("/srv/secret/sales.db is gone"), 503, "database"),
        (StorageFullError(), 507, "disk is full"),
        (OSError(errno.ENOSPC, "No space left on device", "/srv/secret"), 507, "disk is full"),
        (RuntimeError("secret"), 500, "log"),
    ],
)
def test_faults_of_the_server_are_told_in_a_sentence(
    make_client: MakeClient, fault: Exception, status: int, word: str
) -> None:
    def get_database() -> Database:
        raise fault

    answer = make_client(get_database).post(PATH, files={"file": ("a.csv", SMALL)})
    assert_refused(answer, status, word)
    assert "secret" not in answer.text
    assert ("retry-after" in answer.headers) == (status == 503)
