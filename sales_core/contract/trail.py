"""What both faces, HTTP and command line, answer about what was done or can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sales_core.errors import OptionError
from sales_core.imports import UndoPreview
from sales_core.reporting.audit_trail import Trace
from sales_core.store.audit import Asked, Event
from sales_core.values.money import amount_text

MOST = 1000
"""Rows of one page of the trail."""


def asked_trail(who: str | None, event: str | None, start: date | None, end: date | None) -> Asked:
    """Read which rows of the audit trail are asked for; days are those of UTC, both included.

    Raises:
        OptionError: There is no such event.
    """
    if event is not None and event not in list(Event):
        raise OptionError(f"event is {event!r}. It must be one of {', '.join(Event)}.")
    since = datetime.combine(start, time(), UTC) if start else None
    until = datetime.combine(end, time(), UTC) + timedelta(days=1) if end else None
    return Asked(who, event, since, until)


def undo_answer(preview: UndoPreview) -> dict[str, Any]:
    """Give what an undo would change; amounts are those of the days that the import touches."""
    return {
        "status": "preview",
        "import_id": preview.record.id,
        "file": preview.record.file_name,
        "undone_with_it": [one.id for one in preview.completions],
        "revenue_before": amount_text(preview.before),
        "revenue_after": amount_text(preview.after),
        "difference": amount_text(preview.after - preview.before),
        "days": [
            {
                "date": each.day.isoformat(),
                "revenue_before": amount_text(each.before),
                "revenue_after": amount_text(each.after),
                "difference": amount_text(each.difference),
            }
            for each in preview.changed
        ],
        "unchanged_days": len(preview.days) - len(preview.changed),
    }


def trace_answer(trace: Trace) -> dict[str, Any]:
    """Give one thing that was done."""
    row = trace.row
    return {
        "id": row.id,
        "time": row.at.isoformat(),
        "who": row.actor,
        "role": row.role.value,
        "face": row.face.value,
        "event": row.event,
        "what": row.what,
        "import_id": row.import_id,
        "file": trace.file or None,
        "request": row.request or None,
    }


def trail_answer(traces: Sequence[Trace], most: int | None = None) -> dict[str, Any]:
    """Give a page of the trail, the latest first; ``next`` is what ``before`` is for the next."""
    more = most is not None and len(traces) == most
    return {
        "audit": [trace_answer(trace) for trace in traces],
        "next": traces[-1].row.id if more else None,
    }
