"""A file that is uploaded again: its import gains what is taken now, and no figure changes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select

from sales_core.importing.questions import Answers
from sales_core.imports import ImportOptions, preview_import, undo_import
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import revenue_report
from sales_core.reporting.traits import trait_breakdown, trait_kinds_of
from sales_core.store.database import Database
from sales_core.store.ledger import decode, encode
from sales_core.store.schema import imports, ledger_chunks
from sales_core.store.seals import seal_all
from sales_core.store.verify import rebuild, verify
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, export_of, load

FILE = b"""Date,Time,Order ID,Product,Category,Tax,Total,Size
2025-03-01,09:12,1,Latte,Coffee,0.83,10.00,L
2025-03-02,14:40,2,Cake,Food,0.41,5.00,M
"""
BARE = b"""Date,Order ID,Product,Total
2025-03-01,1,Latte,10.00
2025-03-02,2,Cake,5.00
2025-03-02,3,Cake,5.00
"""


def forget(database: Database) -> None:
    """Make the first import one of before lines said more."""
    with database.writing() as connection:
        chunk = connection.execute(select(ledger_chunks.c.lines)).scalar_one()
        lines = decode(chunk)
        bare = lines.assign(
            traits=lines["traits"].cat.set_categories([""]).fillna(""), tax=lines["tax"] * 100
        )
        connection.execute(ledger_chunks.update().values(lines=encode(bare)))
        plan = dict(connection.execute(select(imports.c.plan)).scalar_one())
        del plan["traits"]
        connection.execute(imports.update().values(plan=plan))
        seal_all(connection)
    rebuild(database, now=NOON, actor=BY_COMMAND)


def test_an_import_of_before_gains_by_its_file(database: Database) -> None:
    load(database, FILE)
    forget(database)
    assert trait_kinds_of(database) == ()
    told = preview_import(database, export_of(FILE), ImportOptions(), "SGD")
    assert (told.status, told.gained) == ("already_imported", ("category", "hour", "tax"))
    assert trait_kinds_of(database) == ()
    result = load(database, FILE)
    assert (result.status, result.gained) == ("already_imported", ("category", "hour", "tax"))
    assert "Read again: adds category, hour, tax" in result.message
    assert result.as_json()["gained"] == ["category", "hour", "tax"]
    figures = revenue_report(database, Filters()).figures
    assert (figures.revenue, figures.tax) == (Decimal(15), Decimal("1.24"))
    assert figures.orders == 2
    assert trait_breakdown(database, Filters(), "category")["name"].tolist() == ["Coffee", "Food"]
    assert verify(database).clean
    assert load(database, FILE).gained == ()
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    assert trait_kinds_of(database) == ()
    assert verify(database).clean


def test_a_column_is_kept_later(database: Database) -> None:
    load(database, FILE)
    result = load(database, FILE, answers=Answers(keep=("Size",)))
    assert result.gained == ("Size",)
    assert trait_breakdown(database, Filters(), "kept:Size")["name"].tolist() == ["L", "M"]
    assert verify(database).clean


@pytest.mark.parametrize("first", [FILE, BARE])
def test_another_file_of_the_same_lines_fills_in(database: Database, first: bytes) -> None:
    other = BARE if first == FILE else FILE
    load(database, first)
    result = load(database, other, name="other.csv")
    assert bool(result.gained) == (other == FILE)
    parts = trait_breakdown(database, Filters(), "category")
    assert set(parts["name"]) == {"Coffee", "Food", ""}
    assert verify(database).clean
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    assert verify(database).clean
    kinds = {each.kind for each in trait_kinds_of(database)}
    assert kinds == ({"category", "hour"} if other == FILE else set())


def test_what_is_kept_is_remembered_for_the_header(database: Database) -> None:
    load(database, FILE, answers=Answers(keep=("Size",)))
    more = FILE.replace(b"2025-03", b"2025-04")
    result = load(database, more, name="april.csv")
    assert result.remembered is not None
    assert result.remembered.answers.keep == ("Size",)
    parts = trait_breakdown(database, Filters(), "kept:Size")
    assert parts["lines"].tolist() == [2, 2]
