"""The corpus of real exports beside the repository: none is read wrong without a word."""

from __future__ import annotations

import csv
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sales_core.importing.export import SalesExport
from sales_core.importing.inspection import Reading, read_export
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.questions import Answers
from sales_core.values.money import amount_decimal

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SHARE_EXACT = 85
"""Percent of the files that must be read exactly with nothing asked."""

pytestmark = pytest.mark.skipif(
    not (CORPUS / "truth.json").exists(), reason=f"no corpus of real exports at {CORPUS}"
)


def test_most_exports_are_exact_and_none_is_wrong_without_a_word() -> None:
    entries = json.loads((CORPUS / "truth.json").read_text(encoding="utf-8"))
    verdicts = {entry["file"]: verdict(entry) for entry in entries}
    counted = Counter(verdicts.values())
    assert counted["WRONG"] == 0, verdicts
    assert 100 * counted["exact"] >= SHARE_EXACT * len(entries), verdicts


def verdict(entry: dict[str, Any]) -> str:
    """Compare a reading with the truth, or with the rows the truth recommends to count."""
    export = SalesExport.on_disk(CORPUS / entry["file"])
    try:
        reading = read_export(export, Answers(), _currency(entry))
    except FileRefusedError as fault:
        return "asked" if fault.questions else "refused"
    if reading.lines is None:
        return "asked"
    truth = entry["truth"]
    wanted = [truth, truth.get("recommended_filter") or truth]
    if any(_agrees(reading, each, truth, _currency(entry)) for each in wanted):
        return "exact"
    told = reading.rows_ignored or reading.rows_rejected
    return "flagged" if told else "WRONG"


def _agrees(reading: Reading, wanted: dict[str, Any], truth: dict[str, Any], currency: str) -> bool:
    total = amount_decimal(reading.amount_read - reading.amount_rejected)
    if by_currency := truth.get("sum_by_currency"):
        sums = {code.upper(): Decimal(amount) for code, amount in by_currency.items()}
        return total == sums[currency]
    assert reading.lines is not None
    period = reading.lines.period()
    return (
        period is not None
        and len(reading.lines.rows) == wanted.get("data_rows", wanted.get("rows"))
        and total == Decimal(wanted["amount_sum"])
        and [day.isoformat() for day in period] == [wanted["first_date"], wanted["last_date"]]
    )


def _currency(entry: dict[str, Any]) -> str:
    """Give the currency of most of the money of a file, or the usual one."""
    if sums := entry["truth"].get("sum_by_currency"):
        return str(max(sums, key=lambda code: abs(Decimal(sums[code])))).upper()
    header = entry["mapping"].get("currency")
    if not header:
        return "SGD"
    delimiter = "\t" if "TAB" in entry["delimiter"] else entry["delimiter"]
    with (CORPUS / entry["file"]).open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter=delimiter)
        codes = Counter(row[header] for row in rows if (row.get(header) or "").isalpha())
    return codes.most_common(1)[0][0].upper()
