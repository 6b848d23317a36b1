"""Example answers and forms, as the API's description shows them.

Examples are JSON text: FastAPI would drop what is null and change what is a decimal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sales_core.contract.answers import OPTIONS
from sales_core.importing.interpretation.columns import FIELDS

Responses = dict[int | str, dict[str, Any]]

ERRORS: Responses = {
    "default": {
        "description": "Anything else: what happened and what to do.",
        "content": {"application/json": {"example": '{"error": "The parameter end is missing."}'}},
    }
}

_RECEIPT: dict[str, Any] = {
    "rows": {
        "read": 1661,
        "imported": 1661,
        "already_imported": 0,
        "rejected": 0,
        "ignored": 0,
        "replaced": 0,
    },
    "amount": {
        "read": "64508.628",
        "imported": "64508.628",
        "already_imported": "0",
        "rejected": "0",
        "replaced": "0",
    },
    "first_date": "2025-03-01",
    "last_date": "2025-04-17",
    "orders": 1387,
}

_SHA256 = "7c1f0d5c7b3f6f5e0a2f4f4f5b1d8a0f6b9f2d7e8c3a5b1d0e9f8a7b6c5d4e3f"

RECORD: dict[str, Any] = {
    "id": 1,
    "file": "sales_2025.csv",
    "sha256": _SHA256,
    "format": "mindbody-sales",
    "imported_at": "2025-04-18T08:15:00+00:00",
    "imported_by": "API",
    "undone_at": None,
    **_RECEIPT,
}
"""An import as listed."""

UNDO: dict[str, Any] = {
    "status": "preview",
    "import_id": 1,
    "file": "sales_2025.csv",
    "undone_with_it": [],
    "revenue_before": "1463.652",
    "revenue_after": "408.096",
    "difference": "-1055.556",
    "days": [
        {
            "date": "2025-03-06",
            "revenue_before": "1055.556",
            "revenue_after": "0",
            "difference": "-1055.556",
        }
    ],
    "unchanged_days": 1,
}
"""What undoing an import would change."""

IMPORT: dict[str, Any] = {
    "status": "imported",
    "import_id": 1,
    "file": "sales_2025.csv",
    "sha256": _SHA256,
    "format": "mindbody-sales",
    "plan": {
        "encoding": "utf-8",
        "delimiter": ",",
        "header_line": 1,
        "columns": {"date": "Sale Date", "amount": "Total Paid w/ Payment Method"},
        "date_format": "M/D/Y",
        "decimal_mark": "point",
    },
    "evidence": ["48 of 48 dates fit month/day/year; 30 exclude day/month/year, e.g. 3/28/2025."],
    "questions": [],
    **_RECEIPT,
    "issues": [],
}
"""What came of an import."""

ASKED: dict[str, Any] = {
    "error": "The file needs an answer before it can be read. Nothing in the file tells the day "
    "from the month in 'Date'. Which comes first, the month or the day?",
    "status": "refused",
    "questions": [
        {
            "code": "date-order",
            "name": "date-order",
            "text": "Nothing in the file tells the day from the month in 'Date'. Which comes "
            "first, the month or the day?",
            "choices": ["mdy", "dmy"],
            "labels": [
                "Month first: 03/04/2025 is 4 March 2025",
                "Day first: 03/04/2025 is 3 April 2025",
            ],
            "figures": [
                {
                    "revenue": "7.7",
                    "rows": 2,
                    "first_date": "2025-03-04",
                    "last_date": "2025-04-04",
                },
                {
                    "revenue": "7.7",
                    "rows": 2,
                    "first_date": "2025-04-03",
                    "last_date": "2025-04-04",
                },
            ],
            "example": {
                "line": 3,
                "cells": [
                    {"column": "Date", "value": "03/04/2025"},
                    {"column": "Amount", "value": "4.20"},
                ],
            },
        }
    ],
}
"""What a file is answered that leaves a question open, as far as it is about that."""

_FORM: dict[str, Any] = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "The export, as CSV."},
        **{name: {"type": "string", "enum": list(values)} for name, values in OPTIONS.items()},
        "column": {
            "type": "array",
            "items": {"type": "string"},
            "description": f"FIELD=HEADER, once for each column. Fields: {', '.join(FIELDS)}.",
        },
        "answer": {
            "type": "array",
            "items": {"type": "string"},
            "description": "NAME=CHOICE, once for each question: the name of a question and one "
            "of its choices, as in date-order=dmy. Answers are kept for files with the same "
            "columns.",
        },
    },
}

UPLOAD: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FORM}}}
}
"""The form of an upload."""


def answered(
    example: str, status: int = 200, description: str = "An answer such as this."
) -> Responses:
    """Describe an answer by an example, given as JSON text."""
    content = {"application/json": {"example": example}}
    return {status: {"description": description, "content": content}}


def text(example: Mapping[str, Any]) -> str:
    """Write an example without decimal numbers as JSON text."""
    return json.dumps(example, indent=2)
