"""The lines as stored: what is inserted, what is there already, and what is taken away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Connection

from sales_core.store import stored_lines
from sales_core.store.database import Database
from sales_core.store.names import NameIds
from sales_core.store.stored_lines import Inserted
from tests.builders import NOON, line, line_frame

DAY = date(2025, 3, 28)


def insert(connection: Connection, import_id: int, *lines: dict[str, Any]) -> Inserted:
    frame = stored_lines.identified(line_frame(*lines), NameIds(connection, NOON), import_id)
    rows = stored_lines.sales_rows(frame, connection.dialect.name)
    return stored_lines.insert_lines(connection, frame, rows)


def read(connection: Connection) -> pd.DataFrame:
    return stored_lines.read_lines(connection, date.min, date.max)


def test_lines_come_back_with_their_names(database: Database) -> None:
    with database.writing() as connection:
        insert(connection, 7, line(unit_price=None), line(product="Cake", order_id="0"))
        lines = stored_lines.with_names(connection, read(connection))
    assert lines["order_id"].tolist() == ["0", "1"]
    assert lines["product"].tolist() == ["Cake", "Tea"]
    assert lines["unit_price"].isna().tolist() == [False, True]
    assert lines["import_id"].tolist() == [7, 7]
    assert lines["source_line"].tolist() == [3, 2]
    assert lines["sale_date"].tolist() == [pd.Timestamp(DAY)] * 2


def test_only_what_is_not_there_is_counted(database: Database) -> None:
    with database.writing() as connection:
        assert insert(connection, 1, line(), line(), line(amount=7)) == Inserted(3, 200_007)
        assert insert(connection, 2, line(), line(amount=7)) == Inserted(0, 0)
        brought = (line(), line(), line(), line(amount=-5), line(order_id="2"))
        assert insert(connection, 3, *brought) == Inserted(3, 199_995)
        assert len(read(connection)) == 6


def test_no_lines_are_none(database: Database) -> None:
    with database.writing() as connection:
        lines = read(connection)
        assert len(stored_lines.with_names(connection, lines)) == 0
        assert not stored_lines.days_with_lines(connection, date.min, date.max)
    assert lines.dtypes["sale_date"] == "datetime64[s]"
    assert lines.dtypes["unit_price"] == "Int64"


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [(-1, -1, False), (-1, 0, True), (0, 0, True), (1, 1, False), (1, 2, True), (3, 9, False)],
)
def test_days_with_lines_counts_both_ends(
    database: Database, first: int, last: int, *, found: bool
) -> None:
    with database.writing() as connection:
        insert(connection, 1, line(), line(sale_date=DAY + timedelta(days=2)))
        ends = (DAY + timedelta(days=first), DAY + timedelta(days=last))
        assert stored_lines.days_with_lines(connection, *ends) == found
        assert (len(stored_lines.read_lines(connection, *ends)) > 0) == found


def test_deleting_days_takes_those_days_alone(database: Database) -> None:
    with database.writing() as connection:
        insert(connection, 1, *(line(sale_date=DAY + timedelta(days=day)) for day in range(4)))
        stored_lines.delete_days(connection, [(DAY + timedelta(days=1), DAY + timedelta(days=2))])
        left = [day.date() for day in read(connection)["sale_date"]]
    assert left == [DAY, DAY + timedelta(days=3)]


def test_deleting_orders_takes_all_lines_of_those_orders(database: Database) -> None:
    with database.writing() as connection:
        mine = line_frame(line(amount=1))
        insert(connection, 1, line(), line(product="Cake", amount=5, payment_method="Card"))
        insert(connection, 1, line(location="Online"), line(sale_date=DAY + timedelta(days=1)))
        insert(connection, 1, line(order_id="2"))
        frame = stored_lines.identified(mine, NameIds(connection, NOON), 2)
        assert stored_lines.delete_orders(connection, frame) == Inserted(2, 100_005)
        assert stored_lines.delete_orders(connection, frame) == Inserted(0, 0)
        assert len(read(connection)) == 3


def test_more_orders_than_fit_into_a_statement_are_deleted(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_lines, "_KEYS", 7)
    lines = [
        line(order_id=str(number), sale_date=DAY + timedelta(number % 3)) for number in range(50)
    ]
    with database.writing() as connection:
        insert(connection, 1, *lines)
        some = stored_lines.identified(line_frame(*lines[:40]), NameIds(connection, NOON), 2)
        assert stored_lines.delete_orders(connection, some) == Inserted(40, 4_000_000)
        assert sorted(map(int, read(connection)["order_id"])) == list(range(40, 50))


def test_runs_of_days_are_as_long_as_they_can_be() -> None:
    days = [5, 1, 2, 2, 9, 3, 31, 32]
    series = pd.Series(np.datetime64("2025-01-01") + np.array(days) - 1).astype("datetime64[s]")
    runs = list(stored_lines.runs_of_days(series))
    start = date(2025, 1, 1)
    assert runs == [
        (start, date(2025, 1, 3)),
        (date(2025, 1, 5), date(2025, 1, 5)),
        (date(2025, 1, 9), date(2025, 1, 9)),
        (date(2025, 1, 31), date(2025, 2, 1)),
    ]
    assert list(stored_lines.runs_of_days(series[:0])) == []
