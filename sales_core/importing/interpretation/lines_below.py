"""Rows that begin empty: the lines below a sale, and rows below a date that stands once.

The first row of a sale holds its date, number and total; the rows below hold
only what else was sold. They take the cells that begin empty from that first row,
where the file shows that they are meant so; else they stay rows without a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sales_core.importing.files.looks import confirms, is_date, mostly
from sales_core.importing.files.table import Column, Table
from sales_core.importing.formats.declarations import NUMERIC, Field
from sales_core.importing.interpretation.sale_totals import total_and_lines
from sales_core.importing.rows.fill_down import filled_from
from sales_core.importing.vocabulary.total_names import is_total
from sales_core.values.arrays import Ints, Mask
from sales_core.values.dates import possible_dates
from sales_core.values.names import NO_VALUE

_FEWEST = 2
"""Rows that begin empty from which on they are no slip, where no total proves it."""

_PART = 4
"""One such row for this many others, at least."""

_SHOWN = 300
"""Texts of a column that are looked at."""


@dataclass(frozen=True)
class Below:
    """A file of which some rows take cells from the row that begins their sale.

    Attributes:
        table: With those cells filled.
        at: Position of each field's column.
        rivals: Positions of columns that are as good, by field.
        filled: Headers of the columns that were filled.
        once: The amount is that of the whole sale, which counts once.
        told: Why, in sentences.
    """

    table: Table
    at: dict[Field, int]
    rivals: dict[Field, tuple[int, ...]]
    filled: tuple[str, ...] = ()
    once: bool = False
    told: tuple[str, ...] = ()


def lines_below(
    table: Table, at: Mapping[Field, int], rivals: Mapping[Field, tuple[int, ...]]
) -> Below:
    """Fill the rows that begin empty, where the file is of that kind.

    Args:
        table: The columns as read.
        at: Position of each field's column.
        rivals: Positions of columns that are as good, by field.
    """
    plain = Below(table, dict(at), dict(rivals))
    columns = {place: one for place in range(len(table.layout.header))
               if (one := table.column(place)) is not None}  # fmt: skip
    blank = {place: _blank(one) for place, one in columns.items()}
    if at["date"] not in blank or not (undated := blank[at["date"]]).any() or undated.all():
        return plain
    below = undated & ~_no_lines(columns, blank)
    firsts = ~undated
    if not below.any() or not firsts[np.flatnonzero(firsts | below)[0]]:
        return plain
    shared = [place for place, empty in blank.items()
              if empty[below].all() and not empty[firsts].all()]  # fmt: skip
    if not _are_lines(at, blank, shared, below, firsts):
        return plain
    source = np.maximum.accumulate(np.where(firsts, np.arange(table.rows), 0))
    source = np.where(below, source, np.arange(table.rows)).astype(np.int64)
    if all(blank[place][firsts].any() for place in shared if place != at["date"]):
        return _below_dates(plain, columns[at["date"]], (below, firsts), source)
    return _below_sales(plain, columns, shared, below, source)


def _blank(column: Column) -> Mask:
    return column.rows_with(np.array([text.strip() in NO_VALUE for text in column.texts], np.bool_))


def _no_lines(columns: Mapping[int, Column], blank: Mapping[int, Mask]) -> Mask:
    """Mark rows that name a total, and those with fewer than two cells."""
    totals = [one.rows_with(np.array([is_total(text) for text in one.texts], np.bool_))
              for one in columns.values()]  # fmt: skip
    filled = np.sum([~empty for empty in blank.values()], axis=0)
    return np.asarray(np.any(totals, axis=0) | (filled < 2), np.bool_)


def _are_lines(
    at: Mapping[Field, int],
    blank: Mapping[int, Mask],
    shared: list[int],
    below: Mask,
    firsts: Mask,
) -> bool:
    """Tell whether rows hold all that a row has, but for the columns that are of the whole sale."""
    line_fields = [place for name, place in at.items() if place not in shared and name in _OF_LINES]
    whole = [place for place in blank if place not in shared and not blank[place][firsts].any()]
    return bool(line_fields) and not any(
        blank[place][below].any() for place in (*whole, *line_fields)
    )


_OF_LINES: tuple[Field, ...] = ("item", "amount", "quantity", "unit_price")


def _below_dates(plain: Below, dates: Column, rows: tuple[Mask, Mask], source: Ints) -> Below:
    """Fill dates that stand once above their rows: each once, in order, above several rows."""
    below, firsts = rows
    codes = dates.codes[firsts]
    if len(np.unique(codes)) < len(codes) or not _groups_speak(below, firsts):
        return plain
    days = [possible_dates(dates.texts[code]) for code in codes.tolist()]
    orders = set.intersection(*(set(each) for each in days))
    steps = [[one[order] < two[order] for one, two in pairwise(days)]
             for order in orders]  # fmt: skip
    if not any(all(rising) or not any(rising) for rising in steps):
        return plain
    said = (f"A date stands once above its rows: {int(below.sum()):,} rows without one take it "
            "from above.")  # fmt: skip
    table = filled_from(plain.table, [plain.at["date"]], source)
    return Below(table, plain.at, plain.rivals, (dates.header,), told=(said,))


def _groups_speak(below: Mask, firsts: Mask) -> bool:
    """Tell whether bare rows stand below several dates, and below half of them at least."""
    groups = np.cumsum(firsts)
    bare = len(np.unique(groups[below]))
    return bare >= max(_FEWEST, (int(firsts.sum()) + 1) // 2)


def _below_sales(
    plain: Below, columns: Mapping[int, Column], shared: list[int], below: Mask, source: Ints
) -> Below:
    """Fill what the first row says of a whole sale, and let the amount be that of the line."""
    at, rivals = dict(plain.at), dict(plain.rivals)
    starts = np.cumsum(~below) - 1
    amounts = [place for place in dict.fromkeys((at.get("amount", -1), *rivals.get("amount", ())))
               if place in columns]  # fmt: skip
    of_sale = [place for place in amounts if place in shared]
    of_line = [place for place in amounts if place not in shared]
    pair = total_and_lines(columns, at, (of_sale or shared, of_line), (below, starts))
    few = below.sum() < _FEWEST or _PART * below.sum() < (~below).sum()
    if not pair and (few or at.get("order_id") not in shared):
        return plain
    if pair:
        rivals.pop("amount", None)
        at.pop("amount", None)
        at |= {"amount": pair[1]} if pair[1] is not None else {}
        of_sale = [pair[0]]
    once = at.get("amount") in shared
    if once and not _numbered_once(columns, at, plain.table, below):
        return plain
    numeric = {at[name] for name in NUMERIC if name in at and name != "amount"} | set(of_sale)
    places = [place for place in shared if place not in numeric or place == at.get("amount")]
    names = tuple(plain.table.layout.header[place] for place in places)
    taken = ", ".join(name.strip() for name in names)
    count = f"{int(below.sum()):,} rows begin empty"
    said = [f"{count}: they are further lines of the sale above, and take from it {taken}."]
    if pair:
        total = plain.table.layout.header[of_sale[0]].strip()
        said.append(f"The amounts of the lines come to the {total} of their sale in all sales.")
    if once:
        total = plain.table.layout.header[at["amount"]].strip()
        said.append(f"Attention: only the {total} of whole sales is there; it counts once in each, "
                    "with the first of its lines.")  # fmt: skip
    return Below(filled_from(plain.table, places, source), at, rivals, names, once, tuple(said))


def number_of_sales(table: Table, at: Mapping[Field, int]) -> int | None:
    """Find the one column that numbers sales whose further lines begin empty.

    It holds another text in each row with a date, and none in the others.
    """
    if "order_id" in at or at["date"] not in table.columns:
        return None
    undated = _blank(table.columns[at["date"]])
    if not undated.any():
        return None
    found = [
        place
        for place, column in table.columns.items()
        if place not in at.values()
        and (texts := [text for text in column.texts[:_SHOWN] if text.strip()])
        and confirms("order_id", texts)
        and not mostly(texts, is_date)
        and _blank(column)[undated].all()
        and len(np.unique(column.codes[~undated])) == int((~undated).sum())
    ]
    return found[0] if len(found) == 1 else None


def _numbered_once(
    columns: Mapping[int, Column], at: Mapping[Field, int], table: Table, below: Mask
) -> bool:
    """Tell whether each sale has a number of its own, so that its total counts once."""
    if table.order_ids is None or at.get("order_id") not in columns:
        return False
    ids = [text.strip() for text in table.order_ids.to_pylist()]
    numbers = [text for text, lower in zip(ids, below.tolist(), strict=True) if not lower]
    return len(set(numbers)) == len(numbers) and "" not in numbers
