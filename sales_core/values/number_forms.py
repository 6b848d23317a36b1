"""How numbers are written in a language and country, by CLDR through Babel.

Integers come in, text goes out: a number is a count of its last decimal, and no
float ever holds it. Digits are always 0 to 9, which everybody reads and can paste.
Babel's own formatting takes thirty times as long for a cell, drops the apostrophes of
Switzerland, and knows no minus but the hyphen; its data is what is used here.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global

USUAL_TAG = "en"
"""Language tag of the form that holds where nobody says another one."""

LONGEST_TAG = 40
"""Letters of the longest language tag that is looked at."""


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How numbers are written.

    Attributes:
        tag: Language tag, such as ``de-CH``.
        decimal: What stands before decimals.
        group: What separates groups of digits.
        sizes: Digits of the last group and of those before it.
        minus: The sign of negative numbers.
        percent: What stands before and behind a percentage.
    """

    tag: str
    decimal: str
    group: str
    sizes: tuple[int, int]
    minus: str
    percent: tuple[str, str] = ("", "%")

    def digits(self, size: int, decimals: int) -> str:
        """Write a number that is not negative, given as a count of its last decimal.

        Example:
            >>> number_form("de-DE").digits(123456, 2), number_form("en-IN").digits(1234567, 0)
            ('1.234,56', '12,34,567')
        """
        whole, part = divmod(size, 10**decimals)
        text = self._grouped(whole)
        return f"{text}{self.decimal}{part:0{decimals}d}" if decimals else text

    def whole(self, count: int) -> str:
        """Write a whole number.

        Example:
            >>> number_form("de-CH").whole(-1234567)
            "-1'234'567"
        """
        return f"{self.minus if count < 0 else ''}{self._grouped(abs(count))}"

    def fixed(self, size: int, decimals: int) -> str:
        """Write a number given as a count of its last decimal, with its sign where negative."""
        return f"{self.minus if size < 0 else ''}{self.digits(abs(size), decimals)}"

    def change(self, tenths: int) -> str:
        """Write a change, given in tenths of a percent, with its sign.

        Example:
            >>> number_form("en").change(125), number_form("tr").change(-12345)
            ('+12.5%', '-%1.234,5')
        """
        before, behind = self.percent
        sign = self.minus if tenths < 0 else "+"
        return f"{sign}{before}{self.digits(abs(tenths), 1)}{behind}"

    def _grouped(self, whole: int) -> str:
        last, others = self.sizes
        if last == others == 3:
            text = f"{whole:,}"
            return text if self.group == "," else text.replace(",", self.group)
        digits = str(whole)
        parts = [digits[-last:]]
        digits = digits[:-last]
        while digits:
            parts.append(digits[-others:])
            digits = digits[:-others]
        return self.group.join(reversed(parts))


@lru_cache(64)
def number_form(tag: str) -> NumberForm:
    """Give the form of a language tag; where CLDR does not know it, of its language, else English.

    Example:
        >>> number_form("de-DE").decimal, number_form("de-CH").group, number_form("??").tag
        (',', "'", 'en')
    """
    locale = locale_of(tag)
    signs = symbols_of(locale)
    pattern = locale.decimal_formats[None]
    before, behind = (part.replace("'", "") for part in _around(locale))
    return NumberForm(
        tag_of(locale), signs["decimal"], signs["group"], pattern.grouping, signs["minusSign"],
        (before, behind),
    )  # fmt: skip


@lru_cache(64)
def locale_of(tag: str) -> Locale:
    """Find what CLDR knows of a language tag, or of the longest part of it that it knows."""
    rest = tag.strip().replace("_", "-")[:LONGEST_TAG]
    while rest:
        with suppress(ValueError, UnknownLocaleError):
            return Locale.parse(rest, sep="-")
        rest = rest.rpartition("-")[0]
    return Locale.parse(USUAL_TAG)


def is_known(tag: str) -> bool:
    """Tell whether CLDR knows a language tag as it stands."""
    return tag in known_tags()


@lru_cache(1)
def known_tags() -> tuple[str, ...]:
    """Give all language tags that CLDR knows, by their letters."""
    names = (name for name in localedata.locale_identifiers() if name not in _NO_LANGUAGES)
    return tuple(sorted(name.replace("_", "-") for name in names))


@lru_cache(2048)
def tag_name(tag: str) -> str:
    """Name a language tag in English: ``German (Switzerland)``."""
    return Locale.parse(tag, sep="-").get_display_name("en") or tag


def tag_of(locale: Locale) -> str:
    """Give the language tag of what CLDR knows."""
    return str(locale).replace("_", "-")


def territory_of(tag: str) -> str:
    """Give the country of a language tag; of a mere language the one where most speak it.

    Example:
        >>> territory_of("de-CH"), territory_of("ja"), territory_of("en")
        ('CH', 'JP', 'US')
    """
    locale = locale_of(tag)
    if locale.territory:
        return locale.territory
    likely = get_global("likely_subtags")
    for known in (f"{locale.language}_{locale.script}", locale.language):
        if found := likely.get(known):
            return str(found).rpartition("_")[2]
    return ""


def symbols_of(locale: Locale) -> Mapping[str, Any]:
    """Give the signs in numbers written with the digits 0 to 9."""
    found: Mapping[str, Any] = locale.number_symbols["latn"]
    return found


def _around(locale: Locale) -> tuple[str, str]:
    pattern = locale.percent_formats[None]
    return pattern.prefix[0], pattern.suffix[0]


_NO_LANGUAGES = frozenset(["root", "en_US_POSIX"])
