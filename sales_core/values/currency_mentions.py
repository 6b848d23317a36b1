"""Currencies that the name of a column or a title line mentions: ``Umsatz (EUR)``, ``Price £``.

A **code** in capitals counts as a word of its own (``Total in COP``,
``amount_GBP``), and not in capitals in brackets or as a part of a name of small
letters (``amount_usd``). Codes that are everyday words never count so:
``TOTAL ALL SALES`` is no Albanian money. They need brackets in a text that is
not all in capitals (``Shuma (ALL)``). Codes that are words now and then
(``CUP``, ``GEL``, ``PEN``) need brackets, a short word before them
(``in PEN``), or the last place where the rest is not in capitals
(``Importe PEN``).

A **symbol** counts wherever it stands, with the letters that belong to it. A
**sign of letters** (``kr``, ``RM``) or a **name** (``euros``) counts in
brackets, as the whole text, behind a short word (``en euros``) or in the last
place; those that mean something else most of the time do not, such as ``peso``
(weight), ``pounds`` or ``sum``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from sales_core.values.currencies import book, is_symbol, meanings
from sales_core.values.currency_keys import name_key, sign_key

_SEEN = 200
"""Letters of a text that are looked at."""

_WORD = re.compile(r"[^\W\d_]+(?:/(?!\w)|\.(?=[^\W\d_])[^\W\d_]+)*")
_BRACKETED = re.compile(r"[(\[{]\s*([^()\[\]{}]{1,40}?)\s*[)\]}]")
_LABELLED = re.compile(r"[:：]\s*([^\x00-\x7f]{1,12})\s*$")
"""A sign or a name that no Latin letters write, behind a colon at the end: ``単位：円``."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a word begins inside of a name such as ``totalUSD``."""

_SHORT = 3
_LEAST = 4
"""Letters of a name that counts in the last place; those of signs are fewer."""


@lru_cache(1024)
def named_currencies(text: str) -> frozenset[str]:
    """Give the codes of all currencies that a text can name; empty where it names none.

    Mentions that agree are taken together: ``Total $ (USD)`` names one. Of those that
    do not, all are given: ``SGD/USD`` names two.

    Args:
        text: The name of a column or a title line; 200 letters of it are looked at.

    Example:
        >>> sorted(named_currencies("Umsatz (EUR)")), sorted(named_currencies("TOTAL ALL SALES"))
        (['EUR'], [])
    """
    text = _HUMP.sub(" ", unicodedata.normalize("NFKC", text[:_SEEN])).strip()
    named: list[frozenset[str]] = []
    for found in (*_symbols(text), *_bracketed(text), *_words(text)):
        for at, other in enumerate(named):
            if found & other:
                named[at] = found & other
                break
        else:
            named.append(found)
    return frozenset().union(*named)


def _symbols(text: str) -> Iterator[frozenset[str]]:
    """Find symbols with the letters that belong to them: US$, $US, COP$, €."""
    for at, letter in enumerate(text):
        if not is_symbol(letter):
            continue
        before = _letters(text[max(0, at - 5) : at][::-1])[::-1]
        behind = _letters(text[at + 1 : at + 5])
        for tried in (before + letter + behind, before + letter, letter + behind, letter):
            if found := meanings(tried):
                yield found
                break


def _letters(text: str) -> str:
    """Give the letters that a text begins with; none where they are a longer word."""
    count = next((at for at, letter in enumerate(text) if not letter.isalpha()), len(text))
    return text[:count] if count < 4 else ""


def _bracketed(text: str) -> Iterator[frozenset[str]]:
    """Find what stands alone in brackets."""
    words = book().words
    for inside in (*_BRACKETED.findall(text), *_LABELLED.findall(text)):
        capitals = inside.upper() == inside and text.upper() == text
        if inside.upper() in words["everyday_codes"]:
            if inside.isupper() and not capitals:
                yield meanings(inside)
        elif inside.upper() in book().decimals:
            yield frozenset([inside.upper()])
        elif name_key(inside) not in words["never"] and (len(inside) > 1 or not inside.isascii()):
            yield from filter(None, [meanings(inside)])


def _words(text: str) -> Iterator[frozenset[str]]:
    found = [match.group() for match in _WORD.finditer(text)]
    for at, word in enumerate(found):
        before = found[at - 1] if at else ""
        rest = [other for other in found if other != word]
        if word.upper() in book().decimals and len(word) == _SHORT:
            counts = _code_counts(word, before, rest, text, is_last=at == len(found) - 1)
            yield from [frozenset([word.upper()])] if counts else []
        elif at == len(found) - 1 and at and _name_counts(before + word, ""):
            yield meanings(before + word) or meanings(word)
        elif at == len(found) - 1 and _name_counts(word, before):
            yield meanings(word)


def _code_counts(word: str, before: str, rest: list[str], text: str, *, is_last: bool) -> bool:
    """Tell whether a word that is also the code of a currency means it."""
    words = book().words
    if word.upper() in words["everyday_codes"]:
        return False
    behind_short = 0 < len(before) < _SHORT
    if not word.isupper():
        if word.upper() in words["doubtful_codes"]:
            return False
        if word.upper() in words["words_in_small_letters"] and not (is_last and "_" in text):
            return False
        at_an_end = is_last or text.startswith(word)
        return (at_an_end or "_" in text) and (word.islower() or word.istitle())
    if word in words["doubtful_codes"]:
        in_small = not any(other.isupper() and len(other) > 1 for other in rest)
        return behind_short or (is_last and bool(rest) and in_small)
    return True


def _name_counts(word: str, before: str) -> bool:
    """Tell whether a name or a sign of letters in the last place means its currency."""
    words = book().words
    key = name_key(word)
    if key in words["never"] or len(key) == 1:
        return False
    if key in words["marked"]:
        return 0 < len(before) < _SHORT and len(key) >= _LEAST
    return sign_key(word) in book().signs or (len(key) >= _LEAST and key in book().names)
