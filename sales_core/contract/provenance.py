"""What both faces, HTTP and command line, answer about where a sale comes from, as plain data."""

from __future__ import annotations

from typing import Any

from sales_core.contract.answers import import_record
from sales_core.imports.original import OriginalReport
from sales_core.reporting.whereabouts import Found, Holder, Sought, Whereabouts
from sales_core.values.money import amount_text, quantity_text


def where_answer(found: Found, sought: Sought, currency: str) -> dict[str, Any]:
    """Give the lines of a day with the files that hold them, the one they count from marked."""
    return {
        "date": sought.day.isoformat(),
        "currency": currency,
        "lines": [_line(each) for each in found.lines],
        "left_out": found.count - len(found.lines),
    }


def original_answer(report: OriginalReport) -> dict[str, Any]:
    """Give what is known of a file: its imports, and whether it agrees with its receipt."""
    active = report.active
    status = "agrees" if report.clean else "differs" if report.imports else "not_imported"
    if report.imports and not active and not report.differs:
        status = "undone"
    return {
        "status": status,
        "file": report.file,
        "sha256": report.sha256,
        "active": active is not None,
        "counting_lines": report.counting,
        "imports": [import_record(each) for each in report.imports],
        "agrees": list(report.agrees),
        "differs": list(report.differs),
        "not_read_again": report.unread or None,
        "same_name": [each.id for each in report.namesakes],
    }


def _line(line: Whereabouts) -> dict[str, Any]:
    return {
        "order_id": line.order_id or None,
        "product": line.product or None,
        "location": line.location or None,
        "payment_method": line.payment_method or None,
        "quantity": quantity_text(line.quantity),
        "amount": amount_text(line.amount),
        "occurrence": line.occurrence,
        "files": [_holder(each) for each in line.holders],
    }


def _holder(holder: Holder) -> dict[str, Any]:
    return {
        "import_id": holder.import_id,
        "file": holder.file,
        "line": holder.line,
        "counts": holder.counts,
    }
