"""Which currencies a person is likely to mean, by the country of the language that they read."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from babel.core import get_global
from babel.numbers import get_currency_name

from sales_core.values.currencies import currency_codes
from sales_core.values.number_forms import territory_of

WIDESPREAD = ("EUR", "USD", "GBP", "JPY", "CNY", "INR", "AUD", "CAD", "CHF", "SGD")
"""Those that most sales of the world are in, after that of the reader's country."""


def currency_of_country(tag: str) -> str | None:
    """Give the currency of the country of a language tag.

    Example:
        >>> currency_of_country("de-CH"), currency_of_country("ja")
        ('CHF', 'JPY')
    """
    uses = get_global("territory_currencies").get(territory_of(tag), [])
    return next((code for code, _, ended, tender in uses if tender and not ended), None)


def likely_first(codes: Collection[str], tag: str) -> list[str]:
    """Put the currency of the reader's country first, then widespread ones, then all others.

    Args:
        codes: ISO 4217 codes.
        tag: Language tag of the reader.

    Example:
        >>> likely_first(["USD", "ZAR", "SEK"], "sv-SE")
        ['SEK', 'USD', 'ZAR']
    """
    first = [currency_of_country(tag), *WIDESPREAD]
    likely = [code for code in dict.fromkeys(first) if code in codes]
    return [*(code for code in likely if code), *sorted(set(codes) - set(likely))]


def currency_name(code: str) -> str:
    """Name a currency in English, with its code.

    Example:
        >>> currency_name("EUR")
        'Euro (EUR)'
    """
    return f"{get_currency_name(code, locale='en')} ({code})"


@lru_cache(16)
def likely_currencies(tag: str) -> tuple[tuple[str, str], ...]:
    """Give code and name of all currencies, those first that a reader is likely to mean.

    Args:
        tag: Language tag of the reader.
    """
    return tuple((code, currency_name(code)) for code in likely_first(currency_codes(), tag))
