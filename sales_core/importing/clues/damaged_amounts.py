"""Thousandfold amounts: a spreadsheet took the mark of three decimals for a separator of thousands.

2.507 became 2507, beside 95.92 that stayed a text. The file's own arithmetic shows
it: a relation of its columns holds in nearly all rows, once whole numbers of some
rows are divided by a thousand. Without arithmetic it is a doubt where whole numbers
from 1,000 on stand beside small amounts with decimals, and none has three of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sales_core.importing.claims import Choice, Contradiction, Matter, Said, as_written
from sales_core.importing.files.table import Column
from sales_core.importing.formats.declarations import Field
from sales_core.importing.rows.mends import may_be_thousandfold
from sales_core.importing.rows.relations import SAMPLE, Relation
from sales_core.importing.view import View
from sales_core.values.arrays import Ints
from sales_core.values.money import AMOUNT_SCALE, amount_text

_THOUSAND = 1000


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
    tried: list[Relation] = []
    for relation in view.relations:
        holds = not relation.wrong(relation.first(SAMPLE)).any()
        if holds and not len(relation.broken):
            return True
        tried.append(relation)
    found = [each for each in tried if each.mended(SAMPLE) is not None]
    mended = [(each, each.mended()) for each in found]
    damaged = [(each, rows) for each, rows in mended if rows is not None and len(rows)]
    if not damaged:
        return False
    best, at = max(damaged, key=lambda pair: len(pair[1]))
    return _contradiction(view, best, at)


def _contradiction(view: View, relation: Relation, at: Ints) -> Contradiction:
    place = view.at["amount"]
    line = int(view.table.line_of(at[:1])[0])
    column = view.table.columns[place]
    shown = column.texts[int(column.codes[at[0]])].strip()
    found = f"in {len(at):,} rows, such as line {line} ({column.header.strip()} {shown})"
    return Contradiction("thousandfold", {"found": found, "relation": str(relation), "line": line})


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
            Choice("as written", as_written, f"As written: {shown} is {shown}"),
            Choice(
                "divided",
                lambda plan: replace(plan, thousandfold=(*plan.thousandfold, name)),
                f"Divided by 1,000 in {rows:,} rows: {shown} is {small}",
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
