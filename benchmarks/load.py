"""Many at once: questions to the API, people on pages while a large file comes, and memory.

As a module it asks the app on the database in DATABASE_URL and prints seconds and megabytes as
JSON; it is a process of its own, because it loads what live connections speak.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles

from benchmarks.bench import Bench, say, url_of
from benchmarks.measure import run
from benchmarks.results import Result, wait
from benchmarks.started_app import App, started_app

AT_ONCE, PEOPLE, REQUESTS, UPLOADS = 32, 20, 2_000, 50
ROWS_BESIDE, ROWS_OF_UPLOADS = 300_000, 2_000
ASKED = {
    "figures by day": ("/api/metrics/revenue/figures?by=day", 800),
    "revenue": ("/api/metrics/revenue?start=2025-01-01&end=2025-12-31", 300),
}
SEEN = ("/health", "/", *(path for path, _ in ASKED.values()))
BARS = {"rerun": 1_000.0, "health": 100.0}
DAYS = 425


def measure_load(bench: Bench) -> Iterator[Result]:
    """Ask from many sides at once; single questions stand beside, as the measure of the machine."""
    home = bench.new_database("load")
    exports = [bench.folder / f"load-{number}.csv" for number in range(UPLOADS + 1)]
    for number, path in enumerate(exports):
        rows = ROWS_OF_UPLOADS if number else ROWS_BESIDE
        _write(path, rows, number)
    _write(bench.folder / "load-first.csv", ROWS_OF_UPLOADS, UPLOADS + 1)
    command = [sys.executable, "-m", "sales_core", "import", str(bench.folder / "load-first.csv")]
    environment = {"DATABASE_URL": url_of(home)}
    run(command, environment)
    say("many at once")
    child = [sys.executable, "-m", "benchmarks.load", *map(str, exports)]
    found = json.loads(run(child, environment).output)
    for what, (_, bar) in ASKED.items():
        single = found["single"][what]
        yield wait(f"{what} of {DAYS} days, one request", single, None)
        yield wait(f"the same, {AT_ONCE} at once, 95 of 100", found["many"][what], bar)
    for what, limit in BARS.items():
        during = f"{what} for {PEOPLE} people while {ROWS_BESIDE:,} rows come, 95 of 100"
        yield wait(during, found["people"][what], limit)
    before, after = found["memory"]
    work = (
        f"memory after {REQUESTS:,} requests and {UPLOADS} uploads: {before:.0f} to {after:.0f} MB"
    )
    yield Result(work, f"{after:.0f} MB", f"{before:.0f} MB", after / before, 1.1)


def _write(path: Path, rows: int, number: int) -> None:
    from sales_core.sample.writing import write_sample  # noqa: PLC0415 - the parent loads no pandas

    with path.open("w", encoding="utf-8", newline="") as stream:
        write_sample(stream, rows, seed=number + 11, days=DAYS)


def worst_of_most(seconds: list[float]) -> float:
    """Give what 95 of 100 are below."""
    return quantiles(seconds, n=20)[-1]


def ask_from_many_sides(app: App, path: str) -> float:
    """Ask one question from many sides at once, four times each."""
    with ThreadPoolExecutor(AT_ONCE) as people:
        return worst_of_most(list(people.map(app.get, [path] * (4 * AT_ONCE))))


def upload(app: App, path: Path) -> None:
    """Import a file by the API; other sales on the days of before are meant as such."""
    form = ["-F", f"file=@{path}", "-F", "answer=counted-twice=both"]
    subprocess.run(
        ["curl", "-sf", "-o", "/dev/null", *form, f"{app.address}/api/import-sales"], check=True
    )


def people_meanwhile(app: App, path: Path) -> dict[str, float]:
    """Let people run pages, one run after the other, while a large file is imported."""
    from benchmarks.live_pages import reruns  # noqa: PLC0415 - loads Streamlit

    done, health = threading.Event(), list[float]()

    def watch() -> None:
        while not done.is_set():
            health.append(app.get("/health"))
            time.sleep(0.05)

    def bring() -> None:
        upload(app, path)
        done.set()

    with ThreadPoolExecutor(2) as beside:
        watching, bringing = beside.submit(watch), beside.submit(bring)
        seconds = asyncio.run(reruns(app, PEOPLE, done))
        bringing.result()
        watching.result()
    return {"rerun": worst_of_most(seconds), "health": worst_of_most(health)}


def memory_of(app: App, files: list[Path]) -> tuple[float, float]:
    """Ask and upload much, and give the memory before, and after a rest."""
    before = app.megabytes()
    with ThreadPoolExecutor(PEOPLE) as people:
        list(people.map(app.get, (SEEN[number % len(SEEN)] for number in range(REQUESTS))))
    with ThreadPoolExecutor(3) as people:
        list(people.map(lambda path: upload(app, path), files))
    time.sleep(35)  # the app gives back what is free every now and then
    return before, app.megabytes()


def main(large: Path, files: list[Path]) -> dict[str, object]:
    """Measure the app, each matter on its own."""
    with started_app() as app:
        memory = memory_of(app, files)
        single = {what: [app.get(path) for _ in range(20)] for what, (path, _) in ASKED.items()}
        many = {what: ask_from_many_sides(app, path) for what, (path, _) in ASKED.items()}
        people = people_meanwhile(app, large)
    medians = {what: median(seconds) for what, seconds in single.items()}
    return {"memory": memory, "single": medians, "many": many, "people": people}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])))
