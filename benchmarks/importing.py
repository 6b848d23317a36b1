"""Importing a file, importing its lines again, undoing it; and the same at ten times the size."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from statistics import median

from benchmarks.bench import Bench, import_file, say, sqlite_import, told_by, undo
from benchmarks.measure import Run
from benchmarks.results import Result, compare, memory, wait
from sales_core.sample.writing import LONGEST_DAYS

YARDSTICK = "sqlite3 .import"


def measure_import(bench: Bench) -> Iterator[Result]:
    """Measure import, re-import and undo of ``bench.rows`` rows."""
    export, again = bench.export(bench.rows), bench.export_with_other_bytes(bench.rows)
    plain: list[Run] = []
    imports: list[Run] = []
    known: list[Run] = []
    undos: list[Run] = []
    for number in range(1, bench.runs + 1):
        say(f"import {bench.rows:,} rows, run {number} of {bench.runs}")
        plain.append(sqlite_import(bench.new_database("plain"), export))
        home, copy = bench.new_database("imported"), bench.folder / "copied"
        imports.append(import_file(home, export))
        _check(imports[-1], imported=bench.rows)
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(home, copy)
        known.append(import_file(copy, again))
        _check(known[-1], imported=0)
        undos.append(undo(home, told_by(imports[-1])["import_id"]))
    seconds = _seconds(imports)
    work = f"import of {bench.rows:,} rows"
    yield compare(work, seconds, _seconds(plain), YARDSTICK, 1.3)
    yield memory(f"{work}, peak memory", max(run.peak_mb for run in imports), 400)
    yield compare("re-import, every line known", _seconds(known), seconds, "import", 1.0)
    yield memory("re-import, peak memory", max(run.peak_mb for run in known), 400)
    yield compare("undo of it", _seconds(undos), seconds, "import", 1.0)


def measure_large(bench: Bench) -> Iterator[Result]:
    """Measure ``bench.large_rows`` rows once, and one more day into them ``bench.runs`` times."""
    if bench.large_rows is None:
        yield Result("import of 10,000,000 rows", skipped="ask for it with --large")
        return
    rows = bench.large_rows
    say(f"import {rows:,} rows, once")
    plain = sqlite_import(bench.new_database("plain"), bench.export(rows))
    shutil.rmtree(bench.folder / "plain")
    home = bench.database(rows)
    imported, smaller = (
        bench.imports[rows],
        import_file(bench.new_database("smaller"), bench.export(bench.rows)),
    )
    _check(imported, imported=rows)
    work = f"import of {rows:,} rows"
    yield compare(work, imported.seconds, plain.seconds, YARDSTICK, 1.3)
    yield memory(f"{work}, peak memory", imported.peak_mb, 600)
    yield compare(
        f"{work}, per row",
        imported.seconds,
        smaller.seconds * rows / bench.rows,
        f"in proportion to {bench.rows:,}",
        1.1,
    )
    yield from _one_more_day(bench, rows)

    say(f"undo {rows:,} rows, once")
    copy = bench.folder / "copied"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home, copy)
    undone = undo(copy, told_by(imported)["import_id"])
    shutil.rmtree(copy)
    yield compare(f"undo of {rows:,} rows", undone.seconds, imported.seconds, "import", 1.0)
    yield memory(f"undo of {rows:,} rows, peak memory", undone.peak_mb, 600)


def _one_more_day(bench: Bench, rows: int) -> Iterator[Result]:
    big, small = bench.database(rows), bench.new_database("one-line")
    lines = rows // LONGEST_DAYS
    day, line = bench.next_day_export(lines), bench.next_day_export(1)
    import_file(small, bench.export(1))
    days: list[Run] = []
    starts: list[Run] = []
    undos: list[Run] = []
    for number in range(1, bench.runs + 1):
        say(f"import one day of {lines:,} rows, run {number} of {bench.runs}")
        starts.append(import_file(small, line))
        undo(small, told_by(starts[-1])["import_id"])
        days.append(import_file(big, day))
        _check(days[-1], imported=lines)
        undos.append(undo(big, told_by(days[-1])["import_id"]))
    work = f"one day of {lines:,} rows into {rows:,}"
    yield compare(work, _seconds(days), _seconds(starts), "process start", None)
    yield wait(f"{work}, beyond process start", _seconds(days) - _seconds(starts), 100)
    yield compare("undo of that day", _seconds(undos), _seconds(days), "import of it", None)


def _seconds(runs: list[Run]) -> float:
    return median(run.seconds for run in runs)


def _check(measured: Run, *, imported: int) -> None:
    found = told_by(measured)["rows"]["imported"]
    if found != imported:
        message = f"{found:,} rows were imported, not {imported:,}: the time means nothing."
        raise ValueError(message)
