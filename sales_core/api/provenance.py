"""Where a sale comes from: the files that hold it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from sales_core.api.answers import ExactJSON
from sales_core.api.context import Given, Settled
from sales_core.api.examples import ERRORS, answered, text
from sales_core.api.parameters import Day, only_known
from sales_core.api.roles import MAY_SEE
from sales_core.contract.provenance import where_answer
from sales_core.reporting.whereabouts import Sought, whereabouts

router = APIRouter(
    prefix="/api", tags=["imports"], dependencies=[Depends(only_known)], responses=ERRORS
)

_WHERE: dict[str, Any] = {
    "date": "2025-03-28",
    "currency": "SGD",
    "lines": [
        {
            "order_id": "1203",
            "product": "Club set rental",
            "location": "Hall",
            "payment_method": "Cash",
            "quantity": "1",
            "amount": "34.008",
            "occurrence": 1,
            "files": [
                {"import_id": 1, "file": "march.csv", "line": 812, "counts": True},
                {"import_id": 2, "file": "sales_2025.csv", "line": 1477, "counts": False},
            ],
        }
    ],
    "left_out": 0,
}

Order = Annotated[str | None, Query(description="Only this order; empty: lines without one.")]
Product = Annotated[str | None, Query(description="Only this product, by its name in the files.")]
Location = Annotated[str | None, Query(description="Only this location.")]


@router.get(
    "/where",
    dependencies=[MAY_SEE],
    summary="Which files hold a sale",
    description="The lines of a day, each with the active imports that hold it: counts marks the "
    "one that it counts from. At most 1,000 lines; left_out says how many more there are.",
    responses=answered(text(_WHERE)),
)
def where(  # noqa: PLR0917 - each a parameter of the address
    given: Given,
    use: Settled,
    date: Annotated[Day, Query(description="The day of the sale, as in 2025-03-05.")],
    order_id: Order = None,
    product: Product = None,
    location: Location = None,
) -> Response:
    """Answer with lines and the files that hold them."""
    sought = Sought(date, order_id, product, location)
    found = whereabouts(given.database(), sought)
    return ExactJSON(where_answer(found, sought, use.currency))
