"""Columns that say in which direction money went: asked, where the amounts do not show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from sales_core.importing.claims import Matter, column_matter
from sales_core.importing.files.looks import number_in
from sales_core.importing.files.table import Column, Layout, Table
from sales_core.importing.formats.declarations import Field
from sales_core.importing.questions import Question
from sales_core.importing.view import View
from sales_core.importing.vocabulary.header_names import key, words
from sales_core.importing.vocabulary.languages import joined, words_of


def direction_columns(layout: Layout) -> set[int]:
    """Give the columns that may say what kind of movement a row is."""
    return {at for at, header in enumerate(layout.header) if _is_kind(header)}


def claims(view: View) -> Iterator[Matter]:
    """Yield the matters of ``direction_doubts``, unless a person has said which column is meant."""
    for question in direction_doubts(view.table, view.at, view.chosen):
        yield column_matter(question)


def direction_doubts(
    table: Table, at: Mapping[Field, int], chosen: Mapping[str, str]
) -> Iterator[Question]:
    """Ask where rows say that money went back, and their amounts are like those of sales.

    Args:
        table: The columns of the fields, and those that ``direction_columns`` gives.
        at: Position of each field's column.
        chosen: Header by field, from a person; what was said is not doubted.
    """
    source: Field = "amount" if "amount" in at else "quantity" if "quantity" in at else "credit"
    asked: Field = "unit_price" if source == "quantity" else source
    if asked in chosen or "amount" in chosen:
        return
    if source == "credit":
        yield from _mostly_out(table, at)
        return
    money = table.columns[at[source]]
    gains, moves = _above_zero(money)[money.codes], _not_zero(money)[money.codes]
    for place in sorted(direction_columns(table.layout) & table.columns.keys() - set(at.values())):
        kinds = table.columns[place]
        back, other = (
            np.array([told(kinds.header, text) for text in kinds.texts], np.bool_)
            for told in (_goes_back, _is_no_sale)
        )
        rows = (back[kinds.codes] & gains) | (other[kinds.codes] & moves)
        if rows.any() and not (back | other).all():
            text = kinds.texts[int(kinds.codes[np.flatnonzero(rows)[0]])].strip()
            said = f"{int(rows.sum()):,} rows say {text!r} in {kinds.header.strip()!r}"
            yield _question(said, table.layout.header[at[asked]], asked)


def _question(said: str, name: str, asked: Field) -> Question:
    return Question(
        "column",
        f"{said}, but their amounts would count as those of sales. Remove them, or give those of "
        f"refunds a minus, and upload that file; or say {name.strip()!r} to count them as they "
        "are written.",
        (name,),
        asked,
    )


def _mostly_out(table: Table, at: Mapping[Field, int]) -> Iterator[Question]:
    """Ask where hardly any money came in: then what one side means may be the other way round."""
    if not {"credit", "debit"} <= at.keys():
        return
    come, went = (_above_zero(table.columns[at[side]]) for side in ("credit", "debit"))
    rows_in = int(np.count_nonzero(come[table.columns[at["credit"]].codes]))
    rows_out = int(np.count_nonzero(went[table.columns[at["debit"]].codes]))
    if rows_out > rows_in:
        credit, debit = (table.layout.header[at[side]] for side in ("credit", "debit"))
        yield Question(
            "column",
            f"{rows_out:,} rows have their amount in {debit.strip()!r} and {rows_in:,} in "
            f"{credit.strip()!r}, so more would be paid back than sold. Which column holds the "
            "amount of a sale?",
            (debit, credit),
            "amount",
        )


def _is_kind(header: str) -> bool:
    parts = set(words(header).split())
    named = (parts | {key(header)}) & words_of("direction_names", "refund_flags")
    return bool(named) and not parts & words_of("other_kinds")


def _goes_back(header: str, text: str) -> bool:
    said = words(text)
    flag = bool(set(words(header).split()) & words_of("refund_flags"))
    side = key(header) in joined("side_names")
    return (
        said in words_of("refund", "out")
        or (flag and said in words_of("yes"))
        or (side and said in words_of("out_letters"))
    )


def _is_no_sale(header: str, text: str) -> bool:
    del header
    return words(text) in words_of("expenses")


def _not_zero(column: Column) -> npt.NDArray[np.bool_]:
    return np.array([bool(number_in(text)) for text in column.texts], np.bool_)


def _above_zero(column: Column) -> npt.NDArray[np.bool_]:
    values = (number_in(text) for text in column.texts)
    return np.array([value is not None and value > 0 for value in values], np.bool_)
