"""Prices and amounts that may be others than their names say: asked, because both would be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import get_args

import numpy as np

from sales_core.importing.claims import NO_COLUMN, Matter, Told, column_matter
from sales_core.importing.files.looks import is_whole, mostly, number_in, shown, values_of
from sales_core.importing.files.table import Layout, Table
from sales_core.importing.formats.declarations import Field
from sales_core.importing.questions import Question
from sales_core.importing.view import View
from sales_core.importing.vocabulary.column_words import (
    names_buyer,
    names_count,
    names_each,
    names_pieces,
    names_scale,
    names_something_else,
)
from sales_core.importing.vocabulary.header_names import key, words
from sales_core.importing.vocabulary.languages import joined, says, words_of
from sales_core.values.currency_mentions import named_currencies

_MONEY: tuple[Field, ...] = ("amount", "unit_price", "credit")
_KNOWN = (
    *get_args(Field),
    "hour_names",
    "weekday_names",
    "month_names",
    "year_names",
    "week_names",
)
"""Keys of names that say what a column holds."""

_PAIRS = 3
"""Products with different quantities that must say the same before it is a doubt."""

_DIGITS, _SMALL, _ROWS = 3, 9, 3
"""Counts have fewer digits, are mostly as small, and there are as many rows to tell it."""


def claims(view: View) -> Iterator[Matter | Told]:
    """Yield the matters of ``price_doubts``, unless a person has said which column is meant."""
    for title in view.table.layout.above:
        if names_scale(title) and (says(title, "sold") or named_currencies(title)):
            yield Told(
                f"Attention: a line above the rows ({title.strip()!r}) says that amounts may be "
                "in thousands or the like; they are taken as they are written."
            )
    for question in price_doubts(view.table, view.at, view.chosen):
        yield column_matter(question)


def price_doubts(
    table: Table, at: Mapping[Field, int], chosen: Mapping[str, str]
) -> Iterator[Question]:
    """Ask about prices and amounts that the names or values of columns speak against.

    Args:
        table: The columns of the fields, and the first rows of the file.
        at: Position of each field's column.
        chosen: Header by field, from a person; what was said is not doubted.
    """
    layout = table.layout
    yield from _scaled(layout, at, chosen)
    if "amount" in at and not chosen.keys() & {"amount", "quantity"} and "quantity" not in at:
        yield from _uncounted(layout, at)
    priced = {"amount", "unit_price"} <= at.keys() and "quantity" not in at
    if priced and not chosen.keys() & {"amount", "quantity"} and _counts(table, at):
        yield _count_question(layout.header[at["amount"]], layout.header[at["unit_price"]])
    plain = {"amount", "quantity", "item"} <= at.keys() and "unit_price" not in at
    if plain and not chosen.keys() & {"amount", "unit_price"} and _per_piece(table, at):
        yield _piece_question(layout.header[at["amount"]])


def _scaled(
    layout: Layout, at: Mapping[Field, int], chosen: Mapping[str, str]
) -> Iterator[Question]:
    """Ask about amounts in thousands or cents, by their name, and about those that are no money."""
    for name in _MONEY:
        header = layout.header[at[name]] if name in at else ""
        doubtful = names_scale(header) or (name == "amount" and names_pieces(header))
        if (
            doubtful
            and name not in chosen
            and (name != "amount" or key(header) not in joined("unit_price"))
        ):
            yield Question(
                "column",
                f"The name of {header.strip()!r} says that its numbers may be no plain amounts of "
                f"money ({shown(layout, at[name])}); they would be read as they are written. "
                "Which column holds amounts that are right as they are written?",
                (header, *_others(layout, at)),
                name,
            )


def _others(layout: Layout, at: Mapping[Field, int]) -> list[str]:
    """Give the columns that are no field's, so that they may hold amounts."""
    taken = set(at.values())
    return [each for place, each in enumerate(layout.header) if place not in taken and each.strip()]


def _uncounted(layout: Layout, at: Mapping[Field, int]) -> Iterator[Question]:
    """Ask for the quantity where the price of one piece is all there is."""
    header = layout.header[at["amount"]]
    if key(header) not in joined("unit_price"):
        return
    used = set(at.values())
    whole = [
        name
        for place, name in enumerate(layout.header)
        if place not in used
        and (values := values_of(layout, place))
        and mostly(values, is_whole, 95)
    ]
    named = [name for name in whole if names_count(name, perhaps=True)]
    named = named or [name for name in whole if _may_count(layout, name)]
    if named or names_each(header):
        choices = named or [name for name in whole if not names_something_else(name)]
        yield Question(
            "column",
            f"{header.strip()!r} is the price of one piece, and no column is known to hold how "
            "many were sold. What did a row come to?",
            (*choices, NO_COLUMN),
            "quantity",
            labels=(
                *(f"{name.strip()} pieces at {header.strip()} each" for name in choices),
                f"{header.strip()} is what the row came to",
            ),
        )


def _may_count(layout: Layout, name: str) -> bool:
    """Tell whether a column whose name says nothing holds small whole numbers, and no series."""
    said = set(words(name).split())
    if names_something_else(name) or names_buyer(name) or said & words_of("not_counted"):
        return False
    if key(name) in joined(*_KNOWN):
        return False
    texts = [row[layout.header.index(name)].strip() for row in layout.sample]
    counts = [int(text) for text in texts if text.isdecimal() and len(text) < _DIGITS]
    if len(counts) < len(texts) or len(counts) < _ROWS or 0 in counts:
        return False
    series = all(one < two for one, two in pairwise(counts))
    small = 2 * sum(count <= _SMALL for count in counts) > len(counts)
    return not series and small and 1 in counts and len(set(counts)) > 1


def _counts(table: Table, at: Mapping[Field, int]) -> bool:
    """Tell whether amounts look like counts: whole, and mostly less than the price of one piece."""
    amounts, prices = table.columns[at["amount"]], table.columns[at["unit_price"]]
    if not all(is_whole(text) for text in amounts.texts if text.strip()):
        return False
    pairs = np.unique(np.stack([amounts.codes, prices.codes]), axis=1).T.tolist()
    known = [
        (amount, price)
        for one, two in pairs
        if (amount := number_in(amounts.texts[one])) is not None
        and (price := number_in(prices.texts[two]))
    ]
    less = sum(abs(amount) < abs(price) for amount, price in known)
    broken = any(price != price.to_integral_value() for _, price in known)
    return bool(known) and (broken or 2 * less > len(known))


def _count_question(amount: str, price: str) -> Question:
    name = amount.strip()
    return Question(
        "column",
        f"{name!r} holds whole numbers beside the price {price.strip()!r}, so it may count pieces. "
        f"What is {name!r}?",
        (amount, NO_COLUMN),
        "quantity",
        labels=(f"{name} pieces at {price.strip()} each", f"{name} is what the row came to"),
    )


def _per_piece(table: Table, at: Mapping[Field, int]) -> bool:
    """Tell whether the amount of a product is the same however many were sold."""
    amounts, quantities = table.columns[at["amount"]], table.columns[at["quantity"]]
    sold: dict[int, tuple[set[int], set[int]]] = {}
    codes = (table.columns[at["item"]].codes, quantities.codes, amounts.codes)
    for item, pieces, paid in np.unique(np.stack(codes), axis=1).T.tolist():
        count, worth = sold.setdefault(item, (set(), set()))
        count.add(pieces)
        worth.add(paid)
    varied = [(count, worth) for count, worth in sold.values() if len(count) > 1]
    pairs = sum(len(count) for count, _ in varied)
    return pairs >= _PAIRS and all(len(worth) == 1 for _, worth in varied)


def _piece_question(header: str) -> Question:
    name = header.strip()
    return Question(
        "column",
        f"{name!r} is the same however many were sold, so it seems to be the price of one piece. "
        f"What is {name!r}?",
        (header, NO_COLUMN),
        "unit_price",
        labels=(f"{name} is the price of one piece", f"{name} is what the row came to"),
    )
