"""The list of imports: what came, when, by whom, with which receipt, and whether it was undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, Literal, Protocol

import pandas as pd
from sqlalchemy import Connection, Row, func, insert, select, update

from sales_core.errors import ImportNotFoundError
from sales_core.store.bulk import insert_records
from sales_core.store.order_counts import Counted
from sales_core.store.schema import imports, rejected_rows
from sales_core.store.seals import seal

Mode = Literal["merge", "replace"]

_REJECTED = ("line", "column", "value", "code", "message", "how_to_fix")


class SupportsRejection(Protocol):
    """Why a row was left out, wherever that was found."""

    @property
    def line(self) -> int:
        """Line number in the file."""

    @property
    def column(self) -> str:
        """Header of the column."""

    @property
    def value(self) -> str:
        """The text that is at fault."""

    @property
    def code(self) -> str:
        """Stable name of the fault."""

    @property
    def message(self) -> str:
        """What happened."""

    @property
    def how_to_fix(self) -> str:
        """What to do."""


@dataclass(frozen=True, slots=True)
class RowCounts:
    """Rows of one import: read = imported + already imported + rejected + ignored.

    ``replaced`` counts stored lines that the import took away, not rows of its file.
    """

    read: int = 0
    imported: int = 0
    already_imported: int = 0
    rejected: int = 0
    ignored: int = 0
    replaced: int = 0

    @property
    def adds_up(self) -> bool:
        """Tell whether every row read is accounted for."""
        parts = self.imported + self.already_imported + self.rejected + self.ignored
        return self.read == parts


@dataclass(frozen=True, slots=True)
class AmountCounts:
    """Amounts of one import in ten-thousandths: read = imported + already imported + rejected.

    ``replaced`` sums stored lines that the import took away.
    """

    read: int = 0
    imported: int = 0
    already_imported: int = 0
    rejected: int = 0
    replaced: int = 0

    @property
    def adds_up(self) -> bool:
        """Tell whether the whole amount read is accounted for."""
        return self.read == self.imported + self.already_imported + self.rejected


@dataclass(frozen=True)
class ImportRecord:
    """One import as listed; amounts in ten-thousandths of the currency.

    ``completes`` is the import whose rejected rows this one brings, corrected; ``unnumbered``
    counts the lines of its file that have no order id and are no refund lines.
    """

    id: int
    file_name: str
    file_sha256: str
    file_size: int
    plan: dict[str, Any]
    evidence: tuple[str, ...]
    mode: Mode
    imported_at: datetime
    imported_by: str
    undone_at: datetime | None
    rows: RowCounts
    amount: AmountCounts
    orders: int
    first_date: date | None
    last_date: date | None
    completes: int | None = None
    unnumbered: int = 0

    @property
    def known_orders(self) -> int | None:
        """Give the number of orders in the file; None where a line has no order id."""
        return Counted(self.orders, self.unnumbered).known


def next_id(connection: Connection) -> int:
    """Give the number of the next import; imports are numbered in the order they are made."""
    return (connection.execute(select(func.max(imports.c.id))).scalar() or 0) + 1


def add_record(connection: Connection, record: ImportRecord) -> None:
    """Put an import on the list."""
    connection.execute(insert(imports).values(**_as_row(record)))


def update_receipt(connection: Connection, record: ImportRecord) -> None:
    """Write the final figures of an import that is on the list, and what was told of it."""
    row = _as_row(record)
    final = {name: value for name, value in row.items() if name not in ("id", "plan")}
    connection.execute(update(imports).where(imports.c.id == record.id).values(**final))
    seal(connection, record.id)


def all_records(connection: Connection) -> list[ImportRecord]:
    """Give all imports, newest first."""
    return [
        _record(row) for row in connection.execute(select(imports).order_by(imports.c.id.desc()))
    ]


def get_record(connection: Connection, import_id: int) -> ImportRecord:
    """Give one import.

    Raises:
        ImportNotFoundError: There is none with this number.
    """
    row = connection.execute(select(imports).where(imports.c.id == import_id)).first()
    if row is None:
        raise ImportNotFoundError(import_id)
    return _record(row)


def active_record(connection: Connection, sha256: str) -> ImportRecord | None:
    """Give the active import that holds this very file."""
    query = select(imports).where(imports.c.file_sha256 == sha256, imports.c.undone_at.is_(None))
    row = connection.execute(query).first()
    return None if row is None else _record(row)


def completions_of(connection: Connection, import_id: int) -> list[ImportRecord]:
    """Give the active imports that complete an import, oldest first."""
    query = select(imports).where(imports.c.completes == import_id, imports.c.undone_at.is_(None))
    return [_record(row) for row in connection.execute(query.order_by(imports.c.id))]


def active_of_size(connection: Connection, size: int) -> bool:
    """Tell whether an active import holds a file of this many bytes."""
    query = select(imports.c.id).where(imports.c.file_size == size, imports.c.undone_at.is_(None))
    return connection.execute(query.limit(1)).first() is not None


def add_rejected_rows(
    connection: Connection, import_id: int, rejected: Iterable[SupportsRejection]
) -> None:
    """Keep why rows were left out."""
    rows = [
        {"import_id": import_id, "number": at} | {name: getattr(row, name) for name in _REJECTED}
        for at, row in enumerate(rejected)
    ]
    if rows:
        insert_records(connection, rejected_rows, rows)
        seal(connection, import_id)


def rejected_lines(connection: Connection, import_id: int) -> frozenset[int]:
    """Give the line numbers of the rejected rows of an import."""
    query = select(rejected_rows.c.line).where(rejected_rows.c.import_id == import_id)
    return frozenset(connection.execute(query).scalars())


def rejected_rows_of(connection: Connection, import_id: int) -> pd.DataFrame:
    """Give the rejected rows of an import.

    Returns:
        Grain: one row a fault, by line. ``line`` (int64), ``column``, ``value``,
        ``code``, ``message``, ``how_to_fix`` (str).
    """
    query = (
        select(*(rejected_rows.c[name] for name in _REJECTED))
        .where(rejected_rows.c.import_id == import_id)
        .order_by(rejected_rows.c.number)
    )
    return pd.DataFrame(connection.execute(query).all(), columns=list(_REJECTED))


def _as_row(record: ImportRecord) -> dict[str, Any]:
    row = {each.name: getattr(record, each.name) for each in fields(record)}
    rows, amount = asdict(row.pop("rows")), asdict(row.pop("amount"))
    return (
        row
        | {f"rows_{name}": count for name, count in rows.items()}
        | {f"amount_{name}": units for name, units in amount.items()}
        | {"evidence": list(record.evidence)}
    )


def _record(row: Row[Any]) -> ImportRecord:
    data = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
    rows = {name: data.pop(f"rows_{name}") for name in RowCounts.__slots__}
    amount = {name: data.pop(f"amount_{name}") for name in AmountCounts.__slots__}
    data["evidence"] = tuple(data["evidence"])
    return ImportRecord(**data, rows=RowCounts(**rows), amount=AmountCounts(**amount))
