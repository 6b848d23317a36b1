"""The views for programs that read with SQL say what the app says, in any client."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, make_url, text

from sales_core.reporting.filters import Filters
from sales_core.reporting.products import products_report
from sales_core.reporting.revenue import revenue_report
from sales_core.store import migrate
from sales_core.store.canonical import shown_names
from sales_core.store.database import Database, open_database
from sales_core.store.product_identity import merge_products, rename_product
from sales_core.store.schema import HEAD
from sales_core.store.views import NAMES
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale

SHOP = mindbody_csv(
    sale(order_id="1", item="Tea", amount="10.1234", unit_price="10.1234"),
    sale(order_id="1", item="Cake", amount="0.1", unit_price="0.1", tax="0.02"),
    sale(order_id="2", item="tea", amount="0.2", unit_price="0.2", location="Yard"),
    sale(order_id="3", item="Cake", amount="-0.1", quantity="-1", date="3/29/2025"),
)

NEXT = f"""
from __future__ import annotations
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "next", "{HEAD}", None, None
def upgrade() -> None:
    for table in ("sales", "locations", "products"):
        with op.batch_alter_table(table, recreate="auto") as batch:
            batch.add_column(sa.Column("more", sa.Text()))
            batch.alter_column("more", server_default="x")
def downgrade() -> None: ...
"""


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def dec(value: Any, places: int = 4) -> Decimal:
    return round(Decimal(str(value)), places)


def test_lines_have_names_and_decimals(database: Database) -> None:
    load(database, SHOP)
    merge_products(database, ["tea"], "Tea", now=NOON, actor=BY_COMMAND)
    rename_product(database, "Tea", "Black tea", now=NOON, actor=BY_COMMAND)
    found = rows(
        database,
        "SELECT location, order_id, product, product_in_file, payment_method, quantity, amount, "
        "unit_price, amount_ten_thousandths, file_name, source_line, currency "
        "FROM v_lines ORDER BY source_line",
    )
    named = [(*row[:5], dec(row[5], 3), dec(row[6]), dec(row[7]), *row[8:]) for row in found]
    price = Decimal("10.1234")
    assert named[0] == (
        *("Hall", "1", "Black tea", "Tea", "Cash", 1, price, price, 101_234),
        *("sales.csv", 2, "SGD"),
    )
    assert [row[2] for row in found] == ["Black tea", "Cake", "Black tea", "Cake"]
    assert [row[3] for row in found] == ["Tea", "Cake", "tea", "Cake"]
    refunds = rows(database, "SELECT source_line FROM v_lines WHERE refund")
    assert refunds == [(5,)]


def test_what_lines_say_of_themselves_is_in_columns(database: Database) -> None:
    load(
        database,
        b"Date,Order,Item,Category,Staff,Amount\n"
        b"2025-03-28,1,Tea,Drinks,Ana,5\n2025-03-28,2,Cake,,,6\n",
    )
    said = "SELECT category, staff, channel, hour FROM v_lines ORDER BY amount"
    assert rows(database, said) == [("Drinks", "Ana", None, None), (None, None, None, None)]


def test_days_are_those_of_the_app(database: Database) -> None:
    load(database, SHOP)
    unnumbered = sale(order_id="", date="4/1/2025")
    load(database, mindbody_csv(unnumbered, unnumbered))
    query = (
        "SELECT sum(revenue_ten_thousandths), sum(gross_sales), sum(refunds), sum(units), "
        "sum(lines), sum(orders), sum(unnumbered), sum(discounts), sum(lines_without_tax) "
        "FROM v_daily_revenue WHERE sale_date <= '2025-03-31'"
    )
    (found,) = rows(database, query)
    march = Filters(date(2025, 3, 1), date(2025, 3, 31))
    told = revenue_report(database, march).figures
    assert [dec(value) for value in found] == [
        dec(each)
        for each in (
            *(told.revenue * 10_000, told.gross_sales, told.refunds, told.units, told.lines),
            *(told.orders, 0, told.discounts, told.lines_without_tax),
        )
    ]
    unknown = rows(database, "SELECT orders, unnumbered FROM v_daily_revenue WHERE orders IS NULL")
    assert unknown == [(None, 2)]


def test_products_are_those_of_the_app(database: Database) -> None:
    load(database, SHOP)
    rename_product(database, "Tea", "Black tea", now=NOON, actor=BY_COMMAND)
    found = rows(
        database, "SELECT product, price, revenue, units, first_sold FROM v_products ORDER BY 1"
    )
    wanted = products_report(database, Filters()).products.sort_values("name")
    assert [row[0] for row in found] == wanted["name"].tolist()
    assert [int(dec(row[2]) * 10_000) for row in found] == wanted["revenue"].tolist()
    assert [int(dec(row[1]) * 10_000) for row in found] == wanted["price"].tolist()


def test_products_have_the_names_that_the_app_shows(database: Database) -> None:
    """A given name gives way to a product of that name, and another given name to that."""
    load(database, SHOP)
    rename_product(database, "Tea", "Pie", now=NOON, actor=BY_COMMAND)
    rename_product(database, "Cake", "Tea", now=NOON, actor=BY_COMMAND)
    for _ in range(2):
        with database.reading() as connection:
            wanted = sorted(shown_names(connection).items())
        shown = "SELECT DISTINCT product_id, product FROM v_lines ORDER BY 1"
        assert rows(database, shown) == wanted
        assert rows(database, "SELECT product_id, product FROM v_products ORDER BY 1") == wanted
        load(database, mindbody_csv(sale(item="Pie", order_id="9")))


def test_columns_have_their_types(postgres_url: str) -> None:
    database = open_database(postgres_url)
    with database.reading() as connection:
        found = {name: inspect(connection).get_columns(name) for name in NAMES}
    database.close()
    types = {
        f"{name}.{column['name']}": str(column["type"])
        for name, columns in found.items()
        for column in columns
    }
    money = {name for name, kind in types.items() if kind == "NUMERIC(19, 4)"}
    assert {"v_lines.amount", "v_daily_revenue.revenue", "v_products.price"} <= money
    assert types["v_lines.quantity"] == "NUMERIC(19, 3)"
    assert types["v_lines.sale_date"] == "DATE"
    assert types["v_lines.refund"] == "BOOLEAN"


QUERY = "SELECT product, revenue FROM v_products ORDER BY revenue"


def test_the_shell_of_sqlite_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    database = open_database(f"sqlite:///{path}")
    load(database, SHOP)
    database.close()
    assert client("sqlite3", "-csv", str(path), QUERY) == ["Cake,0.0", "tea,0.2", "Tea,10.1234"]
    exact = "SELECT sum(revenue_ten_thousandths) FROM v_daily_revenue"
    assert client("sqlite3", str(path), exact) == ["103234"]


def test_psql_reads_them(postgres_url: str) -> None:
    database = open_database(postgres_url)
    load(database, SHOP)
    database.close()
    address = make_url(postgres_url).set(drivername="postgresql")
    url = address.render_as_string(hide_password=False)
    found = client("psql", "--csv", "-t", url, "-c", QUERY)
    assert found == ["Cake,0.0000", "tea,0.2000", "Tea,10.1234"]


def client(program: str, *arguments: str) -> Sequence[str]:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1]


def everything(database: Database) -> list[list[tuple[Any, ...]]]:
    query = "SELECT * FROM {} ORDER BY 1, 2, 3"
    return [rows(database, query.format(name)) for name in NAMES]


def test_a_later_migration_keeps_them(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(database, SHOP)
    before = everything(database)
    postgres = database.engine.dialect.name == "postgresql"
    if postgres:
        with database.writing() as connection:
            connection.execute(text("GRANT SELECT ON v_lines TO PUBLIC"))
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "next.py").write_text(NEXT)
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "MIGRATIONS", folder)
        patched.setattr(migrate, "HEAD", "next")
        migrate.upgrade(database.engine)
        assert everything(database) == before
        if postgres:
            query = "SELECT has_table_privilege('pg_monitor', 'v_lines', 'SELECT')"
            assert rows(database, query) == [(True,)]


def test_they_are_gone_with_the_schema_they_are_of(database: Database) -> None:
    migrate.downgrade(database.engine, "0011")
    with database.reading() as connection:
        assert not set(inspect(connection).get_view_names()) & set(NAMES)
    migrate.upgrade(database.engine)
    with database.reading() as connection:
        assert set(inspect(connection).get_view_names()) >= set(NAMES)
