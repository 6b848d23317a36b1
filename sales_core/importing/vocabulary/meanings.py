"""What the text of a cell says of its row: paid, paid back, never paid, no sale at all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import Literal, get_args

from sales_core.importing.vocabulary.header_names import listed, words
from sales_core.importing.vocabulary.languages import languages, words_of

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

_SHORTEST_STEM = 6
"""Letters that two forms of one word share: "annulée", "annulées"."""

_NONE: frozenset[Meaning] = frozenset()

_UNDONE: tuple[Meaning, ...] = ("refund", "cancelled")

AGAINST: frozenset[Meaning] = frozenset(get_args(_Not))
"""A row whose money may not have come, or not have stayed."""

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
        return _NONE
    if whole := _known().get(said, _NONE):
        return whole
    return _inside(said) or _inflected(said) or _begun(said)


def _inflected(said: str) -> frozenset[Meaning]:
    """Read one word by its stem, as what differs in its last two letters alone."""
    stems = (said[: len(said) - end] for end in (0, 1, 2) if len(said) - end >= _SHORTEST_STEM)
    return next((found for stem in stems if len(found := _stems().get(stem, _NONE)) == 1), _NONE)


def _begun(said: str) -> frozenset[Meaning]:
    """Read a text by how one of its words begins, where languages join words: "Stornobeleg"."""
    for word in said.split():
        for meaning, begins in _begins():
            if word.startswith(begins):
                return frozenset((meaning,))
    return _NONE


@cache
def _begins() -> tuple[tuple[Meaning, tuple[str, ...]], ...]:
    """Give the long words that say what was undone, in the languages that join words."""
    joining = [known for known in languages().values() if known["compounds"] == ("1",)]
    words_by: list[tuple[Meaning, tuple[str, ...]]] = []
    for meaning in _UNDONE:
        texts = ",".join(text for known in joining for text in known[meaning])
        words_by.append((meaning, tuple(w for w in listed(texts) if len(w) >= _SHORTEST_STEM)))
    return tuple(words_by)


@cache
def _stems() -> Mapping[str, frozenset[Meaning]]:
    found: dict[str, set[Meaning]] = {}
    for word, said in _known().items():
        for end in (0, 1, 2):
            if len(word) - end >= _SHORTEST_STEM:
                found.setdefault(word[: len(word) - end], set()).update(said)
    return {stem: frozenset(said) for stem, said in found.items()}


def _inside(said: str) -> frozenset[Meaning]:
    """Find what the longest known phrases in a text say; of several the one that speaks against."""
    parts = said.split()
    for size in range(len(parts), 0, -1):
        found, denied = list[frozenset[Meaning]](), False
        for start in range(len(parts) - size + 1):
            if meant := _known().get(" ".join(parts[start : start + size]), _NONE):
                turned = start > 0 and parts[start - 1] in words_of("negations")
                found += [] if turned else [meant]
                denied = denied or turned
        if found:
            return next((each for each in found if each & AGAINST), found[0])
        if denied:
            return _NONE
    return _unparted(said)


def _unparted(said: str) -> frozenset[Meaning]:
    """Find the longest word in a text of a script without blanks."""
    if said.isascii() or not any("\u3040" <= sign <= "\u9fff" for sign in said):
        return _NONE
    for size in range(len(said), 1, -1):
        for start in range(len(said) - size + 1):
            if found := _known().get(said[start : start + size], _NONE):
                denied = said[start - 1 : start] in words_of("negations") and start > 0
                return _NONE if denied else found
    return _NONE


@cache
def _known() -> Mapping[str, frozenset[Meaning]]:
    found: dict[str, set[Meaning]] = {}
    for meaning in _MEANINGS:
        for word in words_of(meaning):
            found.setdefault(word, set()).add(meaning)
    return {word: frozenset(said) for word, said in found.items()}
