"""The settings as a database has them: its own currency counts where none is set."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from sales_core.errors import DatabaseBusyError, DatabaseUnreachableError, StorageFullError
from sales_core.settings import Settings
from sales_core.store.chosen_settings import chosen_settings
from sales_core.store.currency import currency_of, is_unkept, keep_currency
from sales_core.store.database import Database


def settled(chosen: Settings, database: Database) -> Settings:
    """Give the settings with the currency of the database.

    A database of before the currency was kept has lines and none: the one that holds now is
    kept, once. Where that cannot be written, it only holds.

    Raises:
        CurrencyDiffersError: Another one is set.
    """
    with database.reading() as connection:
        code = currency_of(connection, chosen.currency_of_imports)
        unkept = is_unkept(connection)
        if code is None and not unkept:  # an empty database, of which a person may have said it
            code = chosen_settings(connection).currency
    if unkept:
        code = _keep(chosen, database)
    return replace(chosen, currency=code or chosen.currency, currency_is_set=code is not None)


def refuse_other_currency(chosen: Settings, database: Database) -> None:
    """Look whether the currency that is set is that of the database; nothing is written.

    Raises:
        CurrencyDiffersError: It is not.
    """
    with database.reading() as connection:
        currency_of(connection, chosen.currency_of_imports)


def _keep(chosen: Settings, database: Database) -> str:
    """Keep the currency that holds now, unless another process was first; then it is that one's.

    Raises:
        CurrencyDiffersError: That process had another one set.
    """
    with (
        suppress(DatabaseBusyError, DatabaseUnreachableError, StorageFullError),
        database.writing() as connection,
    ):
        if is_unkept(connection):
            keep_currency(connection, chosen.currency)
        return currency_of(connection, chosen.currency_of_imports) or chosen.currency
    return chosen.currency
