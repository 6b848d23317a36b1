"""Spreading the tables over the nodes of Citus, PostgreSQL's extension for many servers.

Every table with a location is distributed by it, all alike, so that what belongs to one
location lies on one node. The ledger stays on the coordinator, and all other tables are small
and copied to every node (reference tables).

So no statement may read a distributed table while it changes one that is copied, join a
distributed table with one of the coordinator, or change the location of a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Engine, Table, inspect, text

from sales_core.errors import NotDistributableError
from sales_core.store import audit as _audit  # noqa: F401 - one of the tables of the schema
from sales_core.store import kept_tables as _kept_tables  # noqa: F401 - the same
from sales_core.store import trait_tables as _trait_tables  # noqa: F401 - the same
from sales_core.store.currency import currency as _currency  # noqa: F401 - the same
from sales_core.store.driver_faults import told
from sales_core.store.schema import metadata, sales

Place = Literal["distributed", "reference", "local"]

KEY = "location_id"
"""What tables are distributed by."""

LOCAL = frozenset({"audit", "ledger_chunks", "packed_days", "rejected_rows"})
"""Tables of the coordinator: large, read import by import or day by day, and never joined with
lines; and the audit trail, because Citus copies no table with triggers."""


@dataclass(frozen=True)
class Distribution:
    """What distributing did.

    Attributes:
        nodes: How many servers there are, the coordinator included.
        changed: Where each table is now that was elsewhere before.
        before: How many tables were where they belong.
    """

    nodes: int
    changed: dict[str, Place]
    before: int


def place_of(table: Table) -> Place:
    """Say where a table belongs."""
    if KEY in table.c:
        return "distributed"
    return "local" if table.name in LOCAL else "reference"


def distribute(engine: Engine) -> Distribution:
    """Bring every table to where it belongs; what is there already stays.

    Each table is moved in a transaction of its own, as Citus wants it.

    Raises:
        NotDistributableError: The database is not on Citus, or is distributed otherwise.
    """
    if engine.dialect.name != "postgresql":
        raise NotDistributableError("it is not on PostgreSQL")
    with told(), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not has_citus(connection):
            raise NotDistributableError("its PostgreSQL has no Citus (CREATE EXTENSION citus)")
        if not _coordinator_counts(connection):
            raise NotDistributableError(
                "its coordinator is none of its nodes (SELECT citus_set_coordinator_host(...))"
            )
        found = _places(connection)
        changed: dict[str, Place] = {}
        elsewhere = [one for one in _in_order() if found.get(one.name, "local") != place_of(one)]
        for table in elsewhere:
            if there := found.get(table.name):
                raise NotDistributableError(f"its table {table.name} is a {there} one already")
        _free(connection)
        for table in elsewhere:
            changed[table.name] = place_of(table)
            beside = next(iter(found.keys() & _distributed()), "none")
            _move(connection, table, beside)
            found[table.name] = place_of(table)
        nodes = connection.execute(text("SELECT count(*) FROM pg_dist_node WHERE isactive"))
        before = len(metadata.tables) - len(changed)
        return Distribution(int(nodes.scalar_one()), changed, before)


def is_distributed(connection: Connection) -> bool:
    """Tell whether the lines are spread over the nodes of Citus."""
    return has_citus(connection) and sales.name in _places(connection)


def has_citus(connection: Connection) -> bool:
    """Tell whether a database is on Citus."""
    if connection.dialect.name != "postgresql":
        return False
    extension = text("SELECT 1 FROM pg_extension WHERE extname = 'citus'")
    return connection.execute(extension).first() is not None


def _coordinator_counts(connection: Connection) -> bool:
    """Tell whether copied tables have a copy on the coordinator, where the ledger is."""
    coordinator = text("SELECT 1 FROM pg_dist_node WHERE groupid = 0")
    return connection.execute(coordinator).first() is not None


def _free(connection: Connection) -> None:
    """Take away the foreign keys: with one, Citus does not change both ends in a transaction."""
    found = inspect(connection)
    for name in sorted(LOCAL):
        for key in found.get_foreign_keys(name):
            connection.execute(text(f'ALTER TABLE {name} DROP CONSTRAINT "{key["name"]}"'))


def _in_order() -> list[Table]:
    """Give the tables, those that are copied first."""
    return sorted(metadata.sorted_tables, key=lambda table: place_of(table) == "distributed")


def _places(connection: Connection) -> dict[str, str]:
    """Give where the tables are that Citus has moved."""
    query = text("SELECT table_name::text, citus_table_type, distribution_column FROM citus_tables")
    return {
        name: kind if kind != "distributed" or column == KEY else f"{kind} (by {column})"
        for name, kind, column in connection.execute(query)
        if kind != "local"
    }


def _distributed() -> set[str]:
    return {table.name for table in metadata.tables.values() if place_of(table) == "distributed"}


def _move(connection: Connection, table: Table, beside: str) -> None:
    name = table.name
    if place_of(table) == "reference":
        connection.execute(text("SELECT create_reference_table(:name)"), {"name": name})
    else:
        connection.execute(
            text("SELECT create_distributed_table(:name, :key, colocate_with => :beside)"),
            {"name": name, "key": KEY, "beside": beside},
        )
    connection.execute(
        text("SELECT truncate_local_data_after_distributing_table(:name)"), {"name": name}
    )
