"""Columns of yes and no, or of days, that say that a sale was voided, paid back or never paid."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sales_core.importing.claims import (
    Choice,
    Matter,
    Said,
    Told,
    as_written,
    rows_text,
    with_given_back,
    with_rules,
)
from sales_core.importing.files.looks import is_date, is_number
from sales_core.importing.files.table import Column
from sales_core.importing.formats.declarations import GivenBack, RowRule
from sales_core.importing.rows.row_rules import CANCELLED
from sales_core.importing.state_columns import cancelled_orders
from sales_core.importing.view import View
from sales_core.importing.vocabulary.column_words import names_in
from sales_core.importing.vocabulary.header_names import key, words
from sales_core.importing.vocabulary.languages import joined, signs_of, words_of
from sales_core.values.arrays import Mask
from sales_core.values.money import amount_text
from sales_core.values.names import NO_VALUE

_MOST = 6
"""Distinct texts of a column of yes and no: in two ways of writing, and none."""

Kind = Literal["refund_flags", "cancel_flags", "gone_flags", "paid_flags", "notes", "unpaid"]
_KINDS: tuple[Kind, ...] = ("gone_flags", "refund_flags", "cancel_flags", "paid_flags")

_IN_COLOUR = "\ufe0f"

_LONG = 5
"""Letters of a word that begins a longer one are more than these."""

_MORE = 2
"""Words beside that of the flag: "is", "was it", "order"."""


@dataclass(frozen=True)
class _Flag:
    """A flag: its column, what it is about, and the texts that say it of a row."""

    column: Column
    kind: Kind
    texts: tuple[str, ...]


def claims(view: View) -> Iterator[Said]:
    """Ask about rows that a flag speaks against while their amounts are like those of sales."""
    for place in view.free:
        if flag := _flag(view.table.columns[place]):
            yield from _asked(view, flag)


def _flag(column: Column) -> _Flag | None:
    kind = _kind(column.header)
    if kind is None:
        return None
    texts = [text.strip() for text in column.texts if text.strip() not in NO_VALUE]
    if len(texts) <= _MOST and all(_is_yes(text) or _is_no(text) for text in texts):
        wanted = _is_no if kind == "paid_flags" else _is_yes
        found = tuple(text for text in texts if wanted(text))
        return _Flag(column, kind, found) if found else None
    if not 0 < len(texts) < len(column.texts):
        return None
    told = _of_some_rows(column, kind, texts)
    return _Flag(column, told, tuple(texts)) if told else None


def _of_some_rows(column: Column, kind: Kind, texts: list[str]) -> Kind | None:
    """Tell what it says that only some rows hold a text: a day, a mark or a note."""
    if all(map(_is_dated, texts)):
        return "unpaid" if kind == "paid_flags" else kind
    few = 2 * _rows(column, texts).sum() <= len(column.codes)
    if kind == "paid_flags" or any(map(is_number, texts)) or not few:
        return None
    mark = len(texts) == 1 and set(words(column.header).split()) <= words_of(kind)
    return kind if mark else "notes"


def _rows(column: Column, texts: Collection[str]) -> Mask:
    chosen = np.array([text.strip() in texts for text in column.texts], np.bool_)
    return column.rows_with(chosen)


def _kind(header: str) -> Kind | None:
    parts = words(header).split()
    others = words_of("counted", "other_kinds", "state_names") - words_of(
        "order", "sale", "payment"
    )
    if set(parts) & others:
        return None
    for kind in _KINDS:
        named = [part for part in parts if part in words_of(kind) or _is_day_of(kind, part)] or (
            [key(header)] if key(header) in joined(kind) else []
        )
        if named and len(parts) <= len(named) + _MORE:
            turned = set(parts) & words_of("negations")
            return kind if not turned else None
    return None


def _is_day_of(kind: Kind, part: str) -> bool:
    """Tell whether one long word is the day of what a flag says: "Rückgabedatum"."""
    return any(
        part.startswith(word) and part[len(word) :].removeprefix("s") in names_in("date")
        for word in words_of(kind)
        if len(word) > _LONG
    )


def _is_yes(text: str) -> bool:
    said = words(text)
    return (
        said in words_of("yes") or said in ("1 0", "1 00") or _sign(text) in signs_of("yes_signs")
    )


def _is_no(text: str) -> bool:
    return words(text) in words_of("no") or _sign(text) in signs_of("no_signs")


def _sign(text: str) -> str:
    return text.strip().removesuffix(_IN_COLOUR)


def _is_dated(text: str) -> bool:
    return is_date(text) and not text.strip().isdecimal()


def _unpaid(view: View, paid: Mask, name: str) -> Iterator[Told]:
    """Tell of the sales that have no day of payment, where most have one."""
    rows = view.sales & (view.cells.amount > 0) & ~paid
    count = int(np.count_nonzero(rows))
    if 0 < count <= np.count_nonzero(paid):
        yield Told(
            f"Attention: {rows_text(count)} without a day in {name!r} "
            f"({amount_text(view.amount_of(rows))}) count like the others.",
            count,
        )


def _asked(view: View, flag: _Flag) -> Iterator[Said]:
    column = flag.column
    name = column.header.strip()
    rows = _rows(column, flag.texts) & view.sales & (view.cells.amount > 0)
    count = int(np.count_nonzero(rows))
    if not count:
        return
    if flag.kind == "unpaid":
        yield from _unpaid(view, rows, name)
        return
    if flag.kind == "notes":
        yield Told(
            f"Attention: {rows_text(count)} with something in {name!r} "
            f"({amount_text(view.amount_of(rows))}) count like the others.",
            count,
        )
        return
    where = tuple(sorted({text.casefold() for text in flag.texts}))
    dated = flag.kind != "paid_flags" and all(map(is_date, flag.texts))
    shown = "a day" if dated else ", ".join(map(repr, flag.texts))
    if flag.kind == "cancel_flags":
        said = f"Attention: rows with {shown} in {name!r} count like the others."
        yield cancelled_orders([RowRule((column.header,), CANCELLED, never=where)], said, count)
        return
    rule = RowRule((column.header,), f"rows with {shown} in {name}", never=where)
    leave = Choice("leave", with_rules([rule]), f"Leave out the rows with {shown}")
    negative = Choice(
        "negative",
        with_given_back(GivenBack((column.header,), where)),
        "Subtract them: each is the refund of another row",
    )
    back = flag.kind == "refund_flags"
    yield Matter(
        f"states:{name}",
        "refunds" if back else "states",
        f"{name!r} is {shown} in {rows_text(count)} "
        f"({amount_text(view.amount_of(rows))}) of {int(view.sales.sum()):,} "
        f"({amount_text(view.amount_of(view.sales))}), and their amounts do not show it. "
        "Do these rows count as sales?",
        (
            leave,
            *((negative,) if back else ()),
            Choice("count", as_written, "Count them as sales, as written"),
        ),
    )
