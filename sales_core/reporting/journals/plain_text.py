"""Journals of plain-text accounting: beancount and hledger. Amounts have every digit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sales_core.reporting.journals.accounts import AccountNameError
from sales_core.reporting.journals.entries import Entry, Posting
from sales_core.values.currencies import decimals_of
from sales_core.values.money import amount_text

_ROOTS = ("Assets", "Liabilities", "Equity", "Income", "Expenses")


def beancount(entries: Sequence[Entry], currency: str) -> str:
    """Write entries for beancount, with the accounts they open.

    Its accounts are made of letters, digits and dashes: a payment method is written in such
    letters, and its own name stands beside its account.

    Raises:
        AccountNameError: An account that is set cannot be one there.
    """
    names = _beancount_names(entries)
    opened = [
        line
        for (account, about), name in names.items()
        for line in (f"{_first(entries)} open {name} {currency}", *_called(account, about, name))
    ]
    lines = [f'option "operating_currency" "{currency}"', "", *opened]
    for entry in entries:
        lines += ["", f'{entry.day} * "Sales"']
        lines += _aligned(
            [(names[_key(each)], _amount(each, currency)) for each in entry.postings], 2
        )
    return "\n".join(lines) + "\n"


def hledger(entries: Sequence[Entry], currency: str) -> str:
    """Write entries for hledger, with the accounts and the commodity they use declared."""
    entries = [_for_hledger(entry) for entry in entries]
    used = sorted({each.account for entry in entries for each in entry.postings})
    digits = max((_decimals(each) for entry in entries for each in entry.postings), default=0)
    shown = "0" * max(digits, decimals_of(currency))
    lines = ["decimal-mark .", f"commodity 1000.{shown} {currency}", ""]
    lines += [f"account {account}" for account in used]
    for entry in entries:
        lines += ["", f"{entry.day} * Sales"]
        lines += _aligned([(each.account, _amount(each, currency)) for each in entry.postings], 4)
    return "\n".join(lines) + "\n"


def _amount(posting: Posting, currency: str) -> str:
    return f"{amount_text(posting.amount)} {currency}"


def _decimals(posting: Posting) -> int:
    return len(amount_text(posting.amount).partition(".")[2])


def _aligned(rows: Sequence[tuple[str, str]], indent: int) -> Iterable[str]:
    """Put amounts under each other; two blanks at least end the name of an account."""
    if not rows:
        return []
    widest = max(len(name) for name, _ in rows)
    longest = max(len(amount) for _, amount in rows)
    return [f"{' ' * indent}{name:{widest}}  {amount:>{longest}}" for name, amount in rows]


def _first(entries: Sequence[Entry]) -> str:
    return min(str(entry.day) for entry in entries)


def _key(posting: Posting) -> tuple[str, str]:
    return posting.account, posting.about


def _called(account: str, about: str, name: str) -> Iterable[str]:
    """Note the payment method beside an account that cannot bear its name."""
    if account == name:
        return ()
    said = about.replace("\\", "\\\\").replace('"', '\\"')
    return (f'  payment-method: "{said}"',)


def _beancount_names(entries: Sequence[Entry]) -> dict[tuple[str, str], str]:
    """Give each account its name in beancount; no two share one."""
    used = sorted({_key(each) for entry in entries for each in entry.postings})
    names: dict[tuple[str, str], str] = {}
    taken: dict[str, str] = {}  # name in beancount: account
    for account, about in used:
        wanted = ":".join(_component(part) for part in account.split(":"))
        if account.split(":")[0] not in _ROOTS or ":" not in account:
            raise AccountNameError(
                account, "beancount", f"it begins with one of {', '.join(_ROOTS)} and a colon"
            )
        name, number = wanted, 1
        while taken.get(name, account) != account:
            number += 1
            name = f"{wanted}-{number}"
        taken[name] = account
        names[account, about] = name
    return names


def _component(text: str) -> str:
    """Write a text in letters, digits and dashes, beginning with a capital or a digit.

    Example:
        >>> _component("Credit card (Visa/MC)"), _component("現金")
        ('Credit-card-Visa-MC', 'X現金')
    """
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", text)).strip("-")
    word = words[:1].upper() + words[1:]
    return word if re.match(r"[A-Z0-9]", unicodedata.normalize("NFD", word)) else f"X{word}"


def _for_hledger(entry: Entry) -> Entry:
    """Leave out of the names of accounts what would end them or make them something else."""
    return replace(
        entry,
        postings=tuple(
            replace(each, account=_hledger_name(each.account)) for each in entry.postings
        ),
    )


def _hledger_name(account: str) -> str:
    """Write an account so that hledger reads it as one name."""
    plain = re.sub(r"[\s;]+", " ", account).strip()
    parts = [part.strip() for part in plain.split(":")]
    name = ":".join(part for part in parts if part)
    if not name or name[0] in "([*!|#~=":
        raise AccountNameError(account, "hledger", "it begins with a letter")
    return name
