"""Questions a file leaves open, and the answers a person gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from sales_core.values.dates import DateOrder
from sales_core.values.money import DecimalMark, amount_text

Cancelled = Literal["count", "leave"]

_SENTENCES = re.compile(r"(?<=[.?!]) (?=[A-Z'])")

CANCELLED = "cancelled"
"""Name of the question whether orders that were called off count; it has an option of its own."""

CANCELLED_WORDS: dict[Cancelled, str] = {"count": "count", "leave": "are left out"}

WITHOUT_COLUMN: Mapping[str, str] = {
    "quantity": "No column: each row is one piece",
    "amount": "No column: quantity x unit price",
    "unit_price": "No column holds the price of one piece",
}
"""What it means, by field, that no column holds it."""

QuestionCode = Literal[
    "date-order",
    "decimal-mark",
    "column",
    "changed-orders",
    "states",
    "refunds",
    "totals",
    "repeated",
    "discounts",
    "currency",
    "calendar",
    "language",
    "damage",
    "counted-twice",
    "sheets",
    "own-currency",
    "no-currency",
]


OF_ONE_FILE: frozenset[QuestionCode] = frozenset(
    ("counted-twice", "damage", "own-currency", "repeated", "sheets")
)
"""Questions about one file, whose answers say nothing about another."""


@dataclass(frozen=True)
class Figures:
    """What one choice would make of the file: what a person compares.

    Attributes:
        revenue: Ten-thousandths of the currency, of the rows that would count.
        rows: How many rows would count.
        first_date: First day of them; None without any.
        last_date: Last day of them.
        rejected: How many rows could not be read.
        fingerprint: Hash of all that would be stored; where it is the same, nothing differs.
        differs: First row of the table that is read otherwise than it would be if nobody asked;
            None where there is none.
    """

    revenue: int
    rows: int
    first_date: date | None
    last_date: date | None
    rejected: int = 0
    fingerprint: str = ""
    differs: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Give the figures as the contracts show them, the amount as a decimal text."""
        return {
            "revenue": amount_text(self.revenue),
            "rows": self.rows,
            "first_date": self.first_date.isoformat() if self.first_date else None,
            "last_date": self.last_date.isoformat() if self.last_date else None,
        }


@dataclass(frozen=True)
class ExampleRow:
    """A row of the file that a question is about, as written.

    Attributes:
        line: Where it begins in the file.
        cells: Header and text of the cells that matter.
        about: The headers among them that the question is about.
    """

    line: int
    cells: tuple[tuple[str, str], ...]
    about: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """Give the row as the contracts show it."""
        cells = [{"column": header, "value": value} for header, value in self.cells]
        return {"line": self.line, "cells": cells}


@dataclass(frozen=True)
class Question:
    """Something the file cannot prove; a person answers it.

    Attributes:
        code: What kind of question it is.
        text: The question, with what each answer would mean.
        choices: The possible answers, as they are given back.
        field: For a question about a column: which field it is for.
        name: The key of an answer where it is not the code alone; see ``key``.
        labels: The choices in words, one each; empty where the choices say it.
        figures: What each choice would mean, one each; empty where that is not known.
        example: A row of the file that the choices read otherwise; None where none is at hand.
    """

    code: QuestionCode
    text: str
    choices: tuple[str, ...]
    field: str = ""
    name: str = ""
    labels: tuple[str, ...] = ()
    figures: tuple[Figures | None, ...] = ()
    example: ExampleRow | None = None

    @property
    def key(self) -> str:
        """Give the name under which it is answered: ``code`` or ``code:what it is about``."""
        about = f"{self.code}:{self.field}" if self.code == "column" and self.field else self.code
        return self.name or about

    @property
    def asked(self) -> str:
        """Give the sentence that asks, without the reason.

        Example:
            >>> Question("states", "Two rows say 'Pending'. Do they count?", ()).asked
            'Do they count?'
        """
        return self._parted()[1]

    @property
    def reason(self) -> str:
        """Give what stands around the sentence that asks; "" where nothing does."""
        return self._parted()[0]

    def _parted(self) -> tuple[str, str]:
        sentences = _SENTENCES.split(self.text)
        asking = [at for at, each in enumerate(sentences) if each.endswith("?")]
        asked = sentences.pop(asking[-1] if asking else -1)
        return " ".join(sentences), asked

    def as_json(self) -> dict[str, Any]:
        """Give the question as the contracts show it."""
        shown: dict[str, Any] = {
            "code": self.code,
            "name": self.key,
            "text": self.text,
            "choices": list(self.choices),
        }
        if self.labels:
            shown["labels"] = list(self.labels)
        if any(self.figures):
            shown["figures"] = [each.as_json() if each else None for each in self.figures]
        if self.example:
            shown["example"] = self.example.as_json()
        return shown | ({"field": self.field} if self.field else {})


@dataclass(frozen=True)
class Answers:
    """What a person says about a file beforehand, or in answer to questions.

    Attributes:
        date_order: Order of day, month and year.
        decimal_mark: Which sign separates decimals.
        columns: Header by field.
        cancelled: Whether orders that a state calls cancelled count, or are left out.
        choices: What was chosen of any other question, by its name.
        keep: Headers of columns that are kept as breakdowns; None where nobody said any.
    """

    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    cancelled: Cancelled | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] | None = None

    @property
    def all_choices(self) -> Mapping[str, str]:
        """Give what was chosen by name, cancelled orders among it."""
        return {**self.choices, **({CANCELLED: self.cancelled} if self.cancelled else {})}
