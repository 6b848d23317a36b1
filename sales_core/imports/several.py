"""Several files at once: each by itself, and what some prove answers what others ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sales_core.imports.result import ImportResult
from sales_core.imports.siblings import PROVABLE

Given = TypeVar("Given")


def import_each(
    files: Iterable[Given], import_one: Callable[[Given], ImportResult]
) -> Iterator[tuple[Given, ImportResult]]:
    """Import files one after the other, each in a transaction of its own.

    A file that asks what others with its columns may prove waits for them, and is tried again
    when some of those were imported; so the order of the files does not matter.

    Args:
        files: In the order in which they are tried first.
        import_one: Imports one of them.

    Yields:
        Each file once with what came of it, as soon as that is certain.
    """
    waiting: list[tuple[Given, ImportResult]] = []
    came = set[tuple[str, ...]]()
    for file in files:
        result = import_one(file)
        if _may_wait(result):
            waiting.append((file, result))
            continue
        if result.status == "imported":
            came.add(result.header)
        yield file, result
    while waiting and any(result.header in came for _, result in waiting):
        tried, rest = list(waiting), list[tuple[Given, ImportResult]]()
        now = set[tuple[str, ...]]()
        for file, before in tried:
            result = import_one(file) if before.header in came else before
            if _may_wait(result):
                rest.append((file, result))
                continue
            if result.status == "imported":
                now.add(result.header)
            yield file, result
        waiting, came = rest, now
    yield from waiting


def _may_wait(result: ImportResult) -> bool:
    asked = {question.code for question in result.questions}
    return result.status == "refused" and bool(asked & PROVABLE)
