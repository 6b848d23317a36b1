"""The currency that the name of a column tells: ``Umsatz (EUR)``, ``Total in USD``, ``Price £``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sales_core.importing.interpretation.column_looks import Columns
from sales_core.importing.rows.numbers import SIGNS

_CODE = re.compile(
    r"(?:^|[\W_])(USD|EUR|GBP|SGD|AUD|CAD|NZD|CHF|JPY|CNY|INR|HKD|BRL|MXN|SEK|NOK|DKK|PLN|CZK|HUF"
    r"|TRY|ZAR|KRW|THB|MYR|IDR|PHP|VND|TWD|ILS|AED|SAR|UAH|RON|BGN|CLP|ARS|PEN|NGN|KES)(?:$|[\W_])"
)
_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True)))
_LETTERS = re.compile(r"[^\W\d_]")


def other_currencies(headers: Iterable[str], currency: str) -> tuple[str, ...]:
    """Say which columns of amounts name another currency than that of the database.

    A code counts in capitals alone; a sign only where it means one currency.

    Args:
        headers: Names of the columns, as written.
        currency: The one currency of the database, an ISO 4217 code.
    """
    named = ((header.strip(), _named(header)) for header in headers)
    return tuple(
        f"Attention: the column {header!r} names {code}. This database holds {currency}, so "
        f"its amounts are taken as {currency}."
        for header, code in named
        if code not in ("", currency)
    )


def take_own_currency(columns: Columns, header: tuple[str, ...], currency: str) -> None:
    """Take the amount in the own currency where the same amount stands beside it in others.

    Args:
        columns: What was found; the choice is noted in it.
        header: The column names as written.
        currency: The one currency of the database, an ISO 4217 code.
    """
    places = columns.rivals.get("amount", ())
    named = {at: _named(header[at]) for at in places}
    own = [at for at, code in named.items() if code == currency]
    if len(own) != 1 or "" in named.values():
        return
    columns.at["amount"] = own[0]
    del columns.rivals["amount"]
    columns.told.append(f"Of several amounts, {header[own[0]].strip()!r} is the one in {currency}.")


def _named(header: str) -> str:
    if code := _CODE.search(header):
        return code[1]
    sign = _SIGN.search(header)
    if sign is None or (_LETTERS.search(sign[0]) and not _stands_alone(header, sign)):
        return ""
    return SIGNS[sign[0]]


def _stands_alone(header: str, sign: re.Match[str]) -> bool:
    """Tell whether a sign of letters, such as RM or Ft, is a word of its own."""
    around = header[: sign.start()][-1:] + header[sign.end() :][:1]
    return not any(letter.isalnum() for letter in around)
