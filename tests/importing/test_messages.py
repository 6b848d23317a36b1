"""The exact words of every fault: ``tests/messages/<code>.csv`` provokes it, ``.txt`` says how."""

from __future__ import annotations

from pathlib import Path

import pytest

from sales_core.importing.catalogue import CATALOGUE
from sales_core.importing.questions import Answers
from sales_core.imports.result import ImportResult
from sales_core.store.database import Database
from tests.builders import load, mindbody_csv, sale

MESSAGES = Path(__file__).parents[1] / "messages"

RAISED_ELSEWHERE = {
    "too-large", "expands", "damaged", "resources", "several-sheets", "repeated-sheets", "alike",
}  # fmt: skip
"""Codes that a face raises before the file is read, those of packed files (test_unpacking and
test_sheets), and that of rows whose faults are only counted."""

MADE = {"line-length": b"date,amount\n2025-03-28," + b"5" * (1 << 22)}
"""Files that are too large to be kept."""

ANSWERS: dict[str, tuple[Answers, ...]] = {
    "unknown-column": (Answers(columns={"amount": "Paid"}),),
    "imported-otherwise": (Answers(date_order="mdy"), Answers(date_order="dmy")),
}
"""What is said with each import of the file, one after the other; nothing where nothing is here."""

INCOMPLETE = mindbody_csv(sale(), sale(order_id="2", amount="ten"), sale(date="x"))
"""A file whose rows of line 3 and 4 are left out."""

CORRECTED = {"came-before", "line-twice", "misfit", "not-rejected"}
"""Codes of rows that complete its import."""

CODES = sorted({path.stem for path in MESSAGES.glob("*.csv")} | MADE.keys())


def test_every_fault_has_a_file_that_provokes_it() -> None:
    assert set(CODES) == CATALOGUE.keys() - RAISED_ELSEWHERE
    assert set(CODES) == {path.stem for path in MESSAGES.glob("*.txt")}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("code", CODES)
def test_the_message(code: str, database: Database) -> None:
    content = MADE.get(code) or (MESSAGES / f"{code}.csv").read_bytes()
    if code in CORRECTED:
        assert load(database, INCOMPLETE, on_bad_rows="skip").status == "imported"
    if code == "came-before":
        assert load(database, content.replace(b",7,", b",8,")).completes == 1
    for answers in ANSWERS.get(code, (Answers(),)):
        result = load(database, content, answers=answers)
    assert result.status == "refused"
    assert code == "bad-rows" or code in {told.code for told in result.issues}
    assert written(result) == (MESSAGES / f"{code}.txt").read_text(encoding="utf-8")


def written(result: ImportResult) -> str:
    """Write all that a person is told."""
    said = [result.message]
    for told in result.issues:
        place = f"line {told.line}" if told.line else "file"
        place += f", column {told.column}" if told.column else ""
        said += ["", f"{place} [{told.code}]", f"  {told.message}", f"  {told.how_to_fix}"]
    for question in result.questions:
        said += ["", f"question: {question.text}", f"  {', '.join(question.choices)}"]
    return "\n".join((*said, ""))
