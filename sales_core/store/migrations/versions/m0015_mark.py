"""The file says in its own header that it is one of this app, and is its owner's alone."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from alembic import op

from sales_core.store.database_file import APPLICATION, PRIVATE_FILE

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {APPLICATION}")
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{_path()}{ending}").chmod(PRIVATE_FILE)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA application_id = 0")


def _path() -> str:
    """Give the file that is migrated."""
    return str(op.get_bind().exec_driver_sql("PRAGMA database_list").all()[0][2])
