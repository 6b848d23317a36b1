"""Columns that are as good as each other for a field: one of them is meant, unless all say one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sales_core.importing.claims import Matter, column_matter
from sales_core.importing.files.looks import shown
from sales_core.importing.files.table import Column
from sales_core.importing.formats.declarations import Field
from sales_core.importing.questions import Question
from sales_core.importing.view import View
from sales_core.values.dates import possible_dates
from sales_core.values.money import NumberTextError, read_number

_ASKED_FIELDS: tuple[Field, ...] = ("date", "amount", "credit", "debit")


def claims(view: View) -> Iterator[Matter]:
    """Find the fields for which several columns are as good, and differ in some row."""
    for name in _ASKED_FIELDS:
        places = view.rivals.get(name, ())
        if all(_equal(view, name, places[0], other) for other in places[1:]):
            continue
        header = view.table.layout.header
        choices = [f"{view.header(at)} ({shown(view.table.layout, at)})" for at in places]
        yield column_matter(
            Question(
                "column",
                f"More than one column can hold the {name} of a sale: {'; '.join(choices)}. "
                f"Which is the {name} of a sale?",
                tuple(header[at] for at in places),
                name,
            )
        )


def _equal(view: View, name: Field, one_place: int, other_place: int) -> bool:
    first, other = view.table.columns[one_place], view.table.columns[other_place]
    if name != "date":
        numbers = [view.numbers(place) for place in (one_place, other_place)]
        if all(each.known.all() for each in numbers):
            return bool((numbers[0].rows() == numbers[1].rows()).all())
    return _say_the_same(name, first, other)


def _say_the_same(name: Field, first: Column, other: Column) -> bool:
    pairs = np.unique(np.stack([first.codes, other.codes]), axis=1).T.tolist()
    read = possible_dates if name == "date" else _number
    return all(
        first.texts[one].strip() == other.texts[two].strip()
        or (read(first.texts[one]) and read(first.texts[one]) == read(other.texts[two]))
        for one, two in pairs
    )


def _number(text: str) -> object:
    try:
        return (read_number(text).value,)
    except NumberTextError:
        return None
