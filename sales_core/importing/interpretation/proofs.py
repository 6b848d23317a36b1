"""Proving how a column is written, over all its distinct values; a guess is never made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sales_core.importing.files.table import Column
from sales_core.importing.interpretation.form_questions import (
    date_question,
    example_of,
    mark_question,
    mixed_question,
)
from sales_core.importing.issues import FileRefusedError, issue, refused
from sales_core.importing.questions import Question
from sales_core.importing.rows.own_marks import grouping_marks, whole_marks
from sales_core.values.currencies import decimals_of
from sales_core.values.dates import DATE_ORDERS, FORM_WORDS, DateOrder, possible_dates
from sales_core.values.money import DecimalMark, NumberTextError, read_number
from sales_core.values.names import NO_VALUE

MISFITS = 50
"""One misfit in this many rows is taken for a slip in a row, more for another way of writing."""

CONTRADICTIONS = 10
"""One value against the order in this many that prove it is a slip, more are a contradiction."""

T = TypeVar("T")

DateReading = Callable[[str], Mapping[DateOrder, date]]
"""Gives the days of a text by order, in one calendar and language."""


@dataclass(frozen=True)
class Proof(Generic[T]):
    """What the values of a column say.

    Attributes:
        found: What they prove; None where they leave a question.
        evidence: Why, in a sentence; "" where nothing had to be proved.
        question: What must be asked, if anything.
    """

    found: T | None
    evidence: str
    question: Question | None = None


def prove_date_order(
    column: Column, answer: DateOrder | None, read: DateReading = possible_dates
) -> Proof[DateOrder]:
    """Prove the order of day, month and year over all dates of a column.

    A text that is a date in no order is a fault of its row and proves nothing.

    Raises:
        FileRefusedError: No text is a date, or dates are written in more than one order.
    """
    counted = _counted(column)
    readings = {text: days for text in counted if (days := read(text))}
    rows = sum(counted[text] for text in readings)
    fitting = {
        order: sum(counted[text] for text, days in readings.items() if order in days)
        for order in DATE_ORDERS
    }
    if answer:
        fits = f"{fitting[answer]:,} of {rows:,} fit"
        return Proof(answer, f"You said that dates are written {FORM_WORDS[answer]}; {fits}.")
    best = max(fitting.values(), default=0)
    candidates = [order for order in DATE_ORDERS if fitting[order] == best]
    if not readings:
        header = column.header.strip()
        raise refused("no-dates", column=header, found=example_of(list(counted) or [""]))
    first = candidates[0]
    against = {order for days in readings.values() if first not in days for order in days}
    proving = sum(
        counted[text] for text, days in readings.items() if first in days and against - set(days)
    )
    misfits = rows - best
    if misfits * MISFITS > rows or misfits * CONTRADICTIONS > proving:
        raise _mixed(readings, fitting, rows)
    same = all(
        days.get(order) == days.get(first) for days in readings.values() for order in candidates
    )
    if same:
        return Proof(first, _date_evidence(first, counted, readings, fitting, rows))
    return Proof(None, "", date_question(column, candidates, readings))


def prove_decimal_mark(
    columns: Iterable[Column], answer: DecimalMark | None, currency: str = ""
) -> Proof[DecimalMark]:
    """Prove over all amounts and quantities of a file which sign separates decimals.

    Args:
        columns: The columns of numbers.
        answer: What a person has said.
        currency: Of the amounts, an ISO 4217 code; some have no decimals.
    """
    if answer:
        return Proof(answer, f"You said that decimals are written with a {answer}.")
    counted: dict[str, int] = {}
    grouped: set[DecimalMark] = set()
    for column in columns:
        grouped |= grouping_marks(column.texts)
        for text, count in _counted(column).items():
            counted[text] = counted.get(text, 0) + count
    only, either, numbers = _by_mark(counted)
    proving = {mark: sum(counted[text] for text in texts) for mark, texts in only.items()}
    total = sum(counted[text] for text in numbers)
    best: DecimalMark = "point" if proving["point"] >= proving["comma"] else "comma"
    other: DecimalMark = "comma" if best == "point" else "point"
    if either and (proving[best] == 0 or proving[other] * MISFITS > proving[best]):
        whole = whole_marks(either) if decimals_of(currency) == 0 else set()
        if proving[best] == 0 and len(sure := grouped or whole) == 1:
            said = f"as they are in {currency}" if not grouped else "like those below 1000"
            return Proof(
                next(iter(sure)), f"All {total:,} numbers are whole, {said}, e.g. {either[0]}."
            )
        return Proof(None, "", mark_question(either))
    if proving[best] == 0:
        return Proof(best, f"All {total:,} numbers are whole.")
    return Proof(
        best,
        f"{total - proving[other]:,} of {total:,} numbers fit a decimal {best}; "
        f"{proving[best]:,} exclude a decimal {other}, e.g. {example_of(only[best])}.",
    )


def _by_mark(
    texts: Iterable[str],
) -> tuple[dict[DecimalMark, list[str]], list[str], list[str]]:
    """Give the texts that one mark alone reads, those that both read otherwise, all numbers."""
    only: dict[DecimalMark, list[str]] = {"point": [], "comma": []}
    either: list[str] = []
    numbers: list[str] = []
    for text in texts:
        values = {mark: _read(text, mark) for mark in only}
        if values["point"] is not None or values["comma"] is not None:
            numbers.append(text)
        if values["point"] is not None and values["comma"] is None:
            only["point"].append(text)
        elif values["comma"] is not None and values["point"] is None:
            only["comma"].append(text)
        elif values["point"] != values["comma"]:
            either.append(text)
    return only, either, numbers


def _counted(column: Column) -> dict[str, int]:
    """Count the rows of each text of a column that is a value."""
    counts = column.counts.tolist()
    pairs = zip(column.texts, counts, strict=True)
    return {text: count for text, count in pairs if text.strip() not in NO_VALUE}


def _date_evidence(
    found: DateOrder,
    counted: Mapping[str, int],
    readings: Mapping[str, Mapping[DateOrder, date]],
    fitting: Mapping[DateOrder, int],
    rows: int,
) -> str:
    said = f"{fitting[found]:,} of {rows:,} dates fit {FORM_WORDS[found]}"
    for order in DATE_ORDERS:
        excluding = [text for text, days in readings.items() if found in days and order not in days]
        if fitting[order] and excluding:
            count = sum(counted[text] for text in excluding)
            said += f"; {count:,} exclude {FORM_WORDS[order]}, e.g. {example_of(excluding)}"
    return said + "."


def _mixed(
    readings: Mapping[str, Mapping[DateOrder, date]], fitting: Mapping[DateOrder, int], rows: int
) -> FileRefusedError:
    """Make the error for dates that no single order reads; a person may say which one is meant."""
    orders = tuple(order for order in DATE_ORDERS if fitting[order])
    fits = ", ".join(f"{fitting[order]:,} of {rows:,} fit {FORM_WORDS[order]}" for order in orders)
    examples = [
        f"{example_of(only)} only {FORM_WORDS[order]}"
        for order in orders
        if (only := [text for text, days in readings.items() if set(days) == {order}])
    ]
    told = issue("mixed-dates", found=f"{fits}; {', '.join(examples)}")
    asked = mixed_question(orders, readings)
    return FileRefusedError(told, questions=(asked,))


def _read(text: str, mark: DecimalMark) -> object | None:
    try:
        return read_number(text, mark).value
    except NumberTextError:
        return None
