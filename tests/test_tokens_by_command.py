"""Tokens made, listed and revoked on the command line."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest
from starlette.testclient import TestClient

from sales_core.cli import run
from sales_core.store.database import open_database
from tests.api.clients import make_app

Captured = pytest.CaptureFixture[bytes]


@pytest.fixture
def url(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.delenv("SALES_CURRENCY", raising=False)
    return sqlite_url


def test_a_token_is_made_shown_once_used_and_revoked(url: str, capfdbinary: Captured) -> None:
    def told(*arguments: str, code: int = 0) -> Any:
        capfdbinary.readouterr()
        assert run([*arguments, "--json"]) == code
        return json.loads(capfdbinary.readouterr().out)

    made = told("token", "create", "till", "--role", "see", "--until", "2099-12-31")
    token = made.pop("token")
    assert (made["name"], made["role"], made["state"]) == ("till", "see", "active")
    assert (made["until"], made["created_by"], made["last_used"]) == (
        "2099-12-31",
        "command line",
        None,
    )
    assert told("tokens") == {"tokens": [made]}
    assert told("token", "create", "till", "--role", "see", code=2)["code"] == "token"
    headers = {"Authorization": f"Bearer {token}"}
    with closing(open_database(url)) as database:
        client = TestClient(
            make_app(lambda: database), base_url="http://localhost", client=("127.0.0.1", 1)
        )
        assert client.get("/api/imports", headers=headers).status_code == 200
        assert client.delete("/api/imports/1", headers=headers).status_code == 403
        assert told("tokens")["tokens"][0]["last_used"] is not None
        assert told("token", "revoke", "till")["status"] == "revoked"
        assert client.get("/api/imports", headers=headers).status_code == 401
    assert told("tokens")["tokens"][0]["state"] == "revoked"
    assert told("token", "revoke", "till", code=2)["code"] == "token"


@pytest.mark.usefixtures("url")
def test_it_is_told_in_words_too(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["tokens"]) == 0
    assert "There are no tokens" in capfd.readouterr().out
    assert run(["token", "create", "the till", "--role", "import"]) == 0
    shown, _, rest = capfd.readouterr().out.partition("\n")
    assert shown.startswith("sp_")
    assert "only time" in rest
    assert run(["tokens"]) == 0
    listed = capfd.readouterr().out
    assert "the till" in listed
    assert shown not in listed
    assert run(["token", "revoke", "the till"]) == 0
    assert "holds no longer" in capfd.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["token", "create", "x", "--role", "owner"],
        ["token", "create", "x"],
        ["token", "create", " ", "--role", "see"],
        ["token", "create", "x", "--role", "see", "--until", "soon"],
        ["token", "create", "x", "--role", "see", "--until", "2020-01-01"],
        ["token", "revoke", "nobody"],
    ],
)
def test_what_cannot_be_made_is_refused(
    url: str, arguments: list[str], capfdbinary: Captured
) -> None:
    del url
    assert run([*arguments, "--json"]) == 2
    assert "error" in json.loads(capfdbinary.readouterr().out)
