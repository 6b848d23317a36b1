"""Numbers of names: each name has one, and keeps it as long as it is used."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import pytest

from sales_core.imports import undo_import
from sales_core.store.database import Database
from sales_core.store.names import NameIds, id_of_name, name_of_id
from sales_core.values.actors import BY_COMMAND
from sales_core.values.lines import NAMES
from tests.builders import NOON, load, mindbody_csv, sale

ODD = ["", "Tea", "tea", "Tea ", "NA", "null", "'; DROP TABLE products; --", "名前", "x" * 500]


PLAIN = [kind for kind in NAMES if kind != "traits"]
"""Kinds whose names may be anything."""


@pytest.mark.parametrize("kind", PLAIN)
def test_every_name_gets_a_number_once(database: Database, kind: str) -> None:
    with database.writing() as connection:
        ids = NameIds(connection, NOON)
        first = ids.of(kind, [*ODD, "Tea", ""])
        assert first[:-2] == list(range(1, len(ODD) + 1))
        assert first[-2:] == [2, 1]
        assert ids.of(kind, []) == []
    with database.writing() as connection:
        again = NameIds(connection, NOON)
        assert again.of(kind, ["new", *ODD]) == [len(ODD) + 1, *first[:-2]]
        assert id_of_name(connection, kind)["NA"] == 5
        assert name_of_id(connection, kind)[1] == ""


def test_kinds_are_numbered_apart(database: Database) -> None:
    with database.writing() as connection:
        ids = NameIds(connection, NOON)
        assert [ids.of(kind, ["one", "two"]) for kind in PLAIN] == [[1, 2]] * 3


def test_a_column_gives_the_number_of_each_row(database: Database) -> None:
    column = pd.Series(pd.Categorical(["b", "a", "b"], pd.Index(["a", "unused", "b"], dtype="str")))
    with database.writing() as connection:
        ids = NameIds(connection, NOON)
        found = ids.column("product", column).tolist()
        assert len(ids.column("product", column.iloc[:0])) == 0
        known = id_of_name(connection, "product")
    assert found == [known["b"], known["a"], known["b"]]
    assert "unused" not in known


def test_names_that_no_line_has_any_more_are_forgotten(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    load(database, mindbody_csv(sale(order_id="2", item="Cake", location="Café")))
    undo_import(database, 2, now=NOON + timedelta(days=1), actor=BY_COMMAND)
    with database.reading() as connection:
        assert id_of_name(connection, "product") == {"Tea": 1}
        assert id_of_name(connection, "location") == {"Hall": 1}
        assert id_of_name(connection, "payment_method") == {"Cash": 1}
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    with database.reading() as connection:
        assert [id_of_name(connection, kind) for kind in NAMES] == [{}, {}, {}, {"": 0}]
