"""Lines without an order id are counted, and are no order: nobody knows how many they are of.

One that is alone on its day and location is one order, as it was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("daily_revenue", "daily_product_revenue", "monthly_product_revenue", "imports")
ALL = -1

Key = tuple[Any, ...]


def upgrade() -> None:
    for name in TABLES:
        column = sa.Column("unnumbered", sa.BigInteger(), server_default="0", nullable=False)
        op.add_column(name, column)
    connection = op.get_bind()
    alone = _alone(connection)
    found = [key for key in _lines_without_order(connection) if key[:2] not in alone]
    _settle_revenue(connection, found)
    _settle_products(connection, found)
    _settle_imports(connection, alone)


def downgrade() -> None:
    for name in TABLES:
        op.drop_column(name, "unnumbered")


def _table(name: str, *columns: str) -> sa.TableClause:
    types: dict[str, Any] = {"sale_date": sa.Date(), "month": sa.Date(), "plan": sa.JSON()}
    return sa.table(name, *(sa.column(one, types.get(one)) for one in columns))


def _is_sale(sales: sa.TableClause) -> sa.ColumnElement[bool]:
    return sa.and_(sales.c.amount >= 0, sales.c.quantity >= 0)


def _is_unnumbered(sales: sa.TableClause) -> sa.ColumnElement[bool]:
    return sa.and_(sales.c.order_id == "", _is_sale(sales))


def _alone(connection: sa.Connection) -> set[Key]:
    """Give the days and locations with one sale; it is one order, whether numbered or not."""
    sales = _table("sales", *_SALES)
    places = (sales.c.sale_date, sales.c.location_id)
    query = sa.select(*places).where(_is_sale(sales)).group_by(*places).having(sa.func.count() == 1)
    return {tuple(row) for row in connection.execute(query)}


_SALES = ("sale_date", "order_id", "amount", "quantity", "location_id", "payment_method_id")


def _lines_without_order(connection: sa.Connection) -> list[Key]:
    """Count them by day, location, payment method and canonical product."""
    sales = _table("sales", *_SALES, "product_id")
    products = _table("products", "id", "merged_into")
    keys = (
        sales.c.sale_date,
        sales.c.location_id,
        sales.c.payment_method_id,
        sa.func.coalesce(products.c.merged_into, products.c.id).label("product_id"),
    )
    query = (
        sa.select(*keys, sa.func.count())
        .where(_is_unnumbered(sales), products.c.id == sales.c.product_id)
        .group_by(*keys)
    )
    return [tuple(row) for row in connection.execute(query)]


def _settle_revenue(connection: sa.Connection, found: Iterable[Key]) -> None:
    """Those of a day and location counted as one order, under the set of their ways to pay."""
    lines: Counter[Key] = Counter()
    places: defaultdict[Key, set[int]] = defaultdict(set)
    methods: defaultdict[tuple[date, int], set[int]] = defaultdict(set)
    for day, location, payment, _, count in found:
        for key in ((day, location, payment), (day, location, ALL)):
            lines[key] += count
            places[key].add(location)
        for key in ((day, ALL, payment), (day, ALL, ALL)):
            lines[key] += count
            places[key].add(location)
        methods[day, location].add(payment)
    names = ("sale_date", "location_id", "payment_method_id")
    counted = {key: (count, len(places[key])) for key, count in lines.items()}
    _count(connection, "daily_revenue", names, counted)
    sets: Counter[Key] = Counter()
    for (day, location), paid in methods.items():
        name = ",".join(str(method) for method in sorted(paid))
        for place in (location, ALL):
            sets[day, place, name] += 1
    table = _table("daily_payment_sets", "sale_date", "location_id", "payment_set", "orders")
    names = ("sale_date", "location_id", "payment_set")
    _run(
        connection,
        sa.update(table)
        .where(*(table.c[name] == sa.bindparam(f"its_{name}") for name in names))
        .values(orders=table.c.orders - sa.bindparam("less")),
        [_named(names, key) | {"less": count} for key, count in sets.items()],
    )
    connection.execute(sa.delete(table).where(table.c.orders <= 0))


def _settle_products(connection: sa.Connection, found: Iterable[Key]) -> None:
    """Those of a day, location and product counted as one order; months are sums of days."""
    days: Counter[Key] = Counter()
    for day, location, _, product, count in found:
        days[day, location, product] += count
    names = ("sale_date", "location_id", "product_id")
    by_day = {key: (count, 1) for key, count in days.items()}
    _count(connection, "daily_product_revenue", names, by_day)
    months: Counter[Key] = Counter()
    orders: Counter[Key] = Counter()
    for (day, location, product), count in days.items():
        for place in (location, ALL):
            months[day.replace(day=1), place, product] += count
            orders[day.replace(day=1), place, product] += 1
    names = ("month", "location_id", "product_id")
    by_month = {key: (count, orders[key]) for key, count in months.items()}
    _count(connection, "monthly_product_revenue", names, by_month)


def _settle_imports(connection: sa.Connection, alone: set[Key]) -> None:
    """Count those that each import brought; all, where its file had no column of order ids."""
    sales = _table("sales", *_SALES, "import_id")
    keys = (sales.c.sale_date, sales.c.location_id, sales.c.import_id)
    query = sa.select(*keys, sa.func.count()).where(_is_unnumbered(sales)).group_by(*keys)
    brought: Counter[int] = Counter()
    for day, location, number, count in connection.execute(query):
        if (day, location) not in alone:
            brought[number] += count
    imports = _table(
        "imports", "id", "plan", "rows_imported", "rows_already_imported", "unnumbered"
    )
    found = []
    for row in connection.execute(sa.select(imports)):
        count = brought[row.id]
        if "order_id" not in (row.plan or {}).get("columns", {"order_id": ""}):
            count = count and row.rows_imported + row.rows_already_imported
        if count:
            found.append({"its_id": row.id, "count": count})
    statement = sa.update(imports).where(imports.c.id == sa.bindparam("its_id"))
    _run(connection, statement.values(unnumbered=sa.bindparam("count")), found)


def _count(
    connection: sa.Connection,
    name: str,
    keys: tuple[str, ...],
    counted: dict[Key, tuple[int, int]],
) -> None:
    """Write how many lines a row has without an order id, and take away what counted as orders."""
    table = _table(name, *keys, "orders", "unnumbered")
    statement = (
        sa.update(table)
        .where(*(table.c[key] == sa.bindparam(f"its_{key}") for key in keys))
        .values(unnumbered=sa.bindparam("count"), orders=table.c.orders - sa.bindparam("less"))
    )
    rows = [
        _named(keys, key) | {"count": lines, "less": orders}
        for key, (lines, orders) in counted.items()
    ]
    _run(connection, statement, rows)


def _named(names: tuple[str, ...], key: Key) -> dict[str, Any]:
    return {f"its_{name}": value for name, value in zip(names, key, strict=True)}


def _run(connection: sa.Connection, statement: sa.Update, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)
