"""What came of an import, as text for a person at a terminal."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from sales_core.cli.output import table, tell
from sales_core.importing.formats.export_formats import format_title
from sales_core.values.money import amount_text

if TYPE_CHECKING:
    from sales_core.importing.questions import Figures, Question
    from sales_core.imports import ImportResult

ISSUES_TOLD = 20
"""Row issues told one by one in text; ``--json`` and ``--rejects`` give more."""


def tell_result(result: ImportResult) -> None:
    """Tell what happened, with the receipt, the evidence, what is asked and what is wrong."""
    refused = result.status == "refused"
    tell(result.message, error=refused)
    if result.rows.read:
        tell("\n" + _receipt(result), error=refused)
    if result.first_date:
        number = f"Import {result.import_id}: " if result.import_id else ""
        days = f"{result.first_date} to {result.last_date}, {_orders(result)}"
        tell(f"\n{number}{format_title(result.format)}, {days}", error=refused)
    for fact in result.evidence:
        tell(f"- {fact}", error=refused)
    for question in result.questions:
        tell_question(question)
    for issue in result.issues[:ISSUES_TOLD]:
        tell(f"line {issue.line}: {issue.message} {issue.how_to_fix}", error=refused)
    if len(result.issues) > ISSUES_TOLD:
        tell("More of them: --json tells all, --rejects PATH writes the rows.", error=refused)


def _orders(result: ImportResult) -> str:
    return "orders not known" if result.orders is None else f"{result.orders} orders"


def tell_question(question: Question) -> None:
    """Ask with what each answer would mean, and how to give it."""
    tell(f"? {question.text}", error=True)
    if example := question.example:
        cells = ", ".join(f"{header} = {value or '(empty)'}" for header, value in example.cells)
        tell(f"    line {example.line:,}: {cells}", error=True)
    labels = question.labels or question.choices
    figures = question.figures or (None,) * len(labels)
    for choice, label, each in zip(question.choices, labels, figures, strict=True):
        said = "" if label == choice.strip() else f" - {label}"
        answer = shlex.quote(f"{question.key}={choice}")
        tell(f"    --answer {answer}{said}{_means(each)}", error=True)


def _means(figures: Figures | None) -> str:
    if figures is None or figures.first_date is None:
        return ""
    days = f"{figures.first_date} to {figures.last_date}"
    return f": {amount_text(figures.revenue)} in {figures.rows:,} rows, {days}"


def _receipt(result: ImportResult) -> str:
    rows, amount = result.rows, result.amount
    lines = [
        ("read", rows.read, amount.read),
        ("imported", rows.imported, amount.imported),
        ("already imported", rows.already_imported, amount.already_imported),
        ("rejected", rows.rejected, amount.rejected),
        ("ignored", rows.ignored, None),
        ("replaced", rows.replaced, amount.replaced),
    ]
    return table(
        ("", "rows", "amount"),
        [
            (name, str(count), "" if units is None else amount_text(units))
            for name, count, units in lines
        ],
        numbers=("rows", "amount"),
    )
