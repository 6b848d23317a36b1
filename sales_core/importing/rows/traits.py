"""What lines say of themselves, from the columns that the plan names: one text a combination."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from sales_core.importing.files.looks import number_in
from sales_core.importing.files.table import Column, Table
from sales_core.importing.plan import ImportPlan
from sales_core.importing.rows.cells import Cells, Names
from sales_core.importing.rows.row_rules import column_of
from sales_core.values.arrays import Ints
from sales_core.values.groups import numbered
from sales_core.values.hours import hours_of
from sales_core.values.keys import packed
from sales_core.values.names import LONGEST_NAME, clean_name
from sales_core.values.traits import HOUR, NAMED, TAX_RATE, is_kept, shown_kind, traits_text

MOST_VALUES = 1_000
"""Values of a kind; a column with more is no breakdown."""

MOST_KEPT_VALUES = 10_000
"""The same for a column that a person keeps."""

_MORNING, _NOON = 8, 12
"""Hours before the first and none after the second may be those of the afternoon."""

_Kind = tuple[str, list[str], npt.NDArray[np.integer]]
"""A kind, its values ("" for none), and which of them each row has."""


def with_traits(table: Table, plan: ImportPlan, cells: Cells) -> tuple[Cells, tuple[str, ...]]:
    """Give cells with the traits of all lines, and what a person should know about them.

    Lines that were found beside rows, such as refunds, have the traits of their row, but for
    the hour, which is that of the sale.
    """
    told: list[str] = []
    kinds = list(_kinds(table, plan, told))
    if not kinds:
        none = Names([""], np.zeros(len(cells.days), np.int32))
        return replace(cells, names={**cells.names, "traits": none}), tuple(told)
    codes, texts = _combined(kinds, table.rows)
    if len(cells.beside):
        others = [each for each in kinds if each[0] != HOUR]
        beside = cells.beside
        some, more = _combined(
            [(kind, values, of[beside]) for kind, values, of in others], len(beside)
        )
        number_of = {text: at for at, text in enumerate(texts)}
        places = [number_of.setdefault(text, len(number_of)) for text in more]
        texts = list(number_of)
        codes = np.append(codes, np.array(places, np.int64)[some])
    small = codes.astype(np.int32)
    return replace(cells, names={**cells.names, "traits": Names(texts, small)}), tuple(told)


def _combined(kinds: list[_Kind], rows: int) -> tuple[Ints, list[str]]:
    """Number the combinations of values, and write each as a text."""
    if not kinds:
        return np.zeros(rows, np.int64), [""]
    codes, _, first = numbered(packed(*(of for _, _, of in kinds)))
    columns = [[values[at] for at in of[first].tolist()] for _, values, of in kinds]
    names = [kind for kind, _, _ in kinds]
    texts = [
        traits_text(dict(zip(names, said, strict=True))) for said in zip(*columns, strict=True)
    ]
    return codes, texts


def _kinds(table: Table, plan: ImportPlan, told: list[str]) -> Iterator[_Kind]:
    taken = []
    for kind, header in plan.traits.items():
        column = column_of(table, header)
        if column is None:
            continue
        values = _values(kind, column, plan, told)
        known = list(dict.fromkeys(["", *values]))
        most = MOST_KEPT_VALUES if is_kept(kind) else MOST_VALUES
        if len(known) > most + 1:
            told.append(
                f"Attention: {header.strip()!r} has {len(known) - 1:,} different values, so it is "
                f"no breakdown: at most {most:,} can be told apart."
            )
        elif len(known) > 1:
            number_of = {text: at for at, text in enumerate(known)}
            numbers = np.array([number_of[text] for text in values], np.int32)
            taken.append(f"{shown_kind(kind)} = {header.strip()}")
            yield kind, known, numbers[column.codes]
    if taken:
        told.append(f"Kept as breakdowns: {', '.join(taken)}.")


def _values(kind: str, column: Column, plan: ImportPlan, told: list[str]) -> list[str]:
    """Give the value of each text of a column; "" for none."""
    if kind == HOUR:
        return _hours(column, plan, told)
    if kind == TAX_RATE:
        return _rates(column)
    names = (clean_name(text) for text in column.texts)
    return [name if len(name) <= LONGEST_NAME else "" for name in names]


def _hours(column: Column, plan: ImportPlan, told: list[str]) -> list[str]:
    alone = column.header != plan.columns.get("date")
    hours, sure = hours_of(column.texts, alone=alone)
    said = hours[hours >= 0]
    if not (said > 0).any():
        return [""] * len(hours)
    if not sure and said.max() <= _NOON and said.min() > 0 and said.min() < _MORNING:
        told.append(
            f"Attention: the times in {column.header.strip()!r} do not say whether they are before "
            "or after noon, so they are not kept."
        )
        return [""] * len(hours)
    return [f"{hour:02}" if hour >= 0 else "" for hour in hours.tolist()]


def _rates(column: Column) -> list[str]:
    """Give rates in percent: "19", "8.875"; shares of one are made percents."""
    numbers = [number_in(text.replace("%", "").strip()) for text in column.texts]
    known = [number for number in numbers if number is not None]
    percents = any("%" in text for text in column.texts)
    times = 100 if known and not percents and max(known) < 1 and max(known) > 0 else 1
    return ["" if number is None else _percent(number * times) for number in numbers]


def _percent(number: Decimal) -> str:
    return f"{number.normalize():f}"


__all__ = ["MOST_KEPT_VALUES", "MOST_VALUES", "NAMED", "with_traits"]
