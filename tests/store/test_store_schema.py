"""Migrations: up, down, and never without a copy of what was there."""

from __future__ import annotations

import gc
import shutil
import sqlite3
import warnings
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, delete, inspect, text

from sales_core.errors import DatabaseNewerError
from sales_core.store import database as store
from sales_core.store import migrate, stored_lines, verify_file
from sales_core.store.currency import keep_currency
from sales_core.store.daily_revenue import delete_rollups, write, write_rollups
from sales_core.store.database import Database, open_database
from sales_core.store.monthly_rollups import roll_up_months
from sales_core.store.rollups import roll_up
from sales_core.store.schema import HEAD, metadata, monthly_product_revenue
from tests.builders import load, mindbody_csv, sale
from tests.states import assert_clean, raw

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
with_foreign_keys = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
"""Distributing takes them away."""

NEXT = """
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("locations", sa.Column("city", sa.Text(), nullable=True))
    {then}


def downgrade() -> None:
    op.drop_column("locations", "city")
"""


def differences(database: Database) -> list[object]:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))


def tables(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(inspect(connection).get_table_names())


@with_foreign_keys
def test_a_new_database_has_the_tables_of_the_schema(database: Database) -> None:
    assert differences(database) == []
    assert tables(database) == {*metadata.tables, "alembic_version"}


def test_a_new_database_is_what_the_migrations_make(tmp_path: Path) -> None:
    new, migrated = tmp_path / "new.db", tmp_path / "migrated.db"
    open_database(f"sqlite:///{new}").close()
    engine = create_engine(f"sqlite:///{migrated}")
    migrate.upgrade(engine)
    engine.dispose()
    assert layout(new) == layout(migrated)


def layout(path: Path) -> dict[str, object]:
    """Give all that SQLite knows of the tables of a file, and the rows that are there at once."""
    with closing(sqlite3.connect(path)) as connection:
        found: dict[str, object] = {}
        for row in connection.execute("PRAGMA table_list").fetchall():
            name = row[1]
            parts = ("table_xinfo", "index_list", "foreign_key_list")
            found[name] = [
                row,
                *(connection.execute(f"PRAGMA {part}({name})").fetchall() for part in parts),
            ]
        triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        for query in ("SELECT * FROM data_version", "SELECT * FROM alembic_version", triggers):
            found[query] = connection.execute(query).fetchall()
    return found


def test_head_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(migrate.MIGRATIONS)).get_heads() == [HEAD]
    assert HEAD in migrate.known_revisions()


def test_down_to_nothing_and_up_again(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    migrate.downgrade(database.engine, "base")
    assert tables(database) == {"alembic_version"}
    migrate.upgrade(database.engine)
    assert differences(database) == []
    load(database, mindbody_csv(sale()))
    assert_clean(database)


@with_foreign_keys
def test_every_constraint_has_its_name(database: Database) -> None:
    with database.reading() as connection:
        found = inspect(connection)
        for name, table in metadata.tables.items():
            constraints = [
                found.get_pk_constraint(name),
                *found.get_unique_constraints(name),
                *found.get_foreign_keys(name),
            ]
            names = {str(constraint["name"]) for constraint in constraints}
            assert names == {str(constraint.name) for constraint in table.constraints}
            assert all(called.startswith(("pk_", "uq_", "fk_")) for called in names)


@sqlite_only
def test_large_tables_are_clustered_by_their_key(database: Database) -> None:
    with database.reading() as connection:
        query = text("SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'")
        clustered = set(connection.execute(query).scalars())
    assert {"sales", "daily_revenue", "daily_product_revenue"} <= clustered


@pytest.fixture
def with_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of migrations in which there is one more to come; it is what is run."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "next.py").write_text(NEXT.format(head=HEAD, then=""))
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    monkeypatch.setattr(migrate, "HEAD", "next")
    monkeypatch.setattr(verify_file, "HEAD", "next")
    return folder


def filled(path: Path) -> tuple[str, dict[str, list[tuple[object, ...]]]]:
    """Make a database with data at the present schema; give its address and what is in it."""
    url = f"sqlite:///{path}"
    database = open_database(url)
    load(database, mindbody_csv(sale(), sale(order_id="2")))
    was = raw(database)
    database.close()
    return url, was


def columns(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        found = [row[1] for row in connection.execute("PRAGMA table_info(locations)")]
    connection.close()
    return found


def count_lines(path: Path) -> int:
    connection = sqlite3.connect(path)
    (count,) = connection.execute("SELECT count(*) FROM sales").fetchone()
    connection.close()
    return int(count)


def test_a_file_with_data_is_copied_before_it_is_migrated(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "sales.db"
    url, was = filled(path)
    request.getfixturevalue("with_next")
    database = open_database(url)
    assert raw(database) == was
    assert_clean(database)
    database.close()
    copy = path.with_name(f"sales.db.before-{HEAD}")
    assert columns(path) == ["id", "name", "city"]
    assert columns(copy) == ["id", "name"]
    assert count_lines(copy) == 2


def test_a_new_file_needs_no_copy(tmp_path: Path, with_next: Path) -> None:
    assert with_next.exists()
    open_database(f"sqlite:///{tmp_path / 'sales.db'}").close()
    assert list(tmp_path.glob("*.before-*")) == []


def test_the_copy_holds_what_another_connection_wrote_last(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.2)
    path = tmp_path / "sales.db"
    url, _ = filled(path)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM sales").fetchone()  # keeps the log from being emptied
    writer = open_database(url)
    load(writer, mindbody_csv(sale(order_id="3")))
    request.getfixturevalue("with_next")
    open_database(url).close()
    assert count_lines(path.with_name(f"sales.db.before-{HEAD}")) == 3
    reader.close()
    writer.close()


def test_the_copy_of_the_process_that_was_first_stays(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sales.db"
    url, _ = filled(path)
    request.getfixturevalue("with_next")
    copy = migrate._copy

    def come_second(*arguments: Any) -> None:
        monkeypatch.setattr(migrate, "_copy", copy)
        open_database(url).close()
        copy(*arguments)

    monkeypatch.setattr(migrate, "_copy", come_second)
    open_database(url).close()
    assert columns(path) == ["id", "name", "city"]
    assert columns(path.with_name(f"sales.db.before-{HEAD}")) == ["id", "name"]


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "sales.db"
    url, _ = filled(path)
    folder: Path = request.getfixturevalue("with_next")
    broken = NEXT.format(head=HEAD, then="raise RuntimeError('planted')")
    (folder / "versions" / "next.py").write_text(broken)
    with pytest.raises(RuntimeError, match="planted"):
        open_database(url)
    assert columns(path) == ["id", "name"]
    assert count_lines(path) == 2
    (folder / "versions" / "next.py").write_text(NEXT.format(head=HEAD, then=""))
    open_database(url).close()
    assert columns(path) == ["id", "name", "city"]


def test_a_newer_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    url, _ = filled(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    content = path.read_bytes()
    with pytest.raises(DatabaseNewerError, match="9999"):
        open_database(url)
    assert path.read_bytes() == content
    assert list(tmp_path.glob("*.before-*")) == []


def test_a_newer_postgresql_is_refused_and_let_go_of(postgres_url: str) -> None:
    database = open_database(postgres_url)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseNewerError, match="newer version") as told:
        open_database(postgres_url)
    with database.engine.begin() as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        query += " AND backend_type = 'client backend'"  # the server's own come and go
        connected = connection.execute(text(query)).scalar_one()
    database.close()
    del told
    with warnings.catch_warnings(action="ignore"):
        gc.collect()  # what was not let go of would be told in some later test
    assert connected == 1


def test_lines_without_an_order_id_become_no_order(database: Database) -> None:
    """What an older version counted as one order of a day and location is counted as lines."""
    load(
        database,
        mindbody_csv(
            sale(order_id=""),
            sale(order_id="", payment_method="Card"),
            sale(order_id="", item="Pie", location="Yard"),
            sale(order_id="", amount="-10", quantity="-1"),
            sale(order_id="7", payment_method="Card"),
            sale(order_id="", date="4/2/2025"),
        ),
    )
    wanted, records = raw(database), raw(database, ["imports"])
    with database.writing() as connection:
        _count_as_before(connection)
    migrate.downgrade(database.engine, "0005")
    migrate.upgrade(database.engine)
    with database.writing() as connection:
        keep_currency(connection, "SGD")  # as the first opening does
    assert raw(database) == wanted
    assert raw(database, ["imports"]) == records
    assert_clean(database)


def _count_as_before(connection: Connection) -> None:
    """Make every line without an order id one order of its day and location."""
    lines = stored_lines.read_lines(connection, date.min, date.max)
    older = roll_up(lines.assign(order_id=lines["order_id"].replace("", "none")))
    delete_rollups(connection, [(date(2025, 1, 1), date(2025, 12, 31))], lines["product_id"])
    write_rollups(connection, [older])
    months = roll_up_months(older.products)
    connection.execute(delete(monthly_product_revenue))
    write(connection, monthly_product_revenue, [months])
