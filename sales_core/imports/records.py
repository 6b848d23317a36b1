"""The imports that were made, as they are listed."""

from __future__ import annotations

import pandas as pd

from sales_core.store import import_log
from sales_core.store.database import Database
from sales_core.store.import_log import ImportRecord


def list_imports(database: Database) -> list[ImportRecord]:
    """Give all imports, newest first, the undone ones included."""
    with database.reading() as connection:
        return import_log.all_records(connection)


def active_completions(database: Database, import_id: int) -> list[ImportRecord]:
    """Give the active imports that complete an import, oldest first."""
    with database.reading() as connection:
        return import_log.completions_of(connection, import_id)


def get_import(database: Database, import_id: int) -> ImportRecord:
    """Give one import.

    Raises:
        ImportNotFoundError: There is none with this number.
    """
    with database.reading() as connection:
        return import_log.get_record(connection, import_id)


def stored_rejected_rows(database: Database, import_id: int) -> pd.DataFrame:
    """Give the rejected rows of an import, as ``store.import_log.rejected_rows_of`` does."""
    with database.reading() as connection:
        import_log.get_record(connection, import_id)
        return import_log.rejected_rows_of(connection, import_id)
