"""The one currency of a database: kept in it, so that no setting can call its amounts another."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Integer, String, Table, delete, insert, select, update

from sales_core.errors import CurrencyDiffersError
from sales_core.store.schema import imports, metadata, sales
from sales_core.store.seals import seal

currency = Table(
    "currency",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("code", String(3), nullable=False),
)


def currency_of(connection: Connection, wanted: str | None) -> str | None:
    """Give the currency of all amounts, an ISO 4217 code.

    Args:
        connection: To read with.
        wanted: The currency that is set; None where none is.

    Returns:
        That of the database; where it has none yet, the one that is set, or None.

    Raises:
        CurrencyDiffersError: The database has another one than is set.
    """
    stored: str | None = connection.execute(select(currency.c.code)).scalar()
    if stored and wanted and stored != wanted:
        raise CurrencyDiffersError(wanted, stored)
    return stored or wanted


def is_unkept(connection: Connection) -> bool:
    """Tell whether there are lines and no currency, as versions that kept none have left them."""
    stored = connection.execute(select(currency.c.code)).scalar()
    return (
        stored is None
        and connection.execute(select(sales.c.import_id).limit(1)).first() is not None
    )


def keep_currency(connection: Connection, code: str) -> None:
    """Store the currency of the first import, in its writing transaction.

    Raises:
        CurrencyDiffersError: The database has another one.
    """
    if currency_of(connection, code) and currency_of(connection, None) is None:
        connection.execute(insert(currency).values(id=1, code=code))


def free_currency(connection: Connection) -> None:
    """Let go of the currency where no import counts any more, in the transaction of its undo.

    What is undone keeps the name of its own: a receipt of before has it noted now.
    """
    code = currency_of(connection, None)
    counts = select(imports.c.id).where(imports.c.undone_at.is_(None)).limit(1)
    if code is None or connection.execute(counts).first():
        return
    for number, plan in connection.execute(select(imports.c.id, imports.c.plan)).all():
        if "currency" not in plan:
            noted = update(imports).where(imports.c.id == number)
            connection.execute(noted.values(plan={**plan, "currency": code}))
            seal(connection, number)
    connection.execute(delete(currency))
