"""Kinds of rows in a file without a declaration: what its own column of kinds says is no sale.

A column of kinds is one that calls some rows sales and others something else: payouts,
transfers and fees are then no sales. A column of states tells payments that were never made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sales_core.importing.files.looks import values_of
from sales_core.importing.files.table import Column, Layout
from sales_core.importing.formats.declarations import RowRule
from sales_core.importing.vocabulary.header_names import words
from sales_core.importing.vocabulary.languages import words_of

_MOST = 60
"""Distinct texts a column of kinds, or of states, may have."""


NOT_MADE = "payments that were not made"
CANCELLED = "cancelled orders"


def kind_columns(layout: Layout, used: Iterable[int]) -> list[int]:
    """Give the positions of the columns that may say what the rows are."""
    taken = set(used)
    return [
        at
        for at, header in enumerate(layout.header)
        if at not in taken
        and _is_kind(header) | _is_state(header)
        and 0 < len(values_of(layout, at)) <= _MOST
    ]


def kind_rules(columns: Iterable[Column]) -> tuple[RowRule, ...]:
    """Find the rows that are no sales, by all values of such columns."""
    rules: list[RowRule] = []
    for column in columns:
        texts = [text.strip() for text in column.texts if text.strip()]
        if len(texts) > _MOST:
            continue
        if _is_state(column.header):
            rules += _rule(column, _said(texts, words_of("failed")), NOT_MADE)
        elif _is_kind(column.header) and any(
            words(text) in words_of("sale", "order", "payment", "charge") for text in texts
        ):
            moves = _said(texts, words_of("moves", "authorised"))
            if any(words(text) in words_of("sale", "order") for text in texts):
                moves += [text for text in texts if words(text) in words_of("payment")]
            rules += _rule(column, _said(texts, words_of("failed")), NOT_MADE)
            rules += _rule(column, moves, "payouts, transfers and payments of sales")
            rules += _rule(column, _said(texts, words_of("fees")), "fees", negative=True)
    return tuple(rules)


def cancelled_rules(columns: Iterable[Column]) -> tuple[RowRule, ...]:
    """Find the rows that a state calls cancelled; whether they count is for a person to say."""
    found = _cancelled(columns)
    return tuple(rule for column, texts in found for rule in _rule(column, texts, CANCELLED))


def cancelled_told(columns: Iterable[Column]) -> Iterator[str]:
    """Say of cancelled orders that count that they do."""
    for column, texts in _cancelled(columns):
        said, header = ", ".join(sorted(set(texts))), column.header.strip()
        yield f"Attention: rows with {said} in {header!r} count like the others."


def _cancelled(columns: Iterable[Column]) -> Iterator[tuple[Column, list[str]]]:
    for column in columns:
        texts = [text.strip() for text in column.texts if text.strip()]
        if (
            _is_state(column.header)
            and len(texts) <= _MOST
            and (said := _said(texts, words_of("cancelled")))
        ):
            yield column, said


def _is_kind(header: str) -> bool:
    said = set(words(header).split())
    return bool(said & words_of("kind_names")) and not said & words_of("other_kinds")


def _is_state(header: str) -> bool:
    return bool(set(words(header).split()) & words_of("state_names"))


def _said(texts: list[str], wanted: frozenset[str]) -> list[str]:
    return [text for text in texts if set(words(text).split()) & wanted]


def _rule(
    column: Column, texts: list[str], reason: str, *, negative: bool = False
) -> list[RowRule]:
    if not texts:
        return []
    never = tuple(sorted({text.casefold() for text in texts}))
    return [RowRule((column.header,), reason, never=never, negative=negative)]
