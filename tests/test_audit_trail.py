"""Whatever is changed leaves a trace, by whichever face; the trail is told alike by all of them."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from starlette.testclient import TestClient

import sales_core
from sales_core.cli import commands
from sales_core.contract.trail import asked_trail
from sales_core.errors import OptionError
from sales_core.importing.questions import Answers
from sales_core.imports import ImportOptions, import_sales, redo_import, rejected_rows, undo_import
from sales_core.reporting.audit_trail import audit_trail
from sales_core.store.audit import Asked, Event, actors_in, audit, record
from sales_core.store.chosen_settings import change_setting
from sales_core.store.database import Database
from sales_core.store.distinct_products import forget_distinct, keep_distinct
from sales_core.store.notes import add_note, change_note, remove_note, restore_note
from sales_core.store.product_identity import merge_products, rename_product, unmerge_product
from sales_core.store.saved_views import delete_view, save_view
from sales_core.store.verify import rebuild
from sales_core.values.actors import BY_API, BY_COMMAND, WATCHED_FOLDER, Actor, Face, Role
from tests.api.clients import assert_refused, make_app, upload
from tests.builders import NOON, export_of, load, mindbody_csv, sale

ANNA = Actor("anna@example.org", Role.IMPORT, Face.PAGES, "r-1")

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

TEA, CAKE = sale(item="Tea"), sale(order_id="2", item="Cake")

Change = Callable[[Database], object]


def imported(database: Database, content: bytes = b"", **options: Any) -> None:
    content = content or mindbody_csv(TEA, CAKE)
    chosen = ImportOptions(**options)
    import_sales(database, export_of(content), chosen, "SGD", now=NOON, actor=ANNA)


def by_anna(change: Callable[..., object], *given: object) -> Change:
    return lambda database: change(database, *given, now=NOON, actor=ANNA)


def answered(database: Database) -> None:
    content = b"Date,Order,Product,Amount\n03/04/2025,1,Tea,3.50\n05/06/2025,2,Pie,4.25\n"
    imported(database, content, answers=Answers("dmy"))


def replaced(database: Database) -> None:
    imported(database, mindbody_csv(TEA | {"amount": "11"}), on_changed="replace")


def completed(database: Database) -> None:
    bad = mindbody_csv(TEA | {"order_id": "7", "amount": "x"})
    rows = rejected_rows(database, export_of(bad), ImportOptions(), "SGD")
    right = export_of(rows.as_csv().replace(b",x,", b",4,"), "right.csv")
    chosen = ImportOptions(on_bad_rows="stop")
    import_sales(database, export_of(bad), chosen, "SGD", now=NOON, actor=ANNA, corrections=right)


def noted(then: Callable[..., object], *given: object) -> Change:
    """Write a note, and do something with it."""

    def change(database: Database) -> None:
        note = add_note(database, date(2025, 3, 28), "Anna was ill", now=NOON, actor=BY_COMMAND)
        if then is restore_note:
            remove_note(database, note.id, now=NOON, actor=BY_COMMAND)
        then(database, note.id, *given, now=NOON, actor=ANNA)

    return change


def after(first: Change, then: Change) -> Change:
    def change(database: Database) -> None:
        first(database)
        then(database)

    return change


MERGE = by_anna(merge_products, ["Cake"], "Tea")
VIEW = by_anna(save_view, "Anna's view", "revenue", {"period": ["last-week"]})
NO_VIEW = after(VIEW, by_anna(delete_view, "Anna's view"))

CHANGES: dict[str, tuple[Change, list[str]]] = {
    "import": (lambda database: imported(database, mindbody_csv(sale(order_id="9"))), ["imported"]),
    "import with an answer": (answered, ["imported", "answered"]),
    "import that replaces": (replaced, ["imported", "replaced"]),
    "import with its corrections": (completed, ["imported", "imported"]),
    "undo": (by_anna(undo_import, 1), ["undone"]),
    "redo": (after(by_anna(undo_import, 1), by_anna(redo_import, 1, "SGD")), ["undone", "redone"]),
    "merge": (MERGE, ["merged"]),
    "unmerge": (after(MERGE, by_anna(unmerge_product, "Cake")), ["merged", "unmerged"]),
    "rename": (by_anna(rename_product, "Cake", "Pie"), ["renamed"]),
    "tell apart": (by_anna(keep_distinct, ["Tea", "Tee"]), ["told apart"]),
    "forget what was told apart": (by_anna(forget_distinct), ["told apart"]),
    "note": (by_anna(add_note, date(2025, 3, 28), "Anna was ill"), ["noted"]),
    "change a note": (noted(change_note, date(2025, 3, 29), "Anna is well"), ["noted"]),
    "take a note away": (noted(remove_note), ["noted"]),
    "put a note back": (noted(restore_note), ["noted"]),
    "save a view": (VIEW, ["view saved"]),
    "delete a view": (NO_VIEW, ["view saved", "view deleted"]),
    "choose a setting": (by_anna(change_setting, "week_start", 6), ["setting"]),
    "set a goal": (by_anna(change_setting, "monthly_goal", "123456.78"), ["setting"]),
    "rebuild": (by_anna(rebuild), ["rebuilt"]),
}  # fmt: skip


@pytest.fixture
def filled(database: Database) -> Database:
    load(database, mindbody_csv(TEA, CAKE))
    return database


def of_anna(database: Database) -> list[dict[str, Any]]:
    query = select(audit).where(audit.c.actor == ANNA.name).order_by(audit.c.id)
    with database.reading() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


@sqlite_only
@pytest.mark.parametrize(("change", "events"), CHANGES.values(), ids=CHANGES)
def test_whatever_is_changed_leaves_a_trace(
    filled: Database, change: Change, events: list[str]
) -> None:
    change(filled)
    rows = of_anna(filled)
    assert [row["event"] for row in rows] == events
    for row in rows:
        assert (row["role"], row["face"], row["request"]) == ("import", "pages", "r-1")
        assert row["what"].endswith(".")
        assert "Anna" not in row["what"]  # what people write freely stays out
        assert "123456" not in row["what"]


@sqlite_only
def test_what_is_refused_leaves_none(filled: Database) -> None:
    for change in (by_anna(undo_import, 99), by_anna(delete_view, "none"), noted(remove_note, 1)):
        with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it is refused with
            change(filled)
    imported(filled)  # the same file again
    assert of_anna(filled) == []


def test_an_undo_leaves_the_trail_as_it_was(filled: Database) -> None:
    imported(filled, mindbody_csv(sale(order_id="9")))
    before = of_anna(filled)
    undo_import(filled, 2, now=NOON, actor=ANNA)
    assert of_anna(filled)[: len(before)] == before


WITHOUT = {
    ("settled.py", "_keep"): "keeps the currency that held before it was kept at all",
    ("api_tokens.py", "note_used"): "when a token was used last is told with the tokens",
    ("ended_logins.py", "end_login"): "a login that ends lets nobody in",
    ("waiting_files.py", "keep_waiting"): "who waits is told anew with every look at the folder",
}
"""Functions that write and leave no trace, and why."""


def writers() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Give every function of the package in which a writing transaction begins."""
    for path in Path(sales_core.__file__).parent.rglob("*.py"):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if ".writing(" in text else ():
            if isinstance(node, ast.FunctionDef) and node.name != "writing":
                calls = [n for n in ast.walk(node) if isinstance(n, ast.Call)]
                if any(ast.unparse(call.func).endswith(".writing") for call in calls):
                    yield path.name, node


def test_every_function_that_writes_is_told_by_whom() -> None:
    found = {(name, node.name): ast.unparse(node) for name, node in writers()}
    assert len(found) > 10
    assert found.keys() >= WITHOUT.keys()
    named = re.compile(r"\bactor\b|\bBY_COMMAND\b|\bBY_ITSELF\b")
    nameless = {key for key, text in found.items() if key not in WITHOUT and not named.search(text)}
    assert {key for key in nameless if "yield connection" not in found[key]} == set()


def asked(client: TestClient, **query: str | int) -> Any:
    answer = client.get("/api/audit", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
def client(database: Database) -> TestClient:
    return TestClient(
        make_app(lambda: database), client=("127.0.0.1", 1), base_url="http://localhost"
    )


@sqlite_only
def test_every_writing_route_leaves_a_trace(client: TestClient) -> None:
    upload(client)
    assert client.delete("/api/imports/1").status_code == 200
    writing = {
        (method.upper(), path)
        for path, methods in client.get("/api/openapi.json").json()["paths"].items()
        for method in methods
        if method not in ("get", "head")
    }
    assert client.post("/api/imports/1/redo").status_code == 200
    assert writing == {
        ("POST", "/api/import-sales"),
        ("DELETE", "/api/imports/{import_id}"),
        ("POST", "/api/imports/{import_id}/redo"),
    }
    rows = asked(client)["audit"]
    assert [row["event"] for row in rows] == ["redone", "undone", "imported"]
    assert {row["who"] for row in rows} == {"API"}


@sqlite_only
def test_the_api_tells_the_latest_first_page_by_page(
    client: TestClient, database: Database
) -> None:
    upload(client)
    for number in range(5):
        with database.writing() as connection:
            moment = NOON + timedelta(days=number)
            record(connection, ANNA, Event.SETTING, f"Change {number}.", now=moment)
    first = asked(client, limit=2, who=ANNA.name)
    assert [row["what"] for row in first["audit"]] == ["Change 4.", "Change 3."]
    second = asked(client, limit=3, who=ANNA.name, before=first["next"])
    assert [row["what"] for row in second["audit"]] == ["Change 2.", "Change 1.", "Change 0."]
    assert asked(client, limit=3, who=ANNA.name, before=second["next"]) == {
        "audit": [],
        "next": None,
    }
    days = asked(client, start="2025-05-02", end="2025-05-03")["audit"]
    assert [row["what"] for row in days] == ["Change 2.", "Change 1."]
    (only,) = asked(client, event="imported")["audit"]
    assert (only["import_id"], only["file"], len(only["request"])) == (1, "a.csv", 16)


@sqlite_only
@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("event=eaten", "event is 'eaten'"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("before=0", "before"),
        ("start=2025-02-30", "start"),
        ("person=x", "There is no parameter"),
    ],
)
def test_what_cannot_be_asked_is_refused(client: TestClient, query: str, why: str) -> None:
    assert_refused(client.get(f"/api/audit?{query}"), 400, why)


def test_the_days_asked_for_are_both_included() -> None:
    asked = asked_trail(None, None, date(2025, 5, 1), date(2025, 5, 1))
    assert asked.since == NOON.replace(hour=0)
    assert asked.until == NOON.replace(day=2, hour=0)
    with pytest.raises(OptionError):
        asked_trail(None, "eaten", None, None)


def test_the_trail_says_everybody_once(filled: Database) -> None:
    for actor in (WATCHED_FOLDER, BY_API, replace(ANNA, request=""), ANNA):
        with filled.writing() as connection:
            record(connection, actor, Event.SETTING, "Done.", now=NOON)
    with filled.reading() as connection:
        everybody = ("API", "anna@example.org", "command line", "watched folder")
        assert sorted(actors_in(connection)) == sorted(everybody)
    (trace,) = audit_trail(filled, Asked(done=Event.IMPORTED))
    assert trace.file == "sales.csv"


@sqlite_only
def test_the_command_tells_it_as_text_json_and_csv(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", str(filled.engine.url))
    with filled.writing() as connection:
        record(connection, replace(ANNA, name="=cmd"), Event.SETTING, "=1+1.", now=NOON)

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(commands, ["audit", *arguments])
        assert done.exit_code == 0, done.output
        return done.output

    assert "2025-05-01 12:00  command line  imported" in run()
    found = json.loads(run("--json"))
    assert [row["event"] for row in found["audit"]] == ["setting", "imported"]
    rows = list(csv.DictReader(io.StringIO(run("--csv").removeprefix("\ufeff"))))
    assert rows[0]["who"] == "'=cmd"
    assert rows[0]["what"] == "'=1+1."
    assert (rows[1]["import_id"], rows[1]["file"]) == ("1", "sales.csv")
    assert "Nothing of this kind" in run("--who", "nobody")
