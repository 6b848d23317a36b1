"""Columns of states and kinds: what they say of the money, asked where amounts do not show it.

A column is one by its name, or because its few texts are states and one of them says
that a sale was paid. What says that money never moved is left out; what says that it
went back, or has not come, is asked where the amounts bear no minus and are not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import numpy as np

from sales_core.importing.claims import (
    Choice,
    Matter,
    Said,
    Told,
    as_written,
    with_given_back,
    with_rules,
)
from sales_core.importing.files.table import Column
from sales_core.importing.formats.declarations import GivenBack, RowRule
from sales_core.importing.rows.row_rules import CANCELLED, NOT_MADE
from sales_core.importing.state_columns import (
    StateColumn,
    cancelled_orders,
    state_columns,
)
from sales_core.importing.view import View
from sales_core.importing.vocabulary.column_words import names_buyer
from sales_core.importing.vocabulary.header_names import words
from sales_core.importing.vocabulary.languages import field_tiers, words_of
from sales_core.importing.vocabulary.meanings import SALES, Meaning

_SHOWN = 6

_CODE = 2
"""Letters of a kind that is written as a code."""

_ON_BUTTON = 3
"""Texts that the words of a choice name."""

_OF_ANYTHING: frozenset[Meaning] = frozenset(("payment", "order", "sale"))
_UNPAID: frozenset[Meaning] = frozenset(("unpaid", "authorised"))
_OF_STATES = ("state", "values")
_MOVED = "payouts, transfers and payments of sales"


def claims(view: View) -> Iterator[Said]:
    """Say what the columns of states and kinds make of the rows."""
    columns = list(state_columns(view))
    yield from _cancelled(columns)
    for each in columns:
        yield from _left_out(each)
        yield from _partly(each)
        yield from _on_the_way(each)
        yield from _asked(each)


def _left_out(told: StateColumn) -> Iterator[Matter]:
    """Leave out what was never paid for sure, and what moves money without a sale."""
    column, rules = told.column, list[RowRule]()
    if told.role in _OF_STATES:
        rules += _rule(column, told.texts("failed"), NOT_MADE)
    elif _is_of_rows(told):
        moves = told.texts("moves", "authorised", "failed")
        if told.any(("sale", "order")):
            moves += told.texts("payment")
        rules += _rule(column, moves, _MOVED)
        rules += _rule(column, told.texts("fees"), "fees", negative=True)
    if rules:
        choice = Choice("leave", with_rules(rules))
        yield Matter(f"no-sales:{told.name}", "states", "", (choice,))


def _is_of_rows(told: StateColumn) -> bool:
    """Tell whether a column says which rows are sales and which move money alone."""
    kind = told.role == "kind" and any(each & SALES for each in told.said)
    return kind or (told.role == "direction" and told.any(("sale",)))


def _cancelled(columns: Iterable[StateColumn]) -> Iterator[Matter]:
    """Find the orders that a state calls cancelled."""
    found = [(each, each.texts("cancelled")) for each in columns if each.role in _OF_STATES]
    found = [(each, texts) for each, texts in found if texts]
    if not found:
        return
    rules = [rule for each, texts in found for rule in _rule(each.column, texts, CANCELLED)]
    rows = np.logical_or.reduce([each.rows(texts) for each, texts in found])
    said = " ".join(
        f"Attention: rows with {', '.join(sorted(set(texts)))} in {each.name!r} count like the "
        "others."
        for each, texts in found
    )
    yield cancelled_orders(rules, said, int(np.count_nonzero(rows)))


def _partly(told: StateColumn) -> Iterator[Told]:
    if texts := told.positive(told.texts("partly")):
        rows = told.rows(texts)
        yield Told(
            f"Attention: {told.shown(texts)} in {told.name!r}: how much of it was paid, or paid "
            "back, the file does not say there; it counts as it is written.",
            int(rows.sum()),
        )


def _on_the_way(told: StateColumn) -> Iterator[Told]:
    """Tell of orders that wait, where the states are those of goods, and of unknown states."""
    if told.role in ("values", "side") or (told.role != "state" and not _is_of_kinds(told)):
        return
    waits = told.role == "kind" or _is_of_goods(told)
    texts = told.positive([*_unknown(told), *(told.texts(*_UNPAID) if waits else ())])
    if texts:
        yield told.like_others(texts)


def _is_of_kinds(told: StateColumn) -> bool:
    """Tell whether a column of kinds says which rows are sales, or has codes alone."""
    if told.role == "kind" and all(len(text.strip()) <= _CODE for text in told.column.texts):
        return True
    return told.any(("sale", "order"))


def _unknown(told: StateColumn) -> list[str]:
    """Give the few states that no known word explains, if not all rows are in one of them."""
    pairs = zip(told.column.texts, told.said, strict=True)
    usual = told.column.texts[int(np.argmax(told.column.counts))]
    texts = [text.strip() for text, said in pairs if text.strip() and _is_unknown(told, text, said)]
    if len(texts) <= _SHOWN:
        texts = [text for text in texts if text != usual.strip()]
    if names_buyer(told.column.header) or _is_of_a_country(told):
        return []
    few = 2 * np.count_nonzero(told.rows(texts)) <= np.count_nonzero(told.view.sales)
    return texts if few else []


def _is_unknown(told: StateColumn, text: str, said: frozenset[Meaning]) -> bool:
    """Tell whether a text is not known, or a state by a word alone that any may have: "payment"."""
    half = told.role == "state" and said <= _OF_ANYTHING
    return not said or (half and words(text) not in words_of(*_OF_ANYTHING))


def _is_of_a_country(told: StateColumn) -> bool:
    """Tell whether states are those of a country: two capitals, or beside a town or an address."""
    if words(told.column.header) not in words_of("perhaps_places"):
        return False
    others = {words(header) for header in told.view.table.layout.header}
    capitals = all(len(text.strip()) == 2 and text.isupper() for text in told.column.texts)
    return capitals or not others.isdisjoint((*words_of("contacts"), *field_tiers("location")[1]))


def _is_of_goods(told: StateColumn) -> bool:
    paid = set(words(told.column.header).split()) & words_of("payment", "paid", "other_kinds")
    return told.any(("delivered",)) and not paid - words_of("order")


def _asked(told: StateColumn) -> Iterator[Matter | Told]:
    """Ask about rows whose money went back or never came, though their amounts do not show it."""
    back = told.without_minus(told.texts("refund"))
    if told.role == "state":
        back = [text for text in back if text not in told.texts("cancelled")]
    away = [] if _is_of_goods(told) or told.role == "kind" else told.positive(told.texts(*_UNPAID))
    spent: list[str] = []
    if told.role in ("kind", "direction", "side"):
        spent = _moving(told, told.texts("expenses"))
        back += told.positive(told.texts("out"))
        known = {*told.texts("refund", "out"), *spent, ""}
        if all(text.strip() in known for text in told.column.texts):
            back = back if spent or told.role == "side" else []
            spent = []  # "purchase" beside "refund" alone is what a customer bought
    if back:
        yield _question(told, back, "refunds", _backward(told, back))
    if away and told.rows(away)[told.view.sales].all():  # to leave out all rows is no choice
        yield told.like_others(away)
    elif away:
        yield _question(told, away, "states", _leave_or_count(told, away))
    if spent:
        yield _question(told, spent, "states", _leave_or_count(told, spent), about="spent")


def _moving(told: StateColumn, texts: Iterable[str]) -> list[str]:
    moves = told.view.cells.amount != 0
    return [text for text in dict.fromkeys(texts) if (told.rows([text]) & moves).any()]


def _question(
    told: StateColumn,
    texts: list[str],
    code: Literal["states", "refunds"],
    choices: tuple[Choice, ...],
    about: str = "",
) -> Matter:
    others = [text.strip() for text in told.column.texts if text.strip() not in texts]
    named = ", ".join(map(repr, texts[:_SHOWN]))
    why = (
        f"{named} says that the money went back, and the amounts bear no minus"
        if code == "refunds"
        else f"{named} says that it is bought or spent, not sold"
        if about
        else f"{named} says that the money has not come"
    )
    return Matter(
        ":".join(filter(None, (code, told.name, about))),
        code,
        f"{told.name!r} says {told.shown([*texts, *others])}. {why}. "
        f"Do the rows with {named} count as sales?",
        choices,
    )


def _backward(told: StateColumn, texts: list[str]) -> tuple[Choice, ...]:
    where = tuple(sorted({text.casefold() for text in texts}))
    named = _named(texts)
    negative = Choice(
        "negative",
        with_given_back(GivenBack((told.column.header,), where)),
        f"Subtract {named}: each is the refund of another row",
    )
    leave, count = _leave_or_count(told, texts)
    leave = Choice("leave", leave.change, f"Leave out {named}: each is the sale that was paid back")
    first = (leave, negative) if told.role in _OF_STATES else (negative, leave)
    return (*first, count)


def _leave_or_count(told: StateColumn, texts: list[str]) -> tuple[Choice, Choice]:
    rules = _rule(told.column, texts, f"rows with {', '.join(texts[:_SHOWN])} in {told.name}")
    return (
        Choice("leave", with_rules(rules), f"Leave out {_named(texts)}"),
        Choice("count", as_written, f"Count {_named(texts)} as sales, as written"),
    )


def _named(texts: list[str]) -> str:
    """Name some texts of the file on a button, the first few of many."""
    more = f" and {len(texts) - _ON_BUTTON} more" if len(texts) > _ON_BUTTON else ""
    return ", ".join(map(repr, texts[:_ON_BUTTON])) + more


def _rule(
    column: Column, texts: list[str], reason: str, *, negative: bool = False
) -> list[RowRule]:
    if not texts:
        return []
    never = tuple(sorted({text.casefold() for text in texts}))
    return [RowRule((column.header,), reason, never=never, negative=negative)]
