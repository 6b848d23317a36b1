"""Another currency that the file names: in a column of codes, whatever it is called, or a title."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sales_core.importing.claims import Choice, Matter, Said, Told, as_written
from sales_core.importing.files.table import ASIDE_KEPT, Column
from sales_core.importing.formats.declarations import Field
from sales_core.importing.view import View
from sales_core.importing.vocabulary.header_names import key
from sales_core.importing.vocabulary.languages import joined
from sales_core.values.currencies import codes_text, currency_codes, meanings
from sales_core.values.currency_mentions import named_currencies
from sales_core.values.names import NO_VALUE

_MONEY: tuple[Field, ...] = ("amount", "unit_price", "credit", "debit")

_OF_GOODS: tuple[Field, ...] = ("item", "order_id", "location")

_SHOWN = 3

_MOST = 60
"""Distinct texts that a column of currencies may have."""


def claims(view: View) -> Iterator[Said]:
    """Tell of names and titles in another currency, and ask about columns of other currencies."""
    yield from _headers(view)
    yield from _titles(view)
    if view.known is None and "currency" not in view.at and "currency" not in view.chosen:
        yield from _columns(view)


def _headers(view: View) -> Iterator[Told]:
    """Tell of columns of amounts that name another currency than that of the database."""
    for name in _MONEY:
        header = view.header(view.at[name]) if name in view.at else ""
        codes = named_currencies(header)
        if codes and view.currency not in codes:
            yield Told(
                f"Attention: the column {header!r} names {codes_text(codes)}. This database holds "
                f"{view.currency}, so its amounts are taken as {view.currency}."
            )


def _titles(view: View) -> Iterator[Told]:
    above = [(title, "above") for title in view.table.layout.above]
    beside = [(title, "between or below") for title in (*view.table.aside, *_ignored(view))]
    for title, where in (*above, *beside):
        named = named_currencies(title)
        if named and view.currency not in named:
            yield Told(
                f"Attention: a line {where} the rows names {codes_text(named)} "
                f"({title.strip()!r}). This database holds {view.currency}, so the amounts are "
                f"taken as {view.currency}."
            )


def _ignored(view: View) -> Iterator[str]:
    """Give what stands in the first column of rows that are no sales, in several words."""
    rows = np.flatnonzero(view.cells.ignored)[:ASIDE_KEPT]
    first = min(view.table.columns, default=None)
    if first is None or len(rows) == 0 or rows[-1] >= view.table.rows:
        return
    column = view.table.columns[first]
    texts = (column.texts[code].strip() for code in np.unique(column.codes[rows]).tolist())
    yield from (text for text in texts if " " in text)


def _columns(view: View) -> Iterator[Said]:
    """Ask what a column means of which all cells are currencies, and some are not the own one."""
    for place in view.free:
        column = view.table.columns[place]
        if key(column.header) in joined(*_OF_GOODS):
            continue  # CUP and TOP are codes of goods as well
        is_named = key(column.header) in joined("currency")
        codes = _codes(column, is_named=is_named)
        if not codes:
            yield from _unknown(view, column) if is_named else ()
            continue
        rows = column.rows_with(np.array([code in codes for code in range(len(column.texts))]))
        others = sorted(set().union(*codes.values()) - {view.currency})
        foreign = [code for code, said in codes.items() if view.currency not in said]
        header = column.header.strip()
        if not foreign:
            continue
        chosen = np.zeros(len(column.texts), np.bool_)
        chosen[foreign] = True
        count = int(np.count_nonzero(column.rows_with(chosen) & view.sales))
        if count:
            yield Matter(
                f"currency:{header}",
                "currency",
                f"{count:,} of {int(np.count_nonzero(rows)):,} rows name another currency than "
                f"{view.currency} in {header!r} ({', '.join(others)}). Which currency are the "
                "amounts in?",
                (
                    Choice(
                        "column",
                        as_written,
                        f"In that of {header!r}: rows in another one than {view.currency} are "
                        "not imported",
                        columns={"currency": column.header},
                    ),
                    Choice("own", as_written, f"All are in {view.currency}"),
                ),
                always=True,
            )


def _unknown(view: View, column: Column) -> Iterator[Told]:
    texts = [text.strip() for text in column.texts if text.strip() not in NO_VALUE]
    if texts:
        yield Told(
            f"Attention: no currency is known by what {column.header.strip()!r} says "
            f"({', '.join(map(repr, texts[:_SHOWN]))}); its rows are taken as {view.currency}."
        )


def _codes(column: Column, *, is_named: bool) -> dict[int, frozenset[str]]:
    """Give what each text can mean if all are codes of currencies, or signs; else nothing.

    Args:
        column: Its texts.
        is_named: Whether its name says that it holds currencies: names of them count then.
    """
    if len(column.texts) > _MOST:
        return {}
    found: dict[int, frozenset[str]] = {}
    for code, text in enumerate(column.texts):
        said = text.strip()
        if not said:
            continue
        meant = frozenset([said]) if said in currency_codes() else meanings(said)
        if is_named:
            meant = meant or named_currencies(said)
        elif said.replace(".", "").isalpha() and not _is_code(said):
            return {}  # letters alone, such as R or kr, say too little
        if not meant:
            return {}
        found[code] = meant
    return found


def _is_code(text: str) -> bool:
    """Tell whether a text is a code, in small letters too where it is no everyday word."""
    return text in currency_codes() or meanings(text) == frozenset([text.upper()])
