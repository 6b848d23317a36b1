"""Connections to PostgreSQL that may go through a pooler.

All that is set is set for one transaction, and no statement is prepared unless the address
asks for it (``?prepare_threshold=5``): a pooler may give every transaction another connection.
"""

from __future__ import annotations

from sqlalchemy import URL, Connection, Engine, create_engine, func, select

from sales_core.errors import DatabaseUnreachableError

_PREPARE = "prepare_threshold"
"""Part of an address: how often a statement is asked before PostgreSQL keeps its plan."""


def server_engine(address: URL) -> Engine:
    """Make ready to connect to a server.

    Raises:
        DatabaseUnreachableError: The address says what is no threshold.
    """
    said = str(address.query.get(_PREPARE, "none"))
    if said != "none" and not said.isdecimal():
        message = f"The address of the database: {_PREPARE} is a number or none."
        raise DatabaseUnreachableError(message)
    return create_engine(
        address.difference_update_query([_PREPARE]),
        connect_args={_PREPARE: int(said) if said.isdecimal() else None},
        pool_pre_ping=True,
        pool_recycle=1800,
    )


def wait_for_locks(connection: Connection, seconds: float) -> None:
    """Let PostgreSQL wait so long for another writer, in this transaction alone."""
    if connection.dialect.name == "postgresql":
        waiting = f"{int(seconds * 1000)}ms"
        connection.execute(select(func.set_config("lock_timeout", waiting, True)))  # noqa: FBT003
