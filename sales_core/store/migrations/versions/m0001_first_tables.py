"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "daily_payment_sets",
        sa.Column("location_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sale_date", sa.Date(), nullable=False),
        sa.Column("payment_set", sa.Text(), nullable=False),
        sa.Column("orders", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "location_id", "sale_date", "payment_set", name=op.f("pk_daily_payment_sets")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "daily_product_revenue",
        sa.Column("location_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sale_date", sa.Date(), nullable=False),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("gross_sales", sa.BigInteger(), nullable=False),
        sa.Column("refunds", sa.BigInteger(), nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=False),
        sa.Column("orders", sa.BigInteger(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint(
            "location_id", "product_id", "sale_date", name=op.f("pk_daily_product_revenue")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "daily_revenue",
        sa.Column("location_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("payment_method_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sale_date", sa.Date(), nullable=False),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("gross_sales", sa.BigInteger(), nullable=False),
        sa.Column("refunds", sa.BigInteger(), nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=False),
        sa.Column("orders", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "location_id", "payment_method_id", "sale_date", name=op.f("pk_daily_revenue")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "data_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_version")),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_size", sa.BigInteger(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rows_read", sa.BigInteger(), nullable=False),
        sa.Column("rows_imported", sa.BigInteger(), nullable=False),
        sa.Column("rows_already_imported", sa.BigInteger(), nullable=False),
        sa.Column("rows_rejected", sa.BigInteger(), nullable=False),
        sa.Column("rows_ignored", sa.BigInteger(), nullable=False),
        sa.Column("rows_replaced", sa.BigInteger(), nullable=False),
        sa.Column("amount_read", sa.BigInteger(), nullable=False),
        sa.Column("amount_imported", sa.BigInteger(), nullable=False),
        sa.Column("amount_already_imported", sa.BigInteger(), nullable=False),
        sa.Column("amount_rejected", sa.BigInteger(), nullable=False),
        sa.Column("amount_replaced", sa.BigInteger(), nullable=False),
        sa.Column("orders", sa.BigInteger(), nullable=False),
        sa.Column("first_date", sa.Date(), nullable=True),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index(
        "uq_imports_file_sha256_active",
        "imports",
        ["file_sha256"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "locations",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locations")),
        sa.UniqueConstraint("name", name=op.f("uq_locations_name")),
    )
    op.create_table(
        "monthly_product_revenue",
        sa.Column("location_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("product_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("gross_sales", sa.BigInteger(), nullable=False),
        sa.Column("refunds", sa.BigInteger(), nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=False),
        sa.Column("orders", sa.BigInteger(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=True),
        sa.Column("first_sold", sa.Date(), nullable=True),
        sa.Column("last_sold", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint(
            "location_id", "month", "product_id", name=op.f("pk_monthly_product_revenue")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "payment_methods",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_methods")),
        sa.UniqueConstraint("name", name=op.f("uq_payment_methods_name")),
    )
    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("name", name=op.f("uq_products_name")),
    )
    op.create_table(
        "ledger_chunks",
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_date", sa.Date(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_ledger_chunks_import_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_ledger_chunks")),
    )
    op.create_table(
        "rejected_rows",
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("how_to_fix", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_rejected_rows_import_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_rejected_rows")),
    )
    op.create_table(
        "sales",
        sa.Column("sale_date", sa.Date(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("quantity", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("amount", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("location_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("payment_method_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("occurrence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_line", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "sale_date",
            "order_id",
            "product_id",
            "quantity",
            "amount",
            "location_id",
            "payment_method_id",
            "occurrence",
            name=op.f("pk_sales"),
        ),
        sqlite_with_rowid=False,
    )
    op.bulk_insert(
        sa.table("data_version", sa.column("id", sa.Integer), sa.column("version", sa.BigInteger)),
        [{"id": 1, "version": 0}],
    )


def downgrade() -> None:
    op.drop_table("sales")
    op.drop_table("rejected_rows")
    op.drop_table("ledger_chunks")
    op.drop_table("products")
    op.drop_table("payment_methods")
    op.drop_table("monthly_product_revenue")
    op.drop_table("locations")
    op.drop_index(
        "uq_imports_file_sha256_active",
        table_name="imports",
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.drop_table("imports")
    op.drop_table("data_version")
    op.drop_table("daily_revenue")
    op.drop_table("daily_product_revenue")
    op.drop_table("daily_payment_sets")
