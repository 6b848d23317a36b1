"""Remarks and products of which a few say, in so many words, that a sale was undone: told."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from sales_core.importing.claims import Told
from sales_core.importing.state_columns import (
    MOST_TEXTS,
    StateColumn,
    is_known,
    letter_columns,
    role_of,
)
from sales_core.importing.view import View
from sales_core.importing.vocabulary.meanings import Meaning, meanings

_FEW = 3
"""One row in so many, or less, is few."""

_MOST = 20_000
"""Products up to which each is looked at."""

_BETWEEN = " -–:,;()[]/*#"
_UNDONE: frozenset[Meaning] = frozenset(("refund", "cancelled", "failed"))


def claims(view: View) -> Iterator[Told]:
    """Tell of few sales above zero that a remark, or the name of their product, calls undone."""
    yield from _products(view)
    yield from _letters(view)
    for place in view.free:
        column = view.table.columns[place]
        if role_of(column.header) != "values" or len(column.texts) > MOST_TEXTS:
            continue
        told = StateColumn(view, column, "values", tuple(map(meanings, column.texts)))
        texts = told.positive(told.texts("refund", "cancelled"))
        rows = told.rows(texts)
        few = 2 * np.count_nonzero(rows) <= np.count_nonzero(view.sales)
        if texts and few and not is_known(told):
            yield told.like_others(texts)


def _letters(view: View) -> Iterator[Told]:
    """Tell of few rows with the letter of a refund, in a column whose name says nothing."""
    for told in letter_columns(view):
        texts = told.positive(told.texts("refund"))
        rows = int(np.count_nonzero(told.rows(texts)))
        if 0 < _FEW * rows <= np.count_nonzero(view.sales):
            yield told.like_others(texts)


def _products(view: View) -> Iterator[Told]:
    """Tell of products that are another product of the file and a word: "Refund: Bagel"."""
    column = view.column("item")
    if column is None or len(column.texts) > _MOST:
        return
    known = {text.strip() for text in column.texts}
    texts = [text.strip() for text in column.texts if _says_undone(text.strip(), known)]
    told = StateColumn(view, column, "values", ())
    if texts := told.positive(texts):
        yield told.like_others(texts)


def _says_undone(text: str, known: Collection[str]) -> bool:
    """Tell whether a product is another one, with a word before or behind that says it is undone.

    Example:
        >>> _says_undone("VOID - Tea", {"Tea"}), _says_undone("VOID Shoes", {"Tea"})
        (True, False)
    """
    for parts in (text.split(maxsplit=1), text.rsplit(maxsplit=1)[::-1]):
        if len(parts) == 2 and parts[1].strip(_BETWEEN) in known:
            return bool(meanings(parts[0].strip(_BETWEEN)) & _UNDONE)
    return False
