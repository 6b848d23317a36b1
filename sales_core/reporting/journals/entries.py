"""One balanced entry for each day: payment methods are debited, revenue and tax are credited.

Amounts are ten-thousandths of the currency; a debit is positive, a credit negative, and the
postings of an entry come to nothing, exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from sqlalchemy import BigInteger, Connection, cast, func, select

from sales_core.errors import SalesError
from sales_core.reporting.filters import Chosen, Filters, choose
from sales_core.reporting.journals.accounts import Accounts
from sales_core.store.database import Database
from sales_core.store.names import name_of_id
from sales_core.store.schema import ALL, daily_revenue
from sales_core.values.money import divided
from sales_core.values.periods import Period

NOT_STATED = "Not stated"
"""Payment method of lines that say none."""


Role = Literal["payment", "revenue", "tax"]


@dataclass(frozen=True)
class Posting:
    """One side of an entry.

    Attributes:
        account: What it is called in the books.
        amount: Ten-thousandths; positive for a debit.
        role: What it is for.
        about: The same in words, such as the payment method as the files have it.
    """

    account: str
    amount: int
    role: Role
    about: str


@dataclass(frozen=True)
class Entry:
    """The sales of a day as postings that come to nothing together."""

    day: date
    postings: tuple[Posting, ...]


@dataclass(frozen=True)
class DayOfSales:
    """What a day brought.

    Attributes:
        day: The day.
        paid: Revenue by payment method (ten-thousandths), tax included.
        tax: How much of it is tax, as far as the lines state it (ten-thousandths).
    """

    day: date
    paid: tuple[tuple[str, int], ...]
    tax: int = 0


@dataclass(frozen=True)
class Sales:
    """What a journal is made of.

    Attributes:
        period: First to last day asked for; None without data.
        days: Those with lines, ascending.
    """

    period: Period | None
    days: tuple[DayOfSales, ...] = field(default=())


class NarrowedJournalError(SalesError):
    """A journal was asked for some of what payments are for: products, a category, ..."""

    code = "journal-narrowed"

    def __init__(self) -> None:
        super().__init__(
            "A journal is of what was paid, and a payment is of all its products. "
            "Ask for all products, and for every category, hour and the like."
        )


def sales_of(database: Database, filters: Filters) -> Sales:
    """Ask what each day of a period brought by payment method.

    Raises:
        NarrowedJournalError: The filters name products, or what lines say of themselves.
        UnknownNameError: A filter names something that is not there.
    """
    if filters.products or filters.traits:
        raise NarrowedJournalError
    with database.reading() as connection:
        chosen = choose(connection, filters)
        if chosen.period is None:
            return Sales(None)
        return Sales(chosen.period, tuple(_days(connection, chosen, chosen.period)))


def entries_of(days: Iterable[DayOfSales], accounts: Accounts) -> tuple[Entry, ...]:
    """Post what each day brought; a day that brought nothing has no entry.

    Args:
        days: What each day brought.
        accounts: What accounts are called.
    """
    entries = (Entry(day.day, tuple(_postings(day, accounts))) for day in days)
    return tuple(entry for entry in entries if entry.postings)


def in_cents(entries: Iterable[Entry], accounts: Accounts) -> tuple[Entry, ...]:
    """Round each amount to two decimals, half to even; revenue takes what the rest comes to.

    For programs that take no more decimals. Entries stay balanced.
    """
    return tuple(_rounded(entry, accounts.revenue) for entry in entries)


def difference(exact: Iterable[Entry], rounded: Iterable[Entry]) -> int:
    """Tell how much more was paid after rounding than before (ten-thousandths)."""
    return _paid(rounded) - _paid(exact)


def _paid(entries: Iterable[Entry]) -> int:
    return sum(
        each.amount for entry in entries for each in entry.postings if each.role == "payment"
    )


def _postings(day: DayOfSales, accounts: Accounts) -> Iterable[Posting]:
    for method, amount in day.paid:
        if amount:
            named = method or NOT_STATED
            yield Posting(accounts.of_payment(named), amount, "payment", named)
    revenue = sum(amount for _, amount in day.paid) - day.tax
    if revenue:
        yield Posting(accounts.revenue, -revenue, "revenue", "Revenue")
    if day.tax:
        yield Posting(accounts.tax, -day.tax, "tax", "Tax")


def _rounded(entry: Entry, revenue: str) -> Entry:
    others = [
        replace(each, amount=100 * divided(each.amount, 100))
        for each in entry.postings
        if each.role != "revenue"
    ]
    rest = -sum(each.amount for each in others)
    postings = [*others, Posting(revenue, rest, "revenue", "Revenue")]
    return replace(entry, postings=tuple(each for each in postings if each.amount))


def _days(connection: Connection, chosen: Chosen, period: Period) -> Iterable[DayOfSales]:
    daily = daily_revenue.c
    methods = chosen.payment_methods
    query = (
        select(
            daily.sale_date,
            daily.payment_method_id,
            cast(func.sum(daily.gross_sales + daily.refunds), BigInteger),
            cast(func.sum(daily.tax), BigInteger),
        )
        .where(
            daily.location_id.in_(chosen.location_ids),
            daily.payment_method_id.in_(methods) if methods else daily.payment_method_id != ALL,
            daily.sale_date.between(period.start, period.end),
        )
        .group_by(daily.sale_date, daily.payment_method_id)
    )
    names = name_of_id(connection, "payment_method")
    paid: dict[date, list[tuple[str, int]]] = {}
    taxes: Counter[date] = Counter()
    for day, method, amount, tax in connection.execute(query):
        paid.setdefault(day, []).append((names[method], amount))
        taxes[day] += tax
    for day in sorted(paid):
        yield DayOfSales(day, tuple(sorted(paid[day])), taxes[day])
