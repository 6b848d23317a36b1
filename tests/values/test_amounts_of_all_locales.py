"""Amounts as CLDR writes them in every locale: none is read wrong, nearly all are read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from babel import Locale, localedata
from babel.core import get_global
from babel.numbers import format_currency, format_decimal

from sales_core.values.number_text import DecimalMark, NumberTextError, read_number

AMOUNTS = ["1234.56", "-1234.56", "0.5", "1234567.89", "12", "-0.25", "1000", "98765432.1"]
ZEROS = {
    "arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀", "adlm": "𞥐", "nkoo": "߀",
    "cakm": "𑄶", "olck": "᱐", "tibt": "༠", "mtei": "꯰", "latn": "0",
}  # fmt: skip
"""The digits of the default systems; CLDR names them, Babel leaves 0 to 9 in their place."""

Written = tuple[str, Decimal, tuple[DecimalMark, ...]]


@lru_cache(1)
def _marks() -> dict[str, tuple[DecimalMark, ...]]:
    return {".": ("point",), ",": ("comma",), "\u060c": ("comma",), "\u066b": ("point", "comma")}


def _currency(locale: Locale) -> str:
    uses = get_global("territory_currencies").get(locale.territory or "", [])
    return next((code for code, _, ended, tender in uses if tender and not ended), "EUR")


def _written(name: str) -> Iterator[Written]:
    locale = Locale.parse(name)
    own = locale.default_numbering_system
    for system in sorted({own, "latn"}):
        marks = _marks()[locale.number_symbols[system].get("decimal", ".")]
        zero = ord(ZEROS.get(system, "0"))
        digits = {ord(str(digit)): chr(zero + digit) for digit in range(10)}
        for amount in map(Decimal, AMOUNTS):
            texts = [format_decimal(amount, locale=locale, numbering_system=system)]
            texts += [
                format_currency(
                    amount, code, locale=locale, format_type=style, numbering_system=system,
                    currency_digits=False,
                )
                for code in {_currency(locale), "EUR", "USD"}
                for style in ("standard", "accounting")
            ]  # fmt: skip
            for text in texts:
                yield text, amount, marks
                if system != "latn":
                    yield text.translate(digits), amount, marks


def _counted(texts: Iterator[Written]) -> tuple[int, list[str], list[str]]:
    """Count the texts; give those that are read wrong, and those that are not read."""
    count, wrong, unread = 0, [], []
    for text, amount, marks in texts:
        for mark in marks:
            count += 1
            try:
                if read_number(text, mark).value != amount:
                    wrong.append(text)
            except NumberTextError:
                unread.append(text)
    return count, wrong, unread


def _names() -> list[str]:
    return [str(name) for name in localedata.locale_identifiers()]


def test_amounts_of_every_locale_are_read() -> None:
    count, wrong, unread = _counted(row for name in _names() for row in _written(name))
    assert not wrong
    assert len(unread) < count / 100, unread[:20]


def _with_names() -> Iterator[Written]:
    for name in _names():
        locale = Locale.parse(name)
        marks = _marks()[locale.number_symbols["latn"]["decimal"]]
        for amount in map(Decimal, ("1234.56", "12", "1", "-5")):
            text = format_currency(
                amount, _currency(locale), locale=locale, format_type="name", currency_digits=False
            )
            yield text, amount, marks


def test_amounts_with_names_of_currencies_are_read() -> None:
    count, wrong, unread = _counted(_with_names())
    assert not wrong
    assert len(unread) < count / 4, unread[:20]
