"""Order numbers: none, not in every row, or shortened by a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sales_core.importing.claims import NO_COLUMN, Choice, Claim, Matter, Said, Told, as_written
from sales_core.importing.view import View
from sales_core.values.keys import packed
from sales_core.values.names import NO_VALUE
from sales_core.values.number_text import is_power_of_ten

_MATTER = "column:order_id"

_NOT_KNOWN = "orders and average order value are not known"
_EACH_ALONE = "each row is the only sale of its day and location, and counts as one order"


def claims(view: View) -> Iterator[Said]:
    """Tell what is not known of orders; numbers that a spreadsheet shortened are none."""
    ids, rows = view.table.order_ids, view.table.rows
    if "order_id" not in view.at or ids is None:
        if _share_places(view):
            yield Told(f"Attention: the file has no order numbers, so {_NOT_KNOWN}.", rows)
        else:
            yield Told(f"The file has no order numbers: {_EACH_ALONE}.", rows)
        return
    empty = int(pc.sum(pc.is_in(ids, value_set=_none())).as_py() or 0)
    if empty:
        have = "row has" if empty == 1 else "rows have"
        yield Told(f"{empty:,} {have} no order number, so {_NOT_KNOWN} where they count.", empty)
    shortened = pc.unique(ids.filter(pc.match_substring(ids, "+")))  # 3.15911E+14
    example = next((text for text in shortened.to_pylist() if is_power_of_ten(text)), None)
    if example is None:
        return
    name = view.header(view.at["order_id"])
    said = (
        f"Attention: a spreadsheet has shortened order numbers in {name!r} to powers of ten "
        f"({example.strip()}), so that several orders look like one: {_NOT_KNOWN}. Export the "
        "file again and upload it without opening it in a spreadsheet."
    )
    yield Told(said)
    if "order_id" not in view.chosen:
        choice = Choice(NO_COLUMN, as_written, columns={"order_id": NO_COLUMN})
        yield Matter(_MATTER, "column", f"Does {name!r} hold orders?", (choice,), "order_id")
        yield Claim(_MATTER, NO_COLUMN, "proves", said)


def _share_places(view: View) -> bool:
    """Say whether two sales of one day and location could be one order."""
    cells = view.cells
    sold = view.sales & (cells.amount >= 0) & (cells.quantity >= 0)
    place = packed(cells.days[sold].astype(np.int64), cells.names["location"].codes[sold])
    return len(np.unique(place)) < len(place)


def _none() -> pa.Array:
    """Give what stands for no order number."""
    return pa.array(sorted(NO_VALUE))
