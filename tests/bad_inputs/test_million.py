"""A million rows are imported to the cent (92), and amounts that no float holds add up (77)."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import func, select

from sales_core.store.database import Database
from sales_core.store.schema import sales
from tests.builders import load


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_million_rows_are_imported_exactly(database: Database) -> None:
    pairs = (
        f"2025-03-{at % 28 + 1:02},{at},Tea,0.1\n2025-03-{at % 28 + 1:02},{at},Cake,0.2\n"
        for at in range(500_000)
    )
    content = ("date,order id,item,amount\n" + "".join(pairs)).encode()
    began = time.perf_counter()
    result = load(database, content)
    assert time.perf_counter() - began < 60
    assert result.status == "imported", result.message
    with database.reading() as connection:
        count, total = connection.execute(select(func.count(), func.sum(sales.c.amount))).one()
    assert (count, total) == (1_000_000, 150_000 * 10_000)
