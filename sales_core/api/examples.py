"""Example answers and forms, as the API's description shows them.

Examples are JSON text: FastAPI would drop what is null and change what is a decimal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sales_core.contract import OPTIONS
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
    "evidence": ["48 of 48 dates fit M/D/Y; 30 exclude D/M/Y, e.g. 3/28/2025"],
    "questions": [],
    **_RECEIPT,
    "issues": [],
}
"""What came of an import."""

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
    },
}

UPLOAD: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FORM}}}
}
"""The form of an upload."""


def answered(example: str, status: int = 200) -> Responses:
    """Describe a good answer by an example, given as JSON text."""
    content = {"application/json": {"example": example}}
    return {status: {"description": "An answer such as this.", "content": content}}


def text(example: Mapping[str, Any]) -> str:
    """Write an example without decimal numbers as JSON text."""
    return json.dumps(example, indent=2)
