"""What was measured against what, and the table of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEADINGS = ("work", "measured", "yardstick", "ratio", "bar", "verdict")


@dataclass(frozen=True)
class Result:
    """One line of the table.

    ``value`` is what ``bar`` limits; ``unit`` says what both are: "x" for a ratio, "MB", "ms", or
    nothing for a plain number.
    Without a bar the figure is for information; ``skipped`` is why there is no figure at all.
    """

    work: str
    measured: str = "–"
    yardstick: str = "–"
    value: float | None = None
    bar: float | None = None
    unit: str = "x"
    skipped: str = ""

    def cells(self) -> tuple[str, ...]:
        """Give the texts of the line, in the order of HEADINGS."""
        ratio = f"{self.value:.2f} x" if self.value is not None and self.unit == "x" else "–"
        bar = "–" if self.bar is None else f"≤ {self.bar:g} {self.unit}".rstrip()
        return self.work, self.measured, self.yardstick, ratio, bar, self.verdict()

    def verdict(self) -> str:
        """Say ok or over, or why neither."""
        if self.skipped:
            return f"skipped: {self.skipped}"
        if self.value is None or self.bar is None:
            return "–"
        return "ok" if self.value <= self.bar else "over"


def compare(work: str, seconds: float, yardstick: float, what: str, bar: float | None) -> Result:
    """Set one time against another."""
    ratio = seconds / yardstick
    return Result(work, f"{seconds:.2f} s", f"{yardstick:.2f} s {what}", ratio, bar)


def memory(work: str, megabytes: float, bar: float) -> Result:
    """Set a peak of memory against its limit."""
    return Result(work, f"{megabytes:.0f} MB", value=megabytes, bar=bar, unit="MB")


def megabytes(work: str, sent: float, bar: float) -> Result:
    """Set what was sent against its limit; a megabyte is a million bytes."""
    return Result(work, f"{sent:.2f} MB", value=sent, bar=bar, unit="MB")


def score(work: str, value: float, bar: float) -> Result:
    """Set a plain number against its limit."""
    return Result(work, f"{value:.3f}", value=value, bar=bar, unit="")


def wait(work: str, seconds: float, bar: float | None) -> Result:
    """Set what a person waits for against its limit in milliseconds."""
    milliseconds = seconds * 1_000
    return Result(work, f"{milliseconds:.1f} ms", value=milliseconds, bar=bar, unit="ms")


def table(results: Sequence[Result]) -> str:
    """Lay the results out as plain text, one line each under the headings."""
    lines = [HEADINGS, *(result.cells() for result in results)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
