"""Numbers and amounts as people and programs of all countries write them.

A text is made plain first: digits of every script become 0 to 9, blanks one
blank, marks of direction go. Then the number in its middle is parted from what
stands before and behind it: signs, brackets, a currency.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sales_core.values.beside_numbers import read_beside
from sales_core.values.currencies import meanings

LARGEST = 10**11
"""Largest amount or quantity of one line, in currency units or pieces.

A thousandth of what int64 holds in ten-thousandths, so that sums have room.
"""

LONGEST = 200
"""Letters of a text that any pattern sees; a longer one is no number, or one out of range."""

DecimalMark = Literal["point", "comma"]

_PLAIN = re.compile(r"^-?[0-9]+(?:\.[0-9]+)?$")
_DIGITS = re.compile(r"^[0-9]+$")
_INDIAN = re.compile(r"^[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}$")
_PARTS = re.compile(r"^([^0-9]*)([0-9](?:.*[0-9])?)([^0-9]*)$", re.DOTALL)
_UNCLEAR = re.compile(r"^[0-9]{1,3}\u060c[0-9]{3}$")
"""The Arabic comma, which some use for decimals and some for thousands."""

_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_NO_HUNDREDTHS = re.compile(r"^(?:/[-=]|:-|[.,](?:-{1,2}|\u2014))")
"""What stands for "and no hundredths" behind a whole amount: 1,234/- or 49:- or 5.-"""

_POWER = re.compile(r"^[1-9](?:[.,][0-9]+[Ee]\+?[0-9]{1,3}|[Ee]\+[0-9]{1,3})$")
_THOUSANDTHS = -3
_MOST_DIGITS = 60
_GROUPING = (" ", "'", "\u066c")
"""What separates thousands and nothing else."""

_OF_INDIA = (",", "\u066c")
_NO_DIGITS = dict.fromkeys(map(ord, "0123456789.,' -+()"))
_FEW_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Number:
    """What a text says: its exact value, and the currency sign or code beside it, if any."""

    value: Decimal
    currency: str


class NumberTextError(ValueError):
    """The text is not a number that can be read without a guess."""


class NumberRangeError(NumberTextError):
    """The number is larger than an amount or quantity of one line can be."""


class _Ascii(dict[int, str | None]):
    """How letters of other scripts are written plainly; grows by the digits that are met."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        if letter.isdecimal():
            self[code] = str(unicodedata.decimal(letter))
            return self[code]
        return letter


_PLAINLY = _Ascii(
    dict.fromkeys(map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"), " ")
    | dict.fromkeys(map(ord, "\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " ")
    | dict.fromkeys(map(ord, "\u2212\u2013\u2010\u2011\ufe63\uff0d"), "-")
    | dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u00b4\u2032\uff07"), "'")
    | dict.fromkeys(map(ord, "\u061c\u200b\u200e\u200f\u2060\ufeff"))
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
    | dict(zip(map(ord, "\uff0b\uff08\uff09\uff0e\uff0c\u2e41"), "+().,,", strict=True))
)


def read_number(text: str, mark: DecimalMark = "point") -> Number:
    """Read one cell exactly.

    Accepts what ``currencies.meanings`` knows on one side or, where they agree, on both;
    any three capitals count as a code. Thousands may be separated by the other
    mark, blank or apostrophe in groups of three, with commas also as in India. A minus
    stands before or behind, or brackets mean it. The Arabic marks say themselves
    what they separate. Digits may be of any one script.

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
    if len(text) < 16 and _PLAIN.match(text) and (mark == "point" or "." not in text):
        return Number(in_range(Decimal(text)), "")  # by far the most common shape
    body = _plainly(bare_text(text))
    parts = _PARTS.match(body)
    if parts is None:
        raise NumberTextError(text)
    before, number, behind = parts.groups()
    if before[-1:] in (".", ",", "\u066b", "\u060c") and not _belongs_to_word(before):
        before, number = before[:-1], before[-1] + number
    rest = _NO_HUNDREDTHS.sub("", behind)
    beside = read_beside(before, rest, is_bare=number.isdigit())
    if beside is None:
        raise NumberTextError(text)
    value = _grouped(number, mark)
    if rest != behind and int(value.as_tuple().exponent) <= _THOUSANDTHS:  # thousands, rather
        raise NumberTextError(text)
    return Number(-value if beside.negative else value, beside.currency)


def bare_text(text: str) -> str:
    """Take off what spreadsheets wrap around a cell so that it stays text.

    Example:
        >>> bare_text('="2024-03-01"'), bare_text("'12.50"), bare_text("12.50")
        ('2024-03-01', '12.50', '12.50')
    """
    if text[:1] not in ("=", "'", '"', " "):
        return text
    body = text.strip()
    quoted = body.removeprefix("=")
    if len(quoted) > 1 and quoted[0] == quoted[-1] == '"':
        return quoted[1:-1]
    return body[1:] if body[:1] == "'" and len(body) > 1 else text


def is_power_of_ten(text: str) -> bool:
    """Tell whether a text is a long number as spreadsheets shorten it, so that its end is lost.

    Example:
        >>> is_power_of_ten("1.23457E+12"), is_power_of_ten("2,50601E+11"), is_power_of_ten("12E4")
        (True, True, False)
    """
    return len(text) < LONGEST and bool(_POWER.match(text.strip()))


def is_dash(text: str) -> bool:
    """Tell whether a text is a dash, alone or beside a currency: accounting writes zero so.

    Example:
        >>> is_dash(" - "), is_dash("R$ -"), is_dash("- €"), is_dash("-5")
        (True, True, True, False)
    """
    if len(text) > LONGEST:
        return False
    bare = text.translate(_PLAINLY).strip()
    if bare[:1] != "-" and bare[-1:] != "-":
        return False
    rest = bare.strip("- ")
    return bare.count("-") == 1 and (not rest or bool(meanings(rest)))


def in_range(value: Decimal) -> Decimal:
    """Give a value back that an amount or quantity can have.

    Raises:
        NumberRangeError: It is beyond ``LARGEST``.
    """
    if abs(value) > LARGEST:
        raise NumberRangeError(str(value))
    return value


def _plainly(text: str) -> str:
    """Write a text with plain digits, blanks, apostrophes and minus.

    Raises:
        NumberTextError: It is too long, or its digits are of two scripts.
        NumberRangeError: It is too long, and nothing but digits.
    """
    if not text.isascii():
        if _FOREIGN_DIGIT.search(text[:LONGEST]):
            digits = [letter for letter in text[:LONGEST] if letter.isdecimal()]
            if len({ord(letter) - unicodedata.decimal(letter) for letter in digits}) > 1:
                raise NumberTextError(text)
        text = text.translate(_PLAINLY)
    text = text.strip()
    if len(text) <= LONGEST:
        return text
    if len(text.translate(_NO_DIGITS)) < _FEW_LETTERS:
        raise NumberRangeError(text[:LONGEST])
    raise NumberTextError(text[:LONGEST])


def _belongs_to_word(before: str) -> bool:
    """Tell whether the point before a number is of an abbreviation, such as Rs."""
    return before[-2:-1].isalpha() or before[-2:-1] == "/"


def _grouped(body: str, mark: DecimalMark) -> Decimal:
    """Read digits with their marks."""
    point, thousands = (".", ",") if mark == "point" else (",", ".")
    if _UNCLEAR.match(body):
        raise NumberTextError(body)
    body = body.replace("\u060c", ",")
    if "\u066b" in body:  # says itself that decimals follow
        point = "\u066b"
        thousands = next((other for other in ",." if other in body), thousands)
    whole, found, decimals = body.partition(point)
    if found and not _DIGITS.match(decimals):
        raise NumberTextError(body)
    thousands = next((other for other in _GROUPING if other in whole), thousands)
    groups = whole.split(thousands)
    if len(groups) > 1 and thousands in _OF_INDIA and _INDIAN.match(",".join(groups)):
        groups = ["".join(groups)]
    if len(groups) > 1 and (
        not 1 <= len(groups[0]) <= 3
        or groups[0].startswith("0")
        or any(len(group) != 3 for group in groups[1:])
    ):
        raise NumberTextError(body)
    digits = "".join(groups)
    if not _DIGITS.match(digits) and not (digits == "" and found):
        raise NumberTextError(body)
    if len(digits) + len(decimals) > _MOST_DIGITS:
        raise NumberRangeError(body)
    return in_range(Decimal(f"{digits or 0}.{decimals or 0}"))
