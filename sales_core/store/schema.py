"""The tables. Amounts are BIGINT ten-thousandths of the currency, quantities thousandths.

A migration in ``migrations/versions`` makes each of them; ``HEAD`` names the
newest. Large tables are clustered by their key (WITHOUT ROWID on SQLite), and
no identity comes from a sequence. They have no foreign keys, each of which would
search all lines when a name is deleted; ``verify`` looks for what is missing.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.types import JSON

from sales_core.store.timestamps import Timestamp

HEAD = "0017"
"""The newest migration."""

ALL = -1
"""Stands in a daily table for "all locations", "all payment methods"."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def names_table(name: str, *columns: Column[Any]) -> Table:
    """Make a table of names and their numbers."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("name", Text, nullable=False, unique=True),
        *columns,
    )


def unnumbered() -> Column[Any]:
    """Make the column of a daily table for lines without an order."""
    return Column("unnumbered", BigInteger, nullable=False, server_default="0")


products = names_table(
    "products",
    Column("price", BigInteger),
    Column("created_at", Timestamp, nullable=False),
    Column("updated_at", Timestamp, nullable=False),
    Column("merged_into", Integer),
    Column("display_name", Text),
)
locations = names_table("locations")
payment_methods = names_table("payment_methods")

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("file_name", Text, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("file_size", BigInteger, nullable=False),
    Column("plan", JSON, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("mode", String(8), nullable=False),
    Column("imported_at", Timestamp, nullable=False),
    Column("imported_by", Text, nullable=False),
    Column("undone_at", Timestamp),
    Column("rows_read", BigInteger, nullable=False),
    Column("rows_imported", BigInteger, nullable=False),
    Column("rows_already_imported", BigInteger, nullable=False),
    Column("rows_rejected", BigInteger, nullable=False),
    Column("rows_ignored", BigInteger, nullable=False),
    Column("rows_replaced", BigInteger, nullable=False),
    Column("amount_read", BigInteger, nullable=False),
    Column("amount_imported", BigInteger, nullable=False),
    Column("amount_already_imported", BigInteger, nullable=False),
    Column("amount_rejected", BigInteger, nullable=False),
    Column("amount_replaced", BigInteger, nullable=False),
    Column("orders", BigInteger, nullable=False),
    Column("first_date", Date),
    Column("last_date", Date),
    Column("completes", Integer),
    unnumbered(),
    Index(
        "uq_imports_file_sha256_active",
        "file_sha256",
        unique=True,
        sqlite_where=text("undone_at IS NULL"),
        postgresql_where=text("undone_at IS NULL"),
    ),
)

ledger_chunks = Table(
    "ledger_chunks",
    metadata,
    Column("import_id", Integer, ForeignKey("imports.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("first_date", Date, nullable=False),
    Column("last_date", Date, nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("lines", LargeBinary, nullable=False),
    Column("sha256", String(64), nullable=False, server_default=""),
)

rejected_rows = Table(
    "rejected_rows",
    metadata,
    Column("import_id", Integer, ForeignKey("imports.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("line", BigInteger, nullable=False),
    Column("column", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("code", String(40), nullable=False),
    Column("message", Text, nullable=False),
    Column("how_to_fix", Text, nullable=False),
)

remembered_answers = Table(
    "remembered_answers",
    metadata,
    Column("header_sha256", String(64), primary_key=True),
    Column("answers", JSON, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("answered_at", Timestamp, nullable=False),
)

distinct_products = Table(
    "distinct_products",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("other_name", Text, nullable=False),
    Column("created_at", Timestamp, nullable=False),
)

sales = Table(
    "sales",
    metadata,
    Column("sale_date", Date, primary_key=True),
    Column("order_id", Text, primary_key=True),
    Column("product_id", Integer, primary_key=True, autoincrement=False),
    Column("quantity", BigInteger, primary_key=True, autoincrement=False),
    Column("amount", BigInteger, primary_key=True, autoincrement=False),
    Column("location_id", Integer, primary_key=True, autoincrement=False),
    Column("payment_method_id", Integer, primary_key=True, autoincrement=False),
    Column("occurrence", Integer, primary_key=True, autoincrement=False),
    Column("unit_price", BigInteger),
    Column("import_id", Integer, nullable=False),
    Column("source_line", BigInteger, nullable=False),
    Column("discount", BigInteger),
    Column("tax", BigInteger),
    Column("traits_id", Integer, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)


def sums() -> tuple[Column[Any], ...]:
    """Make the columns of sums that all tables of sums have."""
    names = ("lines", "gross_sales", "refunds", "units", "orders")
    return tuple(Column(name, BigInteger, nullable=False) for name in names)


def stated() -> tuple[Column[Any], ...]:
    """Make the columns of a daily table for what lines state of tax and discounts."""
    names = ("discounts", "tax", "untaxed", "untaxed_revenue")
    return tuple(Column(name, BigInteger, nullable=False, server_default="0") for name in names)


daily_revenue = Table(
    "daily_revenue",
    metadata,
    Column("location_id", Integer, primary_key=True, autoincrement=False),
    Column("payment_method_id", Integer, primary_key=True, autoincrement=False),
    Column("sale_date", Date, primary_key=True),
    *sums(),
    unnumbered(),
    *stated(),
    sqlite_with_rowid=False,
)

packed_days = Table(
    "packed_days",
    metadata,
    Column("sale_date", Date, primary_key=True),
    Column("contents", LargeBinary, nullable=False),
)

daily_product_revenue = Table(
    "daily_product_revenue",
    metadata,
    Column("location_id", Integer, primary_key=True, autoincrement=False),
    Column("product_id", Integer, primary_key=True, autoincrement=False),
    Column("sale_date", Date, primary_key=True),
    *sums(),
    Column("unit_price", BigInteger),
    unnumbered(),
    *stated(),
    sqlite_with_rowid=False,
)

monthly_product_revenue = Table(
    "monthly_product_revenue",
    metadata,
    Column("location_id", Integer, primary_key=True, autoincrement=False),
    Column("month", Date, primary_key=True),
    Column("product_id", Integer, primary_key=True, autoincrement=False),
    *sums(),
    Column("unit_price", BigInteger),
    Column("first_sold", Date),
    Column("last_sold", Date),
    unnumbered(),
    Index("ix_monthly_product_revenue_product", "location_id", "product_id", "month"),
    sqlite_with_rowid=False,
)

data_version = Table(
    "data_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
)
