"""How many orders some lines are of, where anybody can know it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sales_core.values.arrays import Mask
from sales_core.values.groups import numbered
from sales_core.values.keys import row_keys
from sales_core.values.lines import ORDER


class Counted(NamedTuple):
    """Orders of some lines, and the lines among them that may be further ones (``SUMS``)."""

    orders: int
    unnumbered: int

    @property
    def known(self) -> int | None:
        """Give the number of orders; None where some line may be of any."""
        return None if self.unnumbered else self.orders


def count_orders(lines: pd.DataFrame) -> Counted:
    """Count the orders among some lines that have a line which is no refund line.

    Args:
        lines: A frame of lines (``values.lines``).
    """
    sold = ((lines["amount"] >= 0) & (lines["quantity"] >= 0)).to_numpy(np.bool_)
    unnumbered = unnumbered_of(lines, sold, ["sale_date", "location"])
    known = lines[sold & ~unnumbered]
    return Counted(numbered(row_keys([known], ORDER)[0])[1], int(unnumbered.sum()))


def unnumbered_of(
    lines: pd.DataFrame, sold: Mask, place: list[str], unclear: pd.DataFrame | None = None
) -> Mask:
    """Say which of some lines are of nobody knows how many orders.

    Args:
        lines: ``order_id`` (str) and the columns of ``place``.
        sold: Which are no refund lines.
        place: What tells day and location.
        unclear: Places where such a line is not alone, where ``lines`` are not all that are there.
    """
    blank: Mask = (lines["order_id"] == "").to_numpy(np.bool_) & sold
    if not blank.any():
        return blank
    if unclear is not None:
        ours, theirs = row_keys([lines, unclear], place)
        return blank & np.isin(ours, theirs)
    places = numbered(row_keys([lines], place)[0])[0]
    return blank & (np.bincount(places[sold], minlength=places.max() + 1)[places] > 1)


def order_sequence(order_ids: pd.Series[str]) -> npt.NDArray[np.int64]:
    """Number order ids in their order: shorter before longer, then by text; equal ids alike.

    For plain numbers that is their numeric order, so later orders come later.
    """
    by_order = sorted(set(order_ids), key=lambda text: (len(text), text))
    rank = {text: at for at, text in enumerate(by_order)}
    return np.array([rank[text] for text in order_ids], np.int64)
