"""What the works share: a folder for files and databases, and the commands that are measured."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import Run, run
from sales_core.sample.writing import HEADER, LONGEST_DAYS, write_sample

DAY_AFTER = "11/01/2026"  # the sample ends the day before
OTHER_SALES = "9"  # put before Sale IDs, so that they are new to every sample


@dataclass
class Bench:
    """One run of the benchmarks: its sizes, and what was built so far."""

    folder: Path
    rows: int
    runs: int
    large_rows: int | None = None
    imports: dict[int, Run] = field(default_factory=dict)

    @property
    def most_rows(self) -> int:
        """The size of the biggest database of this run."""
        return self.large_rows or self.rows

    def export(self, rows: int) -> Path:
        """Write a sample export over ten years once, and give its path."""
        path = self.folder / f"sample-{rows}.csv"
        if not path.exists():
            say(f"writing {path.name}")
            with path.open("w", encoding="utf-8", newline="") as stream:
                write_sample(stream, rows, days=LONGEST_DAYS)
        return path

    def export_with_other_bytes(self, rows: int) -> Path:
        """Copy a sample export and end the copy with an empty line."""
        path = self.folder / f"sample-{rows}-again.csv"
        if not path.exists():
            shutil.copyfile(self.export(rows), path)
            with path.open("a", encoding="utf-8", newline="") as stream:
                stream.write("\n")
        return path

    def next_day_export(self, rows: int) -> Path:
        """Write rows of the day after every sample's last, in orders of their own."""
        path = self.folder / f"next-day-{rows}.csv"
        with self.export(max(rows, 1_000)).open(encoding="utf-8", newline="") as sample:
            next(sample)
            lines = [_on_the_next_day(line) for line, _ in zip(sample, range(rows), strict=False)]
        path.write_text(HEADER + "".join(lines), encoding="utf-8", newline="")
        return path

    def new_database(self, name: str) -> Path:
        """Give an empty folder for one database, so that it is copied and removed as a whole."""
        home = self.folder / name
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        return home

    def database(self, rows: int) -> Path:
        """Import a sample once, and give its database to works that only read or tidy up."""
        home = self.folder / f"database-{rows}"
        if rows not in self.imports:
            self.new_database(home.name)
            self.imports[rows] = import_file(home, self.export(rows))
        return home


def url_of(home: Path) -> str:
    """Give the address of the database in this folder."""
    return f"sqlite:///{home / 'sales.db'}"


def import_file(home: Path, export: Path) -> Run:
    """Measure ``import`` of an export into the database in this folder.

    The order of dates is said, because a single day may not prove it.
    """
    return _sales_core(home, "import", str(export), "--date-order", "mdy", "--json")


def import_files(home: Path, exports: list[Path]) -> Run:
    """Measure ``import`` of several exports with one command."""
    return _sales_core(home, "import", *map(str, exports), "--date-order", "mdy", "--json")


def undo(home: Path, import_id: int) -> Run:
    """Measure ``undo`` of an import."""
    return _sales_core(home, "undo", str(import_id), "--json")


def told_by(measured: Run) -> dict[str, Any]:
    """Read the object a command printed."""
    answer: dict[str, Any] = json.loads(measured.output)
    return answer


def sqlite_import(home: Path, export: Path) -> Run:
    """Measure ``sqlite3 .import`` of an export into an untyped table of a new database."""
    columns = ", ".join(f'"{name}"' for name in HEADER.strip().split(","))
    script = home / "import.sql"
    script.write_text(
        f"CREATE TABLE sales ({columns});\n.mode csv\n.import --skip 1 '{export}' sales\n",
        encoding="utf-8",
    )
    return run(["sqlite3", str(home / "plain.db"), f".read '{script}'"])


def say(what: str) -> None:
    """Tell on standard error what is going on; the table alone is on standard output."""
    print(f"  {what} ...", file=sys.stderr, flush=True)


def _sales_core(home: Path, *arguments: str) -> Run:
    return run([sys.executable, "-m", "sales_core", *arguments], {"DATABASE_URL": url_of(home)})


def _on_the_next_day(line: str) -> str:
    _, client, sale, rest = line.split(",", 3)
    return f"{DAY_AFTER},{client},{OTHER_SALES}{sale},{rest}"
