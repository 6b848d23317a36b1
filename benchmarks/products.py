"""Many products against few, with as many rows; and one more row afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from benchmarks.bench import Bench, import_file, say, told_by, undo
from benchmarks.measure import Run
from benchmarks.results import Result, compare, wait

FEW = 20
BARS = {2_000: 1.5, 5_000: None, 100_000: None}
"""How many products there are, and the bar of an import against that of a few."""

FIRST_DAY = date(2024, 11, 1)
DAYS = 24 * 30
ROWS = 100_000
HEADER = "Date,Order,Product,Quantity,Amount,Location,Payment method\n"


def measure_products(bench: Bench) -> Iterator[Result]:
    """Measure imports that differ only in how many products their rows spread over."""
    rows = min(bench.rows, ROWS)
    start = _start(bench)
    few = [_import(bench, FEW, rows) for _ in range(bench.runs)]
    for products, bar in BARS.items():
        many = [_import(bench, products, rows) for _ in range(bench.runs)]
        work = f"{rows:,} rows of {products:,} products"
        yield compare(work, _seconds(many), _seconds(few), f"{FEW} products", bar)
        home, one = _home(bench, products), _one_row(bench, products)
        after: list[Run] = []
        for number in range(1, bench.runs + 1):
            say(f"one more row after {products:,} products, run {number} of {bench.runs}")
            after.append(import_file(home, one))
            undo(home, told_by(after[-1])["import_id"])
        yield wait(f"one more row after {work}, beyond start", _seconds(after) - start, 150)


def _start(bench: Bench) -> float:
    """Measure one row into a database that holds one other row."""
    home = bench.new_database("products-none")
    import_file(home, _write(bench, "products-first", 1, 1))
    one = _one_row(bench, FEW)
    starts = []
    for _ in range(bench.runs):
        starts.append(import_file(home, one))
        undo(home, told_by(starts[-1])["import_id"])
    return _seconds(starts)


def _import(bench: Bench, products: int, rows: int) -> Run:
    say(f"import {rows:,} rows of {products:,} products")
    export = _write(bench, f"products-{products}", products, rows)
    return import_file(bench.new_database(_home(bench, products).name), export)


def _home(bench: Bench, products: int) -> Path:
    return bench.folder / f"products-{products}-database"


def _one_row(bench: Bench, products: int) -> Path:
    path = bench.folder / f"products-{products}-one.csv"
    path.write_text(HEADER + _row(10_000_000, 1, DAYS - 1), encoding="utf-8", newline="")
    return path


def _write(bench: Bench, name: str, products: int, rows: int) -> Path:
    path = bench.folder / f"{name}.csv"
    if not path.exists():
        made = (_row(at, at * 7 % products, at * DAYS // rows) for at in range(rows))
        path.write_text(HEADER + "".join(made), encoding="utf-8", newline="")
    return path


def _row(order: int, product: int, day: int) -> str:
    written = (FIRST_DAY + timedelta(days=day)).strftime("%m/%d/%Y")
    return f"{written},{order},Product {product},1,{product % 90 + 10}.50,North,Cash\n"


def _seconds(runs: list[Run]) -> float:
    return median(run.seconds for run in runs)
