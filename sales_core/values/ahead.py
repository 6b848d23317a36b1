"""Doing the next piece of work while the last one is being used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, cast

T = TypeVar("T")


def one_ahead(items: Iterable[T], *, several: bool = True) -> Iterator[T]:
    """Give the items in order, each made in another thread while the one before is used.

    What making an item raises is raised here, in its place.

    Args:
        items: What makes them.
        several: Whether there is more than one; to start a thread for one costs more than it saves.
    """
    if not several:
        yield from items
        return
    iterator = iter(items)
    end = object()
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as beside:
        coming = beside.submit(next, iterator, end)
        while (item := coming.result()) is not end:
            coming = beside.submit(next, iterator, end)
            yield cast("T", item)  # next() gives an item or the end
