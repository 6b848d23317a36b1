"""Orders of a file that differ from what is stored: old beside new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from sales_core.imports.orders import ChangedOrder
from sales_core.values.keys import row_keys
from sales_core.values.lines import IDENTITY, ORDER
from sales_core.values.money import amount_text


def changed_lines(lines: pd.DataFrame, stored: pd.DataFrame) -> pd.DataFrame:
    """Give the lines of orders that differ which only the file or only the database has.

    Args:
        lines: The lines of the file, a frame of lines (``values.lines``).
        stored: The lines stored for the same days, with names.

    Returns:
        Grain: one row a line, by order. ``sale_date``, ``location``, ``order_id``, ``product``
        (str), ``quantity``, ``amount`` (int64), ``in_file`` (bool).
    """
    ours, theirs = row_keys([lines, stored], IDENTITY)
    our_orders, their_orders = row_keys([lines, stored], ORDER)
    lacking = np.isin(their_orders, our_orders) & ~np.isin(theirs, ours)
    different = np.unique(their_orders[lacking])
    new = np.isin(our_orders, different) & ~np.isin(ours, theirs)
    both = pd.concat(
        [_shown(stored, lacking, in_file=False), _shown(lines, new, in_file=True)],
        ignore_index=True,
    )
    return both.sort_values([*ORDER, "in_file"], kind="stable", ignore_index=True)


def _shown(lines: pd.DataFrame, chosen: npt.NDArray[np.bool_], *, in_file: bool) -> pd.DataFrame:
    columns = [*ORDER, "product", "quantity", "amount"]
    return (
        lines.loc[chosen, columns]
        .astype({"location": "str", "product": "str"})
        .assign(in_file=in_file)
    )


def orders_of(changed: pd.DataFrame) -> list[ChangedOrder]:
    """Give the orders of a frame as ``store.days.changed_orders`` makes it."""
    return [
        ChangedOrder(
            row["sale_date"].date(),
            str(row["location"]),
            str(row["order_id"]),
            int(row["stored_amount"]),
            int(row["file_amount"]),
        )
        for row in changed.to_dict("records")
    ]


def changed_told(changed: Sequence[ChangedOrder]) -> Iterator[str]:
    """Say that orders are there already with other lines, which now count beside the new ones."""
    if not changed:
        return
    are = "order is" if len(changed) == 1 else "orders are"
    stored = sum(each.stored_amount for each in changed)
    there = sum(each.file_amount for each in changed)
    yield (
        f"Attention: {len(changed):,} {are} stored with other lines ({amount_text(stored)} there, "
        f"{amount_text(there)} in this file, a difference of {amount_text(there - stored)}); both "
        "count, unless this file replaces the orders it contains."
    )
