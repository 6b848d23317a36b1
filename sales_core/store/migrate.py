"""Bringing a database to the newest schema, with a copy made before one that holds data changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
)

from sales_core.errors import DatabaseNewerError, DatabaseOlderError, LedgerDamagedError
from sales_core.store import audit as _audit  # noqa: F401 - one of the tables
from sales_core.store import currency as _currency  # noqa: F401 - the same
from sales_core.store import kept_tables as _kept_tables  # noqa: F401 - the same
from sales_core.store import trait_tables as _trait_tables  # noqa: F401 - the same
from sales_core.store.copying import copied
from sales_core.store.database_file import APPLICATION
from sales_core.store.distribution import distribute, is_distributed
from sales_core.store.schema import HEAD, data_version, imports, metadata, packed_days
from sales_core.store.seals import seal_all
from sales_core.store.views import drop_views, make_views

_FILLED = "0011"
"""The newest migration whose new columns are made from the ledger."""

_PACKED = "0016"
"""The migration whose table is made from the lines."""

_SEALED = "0017"
"""The migration from which on imports are sealed."""

_MAKING_TABLES = 7_309_940_113
"""The number of a lock in PostgreSQL, which means nothing else."""

MIGRATIONS = Path(__file__).with_name("migrations")

_version = Table(
    "alembic_version",
    MetaData(naming_convention={"pk": "%(table_name)s_pkc"}),
    Column("version_num", String(32), primary_key=True),
)
"""As Alembic makes it."""


def migrate_if_needed(engine: Engine, path: Path | None, *, allowed: bool = True) -> str | None:
    """Bring a database to the newest schema; one that is there costs a single query.

    A file that holds data is copied to ``<name>.before-<revision>`` first.

    Returns:
        The schema that it had; None for an empty one.

    Raises:
        DatabaseNewerError: Its schema is not known to this version of the app.
        DatabaseOlderError: It has an older one, or none, and changing it is not allowed.
    """
    with engine.connect() as connection:
        found = current_revision(connection)
    if found == HEAD:
        return found
    if found is not None and found not in known_revisions():
        raise DatabaseNewerError(found)
    if not allowed:
        raise DatabaseOlderError(found, HEAD)
    if found is None:
        create(engine)
        return None
    if path is not None:
        _copy(engine, path, found)
    upgrade(engine)
    return found


def create(engine: Engine) -> None:
    """Make the tables of an empty database as all migrations together would, without Alembic."""
    writer = engine.execution_options(sqlite_begin="IMMEDIATE")
    with writer.connect() as connection, connection.begin():
        _one_at_a_time(connection)
        if current_revision(connection) == HEAD:
            return  # another process was first
        metadata.create_all(connection, checkfirst=False)
        mark(connection)
        make_views(connection)
        connection.execute(insert(data_version).values(id=1, version=0))
        _version.create(connection, checkfirst=True)
        connection.execute(insert(_version).values(version_num=HEAD))


def mark(connection: Connection) -> None:
    """Say in the file's own header that it is one of this app."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def _one_at_a_time(connection: Connection) -> None:
    """Wait until no other process makes tables; on SQLite the transaction sees to it."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_MAKING_TABLES)))


def current_revision(connection: Connection) -> str | None:
    """Give the revision a database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def known_revisions() -> set[str]:
    """Give all revisions this version of the app knows."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - loads slowly, seldom needed

    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def is_known(schema: str) -> bool:
    """Tell whether this version of the app knows a schema; the newest costs nothing."""
    return schema == HEAD or schema in known_revisions()


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to a revision, all in one transaction."""
    _run(engine, revision, up=True)


def downgrade(engine: Engine, revision: str) -> None:
    """Run the migrations down to a revision, all in one transaction."""
    _run(engine, revision, up=False)


def _run(engine: Engine, revision: str, *, up: bool) -> None:
    from alembic import command  # noqa: PLC0415 - loads slowly, seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    writer = engine.execution_options(sqlite_begin="IMMEDIATE")
    with writer.connect() as connection, connection.begin():
        _one_at_a_time(connection)
        if up and current_revision(connection) == HEAD:
            return  # another process was first
        if spread := is_distributed(connection):  # tables and rows change in one transaction
            connection.execute(text("SET LOCAL citus.multi_shard_modify_mode TO 'sequential'"))
        config.attributes["connection"] = connection
        before = current_revision(connection)
        if not up or connection.dialect.name == "sqlite":  # whose tables cannot change below them
            drop_views(connection)
        (command.upgrade if up else command.downgrade)(config, revision)
        if before and before < _SEALED and current_revision(connection) == HEAD:
            seal_all(connection)
        if before and before < _FILLED and current_revision(connection) == HEAD:
            _fill(connection)
        if before and before < _PACKED and current_revision(connection) == HEAD:
            _fill_packed_days(connection)
        if current_revision(connection) == HEAD:
            make_views(connection)
    if spread and up:
        distribute(engine)  # the tables that are new


def _fill(connection: Connection) -> None:
    """Make what a migration added of lines and daily rows: all of it is in the ledger.

    Where that is damaged, what is stored stays as it is, and ``verify`` tells.
    """
    from sales_core.store.folding import fold_everything  # noqa: PLC0415 - only here

    try:
        with connection.begin_nested():
            latest = connection.execute(select(func.max(imports.c.imported_at))).scalar()
            if latest is not None:
                fold_everything(connection, latest)
    except LedgerDamagedError:
        return


def _fill_packed_days(connection: Connection) -> None:
    """Pack the days that are stored, by their lines, whether the ledger is whole or not."""
    from sales_core.store import daily_revenue, stored_lines  # noqa: PLC0415 - only here
    from sales_core.store.folding import stretches  # noqa: PLC0415
    from sales_core.store.rollups import roll_up  # noqa: PLC0415

    connection.execute(delete(packed_days))
    for period in stretches(connection):
        lines = stored_lines.read_lines(connection, period.start, period.end)
        daily_revenue.write(connection, packed_days, [roll_up(lines).packed])


def _copy(engine: Engine, path: Path, revision: str) -> None:
    """Copy the file, the writes included that are still in its log.

    Where another process has migrated it meanwhile, that one has made the copy.
    """
    kept = path.with_name(f"{path.name}.before-{revision}")
    with copied(engine, kept) as copy:
        with closing(sqlite3.connect(copy)) as looked_at:
            query = "SELECT version_num FROM alembic_version"
            (found,) = looked_at.execute(query).fetchone()
        if found == revision:
            copy.replace(kept)  # the one of a migration that did not come to its end
