"""Other columns of a file as proof: of the order of day and month, and of the decimal mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import cast

import numpy as np

from sales_core.importing.files.table import Column, Table
from sales_core.importing.interpretation.proofs import Proof, prove_date_order
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.rows.mended_days import is_named
from sales_core.values.dates import FORM_WORDS, DateForm, DateOrder, possible_dates, read_date
from sales_core.values.day_parts import DAY_PARTS

LEAST = 3
"""Distinct values a column must have to be a witness."""

_SORTED_LEAST = 5

_YEARS_CLOSE = 2
_YEARS_FAR = 10
"""Years that the sales of an export cover, and years that those of no export do in this way."""

_AHEAD = 366
"""Days ahead of today from which on nothing has been sold yet."""

_COMPACT, _DECADE = 3 * 366, 3650
"""Days that most exports cover at most, and those of a decade."""

_SPARSE = 122
"""Days between two days with a sale, on the average, that no shop survives."""

_BUSY = 5
"""Rows a day that a shop has which sells every day."""

_CLOSED = 1.5
"""Days of which one has sales where a shop closes at week ends or, over a holiday, a few days."""


def order_from_witnesses(table: Table, at: int, choices: Iterable[str]) -> Proof[DateForm] | None:
    """Find a column, or the order of the rows, that leaves only one order of day and month.

    Args:
        table: All columns of the file.
        at: Position of the column of dates.
        choices: The orders that its own values leave open.
    """
    orders = [cast("DateOrder", choice) for choice in choices]
    dates = table.columns[at]
    for place, other in table.columns.items():
        if place == at:
            continue
        for what, found in _agreeing(dates, other, orders):
            return Proof(found, f"{what} in the column {other.header.strip()!r} proves it.")
        if found_order := _written_alike(dates, other, orders):
            said = f"the column {other.header.strip()!r} is written {FORM_WORDS[found_order]}"
            return Proof(found_order, f"Dates are taken as {FORM_WORDS[found_order]}: {said}.")
    if sorted_by := _sorted(dates, orders):
        said = f"only as {FORM_WORDS[sorted_by]} the rows run in order of their dates"
        return Proof(sorted_by, f"Dates are written {FORM_WORDS[sorted_by]}: {said}.")
    return _close_together(dates, orders) or _in_a_row(dates, orders)


def _agreeing(
    dates: Column, other: Column, orders: list[DateOrder]
) -> Iterator[tuple[str, DateOrder]]:
    """Find the one order under which a column says the month, quarter or weekday of each date."""
    if len(other.texts) > 400:
        return
    stacked = np.unique(np.stack([dates.codes, other.codes]), axis=1).T.tolist()
    for part in DAY_PARTS:
        values = part.read(other.texts)
        known = [(dates.texts[day], values[code]) for day, code in stacked]
        pairs = [(text, value) for text, value in known if value is not None]
        least = 1 if is_named(other, part) and len({day for day, _ in pairs}) >= LEAST else LEAST
        if len({value for _, value in pairs}) < least or 2 * len(pairs) < len(stacked):
            continue
        misses = {order: _misses(pairs, order, part.of) for order in orders}
        right = [order for order in orders if misses[order] == 0]
        if len(right) == 1 and all(
            5 * count >= len(pairs) for order, count in misses.items() if order != right[0]
        ):
            yield f"Dates are written {FORM_WORDS[right[0]]}: {part.what}", right[0]


def _misses(pairs: list[tuple[str, int]], order: DateOrder, part: Callable[[date], int]) -> int:
    days = [(read_date(text, order), value) for text, value in pairs]
    return sum(day is None or part(day) != value for day, value in days if day or value)


def _written_alike(dates: Column, other: Column, orders: list[DateOrder]) -> DateOrder | None:
    """Give the proved order of another column of dates with the same separators."""
    texts = [text for text in other.texts if text.strip()]
    if not texts or not possible_dates(texts[0]) or _signs(texts[0]) != _signs(dates.texts[0]):
        return None
    try:
        proof = prove_date_order(other, None)
    except FileRefusedError:
        return None
    return proof.found if proof.found in orders and proof.question is None else None


def _signs(text: str) -> str:
    return re.sub(r"\d+", "", text.strip()[:10]).strip()


def _close_together(dates: Column, orders: list[DateOrder]) -> Proof[DateForm] | None:
    """Find the one order that does not make neighbouring days one day a month over decades.

    31.03.25 after 30.03.25 is either the next day or, read year first, the same
    day of the month a year later: nobody sells like that for a decade.
    """
    spread = {}
    for order in orders:
        days = [day for text in dates.texts if (day := read_date(text, order))]
        spread[order] = (len({day.year for day in days}), len({day.day for day in days}))
    close = [order for order in orders if spread[order][0] <= _YEARS_CLOSE]
    far = [order for order in orders if spread[order][0] >= _YEARS_FAR]
    alike = all(spread[order][1] <= _YEARS_CLOSE for order in far)
    if len(close) != 1 or len(far) != len(orders) - 1 or not alike:
        return None
    years = ", ".join(f"as {FORM_WORDS[order]} over {spread[order][0]} years" for order in far)
    said = f"{years} each date would fall on the same days of the month"
    return Proof(close[0], f"Dates are written {FORM_WORDS[close[0]]}: {said}.")


def _in_a_row(dates: Column, orders: list[DateOrder]) -> Proof[DateForm] | None:
    """Find the one order under which a shop sells day after day, and not once a month.

    Bills of every month may be written so too, so it is told, and the first of the month is left.
    """
    days = {order: _days(dates, order) for order in orders}
    spans = {order: (sold[-1] - sold[0]).days + 1 for order, sold in days.items()}
    daily = [order for order, sold in days.items() if spans[order] < _CLOSED * len(sold)]
    monthly = [order for order, sold in days.items() if len({day.day for day in sold}) == 1]
    if (len(daily), len(monthly), len(orders)) != (1, 1, 2) or daily == monthly:
        return None
    sold, each = days[daily[0]], days[monthly[0]][0].day
    few = len(sold) < _SORTED_LEAST or len(dates.codes) < _BUSY * len(sold)
    if few or each == 1:
        return None
    said = (
        f"Attention: dates are taken as {FORM_WORDS[daily[0]]}: so there are sales on {len(sold)} "
        f"of {spans[daily[0]]} days, and as {FORM_WORDS[monthly[0]]} on day {each} of every month "
        "alone. Check the first and the last day."
    )
    return Proof(daily[0], said)


def likely_orders(dates: Column, orders: Iterable[str], today: date | None) -> list[DateOrder]:
    """Give the orders that neither lie in the future nor scatter few days over decades.

    An order is left out only where another one has no such fault.

    Args:
        dates: The column of dates.
        orders: The orders that its own values leave open.
        today: The day it is; None where nobody says it.
    """
    listed = [cast("DateOrder", order) for order in orders]
    days = {order: _days(dates, order) for order in listed}
    if today:
        listed = _sound(listed, lambda order: (days[order][-1] - today).days > _AHEAD)
    spans = {order: (days[order][-1] - days[order][0]).days for order in listed}
    if any(span <= _COMPACT for span in spans.values()):
        listed = _sound(
            listed,
            lambda order: spans[order] >= _DECADE and len(days[order]) * _SPARSE <= spans[order],
        )
    return listed


def _sound(orders: list[DateOrder], faulty: Callable[[DateOrder], bool]) -> list[DateOrder]:
    return [order for order in orders if not faulty(order)] or orders


def _days(dates: Column, order: DateOrder) -> list[date]:
    """Give the distinct days of a column in an order, ascending."""
    return sorted({day for text in dates.texts if (day := read_date(text, order))})


def _sorted(dates: Column, orders: list[DateOrder]) -> DateOrder | None:
    """Give the one order under which the rows are sorted by date, up or down."""
    right: list[DateOrder] = []
    for order in orders:
        days = [read_date(text, order) for text in dates.texts]
        numbers = np.array([day.toordinal() if day else 0 for day in days])[dates.codes]
        steps = np.diff(numbers[numbers > 0])
        backward = min(int(np.count_nonzero(steps < 0)), int(np.count_nonzero(steps > 0)))
        if backward == 0:
            right.append(order)
        elif backward < LEAST:
            return None
    return right[0] if len(right) == 1 and len(dates.texts) >= _SORTED_LEAST else None
