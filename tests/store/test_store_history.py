"""Any history of imports and undos leaves what a plain fold over the active imports says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.importing.questions import Answers
from sales_core.imports import ImportOptions, preview_import, undo_import
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import revenue_report
from sales_core.store.database import Database
from sales_core.store.stored_lines import read_lines, with_names
from sales_core.values.actors import BY_COMMAND
from sales_core.values.money import amount_decimal, amount_text, quantity_decimal, quantity_text
from tests.builders import NOON, export_of, load, mindbody_csv, sale
from tests.examples import examples
from tests.states import assert_clean, empty, raw

Mode = Literal["keep", "replace"]
ANSWERS = Answers(date_order="mdy", decimal_mark="point")


class Sold(NamedTuple):
    """What a line is; identical ones are counted."""

    day: date
    location: str
    order: str
    item: str
    quantity: int
    amount: int
    method: str

    @property
    def refund(self) -> bool:
        return self.quantity < 0 or self.amount < 0


@dataclass
class Past:
    """An import that was made."""

    number: int
    mode: Mode
    sold: Counter[Sold]
    content: bytes
    active: bool = True


def fold(history: Iterable[Past]) -> Counter[Sold]:
    """Say what is there after a history: the model, which knows no table and no frame."""
    there: Counter[Sold] = Counter()
    for past in history:
        if past.active and past.mode == "replace":
            orders = {sold[:3] for sold in past.sold}
            there = Counter(
                {sold: count for sold, count in there.items() if sold[:3] not in orders}
            )
        if past.active:
            there |= past.sold
    return there


solds = st.lists(
    st.builds(
        Sold,
        st.sampled_from([date(2025, 3, 31), date(2025, 4, 1), date(2025, 4, 13)]),
        st.sampled_from(["Hall", "Online"]),
        st.sampled_from(["7", "8", ""]),
        st.sampled_from(["Tea", "Cake"]),
        st.sampled_from([1_000, -1_000, 500]),
        st.sampled_from([100_000, -100_000, 0, 101_250]),
        st.sampled_from(["Cash", "Card"]),
    ),
    min_size=1,
    max_size=7,
)
modes: st.SearchStrategy[Mode] = st.sampled_from(["keep", "replace"])
step = st.one_of(st.tuples(modes, solds), st.tuples(modes, solds), st.integers(0, 5))


def file_of(sold: Iterable[Sold]) -> bytes:
    return mindbody_csv(
        *(
            sale(
                date=f"{line.day.month}/{line.day.day}/{line.day.year}",
                location=line.location,
                order_id=line.order,
                item=line.item,
                quantity=quantity_text(line.quantity),
                amount=amount_text(line.amount),
                payment_method=line.method,
            )
            for line in sold
        )
    )


def stored(database: Database) -> Counter[Sold]:
    with database.reading() as connection:
        lines = with_names(connection, read_lines(connection, date.min, date.max))
    columns = ["location", "order_id", "product", "quantity", "amount", "payment_method"]
    found = zip(lines["sale_date"], *(lines[name] for name in columns), strict=True)
    return Counter(Sold(day.date(), *rest) for day, *rest in found)


def do_import(database: Database, history: list[Past], mode: Mode, lines: list[Sold]) -> None:
    """Import lines, hold the receipt against the model, and note it in the history."""
    content, sold, before = file_of(lines), Counter(lines), fold(history)
    result = load(database, content, on_changed=mode, answers=ANSWERS)
    if any(past.active and past.content == content for past in history):
        assert result.status == "already_imported"
        return
    assert result.status == "imported"
    assert result.import_id is not None
    history.append(Past(result.import_id, mode, sold, content))
    if mode == "keep":
        assert result.rows.imported == fold(history).total() - before.total()
        return
    orders = {line[:3] for line in sold}
    gone = [count for line, count in before.items() if line[:3] in orders]
    assert (result.rows.imported, result.rows.replaced) == (len(lines), sum(gone))


@examples(5)
@given(steps=st.lists(step, min_size=1, max_size=6))
def test_the_state_is_the_fold_of_the_active_imports(
    database: Database, steps: list[tuple[Mode, list[Sold]] | int]
) -> None:
    empty(database)
    history: list[Past] = []
    for wanted in steps:
        if isinstance(wanted, tuple):
            do_import(database, history, *wanted)
        elif wanted < len(history) and history[wanted].active:
            history[wanted].active = False
            undo_import(database, history[wanted].number, now=NOON, actor=BY_COMMAND)
        assert stored(database) == fold(history)
    assert_clean(database)
    hold_figures(database, fold(history))


def hold_figures(database: Database, there: Counter[Sold]) -> None:
    figures = revenue_report(database, Filters()).figures
    lines = list(there.elements())
    assert figures.lines == len(lines)
    assert figures.revenue == amount_decimal(sum(line.amount for line in lines))
    assert figures.refunds == amount_decimal(sum(line.amount for line in lines if line.refund))
    assert figures.units == quantity_decimal(sum(line.quantity for line in lines))
    assert figures.orders == orders_of([line for line in lines if not line.refund])


def orders_of(sold: list[Sold]) -> int | None:
    """Count orders; None where one without a number is not the only sale of its place."""
    places = Counter(line[:2] for line in sold)
    if any(not line.order and places[line[:2]] > 1 for line in sold):
        return None
    return len({line[:3] for line in sold})


def test_nine_identical_lines_stay_nine(database: Database) -> None:
    load(database, mindbody_csv(*(sale() for _ in range(9))))
    load(database, mindbody_csv(*(sale() for _ in range(4))))
    assert sum(stored(database).values()) == 9
    load(database, mindbody_csv(*(sale() for _ in range(11))))
    assert sum(stored(database).values()) == 11


def test_a_file_may_come_again_after_its_import_was_undone(database: Database) -> None:
    content = mindbody_csv(sale(), sale(order_id="2"))
    first = load(database, content)
    assert first.import_id is not None
    undo_import(database, first.import_id, now=NOON, actor=BY_COMMAND)
    again = load(database, content)
    assert (again.status, again.rows.imported) == ("imported", 2)
    assert again.import_id != first.import_id
    assert_clean(database)


@pytest.mark.parametrize("mode", ["keep", "replace"])
def test_a_preview_counts_what_the_import_then_does(database: Database, mode: Mode) -> None:
    load(database, mindbody_csv(sale(), sale(item="Cake"), sale(order_id="2")))
    content = mindbody_csv(sale(), sale(amount="12"), sale(order_id="3"))
    options = ImportOptions(on_changed=mode)
    preview = preview_import(database, export_of(content), options, "SGD")
    result = load(database, content, on_changed=mode)
    assert (preview.rows, preview.amount) == (result.rows, result.amount)


def test_an_import_tells_the_changed_orders_that_its_preview_told(database: Database) -> None:
    load(database, mindbody_csv(sale(), sale(item="Cake")))
    content = mindbody_csv(sale())
    preview = preview_import(database, export_of(content), ImportOptions(), "SGD")
    result = load(database, content)
    assert preview.changed_orders == result.changed_orders == 1


def test_a_file_with_the_same_lines_changes_nothing(database: Database) -> None:
    load(database, mindbody_csv(sale(), sale(order_id="2")))
    was = raw(database)
    result = load(database, mindbody_csv(sale(order_id="2"), sale()))
    assert (result.status, result.rows.already_imported) == ("imported", 2)
    assert result.changed_orders == 0
    assert raw(database) == was
