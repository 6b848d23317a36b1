"""Journals of double entry, and sales beside their payments: all of it comes to nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sales_core.importing.claims import Contradiction, Told
from sales_core.importing.view import View
from sales_core.importing.vocabulary.header_names import key, words
from sales_core.importing.vocabulary.languages import joined, words_of
from sales_core.values.arrays import Ints

_LEAST = 4
"""Rows of a journal: two entries of two sides."""


def claims(view: View) -> Iterator[Contradiction | Told]:
    """Refuse a file whose amounts come to zero on every day, or in every entry, over accounts.

    Where no column of accounts is there it is told: sales may stand beside their payments.
    """
    yield from _of_accounts(view)
    rows = np.flatnonzero(view.sales & (view.cells.amount != 0))
    if len(rows) < _LEAST or {"amount", "credit", "debit"} & view.chosen.keys():
        return
    amounts = view.cells.amount[rows]
    if amounts.sum() != 0 or 2 * np.count_nonzero(amounts > 0) not in range(
        len(rows) // 2, 2 * len(rows)
    ):
        return
    days = view.cells.days[rows].astype(np.int64)
    groups = [days]
    if view.table.order_ids is not None:
        ids = view.table.order_ids.combine_chunks().dictionary_encode().indices
        groups.append(np.asarray(ids.to_numpy(zero_copy_only=False), np.int64)[rows])
    for place in view.free:
        if key(view.header(place)) not in joined("double_entry"):
            continue
        accounts = view.table.columns[place].codes[rows].astype(np.int64)
        if any(_balances(each, amounts, accounts) for each in groups):
            yield Contradiction("double-entry", {"column": view.header(place)})
            return
    sides = np.sign(amounts)
    if len(groups) > 1 and _balances(groups[1], amounts, sides):
        yield Told(
            f"Attention: the {len(rows):,} amounts come to nothing in every order, so sales may "
            "stand beside their payments; both count.",
            len(rows),
        )


def _of_accounts(view: View) -> Iterator[Told]:
    """Tell of amounts that each row takes from one account to another: Debit account, credit ..."""
    sides = [view.header(at) for at in view.free if _is_side_account(view.header(at))]
    if len(sides) > 1:
        yield Told(
            f"Attention: {' and '.join(map(repr, sides[:2]))} name the accounts of both sides, so "
            "these may be the entries of a journal, not sales; all of them count."
        )


def _is_side_account(header: str) -> bool:
    said = set(words(header).split())
    sides = said & words_of("account_sides", "credit", "debit")
    return bool(sides) and bool((said - sides) & words_of("double_entry"))


def _balances(groups: Ints, amounts: Ints, accounts: Ints) -> bool:
    """Tell whether each group comes to zero, over more than one account, in several groups."""
    _, at = np.unique(groups, return_inverse=True)
    count = int(at.max()) + 1
    sums = np.zeros(count, np.int64)
    np.add.at(sums, at, amounts)
    pairs = np.unique(np.stack([at, accounts]), axis=1)
    return count > 1 and not sums.any() and bool((np.bincount(pairs[0]) > 1).all())
