"""Looking a database over before its rows are compared: pages, tables, indexes, kinds of values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Select,
    String,
    Table,
    Text,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator

from sales_core.store.audit import ONLY_ADDED_TO
from sales_core.store.schema import HEAD, data_version, imports, metadata


def readable(what: str, found: Iterable[str]) -> Iterator[str]:
    """Give what is found in something, and where it cannot be read to its end, say so."""
    try:
        yield from found
    except DBAPIError as fault:
        if not getattr(fault.orig, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
            raise
        yield f"{what} cannot be read: the database file is damaged there."


def file_found_wrong(connection: Connection) -> Iterator[str]:
    """Tell what does not fit together in the file, and which tables and indexes are missing."""
    if connection.dialect.name == "sqlite":
        pages = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars()
        yield from (f"The database file is damaged: {_plain(one)}." for one in pages if one != "ok")
    there = _names_of_parts(connection)
    for name, table in metadata.tables.items():
        if name not in there:
            yield f"The table {name} is missing."
            continue
        for index in sorted(str(index.name) for index in table.indexes):
            if index not in there:
                yield f"The index {index} of the table {name} is missing."
    statements = "\n".join(ONLY_ADDED_TO[connection.dialect.name])
    for trigger in re.findall(r"CREATE TRIGGER (\w+)", statements):
        if trigger not in there:
            yield f"The trigger {trigger} is missing: the audit trail could be changed."


def _names_of_parts(connection: Connection) -> set[str]:
    """Give the names of all tables, indexes and triggers."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master"
    else:
        query = (
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
            " UNION ALL SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
            " UNION ALL SELECT tgname FROM pg_trigger"
        )
    return set(connection.execute(text(query)).scalars())


def mend_indexes(connection: Connection) -> None:
    """Make indexes anew: those that are missing, and on SQLite all of them from their tables."""
    there = _names_of_parts(connection)
    for table in metadata.tables.values():
        for index in table.indexes:
            if index.name not in there:
                index.create(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("REINDEX")


def versions_found_wrong(connection: Connection) -> Iterator[str]:
    """Tell what is wrong with the rows that say which schema and which data there are."""
    schemas = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    if list(schemas) != [HEAD]:
        said = ", ".join(map(str, schemas)) or "none"
        yield f"The database says that its schema is {said}; it should say {HEAD}."
    rows = connection.execute(select(data_version.c.id, data_version.c.version)).all()
    if [row.id for row in rows] != [1]:
        yield f"There are {len(rows)} rows that say which version the data has; there should be 1."
        return
    whole = select(func.count()).select_from(imports).where(imports.c.completes.is_(None))
    least: int = connection.execute(whole).scalar_one()
    if rows[0].version < least:
        yield f"The version of the data is {rows[0].version}, but {least} imports have raised it."


def kinds_found_wrong(connection: Connection) -> Iterator[str]:
    """Look for values that SQLite, which takes anything, keeps as something else than they are.

    A number that is a text, or a day that is none, would stop whatever reads it.
    """
    if connection.dialect.name != "sqlite":
        return
    for table in metadata.sorted_tables:
        found = connection.execute(_counting_others(table)).one()
        for column, rows in zip(table.columns, found, strict=True):
            if rows:
                yield _told(table, column, rows)


@cache
def _counting_others(table: Table) -> Select[*tuple[Any, ...]]:
    counts = [func.coalesce(func.sum(_is_other(column)), 0) for column in table.columns]
    return select(*counts).select_from(table)


def _told(table: Table, column: Column[object], rows: int) -> str:
    said = "1 row" if rows == 1 else f"{rows:,} rows"
    what = next(said for kind, said in _KINDS.items() if isinstance(_kind(column), kind))
    return f"In {said} of {table.name} the {column.name} is no {what}: no day is compared."


_KINDS = {
    JSON: "text of the right form",
    Integer: "whole number",
    DateTime: "moment",
    Date: "day",
    LargeBinary: "content",
    Text: "text",
    String: "text",
}


def _kind(column: Column[object]) -> object:
    return column.type.impl if isinstance(column.type, TypeDecorator) else column.type


def _is_other(column: Column[object]) -> ColumnElement[bool]:
    """Give the condition that a value is neither what its column holds nor missing."""
    kind, stored = _kind(column), func.typeof(column)
    raw = text(f'"{column.table.name}"."{column.name}"')
    is_text = stored == "text"
    right: ColumnElement[bool]
    if isinstance(kind, JSON):
        right = is_text & (func.json_valid(raw) == 1)
    elif isinstance(kind, Integer):
        right = stored == "integer"
    elif isinstance(kind, DateTime):
        right = is_text & (func.strftime("%Y-%m-%d %H:%M:%S", raw) == func.substr(raw, 1, 19))
    elif isinstance(kind, Date):
        right = is_text & (func.date(raw) == raw)
    else:
        right = stored == ("blob" if isinstance(kind, LargeBinary) else "text")
    missing = stored == "null"
    return ~func.coalesce(or_(right, missing) if column.nullable else right, 0)


def _plain(said: object) -> str:
    """Write what SQLite found without the names that only it knows."""
    return " ".join(str(said).split()).removeprefix("*** in database main *** ").rstrip(".")
