"""Questions a file leaves open, and the answers a person gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sales_core.values.dates import DateOrder
from sales_core.values.money import DecimalMark

Cancelled = Literal["count", "leave"]

CANCELLED_WORDS: dict[Cancelled, str] = {"count": "count", "leave": "are left out"}

QuestionCode = Literal["date-order", "decimal-mark", "column", "changed-orders"]


@dataclass(frozen=True)
class Question:
    """Something the file cannot prove; a person answers it.

    Attributes:
        code: What kind of question it is.
        text: The question, with what each answer would mean.
        choices: The possible answers, as they are given back.
        field: For a question about a column: which field it is for.
    """

    code: QuestionCode
    text: str
    choices: tuple[str, ...]
    field: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the question as the contracts show it."""
        shown = {"code": self.code, "text": self.text, "choices": list(self.choices)}
        return shown | ({"field": self.field} if self.field else {})


@dataclass(frozen=True)
class Answers:
    """What a person says about a file beforehand, or in answer to questions.

    Attributes:
        date_order: Order of day, month and year.
        decimal_mark: Which sign separates decimals.
        columns: Header by field.
        cancelled: Whether orders that a state calls cancelled count, or are left out.
    """

    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    cancelled: Cancelled | None = None
