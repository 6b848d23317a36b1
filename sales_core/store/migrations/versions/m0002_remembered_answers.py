"""What people answered about files, by header; and which import a corrected file completes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "remembered_answers",
        sa.Column("header_sha256", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("header_sha256", name=op.f("pk_remembered_answers")),
    )
    op.add_column("imports", sa.Column("completes", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("imports", "completes")
    op.drop_table("remembered_answers")
