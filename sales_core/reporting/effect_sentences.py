"""The sentence of each effect: the two numbers behind it, short enough to be read."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Literal

from sales_core.values.money import AMOUNT_SCALE, QUANTITY_SCALE, decimal_text

NOTHING = "–"
"""Stands for a number that does not exist."""

_WIDE = Context(prec=100)

_RATIOS = {
    "open_days": ("Days with orders", Fraction(1)),
    "orders": ("Orders per open day", Fraction(1)),
    "lines_per_order": ("Lines per order of products sold in both periods", Fraction(1)),
    "lines_per_day": ("Lines per open day of products sold in both periods", Fraction(1)),
    "units_per_line": (
        "Units per line of products sold in both periods",
        Fraction(1, QUANTITY_SCALE),
    ),
}


def ratio_sentence(name: str, before: Fraction | None, now: Fraction | None) -> str:
    """Say how one of the drivers of the quantity changed.

    Args:
        name: One of ``effects.DRIVERS`` or ``effects.DRIVERS_WITHOUT_ORDERS``.
        before: Its earlier value, units in thousandths; None for none.
        now: Its value now.

    Example:
        >>> ratio_sentence("orders", Fraction(62, 5), Fraction(131, 10))
        'Orders per open day went from 12.4 to 13.1.'
    """
    words, scale = _RATIOS[name]
    return _went(words, before, now, scale)


def sentence_of_price(as_before: Fraction, now: int) -> str:
    """Say what the products sold in both periods came to, and would have at old prices."""
    earlier, later = _texts(as_before, Fraction(now), Fraction(1, AMOUNT_SCALE))
    return (
        f"What sold in both periods came to {later} now; "
        f"at the earlier prices it would have come to {earlier}."
    )


def sentence_of_mix(before: Fraction | None, now: Fraction | None) -> str:
    """Say what the average unit cost at the earlier prices.

    Args:
        before: Ten-thousandths for a thousandth of a unit; None without units.
        now: The same with the units of now.
    """
    scale = Fraction(QUANTITY_SCALE, AMOUNT_SCALE)
    return _went("At the earlier prices an average unit", before, now, scale)


def sentence_of_refunds(before: int, now: int) -> str:
    """Say how the refunds changed (ten-thousandths)."""
    return _went("Refunds", Fraction(before), Fraction(now), Fraction(1, AMOUNT_SCALE))


def sentence_of_some_products(only: Literal["before", "now"], count: int, gross: int) -> str:
    """Say how many products sold in one of the periods only, and for how much."""
    amount, _ = _texts(Fraction(gross), None, Fraction(1, AMOUNT_SCALE))
    other = "before" if only == "now" else "now"
    return f"Products that sold {only} and not {other}: {count}, for {amount}."


def _went(what: str, before: Fraction | None, now: Fraction | None, scale: Fraction) -> str:
    earlier, later = _texts(before, now, scale)
    if before == now:
        return f"{what} stayed at {later}."
    return f"{what} went from {earlier} to {later}."


def _texts(before: Fraction | None, now: Fraction | None, scale: Fraction) -> tuple[str, str]:
    """Write two numbers with two decimals, or with as many as it takes to tell them apart."""
    ends = [None if end is None else end * scale for end in (before, now)]
    texts = (NOTHING, NOTHING)
    for decimals in (2, 3, 4, 6, 9):
        first, second = (NOTHING if end is None else _text(end, decimals) for end in ends)
        texts = (first, second)
        if first != second or ends[0] == ends[1]:
            break
    return texts


def _text(value: Fraction, decimals: int) -> str:
    exact = _WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN, _WIDE)
    return f"{Decimal(decimal_text(rounded)):,}"  # thousands apart, no zeros at the end
