"""The months of a product are found without a look at those of all others."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEX = "ix_monthly_product_revenue_product"


def upgrade() -> None:
    columns = ["location_id", "product_id", "month"]
    op.create_index(INDEX, "monthly_product_revenue", columns)


def downgrade() -> None:
    op.drop_index(INDEX, "monthly_product_revenue")
