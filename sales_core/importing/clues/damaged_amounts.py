"""Thousandfold amounts: a spreadsheet took the mark of three decimals for a separator of thousands.

2.507 became 2507, beside 95.92 that stayed a text. The file's own arithmetic shows
it: a relation of its columns holds in nearly all rows, once whole numbers of some
rows are divided by a thousand. Without arithmetic it is a doubt where whole numbers
from 1,000 on stand beside small amounts with decimals, and none has three of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
import numpy.typing as npt

from sales_core.importing.claims import Choice, Contradiction, Matter, Said, as_written
from sales_core.importing.files.table import Column
from sales_core.importing.formats.declarations import Field
from sales_core.importing.rows.mends import may_be_thousandfold
from sales_core.importing.rows.relations import Relation
from sales_core.importing.view import View
from sales_core.values.money import AMOUNT_SCALE, QUANTITY_SCALE, amount_text

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_RELATIONS: tuple[tuple[str, ...], ...] = (
    ("quantity", "unit_price"),
    ("quantity", "unit_price", "tax"),
    ("quantity", "unit_price", "discount"),
    ("quantity", "unit_price", "discount", "tax"),
    ("unit_price", "tax"),
    ("unit_price",),
)
"""What may give the amount: the product of the first two, less the discount, with the tax."""

_THOUSAND = 1000


_SAMPLE = 5_000
"""Rows that a relation is tried in before it is tried in all."""

_LEAST = 3
_SMALL = 10
"""Whole numbers from 1,000 on, and amounts with decimals, that make a doubt without arithmetic."""

_SHARE = 20
"""One amount in this many is such a whole number, at least."""

_DECIMALS = re.compile(r"[.,](\d{1,9})\D{0,4}$")
_GROUP = re.compile(r"(?<![\d.,])[1-9]\d{0,2}[.,]\d{3}\D{0,4}$")
"""A number with three decimals that looks like one with a separator of thousands."""

_MONEY: tuple[Field, ...] = ("amount", "unit_price", "credit")


def claims(view: View) -> Iterator[Said]:
    """Refuse amounts that arithmetic shows to be thousandfold, and ask where they may be."""
    doubtful = [name for name in view.at if _doubtful(view, name)]
    if not doubtful or not view.sales.any():
        return
    verdict = _by_arithmetic(view)
    if verdict is True:
        return
    if verdict:
        yield verdict
        return
    for name in _MONEY:
        if name in doubtful and (question := _asked(view, name)):
            yield question


def _doubtful(view: View, name: Field) -> bool:
    """Tell whether a field has whole numbers that may have had three decimals, and none has them.

    A spreadsheet that takes the mark for a separator of thousands leaves no such number.
    """
    column = view.column(name)
    if column is None or name not in (*_MONEY, "tax", "discount", "quantity"):
        return False
    return any(map(may_be_thousandfold, column.texts)) and not any(
        _GROUP.search(text[-40:]) for text in column.texts
    )


def _by_arithmetic(view: View) -> Contradiction | bool:
    """Try the relations: True where one holds as written, a contradiction where it is damaged."""
    if view.plan.amount_from != "column":
        return False
    known = [parts for parts in _RELATIONS if {"amount", *parts} <= view.at.keys()]
    columns = {name: _values(view, name) for name in {"amount", *chain(*known)} if known}
    tried: list[Relation] = []
    for parts in known:
        names = ("amount", *parts)
        rows = np.logical_and.reduce([columns[name][1] for name in names]) & view.sales
        places = np.flatnonzero(rows)
        if len(places) == 0:
            continue
        relation = Relation(names, places, columns)
        if not relation.wrong(places[:_SAMPLE]).any() and not relation.wrong(places).any():
            return True
        tried.append(relation)
    found = [each for each in tried if each.mended(each.places[:_SAMPLE]) is not None]
    mended = [(each, each.mended(each.places)) for each in found]
    damaged = [(each, rows) for each, rows in mended if rows is not None and len(rows)]
    if not damaged:
        return False
    best, at = max(damaged, key=lambda pair: len(pair[1]))
    return _contradiction(view, best.names, at, len(at))


def _values(view: View, name: str) -> tuple[Ints, Mask, Mask]:
    """Give a column in ten-thousandths, where it is known, and where it may be thousandfold."""
    place = next(at for field, at in view.at.items() if field == name)
    column = view.table.columns[place]
    whole = np.array([may_be_thousandfold(text) for text in column.texts], np.bool_)[column.codes]
    everywhere = np.ones(view.table.rows, np.bool_)
    if name == "amount":
        return view.cells.amount, view.cells.amount_known, whole
    if name == "quantity":
        return view.cells.quantity * (AMOUNT_SCALE // QUANTITY_SCALE), everywhere, whole
    numbers = view.cells.details.get(name)
    if numbers is None:
        return np.zeros(view.table.rows, np.int64), ~everywhere, whole
    optional = name in ("tax", "discount")
    return numbers.rows(), everywhere if optional else numbers.known_rows(), whole


def _contradiction(view: View, names: Sequence[str], at: Ints, count: int) -> Contradiction:
    headers: dict[str, str] = {name: view.header(place) for name, place in view.at.items()}
    first = " x ".join(headers[name] for name in names[1:3] if name in ("quantity", "unit_price"))
    made = first
    for name in names[1:]:
        if name in ("tax", "discount"):
            made += f" {'+' if name == 'tax' else '-'} {headers[name]}"
    place = view.at["amount"]
    line = int(view.table.line_of(at[:1])[0])
    column = view.table.columns[place]
    shown = column.texts[int(column.codes[at[0]])].strip()
    return Contradiction(
        "thousandfold",
        {
            "found": f"in {count:,} rows, such as line {line} ({headers['amount']} {shown})",
            "relation": f"{made} = {headers['amount']}",
            "line": line,
        },
    )


def _asked(view: View, name: Field) -> Matter | None:
    """Ask whether large whole numbers beside small ones with decimals are what they seem."""
    column = view.column(name)
    if column is None or not _improbable(column, view.numbers(view.at[name]).values):
        return None
    header = column.header.strip()
    values = view.numbers(view.at[name]).values.tolist()
    texts = [
        (text.strip(), value)
        for text, value in zip(column.texts, values, strict=True)
        if abs(value) >= _THOUSAND * AMOUNT_SCALE and may_be_thousandfold(text)
    ]
    shown, value = texts[0]
    rows = sum(
        int(count)
        for text, number, count in zip(column.texts, values, column.counts.tolist(), strict=True)
        if abs(number) >= _THOUSAND * AMOUNT_SCALE and may_be_thousandfold(text)
    )
    small = amount_text(value // _THOUSAND)
    question = (
        f"In {rows:,} rows {header!r} is a whole number from 1,000 on, such as {shown}, while all "
        f"others are small and have one or two decimals: a spreadsheet may have made {shown} of "
        f"{small}. Is {shown} right? If not, better export again and upload that file without "
        "opening it in a spreadsheet."
    )
    return Matter(
        f"damage:{header}",
        "damage",
        question,
        (
            Choice("as written", as_written, f"as written ({shown} is {shown})"),
            Choice(
                "divided",
                lambda plan: replace(plan, thousandfold=(*plan.thousandfold, name)),
                f"divided by 1,000 in {rows:,} rows ({shown} is {small})",
            ),
        ),
    )


def _improbable(column: Column, values: Ints) -> bool:
    """Tell whether large numbers are all whole and small ones are not, as chance does not do."""
    large = small = 0
    for text, value in zip(column.texts, values.tolist(), strict=True):
        found = _DECIMALS.search(text[-40:])
        if abs(value) >= _THOUSAND * AMOUNT_SCALE:
            if not may_be_thousandfold(text):
                return False
            large += 1
        elif found and len(found[1]) > 2:
            return False
        else:
            small += bool(found)
    return large >= _LEAST and small >= _SMALL and large * _SHARE >= len(values)
