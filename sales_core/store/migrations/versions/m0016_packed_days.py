"""The lines of each day as columns, packed, in the place of orders by set of payment methods.

They are made from the lines (``migrate``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ALL = -1

Order = tuple[date, int, str]


def upgrade() -> None:
    op.drop_table("daily_payment_sets")
    op.create_table(
        "packed_days",
        sa.Column("sale_date", sa.Date(), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sale_date", name="pk_packed_days"),
    )


def downgrade() -> None:
    op.drop_table("packed_days")
    sets = op.create_table(
        "daily_payment_sets",
        sa.Column("location_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sale_date", sa.Date(), nullable=False),
        sa.Column("payment_set", sa.Text(), nullable=False),
        sa.Column("orders", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "location_id", "sale_date", "payment_set", name="pk_daily_payment_sets"
        ),
        sqlite_with_rowid=False,
    )
    counted: Counter[tuple[int, date, str]] = Counter()
    for (day, location, _), methods in _orders(op.get_bind()).items():
        name = ",".join(map(str, sorted(methods)))
        counted.update({(location, day, name): 1, (ALL, day, name): 1})
    names = ("location_id", "sale_date", "payment_set")
    rows = [dict(zip(names, key, strict=True)) | {"orders": n} for key, n in counted.items()]
    op.bulk_insert(sets, rows)


def _orders(connection: sa.Connection) -> dict[Order, set[int]]:
    """Give the payment methods of each order that is known: one without an id where it is alone."""
    line = sa.table(
        "sales",
        sa.column("sale_date", sa.Date()),
        *map(sa.column, ("order_id", "location_id", "payment_method_id", "amount", "quantity")),
    ).c
    keys = (line.sale_date, line.location_id, line.order_id, line.payment_method_id)
    sold = (line.amount >= 0, line.quantity >= 0)
    orders: defaultdict[Order, set[int]] = defaultdict(set)
    lines: Counter[tuple[date, int]] = Counter()
    for day, place, order, method, count in connection.execute(
        sa.select(*keys, sa.func.count()).where(*sold).group_by(*keys)
    ):
        orders[day, place, order].add(method)
        lines[day, place] += count
    return {key: methods for key, methods in orders.items() if key[2] or lines[key[:2]] == 1}
