"""Refunds that stand beside their sale: a column of amounts paid back becomes lines of its own.

A sale that was paid back as a whole comes back line by line, with its products and
pieces. Of a part nobody knows which pieces it was for, so its line has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from sales_core.importing.rows.cells import Cells, Names
from sales_core.importing.rows.numbers import Numbers
from sales_core.importing.rows.orders import order_of_each_row
from sales_core.importing.rows.paid_back import NO_DAY, PaidBack
from sales_core.values.arrays import Days, Ints, Mask
from sales_core.values.plain_amounts import plain_amount


def with_refund_lines(
    cells: Cells, paid_back: Iterable[PaidBack], good: Mask
) -> tuple[Cells, tuple[str, ...]]:
    """Add a line for each refund that stands beside its sale.

    Args:
        cells: The parsed columns of a table.
        paid_back: Its refund columns.
        good: Rows that become lines (bool, one a row of the table).

    Returns:
        The cells, longer by the refund lines (``cells.beside`` says of which row each
        is), and what a person should know about them.
    """
    told: list[str] = []
    for column in paid_back:
        chosen = np.flatnonzero(good & (column.amounts != 0))
        if len(chosen):
            orders = _Orders.of(cells, column, chosen, good)
            cells = _added(cells, orders)
            told += orders.told(column)
    return cells, tuple(told)


@dataclass(frozen=True)
class _Orders:
    """The sales of which something was paid back, one entry a sale.

    Attributes:
        first: The row that says so.
        paid_back: Ten-thousandths, without a sign.
        sold: Ten-thousandths, the sum of its rows.
        days: Of the refund.
        product: Code of its product; -1 where it has several.
        whole: All of it was paid back.
        own: The row sells nothing and is the refund itself.
        none: What was paid back is no money that counts: shipping, or a row that is a refund.
        rows: The rows of the wholly refunded sales.
        sale: The entry that each of these rows belongs to.
    """

    first: Ints
    paid_back: Ints
    sold: Ints
    days: Days
    product: Ints
    whole: Mask
    own: Mask
    none: Mask
    rows: Ints
    sale: Ints

    @classmethod
    def of(cls, cells: Cells, column: PaidBack, chosen: Ints, good: Mask) -> _Orders:
        """Find the sales that the chosen rows belong to."""
        rule = column.rule
        group = (
            order_of_each_row(cells.order_ids, cells.days[: len(good)])
            if rule.per == "order"
            else np.arange(len(good))
        )
        ids, at = np.unique(group[chosen], return_inverse=True)
        amounts = column.amounts[chosen]
        ordered = np.argsort(at, kind="stable")
        starts = np.searchsorted(at[ordered], np.arange(len(ids)))
        sums = np.add.reduceat(amounts[ordered], starts)
        most = np.maximum.reduceat(amounts[ordered], starts)
        alike = most == np.minimum.reduceat(amounts[ordered], starts)
        paid_back = np.where(alike, most, sums)
        first = chosen[ordered[starts]]
        days = cells.days[first]
        if column.days is not None:
            last = np.maximum.reduceat(column.days[chosen][ordered], starts)
            days = np.where(last == NO_DAY, days, last).astype(np.int32)
        members = np.flatnonzero(good & np.isin(group, ids))
        sale = np.searchsorted(ids, group[members])
        members = members[by_sale := np.argsort(sale, kind="stable")]
        sale = sale[by_sale]
        starts = np.searchsorted(sale, np.arange(len(ids)))
        amount = cells.amount[members]
        code = cells.names["product"].codes[members].astype(np.int64)
        sold = np.add.reduceat(amount, starts)
        gains = np.minimum.reduceat(amount, starts) >= 0
        one = np.minimum.reduceat(code, starts)
        product = np.where(one == np.maximum.reduceat(code, starts), one, -1)
        enough = paid_back >= sold if rule.holds_more else paid_back == sold
        whole = gains & (sold > 0) & enough
        single = np.diff(np.append(starts, len(members))) == 1
        none = sold < 0 if not rule.holds_more else sold <= 0
        own = single & (sold == 0) & ~none
        paid_back = np.minimum(paid_back, sold) if rule.holds_more else paid_back
        inside = whole[sale]
        return cls(
            first, paid_back, sold, days, product, whole, own, none, members[inside], sale[inside]
        )

    def told(self, column: PaidBack) -> Iterator[str]:
        """Say what was paid back, and how it counts."""
        counted = ~self.none
        name = column.rule.column[0].strip()
        if counted.any():
            total = plain_amount(-int(self.paid_back[counted].sum()))
            when = (
                f"the day in {column.rule.date[0].strip()!r}"
                if column.days is not None
                else "the day of the sale"
            )
            yield (
                f"{int(counted.sum()):,} refunds stand in {name!r} beside their sale: they count "
                f"as lines of their own ({total}), on {when}."
            )
        if column.rule.per == "order" and self.whole.any():
            yield (
                f"Attention: {int(self.whole.sum()):,} orders were refunded as a whole: they count "
                "among the orders, and their lines come back as refunds."
            )
        larger = counted & (self.paid_back > self.sold) & ~self.own
        if larger.any():
            yield (
                f"Attention: {int(larger.sum()):,} refunds in {name!r} are larger than their sale."
            )
        if column.rule.holds_more and self.none.any():
            yield (
                f"{int(self.none.sum()):,} refunds in {name!r} are for orders whose lines come to "
                "nothing, so they are for shipping or tax and do not count."
            )


def _added(cells: Cells, orders: _Orders) -> Cells:
    """Put refund lines behind the rows of the cells."""
    parts = np.flatnonzero(~orders.whole & ~orders.own & ~orders.none)
    source = np.concatenate([orders.first[parts], orders.rows])
    backs = np.concatenate([np.zeros(len(parts), np.bool_), np.ones(len(orders.rows), np.bool_)])
    amount = np.concatenate([-orders.paid_back[parts], -cells.amount[orders.rows]])
    quantity = np.where(backs, -cells.quantity[source], 0)
    days = np.concatenate([orders.days[parts], orders.days[orders.sale]])
    product = np.concatenate(
        [orders.product[parts], cells.names["product"].codes[orders.rows].astype(np.int64)]
    )
    own = np.flatnonzero(orders.own)
    amounts, quantities = cells.amount.copy(), cells.quantity.copy()
    all_days = cells.days.copy()
    amounts[orders.first[own]] = -orders.paid_back[own]
    quantities[orders.first[own]] = 0
    all_days[orders.first[own]] = orders.days[own]
    longer = {
        name: Names(one.names, np.append(one.codes, one.codes[source]))
        for name, one in cells.names.items()
    }
    longer["product"] = _named(cells.names["product"], product)
    yes, no = np.ones(len(source), np.bool_), np.zeros(len(source), np.bool_)
    return replace(
        cells,
        days=np.append(all_days, days).astype(np.int32),
        quantity=np.append(quantities, quantity),
        amount=np.append(amounts, amount),
        amount_known=np.append(cells.amount_known, yes),
        names=longer,
        details={name: _detail(name, one, source, backs) for name, one in cells.details.items()},
        ignored=np.append(cells.ignored, no),
        totals=np.append(cells.totals, no),
        beside=np.append(cells.beside, source),
    )


def _named(names: Names, added: Ints) -> Names:
    """Add products by code; -1 is no product."""
    if "" not in names.names:
        names = Names([*names.names, ""], names.codes)
    none = names.names.index("")
    codes = np.append(names.codes.astype(np.int32), np.where(added < 0, none, added))
    return Names(names.names, codes.astype(np.int32))


def _detail(name: str, numbers: Numbers | None, source: Ints, backs: Mask) -> Numbers | None:
    """Add details: a line that comes back keeps its price and gives back its tax and discount."""
    if numbers is None:
        return None
    size = len(numbers.values)
    values = numbers.values if name == "unit_price" else -numbers.values
    again = np.where(backs, numbers.codes[source].astype(np.int64) + size, 2 * size)
    return replace(
        numbers,
        codes=np.append(numbers.codes.astype(np.int32), again.astype(np.int32)),
        values=np.concatenate([numbers.values, values, np.zeros(1, np.int64)]),
        known=np.concatenate([numbers.known, numbers.known, np.zeros(1, np.bool_)]),
        rounded=np.concatenate([numbers.rounded, np.zeros(size + 1, np.bool_)]),
    )
