"""Columns that no name gives away: found by the look of their values, or told as not taken."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from sales_core.importing.files.looks import (
    is_date,
    is_number,
    is_whole,
    mostly,
    number_in,
    shown,
    values_of,
)
from sales_core.importing.files.table import Layout
from sales_core.importing.formats.declarations import Field
from sales_core.importing.vocabulary.column_words import (
    names_buyer,
    names_count,
    names_each,
    names_money,
    names_orders,
    names_side,
    names_something_else,
)
from sales_core.importing.vocabulary.header_names import key, words
from sales_core.importing.vocabulary.languages import field_tiers, joined, words_of

_FEWEST_NUMBERED = 3
"""Rows whose numbers must differ before they are taken as numbers of orders."""

_LONGEST_NUMBER = 64


@dataclass
class Columns:
    """Which column is which field.

    Attributes:
        at: Position in the header by field.
        rivals: Positions of columns that are as good, the found one included.
        told: What a person should know about how they were found.
        declared: Whether an export format says so.
    """

    at: dict[Field, int] = field(default_factory=dict)
    rivals: dict[Field, tuple[int, ...]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    declared: bool = False


def find_by_look(layout: Layout, found: Columns, name: Field) -> None:
    """Take the one column that looks like a field, if there is one."""
    if not layout.sample:
        return
    used = set(found.at.values())
    good = [
        at
        for at, header in enumerate(layout.header)
        if at not in used
        and not set(words(header).split()) & words_of("account_sides")
        and (_may_be_date(header) if name == "date" else names_money(header))
        and _looks(name, values_of(layout, at))
    ]
    if good:
        found.at[name] = good[0]
        found.told.append(
            f"The name of the column {layout.header[good[0]].strip()!r} says little; its values "
            f"look like the {name} of a sale ({shown(layout, good[0])})."
        )
    rivals = (good + _other_money(layout, used | set(good))) if name == "amount" and good else good
    if len(rivals) > 1:
        found.rivals[name] = tuple(rivals)


def _may_be_date(header: str) -> bool:
    return not names_side(header) and not set(words(header).split()) & words_of("decoys")


def take_price(layout: Layout, found: Columns) -> None:
    """Take the price as the amount where no quantity is there and no amount is named plainly.

    An amount that was found by its look never beats a plain price in silence: the two are
    rivals, unless it is a multiple of the price in every row.
    """
    price, weak = found.at["unit_price"], found.at.get("amount")
    if weak is not None and (names_each(layout.header[price]) or _multiplies(layout, price, weak)):
        return
    found.at["amount"] = found.at.pop("unit_price")
    rivals = found.rivals.pop("unit_price", ())
    if weak is not None:
        rivals = (price, *rivals, *found.rivals.get("amount", (weak,)))
        found.told.pop()
    if rivals:
        found.rivals["amount"] = tuple(dict.fromkeys(rivals))
    if weak is None:
        name = layout.header[price].strip()
        found.told.append(f"There is no quantity: each row is one piece at its {name}.")


def _multiplies(layout: Layout, price: int, amount: int) -> bool:
    """Tell whether amounts are whole multiples of prices in all first rows, and not all alike."""
    pairs = [(number_in(row[price]), number_in(row[amount])) for row in layout.sample]
    known = [(one, whole) for one, whole in pairs if one and whole is not None]
    return (
        bool(known)
        and all(whole % one == 0 for one, whole in known)
        and any(whole != one for one, whole in known)
    )


def _other_money(layout: Layout, used: set[int]) -> list[int]:
    """Give other columns that may be a part of what was sold: "Dinner" beside "Lunch sales"."""
    return [
        at
        for at, header in enumerate(layout.header)
        if at not in used
        and not names_something_else(header)
        and any("." in text or "," in text for text in values_of(layout, at))
        and mostly(values_of(layout, at), is_number, 95)
    ]


def _looks(name: Field, texts: list[str]) -> bool:
    if name == "date":
        return bool(texts) and mostly(texts, is_date, 95)
    return bool(texts) and mostly(texts, is_number, 95)


def find_count(layout: Layout, found: Columns) -> None:
    """Take the one column whose name speaks of a count, and whose values are whole, as quantity."""
    used = set(found.at.values())
    good = [
        at
        for at, header in enumerate(layout.header)
        if at not in used
        and names_count(header)
        and (values := values_of(layout, at))
        and mostly(values, is_whole, 95)
    ]
    if len(good) == 1 and "quantity" not in found.at:
        found.at["quantity"] = good[0]
        found.told.append(
            f"The column {layout.header[good[0]].strip()!r} is taken as the quantity "
            f"({shown(layout, good[0])})."
        )


def find_order_number(layout: Layout, found: Columns) -> None:
    """Take a column that numbers something, and is different in every row, as the order number.

    A name that also speaks of sales is better than one that does not: its numbers may come
    again where the rows of an order stand together. Rows that are only counted through have
    no numbers of orders.
    """
    values = {
        at: values_of(layout, at)
        for at, header in enumerate(layout.header)
        if at not in found.at.values() and names_orders(header)
    }
    different = [at for at, texts in values.items() if _is_different(texts, layout)]
    plain = [at for at in values if names_orders(layout.header[at], plainly=True)]
    good = (
        [at for at in plain if at in different]
        or [at for at in plain if _stand_together(values[at], layout, at)]
        or [at for at in different if not _counts_rows(values[at])]
        or [
            at
            for at in values
            if _is_bare(layout.header[at]) and _goes_with_days(layout, found, at)
        ]
    )
    if good and "order_id" not in found.at:
        found.at["order_id"] = good[0]
        why = "it is different in every row" if good[0] in different else "its numbers go with rows"
        found.told.append(
            f"The column {layout.header[good[0]].strip()!r} is taken as the order number: {why} "
            f"({shown(layout, good[0])})."
        )


def _is_different(texts: list[str], layout: Layout) -> bool:
    """Tell whether a column has a short value in each row, and no value twice."""
    whole = len(texts) == len(layout.sample) >= _FEWEST_NUMBERED
    return whole and _are_short(texts)


def _are_short(texts: list[str]) -> bool:
    short = all(len(text) <= _LONGEST_NUMBER for text in texts)
    return short and not mostly(texts, is_date, 95)


def _stand_together(texts: list[str], layout: Layout, at: int) -> bool:
    """Tell whether a column has a number in each row, and equal ones stand below each other."""
    cells = [row[at].strip() for row in layout.sample]
    runs = 1 + sum(one != other for one, other in pairwise(cells))
    digits = all(any(map(str.isdecimal, text)) for text in cells)
    return (
        len(cells) >= _FEWEST_NUMBERED
        and 1 < runs == len(texts) == len(set(cells))
        and digits
        and _are_short(texts)
    )


def _is_bare(header: str) -> bool:
    """Tell whether a name says nothing but that rows are numbered: "Nr", "ID"."""
    return set(words(header).split()) <= words_of("numbering")


def _goes_with_days(layout: Layout, found: Columns, at: int) -> bool:
    """Tell whether numbers stand together, some in several rows, and each on one day alone."""
    if "date" not in found.at or not _stand_together(values_of(layout, at), layout, at):
        return False
    pairs = {(row[at].strip(), row[found.at["date"]].strip()[:10]) for row in layout.sample}
    return len(pairs) == len({number for number, _ in pairs}) < len(layout.sample)


def _counts_rows(texts: list[str]) -> bool:
    first = texts[0]
    return first in ("0", "1") and texts == [str(int(first) + at) for at in range(len(texts))]


def tell_others(layout: Layout, found: Columns) -> None:
    """Tell which other columns of money were not taken, and a date that is no date of sale."""
    amounts = joined("amount")
    taken = {*found.at.values(), *found.rivals.get("amount", ())}
    others = [
        header.strip()
        for at, header in enumerate(layout.header)
        if at not in taken and key(header) in amounts
    ]
    if others and "amount" in found.at:
        found.told.append(f"Not taken as the amount: {', '.join(others)}.")
    names = Counter(key(header) for header in layout.header if names_buyer(header))
    twice = next((name for name, count in names.items() if count > 1), None)
    if twice is not None and "item" not in found.at:
        header = next(name for name in layout.header if key(name) == twice)
        found.told.append(
            f"Attention: more than one column is called {header.strip()!r}, so that none of them "
            "is read: no products are known."
        )
    at = found.at.get("date")
    last_resort = {name.replace(" ", "") for name in field_tiers("date")[-1]}
    if at is not None and key(layout.header[at]) in last_resort:
        found.told.append(f"The only date is {layout.header[at].strip()!r}; it is taken as such.")
