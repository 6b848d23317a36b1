"""docs/questions.md is true: its file asks what stands there, and its commands answer it."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import get_args

import pytest
from starlette.testclient import TestClient

from sales_core.cli import run
from sales_core.importing.questions import QuestionCode
from sales_core.imports import list_imports
from sales_core.store.database import Database, open_database
from tests.api.clients import make_app
from tests.test_imports import preview

TEXT = (Path(__file__).parents[1] / "docs" / "questions.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """Give the one block of code in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    return str(found)


FILE = block("csv").encode()
COMMAND, CURL = map(shlex.split, block("sh").splitlines())


def test_the_question_is_the_one_that_stands_there(database: Database) -> None:
    (question,) = preview(database, FILE).as_json()["questions"]
    assert question == json.loads(block("json"))


def test_the_command_answers_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/sales.db")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "march.csv").write_bytes(FILE)
    assert COMMAND[:3] == ["python", "-m", "sales_core"]
    command = COMMAND[3:]
    assert run(command[:2]) == 2
    asked = capsys.readouterr().err
    assert f"{shlex.join(command[2:])} - Day first: 03/04/2025 is 3 April 2025" in asked
    assert "line 3: Date = 03/04/2025, Order = 1002, Product = Coffee, Amount = 4.20" in asked
    assert run(command) == 0
    database = open_database(f"sqlite:///{tmp_path}/sales.db")
    (record,) = list_imports(database)
    assert str(record.first_date) == "2025-04-03"
    database.close()


def test_the_call_answers_it(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/sales.db")
    fields = dict(CURL[at + 1].split("=", 1) for at, word in enumerate(CURL) if word == "-F")
    assert fields.pop("file") == "@march.csv"
    app = make_app(lambda: database)
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50_000)) as client:
        files = {"file": ("march.csv", FILE)}
        asked = client.post("/api/import-sales", files=files)
        assert asked.status_code == 422
        assert asked.json()["questions"] == [json.loads(block("json"))]
        answered = client.post("/api/import-sales", files=files, data=fields)
    assert (answered.status_code, answered.json()["first_date"]) == (201, "2025-04-03")
    database.close()


def test_every_field_and_every_kind_of_question_is_there() -> None:
    kinds = set(get_args(QuestionCode)) - {"changed-orders", "sheets"}  # no questions of a file
    listed = re.search(r"\| `code` \|[^`]*`([^`]*)`", TEXT)
    assert listed is not None
    assert set(listed[1].split()) == kinds
    for name in (*json.loads(block("json")), "field"):
        assert f"| `{name}` |" in TEXT
