"""Parameters of a question: days, periods, and nothing that is not known."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated, Any, TypedDict

from fastapi import Depends, Query, Request
from pydantic import BeforeValidator
from starlette.exceptions import HTTPException

from sales_core.contract.breakdowns import asked_traits
from sales_core.reporting.filters import Filters
from sales_core.values.dates import parse_day
from sales_core.values.periods import Grain


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        raise ValueError("It must be a day that there is, written as in 2025-03-05") from None


Day = Annotated[date, BeforeValidator(_day)]

First = Query(description="First day, as in 2025-03-05.")
Last = Query(description="Last day, included.")


Locations = Query(description="Only this location; repeatable. Empty: lines without one.")
PaymentMethods = Query(description="Only this payment method; repeatable.")
Products = Query(description="Only this product; repeatable.")
Categories = Query(description="Only this category; repeatable. Empty: lines without one.")
Staff = Query(description="Only this member of staff; repeatable.")
Channels = Query(description="Only this channel; repeatable.")
Kept = Query(description="Only this name in a column that is kept, as COLUMN=NAME; repeatable.")


class _Names(TypedDict):
    locations: tuple[str, ...]
    payment_methods: tuple[str, ...]
    products: tuple[str, ...]
    traits: tuple[tuple[str, tuple[str, ...]], ...]


async def _names(  # noqa: PLR0917 - each a parameter of the address
    location: Annotated[list[str], Locations] = [],  # noqa: B006 - FastAPI copies it
    payment_method: Annotated[list[str], PaymentMethods] = [],  # noqa: B006
    product: Annotated[list[str], Products] = [],  # noqa: B006
    category: Annotated[list[str], Categories] = [],  # noqa: B006
    staff: Annotated[list[str], Staff] = [],  # noqa: B006
    channel: Annotated[list[str], Channels] = [],  # noqa: B006
    kept: Annotated[list[str], Kept] = [],  # noqa: B006
) -> _Names:
    return _Names(
        locations=tuple(location),
        payment_methods=tuple(payment_method),
        products=tuple(product),
        traits=asked_traits(kept, category=category, staff=staff, channel=channel),
    )


AskedNames = Annotated[_Names, Depends(_names)]


async def _period(
    start: Annotated[Day, First], end: Annotated[Day, Last], names: AskedNames
) -> Filters:
    return Filters(start, end, **names)


async def _some_period(
    names: AskedNames,
    start: Annotated[Day | None, First] = None,
    end: Annotated[Day | None, Last] = None,
) -> Filters:
    return Filters(start, end, **names)


AskedPeriod = Annotated[Filters, Depends(_period)]
"""Parameters ``start`` and ``end``, both wanted, and names, each as often as wanted."""

AskedSomePeriod = Annotated[Filters, Depends(_some_period)]
"""The same, but without an end the period reaches as far as the data."""

AskedGrain = Annotated[
    Grain | None, Query(description="Also each day, week, month, quarter or year, empty ones too.")
]
"""Parameter ``by``."""


AskedBy = Annotated[str, Query(description="What to split by, such as category.")]
"""Parameter ``by`` of a breakdown."""


async def only_known(request: Request) -> None:
    """Refuse parameters that the endpoint does not document, and single ones given twice.

    Raises:
        HTTPException: With status 400, naming the parameter and what there is.
    """
    known = _documented(request)
    for name, times in Counter(name for name, _ in request.query_params.multi_items()).items():
        if name not in known:
            there = f"There is: {', '.join(known)}." if known else "There are none here."
            raise HTTPException(400, f"There is no parameter {name[:80]!r}. {there}")
        if times > 1 and not known[name]:
            raise HTTPException(400, f"The parameter {name} is given {times} times. Give it once.")


def _documented(request: Request) -> dict[str, bool]:
    """Give the parameters there are, and whether each may be repeated."""
    paths: dict[str, Any] = request.app.openapi()["paths"]
    operation = paths[request.scope["route"].path_format][request.method.lower()]
    return {
        found["name"]: found["schema"].get("type") == "array"
        for found in operation.get("parameters", ())
        if found["in"] == "query"
    }
