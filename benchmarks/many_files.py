"""A year and more of daily exports, imported with one command as a shop does that starts late."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import Bench, import_files, say
from benchmarks.results import Result, wait

FILES = 400
ROWS_A_DAY = 50


def measure_many_files(bench: Bench) -> Iterator[Result]:
    """Import a file a day; the bar is for all of them."""
    files = _daily_files(bench)
    say(f"import {len(files)} daily files")
    imported = import_files(bench.new_database("daily"), files)
    rows = [json.loads(line) for line in imported.output.splitlines() if line.startswith("{")]
    refused = sum("error" in row or row.get("status") == "refused" for row in rows)
    yield wait(f"import of {len(files)} daily files", imported.seconds, 8_000)
    yield Result(
        f"refused of {len(files)} daily files", f"{refused}", value=float(refused), bar=0, unit=""
    )


def _daily_files(bench: Bench) -> list[Path]:
    """Split a sample over ten years into the files of its latest days."""
    folder = bench.folder / "daily-files"
    folder.mkdir(exist_ok=True)
    by_day: dict[str, list[list[str]]] = {}
    with bench.export(3_650 * ROWS_A_DAY).open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    for row in rows:
        by_day.setdefault(row[0], []).append(row)
    days = sorted(by_day, key=lambda day: (day[6:], day[:5]))[-FILES:]
    paths = []
    for number, day in enumerate(days):
        paths.append(folder / f"{number:03}.csv")
        with paths[-1].open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([header, *by_day[day]])
    return paths
