"""The audit trail: who did what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from sales_core.api.answers import ExactJSON
from sales_core.api.context import Given
from sales_core.api.examples import ERRORS, answered, text
from sales_core.api.parameters import Day, First, Last, only_known
from sales_core.api.roles import MAY_ADMINISTER
from sales_core.contract.trail import MOST, asked_trail, trail_answer
from sales_core.reporting.audit_trail import audit_trail

router = APIRouter(
    prefix="/api", tags=["operations"], dependencies=[Depends(only_known)], responses=ERRORS
)

_TRACE = {
    "id": 7,
    "time": "2025-04-18T08:15:00+00:00",
    "who": "ann@shop.example",
    "role": "administer",
    "face": "pages",
    "event": "undone",
    "what": "Import 3 was undone; it had brought 1,661 lines.",
    "import_id": 3,
    "file": "sales_2025.csv",
    "request": None,
}

Who = Annotated[str | None, Query(description="Only what this person, token or face did.")]
What = Annotated[str | None, Query(description="Only this kind, such as undone.")]
Most = Annotated[int, Query(description="How many at most.", ge=1, le=MOST)]
Before = Annotated[
    int | None,
    Query(description="Only those before this one: next of the page before.", ge=1, le=2**31 - 1),
]


@router.get(
    "/audit",
    dependencies=[MAY_ADMINISTER],
    summary="Who did what, the latest first",
    description="Times and days are UTC. next is null on the last page.",
    responses=answered(text({"audit": [_TRACE], "next": None})),
)
def audit(  # noqa: PLR0917 - each a parameter of the address
    given: Given,
    who: Who = None,
    event: What = None,
    start: Annotated[Day | None, First] = None,
    end: Annotated[Day | None, Last] = None,
    limit: Most = 100,
    before: Before = None,
) -> Response:
    """Answer with a page of the audit trail."""
    asked = asked_trail(who, event, start, end)
    found = audit_trail(given.database(), asked, before=before, most=limit)
    return ExactJSON(trail_answer(found, limit))
