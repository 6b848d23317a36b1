"""A checksum of each chunk of the ledger and a seal of each import; ``migrate`` fills them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "ledger_chunks", sa.Column("sha256", sa.String(64), server_default="", nullable=False)
    )
    op.create_table(
        "import_seals",
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("import_id", name="pk_import_seals"),
    )


def downgrade() -> None:
    op.drop_table("import_seals")
    op.drop_column("ledger_chunks", "sha256")
