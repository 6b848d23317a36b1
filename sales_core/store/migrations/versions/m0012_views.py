"""Views for programs that read with SQL: ``migrate`` makes them behind the newest migration."""

from __future__ import annotations

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change no table."""


def downgrade() -> None:
    """Change no table; the views are gone before."""
