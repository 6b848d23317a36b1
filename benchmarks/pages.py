"""How long a page's script runs when it has run before, and what a first visit costs.

As a module it reruns pages: ``python -m benchmarks.pages`` prints the median seconds of each, for
the database in DATABASE_URL. It is a process of its own, because it loads Streamlit.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.bench import Bench, say, url_of
from benchmarks.measure import ROOT, run
from benchmarks.results import Result, megabytes, score, wait

PAGES = ("home.py", "upload.py", "imports.py", "products.py", "revenue.py")
RERUNS = 15
CHROMIUM = Path("/usr/bin/chromium")


def measure_pages(bench: Bench) -> Iterator[Result]:
    """Rerun every page, then start the app and open pages in a browser for the first time."""
    environment = {
        "DATABASE_URL": url_of(bench.database(bench.most_rows)),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'pages'}",
    }
    say("page reruns")
    reruns = run([sys.executable, "-m", "benchmarks.pages"], environment)
    for page, seconds in json.loads(reruns.output).items():
        yield wait(f"rerun of {page}, {bench.most_rows:,} lines", seconds, 40)

    work = "first visit"
    if find_spec("playwright") is None:
        yield Result(work, skipped="playwright is not installed")
    elif not CHROMIUM.exists():
        yield Result(work, skipped=f"there is no {CHROMIUM}")
    else:
        say("first visits after a start")
        opened = run([sys.executable, "-m", "benchmarks.first_page", str(bench.runs)], environment)
        for page, loads in json.loads(opened.output).items():
            yield from _first_visit(page, loads)


def _first_visit(page: str, loads: list[dict[str, float]]) -> Iterator[Result]:
    """Take the medians of what ``benchmarks.first_page`` measured of a page."""
    of = {what: median(load[what] for load in loads) for what in loads[0]}
    yield wait(f"first visit of {page}: its heading", of["heading"], 1_000)
    yield wait(f"first visit of {page}: settled", of["settled"], 1_500)
    yield score(f"first visit of {page}: layout shift", of["shift"], 0.1)
    yield megabytes(f"first visit of {page}: sent", of["sent"] / 1_000_000, 2.5)


def rerun_pages() -> dict[str, float]:
    """Give the median seconds of a warm rerun, by page."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - only the child runs pages

    app = AppTest.from_file(ROOT / "pages" / "navigation.py", default_timeout=60).run()
    medians = {}
    for page in PAGES:
        app.switch_page(page).run().run()
        times = []
        for _ in range(RERUNS):
            started = perf_counter()
            app.run()
            times.append(perf_counter() - started)
        if app.exception:
            message = f"{page} failed: {app.exception[0].message}"
            raise RuntimeError(message)
        medians[page] = median(times)
    return medians


if __name__ == "__main__":
    print(json.dumps(rerun_pages()))
