"""Questions about the order of dates and the decimal mark, in the file's own dates and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import get_args

from sales_core.importing.files.table import Column
from sales_core.importing.questions import Question
from sales_core.values.dates import DateOrder
from sales_core.values.day_parts import day_text
from sales_core.values.money import DecimalMark, decimal_text, read_number

MARKS: tuple[DecimalMark, ...] = get_args(DecimalMark)

COMES_FIRST: dict[DateOrder, str] = {"mdy": "month", "dmy": "day", "ymd": "year"}
"""What the orders begin with, as people say it."""


def date_question(
    column: Column, candidates: list[DateOrder], readings: Mapping[str, Mapping[DateOrder, date]]
) -> Question:
    """Ask which part of the dates of a column comes first.

    Args:
        column: The dates.
        candidates: The orders that are left.
        readings: The days of each text, by order.
    """
    first = " or ".join(f"the {COMES_FIRST[order]}" for order in candidates)
    text = (
        f"Nothing in the file tells the day from the month in {column.header.strip()!r}. "
        f"Which comes first, {first}?"
    )
    labels = order_labels(candidates, readings)
    return Question("date-order", text, tuple(candidates), labels=labels)


def mixed_question(
    orders: tuple[DateOrder, ...], readings: Mapping[str, Mapping[DateOrder, date]]
) -> Question:
    """Ask which order is meant where dates of several stand in one column."""
    first = " or ".join(f"the {COMES_FIRST[order]}" for order in orders)
    text = f"Which comes first, {first}? Rows with other dates can then be corrected or left out."
    return Question("date-order", text, orders, labels=order_labels(orders, readings))


def order_labels(
    orders: Iterable[DateOrder], readings: Mapping[str, Mapping[DateOrder, date]]
) -> tuple[str, ...]:
    """Say what each order means by a date of the file, one that the orders read otherwise."""
    listed = list(orders)
    differing = [
        text for text, days in readings.items() if len({days.get(each) for each in listed}) > 1
    ]
    labels = []
    for order in listed:
        text = next((each for each in differing if order in readings[each]), "")
        means = f": {text.strip()} is {day_text(readings[text][order])}" if text else ""
        labels.append(f"{COMES_FIRST[order].capitalize()} first{means}")
    return tuple(labels)


def mark_question(either: list[str]) -> Question:
    """Ask how much one of the numbers is that both marks read, and otherwise."""
    text = either[0].strip()  # that of the row beside the question
    sign = "comma" if "," in text else "point"
    labels = (
        f"{decimal_text(read_number(text, mark).value)}: the {sign} "
        f"{'stands before decimals' if sign == mark else 'groups thousands'}"
        for mark in MARKS
    )
    return Question(
        "decimal-mark",
        f"Nothing in the file tells whether the {sign} groups thousands or stands before decimals. "
        f"How much is {text}?",
        MARKS,
        labels=tuple(labels),
    )


def example_of(texts: list[str]) -> str:
    """Give one of some texts to show: a long one that is still easy to read."""
    return max(texts, key=lambda text: (len(text) <= 12, text)).strip()
