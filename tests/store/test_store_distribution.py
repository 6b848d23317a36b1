"""Spreading the tables over the nodes of Citus, and refusing where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from sales_core.errors import NotDistributableError
from sales_core.imports import undo_import
from sales_core.store import migrate
from sales_core.store.database import Database, open_database
from sales_core.store.distribution import LOCAL, distribute, is_distributed, place_of
from sales_core.store.schema import metadata
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale
from tests.states import answers, assert_clean, raw


@pytest.fixture
def citus(citus_url: str) -> Iterator[Database]:
    opened = open_database(citus_url)
    yield opened
    opened.close()


def places(database: Database) -> dict[str, str]:
    with database.reading() as connection:
        query = text("SELECT table_name::text, citus_table_type FROM citus_tables")
        return {row[0]: row[1] for row in connection.execute(query)}


def test_every_table_has_its_place() -> None:
    distributed = {name for name, one in metadata.tables.items() if place_of(one) == "distributed"}
    assert distributed == {
        "sales", "daily_revenue", "daily_product_revenue",
        "monthly_product_revenue", "daily_traits",
    }  # fmt: skip
    assert {name for name, one in metadata.tables.items() if place_of(one) == "local"} == LOCAL


def test_the_key_of_every_distributed_table_has_the_location() -> None:
    for table in metadata.tables.values():
        if place_of(table) == "distributed":
            assert "location_id" in table.primary_key.columns
            assert not table.foreign_keys


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_what_is_not_on_citus_is_refused(database: Database) -> None:
    with pytest.raises(NotDistributableError, match=r"cannot be distributed.*scaling\.md") as told:
        distribute(database.engine)
    assert "Nothing was changed" in str(told.value)
    with database.reading() as connection:
        assert not is_distributed(connection)


def test_distributing_again_moves_nothing(citus: Database) -> None:
    done = distribute(citus.engine)
    assert done.changed == {}
    assert (done.nodes > 0, done.before) == (True, len(metadata.tables))


def test_what_is_stored_already_moves_along(citus: Database) -> None:
    load(citus, mindbody_csv(sale(), sale(order_id="2", location="Yard")))
    kept, said = raw(citus), answers(citus)
    with citus.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in ("products", "daily_traits", "sales"):
            connection.execute(text("SELECT undistribute_table(:name)"), {"name": name})
    assert set(distribute(citus.engine).changed) == {"products", "daily_traits", "sales"}
    assert (raw(citus), answers(citus)) == (kept, said)
    assert_clean(citus)
    together = text(
        "SELECT count(DISTINCT colocation_id) FROM citus_tables "
        "WHERE citus_table_type = 'distributed'"
    )
    with citus.reading() as connection:
        assert connection.execute(together).scalar_one() == 1


def test_tables_of_a_later_migration_find_their_place(citus: Database) -> None:
    load(citus, mindbody_csv(sale(), sale(order_id="2", location="Yard")))
    before, kept = places(citus), raw(citus)
    migrate.downgrade(citus.engine, "0010")
    assert "daily_traits" not in places(citus)
    migrate.upgrade(citus.engine)
    assert (places(citus), raw(citus)) == (before, kept)
    undo_import(citus, 1, now=NOON, actor=BY_COMMAND)
    assert_clean(citus)


def test_what_belongs_to_a_location_lies_on_one_node(citus: Database) -> None:
    load(citus, mindbody_csv(*(sale(location=f"Shop {at}") for at in range(8))))
    query = text(
        "SELECT count(*) FROM (SELECT get_shard_id_for_distribution_column('sales', location_id) "
        "FROM (SELECT DISTINCT location_id FROM sales) a GROUP BY 1) b"
    )
    with citus.reading() as connection:
        assert connection.execute(query).scalar_one() > 1  # and the shops on several
