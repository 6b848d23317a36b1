"""Notes on the command line and over HTTP."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sales_core.cli import run
from sales_core.store.database import open_database
from tests.api.clients import make_app


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{tmp_path / 'sales.db'}"
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.delenv("SALES_CURRENCY", raising=False)
    return address


def test_a_note_made_on_the_command_line_is_listed_there_and_over_http(
    url: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def told(*arguments: str, code: int = 0) -> Any:
        capfdbinary.readouterr()
        assert run([*arguments, "--json"]) == code
        return json.loads(capfdbinary.readouterr().out)

    fair = told("note", "2025-03-28", " Street\nfair ")
    assert fair == {"id": 1, "day": "2025-03-28", "text": "Street fair"}
    rain = told("note", "2025-03-05", "Rain")
    assert told("notes") == {"notes": [rain, fair]}
    assert told("notes", "--start", "2025-03-20") == {"notes": [fair]}
    assert told("note", "2025-03-05", " ", code=2)["code"] == "note"
    with closing(open_database(url)) as database:
        client = TestClient(
            make_app(lambda: database), base_url="http://localhost", client=("127.0.0.1", 1)
        )
        assert client.get("/api/notes").json() == [rain, fair]
