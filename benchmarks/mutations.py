"""How much damage to small exports goes unnoticed: ``python -m benchmarks.mutations --help``.

A mutation damages one row of an export in one way. It is noticed if the file is
refused or asked about, if rows of it are rejected, or if a sentence is told that
was not told of the file before; it is exact if the figures are those of the file
before. What is neither went unnoticed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Literal

import numpy as np

from benchmarks.small_exports import STYLES, Export, small_export
from sales_core.importing.files.export import SalesExport
from sales_core.importing.inspection import read_export
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading

Outcome = Literal["exact", "told", "asked", "rejected", "refused", "unnoticed"]
OUTCOMES: tuple[Outcome, ...] = ("exact", "told", "asked", "rejected", "refused", "unnoticed")

Mutation = Callable[[Export, Random], Export | None]
"""Damages an export; None where it has nothing that could be damaged so."""


def _repeated(export: Export, chance: Random) -> Export:
    at = chance.randrange(len(export.rows))
    rows = list(export.rows)
    rows.insert(chance.randrange(len(rows) + 1), rows[at])
    return Export(export.style, export.header, tuple(rows))


def _wider(export: Export, chance: Random) -> Export:
    at = chance.randrange(len(export.rows))
    row = list(export.rows[at])
    row.insert(chance.randrange(len(row)), "x")
    return export.with_row(at, row)


def _narrower(export: Export, chance: Random) -> Export:
    at = chance.randrange(len(export.rows))
    row = list(export.rows[at])
    del row[chance.randrange(len(row))]
    return export.with_row(at, row)


def _times(factor: int) -> Mutation:
    def multiplied(export: Export, chance: Random) -> Export:
        at, place = chance.randrange(len(export.rows)), export.at("amount")
        row, mark = list(export.rows[at]), export.style.mark
        value = Decimal(row[place].replace(mark, ".")) * factor
        row[place] = f"{value:.2f}".replace(".", mark)
        return export.with_row(at, row)

    return multiplied


def _swapped(export: Export, chance: Random) -> Export | None:
    form, place = export.style.dates, export.at("date")
    days = [datetime.strptime(row[place], form) for row in export.rows]  # noqa: DTZ007
    able = [at for at, day in enumerate(days) if day.day <= 12 and day.day != day.month]
    if not able:
        return None
    at = chance.choice(able)
    row = list(export.rows[at])
    row[place] = days[at].replace(day=days[at].month, month=days[at].day).strftime(form)
    return export.with_row(at, row)


MUTATIONS: dict[str, Mutation] = {
    "row repeated": _repeated,
    "row one cell wider": _wider,
    "row one cell narrower": _narrower,
    "amount x 10": _times(10),
    "amount x 100": _times(100),
    "amount x 1000": _times(1000),
    "day and month swapped": _swapped,
}


def figures(reading: Reading) -> tuple[int, ...]:
    """Give revenue, rows, orders, units, days and products of a reading; no order of rows.

    Raises:
        ValueError: A question is open.
    """
    if reading.lines is None:
        message = f"It is asked: {[question.code for question in reading.questions]}"
        raise ValueError(message)
    rows, cells = reading.lines.rows, reading.lines.cells
    products = cells.names["product"]
    used = {products.names[code] for code in np.unique(products.codes[rows])}
    try:
        orders = len(set(cells.order_ids_of(rows).to_pylist()))
    except (AttributeError, TypeError):
        orders = 0
    days = cells.days[rows]
    return (
        int(cells.amount[rows].sum()),
        len(rows),
        orders,
        int(cells.quantity[rows].sum()),
        len(np.unique(days)),
        int(days.astype(np.int64).sum()),
        len(used),
    )


def read(content: bytes, name: str = "sales.csv") -> Reading:
    """Read a file of a database in Singapore dollars."""
    return read_export(SalesExport(name, content), Answers(), "SGD")


def outcome(whole: Reading, damaged: bytes) -> Outcome:
    """Tell what became of a damaged file."""
    try:
        reading = read(damaged)
    except FileRefusedError:
        return "refused"
    if reading.lines is None:
        return "asked"
    if reading.rows_rejected:
        return "rejected"
    if figures(reading) == figures(whole):
        return "exact"
    known = set(whole.evidence)
    if any("Attention" in each for each in reading.evidence if each not in known):
        return "told"
    return "unnoticed"


def outcomes(count: int, seed: int) -> Iterator[tuple[str, str, Outcome]]:
    """Damage as many files, and give the kind of damage, the style, and what became of it."""
    chance, kinds = Random(seed), list(MUTATIONS.items())  # noqa: S311 - no secret
    done = 0
    while done < count:
        export = small_export(chance.choice(STYLES), chance)
        whole = read(export.content())
        for kind, mutation in kinds:
            damaged = mutation(export, chance)
            if damaged is not None and done < count:
                done += 1
                yield kind, export.style.name, outcome(whole, damaged.content())


def main() -> None:
    """Print the share of each outcome by kind of damage."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutations", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000, help="mutations to read")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--styles", action="store_true", help="by style too")
    asked = parser.parse_args()
    found: dict[str, Counter[Outcome]] = {}
    for kind, style, became in outcomes(asked.count, asked.seed):
        name = f"{kind}, {style}" if asked.styles else kind
        found.setdefault(name, Counter())[became] += 1
    width = max(len(name) for name in found)
    print("".ljust(width), "files", *(f"{name:>9}" for name in OUTCOMES))
    for name, counts in sorted(found.items()):
        total = counts.total()
        shares = (f"{counts[each] / total:9.1%}" for each in OUTCOMES)
        print(name.ljust(width), f"{total:5}", *shares)


if __name__ == "__main__":
    main()
