"""Another column near quantity x unit price, and not the same: it may be what was paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sales_core.importing.claims import NO_COLUMN, Matter, column_matter
from sales_core.importing.files.looks import number_in
from sales_core.importing.files.table import Layout
from sales_core.importing.formats.declarations import Field
from sales_core.importing.questions import Question
from sales_core.importing.view import View
from sales_core.importing.vocabulary.column_words import names_something_else

_CHEAPEST, _DEAREST = Decimal("0.3"), Decimal("1.5")
"""A column within these parts of quantity x unit price may be what was paid."""


def claims(view: View) -> Iterator[Matter]:
    """Ask where the amount is quantity x unit price, and another column is near that."""
    derived = "amount" not in view.at and {"quantity", "unit_price"} <= view.at.keys()
    if derived and not view.chosen.keys() & {"amount", "unit_price"}:
        for question in _paid_otherwise(view.table.layout, view.at):
            yield column_matter(question)


def _paid_otherwise(layout: Layout, at: Mapping[Field, int]) -> Iterator[Question]:
    """Ask where another column is near quantity x unit price, but not the same."""
    products = [
        (pieces * price, price)
        for row in layout.sample
        if (pieces := number_in(row[at["quantity"]])) is not None
        and (price := number_in(row[at["unit_price"]])) is not None
    ]
    if len(products) != len(layout.sample) or not products:
        products = []
    used = set(at.values())
    others = tuple(
        name
        for place, name in enumerate(layout.header)
        if products
        and place not in used
        and not names_something_else(name)
        and _is_near([row[place] for row in layout.sample], products)
    )
    if others:
        named = ", ".join(repr(name.strip()) for name in others)
        yield Question(
            "column",
            f"No column is known to hold the amount of a sale, so it would be quantity x unit "
            f"price; but {named} is near that and not the same, so it may be what was paid. "
            "Which is the amount of a row?",
            (*others, NO_COLUMN),
            "amount",
            labels=(*(name.strip() for name in others), "quantity x unit price"),
        )


def _is_near(texts: list[str], products: list[tuple[Decimal, Decimal]]) -> bool:
    """Tell whether numbers are near quantity x unit price, or a lower price, and differ from it."""
    values = [number_in(text) for text in texts]
    known = [
        (value, product, price)
        for value, (product, price) in zip(values, products, strict=True)
        if value is not None and product > 0
    ]
    if not known or 10 * len(known) < 9 * len([each for each in products if each[0] > 0]):
        return False
    if all(value in (product, price) for value, product, price in known):
        return False
    rows = sum(_CHEAPEST * product <= value <= _DEAREST * product for value, product, _ in known)
    lower = sum(_CHEAPEST * price <= value <= price for value, _, price in known)
    above = sum(value > price for value, _, price in known)
    pieces = lower * 10 >= 9 * len(known)
    whole = rows * 10 >= 9 * len(known) and 2 * above >= sum(p > u for _, p, u in known)
    if pieces and any("." in text or "," in text for text in texts):
        return True
    return whole and not _of_one_piece(known)


def _of_one_piece(known: list[tuple[Decimal, Decimal, Decimal]]) -> bool:
    """Tell whether values go with the price of one piece rather than with that of the row."""
    several = [(value, product, price) for value, product, price in known if product != price]
    nearer = sum(abs(value - price) < abs(value - product) for value, product, price in several)
    dearer = all(value >= price for value, _, price in known)
    return dearer and (2 * nearer > len(several) if several else True)
