"""Of one amount in several currencies the own one is taken: ``Total (EUR)``, ``Total (USD)``."""

from __future__ import annotations

from sales_core.importing.interpretation.column_looks import Columns
from sales_core.values.currency_mentions import named_currencies


def take_own_currency(columns: Columns, header: tuple[str, ...], currency: str) -> None:
    """Take the amount in the own currency where the same amount stands beside it in others.

    Args:
        columns: What was found; the choice is noted in it.
        header: The column names as written.
        currency: The one currency of the database, an ISO 4217 code.
    """
    places = columns.rivals.get("amount", ())
    named = {at: named_currencies(header[at]) for at in places}
    own = [at for at, codes in named.items() if currency in codes]
    if len(own) != 1 or not all(named.values()):
        return
    columns.at["amount"] = own[0]
    del columns.rivals["amount"]
    columns.told.append(f"Of several amounts, {header[own[0]].strip()!r} is the one in {currency}.")
