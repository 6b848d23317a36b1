"""The currency that the name of a column tells: ``Umsatz (EUR)``, ``Total in USD``, ``Price £``."""

from __future__ import annotations

from collections.abc import Iterable

from sales_core.importing.interpretation.column_looks import Columns
from sales_core.values.currencies import codes_text
from sales_core.values.currency_mentions import named_currencies


def other_currencies(headers: Iterable[str], currency: str) -> tuple[str, ...]:
    """Say which columns of amounts name another currency than that of the database.

    Args:
        headers: Names of the columns, as written.
        currency: The one currency of the database, an ISO 4217 code.
    """
    named = ((header.strip(), named_currencies(header)) for header in headers)
    return tuple(
        f"Attention: the column {header!r} names {codes_text(codes)}. This database holds "
        f"{currency}, so its amounts are taken as {currency}."
        for header, codes in named
        if codes and currency not in codes
    )


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
