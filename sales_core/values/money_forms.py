"""How amounts of a currency are written in a language and country, by CLDR through Babel.

An amount comes as ten-thousandths, or as an exact decimal, and is never a float. Where CLDR
has no sign for a currency in a language, the sign that means no other one is taken (S$), else
the code.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache, partial

from babel import Locale
from babel.numbers import get_currency_symbol

from sales_core.values.compact_forms import CompactStep, compact_steps
from sales_core.values.currencies import decimals_of, meanings, signs_beyond_cldr
from sales_core.values.money import AMOUNT_SCALE, divided
from sales_core.values.number_forms import NumberForm, locale_of, number_form, symbols_of

STORED = 4
"""Decimals of a stored amount."""

LARGE = 1_000_000
"""From this amount on it is written compactly where there is little room."""

_COMPACT_DECIMALS = 2
_NO_BREAK = "\u00a0"
_NEWEST_SIGN = "\u20c0"
"""Signs from here on are so new that many fonts show a box."""


@dataclass(frozen=True, slots=True)
class MoneyForm:
    """How amounts of a currency are written.

    Attributes:
        currency: ISO 4217 code.
        number: How numbers are written, with the marks that amounts have.
        decimals: The usual decimals of the currency.
        positive: What stands before and behind an amount.
        negative: The same of a negative amount, its minus included.
        steps: How large amounts are written compactly, the largest first.
    """

    currency: str
    number: NumberForm
    decimals: int
    positive: tuple[str, str]
    negative: tuple[str, str]
    steps: tuple[CompactStep, ...] = ()

    def usual(self, stored: int) -> str:
        """Write ten-thousandths with the usual decimals, rounded half-even.

        Example:
            >>> money_form("en", "EUR").usual(12345000), money_form("en", "JPY").usual(-50210000)
            ('€1,234.50', '-¥5,021')
        """
        size = divided(abs(stored), 10 ** (STORED - self.decimals))
        return self._around(
            self.number.digits(size, self.decimals), negative=stored < 0 and size > 0
        )

    def fixed(self, stored: int, decimals: int) -> str:
        """Write ten-thousandths with so many decimals, which must be enough to say them exactly."""
        size = abs(stored) // 10 ** (STORED - decimals)
        return self._around(self.number.digits(size, decimals), negative=stored < 0)

    def exact(self, value: Decimal) -> str:
        """Write an amount to its last digit, with the usual decimals at least.

        Example:
            >>> money_form("en", "SGD").exact(Decimal("64508.628"))
            'S$64,508.628'
        """
        decimals = max(self.decimals, decimals_needed(value))
        return self._around(
            self.number.digits(int(abs(value).scaleb(decimals)), decimals), negative=value < 0
        )

    def rounded(self, value: Decimal) -> str:
        """Write an amount with the usual decimals, rounded half-even."""
        size = int(abs(value).scaleb(self.decimals).to_integral_value(ROUND_HALF_EVEN))
        return self._around(self.number.digits(size, self.decimals), negative=value < 0 < size)

    def compact(self, value: Decimal) -> str:
        """Write a large amount with what stands for its thousands, any other one as usual.

        Example:
            >>> money_form("en", "SGD").compact(Decimal("1284000")), money_form(
            ...     "en-IN", "INR"
            ... ).compact(Decimal("-2500000"))
            ('S$1.28M', '-₹25L')
        """
        if abs(value) < LARGE:
            return self.rounded(value)
        for at, step in enumerate(self.steps):
            if abs(value) < step.least:
                continue
            size = _hundredths(value, step)
            if at and size >= self.steps[at - 1].least * 100 // step.divisor:
                step = self.steps[at - 1]  # noqa: PLW2901 - rounded up to the next word
                size = _hundredths(value, step)
            return self._compactly(size, step, negative=value < 0)
        return self.rounded(value)

    def _compactly(self, size: int, step: CompactStep, *, negative: bool) -> str:
        decimals = _COMPACT_DECIMALS
        while decimals and size % 10 == 0:
            size, decimals = size // 10, decimals - 1
        before, behind = step.around(negative=negative)
        return f"{before}{self.number.digits(size, decimals)}{behind}"

    def _around(self, digits: str, *, negative: bool) -> str:
        before, behind = self.negative if negative else self.positive
        return f"{before}{digits}{behind}"


@lru_cache(64)
def money_form(tag: str, currency: str) -> MoneyForm:
    """Give how amounts of a currency are written.

    Args:
        tag: A language tag; see ``number_forms.number_form``.
        currency: ISO 4217 code; "" for amounts without a sign.
    """
    locale = locale_of(tag)
    signs = symbols_of(locale)
    number = number_form(tag)
    number = replace(
        number,
        decimal=signs.get("currencyDecimal") or number.decimal,
        group=signs.get("currencyGroup") or number.group,
    )
    pattern = locale.currency_formats["standard"]
    sign = sign_in(locale, currency)
    positive = _with_sign(sign, pattern.prefix[0], pattern.suffix[0])
    before, behind = _with_sign(sign, pattern.prefix[1], pattern.suffix[1])
    negative = before.replace("-", number.minus), behind.replace("-", number.minus)
    steps = compact_steps(locale, number.minus, partial(_with_sign, sign))
    number = replace(number, sizes=pattern.grouping)
    return MoneyForm(currency, number, decimals_of(currency), positive, negative, steps)


def sign_in(locale: Locale, currency: str) -> str:
    """Give the sign of a currency in a language, else its code."""
    known = str(get_currency_symbol(currency, locale)) if currency else ""
    if known != currency:
        return known
    for sign in signs_beyond_cldr(currency):
        if meanings(sign) == {currency} and any(map(_is_shown_everywhere, sign)):
            return sign
    return currency


def decimals_needed(value: Decimal) -> int:
    """Give the decimals that a number has, without trailing zeros.

    Example:
        >>> decimals_needed(Decimal("1.50")), decimals_needed(Decimal("1200"))
        (1, 0)
    """
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def stored_decimal(stored: int) -> Decimal:
    """Give ten-thousandths as an exact decimal."""
    return Decimal(int(stored)) / AMOUNT_SCALE


def _with_sign(sign: str, before: str, behind: str) -> tuple[str, str]:
    """Put a sign in its place, parted from the digits by a blank where it ends in a letter."""
    first, last = before.replace("¤", sign), behind.replace("¤", sign)
    if not sign:
        return first.strip(_NO_BREAK), last.strip(_NO_BREAK)
    if before.endswith("¤") and not _parts_itself(sign[-1]):
        first += _NO_BREAK
    if behind.startswith("¤") and not _parts_itself(sign[0]):
        last = _NO_BREAK + last
    return first, last


def _parts_itself(letter: str) -> bool:
    """Tell whether a letter stands beside digits without a blank, as CLDR has it."""
    return unicodedata.category(letter)[0] in "SZ"


def _is_shown_everywhere(letter: str) -> bool:
    return unicodedata.category(letter) == "Sc" and letter < _NEWEST_SIGN


def _hundredths(value: Decimal, step: CompactStep) -> int:
    return int((abs(value) * 100 / step.divisor).to_integral_value(ROUND_HALF_EVEN))
