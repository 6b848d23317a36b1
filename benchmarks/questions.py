"""How long a question takes in a running process, by the number of lines behind it.

As a module it asks: ``python -m benchmarks.questions SMALL_URL BIG_URL`` prints the median seconds
of each question for both databases. It is a process of its own, because it loads what asking needs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.bench import Bench, say, url_of
from benchmarks.measure import run
from benchmarks.results import Result, wait

if TYPE_CHECKING:
    from sales_core.reporting.filters import Filters
    from sales_core.store.database import Database

SMALL_ROWS = 10_000
ASKED = 31
LONG = "10 years"
TOGETHER = "filters together"
"""Questions that no table of sums answers."""
RANGES = {
    LONG: (date(2016, 11, 1), date(2026, 10, 31)),
    "1 year": (date(2025, 11, 1), date(2026, 10, 31)),
    "1 month": (date(2026, 10, 1), date(2026, 10, 31)),
}


def measure_questions(bench: Bench) -> Iterator[Result]:
    """Ask both databases the same, and set one's time against the other's."""
    small, big = bench.database(SMALL_ROWS), bench.database(bench.most_rows)
    say("questions")
    asked = run([sys.executable, "-m", "benchmarks.questions", url_of(small), url_of(big)])
    for question, (few, many) in json.loads(asked.output).items():
        if question.startswith(TOGETHER):
            yield wait(f"{question}, {LONG}, {bench.most_rows:,} lines", many, 200)
            continue
        yield Result(
            f"{question}, {bench.most_rows:,} lines",
            f"{many * 1_000:.2f} ms",
            f"{few * 1_000:.2f} ms {SMALL_ROWS:,} lines",
            many / few,
            1.2,
        )
        if question == f"revenue by day, {LONG}":
            yield wait(f"{question}, waiting", many, 20)


def ask(small_url: str, big_url: str) -> dict[str, tuple[float, float]]:
    """Give the median seconds of every question, for the small and the big database."""
    from sales_core.reporting.filters import Filters  # noqa: PLC0415 - only the child asks
    from sales_core.reporting.products import products_report  # noqa: PLC0415
    from sales_core.reporting.revenue import revenue_report  # noqa: PLC0415
    from sales_core.store.database import open_database  # noqa: PLC0415

    by_day = partial(revenue_report, grain="day")
    small, big = open_database(small_url), open_database(big_url)
    medians: dict[str, tuple[float, float]] = {}
    for length, (start, end) in RANGES.items():
        filters = Filters(start=start, end=end)
        medians[f"revenue by day, {length}"] = _alternate(
            partial(by_day, small, filters), partial(by_day, big, filters)
        )
        medians[f"products, {length}"] = _alternate(
            partial(products_report, small, filters), partial(products_report, big, filters)
        )
    start, end = RANGES[LONG]
    for what, some in _together(small, big).items():
        filters = replace(some, start=start, end=end)
        for name, report in (("revenue by day", by_day), ("products", products_report)):
            question = f"{TOGETHER}: {what}, {name}"
            medians[question] = _alternate(
                partial(report, small, filters), partial(report, big, filters)
            )
    return medians


def _together(small: Database, big: Database) -> dict[str, Filters]:
    """Give filters by what they are, of names that both databases have."""
    from sales_core.reporting.filters import Filters  # noqa: PLC0415 - only the child asks
    from sales_core.store.names import id_of_name  # noqa: PLC0415 - only the child asks

    names = []
    for kind in ("product", "payment_method"):
        with small.reading() as few, big.reading() as many:
            names.append(tuple(sorted(id_of_name(few, kind).keys() & id_of_name(many, kind))))
    products, methods = names
    return {
        "two products": Filters(products=products[:2]),
        "a product and a payment method": Filters(
            products=products[:1], payment_methods=methods[1:2]
        ),
        "a payment method": Filters(payment_methods=methods[1:2]),
    }


def _alternate(few: Callable[[], object], many: Callable[[], object]) -> tuple[float, float]:
    times = [(_seconds(few), _seconds(many)) for _ in range(ASKED + 2)][2:]
    return median(few for few, _ in times), median(many for _, many in times)


def _seconds(question: Callable[[], object]) -> float:
    started = perf_counter()
    question()
    return perf_counter() - started


if __name__ == "__main__":
    print(json.dumps(ask(sys.argv[1], sys.argv[2])))
