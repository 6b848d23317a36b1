"""Amounts and quantities as exact integers, and their text; reading it is in ``number_text``.

An amount is an int64 of ten-thousandths of the currency, a quantity an int64
of thousandths. Decimals exist only at the edges, floats nowhere. Nothing here
knows where a text came from.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from sales_core.values.number_text import (
    LARGEST,
    DecimalMark,
    Number,
    NumberRangeError,
    NumberTextError,
    bare_text,
    in_range,
    read_number,
)

__all__ = [
    "AMOUNT_SCALE", "LARGEST", "QUANTITY_SCALE", "DecimalMark", "Number", "NumberRangeError",
    "NumberTextError", "amount_decimal", "amount_text", "average", "bare_text", "decimal_text",
    "divided", "quantity_decimal", "quantity_text", "read_number", "to_amount", "to_quantity",
]  # fmt: skip

AMOUNT_SCALE = 10_000
"""Stored units in one unit of the currency."""

QUANTITY_SCALE = 1_000
"""Stored units in one piece."""

_EXACT = Context(prec=100)
"""Digits enough for any text that is read; the usual 28 would round long ones twice."""


def to_amount(value: Decimal) -> tuple[int, bool]:
    """Turn a decimal amount into ten-thousandths, half-even.

    Returns:
        The stored units, and whether decimals beyond the fourth were rounded.

    Raises:
        NumberRangeError: The amount is beyond ``LARGEST``.
    """
    return _to_units(value, AMOUNT_SCALE)


def to_quantity(value: Decimal) -> tuple[int, bool]:
    """Turn a decimal quantity into thousandths, half-even; see ``to_amount``."""
    return _to_units(value, QUANTITY_SCALE)


def amount_decimal(units: int) -> Decimal:
    """Give stored ten-thousandths as the exact decimal without trailing zeros."""
    return _plain(Decimal(int(units)) / AMOUNT_SCALE)


def quantity_decimal(units: int) -> Decimal:
    """Give stored thousandths as the exact decimal without trailing zeros."""
    return _plain(Decimal(int(units)) / QUANTITY_SCALE)


def decimal_text(value: Decimal) -> str:
    """Write a decimal as contracts want it: no exponent, no trailing zeros.

    Example:
        >>> decimal_text(Decimal("64508.6280")), decimal_text(Decimal("-0.00"))
        ('64508.628', '0')
    """
    return format(_plain(value), "f")


def amount_text(units: int) -> str:
    """Write stored ten-thousandths as an exact decimal text, such as ``64508.628``."""
    return _text(int(units), AMOUNT_SCALE, 4)


def quantity_text(units: int) -> str:
    """Write stored thousandths as an exact decimal text, such as ``1.5``."""
    return _text(int(units), QUANTITY_SCALE, 3)


def average(amount_units: int, count: int) -> Decimal | None:
    """Divide an amount (ten-thousandths) by a count, to four decimals, half-even.

    None where there is nothing to divide by: an average of nothing is not 0.
    """
    if count == 0:
        return None
    exact = Decimal(int(amount_units)) / AMOUNT_SCALE / Decimal(int(count))
    return _plain(exact.quantize(Decimal("0.0001"), ROUND_HALF_EVEN))


def divided(dividend: int, divisor: int) -> int:
    """Divide whole numbers by a positive one, half-even.

    Example:
        >>> divided(5, 2), divided(7, 2), divided(-5, 2), divided(8, 3)
        (2, 4, -2, 3)
    """
    quotient, rest = divmod(dividend, divisor)
    return quotient + (2 * rest > divisor or (2 * rest == divisor and quotient % 2 == 1))


def _to_units(value: Decimal, scale: int) -> tuple[int, bool]:
    exact = _EXACT.multiply(in_range(value), Decimal(scale))
    units = exact.to_integral_value(ROUND_HALF_EVEN)
    return int(units), units != exact


def _text(units: int, scale: int, places: int) -> str:
    """Write what ``decimal_text`` does, without a decimal: answers hold thousands of them."""
    whole, rest = divmod(abs(units), scale)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}".rstrip("0") if rest else f"{sign}{whole}"


def _plain(value: Decimal) -> Decimal:
    if value == 0:
        return Decimal(0)
    return (
        value.normalize() + 0 if value != value.to_integral_value() else value.quantize(Decimal(1))
    )
