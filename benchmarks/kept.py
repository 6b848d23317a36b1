"""What was measured before, kept in ``docs/performance.md``, and what is worse than that now.

Ratios hold from machine to machine, seconds and milliseconds do not: of those only what was
measured on the same machine says something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.measure import ROOT
from benchmarks.results import HEADINGS, Result, table

PERFORMANCE = ROOT / "docs" / "performance.md"

MARGIN = 1.15
"""How many times the kept figure a new one may be; less than that is chance."""

_FENCE = "```"
_FIGURE = re.compile(r"([\d,]+(?:\.\d+)?)")


def worse(results: Sequence[Result], path: Path = PERFORMANCE) -> Iterator[str]:
    """Say of each work that got worse by how much.

    Args:
        results: What was measured now.
        path: The document with the table of before.
    """
    before = figures(path.read_text("utf-8")) if path.exists() else {}
    for name, now in figures(table(results)).items():
        then = before.get(name)
        if then is not None and now > MARGIN * then:
            yield f"{name}: {now:g} instead of {then:g}"


def figures(text: str) -> Mapping[str, float]:
    """Read the figures of a table of ``results.table`` by work: its ratio, if it has one."""
    found: dict[str, float] = {}
    for line in text.splitlines():
        cells = re.split(r" {2,}", line.rstrip())
        if len(cells) < len(HEADINGS) or cells[0] in (HEADINGS[0], "") or set(cells[0]) == {"-"}:
            continue
        _, measured, _, ratio, *_ = cells
        figure = _FIGURE.match(ratio) or _FIGURE.match(measured)
        if figure:
            found[cells[0]] = float(figure[1].replace(",", ""))
    return found


def keep(machine: str, results: Sequence[Result], path: Path = PERFORMANCE) -> None:
    """Put a table in the place of the one in the document; other works stay as they were."""
    head, old, tail = path.read_text("utf-8").split(_FENCE, 2)
    new = table(results).splitlines()
    names = {result.work for result in results}
    kept = [
        line
        for line in old.strip().splitlines()[1:]  # the first is the machine
        if figures(line) and not names & figures(line).keys()
    ]
    written = "\n".join([machine, *new, *kept])
    path.write_text(f"{head}{_FENCE}\n{written}\n{_FENCE}{tail}", "utf-8")
