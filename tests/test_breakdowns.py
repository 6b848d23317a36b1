"""Breakdowns, taxes and hours: one and the same on the command line, over HTTP and in files."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sales_core.cli import run
from sales_core.importing.questions import Answers
from sales_core.imports import undo_import
from sales_core.reporting.breakdown_tables import hours_table, parts_table, taxes_table
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import revenue_report
from sales_core.reporting.tables import series_table
from sales_core.reporting.traits import parts_of, trait_breakdown, trait_kinds_of
from sales_core.store.database import Database, open_database
from sales_core.store.verify import verify
from sales_core.values.actors import BY_COMMAND
from tests.api.clients import make_app
from tests.builders import NOON, load

SHOP = b"""Date,Time,Order ID,Product,Category,Qty,Discount,Tax,Tax Rate,Total,Location,Cashier,Size
2025-03-01,09:12,1,Latte,Coffee,2,0.00,0.83,9%,10.00,Hall,Ana,L
2025-03-01,09:12,1,Cake,Food,1,1.00,0.41,9%,5.00,Hall,Ana,
2025-03-01,14:40,2,Latte,Coffee,1,0.00,0.41,9%,5.00,Pier,Ben,M
2025-03-02,10:05,3,Tea,,1,0.00,,,4.00,Pier,Ben,M
2025-04-02,18:30,4,Latte,Coffee,-1,0.00,0.41,9%,-5.00,Hall,Ana,L
2025-04-03,11:00,5,Book,Goods,1,2.00,0.00,0%,18.00,Hall,,
"""

BARE = b"""Date,Order ID,Product,Qty,Total,Location
2025-03-01,91,Mug,1,7.00,Dock
2025-05-01,92,Mug,2,14.00,Hall
"""
"""Days and places of which nobody says anything more."""


def fill(database: Database) -> None:
    load(database, SHOP)
    load(database, BARE, name="bare.csv")


def by_hand(column: str) -> dict[str, Decimal]:
    """Add the totals of both files up by a column."""
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for content in (SHOP, BARE):
        for row in csv.DictReader(io.StringIO(content.decode())):
            found[row.get(column, "")] += Decimal(row["Total"])
    return dict(found)


KINDS = {"category": "Category", "staff": "Cashier"}


@pytest.mark.parametrize(("kind", "column"), KINDS.items())
def test_the_parts_are_those_of_the_files(database: Database, kind: str, column: str) -> None:
    fill(database)
    parts = trait_breakdown(database, Filters(), kind)
    found = {
        name: Decimal(amount) / 10_000
        for name, amount in zip(parts["name"], parts["revenue"], strict=True)
    }
    assert found == by_hand(column)
    assert int(parts["lines"].sum()) == 8


QUESTIONS = [
    Filters(),
    Filters(locations=("Hall",)),
    Filters(payment_methods=("",)),
    Filters(products=("Latte",)),
    Filters(traits=(("category", ("Coffee",)),)),
    Filters(traits=(("category", ("Coffee", "Food")), ("staff", ("Ana",)))),
    Filters(traits=(("category", ("",)),)),
]


@pytest.mark.parametrize("kind", ["category", "staff", "hour", "tax_rate"])
def test_parts_add_up_to_the_whole(database: Database, kind: str) -> None:
    fill(database)
    for filters in QUESTIONS:
        whole = revenue_report(database, filters).figures
        parts = trait_breakdown(database, filters, kind)
        assert Decimal(int(parts["revenue"].sum())) / 10_000 == whole.revenue, filters
        assert int(parts["lines"].sum()) == whole.lines, filters
        tax = Decimal(int(parts["tax"].fillna(0).sum())) / 10_000
        assert tax == (whole.tax or 0), filters
        assert Decimal(int(parts["discounts"].sum())) / 10_000 == whole.discounts, filters
        if whole.net_revenue is not None and whole.tax is not None:
            together = whole.net_revenue + whole.tax + whole.revenue_without_tax
            assert together == whole.revenue, filters


def test_one_value_from_its_daily_rows_is_that_of_its_lines(database: Database) -> None:
    fill(database)
    for each in trait_kinds_of(database):
        parts = trait_breakdown(database, Filters(), each.kind).set_index("name")
        for value in each.values:
            alone = revenue_report(database, Filters(traits=((each.kind, (value,)),))).figures
            with_lines = Filters(payment_methods=("",), traits=((each.kind, (value,)),))
            assert alone == revenue_report(database, with_lines).figures
            assert alone.revenue == Decimal(int(parts["revenue"][value])) / 10_000
            assert alone.orders == parts.loc[value, "orders"]


def test_undone_imports_leave_no_names_behind(database: Database) -> None:
    fill(database)
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    assert trait_kinds_of(database) == ()
    assert verify(database).clean
    undo_import(database, 2, now=NOON, actor=BY_COMMAND)
    assert verify(database).clean


COMMANDS: dict[str, tuple[list[str], str, dict[str, str]]] = {
    "category": (["breakdown", "category"], "breakdown", {"by": "category"}),
    "staff of a place": (
        ["breakdown", "staff", "--location", "Hall"],
        "breakdown",
        {"by": "staff", "location": "Hall"},
    ),
    "a kept column": (
        ["breakdown", "size", "--category", "Coffee"],
        "breakdown",
        {"by": "Size", "category": "Coffee"},
    ),
    "taxes": (["taxes", "--start", "2025-03-01"], "taxes", {"start": "2025-03-01"}),
    "hours": (["hours", "--kept", "Size=L"], "hours", {"kept": "Size=L"}),
    "revenue": (
        ["revenue", "--by", "month", "--staff", "Ana"],
        "figures",
        {"by": "month", "staff": "Ana"},
    ),
}


@pytest.mark.parametrize("what", COMMANDS)
def test_all_faces_say_the_same(
    what: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    url = f"sqlite:///{tmp_path / 'sales.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    database = open_database(url)
    load(database, SHOP, answers=Answers(keep=("Size",)))
    load(database, BARE, name="bare.csv")
    arguments, path, parameters = COMMANDS[what]
    assert run([*arguments, "--json"]) == 0
    said = json.loads(capfdbinary.readouterr().out)
    face = make_app(lambda: database)
    client = TestClient(face, base_url="http://localhost", client=("127.0.0.1", 1))
    over_http = client.get(f"/api/metrics/revenue/{path}", params=parameters)
    assert over_http.status_code == 200, over_http.text
    assert over_http.json() == said
    assert run([*arguments, "--csv"]) == 0
    written = capfdbinary.readouterr().out.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written)))
    listed = next(value for value in said.values() if isinstance(value, list))
    for name in ("revenue", "tax", "net_revenue", "discounts", "revenue_without_tax"):
        told = [row.get(name, "0") for row in listed]
        assert [row.get(name, "0") for row in rows] == ["" if one is None else one for one in told]


def test_tables_to_take_away_have_the_same_figures(database: Database) -> None:
    fill(database)
    kind, parts = parts_of(database, Filters(), "tax rate")
    tables = [
        parts_table(parts, kind),
        taxes_table(database, Filters()),
        hours_table(database, Filters()),
        series_table(revenue_report(database, Filters(), "month"), "month"),
    ]
    for table in tables:
        revenue = next(column for column in table.columns if column.name == "revenue")
        assert sum(Decimal(str(each)) for each in revenue.values) == Decimal(58)
