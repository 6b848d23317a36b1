from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from sales_core.values.ahead import one_ahead


def test_the_items_come_in_order() -> None:
    assert list(one_ahead(range(100))) == list(range(100))
    assert list(one_ahead([])) == []
    assert list(one_ahead([None, None])) == [None, None]


def test_the_next_item_is_made_while_one_is_used() -> None:
    second_begun = threading.Event()
    makers = set()

    def items() -> Iterator[str]:
        makers.add(threading.current_thread())
        yield "first"
        second_begun.set()
        yield "second"

    given = one_ahead(items())
    assert next(given) == "first"
    assert second_begun.wait(10)
    assert list(given) == ["second"]
    assert threading.current_thread() not in makers


def test_only_one_item_is_made_ahead() -> None:
    begun = []

    def items() -> Iterator[int]:
        for number in range(10):
            begun.append(number)
            yield number

    for at, number in enumerate(one_ahead(items())):
        assert number == at
        assert len(begun) <= at + 2


def test_what_making_an_item_raises_is_raised_in_its_place() -> None:
    def items() -> Iterator[int]:
        yield 1
        yield 2
        raise LookupError("three")

    used: list[int] = []
    with pytest.raises(LookupError, match="three"):
        used.extend(one_ahead(items()))
    assert used == [1, 2]


def test_leaving_early_ends_the_thread() -> None:
    before = threading.active_count()
    for number in one_ahead(iter(range(1_000))):
        if number == 3:
            break
    assert threading.active_count() == before


def test_one_item_needs_no_other_thread() -> None:
    makers = (threading.current_thread() for _ in range(1))
    assert list(one_ahead(makers, several=False)) == [threading.current_thread()]
