"""The settings as a database has them: its own currency counts where none is set."""

from __future__ import annotations

from dataclasses import replace

from sales_core.settings import Settings
from sales_core.store.currency import currency_of
from sales_core.store.database import Database


def settled(chosen: Settings, database: Database) -> Settings:
    """Give the settings with the currency of the database.

    Raises:
        CurrencyDiffersError: Another one is set.
    """
    with database.reading() as connection:
        code = currency_of(connection, chosen.currency if chosen.currency_is_set else None)
    return replace(chosen, currency=code or chosen.currency)
