"""The sheets of a workbook: which of them hold the sales, and those of one header as one table."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.header_row import known_fields
from sales_core.importing.files.layout import find_layout
from sales_core.importing.files.looks import is_date, is_number, mostly, values_of
from sales_core.importing.files.table import Layout
from sales_core.importing.issues import FileRefusedError, issue
from sales_core.importing.questions import Question, QuestionCode
from sales_core.importing.vocabulary.header_names import folded
from sales_core.importing.vocabulary.languages import says

_MONEY = frozenset(("amount", "unit_price", "credit", "debit"))
_NO_SALES = ("refund", "cancelled", "unpaid", "refund_names", "refund_flags", "gone_flags")
"""What names of sheets say whose amounts would have to count negative, or not at all."""

_MINUS = re.compile(r"[-\u2212(]\s?[^\w\s]?\s?\d[\d.,\s]*\)?")
_SHOWN = 6
_CODE: QuestionCode = "sheets"
_BUT = "all but "
"""Begins the choice of all sheets without one."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: its name, and the file that holds it as CSV, one line a row."""

    name: str
    path: Path


@dataclass(frozen=True)
class _Table:
    """A sheet that can hold sales, and how it is read."""

    sheet: Sheet
    layout: Layout

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(_named(list(map(folded, self.layout.header))))

    @property
    def kind(self) -> tuple[str, ...]:
        """Give what the tables of one kind share: the names of their columns in any order."""
        return tuple(sorted(self.header))

    def rows(self) -> Iterator[list[str]]:
        """Give the rows below the header, without empty cells at their ends."""
        with self.sheet.path.open(encoding="utf-8", newline="") as stream:
            for number, cells in enumerate(csv.reader(stream), 1):
                if number > self.layout.header_line:
                    yield _named(cells)

    def has_minus(self) -> bool:
        """Tell whether a cell holds a negative number."""
        return any(_MINUS.fullmatch(cell.strip()[:40]) for cells in self.rows() for cell in cells)


def as_one_table(
    sheets: Sequence[Sheet], visible: int, target: Path, answer: str = ""
) -> tuple[Path, tuple[str, ...]]:
    """Give the text with the sales, and sentences about where it was taken from.

    Sheets with the same columns are one table. Of several that hold sales in
    other ways none is taken.

    Args:
        sheets: Those that are visible and hold more than one row; at least one.
        visible: Number of all visible sheets.
        target: Where a text of several sheets is written.
        answer: Which sheets a person has chosen: a choice of the question; "" without one.

    Raises:
        FileRefusedError: More than one of them can be meant, or sheets repeat others; its question
            asks which.
    """
    sheets = [sheet for sheet in sheets if _is_chosen(sheet.name, answer)] or sheets
    tables = [table for sheet in sheets if (table := _table(sheet))]
    named = [table for table in tables if _names_sales(table.layout)]
    alike = named or [table for table in tables if _looks_like_sales(table.layout)]
    if len({table.kind for table in alike}) > 1:
        names = [table.sheet.name for table in alike]
        raise _asked(
            "several-sheets", _listed(names), {table.sheet.name: (table,) for table in alike}
        )
    if not alike or len(alike) == 1:
        chosen = alike[0].sheet if alike else sheets[0]
        others = [table.sheet.name for table in tables if _looks_like_sales(table.layout)]
        return chosen.path, (_one_told(chosen, visible), *_left_told(chosen, others))
    _refuse_repeated(alike)
    _refuse_given_back(alike)
    return target, (_written(alike, target), *_others_told(visible - len(alike)))


def _table(sheet: Sheet) -> _Table | None:
    try:
        return _Table(sheet, find_layout(SalesExport(sheet.name, sheet.path)))
    except FileRefusedError:
        return None


def _names_sales(layout: Layout) -> bool:
    fields = known_fields(layout.header) if layout.header_line else set()
    return "date" in fields and bool(fields & _MONEY)


def _looks_like_sales(layout: Layout) -> bool:
    """Tell whether one column holds dates and another one numbers."""
    values = [texts for at in range(len(layout.header)) if (texts := values_of(layout, at))]
    dates = [texts for texts in values if mostly(texts, is_date)]
    return bool(dates) and any(mostly(texts, is_number) for texts in values if texts not in dates)


def _refuse_repeated(tables: Sequence[_Table]) -> None:
    """Refuse sheets of which one holds nothing but rows of the others: they would count twice."""
    rows = [Counter(_places_folded(table)) for table in tables]
    every = sum(rows, Counter[tuple[str, ...]]())
    held = [own.total() if own and own <= every - own else 0 for own in rows]
    if not any(held):
        return
    most = max(range(len(tables)), key=lambda at: (held[at], at))
    table, rest = tables[most], [*tables[:most], *tables[most + 1 :]]
    name = table.sheet.name
    raise _asked("repeated-sheets", repr(name), {f"{_BUT}{name}": rest, name: [table]})


def _refuse_given_back(tables: Sequence[_Table]) -> None:
    """Refuse sheets some of which say refunds by their name, and by no minus of an amount."""
    back = [each for each in tables if says(each.sheet.name, *_NO_SALES) and not each.has_minus()]
    if not back or len(back) == len(tables):
        return
    names = [each.sheet.name for each in tables]
    choices: dict[str, Sequence[_Table]] = {each.sheet.name: (each,) for each in tables}
    if len(back) == 1:
        rest = [each for each in tables if each not in back]
        choices = {f"{_BUT}{back[0].sheet.name}": rest, back[0].sheet.name: back}
    raise _asked("several-sheets", _listed(names), choices)


def _is_chosen(name: str, answer: str) -> bool:
    return name == answer or (answer.startswith(_BUT) and name != answer.removeprefix(_BUT))


def _asked(code: str, found: str, choices: Mapping[str, Sequence[_Table]]) -> FileRefusedError:
    """Refuse a workbook, and ask which of its sheets hold the sales."""
    told = issue(code, found=found)
    text = f"{told.message} Which one is read?"
    question = Question(_CODE, text, tuple(choices), labels=tuple(map(_label, choices.values())))
    return FileRefusedError(told, questions=(question,))


def _label(tables: Sequence[_Table]) -> str:
    """Say what the sheets of a choice hold."""
    rows = sum(1 for table in tables for cells in table.rows() if cells)
    columns = ", ".join(name.strip() for name in tables[0].layout.header[:_SHOWN])
    sheets = f"Sheet {tables[0].sheet.name!r}"
    if len(tables) > 1:
        sheets = f"Sheets {_listed([table.sheet.name for table in tables])}"
    counted = "1 row" if rows == 1 else f"{rows:,} rows"
    return f"{sheets}: {counted} of {columns}"


def _places_folded(table: _Table) -> Iterator[tuple[str, ...]]:
    """Give the rows with text, their cells in the order of the sorted names."""
    order = sorted(range(len(table.header)), key=lambda at: table.header[at])
    for cells in table.rows():
        if cells:
            yield tuple(_cell(cells, at) for at in order)


def _written(tables: Sequence[_Table], target: Path) -> str:
    """Write the first sheet as it is and the rows of the others below; tell what stands where."""
    first = tables[0]
    shutil.copyfile(first.sheet.path, target)
    line = first.layout.header_line + 1
    told: list[str] = []
    with target.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for table in tables:
            count = 0
            order = _order(first, table)
            for cells in table.rows():
                count += 1
                if table is not first:
                    extra = cells[len(order) :]
                    writer.writerow([*(_cell(cells, at) for at in order), *extra])
            told.append(f"{table.sheet.name!r} (lines {line:,} to {line + count - 1:,})")
            line += count
    return f"Sheets of a workbook with the same columns are read as one table: {_listed(told, '')}."


def _order(first: _Table, table: _Table) -> list[int]:
    """Give the place in a table of each column of the first one."""
    width = len(first.layout.header)
    if first.header == table.header:
        return list(range(width))
    places: dict[str, list[int]] = {}
    for at, name in enumerate(table.header):
        places.setdefault(name, []).append(at)
    order = [places[name].pop(0) for name in first.header]
    return order + list(range(len(order), width))


def _named(cells: list[str]) -> list[str]:
    """Leave away the empty cells at the end."""
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _one_told(chosen: Sheet, visible: int) -> str:
    others = visible - 1
    more = f"; its {others} other sheets are not read" if others > 1 else ""
    more = "; its other sheet is not read" if others == 1 else more
    return f"Sheet {chosen.name!r} of a workbook{more}."


def _left_told(chosen: Sheet, others: Sequence[str]) -> tuple[str, ...]:
    """Say which sheets that are not read hold dates and numbers, too."""
    left = [name for name in others if name != chosen.name]
    if not left:
        return ()
    return (f"Attention: not read, though it holds dates and numbers: sheet {_listed(left)}.",)


def _others_told(others: int) -> tuple[str, ...]:
    if not others:
        return ()
    return (f"{others} other sheets are not read." if others > 1 else "1 other sheet is not read.",)


def _listed(names: Sequence[str], quote: str = "'") -> str:
    shown = ", ".join(f"{quote}{name}{quote}" for name in names[:_SHOWN])
    more = len(names) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
