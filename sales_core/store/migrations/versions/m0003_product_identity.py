"""What a product counts as, and the name it is shown by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("products", sa.Column("merged_into", sa.Integer(), nullable=True))
    op.add_column("products", sa.Column("display_name", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("products", "display_name")
    op.drop_column("products", "merged_into")
