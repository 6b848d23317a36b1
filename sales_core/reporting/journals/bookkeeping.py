"""Journals as the tables that Xero and QuickBooks Online import; both take two decimals.

Sources: Xero Central, "Enter multiple manual journals using an import template"; QuickBooks
Help, "Import journal entries".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sales_core.reporting.files.csv_file import csv_bytes, safe_text
from sales_core.reporting.journals.entries import Entry, Posting
from sales_core.values.money import AMOUNT_SCALE, amount_decimal

XERO_COLUMNS = ("*Narration", "*Date", "Description", "*AccountCode", "*TaxRate", "*Amount")
QUICKBOOKS_COLUMNS = (
    "Journal No",
    "Journal Date",
    "Account Name",
    "Debits",
    "Credits",
    "Description",
)

NO_TAX = "No Tax"
"""Name of the rate in Xero by which nothing is taxed again."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def xero(entries: Sequence[Entry]) -> bytes:
    """Write manual journals for Xero; a positive amount is a debit.

    Args:
        entries: Rounded to cents.
    """
    rows = (
        (
            f"Sales {entry.day}",
            f"{entry.day.day} {_MONTHS[entry.day.month - 1]} {entry.day.year}",
            safe_text(each.about),
            each.account,
            NO_TAX,
            cents(each.amount),
        )
        for entry, each in _each(entries)
    )
    return csv_bytes(XERO_COLUMNS, rows)


def quickbooks(entries: Sequence[Entry]) -> bytes:
    """Write journal entries for QuickBooks Online.

    Args:
        entries: Rounded to cents.
    """
    rows = (
        (
            f"{entry.day:%Y%m%d}",
            f"{entry.day:%m/%d/%Y}",
            each.account,
            cents(each.amount) if each.amount > 0 else "",
            cents(-each.amount) if each.amount < 0 else "",
            safe_text(each.about),
        )
        for entry, each in _each(entries)
    )
    return csv_bytes(QUICKBOOKS_COLUMNS, rows)


def cents(amount: int, mark: str = ".") -> str:
    """Write an amount (ten-thousandths of whole cents) with two decimals.

    Example:
        >>> cents(125000), cents(-5_000, ",")
        ('12.50', '-0,50')
    """
    assert amount % (AMOUNT_SCALE // 100) == 0  # noqa: S101 - the entries are in cents
    return f"{amount_decimal(amount):.2f}".replace(".", mark)


def _each(entries: Iterable[Entry]) -> Iterable[tuple[Entry, Posting]]:
    return ((entry, each) for entry in entries for each in entry.postings)
