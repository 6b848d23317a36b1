"""Every declared export format with a file of its kind, and what must come of it.

``tests/exports/<name>.csv`` stands beside ``<name>.expected.json``. A new
format is its declaration and such a pair; nothing else. Write the expectation
of a new file with ``SALES_WRITE_GOLDEN=1`` and check it by eye.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from sales_core.importing.files.export import SalesExport
from sales_core.importing.formats.export_formats import export_formats
from sales_core.importing.inspection import read_export
from sales_core.importing.interpretation.columns import amount_source, find_format
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.plan import ImportPlan
from sales_core.importing.questions import Answers
from sales_core.values.money import amount_text, quantity_text

EXPORTS = Path(__file__).parents[1] / "exports"


def outcome(path: Path) -> dict[str, Any]:
    """Read a file and give what matters of the reading, or why it is refused, as plain data."""
    try:
        reading = read_export(SalesExport.on_disk(path), Answers(), "SGD")
    except FileRefusedError as fault:
        return {"refused": fault.issue.code, "message": fault.issue.message}
    assert reading.lines is not None, reading.questions
    lines = [
        [
            row["sale_date"].date().isoformat(),
            row["order_id"],
            row["product"],
            quantity_text(row["quantity"]),
            amount_text(row["amount"]),
            row["location"],
            row["payment_method"],
        ]
        for batch in reading.lines.batches()
        for row in batch.to_dict("records")
    ]
    return {
        "format": reading.format,
        "columns": dict(reading.columns),
        "date_format": reading.plan.as_json()["date_format"] if reading.plan else None,
        "rows": [reading.rows_read, len(lines), reading.rows_rejected, reading.rows_ignored],
        "lines": lines,
        "told": [said for said in reading.evidence if said.startswith("Rows that are no sales")],
        "issues": [f"{told.line}: {told.code}" for told in reading.issues],
    }


@pytest.mark.parametrize("path", sorted(EXPORTS.glob("*.csv")), ids=lambda path: path.stem)
def test_a_file_of_each_format_is_read_as_expected(path: Path) -> None:
    found = outcome(path)
    expected = path.with_suffix(".expected.json")
    if os.environ.get("SALES_WRITE_GOLDEN"):
        text = json.dumps(found, ensure_ascii=False, indent=1)
        expected.write_text(text + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_every_declared_format_has_a_file() -> None:
    there = {path.stem for path in EXPORTS.glob("*.csv")}
    assert {known.name for known in export_formats()} <= there


@pytest.mark.parametrize("known", export_formats(), ids=lambda known: known.name)
def test_declarations_tell_formats_apart(known: Any) -> None:
    for signature in known.signatures:
        assert find_format(signature) == known
    assert "date" in known.columns
    assert amount_source(dict.fromkeys(known.columns, 0))


@pytest.mark.parametrize("path", sorted(EXPORTS.glob("*.csv")), ids=lambda path: path.stem)
def test_a_stored_plan_is_the_plan(path: Path) -> None:
    if "refused" in outcome(path):
        return
    plan = read_export(SalesExport.on_disk(path), Answers(), "SGD").plan
    assert plan is not None
    stored = json.loads(json.dumps(plan.as_json()))
    assert ImportPlan.from_json(stored) == plan
