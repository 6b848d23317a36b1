"""What the text of a cell says of its row: paid, paid back, never paid, no sale at all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import Literal, get_args

from sales_core.importing.vocabulary.header_names import words
from sales_core.importing.vocabulary.languages import words_of

_Sold = Literal["sale", "order", "payment", "charge", "paid"]
_Not = Literal["refund", "unpaid", "authorised", "failed", "cancelled"]
_Else = Literal["partly", "delivered", "moves", "fees", "expenses"]
_Side = Literal["out"]
Meaning = _Sold | _Not | _Else | _Side

_MEANINGS: tuple[Meaning, ...] = tuple(
    chain.from_iterable(map(get_args, (_Sold, _Not, _Else, _Side)))
)

_LONGEST = 80
"""Longer texts are notes, no states."""

SALES: frozenset[Meaning] = frozenset(get_args(_Sold))
"""A row of which nothing is to be doubted."""


@lru_cache(4096)
def meanings(text: str) -> frozenset[Meaning]:
    """Give all that a text can mean; nothing where it is no known word.

    The whole text counts first, then the longest phrase in it that says one thing
    alone; a word of denial before it takes its meaning away.
    """
    said = words(text[:_LONGEST])
    if len(text) > _LONGEST or not said:
        return frozenset()
    if whole := _known().get(said, frozenset()):
        return whole
    return _inside(said)


def _inside(said: str) -> frozenset[Meaning]:
    parts = said.split()
    for size in range(len(parts), 0, -1):
        for start in range(len(parts) - size + 1):
            found = _known().get(" ".join(parts[start : start + size]), frozenset())
            if found and not (start and parts[start - 1] in words_of("negations")):
                return found
            if found:
                return frozenset()
    return _unparted(said)


def _unparted(said: str) -> frozenset[Meaning]:
    """Find the longest word in a text of a script without blanks."""
    if said.isascii() or not any("\u3040" <= sign <= "\u9fff" for sign in said):
        return frozenset()
    for size in range(len(said), 1, -1):
        for start in range(len(said) - size + 1):
            if found := _known().get(said[start : start + size], frozenset()):
                denied = said[start - 1 : start] in words_of("negations") and start > 0
                return frozenset() if denied else found
    return frozenset()


@cache
def _known() -> Mapping[str, frozenset[Meaning]]:
    found: dict[str, set[Meaning]] = {}
    for meaning in _MEANINGS:
        for word in words_of(meaning):
            found.setdefault(word, set()).add(meaning)
    return {word: frozenset(said) for word, said in found.items()}
