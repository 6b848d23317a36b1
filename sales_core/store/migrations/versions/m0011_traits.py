"""What lines state of tax and discounts, and what they say of themselves, with their sums.

The new columns and tables are filled from the ledger (``migrate``).
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

DAILY = ("daily_revenue", "daily_product_revenue")
STATED = ("discounts", "tax", "untaxed", "untaxed_revenue")


def upgrade() -> None:
    op.add_column("sales", sa.Column("discount", sa.BigInteger()))
    op.add_column("sales", sa.Column("tax", sa.BigInteger()))
    op.add_column("sales", sa.Column("traits_id", sa.Integer(), server_default="0", nullable=False))
    for table in DAILY:
        for column in _stated():
            op.add_column(table, column)
    for name in ("traits", "trait_kinds"):
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("name", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
            sa.UniqueConstraint("name", name=f"uq_{name}_name"),
        )
    op.create_table(
        "trait_values",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trait_values"),
        sa.UniqueConstraint("kind_id", "name", name="uq_trait_values_kind_id"),
    )
    _clustered(
        "trait_members",
        _number("value_id"),
        _number("traits_id"),
        keys=("value_id", "traits_id"),
    )
    _clustered(
        "daily_traits",
        _number("kind_id"),
        _number("location_id"),
        sa.Column("sale_date", sa.Date(), nullable=False),
        _number("value_id"),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("lines", "gross_sales", "refunds", "units", "orders")
        ),
        sa.Column("unnumbered", sa.BigInteger(), server_default="0", nullable=False),
        *_stated(),
        keys=("kind_id", "location_id", "sale_date", "value_id"),
    )


def downgrade() -> None:
    for name in ("daily_traits", "trait_members", "trait_values", "trait_kinds", "traits"):
        op.drop_table(name)
    for table in DAILY:
        for name in STATED:
            op.drop_column(table, name)
    for name in ("traits_id", "tax", "discount"):
        op.drop_column("sales", name)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _stated() -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), server_default="0", nullable=False) for name in STATED]


def _clustered(name: str, *columns: sa.Column[Any], keys: tuple[str, ...]) -> None:
    op.create_table(
        name,
        *columns,
        sa.PrimaryKeyConstraint(*keys, name=f"pk_{name}"),
        sqlite_with_rowid=False,
    )
