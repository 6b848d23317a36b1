"""Amounts and quantities as exact integers, and their text.

An amount is an int64 of ten-thousandths of the currency, a quantity an int64
of thousandths. Decimals exist only at the edges, floats nowhere. Nothing here
knows where a text came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Literal

AMOUNT_SCALE = 10_000
"""Stored units in one unit of the currency."""

QUANTITY_SCALE = 1_000
"""Stored units in one piece."""

LARGEST = 10**11
"""Largest amount or quantity of one line, in currency units or pieces.

A thousandth of what int64 holds in ten-thousandths, so that sums have room.
"""

DecimalMark = Literal["point", "comma"]

_SIGN = r"[A-Z]{0,2}[$€£¥₹￥₩₫₱₪₺₽฿₴₦₡৳₸₾₮₲₨﷼]"
_WORD = (
    r"zł|kr\.?|Kč|Ft|lei|Rp\.?|RM|Rs\.?|Fr\.|円|元|원|đ|TL|руб\.?|р\.|грн\.?|лв\.?|KSh|Ksh|Tk\.?"
    r"|S/\.?|Bs\.?|Gs\.?|R|Q|[Ee]uros?|[Dd]ollars?|د\.إ\.?|ر\.س\.?"
)
_CURRENCY = re.compile(rf"^(?:[A-Z]{{3}}|{_SIGN}|{_WORD})\s*|\s*(?:[A-Z]{{3}}|{_SIGN}|{_WORD})$")
_WRAPPED = re.compile(r"""^=?"(.*)"$|^'(.+)$""")
_NO_HUNDREDTHS = re.compile(r"(?<=\d)(?:/-|:-|[.,](?:-{1,2}|[\u2013\u2014]))$")
"""What stands for "and no hundredths" behind a whole amount: 1,234/- or 49:- or 5.-"""
_THOUSANDTHS = -3
_BLANKS = "\u00a0\u202f\u2009 "
_EXACT = Context(prec=100)
"""Digits enough for any text that is read; the usual 28 would round long ones twice."""

_DIGITS = re.compile(r"^[0-9]+$")
_INDIAN = re.compile(r"^[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}$")
_PLAIN = re.compile(r"^-?[0-9]+(?:\.[0-9]+)?$")


@dataclass(frozen=True, slots=True)
class Number:
    """What a text says: its exact value, and the currency sign or code beside it, if any."""

    value: Decimal
    currency: str


class NumberTextError(ValueError):
    """The text is not a number that can be read without a guess."""


class NumberRangeError(NumberTextError):
    """The number is larger than an amount or quantity of one line can be."""


def read_number(text: str, mark: DecimalMark = "point") -> Number:
    """Read one cell exactly.

    Accepts a currency sign or code on one side, thousands separated by the
    other mark, blank or apostrophe in groups of three, a leading minus or
    parentheses for a negative number. Only the ASCII digits count.

    Args:
        text: The cell as written.
        mark: Which sign separates the decimals.

    Raises:
        NumberTextError: The text is no such number ("1e3", "n/a", "1,23,4").
        NumberRangeError: It is beyond ``LARGEST``.

    Example:
        >>> read_number("$1,234.50").value, read_number("(12,50)", "comma").value
        (Decimal('1234.50'), Decimal('-12.50'))
    """
    if _PLAIN.match(text) and len(text) < 16 and (mark == "point" or "." not in text):
        return Number(_in_range(Decimal(text)), "")  # by far the most common shape
    body = bare_text(text).strip(_BLANKS + "\t")
    signs: list[str] = []
    body = _without_sign(_without_brackets(body, signs), signs)
    currencies: list[str] = []
    while found := _CURRENCY.search(body):
        currencies.append(found.group().strip())
        body = body[: found.start()] + body[found.end() :]
    bare = _NO_HUNDREDTHS.sub("", body)
    whole = bare != body
    body = _without_sign(_without_brackets(bare, signs), signs)
    if len(signs) > 1 or len(currencies) > 1:
        raise NumberTextError(text)
    value = _grouped(body, mark)
    if whole and int(value.as_tuple().exponent) <= _THOUSANDTHS:  # thousands, rather
        raise NumberTextError(text)
    return Number(-value if signs == ["-"] else value, "".join(currencies))


def bare_text(text: str) -> str:
    """Take off what spreadsheets wrap around a cell so that it stays text.

    Example:
        >>> bare_text('="2024-03-01"'), bare_text("'12.50"), bare_text("12.50")
        ('2024-03-01', '12.50', '12.50')
    """
    found = _WRAPPED.match(text.strip()) if text[:1] in ("=", "'", '"', " ") else None
    return text if found is None else next(filter(None, found.groups()), "")


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
    return decimal_text(amount_decimal(units))


def quantity_text(units: int) -> str:
    """Write stored thousandths as an exact decimal text, such as ``1.5``."""
    return decimal_text(quantity_decimal(units))


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


def _without_brackets(body: str, signs: list[str]) -> str:
    """Take parentheses off a number, and note the minus that they stand for."""
    if body.startswith("(") and body.endswith(")"):
        signs.append("-")
        return body[1:-1].strip(_BLANKS)
    return body


def _without_sign(body: str, signs: list[str]) -> str:
    """Take a sign off the front, and note it."""
    if body[:1] in ("-", "\u2212", "+"):
        signs.append("+" if body[0] == "+" else "-")
        return body[1:].strip(_BLANKS)
    return body


def _grouped(body: str, mark: DecimalMark) -> Decimal:
    point, thousands = (".", ",") if mark == "point" else (",", ".")
    whole, found, decimals = body.partition(point)
    if found and not _DIGITS.match(decimals):
        raise NumberTextError(body)
    for blank in (*_BLANKS, "'", "\u2019"):
        if blank in whole:
            thousands = blank
            break
    groups = whole.split(thousands)
    if thousands == "," and _INDIAN.match(whole):
        groups = [whole.replace(",", "")]
    if len(groups) > 1 and (
        not 1 <= len(groups[0]) <= 3
        or groups[0].startswith("0")
        or any(len(group) != 3 for group in groups[1:])
    ):
        raise NumberTextError(body)
    digits = "".join(groups)
    if not _DIGITS.match(digits) and not (digits == "" and found):
        raise NumberTextError(body)
    if len(digits) + len(decimals) > 60:
        raise NumberRangeError(body)
    return _in_range(Decimal(f"{digits or 0}.{decimals or 0}"))


def _in_range(value: Decimal) -> Decimal:
    if abs(value) > LARGEST:
        raise NumberRangeError(str(value))
    return value


def _to_units(value: Decimal, scale: int) -> tuple[int, bool]:
    exact = _EXACT.multiply(_in_range(value), Decimal(scale))
    units = exact.to_integral_value(ROUND_HALF_EVEN)
    return int(units), units != exact


def _plain(value: Decimal) -> Decimal:
    if value == 0:
        return Decimal(0)
    return (
        value.normalize() + 0 if value != value.to_integral_value() else value.quantize(Decimal(1))
    )
