"""What clues say: matters that a file leaves open, claims about them, and sentences to be told.

A matter is a point at which the file may be read in more than one way; each of
its choices is a change of the plan. A claim speaks for or against one choice.
Nothing here decides (``deciding``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sales_core.importing.formats.declarations import GivenBack, RowRule
from sales_core.importing.plan import ImportPlan
from sales_core.importing.questions import Question, QuestionCode

Strength = Literal["excludes", "proves", "suggests"]

Change = Callable[[ImportPlan], ImportPlan]
"""What a choice makes of the plan."""

NO_COLUMN = "none"
"""What a person says of a field that no column of the file holds."""


@dataclass(frozen=True)
class Choice:
    """One way to read a matter.

    Attributes:
        value: As an answer gives it back; no code, a word of the file where it can be one.
        change: What it makes of the plan.
        label: The same in words, for a button; "" where the value says it.
        columns: Header by field, if it is about columns; ``NO_COLUMN`` takes a field away.
    """

    value: str
    change: Change
    label: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Matter:
    """A point at which the file can be read in more than one way.

    Attributes:
        name: Stable name, also the key of an answer: "date-order", "states:Status".
        code: The kind of question it is, if it must be asked.
        question: What is asked, in the file's own words, with the reason.
        choices: At least one; the first is how the file is read if all give the same figures.
        field: For a question about a column: which field it is for.
        always: Asked even where the choices give the same figures, or one is left.
        unasked: What is told where nobody has answered: then the first choice stands and it
            is no question. "" for what must be asked.
        rows: How many rows it is about, where somebody wants to know.
    """

    name: str
    code: QuestionCode
    question: str
    choices: tuple[Choice, ...]
    field: str = ""
    always: bool = False
    unasked: str = ""
    rows: int = 0


@dataclass(frozen=True)
class Claim:
    """What a clue says of one choice of a matter.

    Attributes:
        matter: Its name; a claim about a matter that is not open says nothing.
        choice: The value of the choice.
        says: Whether it excludes, proves or only suggests it.
        sentence: Why, as a person reads it.
        rows: How many rows it rests on.
    """

    matter: str
    choice: str
    says: Strength
    sentence: str
    rows: int = 0


@dataclass(frozen=True)
class Told:
    """Something a person must know that no answer changes; begins with "Attention" if it is grave.

    Attributes:
        sentence: What is so.
        rows: How many rows it is about.
    """

    sentence: str
    rows: int = 0


@dataclass(frozen=True)
class Contradiction:
    """The file contradicts itself, so that no reading of it can be right: it is refused.

    Attributes:
        code: Entry of the catalogue of issues.
        facts: Facts of its sentence.
    """

    code: str
    facts: Mapping[str, Any]


Said = Matter | Claim | Told | Contradiction
"""What a clue may yield."""


def rows_text(count: int) -> str:
    """Write a number of rows."""
    return f"{count:,} row" if count == 1 else f"{count:,} rows"


def as_written(plan: ImportPlan) -> ImportPlan:
    """Change nothing."""
    return plan


def with_rules(rules: Iterable[RowRule]) -> Change:
    """Make the change that leaves further rows out."""
    added = tuple(rules)
    return lambda plan: replace(plan, rules=(*plan.rules, *added))


def with_given_back(back: GivenBack) -> Change:
    """Make the change that counts rows negative though their amounts bear no minus."""
    return lambda plan: replace(plan, given_back=(*plan.given_back, back))


def column_matter(question: Question) -> Matter:
    """Make the matter of a question about the column of a field; its choices are headers."""
    labels = question.labels or ("",) * len(question.choices)
    choices = tuple(
        Choice(header, as_written, label, {question.field: header})
        for header, label in zip(question.choices, labels, strict=True)
    )
    return Matter(
        f"column:{question.field}",
        question.code,
        question.text,
        choices,
        question.field,
        always=len(choices) == 1,
    )
