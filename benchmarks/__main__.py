"""Measures the app and prints a table: ``python -m benchmarks --help``."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.importing import measure_import, measure_large
from benchmarks.kept import MARGIN, keep, worse
from benchmarks.load import measure_load
from benchmarks.many_files import measure_many_files
from benchmarks.pages import measure_pages
from benchmarks.peers import measure_peers
from benchmarks.postgres import measure_postgres
from benchmarks.products import measure_products
from benchmarks.questions import measure_questions
from benchmarks.results import Result, table

LARGE_ROWS = 10_000_000
WORKS: dict[str, Callable[[Bench], Iterator[Result]]] = {
    "import": measure_import,
    "large": measure_large,
    "products": measure_products,
    "questions": measure_questions,
    "pages": measure_pages,
    "many-files": measure_many_files,
    "load": measure_load,
    "peers": measure_peers,
    "postgres": measure_postgres,
}


def main() -> None:
    """Measure what was asked for; a work that fails is told and does not stop the others."""
    arguments = _read_arguments()
    if shutil.which("sqlite3") is None:
        sys.exit("The yardstick is missing: install the sqlite3 command line shell.")
    results: list[Result] = []
    with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="sales-benchmarks-") as folder:
        large_rows = LARGE_ROWS if arguments.large else None
        bench = Bench(Path(folder), arguments.rows, arguments.runs, large_rows)
        for name in arguments.only or WORKS:
            print(name, file=sys.stderr, flush=True)
            try:
                results.extend(WORKS[name](bench))
            except Exception as error:  # noqa: BLE001 - the other works still count
                print(f"{name} failed: {error}", file=sys.stderr, flush=True)
                results.append(Result(name, skipped="failed, see above"))
    print(_machine())
    print(table(results))
    for line in worse(results):
        print(f"worse than {MARGIN:g} times what docs/performance.md keeps: {line}")
    if arguments.keep:
        keep(_machine(), results)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the sample export")
    parser.add_argument("--runs", type=int, default=3, help="runs to take the median of")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE_ROWS:,} rows")
    parser.add_argument("--only", choices=WORKS, action="append", help="this work, repeatable")
    parser.add_argument("--keep", action="store_true", help="keep these in docs/performance.md")
    parser.add_argument("--folder", help="where to put files, 10 GB with --large")
    return parser.parse_args()


def _machine() -> str:
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


if __name__ == "__main__":
    main()
