"""What accounts are called in the books: usual names for each program, and those that are set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sales_core.errors import SalesError

REVENUE, TAX, PAYMENTS = "revenue", "tax", "payments"


@dataclass(frozen=True)
class Accounts:
    """Names or numbers of accounts.

    Attributes:
        revenue: Credited with revenue, without tax where tax is known.
        tax: Credited with the tax that the lines state.
        payments: Debited with what was paid, unless the payment method has its own.
        by_method: Account by payment method.
        parted: What stands between ``payments`` and a payment method, where each method has
            an account under it; None where all methods share ``payments``.
    """

    revenue: str
    tax: str
    payments: str
    by_method: Mapping[str, str] = field(default_factory=dict)
    parted: str | None = None

    def of_payment(self, method: str) -> str:
        """Give the account of a payment method."""
        if found := self.by_method.get(method):
            return found
        return self.payments if self.parted is None else f"{self.payments}{self.parted}{method}"

    def with_set(self, pairs: Iterable[tuple[str, str]]) -> Accounts:
        """Give the accounts with some of them called otherwise.

        Args:
            pairs: ``revenue``, ``tax``, ``payments`` or the name of a payment method, and
                what its account is called.
        """
        changed = self
        for what, account in pairs:
            if what == REVENUE:
                changed = replace(changed, revenue=account)
            elif what == TAX:
                changed = replace(changed, tax=account)
            elif what == PAYMENTS:
                changed = replace(changed, payments=account)
            else:
                changed = replace(changed, by_method={**changed.by_method, what: account})
        return changed


class AccountTextError(SalesError):
    """A text that should say what accounts are called does not."""

    code = "accounts"

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text!r} names no account. Write it as in revenue=4000, tax=2200, payments=1100 or "
            "Cash=1000."
        )


class AccountNameError(SalesError):
    """A program does not take an account that is called so."""

    code = "account-name"

    def __init__(self, account: str, program: str, wanted: str) -> None:
        super().__init__(f"{account!r} is no account of {program}: {wanted}.")


def account_pairs(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Read what accounts are called.

    Args:
        texts: Each as in ``revenue=4000``; the name of a payment method may hold ``=``.

    Raises:
        AccountTextError: One is written otherwise.

    Example:
        >>> account_pairs(["revenue=4000", "Cash = 1000"])
        (('revenue', '4000'), ('Cash', '1000'))
    """
    pairs = []
    for text in texts:
        what, mark, account = (part.strip() for part in text.rpartition("="))
        if not mark or not what or not account or re.search(r"[\x00-\x1f]", account):
            raise AccountTextError(text)
        pairs.append((what, account))
    return tuple(pairs)
