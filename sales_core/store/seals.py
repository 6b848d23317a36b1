"""Seals: a digest of each import with all that came with it, by which any later change shows.

What is made of the ledger can be compared with it. The receipts, the rejected rows and the ledger
itself have nothing to be compared with but this.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, String, Table, delete, insert, select, update

from sales_core.store.schema import imports, ledger_chunks, metadata, rejected_rows

import_seals = Table(
    "import_seals",
    metadata,
    Column("import_id", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False),
)


def seal(connection: Connection, *numbers: int) -> None:
    """Seal imports as they are now; whatever changes one of them does so at its end.

    Args:
        connection: In the transaction of the change.
        numbers: Which imports.
    """
    for number in numbers:
        connection.execute(delete(import_seals).where(import_seals.c.import_id == number))
        row = {"import_id": number, "sha256": digest_of(connection, number)}
        connection.execute(insert(import_seals).values(row))


def seal_all(connection: Connection) -> None:
    """Seal what was stored before there were seals, as it is now."""
    chunk = ledger_chunks.c
    for key in connection.execute(select(chunk.import_id, chunk.number)).all():
        here = (chunk.import_id == key.import_id) & (chunk.number == key.number)
        content = connection.execute(select(chunk.lines).where(here)).scalar_one()
        connection.execute(update(ledger_chunks).where(here).values(sha256=checksum(content)))
    seal(connection, *connection.execute(select(imports.c.id)).scalars().all())


def checksum(content: bytes) -> str:
    """Give the digest of a chunk of the ledger."""
    return hashlib.sha256(content).hexdigest()


def digest_of(connection: Connection, number: int) -> str:
    """Give the digest of an import: its receipt, its rejected rows, what is recorded of its chunks.

    The chunks themselves are in it by their checksums.
    """
    chunk, rejected = ledger_chunks.c, rejected_rows.c
    recorded = [column for column in chunk if column is not chunk.lines]
    digest = hashlib.sha256()
    for query in (
        select(imports).where(imports.c.id == number),
        select(*recorded).where(chunk.import_id == number).order_by(chunk.number),
        select(rejected_rows).where(rejected.import_id == number).order_by(rejected.number),
    ):
        digest.update(_written(connection.execute(query)))
    return digest.hexdigest()


def _written(rows: Iterable[Any]) -> bytes:
    """Write rows as one text, the same on every database."""
    plain = [[_plain(value) for value in row] for row in rows]
    return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
