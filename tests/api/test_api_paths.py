from __future__ import annotations

import logging

import pytest
from starlette.testclient import TestClient

from sales_core.errors import DatabaseNewerError, DatabaseUnreachableError, SalesError, SettingError
from sales_core.store.database import Database
from tests.api.clients import MakeClient, assert_refused, upload
from tests.api.exports import SMALL

MARCH = "?start=2025-03-01&end=2025-03-31"


@pytest.mark.parametrize(
    "path",
    [
        "/api/metrics/revenue" + MARCH,
        "/api/metrics/revenue/daily" + MARCH,
        "/api/metrics/revenue/figures" + MARCH,
        "/api/products",
        "/api/imports",
        "/api/docs",
        "/api/openapi.json",
        "/health",
    ],
)
def test_a_trailing_slash_changes_nothing(client: TestClient, path: str) -> None:
    upload(client)
    bare, _, query = path.partition("?")
    plain = client.get(path, follow_redirects=False)
    slashed = client.get(f"{bare}/?{query}", follow_redirects=False)
    assert (slashed.status_code, slashed.content) == (plain.status_code, plain.content)
    assert plain.status_code == 200


def test_a_trailing_slash_changes_nothing_for_uploads_and_undo(client: TestClient) -> None:
    answer = client.post("/api/import-sales/", files={"file": ("a.csv", SMALL)})
    assert answer.status_code == 201
    assert client.delete("/api/imports/1/").status_code == 200
    assert client.get("/metrics/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/api/nothing",
        "/api/metrics",
        "/api/metrics/revenue/weekly",
        "/api/imports/1/lines",
        "/api/api/imports",
        "/api/health",
        "/api/Imports",
        "/api/%2e%2e/health",
        "/api/..%2f..%2fetc%2fpasswd",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_unknown_path_is_a_json_404(client: TestClient, method: str, path: str) -> None:
    assert_refused(client.request(method, path), 404, "/api/docs")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/metrics/revenue"),
        ("PUT", "/api/metrics/revenue/daily"),
        ("DELETE", "/api/products"),
        ("POST", "/api/imports"),
        ("GET", "/api/imports/1"),
        ("GET", "/api/import-sales"),
        ("OPTIONS", "/api/import-sales"),
        ("POST", "/api/docs"),
        ("POST", "/health"),
        ("POST", "/metrics"),
        ("BREW", "/api/imports"),
    ],
)
def test_a_wrong_method_is_a_json_405(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert_refused(answer, 405, method, path)
    assert answer.headers["allow"]


@pytest.mark.parametrize("path", ["/api/imports", "/health", "/metrics", "/api/docs"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    answer = client.head(path)
    assert answer.status_code == 200
    assert answer.content == b""


@pytest.mark.parametrize(
    "fault",
    [
        DatabaseUnreachableError("/srv/secret/sales.db"),
        DatabaseNewerError("0099"),
        SettingError("SECRET", "x", "y"),
        RuntimeError("/srv/secret"),
        KeyError("secret"),
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/metrics/revenue" + MARCH),
        ("GET", "/api/metrics/revenue/daily" + MARCH),
        ("GET", "/api/metrics/revenue/figures"),
        ("GET", "/api/products"),
        ("GET", "/api/imports"),
        ("DELETE", "/api/imports/1"),
    ],
)
def test_a_fault_is_a_sentence_outside_and_logged_inside(
    make_client: MakeClient,
    caplog: pytest.LogCaptureFixture,
    fault: Exception,
    method: str,
    path: str,
) -> None:
    def get_database() -> Database:
        raise fault

    with caplog.at_level(logging.ERROR):
        answer = make_client(get_database).request(method, path)
    known = isinstance(fault, SalesError) and not isinstance(fault, SettingError)
    assert_refused(answer, 503 if known else 500)
    for word in ("secret", "SECRET", "0099", "Traceback"):
        assert word not in answer.text
    assert len(caplog.records) == 1
