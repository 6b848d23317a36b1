"""What comes of a file that is not imported: already there, refused, or with an open question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sales_core.importing.interpretation.traits import TRAIT_FIELDS
from sales_core.importing.issues import FileRefusedError, issue, refused
from sales_core.importing.plan import ImportPlan
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading
from sales_core.importing.rows.lines import TypedRows
from sales_core.importing.rows.row_rules import CANCELLED
from sales_core.importing.vocabulary.header_names import folded
from sales_core.imports.receipt import known_of
from sales_core.imports.result import ImportOptions, ImportResult
from sales_core.store.import_log import AmountCounts, ImportRecord, RowCounts
from sales_core.values.dates import LETTERS


def already_imported(file: str, earlier: ImportRecord, answers: Answers) -> ImportResult:
    """Tell that this very file is there already, or that it was read with other answers."""
    plan = earlier.plan
    if _asks_otherwise(plan, answers):
        refused = refused_file(
            file, FileRefusedError(issue("imported-otherwise", found=earlier.id))
        )
        return _with_earlier(refused, earlier)
    known = RowCounts(
        read=earlier.rows.read,
        already_imported=earlier.rows.imported + earlier.rows.already_imported,
        rejected=earlier.rows.rejected,
        ignored=earlier.rows.ignored,
    )
    amount = AmountCounts(
        read=earlier.amount.read,
        already_imported=earlier.amount.imported + earlier.amount.already_imported,
        rejected=earlier.amount.rejected,
    )
    when = f"{earlier.imported_at:%Y-%m-%d %H:%M} UTC by {earlier.imported_by}"
    result = ImportResult(
        status="already_imported",
        file=file,
        message=f"This file was imported on {when} (import {earlier.id}). Nothing was changed.",
        sha256=earlier.file_sha256,
        import_id=earlier.id,
        format=plan["format"],
        plan=ImportPlan.from_json(plan),
        columns=plan["columns"],
        evidence=earlier.evidence,
        rows=known,
        amount=amount,
        first_date=earlier.first_date,
        last_date=earlier.last_date,
        orders=earlier.known_orders,
        unnumbered=earlier.unnumbered,
        currency=plan.get("currency", ""),
    )
    return _with_earlier(result, earlier)


def _asks_otherwise(plan: Mapping[str, Any], answers: Answers) -> bool:
    """Tell whether answers would read a file otherwise than the plan of its import does."""
    columns = plan["columns"]
    return bool(
        (answers.date_order and LETTERS[answers.date_order] != plan["date_format"])
        or (answers.decimal_mark and answers.decimal_mark != plan["decimal_mark"])
        or (answers.cancelled and (answers.cancelled == "leave") != _leaves_cancelled(plan))
        or any(
            plan.get("choices", {}).get(name, choice) != choice
            for name, choice in answers.choices.items()
        )
        or any(
            folded(columns.get(name, "")) != folded(header)
            for name, header in answers.columns.items()
            if name not in TRAIT_FIELDS
        )
    )


def _leaves_cancelled(plan: Mapping[str, Any]) -> bool:
    return any(rule["reason"] == CANCELLED for rule in plan["rules"])


def refused_file(file: str, fault: FileRefusedError) -> ImportResult:
    """Tell why a file cannot be read at all."""
    told = fault.issue
    return ImportResult(
        status="refused",
        file=file,
        message=f"{told.message} {told.how_to_fix}",
        issues=(told,),
        questions=fault.questions,
        header=fault.header,
    )


def asking(file: str, reading: Reading) -> ImportResult:
    """Tell what a person must answer before the file can be read."""
    count = len(reading.questions)
    needs = "an answer" if count == 1 else f"{count} answers"
    return ImportResult(
        status="refused",
        file=file,
        message=f"The file needs {needs} before it can be read. {reading.questions[0].text}",
        rows=RowCounts(read=reading.rows_read),
        **known_of(reading),
    )


def refused_rows(
    file: str, reading: Reading, lines: TypedRows, options: ImportOptions
) -> ImportResult | None:
    """Tell that rows stop the import; None where the good rows can be imported."""
    left = len(lines.rows) > 0
    if reading.rows_rejected and (options.on_bad_rows == "stop" or not left):
        return _stopped(file, reading)
    return None if left else refused_file(file, refused("no-rows"))


def refused_corrections(file: str, corrected: Reading) -> ImportResult | None:
    """Tell that corrected rows are still wrong; None where all of them can be imported."""
    if corrected.lines is None:
        return asking(file, corrected)
    return refused_rows(file, corrected, corrected.lines, ImportOptions())


def _stopped(file: str, reading: Reading) -> ImportResult:
    """Tell that rows cannot be read and that nothing was imported because of them."""
    count = reading.rows_rejected
    found = "1 row" if count == 1 else f"{count:,} rows"
    told = issue("bad-rows", found=found)
    first = reading.issues[0]
    where = f"The first is on line {first.line}: {first.message}"
    return ImportResult(
        status="refused",
        file=file,
        message=f"{told.message} {where} {told.how_to_fix}",
        issues=reading.issues,
        rows=RowCounts(
            read=reading.rows_read, rejected=reading.rows_rejected, ignored=reading.rows_ignored
        ),
        amount=AmountCounts(read=reading.amount_read, rejected=reading.amount_rejected),
        **known_of(reading),
    )


def _with_earlier(result: ImportResult, earlier: ImportRecord) -> ImportResult:
    return replace(result, earlier=earlier)
