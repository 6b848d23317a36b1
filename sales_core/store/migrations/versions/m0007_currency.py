"""The currency of the amounts; what is stored already is in the one that is set now."""

from __future__ import annotations

import os

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    made = op.create_table(
        "currency",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_currency")),
    )
    if op.get_bind().execute(sa.text("SELECT 1 FROM imports WHERE undone_at IS NULL")).first():
        code = os.environ.get("SALES_CURRENCY", "").strip().upper() or "SGD"
        op.bulk_insert(made, [{"id": 1, "code": code}])


def downgrade() -> None:
    op.drop_table("currency")
