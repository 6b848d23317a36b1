"""Currencies: their codes, usual decimals, signs and names, as CLDR tells them.

The signs and names of all locales lie in ``currency_words.json``, which
``currency_words_from_cldr`` makes; what CLDR lacks is in ``currency_signs.toml``.
Both are read when the first amount with a sign is.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sales_core.values.currency_keys import name_key, sign_key

_HERE = Path(__file__).parent
_CODE = re.compile(r"^[A-Z]{3}$")
_LONGEST = 40
"""Letters of the longest sign or name of a currency; any longer text is none."""


DEFAULT_CURRENCY = "SGD"
"""What amounts are in where nothing and nobody says so."""

_FEW = 3
_FIRST = frozenset(["AUD", "CAD", "USD"])
"""Those of many that people think of first."""


@dataclass(frozen=True, slots=True)
class Book:
    """All that is known of currencies.

    Attributes:
        decimals: Code to the usual number of decimals.
        signs: Key of a sign to the codes that it can mean.
        names: Key of a name to the codes that it can mean.
        usual: Key of a shared sign to the code that it means mostly.
        words: Codes and words that need care in texts, by the kind of care.
    """

    decimals: Mapping[str, int]
    signs: Mapping[str, frozenset[str]]
    names: Mapping[str, frozenset[str]]
    usual: Mapping[str, str]
    words: Mapping[str, frozenset[str]]


@lru_cache(1)
def book() -> Book:
    """Read what is known of currencies, once."""
    cldr = json.loads(_HERE.joinpath("currency_words.json").read_text("utf-8"))
    more = _beyond_cldr()
    signs: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for code in cldr["decimals"]:
        for sign in cldr["signs"][code].split("|"):
            signs[sign].add(code)
        for sign in more["signs"].get(code, []):
            signs[sign_key(sign)].add(code)
        for name in cldr["names"][code].split("|"):
            names[name].add(code)
        for name in more["names"].get(code, []):
            names[name_key(name)].add(code)
    return Book(
        cldr["decimals"],
        {sign: frozenset(codes) for sign, codes in signs.items() if sign},
        {name: frozenset(codes) for name, codes in names.items() if name},
        more["usual"],
        {kind: frozenset(words) for kind, words in more["words"].items()},
    )


def signs_beyond_cldr(currency: str) -> tuple[str, ...]:
    """Give the signs of a currency that CLDR does not tell in every language, the best first."""
    return tuple(_beyond_cldr()["signs"].get(currency, ()))


@lru_cache(1)
def _beyond_cldr() -> Mapping[str, Any]:
    return tomllib.loads(_HERE.joinpath("currency_signs.toml").read_text("utf-8"))


def currency_codes() -> frozenset[str]:
    """Give the ISO 4217 codes of all currencies that are, or since 2010 were, legal tender."""
    return frozenset(book().decimals)


def decimals_of(currency: str) -> int:
    """Give how many decimals amounts of a currency usually have; 2 of an unknown one.

    Example:
        >>> decimals_of("JPY"), decimals_of("KWD"), decimals_of("EUR")
        (0, 3, 2)
    """
    return book().decimals.get(currency, 2)


def meanings(text: str) -> frozenset[str]:
    """Give the codes of all currencies that a sign, name or code beside an amount can mean.

    Args:
        text: Such as ``€``, ``US$``, ``$ US``, ``kr.``, ``złotych``, ``EUR``, ``COP$``, ``$ USD``.

    Returns:
        The codes; empty where the text is no sign, name or code of a currency.

    Example:
        >>> sorted(meanings("R$")), sorted(meanings("euros")), sorted(meanings("kr."))
        (['BRL'], ['EUR'], ['DKK', 'EEK', 'ISK', 'NOK', 'SEK'])
    """
    return frozenset() if len(text) > _LONGEST else _meanings(text)


@lru_cache(4096)
def _meanings(text: str) -> frozenset[str]:
    known = book()
    text = text.strip()
    if _CODE.match(text) and text in known.decimals:
        return frozenset([text])
    sign, name = sign_key(text), name_key(text)
    if found := known.signs.get(sign) or known.names.get(name):
        return found
    if name.upper() in known.decimals and name.upper() not in _words_in_small_letters():
        return frozenset([name.upper()])
    return _of_code_and_sign(sign.upper())


def _words_in_small_letters() -> frozenset[str]:
    words = book().words
    return words["everyday_codes"] | words["doubtful_codes"] | words["words_in_small_letters"]


def _of_code_and_sign(text: str) -> frozenset[str]:
    """Read a code with a sign beside it: ``COP$``, ``$USD``; empty where they contradict."""
    for code, sign in ((text[:3], text[3:]), (text[-3:], text[:-3])):
        if sign and code in book().decimals and not sign.isascii() | sign.isalpha():
            return frozenset([code]) & book().signs.get(sign_key(sign), frozenset())
        if sign == "$" and code in book().decimals:
            return frozenset([code]) & book().signs["$"]
    return frozenset()


def is_of(sign: str, currency: str) -> bool:
    """Tell whether a sign, name or code beside an amount can mean a currency; unknown signs can.

    Args:
        sign: As ``Number.currency`` tells it; "" for none.
        currency: An ISO 4217 code.

    Example:
        >>> is_of("$", "SGD"), is_of("€", "SGD"), is_of("KGS", "SGD"), is_of("", "SGD")
        (True, False, False, True)
    """
    found = meanings(sign)
    return currency in found if found else sign == currency or not _CODE.match(sign)


def code_of(sign: str) -> str:
    """Give the code of the currency that a sign means, else the sign itself.

    Example:
        >>> code_of("zł"), code_of("£"), code_of("$")
        ('PLN', 'GBP', '$')
    """
    found = meanings(sign)
    return next(iter(found)) if len(found) == 1 else book().usual.get(sign_key(sign), sign)


def codes_text(codes: frozenset[str]) -> str:
    """Write the currencies that a sign can mean, for people.

    Example:
        >>> codes_text(frozenset(["RON", "MDL"])), codes_text(meanings("£"))
        ('MDL or RON', 'GBP')
    """
    if one := the_one_of(codes):
        return one
    if len(codes) > _FEW:
        return ", ".join([*sorted(codes & _FIRST or codes)[:_FEW], "or another with that sign"])
    return " or ".join(sorted(codes))


def the_one_of(codes: frozenset[str]) -> str | None:
    """Give the one currency that is meant; None where it may be one of several.

    Example:
        >>> the_one_of(meanings("€")), the_one_of(meanings("£")), the_one_of(meanings("$"))
        ('EUR', 'GBP', None)
    """
    if len(codes) == 1:
        return next(iter(codes))
    known = book()
    return next((code for sign, code in known.usual.items() if known.signs[sign] == codes), None)


def is_symbol(letter: str) -> bool:
    """Tell whether a letter is the symbol of a currency, such as $ or €."""
    return unicodedata.category(letter) == "Sc"
