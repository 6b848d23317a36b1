"""Many rows in few statements: the same rows arrive, on each kind of server."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DBAPIError

from sales_core.errors import DatabaseUnreachableError
from sales_core.store import bulk
from sales_core.store.bulk import as_rows, insert_records, insert_rows, on_days
from sales_core.store.database import Database
from sales_core.store.schema import monthly_product_revenue as monthly
from sales_core.store.schema import products, sales

LARGEST = 2**63 - 1
TEXTS = [
    "",
    "'; DROP TABLE sales; --",
    "\u00e9",
    "\U0001f469\u200d\U0001f680 \u202ex",
    'a"b',
    "%s ? :name",
    "NaN",
    "0" * 500,
]


def column(values: list[Any], dtype: Any) -> pd.Series[Any]:
    made: pd.Series[Any] = pd.Series(values, dtype=dtype)
    return made


def days(values: list[date | None]) -> pd.Series[Any]:
    return pd.Series(np.array(values, "datetime64[D]").astype("datetime64[s]"))


def lines(count: int) -> dict[str, pd.Series[Any]]:
    """Give the columns of some lines, of which every third has no unit price."""
    numbers = list(range(count))
    prices = [None if number % 3 == 0 else number for number in numbers]
    return {
        "sale_date": days([date(2025, 3, 1 + number % 28) for number in numbers]),
        "order_id": column([str(number) for number in numbers], "str"),
        "product_id": column([number % 5 for number in numbers], "int64"),
        "quantity": column([1_000] * count, "int64"),
        "amount": column([LARGEST - number for number in numbers], "int64"),
        "location_id": column([1] * count, "int64"),
        "payment_method_id": column([1] * count, "int64"),
        "occurrence": column([1] * count, "int64"),
        "unit_price": column(prices, "Int64"),
        "import_id": column([1] * count, "int64"),
        "source_line": column([-LARGEST + number for number in numbers], "int64"),
        "discount": column([None] * count, "Int64"),
        "tax": column(prices, "Int64"),
        "traits_id": column([1] * count, "int64"),
    }


def bulk_insert(connection: Connection, table: Table, columns: dict[str, pd.Series[Any]]) -> int:
    return insert_rows(connection, as_rows(table, columns, connection.dialect.name))


def read(database: Database, table: Table) -> list[tuple[Any, ...]]:
    with database.reading() as connection:
        query = select(table).order_by(*table.primary_key.columns)
        return [tuple(row) for row in connection.execute(query)]


def plain(columns: dict[str, pd.Series[Any]], table: Table) -> list[tuple[Any, ...]]:
    made = []
    for found in table.columns:
        values = columns[found.name].tolist()
        values = [value.date() if isinstance(value, pd.Timestamp) else value for value in values]
        made.append([None if pd.isna(value) else value for value in values])
    return sorted(zip(*made, strict=True))


@pytest.mark.parametrize("count", [1, 63, 64, 65, 64 * 3 * 2 + 70])
def test_all_rows_arrive_whatever_their_number(
    database: Database, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(bulk, "_STATEMENTS", 3)
    assert bulk.ROWS_PER_STATEMENT == 64
    columns = lines(count)
    with database.writing() as connection:
        assert bulk_insert(connection, sales, columns) == count
    assert read(database, sales) == plain(columns, sales)


def test_no_rows_are_no_statement(database: Database) -> None:
    with database.writing() as connection:
        assert bulk_insert(connection, sales, lines(0)) == 0
    assert read(database, sales) == []


def test_rows_whose_key_is_there_are_left_out_and_not_counted(database: Database) -> None:
    columns = lines(150)
    some = {name: values.iloc[::2] for name, values in columns.items()}
    changed = columns | {"unit_price": column([7] * 150, "Int64")}
    dialect = database.engine.dialect.name
    with database.writing() as connection:
        bulk_insert(connection, sales, some)
        rows = as_rows(sales, changed, dialect)
        assert insert_rows(connection, rows, skip_existing=True) == 75
        assert insert_rows(connection, rows, skip_existing=True) == 0
    prices = {row[1]: row[8] for row in read(database, sales)}
    assert [prices["1"], prices["2"], prices["3"]] == [7, 2, 7]


def test_every_text_and_every_missing_value_arrives(database: Database) -> None:
    count = len(TEXTS)
    columns = lines(count) | {"order_id": column(TEXTS, "str")}
    with database.writing() as connection:
        bulk_insert(connection, sales, columns)
    assert {row[1] for row in read(database, sales)} == set(TEXTS)


def test_missing_days_are_null(database: Database) -> None:
    columns = {
        "location_id": column([1, 1], "int64"),
        "month": days([date(2025, 3, 1), date(2025, 4, 1)]),
        "product_id": column([1, 1], "int64"),
        **{name: column([0, -5], "int64") for name in ("lines", "gross_sales", "refunds")},
        **{name: column([0, 3], "int64") for name in ("units", "orders")},
        "unnumbered": column([0, 2], "int64"),
        "unit_price": column([None, LARGEST], "Int64"),
        "first_sold": days([None, date(1980, 1, 1)]),
        "last_sold": days([None, date(2199, 12, 31)]),
    }
    sold = (date(1980, 1, 1), date(2199, 12, 31))
    with database.writing() as connection:
        assert bulk_insert(connection, monthly, columns) == 2
    assert read(database, monthly) == [
        (1, date(2025, 3, 1), 1, 0, 0, 0, 0, 0, None, None, None, 0),
        (1, date(2025, 4, 1), 1, -5, -5, -5, 3, 3, LARGEST, *sold, 2),
    ]


def test_days_may_come_as_dates(database: Database) -> None:
    columns = lines(2) | {
        "sale_date": pd.Series([date(2025, 3, 1), date(2025, 3, 2)], dtype=object)
    }
    with database.writing() as connection:
        bulk_insert(connection, sales, columns)
    assert [row[0] for row in read(database, sales)] == [date(2025, 3, 1), date(2025, 3, 2)]


def test_a_row_that_is_there_is_an_error_where_none_may_be(database: Database) -> None:
    def insert_twice() -> None:
        with database.writing() as connection:
            bulk_insert(connection, sales, lines(3))
            bulk_insert(connection, sales, lines(3))

    with pytest.raises(DBAPIError, match=r"(?i)unique"):
        insert_twice()
    assert read(database, sales) == []


def test_rows_that_may_be_there_come_batch_by_batch_and_import_by_import(
    database: Database,
) -> None:
    dialect = database.engine.dialect.name
    added = []
    for count in (3, 100, 101):
        with database.writing() as connection:
            for more in (0, 1):
                rows = as_rows(sales, lines(count + more), dialect)
                added.append(insert_rows(connection, rows, skip_existing=True))
    assert added == [3, 1, 96, 1, 0, 1]
    assert read(database, sales) == plain(lines(102), sales)


@pytest.mark.parametrize("count", [1, 64, 65, 300])
def test_objects_arrive_as_they_are(database: Database, count: int) -> None:
    moment = datetime(2025, 3, 1, 23, 59, 59, 123456, UTC)
    written = {number: f"{number} {text}\t\\N \\. \n\r" for number, text in enumerate(TEXTS * 40)}
    made = [
        {"id": number, "name": written[number], "created_at": moment, "updated_at": moment}
        for number in range(count)
    ]
    with database.writing() as connection:
        insert_records(connection, products, made)
    found = {row[0]: (row[1], row[3]) for row in read(database, products)}
    assert found == {number: (written[number], moment) for number in range(count)}


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_number_without_room_is_never_cut(database: Database) -> None:
    columns = lines(2) | {"product_id": column([1, 2**31], "int64")}
    with pytest.raises(OverflowError, match="no room in 4 bytes"):
        as_rows(sales, columns, database.engine.dialect.name)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_server_that_goes_away_while_rows_are_sent_is_told(database: Database) -> None:
    rows = as_rows(sales, lines(1_000), database.engine.dialect.name)

    def insert_without_a_server() -> None:
        with database.writing() as connection:
            number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            with database.engine.connect() as other:
                other.exec_driver_sql(f"SELECT pg_terminate_backend({number}, 5000)")
            insert_rows(connection, rows)

    with pytest.raises(DatabaseUnreachableError, match="cannot be used"):
        insert_without_a_server()
    assert read(database, sales) == []


@pytest.mark.parametrize(
    ("runs", "wanted"),
    [
        ([(3, 3)], [3]),
        ([(9, 12), (3, 5)], [3, 4, 5, 9, 10, 11, 12]),
        ([(3, 5), (6, 6), (5, 5)], [3, 4, 5, 6]),
        ([(1, 2), (4, 4), (27, 28)], [1, 2, 4, 27, 28]),
        ([], []),
    ],
)
def test_some_days_are_found_however_many_statements_that_takes(
    database: Database, runs: list[tuple[int, int]], wanted: list[int]
) -> None:
    days = [(date(2025, 3, first), date(2025, 3, last)) for first, last in runs]
    with database.writing() as connection:
        bulk_insert(connection, sales, lines(28))
        chosen = on_days(connection, sales.c.sale_date, days)
        found = [
            day.day
            for some in chosen
            for day in connection.execute(select(sales.c.sale_date).where(some.condition)).scalars()
        ]
    assert sorted(found) == wanted
    assert len(chosen) <= 1 or database.engine.dialect.name == "sqlite"
