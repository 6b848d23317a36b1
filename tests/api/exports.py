"""Small exports in the layout of Mindbody's Sales report, for the tests of both faces."""

from __future__ import annotations

HEADER = (
    "Sale Date,Client ID,Sale ID,Item name,Batch #,Sales Notes,Location,Notes,Color,Size,"
    "Item price (excluding tax),Quantity,Subtotal (excluding tax),Discount %,Discount amount,"
    "Tax,Item Total,Total Paid w/ Payment Method,Payment Method"
)


def sale(
    day: str = "03/05/2025",
    order: str = "1",
    item: str = "Tea",
    *,
    paid: str = "10",
    quantity: str = "1",
    place: str = "Hall",
    method: str = "Cash",
) -> str:
    """Give one row."""
    return (
        f"{day},7,{order},{item},---,,{place},,---,---,"
        f"{paid},{quantity},{paid},0,0,0,{paid},{paid},{method}"
    )


def export(*rows: str) -> bytes:
    """Give a file with these rows."""
    return "\n".join((HEADER, *rows, "")).encode()


SMALL = export(
    sale("3/28/2025", "1", "Tea", paid="10.125"),
    sale("3/28/2025", "1", "Cake", paid="4.5", place="Café"),
    sale("3/30/2025", "2", "Tea", paid="20.25", quantity="2", method="Card"),
    sale("3/30/2025", "3", "Tea", paid="-5", quantity="-1", method="Card"),
)
"""Two days with lines and one without between them; 29.875 in all. Sale 1 is an order in each of
two places, so there are 3 orders."""

AMBIGUOUS = export(sale("03/04/2025"), sale("04/03/2025", "2"))
BROKEN = export(sale("3/28/2025"), sale("3/29/2025", "2", paid="ten"), sale("x", "3"))
