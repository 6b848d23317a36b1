"""Columns that say what became of a sale, or what a row is: found by name, or by their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sales_core.importing.claims import Choice, Matter, Told, as_written, rows_text, with_rules
from sales_core.importing.files.table import Column
from sales_core.importing.formats.declarations import RowRule
from sales_core.importing.questions import CANCELLED as CANCELLED_QUESTION
from sales_core.importing.view import View
from sales_core.importing.vocabulary.header_names import key, listed, words
from sales_core.importing.vocabulary.languages import field_names, joined, languages, says, words_of
from sales_core.importing.vocabulary.meanings import AGAINST, SALES, Meaning, meanings
from sales_core.values.arrays import Mask
from sales_core.values.money import amount_text

MOST_TEXTS = 60
"""Distinct texts such a column may have."""

_FEW = 12
"""The same, of a column whose name does not say what it is."""

_SHOWN = 6

_LETTERS: Mapping[bool, tuple[Meaning, ...]] = {False: ("sale",), True: ("refund",)}

_GONE: tuple[Meaning, ...] = ("refund", "failed", "cancelled")

Role = Literal["state", "kind", "direction", "side", "values"]

_MINUS = "-"
_SIGNS = {"+", _MINUS}
"""What a column holds that has the signs of amounts."""


@dataclass(frozen=True)
class StateColumn:
    """A column of states.

    Attributes:
        view: The file.
        column: Its texts and codes.
        role: Why it is one: by its name, or by its values alone.
        said: What each of its texts says.
    """

    view: View
    column: Column
    role: Role
    said: tuple[frozenset[Meaning], ...]

    @property
    def name(self) -> str:
        """Give its name as a person reads it."""
        return self.column.header.strip()

    def any(self, wanted: Iterable[Meaning]) -> bool:
        """Tell whether one of the texts says one of some things."""
        return any(each & frozenset(wanted) for each in self.said)

    def texts(self, *wanted: Meaning) -> list[str]:
        """Give the texts that say one of some things."""
        pairs = zip(self.column.texts, self.said, strict=True)
        return [text.strip() for text, said in pairs if said & set(wanted)]

    def rows(self, texts: Iterable[str]) -> Mask:
        """Mark the rows that would count and hold one of some texts."""
        wanted = set(texts)
        chosen = np.array([text.strip() in wanted for text in self.column.texts], np.bool_)
        return self.column.rows_with(chosen) & self.view.sales

    def positive(self, texts: Iterable[str]) -> list[str]:
        """Give those texts that stand in a row whose amount is above zero."""
        gains = self.view.cells.amount > 0
        return [text for text in dict.fromkeys(texts) if (self.rows([text]) & gains).any()]

    def without_minus(self, texts: Iterable[str]) -> list[str]:
        """Give those texts whose amounts do not show by their signs that money went back.

        An exchange has one row with a minus and one without; they come to nothing or less.
        """
        below = self.view.cells.amount < 0
        return [
            text
            for text in self.positive(texts)
            if self.view.amount_of(rows := self.rows([text])) > 0 or not (rows & below).any()
        ]

    def shown(self, texts: Iterable[str]) -> str:
        """Show texts with their rows and what their amounts come to."""
        parts = []
        for text in dict.fromkeys(texts):
            rows = self.rows([text])
            if count := int(np.count_nonzero(rows)):
                amount = amount_text(self.view.amount_of(rows))
                parts.append(f"{text or '(nothing)'!r} in {rows_text(count)} ({amount})")
        return _first_few(parts)

    def like_others(self, texts: list[str]) -> Told:
        """Tell that rows with some texts count, though these may speak against it."""
        return Told(
            f"Attention: rows with {_first_few(texts)} in {self.name!r} count like the others.",
            int(np.count_nonzero(self.rows(texts))),
        )


def _first_few(parts: list[str]) -> str:
    more = f" and {len(parts) - _SHOWN} more" if len(parts) > _SHOWN else ""
    return ", ".join(parts[:_SHOWN]) + more


def cancelled_orders(rules: Iterable[RowRule], said: str, rows: int) -> Matter:
    """Let orders count that are called cancelled, and say so; a person may leave them out.

    Args:
        rules: Leave them out.
        said: That they count, with what they are called.
        rows: How many there are.
    """
    return Matter(
        CANCELLED_QUESTION,
        "states",
        "Do cancelled orders count?",
        (
            Choice("count", as_written, "Count them like all others"),
            Choice("leave", with_rules(rules), "Leave them out"),
        ),
        unasked=said,
        rows=rows,
    )


def state_columns(view: View) -> Iterator[StateColumn]:
    """Find the columns that say what became of a sale, or what a row is."""
    paid_by = view.at.get("payment_method", -1)  # "Payment" may say "unpaid" as well
    for place in (*view.free, *({paid_by} & view.table.columns.keys())):
        column = view.table.columns[place]
        role = "values" if place == paid_by else role_of(column.header)
        if {text.strip() for text in column.texts} - {""} == _SIGNS:
            role = "side"
        most = _FEW if role == "values" else MOST_TEXTS
        if not 1 <= len(column.texts) <= most + 1:
            continue
        said = tuple(_meaning(role, text) for text in column.texts)
        if role in ("kind", "direction"):
            said = _letters(column.texts) or said
        told = StateColumn(view, column, role, said)
        if role == "values" and not is_known(told):
            continue
        if any(said) or role in ("state", "kind"):
            yield told


def letter_columns(view: View) -> Iterator[StateColumn]:
    """Find the columns of the letters of sales and refunds alone whose names say nothing."""
    for place in view.free:
        column = view.table.columns[place]
        few = 1 < len(column.texts) <= _FEW and all(len(text.strip()) < 2 for text in column.texts)
        if few and role_of(column.header) == "values" and (said := _letters(column.texts)):
            yield StateColumn(view, column, "values", said)


def role_of(header: str) -> Role:
    """Tell by its name what a column may say."""
    parts = set(words(header).split())
    named = parts | {key(header)}
    if key(header) in joined("state_names") or says(header, "state_names"):
        return "state"
    if any(word.endswith(_long_states()) for word in parts):
        return "state"
    if parts & words_of("other_kinds") or words(header) in field_names("item"):
        return "values"
    if key(header) in joined("side_names"):
        return "side"
    if parts & words_of("kind_names") or ({*parts} & words_of("sale") and parts & _backward()):
        return "kind"
    return "direction" if named & words_of("direction_names") else "values"


def _long_states() -> tuple[str, ...]:
    """Give the words that end longer ones: "Zahlstatus", and in scripts without blanks any."""
    return tuple(word for word in words_of("state_names") if len(word) > 4 or not word.isascii())


def _backward() -> frozenset[str]:
    return words_of("refund", "refund_flags")


def _meaning(role: Role, text: str) -> frozenset[Meaning]:
    said = words(text)
    if role == "side" and (said in words_of("out_letters") or text.strip() == _MINUS):
        return frozenset(("out",))
    return meanings(text)


def _letters(texts: Iterable[str]) -> tuple[frozenset[Meaning], ...]:
    """Read a column of S and R alone; nothing where it holds other texts, or one of them alone.

    The letters are those of one language: V is a sale in Italian and a refund in Czech.
    """
    said = [words(text) for text in texts]
    found = {letter for letter in said if letter}
    for known in languages().values():
        sale, back = (
            set(listed(",".join(known[name]))) for name in ("sale_letters", "refund_letters")
        )
        if found <= sale | back and found & sale and found & back:
            return tuple(
                frozenset[Meaning](_LETTERS[each in back] if each else ()) for each in said
            )
    return ()


def is_known(told: StateColumn) -> bool:
    """Tell whether nearly all texts are states, and they say both paid and not paid."""
    texts = [each for text, each in zip(told.column.texts, told.said, strict=True) if text.strip()]
    known = sum(bool(each) for each in texts)
    plain = told.any((*SALES, "delivered"))
    doubtful = told.any((*AGAINST, "partly"))
    if len(texts) < len(told.said) and told.any(_GONE):  # a remark beside rows without one
        plain = doubtful = True
    whole = all(len(words(text).split()) <= 3 for text in told.column.texts)
    return plain and doubtful and whole and 5 * known >= 4 * len(texts)
