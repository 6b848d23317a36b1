"""How a corpus of real exports is read: ``python -m benchmarks.corpus [FOLDER]``.

FOLDER holds exports and ``truth.json``, which says of each what is in it. Prints a line a file and
how many got which verdict; the exit code is 1 if one was read wrong without a word.

exact: read at first try, nothing asked, rows and sum and first and last day as the truth says
    (or as it says for the rows it recommends to count as sales);
flagged: they differ, and rows were ignored or rejected, counted by reason;
asked, refused: the file cannot be read without an answer, or at all; the reason is told;
WRONG: they differ, and nobody was told.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.measure import ROOT
from sales_core.importing.files.export import SalesExport
from sales_core.importing.inspection import read_export
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading
from sales_core.values.money import amount_decimal

CORPUS = ROOT.parent / "shared" / "corpus"
USUAL_CURRENCY = "SGD"


@dataclass(frozen=True)
class Verdict:
    """How one file was read.

    Attributes:
        file: Its name.
        kind: exact, flagged, asked, refused or WRONG.
        why: What was read, asked or said.
    """

    file: str
    kind: str
    why: str


def judge_all(corpus: Path) -> list[Verdict]:
    """Read every export of a corpus and compare it with the truth."""
    entries = json.loads((corpus / "truth.json").read_text(encoding="utf-8"))
    return [judge(corpus, entry) for entry in entries]


def judge(corpus: Path, entry: dict[str, Any]) -> Verdict:
    """Compare the reading of a file with the truth, or with the rows it recommends to count."""
    file, currency = entry["file"], _currency(corpus, entry)
    try:
        reading = read_export(SalesExport.on_disk(corpus / file), Answers(), currency)
    except FileRefusedError as fault:
        return Verdict(file, "asked" if fault.questions else "refused", str(fault))
    if reading.lines is None:
        return Verdict(file, "asked", "; ".join(each.text for each in reading.questions))
    truth = entry["truth"]
    counted = f"{len(reading.lines.rows):,} lines, {_total(reading)}"
    for name, wanted in (("all rows", truth), ("its sales", truth.get("recommended_filter"))):
        if wanted and _agrees(reading, wanted, truth, currency):
            return Verdict(file, "exact", f"{name}: {counted}")
    if reading.rows_ignored or reading.rows_rejected:
        told = f"{reading.rows_ignored} ignored, {reading.rows_rejected} rejected"
        return Verdict(file, "flagged", f"{counted}, {told}")
    return Verdict(file, "WRONG", counted)


def _total(reading: Reading) -> Decimal:
    return amount_decimal(reading.amount_read - reading.amount_rejected)


def _agrees(reading: Reading, wanted: dict[str, Any], truth: dict[str, Any], currency: str) -> bool:
    if by_currency := truth.get("sum_by_currency"):
        sums = {code.upper(): Decimal(amount) for code, amount in by_currency.items()}
        return _total(reading) == sums[currency]
    assert reading.lines is not None  # noqa: S101 - its caller looked
    period = reading.lines.period()
    return (
        period is not None
        and len(reading.lines.rows) == wanted.get("data_rows", wanted.get("rows"))
        and _total(reading) == Decimal(wanted["amount_sum"])
        and [day.isoformat() for day in period] == [wanted["first_date"], wanted["last_date"]]
    )


def _currency(corpus: Path, entry: dict[str, Any]) -> str:
    """Give the currency of most of the money of a file, or the usual one."""
    if sums := entry["truth"].get("sum_by_currency"):
        return str(max(sums, key=lambda code: abs(Decimal(sums[code])))).upper()
    header = entry["mapping"].get("currency")
    if not header:
        return USUAL_CURRENCY
    delimiter = "\t" if "TAB" in entry["delimiter"] else entry["delimiter"]
    with (corpus / entry["file"]).open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter=delimiter)
        codes = Counter(row[header] for row in rows if (row.get(header) or "").isalpha())
    return codes.most_common(1)[0][0].upper()


def main() -> None:
    """Print the verdicts."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    if not (corpus / "truth.json").exists():
        sys.exit(f"There is no corpus with a truth.json in {corpus}: name its folder.")
    verdicts = judge_all(corpus)
    for verdict in verdicts:
        print(f"{verdict.kind:8} {verdict.file:52} {verdict.why[:160]}")
    counts = Counter(verdict.kind for verdict in verdicts)
    print(", ".join(f"{count} {kind}" for kind, count in counts.most_common()))
    sys.exit(1 if counts["WRONG"] else 0)


if __name__ == "__main__":
    main()
