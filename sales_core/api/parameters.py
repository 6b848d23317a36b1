"""Parameters of a question: days, periods, and nothing that is not known."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import BeforeValidator
from starlette.exceptions import HTTPException

from sales_core.reporting.filters import Filters
from sales_core.values.dates import parse_day


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        raise ValueError("It must be a day that there is, written as in 2025-03-05") from None


Day = Annotated[date, BeforeValidator(_day)]

First = Query(description="First day, as in 2025-03-05.")
Last = Query(description="Last day, included.")


async def _period(start: Annotated[Day, First], end: Annotated[Day, Last]) -> Filters:
    return Filters(start=start, end=end)


async def _some_period(
    start: Annotated[Day | None, First] = None, end: Annotated[Day | None, Last] = None
) -> Filters:
    return Filters(start=start, end=end)


AskedPeriod = Annotated[Filters, Depends(_period)]
"""Parameters ``start`` and ``end``, both wanted."""

AskedSomePeriod = Annotated[Filters, Depends(_some_period)]
"""Parameters ``start`` and ``end``; without them the period reaches as far as the data."""


async def only_known(request: Request) -> None:
    """Refuse parameters that the endpoint does not document, and those given twice.

    Raises:
        HTTPException: With status 400, naming the parameter and what there is.
    """
    known = _documented(request)
    for name, times in Counter(name for name, _ in request.query_params.multi_items()).items():
        if name not in known:
            there = f"There is: {', '.join(known)}." if known else "There are none here."
            raise HTTPException(400, f"There is no parameter {name[:80]!r}. {there}")
        if times > 1:
            raise HTTPException(400, f"The parameter {name} is given {times} times. Give it once.")


def _documented(request: Request) -> list[str]:
    paths: dict[str, Any] = request.app.openapi()["paths"]
    operation = paths[request.scope["route"].path_format][request.method.lower()]
    return [found["name"] for found in operation.get("parameters", ()) if found["in"] == "query"]
