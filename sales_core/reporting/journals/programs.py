"""The programs a journal is written for, by the names they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sales_core.reporting.filters import Filters
from sales_core.reporting.journals.accounts import Accounts
from sales_core.reporting.journals.bookkeeping import quickbooks, xero
from sales_core.reporting.journals.datev import datev
from sales_core.reporting.journals.entries import difference, entries_of, in_cents, sales_of
from sales_core.reporting.journals.plain_text import beancount, hledger
from sales_core.store.database import Database
from sales_core.values.periods import Period

Program = Literal["beancount", "hledger", "datev", "xero", "quickbooks"]

PROGRAMS: tuple[Program, ...] = get_args(Program)

TITLES: dict[Program, str] = {
    "beancount": "beancount",
    "hledger": "hledger",
    "datev": "DATEV",
    "xero": "Xero",
    "quickbooks": "QuickBooks",
}
"""What people call them."""

ENDINGS: dict[Program, str] = {
    "beancount": "beancount",
    "hledger": "journal",
    "datev": "csv",
    "xero": "csv",
    "quickbooks": "csv",
}

USUAL: dict[Program, Accounts] = {
    "beancount": Accounts("Income:Sales", "Liabilities:Tax", "Assets:Payments", parted=":"),
    "hledger": Accounts("income:sales", "liabilities:tax", "assets:payments", parted=":"),
    "datev": Accounts("8200", "1776", "1360"),
    "xero": Accounts("200", "820", "850"),
    "quickbooks": Accounts("Sales", "Sales Tax Payable", "Undeposited Funds"),
}
"""Accounts where nobody says others. DATEV: those of SKR 03 without tax keys (sales, value-added
tax, money in transit). Xero: sales, tax, suspense, because a bank account takes no journals."""


@dataclass(frozen=True)
class Journal:
    """A journal as a file.

    Attributes:
        content: Its bytes.
        entries: How many days are posted.
        rounded: How much more is posted than was paid, where the program takes two decimals
            only (ten-thousandths).
    """

    content: bytes
    entries: int
    rounded: int = 0


def journal(
    database: Database,
    filters: Filters,
    program: Program,
    currency: str,
    *,
    pairs: Iterable[tuple[str, str]] = (),
    now: datetime,
) -> Journal:
    """Write what was sold as a journal: one balanced entry for each day with sales.

    Args:
        database: Where the lines are.
        filters: The period; locations and payment methods may be named.
        program: Which program is to read it.
        currency: ISO 4217 code of the amounts.
        pairs: What accounts are called (``accounts.account_pairs``).
        now: When it is made, with its zone; only DATEV's header has it.

    Raises:
        NarrowedJournalError: The filters name products, or what lines say of themselves.
        AccountNameError: The program does not take an account that is called so.
        FinancialYearError: DATEV takes no days of several years.
        UnknownNameError: A filter names something that is not there.
    """
    sales = sales_of(database, filters)
    accounts = USUAL[program].with_set(pairs)
    exact = entries_of(sales.days, accounts)
    if program in ("beancount", "hledger"):
        write = beancount if program == "beancount" else hledger
        return Journal(write(exact, currency).encode(), len(exact))
    entries = in_cents(exact, accounts)
    if program == "datev":
        period = sales.period or Period(now.date(), now.date())
        content = datev(entries, period, accounts, currency, now=now)
    else:
        content = xero(entries) if program == "xero" else quickbooks(entries)
    return Journal(content, len(entries), difference(exact, entries))
