"""Makes ``currency_words.json`` from the CLDR data that Babel carries.

Run as ``python -m sales_core.values.currency_words_from_cldr`` after a new
version of Babel; a test compares the file with what this makes. The app itself
does not load Babel to read amounts.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale, localedata
from babel.core import get_global

from sales_core.values.currency_keys import name_key, sign_key
from sales_core.values.date_words_from_cldr import LANGUAGES

FILE = Path(__file__).with_name("currency_words.json")

_TENDER_UNTIL = date(2010, 1, 1)
"""Currencies that ended before are no longer in exports."""

_NO_NAME = re.compile(r"[\d()\[\]/]")
_LONGEST_NAME = 3
_OF_NO_CURRENCY = 45
"""A word in the names of more currencies is an article, not a name; dollars are of thirty."""

_METAL = "ZWG"
"""Called gold in every language, which is goods rather than money."""


def currency_words() -> dict[str, dict[str, Any]]:
    """Collect codes, decimals, signs of all locales, and names in the languages of exports.

    Returns:
        ``decimals``: code to the usual number of decimals; ``signs`` and
        ``names``: code to keys parted by ``|``, as ``currency_keys`` makes them.
    """
    tender = _tender()
    codes = sorted(set().union(*tender.values()))
    fractions = get_global("currency_fractions")
    signs: dict[str, set[str]] = {code: set() for code in codes}
    names: dict[str, set[str]] = {code: set() for code in codes}
    for locale in map(Locale.parse, localedata.locale_identifiers()):
        for code in codes:
            signs[code].add(sign_key(locale.currency_symbols.get(code, code)))
    for language in LANGUAGES:
        _collect_names(language, codes, tender, names)
    other = {code.casefold() for code in codes} | {""}
    return {
        "decimals": {code: fractions.get(code, fractions["DEFAULT"])[0] for code in codes},
        "signs": {code: "|".join(sorted(signs[code] - other)) for code in codes},
        "names": {code: "|".join(sorted(names[code] - other)) for code in codes},
    }


def _tender() -> dict[str, set[str]]:
    """Give the currencies of each territory that are, or lately were, legal tender."""
    return {
        territory: {
            code
            for code, _, ended, is_tender in uses
            if is_tender and (ended is None or date(*ended) >= _TENDER_UNTIL)
        }
        for territory, uses in get_global("territory_currencies").items()
    }


def _collect_names(
    language: str,
    codes: Iterable[str],
    tender: Mapping[str, set[str]],
    names: Mapping[str, set[str]],
) -> None:
    """Add the single words and the names of a language's own currencies; so are their nouns."""
    ids = [name for name in localedata.locale_identifiers() if name.split("_")[0] == language]
    locales = [Locale.parse(name) for name in ids]
    own = set().union(*(tender.get(locale.territory or "", set()) for locale in locales))
    told = {code: set(_names(locales, code)) for code in codes}
    parts = {code: {word for name in told[code] for word in name.split()} for code in codes}
    used = Counter(word for words in parts.values() for word in words)
    last = _noun_is_last(locales, codes)
    nouns: dict[str, bool] = defaultdict(bool)
    for code in codes:
        for name in told[code]:
            if code in own and code != _METAL:
                nouns[name.split()[-1 if last else 0]] = True
            if " " not in name or (code in own and name.count(" ") < _LONGEST_NAME):
                names[code].add(name_key(name))
    for code in codes:
        names[code] |= {
            name_key(word)
            for word in parts[code]
            if nouns.get(word) and used[word] <= _OF_NO_CURRENCY
        }


def _names(locales: Iterable[Locale], code: str) -> Iterator[str]:
    for locale in locales:
        plurals = locale._data["currency_names_plural"].get(code, {})  # noqa: SLF001
        for name in (locale.currencies.get(code, code), *plurals.values()):
            if name != code and not _NO_NAME.search(name):
                yield " ".join(name.casefold().split())


def _noun_is_last(locales: Iterable[Locale], codes: Iterable[str]) -> bool:
    """Tell where a language has the noun: dollars and pesos are fewer than their countries."""
    names = [
        locale.currencies[code].casefold().split()
        for locale in locales
        for code in codes
        if locale.currencies.get(code, "").strip()
    ]
    return len({name[-1] for name in names}) <= len({name[0] for name in names})


def as_text(words: Mapping[str, Mapping[str, Any]]) -> str:
    """Write the words as JSON with one currency a line."""
    return json.dumps(words, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_text(currency_words()), encoding="utf-8")
