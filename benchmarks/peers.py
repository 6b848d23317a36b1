"""The same file by tools that only load it, where they are installed.

None of them checks, proves, tells lines apart or keeps sums; they say what loading alone costs.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.bench import Bench, import_file, say
from benchmarks.measure import Run, run
from benchmarks.results import Result, compare

_DUCKDB = """
import sys, duckdb
database, export = sys.argv[1:]
with duckdb.connect(database) as connection:
    connection.execute("SET threads = 2")
    connection.execute("CREATE TABLE sales AS SELECT * FROM read_csv(?)", [export])
"""

_PANDAS = """
import sqlite3, sys, pandas
database, export = sys.argv[1:]
with sqlite3.connect(database) as connection:
    pandas.read_csv(export).to_sql("sales", connection, index=False)
"""


def measure_peers(bench: Bench) -> Iterator[Result]:
    """Import the sample, and load it with each peer."""
    export = bench.export(bench.rows)
    ours = import_file(bench.new_database("ours"), export)
    for name, command in _peers(bench.new_database("peers"), export).items():
        work = f"import of {bench.rows:,} rows against {name}"
        if command is None:
            yield Result(work, skipped=f"{name} is not installed")
            continue
        say(name)
        theirs: Run = run(command)
        yield compare(work, ours.seconds, theirs.seconds, name, None)


def _peers(home: Path, export: Path) -> dict[str, list[str] | None]:
    converter = shutil.which("csvs-to-sqlite")
    return {
        "DuckDB": _script("duckdb", _DUCKDB, home / "duck.db", export),
        "pandas to_sql": _script("pandas", _PANDAS, home / "pandas.db", export),
        "csvs-to-sqlite": [converter, str(export), str(home / "csvs.db")] if converter else None,
    }


def _script(package: str, text: str, *paths: Path) -> list[str] | None:
    """Give the command of a script; None where the package it needs is not installed."""
    if find_spec(package) is None:
        return None
    return [sys.executable, "-c", text, *map(str, paths)]
